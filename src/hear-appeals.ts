/**
 * What was prepared in; findings and scores as they count after leave, waivers, notices and appeals out, or what of these cannot stand.
 *
 * Appeals are held against what was found without them, and every score against what it was: none may be lower.
 */

import {
  affectedStandards,
  appealedFindings,
  appealedStandards,
  isLowered,
  makeAmend,
  makeNotify,
  matchAppeals,
  type NotifyGround,
  tellLowered,
  tellNotices,
  tellWaivers,
} from './adjust/index.ts'
import { defaultCalendar } from './calendar/default-calendar.ts'
import { type CheckInput, check } from './check/index.ts'
import type { MatchedAppeal, Objection } from './model/adjustment.ts'
import type { PersonScore, PointsGrant } from './model/score.ts'
import type { Checked } from './model/tally.ts'
import type { Prepared } from './prepare.ts'
import { type ScoreInput, score } from './score/index.ts'

export interface Heard {
  readonly checked: Checked
  readonly scoring: ScoreInput
  readonly scores: readonly PersonScore[]
  /** In order of id. */
  readonly appeals: readonly MatchedAppeal[]
  /** Of everybody whom an appeal concerns: what their scorecard came to without any. */
  readonly original: ReadonlyMap<string, PersonScore>
}

export interface Hearing {
  /** Absent where an appeal cannot stand. */
  readonly heard?: Heard
  readonly objections: readonly Objection[]
}

export interface HearOptions {
  readonly keepMet: boolean
  readonly withTraces: boolean
  /** How many findings of each person are listed by themselves, and the lines of others; absent: all are. */
  readonly listing?: Omit<NonNullable<CheckInput['listing']>, 'always'>
}

type Ground = Pick<
  Prepared,
  'rulebook' | 'records' | 'history' | 'scope' | 'roster' | 'waivers' | 'appeals' | 'notices' | 'cutOff'
>

export function hearAppeals(prepared: Ground, options: HearOptions): Hearing {
  const { rulebook, appeals } = prepared
  if (appeals.length === 0) {
    const checked = checkWith(prepared, options, [])
    const scoring = scoringOf(prepared, checked, [])
    const heard = { checked, scoring, scores: score(scoring), appeals: [], original: new Map() }
    return { heard, objections: tellStanding(prepared, checked) }
  }

  const affected = affectedStandards(appealedStandards(appeals, rulebook.standards), rulebook.standards)
  const few = { ...rulebook, standards: rulebook.standards.filter(({ id }) => affected.has(id)) }
  const checkFew = (matched: readonly MatchedAppeal[]) =>
    checkWith({ ...prepared, rulebook: few }, { keepMet: true, withTraces: false }, matched)
  const found = checkFew([])
  const { matched, objections } = matchAppeals({
    appeals,
    findings: found.findings,
    rulebook,
    roster: prepared.roster,
    zone: rulebook.zone,
    period: prepared.scope.period,
    lastDay: rulebook.zone.dayOf(prepared.cutOff.knownThrough),
  })
  if (objections.length > 0) return { objections }

  const checked = checkWith(prepared, options, matched)
  const scoring = scoringOf(prepared, checked, matched)
  const scores = score(scoring)
  /** The results of some people with some of the appeals. */
  const resultsWith = (few: Checked, some: readonly MatchedAppeal[], people: ReadonlySet<string>) => {
    const input = scoringOf(prepared, withStandardsOf(checked, few, affected), some)
    return new Map(score({ ...input, only: people }).map(one => [one.id, one]))
  }
  const original = resultsWith(found, [], new Set(matched.flatMap(concerned)))
  const after = new Map(scores.map(one => [one.id, one]))
  const received = new Set(matched.flatMap(one => receiverOf(one) ?? []))
  const lowered = [...Map.groupBy(matched.filter(isDecided), ({ person }) => person)].flatMap(([person, own]) => {
    /** What these appeals alone made of the person's result: nothing that others brought upon them. */
    const resultOf = (some: readonly MatchedAppeal[]) =>
      some.length === own.length && !received.has(person)
        ? after.get(person)
        : resultsWith(checkFew(some), some, new Set([person])).get(person)
    const [before, together] = [original.get(person), resultOf(own)]
    if (!before || !together) return []
    // Of several each is asked by itself too: what one takes must not hide behind what another gives.
    const alone = own.flatMap(one => {
      const result = own.length === 1 ? together : resultOf([one])
      return result ? objectionsTo(one, before, result, prepared) : []
    })
    const isLower = alone.length === 0 && isLowered(before, together, rulebook.grades)
    return isLower
      ? tellLowered(
          own.map(({ appeal }) => appeal),
          before,
          together,
        )
      : alone
  })
  const told = [...lowered, ...tellStanding(prepared, checked)]
  return lowered.length > 0
    ? { objections: told }
    : { heard: { checked, scoring, scores, appeals: matched, original }, objections: told }
}

