/** Cases of standards as a rule test gives them in, what a scorecard makes of them (sections, score, grade) out. */

import type { Finding } from '../model/finding.ts'
import type { Rulebook, Scorecard } from '../model/rulebook.ts'
import type { Checked, Tally } from '../model/tally.ts'
import { makeGround, sortByPerson } from './caseload.ts'
import { scoreFacts } from './facts.ts'
import { bandOf, findVetoes, lowerGrade, roundScore } from './grade.ts'
import { scoreSections } from './section.ts'

/** How many cases of a standard were met and missed; of a rating or a ledger, what it came to. */
export interface GivenCases {
  readonly met?: number
  readonly missed?: number
  readonly measure?: number
}

export interface ScoredCases {
  readonly sections: Readonly<Record<string, number | null>>
  readonly score: number | null
  readonly grade: string | null
}

/** Marks, weights and bands are those that hold last. Neither days in post nor gates stand in the way of a grade. */
export function scoreCases(
  card: Scorecard,
  cases: Readonly<Record<string, GivenCases>>,
  rulebook: Rulebook,
): ScoredCases {
  const checked = checkedOf(cases, rulebook)
  const ground = makeGround(rulebook, checked, Number.MAX_SAFE_INTEGER)
  const caseload = sortByPerson(checked)(PERSON)
  const { grades } = rulebook
  const scored = scoreSections(card, caseload, ground, (before, percents) =>
    scoreFacts(before && roundScore(before, grades?.decimals).number, null, percents, ground),
  )
  const rounded = scored.total && roundScore(scored.total, grades?.decimals)
  const band = rounded && grades ? bandOf(rounded.graded, grades, ground.day) : null
  return {
    sections: Object.fromEntries(scored.sections.map(section => [section.id, section.score])),
    score: rounded?.number ?? null,
    grade: band && grades ? lowerGrade(band, findVetoes(card, caseload, ground), grades) : null,
  }
}

const PERSON = 'E1'

function checkedOf(cases: Readonly<Record<string, GivenCases>>, { standards }: Rulebook): Checked {
  const given = Object.entries(cases)
  const none = { met: 0, missed: 0, pending: 0, undetermined: 0, exempt: 0 }
  return {
    standards: standards.map(({ id }) => ({
      standard: id,
      state: id in cases ? 'checked' : 'no-cases',
      counts: none,
      missing: [],
    })),
    findings: given.flatMap(([standard, { missed = 0 }]) =>
      Array.from({ length: missed }, (_, at) => missedCase(standard, at)),
    ),
    tallies: given.map(([standard, one]) => tallyOf(standard, one)),
    measures: [],
    inspections: [],
    carried: [],
    counts: none,
    unattributed: 0,
    traces: [],
  }
}

/** What was measured was judged once at the least. */
function tallyOf(standard: string, { missed = 0, measure, met = measure === undefined ? 0 : 1 }: GivenCases): Tally {
  const incidents = new Map([
    ...Array.from({ length: met }, (_, at) => [`${standard}:met-${at}`, true] as const),
    ...Array.from({ length: missed }, (_, at) => [incidentOf(standard, at), false] as const),
  ])
  return {
    standard,
    person: PERSON,
    counts: { met, missed, pending: 0, undetermined: 0, exempt: 0 },
    incidents,
    ...(measure === undefined ? {} : { measure: String(measure) }),
  }
}

function missedCase(standard: string, at: number): Finding {
  const reason = { zh: '测试给定的未达标', en: 'missed, as the test has it' }
  return {
    id: `${standard}/${String(at).padStart(6, '0')}/${PERSON}`,
    standard,
    case: String(at),
    person: PERSON,
    incident: incidentOf(standard, at),
    at: 0,
    verdict: 'missed',
    reason,
    evidence: [],
  }
}

function incidentOf(standard: string, at: number): string {
  return `${standard}:missed-${at}`
}
