/** `except` as written in, whether one of the named exemptions holds for a case out. */

import type { Condition, Names, Truth } from '../conditions/contract.ts'
import { isMap } from '../lib/map.ts'
import type { Lens } from '../model/checker.ts'
import type { Event } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Reader } from './reader.ts'
import type { TimedRecords } from './records.ts'
import { textOf } from './text.ts'
import { conditionStep, recordText } from './trace.ts'

interface Exception {
  readonly title: Message
  readonly clauses: readonly string[]
  readonly when?: Condition
  readonly records?: TimedRecords
}

/** What is known of the exemptions: one holds, none does, or it cannot be told of those named. */
export type Exemption =
  | { readonly state: 'exempt'; readonly reason: Message; readonly evidence: readonly Event[] }
  | { readonly state: 'none' }
  | { readonly state: 'unknown'; readonly reason: Message }

/** Tells the records of a slot: `sure` ones lie in it, `unsure` ones may. */
export type InSlot = (
  records: TimedRecords,
  lens: Lens,
) => { readonly sure: readonly Event[]; readonly unsure: readonly Event[] }

export interface Exceptions {
  test(lens: Lens, inSlot?: InSlot): Exemption
  /** Each exemption by name, with what it saw. */
  trace(lens: Lens, inSlot?: InSlot): readonly TraceStep[]
}

export interface ExceptionOptions {
  readonly names: Names
  /** In slot kinds an exemption may be RECORDS: how they are matched with the owner. Undefined has been complained about. */
  readonly records?: (source: Readonly<Record<string, unknown>>, place: Place) => TimedRecords | undefined
}

const NONE: Exemption = { state: 'none' }

/** Undefined has been complained about. */
export function compileExceptions(
  source: unknown,
  place: Place,
  reader: Reader,
  options: ExceptionOptions,
): Exceptions | undefined {
  if (source === undefined) return { test: () => NONE, trace: () => [] }
  const written = isMap(source) ? Object.entries(source) : []
  const compiled = written.map(([name, entry]) =>
    isMap(entry) ? compileOne(entry, place.at(name), reader, options) : undefined,
  )
  const exceptions = compiled.filter(one => one !== undefined)
  if (exceptions.length < compiled.length) return undefined
  return {
    test: (lens, inSlot) => firstExemption(exceptions, lens, inSlot),
    trace: (lens, inSlot) => exceptions.map(one => exceptionStep(one, lens, inSlot)),
  }
}

function compileOne(
  entry: Readonly<Record<string, unknown>>,
  place: Place,
  reader: Reader,
  options: ExceptionOptions,
): Exception | undefined {
  const clauses = Array.isArray(entry.clauses) ? entry.clauses.map(String) : []
  const base = { title: textOf(entry.title), clauses }
  if (entry.event !== undefined) {
    if (!options.records) {
      reader.complain(
        'wrong-value',
        place.at('event'),
        {
          zh: '按件评判的标准，免责情形写条件（when），不写记录',
          en: 'In a standard judged per event an exemption is a condition (when), not records',
        },
        { part: 'key' },
      )
      return undefined
    }
    const { title: _title, clauses: _clauses, ...records } = entry
    const compiled = options.records(records, place)
    return compiled && { ...base, records: compiled }
  }
  if (entry.when === undefined) {
    reader.complain('missing-key', place, {
      zh: '免责情形缺少 when（什么时候免责）',
      en: 'An exemption needs `when`: in which case it holds',
    })
    return undefined
  }
  const when = reader.condition(entry.when, options.names, place.at('when'))
  return when && { ...base, when }
}

function truthOf(
  { when, records }: Exception,
  lens: Lens,
  inSlot: InSlot | undefined,
): { readonly truth: Truth; readonly evidence: readonly Event[] } {
  if (when) return { truth: when.test(lens), evidence: [] }
  const { sure, unsure } = records && inSlot ? inSlot(records, lens) : { sure: [], unsure: [] }
  return { truth: sure.length > 0 ? true : unsure.length > 0 ? undefined : false, evidence: sure }
}

function exceptionStep(exception: Exception, lens: Lens, inSlot: InSlot | undefined): TraceStep {
  const { title, when, records } = exception
  const { truth, evidence } = truthOf(exception, lens, inSlot)
  const type = records?.records.eventType.title
  const under = when
    ? [conditionStep('exemption', when, lens)]
    : evidence.map((event): TraceStep => {
        const text = recordText(event, type ?? title, event.at, lens.scope.zone)
        return { part: 'record', text, holds: true, under: [] }
      })
  return { part: 'exemption', text: title, holds: truth ?? null, under }
}

function firstExemption(exceptions: readonly Exception[], lens: Lens, inSlot: InSlot | undefined): Exemption {
  let unknownOne: Exception | undefined
  for (const exception of exceptions) {
    const { truth, evidence } = truthOf(exception, lens, inSlot)
    if (truth === true) return { state: 'exempt', reason: named(exception), evidence }
    if (truth === undefined) unknownOne ??= exception
  }
  if (!unknownOne) return NONE
  const { title } = unknownOne
  return {
    state: 'unknown',
    reason: {
      zh: `资料不足，无法判断是否属于免责情形“${title.zh}”`,
      en: `the records do not tell whether the exemption '${title.en}' applies`,
    },
  }
}

function named({ title, clauses }: Exception): Message {
  const cited =
    clauses.length === 0 ? { zh: '', en: '' } : { zh: `（${clauses.join('、')}）`, en: ` (${clauses.join(', ')})` }
  return { zh: `免责：${title.zh}${cited.zh}`, en: `Exempt: ${title.en}${cited.en}` }
}