function concerned(matched: MatchedAppeal): readonly string[] {
  const receiver = receiverOf(matched)
  return receiver === undefined ? [matched.person] : [matched.person, receiver]
}

/** Who answers now instead. */
function receiverOf({ appeal }: MatchedAppeal): string | undefined {
  return appeal.state === 'decided' && appeal.ruling.change === 'reassign' ? appeal.ruling.to : undefined
}

function isDecided({ appeal }: MatchedAppeal): boolean {
  return appeal.state === 'decided'
}

/** Of waivers and notices, all that is wrong with them or left to do. */
function tellStanding(prepared: Ground, { findings, unlisted = [] }: Checked): readonly Objection[] {
  const { rulebook, waivers, scope } = prepared
  const metAmong = (ids: ReadonlySet<string>): ReadonlySet<string> => {
    const few = { ...rulebook, standards: rulebook.standards.filter(({ id }) => ids.has(id)) }
    const again = checkWith({ ...prepared, rulebook: few }, { keepMet: true, withTraces: false }, [])
    return new Set(again.findings.map(({ id }) => id))
  }
  return [
    ...tellWaivers(waivers, findings, scope.period),
    ...tellNotices(notifyGround(prepared), [...findings, ...unlisted], metAmong),
  ]
}

function notifyGround({ rulebook, notices, scope }: Pick<Ground, 'rulebook' | 'notices' | 'scope'>): NotifyGround {
  const { zone, eventTypes, fairness } = rulebook
  const calendar = defaultCalendar(rulebook)
  return {
    ...(fairness.notifyWithin ? { rule: fairness.notifyWithin } : {}),
    ...(notices ? { notices } : {}),
    ...(calendar ? { calendar } : {}),
    zone,
    eventTypes,
    asOf: scope.asOf,
  }
}

function checkWith(
  prepared: Omit<Ground, 'appeals' | 'cutOff'>,
  { listing, ...options }: HearOptions,
  matched: readonly MatchedAppeal[],
): Checked {
  const { rulebook, records, history, scope, roster, waivers } = prepared
  const notify = makeNotify(notifyGround(prepared))
  const amend = makeAmend({
    zone: rulebook.zone,
    period: scope.period,
    eventTypes: rulebook.eventTypes,
    roster,
    waivers,
    appealed: appealedFindings(matched),
    ...(notify ? { notify } : {}),
  })
  const always = new Set(matched.flatMap(({ finding }) => finding?.id ?? []))
  const listed = listing ? { listing: { ...listing, always } } : {}
  return check({ rulebook, records, history, scope, ...options, ...listed, ...(amend ? { amend } : {}) })
}

function scoringOf(
  { rulebook, roster, scope, history }: Ground,
  checked: Checked,
  matched: readonly MatchedAppeal[],
): ScoreInput {
  return { rulebook, checked, roster, period: scope.period, history, grants: matched.flatMap(grantOf) }
}

function grantOf({ appeal, person, finding, section }: MatchedAppeal): readonly PointsGrant[] {
  if (appeal.state !== 'decided' || appeal.ruling.change !== 'points') return []
  const about = finding ? { finding: finding.id } : section === undefined ? {} : { section }
  return [{ appeal: appeal.id, person, points: appeal.ruling.points, ...about }]
}

/** What some standards came to otherwise. */
function withStandardsOf(whole: Checked, few: Checked, standards: ReadonlySet<string>): Checked {
  const others = <T extends { readonly standard: string }>(list: readonly T[]) =>
    list.filter(({ standard }) => !standards.has(standard))
  return {
    ...whole,
    standards: [...others(whole.standards), ...few.standards],
    findings: [...others(whole.findings), ...few.findings.filter(({ verdict }) => verdict !== 'met')],
    ...(whole.unlisted ? { unlisted: others(whole.unlisted) } : {}),
    tallies: [...others(whole.tallies), ...few.tallies],
    measures: [...others(whole.measures), ...few.measures],
  }
}

function objectionsTo(
  { appeal, section, person }: MatchedAppeal,
  before: PersonScore,
  after: PersonScore,
  { rulebook }: Ground,
): readonly Objection[] {
  if (isLowered(before, after, rulebook.grades)) return tellLowered([appeal], before, after)
  const isPoints = appeal.state === 'decided' && appeal.ruling.change === 'points'
  if (!isPoints || (after.grants[appeal.id]?.given ?? 0) > 0) return []
  const message =
    section === undefined
      ? {
          zh: `申诉“${appeal.id}”：这条检查结果没有扣分，无分可加`,
          en: `The appeal '${appeal.id}': the finding costs no points, and none can be given back`,
        }
      : {
          zh: `申诉“${appeal.id}”：${person} 的这一部分没有得分或已经满分，无分可加`,
          en: `The appeal '${appeal.id}': that section of ${person} has no score, or has all its marks; there is nothing to add`,
        }
  return [{ code: 'adjustment-no-effect', span: appeal.span, message }]
}
