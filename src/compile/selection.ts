/** A selection of standards as written in, the ids selected out; every part of it that selects nothing is told. */

import type { Complain } from '../conditions/contract.ts'
import { selectStandards as select } from '../kinds/selection.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { nearest } from '../lib/nearest.ts'
import type { Standard } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import { asTexts } from './read.ts'
import { tellUnknown } from './settings.ts'

/** Ids of all standards of the pack with their tags, in the order written. */
export type Selectable = ReadonlyMap<string, readonly string[]>

export function selectStandards(
  source: unknown,
  place: Place,
  standards: Selectable,
  complain: Complain,
): readonly string[] {
  const isList = Array.isArray(source)
  const parts = isList ? asTexts(source) : asTexts([source])
  parts.forEach((part, at) => {
    if (select(part, standards).length === 0) tellNone(part, isList ? place.at(at) : place, standards, complain)
  })
  return select(parts, standards)
}

/** What a selection that is made outside the pack comes to, and those of its parts that select nothing. */
export function selectFrom(
  parts: readonly string[],
  standards: readonly Pick<Standard, 'id' | 'tags'>[],
): { readonly standards: ReadonlySet<string>; readonly without: readonly string[] } {
  const selectable = new Map(standards.map(({ id, tags }) => [id, tags]))
  return {
    standards: new Set(select(parts, selectable)),
    without: parts.filter(part => select(part, selectable).length === 0),
  }
}

/** As written, on one line. */
export function selectionText(source: unknown): string {
  return Array.isArray(source) ? asTexts(source).join(', ') : String(source)
}

function tellNone(part: string, place: Place, standards: Selectable, complain: Complain): void {
  if (!part.startsWith('tag:') && !part.includes('*')) {
    tellUnknown('unknown-standard', part, [...standards.keys()], { zh: '标准', en: 'standard' }, place, complain)
    return
  }
  const tags = [...new Set([...standards.values()].flat())].map(tag => `tag:${tag}`)
  const guess = part.startsWith('tag:') ? nearest(part, tags) : undefined
  complain(
    'standards-none',
    place,
    { zh: `“${part}”选不到任何标准。`, en: `'${part}' selects no standard.` },
    didYouMean(guess),
  )
}
