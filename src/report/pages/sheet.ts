/** One person of an appraisal in, the sheet that is printed and signed out: 员工学期考评表. */

import type {
  Appraisal,
  AppraisedOutcome,
  AppraisedPerson,
  EvidenceLine,
  ItemScore,
  SectionScore,
} from '../../model/appraisal.ts'
import { scoreBar, sectionsChart } from '../charts.ts'
import { FIGURES } from '../figures.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import type { ViewModel } from '../views/index.ts'
import {
  evidenceRow,
  figure,
  gradeTitle,
  listed,
  notChecked,
  outcomeFactTitle,
  type PageContext,
  periodText,
  unitTitle,
} from './page.ts'

/** So many findings are printed; the rest stands in `findings.ndjson`. */
const PRINTED_FINDINGS = 200

/** So many findings are named beside an outcome; the others are counted. */
const NAMED_FINDINGS = 4

const SEVERITIES_WORST_FIRST = ['critical', 'major', 'minor', 'note']

export function sheetPages(context: PageContext): readonly OutputFile[] {
  const shared = {
    fairness: context.appraisal.fairness.settings.map(context.say),
    weakened: context.appraisal.fairness.weakened.map(context.say),
    signatures: pairs(context.appraisal.print.signatures.map(context.say)),
    appeal: context.word('appeal', {
      to: context.say(context.appraisal.print.appeal.to),
      within: context.say(context.appraisal.print.appeal.within),
    }),
  }
  return context.appraisal.people.map(person => ({
    path: `people/${fileNameOf(person.id)}.html`,
    content: context.page(
      'sheet',
      `${person.id} ${person.name} ${context.word('sheet')}`,
      { ...sheetModel(context, person), notChecked: notChecked(context, standardsTaken(person)), ...shared },
      { foot: `${person.id} ${shortened(person.name)}`, person: person.id },
    ),
  }))
}

/** Of the many standards of a pack a sheet names those that its own scorecard takes; the overview lists all. */
function standardsTaken({ sections }: AppraisedPerson): ReadonlySet<string> {
  return new Set(sections.flatMap(section => section.items.flatMap(item => item.standards)))
}

/** Two to a line; the last one may stand alone. */
function pairs(signatures: readonly string[]) {
  return signatures.flatMap((first, at) => (at % 2 === 0 ? [{ first, second: signatures[at + 1] ?? '' }] : []))
}

/** The foot of a leaf has room for so much of a name; the staff number beside it is whole. */
const FOOT_NAME = 16

function shortened(name: string): string {
  const letters = Array.from(name)
  return letters.length > FOOT_NAME ? `${letters.slice(0, FOOT_NAME - 1).join('')}…` : name
}

