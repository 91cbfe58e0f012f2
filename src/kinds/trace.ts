/** Conditions, clocks and records with the case they are asked of in, the steps that tell what they saw out. */

import { formatDay, weekdayOf } from '../calendar/day.ts'
import type { Comparison, Condition, Fact } from '../conditions/contract.ts'
import type { Zone } from '../model/calendar.ts'
import type { Lens } from '../model/checker.ts'
import type { Event } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Day, Instant } from '../model/value.ts'
import type { Clock } from './clock.ts'
import { comparisonWords } from './condition-words.ts'
import type { CountedTime } from './counted-time.ts'
import type { BoundLimit } from './limit.ts'
import type { Hits, TimedRecords } from './records.ts'
import { valueWords } from './value-words.ts'
import { clockText, elapsedWords, joined, plain, quoted, timeText } from './words.ts'

/** Longer lists are cut, and it is said how many more there are. */
const MOST_RECORDS = 20
const MOST_STRETCHES = 12

export function conditionStep(part: TraceStep['part'], condition: Condition, lens: Lens): TraceStep {
  const { tree } = condition
  const holds = condition.test(lens) ?? null
  if (tree.kind === 'comparison')
    return { part, text: comparisonWords(tree), holds, seen: seenBy(tree, lens), under: [] }
  if (tree.kind === 'not')
    return {
      part,
      text: { zh: '不属于以下情形', en: 'none of this' },
      holds,
      under: [conditionStep(part, tree.part, lens)],
    }
  const text =
    tree.kind === 'all'
      ? { zh: '以下各项都要符合', en: 'all of these' }
      : { zh: '以下至少符合一项', en: 'at least one of these' }
  return { part, text, holds, under: tree.parts.map(one => conditionStep(part, one, lens)) }
}

/** `“类别”为零星`, or what the two facts compared were. */
function seenBy({ fact, other }: Comparison, lens: Lens): Message {
  const facts = other ? [fact, other] : [fact]
  const words = facts.map(one => {
    const title = quoted(one.title)
    const value = readingOf(one, lens)
    return { zh: `${title.zh}${value.zh}`, en: `${title.en} ${value.en}` }
  })
  return joined(words, '，', ', ')
}

function readingOf(fact: Fact, lens: Lens): Message {
  const value = fact.read(lens)
  if (value === undefined) return { zh: '没有记录', en: 'was not recorded' }
  if (fact.isPrivate) return { zh: '有记录（内容不显示）', en: 'was recorded (not shown)' }
  const words = valueWords(value, fact, lens)
  return words ? { zh: `是 ${words.zh}`, en: `was ${words.en}` } : { zh: '没有记录', en: 'was not recorded' }
}

const WEEKDAYS_ZH = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function momentText(at: Instant, zone: Zone): Message {
  const { zh, en } = weekdayText(zone.dayOf(at))
  const text = timeText(at, zone)
  return { zh: `${zh} ${text}`, en: `${en} ${text}` }
}

function weekdayText(day: Day): Message {
  const at = weekdayOf(day) - 1
  return { zh: WEEKDAYS_ZH[at] ?? '', en: WEEKDAYS_EN[at] ?? '' }
}

export interface ClockQuestion {
  readonly from: Fact
  readonly start: Instant
  readonly bound: BoundLimit
  readonly clock: Clock
  /** What it ran to, where that is recorded. */
  readonly end?: { readonly title: Message; readonly at: Instant }
}

/** `“报修时间”周五 22:10 → 应不晚于周一 09:40`, with the stretches of time that counted. */
export function clockStep({ from, start, bound, clock, end }: ClockQuestion, { scope }: Lens): TraceStep {
  const { zone } = scope
  const began = momentText(start, zone)
  const due = momentText(clock.due, zone)
  const title = quoted(from.title)
  const early = clock.bounds.inner.from
  const since = early === undefined || early === start ? undefined : momentText(early, zone)
  const window = since
    ? { zh: `应在 ${since.zh} 至 ${due.zh} 之间`, en: `between ${since.en} and ${due.en}` }
    : { zh: `应不晚于 ${due.zh}`, en: `due ${due.en}` }
  const counted = bound.form === 'at-least-before' ? undefined : bound.counted(start, clock.due)
  const calendar = counted
    ? { zh: `（按日历“${counted.calendar}”）`, en: ` (by the calendar '${counted.calendar}')` }
    : plain('')
  const holds = end ? isWithin(end.at, clock) : clock.isOver ? false : null
  return {
    part: 'clock',
    text: limitText(bound),
    holds,
    seen: {
      zh: `${title.zh}${began.zh} → ${window.zh}${calendar.zh}`,
      en: `${title.en} ${began.en} → ${window.en}${calendar.en}`,
    },
    under: [...(counted ? countedSteps(counted, zone) : []), ...(end ? [endStep(end, start, bound, holds, zone)] : [])],
  }
}

function isWithin(at: Instant, { bounds }: Clock): boolean {
  return at <= bounds.inner.to && (bounds.inner.from === undefined || at >= bounds.inner.from)
}

