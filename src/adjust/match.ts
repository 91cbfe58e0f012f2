/** Appeals and what was found in; of each what it is about, and every one that cannot stand with the reason, out. */

import { formatDay } from '../calendar/day.ts'
import { nearest } from '../lib/nearest.ts'
import { compareText } from '../lib/order.ts'
import { isThemselves } from '../lib/themselves.ts'
import type { Appeal, DecidedAppeal, MatchedAppeal, Objection } from '../model/adjustment.ts'
import type { Zone } from '../model/calendar.ts'
import type { Finding } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { Roster } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Rulebook, Scorecard, ScorecardSection } from '../model/rulebook.ts'
import type { Day } from '../model/value.ts'
import { reassignedId } from './finding-id.ts'

/** What an appeal made of one finding. */
export interface AppealedFinding {
  readonly decided?: DecidedAppeal
  /** The id of an appeal that is not decided yet. */
  readonly contested?: string
}

export interface Appeals {
  readonly matched: readonly MatchedAppeal[]
  readonly objections: readonly Objection[]
}

export interface MatchInput {
  readonly appeals: readonly Appeal[]
  /** Of all standards that appeals name, met ones too; leave and waivers have had their say. */
  readonly findings: readonly Finding[]
  readonly rulebook: Pick<Rulebook, 'scorecards'>
  readonly roster: Roster
  readonly zone: Zone
  readonly period: Period
  /** The last day of which anything is known. */
  readonly lastDay: Day
}

/** In order of id. */
export function matchAppeals(input: MatchInput): Appeals {
  const byId = new Map(input.findings.map(finding => [finding.id, finding]))
  const inOrder = input.appeals.toSorted((one, other) => compareText(one.id, other.id))
  const found = inOrder.map(appeal => ({ appeal, about: aboutOf(appeal, byId, input) }))
  const known = found.flatMap(({ appeal, about }) => ('objection' in about ? [] : [{ appeal, ...about }]))
  const byTarget = Map.groupBy(known, keyOf)
  const matched = known.map(
    (one): MatchedAppeal => ({ ...one, isContested: isContested(one.appeal, byTarget.get(keyOf(one)) ?? []) }),
  )
  const objections = [
    ...found.flatMap(({ about }) => ('objection' in about ? [about.objection] : [])),
    ...known.flatMap(one => [
      ...tellEarly(one, input),
      ...tellOwnCase(one, input.roster),
      ...tellWithoutEffect(one, byId, input),
    ]),
    ...[...byTarget.values()].flatMap(tellConflict),
    ...tellMovedTogether(known),
  ]
  return { matched, objections }
}

type About = Pick<MatchedAppeal, 'person' | 'finding' | 'section'>
type Known = About & { readonly appeal: Appeal }

function keyOf({ person, finding, section }: About): string {
  return finding ? finding.id : `${person}\n${section}`
}

/** By finding. */
export function appealedFindings(matched: readonly MatchedAppeal[]): ReadonlyMap<string, AppealedFinding> {
  const byFinding = Map.groupBy(
    matched.filter(one => one.finding !== undefined),
    ({ finding }) => finding?.id ?? '',
  )
  return new Map(
    [...byFinding].map(([id, own]) => {
      const decided = own.map(({ appeal }) => appeal).find(appeal => appeal.state === 'decided')
      const contested = own.find(one => one.isContested)?.appeal.id
      return [id, { ...(decided ? { decided } : {}), ...(contested === undefined ? {} : { contested }) }]
    }),
  )
}

/** Entries are appended: what was decided on or after the day of filing answers an open one about the same thing. */
function isContested(appeal: Appeal, same: readonly Known[]): boolean {
  if (appeal.state !== 'open') return false
  const { filedOn } = appeal
  return !same.some(({ appeal: other }) => other.state !== 'open' && other.decidedOn >= (filedOn ?? 0))
}

// --- what it is about -----------------------------------------------------------------------------------------------

