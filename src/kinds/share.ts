/** `share`: the records of each slot in, whether enough of them (or not too many) are as they should be out. */

import type Fraction from 'fraction.js'
import { Type } from 'typebox'
import type { Names, Truth } from '../conditions/contract.ts'
import { exact, HUNDRED, shortText } from '../lib/exact.ts'
import type { Event } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import { shareExamples } from './examples/share.ts'
import type { Judged } from './finding.ts'
import type { Kind } from './kind.ts'
import type { Amount, Reader, Source } from './reader.ts'
import {
  compileRecordsAt,
  type Hit,
  type Hits,
  hitsInSlot,
  hitsWithin,
  isMatched,
  type TimedRecords,
} from './records.ts'
import { conditionSchema, meaning, numberSchema, percentSchema, recordsSchema, slotFields } from './schema.ts'
import { compileSlotCases, type SlotCase } from './slot-cases.ts'
import { slotWords } from './slot-words.ts'
import { conditionStep, cut, recordSteps, recordText } from './trace.ts'
import { joined, numberText } from './words.ts'

export const share: Kind = {
  id: 'share',
  title: { zh: '比例', en: 'Share' },
  summary: {
    zh: '每个主体的每个时段一个个案：时段内的记录（over）中，符合 meeting 或有后续记录 having 的应占规定的比例。',
    en: 'One case per slot of an owner: of its records (over), a share must meet a condition or be followed by other records.',
  },
  judgedPer: 'slot',
  fields: {
    over: meaning(
      recordsSchema,
      '总数：哪些记录，{ event, when, match, at }',
      'The whole: which records, { event, when, match, at }',
    ),
    meeting: Type.Optional(meaning(conditionSchema, '其中符合条件的算数', 'Those of them that meet a condition count')),
    having: Type.Optional(
      meaning(
        recordsSchema,
        '其中有对应记录的算数：{ event, when, match }',
        'Those of them with such a record count: { event, when, match }',
      ),
    ),
    ...slotFields,
    'at-least': Type.Optional(meaning(percentSchema, '至少占百分之几：20%', 'At least so many percent: 20%')),
    'at-most': Type.Optional(meaning(percentSchema, '至多占百分之几：5%', 'At most so many percent: 5%')),
    minimum: Type.Optional(
      meaning(
        numberSchema,
        '总数至少多少才判定，否则无法判定',
        'The whole must come to so many, else it is undetermined',
      ),
    ),
  },
  examples: shareExamples,
  compile(source, place, tools) {
    const { reader } = tools
    const cases = compileSlotCases(source, place, tools)
    const over = cases?.ownRecords(withEvent(source.over), place.at('over'))
    if (!cases || !over) return undefined
    const names: Names = { ...cases.names, event: over.records.eventType }
    const test = compileTest(source, names, place, reader)
    const bounds = compileBounds(source, place, reader)
    if (!test || !bounds) return undefined
    return cases.judging({
      judge: item => judge(item, over, test.holds, bounds),
      trace: item => trace(item, over, test),
    })
  },
}

function withEvent(source: unknown): Source {
  return typeof source === 'object' && source !== null ? (source as Source) : { event: source }
}

/** Whether one of the records counted is as it should be. */
type Test = (hit: Hit, item: SlotCase) => Truth

interface CompiledTest {
  readonly holds: Test
  /** What the condition saw; without one, the records that should follow. */
  trace(hit: Hit, item: SlotCase): readonly TraceStep[]
}

/** Undefined has been complained about. */
function compileTest(source: Source, names: Names, place: Place, reader: Reader): CompiledTest | undefined {
  if ((source.meeting === undefined) === (source.having === undefined)) {
    reader.complain('wrong-value', place, {
      zh: '应写 meeting（条件）或 having（后续记录）其中一个',
      en: 'Write one of meeting (a condition) and having (records that follow)',
    })
    return undefined
  }
  if (source.having === undefined) {
    const condition = reader.condition(source.meeting, names, place.at('meeting'))
    return (
      condition && {
        holds: ({ event }, { lens }) => condition.test({ ...lens, event }),
        trace: ({ event }, { lens }) => [conditionStep('requirement', condition, { ...lens, event })],
      }
    )
  }
  const having = compileRecordsAt(source.having, names, place.at('having'), reader)
  if (!having || !isMatched(having, place.at('having'), reader)) return undefined
  return {
    holds: (hit, item) => isFollowed(hit, having, item),
    trace: (hit, item) => {
      const span = { from: hit.at, to: item.due }
      return recordSteps(
        { timed: having, hits: followers(hit, having, item), span },
        { ...item.lens, event: hit.event },
      )
    },
  }
}

