/** The register of notices, the rule and a miss in; whether it was told in time, and what it counts as, out. */

import { formatDay } from '../calendar/day.ts'
import { addDuration } from '../calendar/duration.ts'
import { roundTheClock } from '../calendar/round-the-clock.ts'
import { valueOn } from '../lib/dated.ts'
import { decodedPart } from '../lib/decoded-part.ts'
import { nearest } from '../lib/nearest.ts'
import { compareText } from '../lib/order.ts'
import type { Objection } from '../model/adjustment.ts'
import type { WorkCalendar, Zone } from '../model/calendar.ts'
import type { Case } from '../model/checker.ts'
import type { Span } from '../model/diagnostic.ts'
import type { EventType } from '../model/event.ts'
import { type CountedFinding, type Finding, NOTIFY_WITHIN } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { FindingNotice, Notice, NotifyRule } from '../model/notice.ts'
import type { Standard } from '../model/rulebook.ts'
import type { Instant } from '../model/value.ts'

export interface NotifyGround {
  readonly rule?: NotifyRule
  /** Absent: no register was handed in. */
  readonly notices?: readonly Notice[]
  readonly zone: Zone
  /** The pack's; absent: all time counts. */
  readonly calendar?: WorkCalendar
  readonly eventTypes: ReadonlyMap<string, EventType>
  /** What had to be told before this is late. */
  readonly asOf: Instant
}

/** The finding with what is known of telling it; a miss that was not told in time counts as exempt. */
export type Notify = (finding: Finding, standard: Standard, item: Case) => Finding

/** Undefined where nothing demands notices, and none were given. */
export function makeNotify(ground: NotifyGround): Notify | undefined {
  const { rule, notices = [] } = ground
  if (!rule && notices.length === 0) return undefined
  const told = firstNotices(notices, ground.zone)
  return (finding, standard, item) => {
    const own = told.get(finding.id)
    const due = rule && isUnder(rule, finding, standard) ? dueOf(rule, finding, item, ground) : undefined
    if (!due && !own) return finding
    const notice: FindingNotice = { ...due, ...(own ? { told: own } : {}) }
    const isLate = notice.due !== undefined && !isInTime(own, notice.due, ground)
    return isLate ? spared(finding, notice, notice.due, ground.zone) : { ...finding, notice }
  }
}

/** By finding, the earliest of each: the order of entries never matters. */
function firstNotices(notices: readonly Notice[], zone: Zone): ReadonlyMap<string, Notice> {
  const instantOf = ({ toldAt, toldOn }: Notice) => toldAt ?? zone.startOf(toldOn)
  const inOrder = notices.toSorted(
    (one, other) =>
      instantOf(other) - instantOf(one) ||
      compareText(`${other.toldBy}\n${other.how ?? ''}`, `${one.toldBy}\n${one.how ?? ''}`),
  )
  return new Map(inOrder.map(notice => [notice.finding, notice]))
}

/** Slots, ratings and ledgers are told by the sheet itself; a note costs nothing. */
function isUnder({ standards }: NotifyRule, { verdict, person }: Finding, standard: Standard): boolean {
  return (
    verdict === 'missed' &&
    person !== null &&
    standard.judgedPer === 'event' &&
    standard.severity !== 'note' &&
    (standards?.has(standard.id) ?? true)
  )
}

/** Counted from when the miss could be known: its time had run out, and its record was entered. */
function dueOf(
  rule: NotifyRule,
  finding: Finding,
  item: Case,
  { zone, calendar, eventTypes }: NotifyGround,
): FindingNotice | undefined {
  const from = Math.max(finding.at, finding.due ?? finding.at, enteredAt(item, eventTypes, zone) ?? finding.at)
  const duration = valueOn(rule.within, zone.dayOf(from))
  if (!duration) return undefined
  const answer = addDuration({ from, duration, days: 'whole', zone, calendar: calendar ?? roundTheClock(zone) })
  return 'at' in answer ? { due: answer.at } : { uncoveredYear: answer.uncoveredYear }
}

