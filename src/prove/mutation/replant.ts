/** A pack's files and a mutant in, the files with it out, cut down to what the changed definition needs. */

import { asMap, isMap } from '../../lib/map.ts'
import type { PathPart, RuleFile } from '../../model/source.ts'
import { DROPPED, type Mutant } from './mutants.ts'

/** The definition with the part at the mutant's path changed; without a mutant as it is. */
export function changed(definition: unknown, mutant: Mutant | undefined): unknown {
  return mutant ? replaced(definition, mutant.path, mutant.becomes) : definition
}

function replaced(value: unknown, [part, ...rest]: readonly PathPart[], becomes: unknown): unknown {
  if (part === undefined) return becomes
  const inner = replaced(Array.isArray(value) ? value[Number(part)] : asMap(value)[part], rest, becomes)
  if (Array.isArray(value)) {
    return inner === DROPPED
      ? value.filter((_, at) => at !== part)
      : value.map((one, at) => (at === part ? inner : one))
  }
  const entries = Object.entries(asMap(value))
  if (inner === DROPPED) return Object.fromEntries(entries.filter(([key]) => key !== part))
  // A key that is there keeps its place; another comes last.
  return Object.fromEntries([...new Map([...entries, [String(part), inner]])])
}

/** The files with another value at a place of one of them. */
export function replanted(
  files: readonly RuleFile[],
  file: RuleFile,
  path: readonly PathPart[],
  becomes: unknown,
): readonly RuleFile[] {
  return files.map(one => (one === file ? { ...one, value: replaced(one.value, path, becomes) } : one))
}

/** What hangs on other definitions and is left out with them. */
const CONSEQUENCES = new Set(['scorecards', 'outcomes', 'cascades', 'sources'])

export interface Kept {
  /** Id → definition, perhaps a changed one. */
  readonly standards: ReadonlyMap<string, unknown>
  readonly events: ReadonlySet<string>
  /** Those to score by; none otherwise. */
  readonly scorecards?: ReadonlyMap<string, unknown>
  /** Record types that are changed. */
  readonly changed?: ReadonlyMap<string, unknown>
}

/** The files with the standards and record types given alone, and nothing that follows from them. */
export function narrowed(files: readonly RuleFile[], kept: Kept): readonly RuleFile[] {
  return files
    .filter(file => !file.isTest && file.profile === undefined)
    .map(file => ({ ...file, value: narrowedGroups(asMap(file.value), kept) }))
}

function narrowedGroups(groups: Groups, { standards, events, scorecards, changed: others }: Kept): Groups {
  const kept = Object.entries(groups).flatMap(([group, written]): [string, unknown][] => {
    const entries = Object.entries(asMap(written))
    const only = (pairs: readonly (readonly [string, unknown])[]): [string, unknown][] => [
      [group, Object.fromEntries(pairs)],
    ]
    if (group === 'scorecards' && scorecards)
      return only(entries.flatMap(([id]) => (scorecards.has(id) ? [[id, scorecards.get(id)]] : [])))
    if (CONSEQUENCES.has(group)) return []
    if (group === 'standards')
      return only(entries.flatMap(([id]) => (standards.has(id) ? [[id, standards.get(id)]] : [])))
    if (group === 'events')
      return only(entries.flatMap(([id, one]) => (events.has(id) ? [[id, others?.get(id) ?? one]] : [])))
    return [[group, written]]
  })
  return Object.fromEntries(kept)
}

type Groups = Readonly<Record<string, unknown>>

/** Every word that stands in the parts, keys and texts alike. */
export function wordsIn(parts: readonly unknown[]): Set<string> {
  const words = new Set<string>()
  const waiting = [...parts]
  for (let part = waiting.pop(); part !== undefined || waiting.length > 0; part = waiting.pop()) {
    if (typeof part === 'string') for (const word of part.split(/[^\p{L}\p{N}_-]+/u)) words.add(word)
    else if (Array.isArray(part)) waiting.push(...part)
    else if (isMap(part))
      for (const [key, value] of Object.entries(part)) {
        words.add(key)
        waiting.push(value)
      }
  }
  return words
}