/** All that the template places, and nothing else. */
export function sheetModel(
  context: PageContext,
  person: AppraisedPerson,
): Omit<ViewModel<'sheet'>, 'notChecked' | 'fairness' | 'weakened' | 'signatures' | 'appeal'> {
  const { appraisal, say, word } = context
  const grade = gradeTitle(context, person.grade)
  const reason = person.gradeReason === null ? '' : word(person.gradeReason)
  const bands = appraisal.words.grades.map(band => ({ title: say(band.title), from: band.from }))
  return {
    id: person.id,
    name: person.name,
    post: person.postTitle ? say(person.postTitle) : (person.post ?? ''),
    unit: unitTitle(context, person.unit),
    scorecard: person.scorecardTitle ? say(person.scorecardTitle) : word('sheet'),
    period: periodText(context),
    asOf: appraisal.asOf,
    days: person.daysInPost,
    spells: person.spells.map(
      spell =>
        `${say(appraisal.words.posts[spell.post] ?? { zh: spell.post, en: spell.post })} ${spell.from} – ${spell.to}`,
    ),
    score: person.scoreText ?? word('noScore'),
    grade: grade === '' ? word('noGrade') : grade,
    gradeReason: reason,
    uncapped: person.uncapped === null ? '' : word('uncapped', { score: person.uncapped }),
    measured: figure(person.measuredMarks),
    previous: person.previous
      ? `${person.previous.period} ${figure(person.previous.score)} ${gradeTitle(context, person.previous.grade)}`
      : word('noPrevious'),
    chart: scoreBar(
      person.score,
      bands,
      person.scoreText === null
        ? word('scoreChartEmpty')
        : word('scoreChart', { score: person.scoreText, grade: grade === '' ? word('noGrade') : grade }),
    ),
    sectionsChart: sectionsChart(sectionBars(context, person), word('sectionsChart')),
    sections: person.sections.map(section => sectionModel(context, section)),
    vetoes: person.vetoes.map(veto => ({
      standard: title(context, veto.standard),
      finding: numberOf(person, veto.finding),
    })),
    vetoText:
      person.gradeBeforeVeto === null
        ? ''
        : word('vetoText', { before: gradeTitle(context, person.gradeBeforeVeto), after: grade }),
    gates: person.gates.filter(gate => !gate.met).map(gate => title(context, gate.standard)),
    evidence: gravestFirst(context, person)
      .slice(0, PRINTED_FINDINGS)
      .map(line => evidenceRow(context, line)),
    more:
      person.evidence.length > PRINTED_FINDINGS
        ? word('more', { count: person.evidence.length - PRINTED_FINDINGS })
        : '',
    unscored: person.unscored.map(one => ({
      standard: title(context, one.standard),
      decisive: decisiveWord(context, person, one.standard),
      checked: one.met + one.missed,
      missed: one.missed,
    })),
    outcomes: person.outcomes.map(outcome => outcomeModel(context, person, outcome)),
    hasBasis: person.outcomes.some(outcome => outcome.because.length > 0),
    undecided: person.undecided
      .filter(one => one.unknown.some(fact => fact !== 'grade'))
      .map(
        one =>
          say(one.title) +
          word('aside', {
            text: word('labelled', {
              label: word('notKnown'),
              text: listed(
                context,
                one.unknown.map(fact => outcomeFactTitle(context, fact)),
              ),
            }),
          }),
      ),
    withheld: withheldModel(context, person),
    rejections: rejectionLines(context, person),
  }
}

/** Each section with what it is out of after marks were shared out anew. */
function sectionBars({ say, word, language }: PageContext, { sections }: AppraisedPerson) {
  const told = FIGURES[language].number
  return sections.map(({ title: name, marks, weight, score }) => ({
    title: say(name),
    score,
    outOf: marks === null ? null : weight,
    figures:
      score === null
        ? word('sectionNotApplicable')
        : marks === null || weight === null
          ? `+${told(score)}`
          : `${told(score)} / ${told(weight)}`,
  }))
}

/** What was sent back and is in none of the figures: whoever signs must know of it. */
function rejectionLines({ appraisal, word }: PageContext, { rejectedRows }: AppraisedPerson): readonly string[] {
  const { records, rejectionsAccepted } = appraisal
  const lines = [
    ...(rejectedRows > 0 ? [word('rejectedOfPerson', { count: rejectedRows })] : []),
    ...(records.rejectedNamingNobody > 0 ? [word('rejectedOfNobody', { count: records.rejectedNamingNobody })] : []),
  ]
  const isAccepted = rejectionsAccepted !== null && records.rejected > 0
  return isAccepted ? [...lines, word('rejectionsAccepted', { reason: rejectionsAccepted })] : lines
}

/**
 * What lowered the grade or set off a consequence, then by verdict and by how grave the standard is: what counts most
 * is on paper even where not all of it can be.
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
      Number(decisive.has(other.id)) - Number(decisive.has(one.id)) ||
      verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict) ||
      severity(one) - severity(other),
  )
}

function outcomeModel(
  context: PageContext,
  person: AppraisedPerson,
  outcome: AppraisedOutcome,
): ViewModel<'sheet'>['outcomes'][number] {
  const { appraisal, say, word } = context
  const other = person.outcomes.find(one => one.id === outcome.sameIncidentAs)
  const numbers = outcome.because.slice(0, NAMED_FINDINGS).map(finding => numberOf(person, finding))
  const unnamed = outcome.because.length - numbers.length
  const needsApproval = outcome.approval && outcome.state !== 'approved'
  return {
    title: say(outcome.title),
    sameIncident: other ? word('sameIncidentAs', { title: say(other.title) }) : '',
    clauses: listed(context, outcome.clauses),
    basis: listed(context, numbers) + (unnamed > 0 ? ` +${unnamed}` : ''),
    amount:
      outcome.amount === null
        ? outcome.amountNotSet
          ? word('amountNotSet')
          : ''
        : `${outcome.amount.toFixed(2)} ${appraisal.pack.currency}`,
    due: outcome.due ?? '',
    state: word(outcome.state) + (needsApproval ? word('aside', { text: word('needsApproval') }) : ''),
    confirmation: [outcome.confirmedBy, outcome.confirmedOn].filter(part => part !== null).join(' '),
  }
}

/** A finding of somebody else: the case alone, whose records that person's sheet shows. */
function caseOf(finding: string): string {
  return decodeURIComponent(finding.split('/')[1] ?? finding)
}