function limitText({ form, words, hasGrace }: BoundLimit): Message {
  const grace = hasGrace ? { zh: '（另有宽限）', en: ' (and a grace)' } : plain('')
  switch (form) {
    case 'within':
      return { zh: `时限 ${words.zh}${grace.zh}`, en: `Limit ${words.en}${grace.en}` }
    case 'between':
      return { zh: `应在 ${words.zh}之间${grace.zh}`, en: `Between ${words.en}${grace.en}` }
    case 'at-least-before':
      return { zh: `应至少提前 ${words.zh}${grace.zh}`, en: `At least ${words.en} ahead${grace.en}` }
    case 'by':
      return { zh: `应不晚于 ${words.zh}${grace.zh}`, en: `Not later than ${words.en}${grace.en}` }
  }
}

function endStep(
  { title, at }: { readonly title: Message; readonly at: Instant },
  start: Instant,
  bound: BoundLimit,
  holds: boolean | null,
  zone: Zone,
): TraceStep {
  const moment = momentText(at, zone)
  const took = bound.measure(start, at)?.words
  const seen = took ? { zh: `${moment.zh}，相距 ${took.zh}`, en: `${moment.en}, ${took.en} apart` } : moment
  return { part: 'clock', text: quoted(title), holds, seen, under: [] }
}

function countedSteps({ open, days, skipped }: CountedTime, zone: Zone): readonly TraceStep[] {
  const stretches = open.map(({ from, to }) => {
    const { zh, en } = weekdayText(zone.dayOf(from))
    const day = formatDay(zone.dayOf(from))
    const hours = `${clockText(zone.timeOf(from))}–${clockText(zone.timeOf(to))}`
    const counted = elapsedWords(to - from, 'hours')
    return step(
      { zh: `${zh} ${day} ${hours}`, en: `${en} ${day} ${hours}` },
      { zh: `计 ${counted.zh}`, en: `counts ${counted.en}` },
    )
  })
  const dayList = (some: readonly Day[]) =>
    joined(
      some.slice(0, MOST_STRETCHES).map(day => {
        const { zh, en } = weekdayText(day)
        return { zh: `${zh} ${formatDay(day)}`, en: `${en} ${formatDay(day)}` }
      }),
      '、',
      ', ',
    )
  const counted =
    days.length === 0
      ? []
      : [step({ zh: `计 ${days.length} 个工作日`, en: `${days.length} working days counted` }, dayList(days))]
  const left =
    skipped.length === 0
      ? []
      : [step({ zh: `${skipped.length} 天不计`, en: `${skipped.length} days not counted` }, dayList(skipped))]
  return [...cut(stretches, MOST_STRETCHES), ...counted, ...left]
}

function step(text: Message, seen: Message): TraceStep {
  return { part: 'clock', text, holds: null, seen, under: [] }
}

/** A list that is too long to be read ends in how many more there are. */
export function cut(steps: readonly TraceStep[], most = MOST_RECORDS): readonly TraceStep[] {
  if (steps.length <= most) return steps
  const more = steps.length - most
  const rest: TraceStep = {
    part: 'record',
    text: { zh: `……另有 ${more} 条`, en: `… and ${more} more` },
    holds: null,
    under: [],
  }
  return [...steps.slice(0, most), rest]
}

/** `2024-03-05 14:12  回访记录 C12`. */
export function recordText(event: Event, title: Message, at: Instant, zone: Zone): Message {
  const moment = momentText(at, zone)
  return { zh: `${moment.zh}  ${title.zh} ${event.id}`, en: `${moment.en}  ${title.en} ${event.id}` }
}

export interface RecordsQuestion {
  readonly timed: TimedRecords
  readonly hits: Hits
  /** Records that do not meet the condition are told where they lie in here (inclusive). */
  readonly span: { readonly from?: Instant; readonly to: Instant }
}

/** Which records counted, which did not, and why not. */
export function recordSteps({ timed, hits, span }: RecordsQuestion, lens: Lens): readonly TraceStep[] {
  const { records } = timed
  const { zone } = lens.scope
  const { title } = records.eventType
  const told = new Set<Event>()
  const one = (
    event: Event,
    at: Instant,
    holds: boolean | null,
    seen: Message,
    under: readonly TraceStep[],
  ): TraceStep => {
    told.add(event)
    return { part: 'record', text: recordText(event, title, at, zone), holds, seen, under }
  }
  const considered = new Map(records.considered(lens).map(each => [each.event, each]))
  const conditionOf = (event: Event): readonly TraceStep[] => {
    const each = considered.get(event)
    return each?.condition && each.truth !== true ? [conditionStep('requirement', each.condition, each.lens)] : []
  }
  const steps = [
    ...hits.sure.map(({ event, at }) => one(event, at, true, { zh: '计入', en: 'counts' }, [])),
    ...hits.unsure.map(({ event, at }) =>
      one(event, at, null, { zh: '无法确定是否计入', en: 'may count' }, conditionOf(event)),
    ),
    ...hits.outside.map(({ event, at }) =>
      one(event, at, false, { zh: '不在规定的时间内', en: 'outside the time given' }, []),
    ),
  ]
  const others = [...considered.values()].filter(
    ({ event, truth }) =>
      truth === false && !told.has(event) && event.at <= span.to && (span.from === undefined || event.at >= span.from),
  )
  const refused = others.map(({ event }) =>
    one(event, event.at, false, { zh: '不符合条件', en: 'does not meet the condition' }, conditionOf(event)),
  )
  return cut([...steps, ...refused])
}
