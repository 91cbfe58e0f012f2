/** A start and a limit in, the bounds within which the end must lie out, with the words for what became of it. */

import type { Fact } from '../conditions/contract.ts'
import type { Zone } from '../model/calendar.ts'
import type { Lens } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Day, Instant } from '../model/value.ts'
import type { Judged } from './finding.ts'
import type { BoundLimit, Limit, Unbound } from './limit.ts'
import type { Bounds } from './records.ts'
import { readStamp, type Stamp } from './stamp.ts'
import { capitalised, momentWords, timeText } from './words.ts'

export interface Clock {
  readonly bounds: Bounds
  /** The last instant that is in time, grace included. */
  readonly due: Instant
  /** True once even the latest possible due time lies before the cut-off. */
  readonly isOver: boolean
}

/** A start stamped more coarsely than the limit's unit leaves the bounds themselves uncertain. */
export function startClock(start: Stamp, limit: BoundLimit, asOf: Instant): Clock | { readonly uncoveredYear: number } {
  const first = limit.window(start.at)
  const last = start.grain > limit.unit ? limit.window(start.at + start.grain - 1) : first
  if ('uncoveredYear' in first) return first
  if ('uncoveredYear' in last) return last
  return {
    bounds: {
      inner: { ...(last.from === undefined ? {} : { from: last.from }), to: first.to },
      outer: { ...(first.from === undefined ? {} : { from: first.from }), to: last.to },
    },
    due: first.to,
    isOver: last.to < asOf,
  }
}

/** A case whose clock runs. */
export interface Timed {
  readonly start: Stamp
  readonly bound: BoundLimit
  readonly clock: Clock
}

/** What of a case its clock depends on. */
interface ClockedCase {
  readonly lens: Lens
  readonly day: Day
  readonly site: string | undefined
  readonly wasCarried: boolean
}

/** Starts the clock of a case, or says why it cannot be started. */
export function startTimed(from: Fact, limit: Limit, { lens, day, site, wasCarried }: ClockedCase): Timed | Judged {
  const start = readStamp(from, lens)
  if (!start) return waiting({ zh: `“${from.title.zh}”为空`, en: `'${from.title.en}' is empty` }, wasCarried)
  const bound = limit.bind(lens, day, site)
  if ('unbound' in bound) return withoutLimit(bound, wasCarried)
  const clock = startClock(start, bound, lens.scope.asOf)
  return 'uncoveredYear' in clock ? uncovered(clock.uncoveredYear) : { start, bound, clock }
}

/** What can be said without a start or a limit: waits once for the next period, then nobody can tell. */
export function waiting(reason: Message, wasCarried: boolean): Judged {
  if (!wasCarried)
    return {
      verdict: 'pending',
      reason: { zh: `${reason.zh}，待补录`, en: `${capitalised(reason).en}; waiting for it` },
    }
  return {
    verdict: 'undetermined',
    isMissing: true,
    reason: {
      zh: `${reason.zh}，已结转一期仍未补录`,
      en: `${capitalised(reason).en}, even after being carried over once`,
    },
  }
}

export function withoutLimit({ unbound, reason }: Unbound, wasCarried: boolean): Judged {
  return unbound === 'missing'
    ? waiting(reason, wasCarried)
    : { verdict: 'undetermined', reason: { zh: reason.zh, en: capitalised(reason).en } }
}

export function uncovered(year: number): Judged {
  return {
    verdict: 'undetermined',
    reason: {
      zh: `节假日表没有 ${year} 年，无法计算工作日`,
      en: `The holiday table does not cover ${year}: working days cannot be counted`,
    },
  }
}

/** A moment of a story, as people name it. */
export interface Moment {
  readonly title: Message
  readonly at: Instant
}