function withheldModel(context: PageContext, person: AppraisedPerson): ViewModel<'sheet'>['withheld'] {
  const { appraisal, say, word } = context
  const { withheld } = person
  if (withheld.because.length === 0) return null
  return {
    share: percent(withheld.share),
    amount: withheld.amount === null ? word('noBase') : `${withheld.amount.toFixed(2)} ${appraisal.pack.currency}`,
    skipped: listed(
      context,
      withheld.skipped.map(level => say(appraisal.words.levels[level] ?? { zh: level, en: level })),
    ),
    rows: withheld.because.map(one => ({
      cascade: say(appraisal.words.cascades[one.cascade] ?? { zh: one.cascade, en: one.cascade }),
      role: say(appraisal.words.levels[one.role] ?? { zh: one.role, en: one.role }),
      share: percent(one.share),
      state: word(one.state ?? 'proposed'),
      clauses: listed(context, appraisal.words.cascadeClauses[one.cascade] ?? []),
      finding: whoseFinding(appraisal, person, one.finding),
    })),
  }
}

/** The number on one's own sheet; of somebody else's finding the day, whose it is, and its number there. */
function whoseFinding(appraisal: Appraisal, person: AppraisedPerson, finding: string): string {
  const holder = appraisal.people.find(one => one.evidence.some(line => line.id === finding))
  const line = holder?.evidence.find(one => one.id === finding)
  if (!holder || !line || holder.id === person.id) return numberOf(person, finding)
  return `${line.at.slice(0, 10)} ${holder.id} ${holder.name} ${line.number} (${caseOf(finding)})`
}

function sectionModel(context: PageContext, section: SectionScore): ViewModel<'sheet'>['sections'][number] {
  const { say, word } = context
  const isMoved = section.marks !== null && section.weight !== null && section.marks !== section.weight
  return {
    title: say(section.title),
    marks: section.marks === null ? word('bonus') : `${word('marks')} ${section.marks}`,
    weight: isMoved ? figure(section.weight) : '',
    score: figure(section.score),
    reason: section.reason ? say(section.reason) : '',
    items: section.items.map(item => itemModel(context, item)),
    rows: section.items.length + 1,
  }
}

function itemModel(context: PageContext, item: ItemScore) {
  const titles = item.standards.map(id => title(context, id))
  return {
    title: item.title
      ? context.say(item.title)
      : titles.length <= 2
        ? titles.join(context.word('groupSeparator'))
        : `${titles.slice(0, 2).join(context.word('groupSeparator'))} +${titles.length - 2}`,
    checked: item.met + item.missed,
    missed: item.missed,
    undetermined: item.undetermined,
    points: figure(item.points),
    reason:
      context.say(item.reason) +
      (item.sameIncident > 0
        ? context.word('aside', { text: context.word('sameIncident', { count: item.sameIncident }) })
        : ''),
  }
}

/** What costs no points may still have lowered the grade or held it back: never listed as if nothing had come of it. */
function decisiveWord({ word }: PageContext, person: AppraisedPerson, standard: string): string {
  if (person.vetoes.some(veto => veto.standard === standard)) return word('vetoedAbove')
  return person.gates.some(gate => gate.standard === standard && !gate.met) ? word('gateAbove') : ''
}

function title({ standards, say }: PageContext, id: string): string {
  const standard = standards.get(id)
  return standard ? say(standard.title) : id
}

function numberOf(person: AppraisedPerson, finding: string): string {
  return person.evidence.find(line => line.id === finding)?.number ?? caseOf(finding)
}

export function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`
}