/** At or after the counted record, until the slot's end plus grace. */
function followers({ event, at }: Hit, having: TimedRecords, { lens, due, window }: SlotCase): Hits {
  const bounds = { from: at, to: due }
  return hitsWithin(having, { ...lens, event }, { inner: bounds, outer: bounds }, window.unit)
}

function isFollowed(hit: Hit, having: TimedRecords, item: SlotCase): Truth {
  const { sure, unsure } = followers(hit, having, item)
  return sure.length > 0 ? true : unsure.length > 0 ? undefined : false
}

interface ShareBounds {
  readonly least?: Amount<number>
  readonly most?: Amount<number>
  readonly minimum?: Amount<number>
}

/** Undefined has been complained about. */
function compileBounds(source: Source, place: Place, reader: Reader): ShareBounds | undefined {
  const { 'at-least': least, 'at-most': most, minimum } = source
  if (least === undefined && most === undefined) {
    reader.complain('wrong-value', place, {
      zh: '应写 at-least 或 at-most（百分比）',
      en: 'Write at-least or at-most, a percentage',
    })
    return undefined
  }
  const read = {
    ...(least === undefined ? {} : { least: reader.percent(least, place.at('at-least')) }),
    ...(most === undefined ? {} : { most: reader.percent(most, place.at('at-most')) }),
    ...(minimum === undefined ? {} : { minimum: reader.number(minimum, {}, place.at('minimum')) }),
  }
  return Object.values(read).includes(undefined) ? undefined : (read as ShareBounds)
}

/** How many there are, and of how many it is known that they are as they should be, or that they are not. */
interface Count {
  readonly good: number
  readonly bad: number
  /** Surely there, but not known whether good. */
  readonly open: number
  /** Perhaps not there at all: of these so many may be good, so many bad. */
  readonly maybeGood: number
  readonly maybeBad: number
  readonly evidence: readonly Event[]
}

/** Grace lets followers come late; it does not let the slot take records of the next. */
function counted(item: SlotCase, over: TimedRecords): Hits {
  const last = item.window.open.at(-1)
  return hitsInSlot(over, item.lens, { ...item.window, until: last ? last.to - 1 : item.window.until })
}

/** The records that are not as they should be, and those of which it is not known. */
function trace(item: SlotCase, over: TimedRecords, test: CompiledTest): readonly TraceStep[] {
  const { title } = over.records.eventType
  const { zone } = item.lens.scope
  const steps = counted(item, over).sure.flatMap((hit): readonly TraceStep[] => {
    const holds = test.holds(hit, item) ?? null
    if (holds === true) return []
    return [{ part: 'record', text: recordText(hit.event, title, hit.at, zone), holds, under: test.trace(hit, item) }]
  })
  return cut(steps)
}

function count(item: SlotCase, over: TimedRecords, test: Test): Count {
  const { sure, unsure } = counted(item, over)
  const truths = sure.map(hit => test(hit, item))
  const perhaps = unsure.map(hit => test(hit, item))
  return {
    good: truths.filter(truth => truth === true).length,
    bad: truths.filter(truth => truth === false).length,
    open: truths.filter(truth => truth === undefined).length,
    maybeGood: perhaps.filter(truth => truth !== false).length,
    maybeBad: perhaps.filter(truth => truth !== true).length,
    evidence: sure.filter((_, at) => truths[at] !== true).map(hit => hit.event),
  }
}

