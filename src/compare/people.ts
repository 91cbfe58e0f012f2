/** Two appraisals of the same records in, for whom something changes and which findings did it, out. */

import { exact, roundedNumber } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import type { Appraisal, AppraisedPerson, EvidenceLine } from '../model/appraisal.ts'
import type { ChangedOutcome, FindingChange, OpenStandard, PersonChange } from '../model/comparison.ts'
import type { Verdict } from '../model/finding.ts'
import type { Message } from '../model/message.ts'

const PRINTED_DECIMALS = 2

/** An appraisal, and the verdict of each finding, met ones included. */
interface Judged {
  readonly appraisal: Appraisal
  readonly verdicts: ReadonlyMap<string, Verdict>
}

export function comparePeople(before: Judged, after: Judged): readonly PersonChange[] {
  const later = new Map(after.appraisal.people.map(person => [person.id, person]))
  const standards = [...before.appraisal.standards, ...after.appraisal.standards]
  const context = {
    titles: new Map(standards.map(({ id, title }) => [id, title])),
    before: before.verdicts,
    after: after.verdicts,
  }
  return before.appraisal.people
    .flatMap(person => {
      const then = later.get(person.id)
      return then ? [comparePerson(person, then, context)] : []
    })
    .filter(isChanged)
    .toSorted((one, other) => (one.difference ?? 0) - (other.difference ?? 0) || compareText(one.id, other.id))
}

interface Context {
  readonly titles: ReadonlyMap<string, Message>
  readonly before: ReadonlyMap<string, Verdict>
  readonly after: ReadonlyMap<string, Verdict>
}

function comparePerson(was: AppraisedPerson, is: AppraisedPerson, context: Context): PersonChange {
  const difference =
    was.score === null || is.score === null
      ? null
      : roundedNumber(exact(is.score).sub(exact(was.score)), PRINTED_DECIMALS)
  const [had, has] = [outcomesOf(was), outcomesOf(is)]
  return {
    id: is.id,
    name: is.name,
    post: is.post,
    score: { before: was.score, after: is.score },
    difference,
    grade: { before: was.grade, after: is.grade },
    sections: compareSections(was, is),
    outcomes: { gained: without(has, had), lost: without(had, has) },
    withheld: { before: was.withheld.share, after: is.withheld.share },
    findings: compareFindings(was, is, context),
  }
}

function isChanged({ score, grade, outcomes, withheld, findings, sections }: PersonChange): boolean {
  return (
    score.before !== score.after ||
    grade.before !== grade.after ||
    withheld.before !== withheld.after ||
    outcomes.gained.length + outcomes.lost.length + findings.length + sections.length > 0
  )
}

function outcomesOf({ outcomes }: AppraisedPerson): readonly ChangedOutcome[] {
  return outcomes.map(({ id, type, title }) => ({ id, type, title }))
}

function without(some: readonly ChangedOutcome[], others: readonly ChangedOutcome[]): readonly ChangedOutcome[] {
  return some.filter(({ id, type }) => !others.some(other => other.id === id && other.type === type))
}

function compareSections(was: AppraisedPerson, is: AppraisedPerson): PersonChange['sections'] {
  const ids = [...new Set([...was.sections, ...is.sections].map(({ id }) => id))]
  return ids.flatMap(id => {
    const [one, other] = [was, is].map(person => person.sections.find(section => section.id === id))
    const title = other?.title ?? one?.title ?? { zh: id, en: id }
    const pair = { before: one?.score ?? null, after: other?.score ?? null }
    return pair.before === pair.after ? [] : [{ id, title, ...pair }]
  })
}

/** Sheets list everything but met: what is on one of them only was or is met, or not judged at all. */
function compareFindings(
  was: AppraisedPerson,
  is: AppraisedPerson,
  { titles, before: verdictsBefore, after: verdictsAfter }: Context,
): readonly FindingChange[] {
  const [before, after] = [byId(was), byId(is)]
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareText)
  return ids.flatMap(id => {
    const [one, other] = [before.get(id), after.get(id)]
    const line = other ?? one
    if (!line || one?.verdict === other?.verdict) return []
    const { standard, case: of, at, reason } = line
    const title = titles.get(standard) ?? { zh: standard, en: standard }
    const verdicts = { before: verdictsBefore.get(id) ?? null, after: verdictsAfter.get(id) ?? null }
    return [{ id, standard, title, case: of, at, ...verdicts, reason }]
  })
}

function byId({ evidence }: AppraisedPerson): ReadonlyMap<string, EvidenceLine> {
  return new Map(evidence.map(line => [line.id, line]))
}

export function compareOpen(before: Appraisal, after: Appraisal): readonly OpenStandard[] {
  const earlier = new Map(before.standards.map(standard => [standard.id, standard]))
  return after.standards.flatMap(({ id, title, state, undetermined, missing }) => {
    const was = earlier.get(id)
    const isLost = (was === undefined || was.state === 'checked') && state === 'not-supplied'
    const isMore = state === 'checked' && undetermined > (was?.undetermined ?? 0)
    if (!isLost && !isMore) return []
    return [
      {
        id,
        title,
        state: { before: was?.state ?? null, after: state },
        undetermined: { before: was?.undetermined ?? 0, after: undetermined },
        missing: missing.map(one => one.title),
      },
    ]
  })
}