function enteredAt({ event }: Case, eventTypes: NotifyGround['eventTypes'], zone: Zone): Instant | undefined {
  const type = event && eventTypes.get(event.type)
  const field = type?.enteredAt === undefined ? undefined : type.fields.get(type.enteredAt)
  const value = field && event?.values[field.name]
  if (typeof value !== 'number') return undefined
  // Of a bare date only the day is known: it was there by its end.
  return field?.type === 'date' ? zone.startOf(value + 1) - 1 : value
}

/** On the last day is in time, unless the register says at what time and that was later. */
function isInTime(told: Notice | undefined, due: Instant, { zone, asOf }: NotifyGround): boolean {
  if (!told) return due >= asOf
  return told.toldAt === null ? told.toldOn <= zone.dayOf(due) : told.toldAt <= due
}

function spared(finding: Finding, notice: FindingNotice, due: Instant, zone: Zone): Finding {
  const { verdict, reason } = finding
  const last = momentText(due, zone)
  const told = notice.told
    ? {
        zh: `${formatDay(notice.told.toldOn)} 才告知`,
        en: `it was told on ${formatDay(notice.told.toldOn)} only`,
      }
    : { zh: '没有告知记录', en: 'nobody wrote down that it was' }
  return {
    ...finding,
    verdict: 'exempt',
    reason: {
      zh: `应在 ${last} 之前（含）告知本人，${told.zh}：只记录，不扣分。原结论：${reason.zh}`,
      en: `To be told by ${last}, and ${told.en}: recorded, not charged. As found: ${reason.en}`,
    },
    adjusted: { by: NOTIFY_WITHIN, change: 'not-told', verdict, reason },
    notice,
  }
}

/** The day alone where it ends with the day. */
function momentText(at: Instant, zone: Zone): string {
  const day = formatDay(zone.dayOf(at))
  return zone.startOf(zone.dayOf(at) + 1) - 1 === at ? day : `${day} ${zone.format(at).slice(11, 16)}`
}

// --- what cannot stand, and what is still to be done ------------------------------------------------------------------

/** `met` tells which findings of some standards came out well: telling of what was mended since is no mistake. */
export function tellNotices(
  ground: NotifyGround,
  findings: readonly CountedFinding[],
  met: (standards: ReadonlySet<string>) => ReadonlySet<string>,
): readonly Objection[] {
  const { rule, notices = [], zone } = ground
  if (!rule && notices.length === 0) return []
  const byId = new Map(findings.map(finding => [finding.id, finding]))
  const unknown = notices.filter(({ finding }) => !byId.has(finding))
  const mended =
    unknown.length > 0
      ? met(new Set(unknown.map(({ finding }) => decodedPart(finding.split('/')[0] ?? ''))))
      : new Set()
  return [
    ...unknown.filter(({ finding }) => !mended.has(finding)).map(notice => unmatched(notice, byId)),
    ...notices.flatMap(notice => tellWrong(notice, byId.get(notice.finding), zone)),
    ...[...Map.groupBy(notices, ({ finding }) => finding).values()].flatMap(tellTwice),
    ...(rule ? [...tellUncovered(rule, findings), ...tellOpen(rule, findings, ground)] : []),
  ]
}

