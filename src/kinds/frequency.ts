/** `frequency`: slots of owners in, whether enough (or not too many) records lie in each out. */

import { Type } from 'typebox'
import type { Message } from '../model/message.ts'
import type { TraceStep } from '../model/trace.ts'
import { type CompiledAmount, compileAmount } from './amount.ts'
import type { AmountAnswer } from './amount-answer.ts'
import { frequencyExamples } from './examples/frequency.ts'
import type { Judged } from './finding.ts'
import type { Kind } from './kind.ts'
import { type Hits, hitsInSlot, type TimedRecords } from './records.ts'
import { amountFields, coversSchema, meanSchema, recordsFields, slotFields } from './schema.ts'
import { compileSlotCases, type SlotCase } from './slot-cases.ts'
import { slotWords } from './slot-words.ts'
import { recordSteps } from './trace.ts'
import { capitalised, joined } from './words.ts'

export const frequency: Kind = {
  id: 'frequency',
  title: { zh: '频次', en: 'Frequency' },
  summary: {
    zh: '每个主体的每个时段一个个案：时段内的记录应达到（或不超过）规定的数量、名单或覆盖时间。',
    en: 'One case per slot of an owner: its records must come to (or stay within) a number, a list or a cover of time.',
  },
  judgedPer: 'slot',
  fields: {
    ...recordsFields,
    ...slotFields,
    ...amountFields,
    mean: Type.Optional(meanSchema),
    covers: Type.Optional(coversSchema),
  },
  examples: frequencyExamples,
  compile(source, place, tools) {
    const cases = compileSlotCases(source, place, tools)
    if (!cases) return undefined
    const { event, when, match, at } = source
    const written = {
      event,
      ...(when === undefined ? {} : { when }),
      ...(match === undefined ? {} : { match }),
      ...(at === undefined ? {} : { at }),
    }
    const records = cases.ownRecords(written, place)
    const amount =
      records &&
      compileAmount(source, place, tools.reader, {
        counted: records.records.eventType,
        asking: cases.names,
        inSlots: true,
      })
    if (!records || !amount) return undefined
    return cases.judging({
      ...(amount.each ? { each: amount.each } : {}),
      judge: item => judge(item, records, amount),
      trace: item => trace(item, records),
    })
  },
}

function judge(item: SlotCase, records: TimedRecords, amount: CompiledAmount): Judged | undefined {
  const { lens, window, open, day, site, member, isOver, due } = item
  const hits = hitsInSlot(records, lens, window)
  const answer = amount.answer({
    hits,
    lens,
    day,
    site,
    open,
    ...(member === undefined ? {} : { member }),
    previous: () => figureBefore(item, records, amount),
  })
  if ('none' in answer) return withoutAmount(answer)

  const base = { measured: answer.measured, limit: answer.limit, due, evidence: hits.sure.map(hit => hit.event) }
  const reason = storyWords(item, records, amount, answer.words)
  const isEarly = answer.isFinalAtEnd !== true
  if (isEarly && answer.ceiling === 'no') return { ...base, verdict: 'missed', reason }
  if (isEarly && answer.floor === 'yes' && answer.ceiling === 'none') return { ...base, verdict: 'met', reason }
  if (!isOver) return { ...base, verdict: 'pending', reason: joined([reason, UNFINISHED], '；', '; ') }
  if (item.reachesBack) return { ...base, verdict: 'undetermined', reason: joined([reason, INCOMPLETE], '；', '; ') }
  if (answer.floor === 'no' || answer.ceiling === 'no') return { ...base, verdict: 'missed', reason }
  if (answer.floor === 'open' || answer.ceiling === 'open') {
    return {
      ...base,
      verdict: 'undetermined',
      isMissing: !hits.isCoarse,
      reason: joined([reason, whatLeavesItOpen(hits)], '；', '; '),
      evidence: [...hits.sure, ...hits.unsure].map(hit => hit.event),
    }
  }
  return { ...base, verdict: 'met', reason }
}

function trace({ lens, window }: SlotCase, records: TimedRecords): readonly TraceStep[] {
  const first = window.open[0]?.from
  const span = { ...(first === undefined ? {} : { from: first }), to: window.until }
  return recordSteps({ timed: records, hits: hitsInSlot(records, lens, window), span }, lens)
}

const UNFINISHED: Message = { zh: '时段（含宽限）未结束', en: 'the slot (grace included) is not over yet' }
const INCOMPLETE: Message = {
  zh: '时段早于本期完整记录的起始日，无法判断（连同那段记录交来，并写 records-from，即可判断）',
  en: 'the slot begins before the records are known to be complete (hand in those of its beginning too and write records-from, and it can be told)',
}
const BLANKS: Message = { zh: '有记录填写不全，无法判断', en: 'blanks in some records leave it open' }
const COARSE: Message = { zh: '有记录的时间不够细，无法判断', en: 'some records are stamped too coarsely to tell' }

const NONE: Message = { zh: '没有可平均的记录', en: 'there is no record to take the mean of' }

function whatLeavesItOpen({ sure, unsure, isCoarse }: Hits): Message {
  if (isCoarse) return COARSE
  return sure.length + unsure.length === 0 ? NONE : BLANKS
}

function withoutAmount(answer: Extract<AmountAnswer, { none: string }>): Judged | undefined {
  if (answer.none === 'no-previous') return undefined
  if (answer.none === 'nobody') return { verdict: 'exempt', reason: answer.reason }
  return {
    verdict: 'undetermined',
    isMissing: answer.none === 'missing',
    reason: { zh: answer.reason.zh, en: capitalised(answer.reason).en },
  }
}

/** Undefined where there is no slot before, or where it cannot be counted for certain. */
function figureBefore(item: SlotCase, records: TimedRecords, amount: CompiledAmount): number | undefined {
  const before = item.previous()
  if (!before) return undefined
  const hits = hitsInSlot(records, before.lens, before.window)
  const figure = amount.figure({
    hits,
    lens: before.lens,
    day: before.day,
    site: item.site,
    open: before.open,
    ...(item.member === undefined ? {} : { member: item.member }),
  })
  return figure && figure.low === figure.high ? figure.low : undefined
}

/** `东区 2024-03：夜间查岗 共 3 次，应不少于 4 次`. */
function storyWords(item: SlotCase, { records }: TimedRecords, { each }: CompiledAmount, words: Message): Message {
  const { lens, member } = item
  const named = member === undefined || !each ? undefined : each.title(member, lens)
  const { title } = records.eventType
  const about = named ? { zh: `（${named.zh}）`, en: ` (${named.en})` } : { zh: '', en: '' }
  return slotWords(item, {
    zh: `${title.zh}${about.zh}${words.zh}`,
    en: `${title.en}${about.en}: ${words.en}`,
  })
}