function aboutOf(
  appeal: Appeal,
  findings: ReadonlyMap<string, Finding>,
  input: MatchInput,
): About | { readonly objection: Objection } {
  const { target, span } = appeal
  const refuse = (message: Message, hint?: Message) => ({
    objection: { code: 'adjustment-unmatched', span, message, ...(hint ? { hint } : {}) } satisfies Objection,
  })
  if ('section' in target) return aboutSection(target, refuse, input)
  const finding = findings.get(target.finding)
  if (!finding) {
    const meant = nearest(target.finding, [...findings.keys()])
    return refuse(
      {
        zh: `没有检查结果“${target.finding}”：编号见 findings.ndjson 的 id，或考评表上的记录`,
        en: `There is no finding '${target.finding}': ids stand in findings.ndjson, and on the sheets`,
      },
      meant === undefined ? undefined : { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` },
    )
  }
  const { person } = finding
  if (person === null) {
    return refuse({
      zh: `检查结果“${finding.id}”没有责任人，不计在任何人名下，无从申诉`,
      en: `Nobody answers for '${finding.id}': it counts for nobody, and there is nobody to appeal`,
    })
  }
  if (target.person !== null && target.person !== person) {
    return refuse({
      zh: `检查结果“${finding.id}”是 ${person} 的，不是 ${target.person} 的`,
      en: `The finding '${finding.id}' is about ${person}, not about ${target.person}`,
    })
  }
  return { person, finding }
}

function aboutSection(
  { person, section: written }: { readonly person: string; readonly section: string },
  refuse: (message: Message) => { readonly objection: Objection },
  input: MatchInput,
): About | { readonly objection: Objection } {
  const sections = cardsOf(person, input).flatMap(card => card.sections)
  const section = sections.find(one => isCalled(one, written))
  if (!section) {
    const names = sections.map(({ id }) => id).join(', ')
    return refuse({
      zh: `${person} 的考评表没有“${written}”这一部分${names && `，有：${names}`}`,
      en: `The scorecard of ${person} has no section '${written}'${names && `; there are ${names}`}`,
    })
  }
  if (section.marks === undefined || section.method === 'bonus') {
    return refuse({
      zh: `“${section.title.zh}”是加分项，没有满分，不能对整个部分申诉；请针对检查结果`,
      en: `"${section.title.en}" is a bonus without marks: appeal against a finding instead`,
    })
  }
  return { person, section: section.id }
}

function isCalled({ id, title }: ScorecardSection, written: string): boolean {
  return [id, title.zh, title.en].includes(written)
}

/** Of the posts held in the period, the one held first first. */
function cardsOf(person: string, { rulebook, roster, period }: MatchInput): readonly Scorecard[] {
  const posts = roster
    .spellsOf(person)
    .filter(({ from, to }) => (from ?? period.from) <= period.to && (to ?? period.to) >= period.from)
    .map(({ post }) => post)
  return rulebook.scorecards.filter(card => card.posts.some(post => posts.includes(post)))
}

// --- what cannot stand ----------------------------------------------------------------------------------------------

/** A section is there once its period is over, or the records end. */
function tellEarly({ appeal, finding }: Known, { zone, period, lastDay }: MatchInput): readonly Objection[] {
  const since = finding ? zone.dayOf(finding.at) : Math.min(period.to, lastDay)
  const days: readonly (readonly [Day | null, Message])[] = [
    [appeal.filedOn, { zh: '提出', en: 'filed' }],
    [appeal.state === 'open' ? null : appeal.decidedOn, { zh: '决定', en: 'decided' }],
  ]
  const early = days.flatMap(([day, what]) => (day !== null && day < since ? [{ day, what }] : []))[0]
  if (early) {
    const about = finding ? { zh: '检查结果', en: 'the finding' } : { zh: '考评部分', en: 'the section' }
    const message = {
      zh: `申诉“${appeal.id}”在 ${formatDay(early.day)} ${early.what.zh}，早于所涉${about.zh}（${formatDay(since)}）`,
      en: `The appeal '${appeal.id}' was ${early.what.en} on ${formatDay(early.day)}, before ${about.en} that it is about (${formatDay(since)})`,
    }
    return [{ code: 'adjustment-early', span: appeal.span, message }]
  }
  if (appeal.state === 'open' || appeal.filedOn === null || appeal.decidedOn >= appeal.filedOn) return []
  const message = {
    zh: `申诉“${appeal.id}”的决定日期早于申诉日期`,
    en: `The appeal '${appeal.id}' was decided before it was filed`,
  }
  return [{ code: 'adjustment-early', span: appeal.span, message }]
}

/** Nobody judges in a case of their own, whether named or numbered. */
function tellOwnCase({ appeal, person }: Known, roster: Roster): readonly Objection[] {
  if (appeal.state === 'open') return []
  const names = roster.spellsOf(person).map(({ name }) => name)
  if (!isThemselves(appeal.decidedBy, person, names)) return []
  const message = {
    zh: `申诉“${appeal.id}”由当事人 ${person} 自己决定：请由他人复核`,
    en: `The appeal '${appeal.id}' was decided by ${person}, whom it concerns: somebody else must decide it`,
  }
  const hint = {
    zh: '决定人只是同名的，写工号',
    en: 'Where the decider only bears the same name, write the staff number',
  }
  return [
    {
      code: 'adjustment-own-case',
      span: appeal.span,
      message,
      ...(isThemselves(appeal.decidedBy, person, []) ? {} : { hint }),
    },
  ]
}

function tellWithoutEffect(
  { appeal, person, finding }: Known,
  findings: ReadonlyMap<string, Finding>,
  { roster, zone }: MatchInput,
): readonly Objection[] {
  if (appeal.state !== 'decided' || !finding) return []
  const { id, span, ruling } = appeal
  const told = (code: Objection['code'], zh: string, en: string): readonly Objection[] => [
    { code, span, message: { zh: `申诉“${id}”：${zh}`, en: `The appeal '${id}': ${en}` } },
  ]
  const { verdict } = finding
  const isOpenCase = verdict === 'undetermined' || verdict === 'pending'
  if (verdict !== 'missed' && !(ruling.change === 'exempt' && isOpenCase)) {
    const { zh, en } = VERDICT_WORDS[verdict]
    return told(
      'adjustment-no-effect',
      `这条检查结果是“${zh}”，改判不改变什么`,
      `the finding is ${en}, and the change makes no difference`,
    )
  }
  if (finding.exact !== undefined && ruling.change !== 'exempt') {
    return told(
      'adjustment-no-effect',
      '评分和积分台账按数计，不按达标与否：请改判背后的检查结果，或不计（exempt），或对整个部分加分',
      'ratings and ledgers count by their figure, not by their verdict: decide on the finding behind it, exempt it, or give points on the section',
    )
  }
  if (ruling.change !== 'reassign') return []
  const { to } = ruling
  const day = zone.dayOf(finding.at)
  if (to === person) {
    return told('adjustment-no-effect', `本来就由 ${to} 负责`, `${to} answers for it already`)
  }
  if (!roster.spellOn(to, day)) {
    return told(
      'adjustment-unmatched',
      `${to} 在 ${formatDay(day)} 不在名册里，不能对此负责`,
      `${to} was in no post on ${formatDay(day)} and cannot answer for it`,
    )
  }
  if (findings.has(reassignedId(finding.id, to))) {
    return told(
      'adjustment-conflict',
      `${to} 对这件事已有自己的检查结果，不能再承担一次；请改为不计（exempt）`,
      `${to} answers for this case already and cannot do so twice; exempt it instead`,
    )
  }
  return []
}

const VERDICT_WORDS: Readonly<Record<Finding['verdict'], Message>> = {
  met: { zh: '达标', en: 'met' },
  missed: { zh: '未达标', en: 'missed' },
  pending: { zh: '未到期', en: 'pending' },
  undetermined: { zh: '无法判定', en: 'undetermined' },
  exempt: { zh: '不计', en: 'exempt already' },
}

/** Decisions about one thing must be the same one; points are given once, lest nobody knows whether they add up. */
function tellConflict(same: readonly Known[]): readonly Objection[] {
  const settled = same.filter(({ appeal }) => appeal.state !== 'open')
  const [first, ...others] = settled
  if (!first) return []
  return others
    .filter(other => !isSame(first.appeal, other.appeal))
    .map(({ appeal }) => ({
      code: 'adjustment-conflict' as const,
      span: appeal.span,
      message: {
        zh: `申诉“${first.appeal.id}”和“${appeal.id}”针对同一对象，决定不同：只留一条`,
        en: `The appeals '${first.appeal.id}' and '${appeal.id}' are about the same thing and were decided differently: keep one`,
      },
      related: [first.appeal.span],
    }))
}

function isSame(one: Appeal, other: Appeal): boolean {
  if (one.state === 'dismissed') return other.state === 'dismissed'
  if (one.state !== 'decided' || other.state !== 'decided') return false
  const [first, second] = [one.ruling, other.ruling]
  if (first.change === 'points' || first.change !== second.change) return false
  return first.change !== 'reassign' || second.change !== 'reassign' || first.to === second.to
}

/** Two people's findings of one case cannot both be moved to a third: that would be charged twice. */
function tellMovedTogether(known: readonly Known[]): readonly Objection[] {
  const moved = known.flatMap(({ appeal, finding }) =>
    appeal.state === 'decided' && appeal.ruling.change === 'reassign' && finding
      ? [{ appeal, from: finding.id, id: reassignedId(finding.id, appeal.ruling.to) }]
      : [],
  )
  return [...Map.groupBy(moved, ({ id }) => id).values()].flatMap(([first, ...others]) =>
    others
      .filter(({ from }) => from !== first?.from)
      .map(({ appeal }) => ({
        code: 'adjustment-conflict' as const,
        span: appeal.span,
        message: {
          zh: `申诉“${first?.appeal.id}”和“${appeal.id}”把同一件事两次改给同一人：其中一条请改为不计（exempt）`,
          en: `The appeals '${first?.appeal.id}' and '${appeal.id}' move one case to one person twice: exempt one of them instead`,
        },
        ...(first ? { related: [first.appeal.span] } : {}),
      })),
  )
}
