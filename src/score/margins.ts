/** Scored people in, how near each is to the next better grade and which few misses decide it out: for the panel alone. */

import { valueOn } from '../lib/dated.ts'
import { exact, roundedNumber } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import type { Margin } from '../model/explanation.ts'
import type { CountedFinding } from '../model/finding.ts'
import type { Grades } from '../model/rulebook.ts'
import type { PersonScore } from '../model/score.ts'
import type { Caseload } from './caseload.ts'
import { caseloadWithout } from './caseload-without.ts'
import type { PersonContext } from './context.ts'
import { appraiseesOf, type ScoreInput } from './input.ts'
import type { Appraisee } from './people.ts'
import { scorePerson } from './person-score.ts'

/** Farther from the next grade no few findings decide, and none are looked for. */
const NEAR_POINTS = 5

/** So many findings are still "these". */
const MOST_DECIDING = 5

/** Ledgers and ratings stay as they are: a balance or a mean is not undone by one miss taken back. */
export function findMargins(input: ScoreInput, scores: readonly PersonScore[]): readonly Margin[] {
  const { grades } = input.rulebook
  if (!grades) return []
  const scored = new Map(scores.map(one => [one.id, one]))
  return appraiseesOf(input).flatMap(({ person, context }) => {
    const score = scored.get(person.id)
    const margin = score && marginOf(person, score, grades, context)
    return margin ? [margin] : []
  })
}

function marginOf(person: Appraisee, score: PersonScore, grades: Grades, context: PersonContext): Margin | undefined {
  const { grade, exactScore } = score
  if (grade === null || exactScore === null || score.score === null) return undefined
  const { day, decimals } = context.ground
  const bands = grades.bands.map(band => ({ id: band.id, from: exact(valueOn(band.from, day) ?? 0) }))
  const own = bands.findIndex(band => band.id === grade)
  const byScore = bands.findIndex(band => band.id === (score.gradeBeforeVeto ?? grade))
  const above = bands[own - 1]
  const held = exact(score.score)
  const bound = bands[byScore]?.from
  const aboveBound = bound ? roundedNumber(held.sub(bound), decimals) : null
  const frame = { person: person.id, aboveBound }
  if (!above) return { ...frame, above: null, points: null, deciding: [], scoreWithout: null }
  const gap = above.from.sub(held)
  const points = gap.gt(0) ? roundedNumber(gap, decimals) : 0
  const decided = points > NEAR_POINTS ? undefined : decide({ person, score, context }, own, grades)
  return {
    ...frame,
    above: above.id,
    points,
    deciding: decided?.findings.map(one => one.id) ?? [],
    scoreWithout: decided?.score ?? null,
  }
}

interface Scored {
  readonly person: Appraisee
  readonly score: PersonScore
  readonly context: PersonContext
}

interface Decided {
  readonly findings: readonly CountedFinding[]
  readonly score: number | null
}

/** Takes back what gains most, one after the other, until the grade is a better one. */
function decide({ person, score: scored, context }: Scored, own: number, grades: Grades): Decided | undefined {
  let taken: readonly CountedFinding[] = []
  let reached = scored
  const rankOf = ({ grade }: PersonScore) => grades.bands.findIndex(band => band.id === grade)
  while (taken.length < MOST_DECIDING) {
    const candidates = candidatesOf(context.caseload, new Set(taken)).filter(
      some => taken.length + some.length <= MOST_DECIDING,
    )
    const tried = candidates.map(some => {
      const without = [...taken, ...some]
      const score = scoreWithout(person, context, without)
      return { without, score, isEnough: score.grade !== null && rankOf(score) < own }
    })
    const enough = tried.filter(one => one.isEnough).sort(fewestThenBest)[0]
    if (enough) return { findings: enough.without.toSorted(byId), score: enough.score.score }
    const [best] = tried.sort(
      (one, other) => gainPerFinding(other, reached, taken) - gainPerFinding(one, reached, taken),
    )
    if (!best || gainPerFinding(best, reached, taken) <= 0) return undefined
    taken = best.without
    reached = best.score
  }
  return undefined
}

interface Tried {
  readonly without: readonly CountedFinding[]
  readonly score: PersonScore
}

function fewestThenBest(one: Tried, other: Tried): number {
  return one.without.length - other.without.length || (other.score.score ?? 0) - (one.score.score ?? 0)
}

/** A veto lifted gains nothing in points and is as good as many. */
function gainPerFinding({ without, score }: Tried, before: PersonScore, taken: readonly CountedFinding[]): number {
  const lifted = before.vetoes.length - score.vetoes.length
  const points = (score.score ?? 0) - (before.score ?? 0)
  return (points + lifted * 100) / (without.length - taken.length)
}

function byId(one: CountedFinding, other: CountedFinding): number {
  return compareText(one.id, other.id)
}

/** Misses alike are tried once: of each standard one that stands alone, and the whole of each incident that has several. */
function candidatesOf(
  { missed }: Caseload,
  taken: ReadonlySet<CountedFinding>,
): readonly (readonly CountedFinding[])[] {
  const open = [...missed.values()].flat().filter(one => !taken.has(one) && one.exact === undefined)
  const byIncident = Map.groupBy(open, one => one.incident ?? one.id)
  const several = [...byIncident.values()].filter(some => some.length > 1)
  const alike = new Map<string, readonly CountedFinding[]>()
  for (const some of several)
    alike.set(
      some
        .map(one => one.standard)
        .sort(compareText)
        .join('\n'),
      some,
    )
  for (const one of open) {
    const isAlone = byIncident.get(one.incident ?? one.id)?.length === 1
    const key = `${one.standard}${isAlone ? '' : ' shared'}`
    if (!alike.has(key)) alike.set(key, [one])
  }
  return [...alike.values()]
}

function scoreWithout(person: Appraisee, context: PersonContext, findings: readonly CountedFinding[]): PersonScore {
  return scorePerson(person, {
    ...context,
    isTrial: true,
    caseload: caseloadWithout(context.caseload, new Set(findings), context.cardOf),
  })
}
