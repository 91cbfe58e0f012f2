/** A person's findings in, the table of evidence out: worst first, those of one incident together, with what each came to. */

import type { AppraisedPerson, EvidenceCharge, EvidenceLine } from '../../model/appraisal.ts'
import type { Verdict } from '../../model/finding.ts'
import { measuredText, quantityText, signedText } from '../figures.ts'
import { unlistedCount } from '../unlisted.ts'
import type { ViewModel } from '../views/index.ts'
import { type PageContext, recordPlaces, standardTitle } from './page.ts'

/** So many findings are printed; the rest stands in `findings.ndjson`. */
const PRINTED_FINDINGS = 200

const SEVERITIES_WORST_FIRST = ['critical', 'major', 'minor', 'note']

type EvidenceRow = ViewModel<'sheet'>['evidence'][number]['rows'][number]

/** By verdict; of each incident the finding that counts most, the others right beneath. */
export function evidenceGroups(
  context: PageContext,
  person: AppraisedPerson,
): Pick<ViewModel<'sheet'>, 'evidence' | 'more'> {
  const { word } = context
  const inOrder = incidentsTogether(gravestFirst(context, person))
  const printed = inOrder.slice(0, PRINTED_FINDINGS)
  const counts = Map.groupBy(person.evidence, ({ verdict }) => verdict)
  const countOf = (verdict: Verdict): number =>
    (counts.get(verdict)?.length ?? 0) + unlistedCount(person.unlisted, { verdict })
  const evidence = [...Map.groupBy(printed, ({ line }) => line.verdict)].map(([verdict, lines]) => ({
    title: word('ofVerdict', { verdict: word(verdict), count: countOf(verdict) }),
    rows: lines.map(({ line, isHead }) => withNotice(evidenceRow(context, person, line, isHead), context, line)),
  }))
  const unprinted = inOrder.length - printed.length + unlistedCount(person.unlisted)
  return { evidence, more: unprinted > 0 ? word('more', { count: unprinted }) : '' }
}

export function numberOf(person: AppraisedPerson, finding: string): string {
  return person.evidence.find(line => line.id === finding)?.number ?? caseOf(finding)
}

/** A finding of somebody else: the case alone, whose records that person's sheet shows. */
export function caseOf(finding: string): string {
  return decodeURIComponent(finding.split('/')[1] ?? finding)
}

/**
 * What lowered the grade or set off a consequence, then by verdict, by what it cost, and by how grave the standard is:
 * what counts most is on paper even where not all of it can be.
 */
function gravestFirst({ standards }: PageContext, person: AppraisedPerson): readonly EvidenceLine[] {
  const decisive = new Set([
    ...person.vetoes.map(veto => veto.finding),
    ...person.outcomes.flatMap(outcome => outcome.because),
    ...person.withheld.because.map(one => one.finding),
  ])
  const severity = (line: EvidenceLine): number =>
    SEVERITIES_WORST_FIRST.indexOf(standards.get(line.standard)?.severity ?? 'note')
  // Lines come by verdict and time; sorting is stable and keeps the time.
  const verdicts = [...new Set(person.evidence.map(line => line.verdict))]
  return person.evidence.toSorted(
    (one, other) =>
      verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict) ||
      Number(decisive.has(other.id)) - Number(decisive.has(one.id)) ||
      pointsOf(one) - pointsOf(other) ||
      severity(one) - severity(other),
  )
}

function pointsOf({ charges }: EvidenceLine): number {
  return charges.reduce((sum, { points }) => sum + (points ?? 0), 0)
}

interface PlacedLine {
  readonly line: EvidenceLine
  readonly isHead: boolean
}

/** Misses of one incident follow the first of them. */
function incidentsTogether(lines: readonly EvidenceLine[]): readonly PlacedLine[] {
  const groups: PlacedLine[][] = []
  const byIncident = new Map<string, PlacedLine[]>()
  for (const line of lines) {
    const incident = line.verdict === 'missed' ? line.incident : null
    const known = incident === null ? undefined : byIncident.get(incident)
    if (known) {
      known.push({ line, isHead: false })
      continue
    }
    const group = [{ line, isHead: true }]
    groups.push(group)
    if (incident !== null) byIncident.set(incident, group)
  }
  return groups.flat()
}