function judge(item: SlotCase, over: TimedRecords, test: Test, bounds: ShareBounds): Judged {
  const { lens, day, site, due, isOver, reachesBack } = item
  const [least, most, minimum = 1] = [bounds.least, bounds.most, bounds.minimum].map(bound => bound?.(lens, day, site))
  if (typeof least === 'string' || typeof most === 'string' || typeof minimum === 'string')
    return { verdict: 'undetermined', reason: UNSET }

  const counted = count(item, over, test)
  const { good, bad, open, maybeGood, maybeBad } = counted
  const total = good + bad + open
  const reason = slotWords(item, shareWords(counted, over, least, most))
  const base = {
    ...(total === 0 ? {} : { measured: { value: (100 * good) / total, unit: 'percent' as const } }),
    limit: { value: least ?? most ?? 0, unit: 'percent' as const },
    due,
    evidence: counted.evidence,
  }
  const because = (more: Message): Message => joined([reason, more], '；', '; ')
  if (!isOver) return { ...base, verdict: 'pending', reason: because(UNFINISHED) }
  if (reachesBack) return { ...base, verdict: 'undetermined', reason: because(INCOMPLETE) }
  if (total < Math.max(1, minimum)) return { ...base, verdict: 'undetermined', reason: because(tooFew(minimum)) }

  const lowest = rate(good, total + maybeBad)
  const highest = rate(good + open + maybeGood, total + maybeGood)
  const isReached = least === undefined || lowest.gte(exact(least))
  const isKept = most === undefined || highest.lte(exact(most))
  if (isReached && isKept) return { ...base, verdict: 'met', reason }
  const isShort = least !== undefined && highest.lt(exact(least))
  const isExceeded = most !== undefined && lowest.gt(exact(most))
  if (isShort || isExceeded) return { ...base, verdict: 'missed', reason }
  return { ...base, verdict: 'undetermined', isMissing: true, reason: because(BLANKS) }
}

/** A percentage, exact: 20 % of 15 are three. */
function rate(good: number, total: number): Fraction {
  return exact(good).div(total).mul(HUNDRED)
}

const UNFINISHED: Message = { zh: '时段（含宽限）未结束', en: 'the slot (grace included) is not over yet' }
const INCOMPLETE: Message = {
  zh: '时段早于本期完整记录的起始日，无法判断（连同那段记录交来，并写 records-from，即可判断）',
  en: 'the slot begins before the records are known to be complete (hand in those of its beginning too and write records-from, and it can be told)',
}
const BLANKS: Message = { zh: '有记录填写不全，无法判断', en: 'blanks in some records leave it open' }
const UNSET: Message = { zh: '这一天没有生效的比例要求', en: 'No share is in force on that day' }

function tooFew(minimum: number): Message {
  return {
    zh: `不足 ${numberText(Math.max(1, minimum))} 件，不作判断`,
    en: `fewer than ${numberText(Math.max(1, minimum))}: not judged`,
  }
}

/** `报修工单 12 件中 3 件符合（25%），应不少于 20%`. */
function shareWords(
  { good, bad, open }: Count,
  { records }: TimedRecords,
  least: number | undefined,
  most: number | undefined,
): Message {
  const { title } = records.eventType
  const total = good + bad + open
  const share = total === 0 ? { zh: '', en: '' } : shareText(good, total)
  const unknown = open === 0 ? { zh: '', en: '' } : { zh: `，${open} 件无法判断`, en: `, ${open} not known` }
  const wanted = [
    ...(least === undefined ? [] : [{ zh: `应不少于 ${least}%`, en: `at least ${least}% required` }]),
    ...(most === undefined ? [] : [{ zh: `应不多于 ${most}%`, en: `at most ${most}% allowed` }]),
  ]
  const limits = joined(wanted, '，', ', ')
  return {
    zh: `${title.zh} ${total} 件中 ${good} 件符合${share.zh}${unknown.zh}，${limits.zh}`,
    en: `${title.en}: ${good} of ${total}${share.en}${unknown.en}, ${limits.en}`,
  }
}

function shareText(good: number, total: number): Message {
  const text = `${shortText(rate(good, total))}%`
  return { zh: `（${text}）`, en: ` (${text})` }
}
