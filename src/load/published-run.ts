/** The `appraisal.json` of an earlier issue of the same period in, what it paid out; the rest is only looked through. */

import { existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { isMap } from '../lib/map.ts'
import type { AppraisedOutcome } from '../model/appraisal.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { PaidPerson, PublishedRun } from '../model/published-run.ts'
import type { Setup } from '../model/setup.ts'
import { itemsOf, type JsonPart, membersOf, parsePart, wholeOf } from './json-parts.ts'
import { named, problem, wholeFile } from './problem.ts'
import { type InputFile, sha256, shownName } from './source-file.ts'
import { MOST_RESULTS, readWhole } from './whole-file.ts'

export interface PublishedReading {
  readonly published?: PublishedRun
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

/** Results that this run is going to keep under another name, by which they may be called already. */
export interface KeptResults {
  readonly out: string
  readonly keepAs: string
}

export function loadPublishedRun({ published: path, folder, period }: Setup, kept?: KeptResults): PublishedReading {
  if (path === undefined) return { diagnostics: [], inputs: [] }
  const file = shownName(path, folder)
  const refused = (zh: string, en: string): PublishedReading => ({
    diagnostics: [problem('history-unreadable', wholeFile(file), { zh, en })],
    inputs: [],
  })
  const read = readWhole(whereItIs(path, kept), { mostMebibytes: MOST_RESULTS, folder })
  if ('problem' in read) {
    const { zh, en } = named(file, read.problem)
    return refused(zh, en)
  }
  const run = runOf(read.bytes)
  if (!run) {
    return refused(
      `${file} 不是完好的考评结果（appraisal.json）：请用公布时生成的原文件`,
      `${file} is no sound appraisal (appraisal.json): use the file as it was published`,
    )
  }
  if (run.period !== period.name) {
    return refused(
      `${file} 是 ${run.period} 的结果，不是本期（${period.name}）的：published 指本期已公布的那一次`,
      `${file} is about ${run.period}, not about ${period.name}: published is what was published of this period`,
    )
  }
  return { published: { file, ...run }, diagnostics: [], inputs: [{ file, sha256: sha256(read.bytes) }] }
}

/** Before the first reissue the published results are still in their old place. */
function whereItIs(path: string, kept: KeptResults | undefined): string {
  if (!kept || existsSync(path)) return path
  const inside = relative(kept.keepAs, path)
  return inside.split(sep)[0] === '..' ? path : join(kept.out, inside)
}

function runOf(bytes: Uint8Array): Omit<PublishedRun, 'file'> | undefined {
  const members = membersOf(bytes, wholeOf(bytes))
  const plain = (key: string): unknown => {
    const part = members?.get(key)
    const parsed = part && parsePart(bytes, part)
    return parsed && 'value' in parsed ? parsed.value : undefined
  }
  const period = plain('period')
  const list = members?.get('people')
  if (plain('format') !== 1 || !isMap(period) || typeof period.name !== 'string' || !list) return undefined
  const people = peopleOf(bytes, list)
  const elsewhere = elsewhereOf(plain('withheldElsewhere') ?? [])
  if (!people || !elsewhere) return undefined
  const all = [...people, ...elsewhere]
  return new Set(all.map(({ id }) => id)).size === all.length ? { period: period.name, people: all } : undefined
}

/** Values of one person: no appraisal has a tenth of it. */
const MOST_VALUES_OF_ONE = 200_000

function peopleOf(bytes: Uint8Array, list: JsonPart): readonly PaidPerson[] | undefined {
  const people: PaidPerson[] = []
  for (const part of itemsOf(bytes, list)) {
    const parsed = part && parsePart(bytes, part, MOST_VALUES_OF_ONE)
    const person = parsed && 'value' in parsed && isMap(parsed.value) ? personOf(parsed.value) : undefined
    if (!person) return undefined
    people.push(person)
  }
  return people
}

/** Shares withheld from people who have no sheet. */
function elsewhereOf(value: unknown): readonly PaidPerson[] | undefined {
  if (!Array.isArray(value)) return undefined
  const list: readonly unknown[] = value
  const people = list.map(one => (isMap(one) ? personOf({ ...one, id: one.person, outcomes: [] }) : undefined))
  const whole = people.filter(person => person !== undefined)
  return whole.length === people.length ? whole : undefined
}

function personOf(value: Readonly<Record<string, unknown>>): PaidPerson | undefined {
  const { id, name, bonusBase = null, withheld, outcomes } = value
  const isBase = bonusBase === null || (typeof bonusBase === 'string' && /^\d{1,15}(\.\d{1,15})?$/.test(bonusBase))
  if (typeof id !== 'string' || typeof name !== 'string' || !isBase || !isMap(withheld)) return undefined
  const shares = listOf(withheld.because, shareOf)
  const proposals = listOf(outcomes, outcomeOf)
  return shares && proposals && { id, name, bonusBase, withheld: { because: shares }, outcomes: proposals }
}

/** Undefined where one of them is not what it should be. */
function listOf<T>(
  value: unknown,
  read: (one: Readonly<Record<string, unknown>>) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined
  const list: readonly unknown[] = value
  const whole = list.flatMap(one => (isMap(one) ? (read(one) ?? []) : []))
  return whole.length === list.length ? whole : undefined
}

const STATES = ['proposed', 'confirmed', 'approved'] as const

function stateOf(value: unknown): AppraisedOutcome['state'] | undefined {
  return STATES.find(one => one === value)
}

function shareOf({ share, state, contested }: Readonly<Record<string, unknown>>) {
  const isShare = typeof share === 'number' && share >= 0 && share <= 1
  const known = stateOf(state ?? 'proposed')
  if (!isShare || !known || !(contested === undefined || typeof contested === 'string')) return undefined
  return { share, state: known, ...(contested === undefined ? {} : { contested }) }
}

function outcomeOf(value: Readonly<Record<string, unknown>>): PaidPerson['outcomes'][number] | undefined {
  const { type, amount = null, amountNotSet = false, approval = false, contested = [] } = value
  const state = stateOf(value.state)
  const isAmount = amount === null || (typeof amount === 'number' && Number.isFinite(amount))
  const areFlags = typeof amountNotSet === 'boolean' && typeof approval === 'boolean'
  if (typeof type !== 'string' || !state || !isAmount || !areFlags || !Array.isArray(contested)) return undefined
  return { type, state, amount, amountNotSet, approval, contested: contested.map(String) }
}