export function evidenceRow(
  context: PageContext,
  person: AppraisedPerson,
  line: EvidenceLine,
  isHead: boolean,
): EvidenceRow {
  const { standards, language } = context
  const isVeto = person.vetoes.some(({ finding }) => finding === line.id)
  return {
    isHead,
    kind: line.verdict,
    number: line.number,
    date: line.at.slice(0, 10),
    standard: standardTitle(context, line.standard),
    clauses: standards.get(line.standard)?.clauses ?? [],
    measured: line.measured ? measuredText(line.measured, line.limit, language) : '–',
    limit: limitText(context, line),
    points: pointsText(context, line),
    note: [
      isHead ? '' : context.word('sameIncidentRow'),
      isVeto ? context.word('vetoes') : '',
      noteText(context, person, line),
    ]
      .filter(part => part !== '')
      .join(context.word('groupSeparator')),
    reason: context.say(line.reason),
    ...recordsOf(context, line),
  }
}

/** Who gave which score stays between the raters and the panel: records of ratings are never named. */
function recordsOf(context: PageContext, line: EvidenceLine): Pick<EvidenceRow, 'records' | 'moreRecords'> {
  const isRating = context.standards.get(line.standard)?.kind === 'rating'
  return isRating ? { records: [], moreRecords: context.word('ratingRecords') } : recordPlaces(context, line)
}

/** A point in time, where there is one instead of a length. */
function limitText({ word, language }: PageContext, { limit, due }: EvidenceLine): string {
  if (limit) return quantityText(limit, language)
  return due === null ? '–' : word('dueBy', { time: `${due.slice(0, 10)} ${due.slice(11, 16)}` })
}

const NO_POINTS: Readonly<Record<Verdict, string>> = {
  missed: '–',
  undetermined: 'notCounted',
  pending: 'notCounted',
  exempt: 'notCounted',
  met: '–',
}

export function pointsText(context: PageContext, { verdict, charges }: EvidenceLine): string {
  const { word } = context
  const told = charges.map(charge => chargeText(context, charge))
  if (told.length > 0) return [...new Set(told)].join(word('groupSeparator'))
  const none = NO_POINTS[verdict]
  return none === '–' ? none : word(none)
}

function chargeText({ word, language }: PageContext, { effect, points }: EvidenceCharge): string {
  switch (effect) {
    case 'in-rate':
      return word('inRate')
    case 'in-rating':
      return word('inRating')
    case 'no-points':
      return word('noPoints')
    default:
      return signedText(points ?? 0, language)
  }
}

/** Why it is less than the rule says for each. */
function noteText({ word }: PageContext, person: AppraisedPerson, { charges }: EvidenceLine): string {
  const notes = charges.flatMap(({ effect, sameIncidentAs }) => {
    if (effect === 'capped') return [word('atBound')]
    if (effect !== 'same-incident' || sameIncidentAs === null) return []
    return [word('chargedWith', { number: numberOf(person, sameIncidentAs) })]
  })
  return [...new Set(notes)].join(word('groupSeparator'))
}

function withNotice(row: EvidenceRow, context: PageContext, line: EvidenceLine): EvidenceRow {
  const notice = noticeText(context, line)
  const note = [row.note, notice].filter(part => part !== '').join(context.word('groupSeparator'))
  return notice === '' ? row : { ...row, note }
}

/** Of what is charged: when it was told, or by when it has to be. */
function noticeText({ word }: PageContext, { verdict, notice }: EvidenceLine): string {
  if (!notice || verdict !== 'missed') return ''
  if (notice.toldOn !== null) return word('toldOn', { date: notice.toldOn })
  return notice.due === null ? '' : word('toTellBy', { date: notice.due.slice(0, 10) })
}