function unmatched({ finding, span }: Notice, byId: ReadonlyMap<string, CountedFinding>): Objection {
  const meant = nearest(finding, byId.keys())
  return {
    code: 'notice-unmatched',
    span,
    message: {
      zh: `没有检查结果“${finding}”，告知对不上：编号见 findings.ndjson 的 id，或扣分告知单`,
      en: `There is no finding '${finding}' that this notice could be of: ids stand in findings.ndjson, and on the deduction notice`,
    },
    ...(meant === undefined ? {} : { hint: { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` } }),
  }
}

function tellWrong(
  { finding: id, person, toldOn, span }: Notice,
  finding: CountedFinding | undefined,
  zone: Zone,
): readonly Objection[] {
  if (!finding) return []
  const told = (code: Objection['code'], message: Message): Objection => ({ code, span, message })
  if (finding.person === null || (person !== null && person !== finding.person)) {
    const whose = finding.person
    return [
      told('notice-unmatched', {
        zh:
          whose === null ? `检查结果“${id}”没有责任人，无人可告知` : `检查结果“${id}”是 ${whose} 的，不是 ${person} 的`,
        en:
          whose === null
            ? `Nobody answers for '${id}': there is nobody to tell`
            : `The finding '${id}' is about ${whose}, not about ${person}`,
      }),
    ]
  }
  const day = zone.dayOf(finding.at)
  if (toldOn >= day) return []
  return [
    told('notice-early', {
      zh: `告知日期 ${formatDay(toldOn)} 早于检查结果“${id}”（${formatDay(day)}）`,
      en: `The notice is dated ${formatDay(toldOn)}, before the finding '${id}' (${formatDay(day)})`,
    }),
  ]
}

/** The same day twice is one notice, given in two ways. */
function tellTwice(same: readonly Notice[]): readonly Objection[] {
  const [first, ...others] = same
  if (!first) return []
  return others
    .filter(({ toldOn, toldAt }) => toldOn !== first.toldOn || (toldAt ?? first.toldAt) !== (first.toldAt ?? toldAt))
    .map(({ finding, span }) => ({
      code: 'notice-conflict',
      span,
      message: {
        zh: `检查结果“${finding}”登记了两次告知，日期或时刻不同：只留第一次告知的一条`,
        en: `The finding '${finding}' is told twice, at different times: keep the entry of the first time`,
      },
      related: [first.span],
    }))
}

function tellUncovered({ span }: NotifyRule, findings: readonly CountedFinding[]): readonly Objection[] {
  const years = [...new Set(findings.flatMap(({ notice }) => notice?.uncoveredYear ?? []))].toSorted()
  return years.map(year => ({
    code: 'calendar-year',
    span,
    message: {
      zh: `要算告知期限，而节假日表没有 ${year} 年：请先补上该年的放假安排`,
      en: `Until when misses must be told cannot be counted: the holiday table does not cover ${year}; add that year first`,
    },
  }))
}

/** Without any register nothing was told to anybody, which is hardly what happened. */
function tellOpen(
  { span }: NotifyRule,
  findings: readonly CountedFinding[],
  { notices, zone }: NotifyGround,
): readonly Objection[] {
  const late = findings.filter(({ adjusted }) => adjusted?.change === 'not-told').length
  const open = findings.flatMap(({ verdict, notice }) =>
    verdict === 'missed' && notice?.due !== undefined && !notice.told ? [notice.due] : [],
  )
  return [
    ...(late > 0 && notices === undefined ? [missingRegister(late, span)] : []),
    ...(open.length > 0
      ? [
          stillToTell(
            open.length,
            momentText(
              open.reduce((one, other) => Math.min(one, other)),
              zone,
            ),
            span,
          ),
        ]
      : []),
  ]
}

function missingRegister(late: number, span: Span): Objection {
  return {
    code: 'notices-missing',
    span,
    message: {
      zh: `规则要求未达标要按时告知本人，考评文件夹里却没有扣分告知登记表：${late} 条只记录，不扣分`,
      en: `Misses must be told, and the folder has no register of notices: ${late} of them are recorded and not charged`,
    },
    hint: {
      zh: '把告知过的写进 notices.yaml 或 扣分告知登记表.xlsx；确实都没有告知，放一张空表',
      en: 'Write what was told into notices.yaml or notices.xlsx; where truly nothing was, lay an empty one there',
    },
  }
}

function stillToTell(count: number, first: string, span: Span): Objection {
  return {
    code: 'notices-due',
    span,
    message: {
      zh: `还有 ${count} 条扣分没有告知本人，最早的要在 ${first} 之前（含）告知，否则不扣分`,
      en: `${count} of the misses charged are still to be told, the first by ${first}; else they are not charged`,
    },
  }
}
