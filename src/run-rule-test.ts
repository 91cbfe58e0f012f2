/** One rule test and a rulebook in, how what came out differs from what the test expects out. */

import { decide, makeDecider } from './decide/index.ts'
import { judgeStory } from './judge-story.ts'
import type { Finding } from './model/finding.ts'
import type { Message } from './model/message.ts'
import type { Rulebook, Scorecard, Standard } from './model/rulebook.ts'
import type { OutcomeFacts } from './model/score.ts'
import {
  compareFindings,
  compareResult,
  type DifferenceLine,
  type ExpectedResult,
  type RuleTest,
} from './prove/index.ts'
import { type GivenCases, gradeGiven, scoreCases } from './score/index.ts'

export interface Ran {
  /** Of a standard. */
  readonly findings?: readonly Finding[]
  /** Of anything else. */
  readonly seen?: ExpectedResult
  readonly difference?: readonly DifferenceLine[]
  readonly problems?: readonly Message[]
}

export function runRuleTest(test: RuleTest, rulebook: Rulebook): Ran | Promise<Ran> {
  switch (test.subject) {
    case 'standard':
      return runStandard(test, rulebook)
    case 'scorecard':
      return runScorecard(test, rulebook)
    case 'outcome':
      return runOutcome(test, rulebook)
    default:
      return runCascade(test, rulebook)
  }
}

/** The standard is judged with those whose misses it reads, and no others. */
function runStandard({ id, story, expect }: RuleTest, rulebook: Rulebook): Ran {
  const wanted = withThoseRead([id], rulebook.standards)
  const { judged, problems } = judgeStory({ ...rulebook, standards: wanted }, story)
  if (!judged) return { problems }
  const findings = judged.checked.findings.filter(finding => finding.standard === id)
  const time = (instant: number | undefined) => (instant === undefined ? undefined : rulebook.zone.format(instant))
  return { findings, difference: compareFindings(findings, Array.isArray(expect) ? expect : [], time) }
}

export function withThoseRead(ids: readonly string[], standards: readonly Standard[]): readonly Standard[] {
  const wanted = new Set(ids)
  for (const one of wanted) {
    for (const read of standards.find(standard => standard.id === one)?.checker.after ?? []) wanted.add(read)
  }
  return standards.filter(standard => wanted.has(standard.id))
}

function runScorecard(test: RuleTest, rulebook: Rulebook): Ran {
  const card = [...rulebook.scorecards, ...rulebook.otherScorecards].find(one => one.id === test.id)
  return card && test.given.cases !== undefined ? runCases(test, card, rulebook) : runSections(test, card, rulebook)
}

/** How often each standard was met and missed: the card makes points of it. */
function runCases({ given, expect }: RuleTest, card: Scorecard, rulebook: Rulebook): Ran {
  const cases = given.cases as Readonly<Record<string, GivenCases>>
  const taken = new Set([
    ...card.sections.flatMap(section => section.items.flatMap(item => item.standards)),
    ...card.veto.flatMap(veto => veto.standards),
  ])
  const problems = Object.keys(cases)
    .filter(standard => !taken.has(standard))
    .map(standard => ({
      zh: `考评表“${card.id}”不看标准“${standard}”`,
      en: `The scorecard '${card.id}' does not look at the standard '${standard}'`,
    }))
  if (problems.length > 0) return { problems }
  const { sections, score, grade } = scoreCases(card, cases, rulebook)
  const seen = { score, grade, sections }
  return { seen, difference: compareResult(seen, expect as ExpectedResult) }
}

function runSections({ id, given, expect }: RuleTest, card: Scorecard | undefined, { grades }: Rulebook): Ran {
  const sections = (given.sections ?? {}) as Readonly<Record<string, number | null>>
  const known = card?.sections.map(section => section.id) ?? []
  const problems = [
    ...Object.keys(sections)
      .filter(section => !known.includes(section))
      .map(section => ({
        zh: `考评表“${id}”没有“${section}”这个部分，有：${known.join('、')}`,
        en: `The scorecard '${id}' has no section '${section}'; there are ${known.join(', ')}`,
      })),
    ...(card?.sections ?? [])
      .filter(section => section.marks !== undefined && !(section.id in sections))
      .map(section => ({
        zh: `没有写“${section.id}”部分的得分（不适用写 null）`,
        en: `The points of section '${section.id}' are not given (null where it does not apply)`,
      })),
  ]
  if (problems.length > 0) return { problems }
  const { score, grade } = gradeGiven(sections, grades, LATEST_DAY, card)
  const seen = { score, grade }
  return { seen, difference: compareResult(seen, expect as ExpectedResult) }
}

/** Scores given in a test are graded by the bounds that hold last. */
const LATEST_DAY = Number.MAX_SAFE_INTEGER

async function runOutcome({ id, given, expect }: RuleTest, { outcomes }: Rulebook): Promise<Ran> {
  const rules = outcomes.filter(rule => rule.id === id)
  const read = new Set(rules.flatMap(rule => rule.when.facts))
  const unread = Object.keys(given).filter(fact => !read.has(fact))
  if (unread.length > 0) {
    const names = [...read]
    return {
      problems: unread.map(fact => ({
        zh: `“${id}”的条件不看“${fact}”，看的是：${names.join('、')}`,
        en: `The condition of '${id}' does not ask for '${fact}' but for ${names.join(', ')}`,
      })),
    }
  }
  const { fired, undecided } = await makeDecider(rules).decide(given as OutcomeFacts)
  const seen = { outcomes: [...fired], undecided: [...undecided.keys()] }
  return { seen, difference: compareResult(seen, expect as ExpectedResult) }
}

/** Shares withheld from everybody, as percentages of their own bonus. */
async function runCascade({ id, story, expect }: RuleTest, rulebook: Rulebook): Promise<Ran> {
  const cascades = rulebook.cascades.filter(cascade => cascade.id === id)
  const standards = withThoseRead(
    cascades.flatMap(cascade => cascade.standards),
    rulebook.standards,
  )
  const own = { ...rulebook, cascades, standards, outcomes: [] }
  const { judged, problems } = judgeStory(own, story)
  if (!judged) return { problems }
  const { people } = await decide({ ...judged, rulebook: own, scores: [], confirmations: [] })
  const withheld = [...people].filter(([, one]) => one.withheld.share > 0)
  const shares = Object.fromEntries(withheld.map(([person, one]) => [person, one.withheld.share * 100]))
  const seen = { withheld: shares }
  return { seen, difference: compareResult(seen, expect as ExpectedResult) }
}