/** `报修 2024-03-05 14:00，到场 14:41，用时 41 分钟，超过时限 30 分钟`. */
export function storyOf(
  start: Moment,
  end: Moment,
  outcome: 'met' | 'late' | 'early',
  limit: BoundLimit,
  clock: Clock,
  zone: Zone,
): Message {
  const isBefore = limit.form === 'at-least-before'
  const [first, second] = isBefore && end.at < start.at ? [end, start] : [start, end]
  const firstWords = momentWords(first.title)
  const secondWords = momentWords(second.title)
  const took = limit.measure(start.at, end.at)?.words ?? { zh: '', en: '' }
  const verdict = verdictWords(outcome, limit, clock, end.at, zone)
  const timeline = {
    zh: `${firstWords.zh} ${timeText(first.at, zone)}，${secondWords.zh} ${timeText(second.at, zone, first.at)}`,
    en: `${capitalised(firstWords).en} ${timeText(first.at, zone)}, ${secondWords.en} ${timeText(second.at, zone, first.at)}`,
  }
  const measured = isBefore
    ? end.at <= start.at
      ? { zh: `提前 ${took.zh}`, en: `${took.en} ahead` }
      : { zh: `晚了 ${took.zh}`, en: `${took.en} after it` }
    : end.at < start.at
      ? { zh: `早 ${took.zh}`, en: `${took.en} earlier` }
      : { zh: `用时 ${took.zh}`, en: `took ${took.en}` }
  return { zh: `${timeline.zh}，${measured.zh}，${verdict.zh}`, en: `${timeline.en}: ${measured.en}, ${verdict.en}` }
}

function verdictWords(
  outcome: 'met' | 'late' | 'early',
  limit: BoundLimit,
  clock: Clock,
  end: Instant,
  zone: Zone,
): Message {
  const { form, words } = limit
  const grace = limit.hasGrace
    ? { zh: `（含宽限，至 ${timeText(clock.due, zone)}）`, en: ` (with grace, until ${timeText(clock.due, zone)})` }
    : { zh: '', en: '' }
  if (form === 'at-least-before') {
    const past =
      outcome === 'early'
        ? { zh: `早于规定的提前 ${words.zh}`, en: `further ahead than ${words.en}` }
        : { zh: `不足规定的提前 ${words.zh}`, en: `less than the ${words.en} required` }
    return outcome === 'met'
      ? { zh: `符合至少提前 ${words.zh}${grace.zh}`, en: `at least ${words.en} ahead as required${grace.en}` }
      : past
  }
  if (outcome === 'early' && clock.bounds.inner.from !== undefined) {
    return {
      zh: `早于规定的 ${timeText(clock.bounds.inner.from, zone, end)}（应在 ${words.zh}之间）`,
      en: `before ${timeText(clock.bounds.inner.from, zone, end)} (${words.en} required)`,
    }
  }
  if (form === 'by') {
    return outcome === 'met'
      ? { zh: `未晚于 ${words.zh}${grace.zh}`, en: `not later than ${words.en}${grace.en}` }
      : { zh: `晚于规定的 ${words.zh}${grace.zh}`, en: `later than ${words.en}${grace.en}` }
  }
  return outcome === 'met'
    ? { zh: `未超过时限 ${words.zh}${grace.zh}`, en: `within the limit of ${words.en}${grace.en}` }
    : { zh: `超过时限 ${words.zh}${grace.zh}`, en: `over the limit of ${words.en}${grace.en}` }
}

/** `报修 2024-03-05 14:00，至今未到场，时限 30 分钟（应于 14:30 前）`. */
export function openStory(start: Moment, lacking: Message, limit: BoundLimit, clock: Clock, zone: Zone): Message {
  const words = momentWords(start.title)
  const due = timeText(clock.due, zone, start.at)
  const isOver = clock.isOver
    ? { zh: `逾期未${lacking.zh}`, en: `${lacking.en} still open past the limit` }
    : { zh: `尚未${lacking.zh}，未到期`, en: `${lacking.en} still open, not due yet` }
  const limitWords =
    limit.form === 'by'
      ? { zh: '', en: '' }
      : limit.form === 'at-least-before'
        ? { zh: `，至少提前 ${limit.words.zh}`, en: `, at least ${limit.words.en} ahead` }
        : { zh: `，时限 ${limit.words.zh}`, en: `, limit ${limit.words.en}` }
  return {
    zh: `${words.zh} ${timeText(start.at, zone)}，${isOver.zh}${limitWords.zh}（应不晚于 ${due}）`,
    en: `${capitalised(words).en} ${timeText(start.at, zone)}: ${isOver.en}${limitWords.en} (due ${due})`,
  }
}
