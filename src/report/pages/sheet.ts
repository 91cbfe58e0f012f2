/** One person of an appraisal in, the sheet that is printed and signed out: 员工学期考评表. */

import type { AppraisedPerson, EarlierScore } from '../../model/appraisal.ts'
import { type Band, scoreBar } from '../charts.ts'
import { numberText, percentText } from '../figures.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import type { ViewModel } from '../views/index.ts'
import { appealRows, originalText, partRows } from './appeals.ts'
import { evidenceGroups, numberOf } from './evidence.ts'
import { gradeTitle, listed, notChecked, outcomeFactTitle, type PageContext, standardTitle } from './page.ts'
import { planRows } from './plan.ts'
import { acceptedText, procedureLines } from './procedure.ts'
import { proposalRows, withheldModel } from './proposals.ts'
import { achievedRows, adjustmentRows, sectionModel } from './score-tables.ts'
import { footOf, identityOf, pairs, rectificationFile } from './signed-page.ts'

export function* sheetPages(context: PageContext): Generator<OutputFile> {
  const shared = {
    fairness: context.appraisal.fairness.settings.map(context.say),
    weakened: context.appraisal.fairness.weakened.map(context.say),
    signatures: pairs(context.appraisal.print.signatures.map(context.say)),
    appeal: context.word('appeal', {
      to: context.say(context.appraisal.print.appeal.to),
      within: context.say(context.appraisal.print.appeal.within),
    }),
  }
  for (const person of context.appraisal.people)
    yield {
      path: `people/${fileNameOf(person.id)}.html`,
      content: context.page(
        'sheet',
        `${person.id} ${person.name} ${context.word('sheet')}`,
        { ...sheetModel(context, person), notChecked: notChecked(context, standardsTaken(person)), ...shared },
        { foot: footOf(person), person: person.id },
      ),
    }
}

/** Of the many standards of a pack a sheet names those that its own scorecard takes; the overview lists all. */
function standardsTaken({ sections, parts }: AppraisedPerson): ReadonlySet<string> {
  const all = [...sections, ...parts.flatMap(part => part.sections)]
  return new Set(all.flatMap(section => section.items.flatMap(item => item.standards)))
}

type Shared = 'notChecked' | 'fairness' | 'weakened' | 'signatures' | 'appeal'

/** All that the template places, and nothing else. */
export function sheetModel(context: PageContext, person: AppraisedPerson): Omit<ViewModel<'sheet'>, Shared> {
  const { appraisal, say, word, language } = context
  const identity = identityOf(context, person)
  const bands = bandsOf(context)
  const post = (id: string) => say(appraisal.words.posts[id] ?? { zh: id, en: id })
  return {
    ...identity,
    scorecard: person.scorecardTitle ? say(person.scorecardTitle) : word('sheet'),
    asOf: appraisal.asOf,
    days: person.daysInPost,
    spells: person.spells.map(spell => word('spell', { ...spell, post: post(spell.post) })),
    gradeReason: person.gradeReason === null ? '' : word(person.gradeReason),
    uncapped: person.uncapped === null ? '' : word('uncapped', { score: numberText(person.uncapped, language) }),
    measured: person.measuredMarks === null ? '–' : numberText(person.measuredMarks, language),
    previous: earlierText(context, person.previous, 'noPrevious'),
    yearBefore: earlierText(context, person.yearBefore, 'noYearBefore'),
    chart: scoreBar(
      person.score,
      bands,
      person.scoreText === null
        ? word('scoreChartEmpty')
        : word('scoreChart', { score: person.scoreText, grade: identity.grade }),
    ),
    sections: person.sections.map(section => sectionModel(context, section)),
    hasPeers: person.sections.some(({ items }) => items.some(({ peers }) => peers !== null)),
    parts: partRows(context, person),
    adjustments: adjustmentRows(context, person),
    appeals: appealRows(context, person),
    original: originalText(context, person),
    achieved: achievedRows(context, person),
    ratings: ratingRows(context, person),
    vetoes: person.vetoes.map(veto => ({
      standard: standardTitle(context, veto.standard),
      finding: numberOf(person, veto.finding),
    })),
    vetoText:
      person.gradeBeforeVeto === null
        ? ''
        : word('vetoText', { before: gradeTitle(context, person.gradeBeforeVeto), after: identity.grade }),
    gateAccepted: acceptedText(context, person),
    procedure: procedureLines(context, person),
    gates: person.gates.filter(gate => !gate.met).map(gate => standardTitle(context, gate.standard)),
    ...evidenceGroups(context, person),
    unscored: person.unscored
      .toSorted((one, other) => other.missed - one.missed)
      .map(one => ({
        standard: standardTitle(context, one.standard),
        decisive: decisiveWord(context, person, one.standard),
        figures: word('missedOf', { missed: one.missed, checked: one.met + one.missed }),
      })),
    proposals: proposalRows(context, person),
    hasBasis: person.outcomes.some(outcome => outcome.because.length > 0),
    undecided: undecidedLines(context, person),
    withheld: withheldModel(context, person),
    rectification: encodeURIComponent(rectificationFile(appraisal, person)),
    plan: planRows(context, person),
    rejections: rejectionLines(context, person),
  }
}

/** The same for everybody. */
function bandsOf(context: PageContext): readonly Band[] {
  const { appraisal, say } = context
  const bands = BANDS.get(context) ?? appraisal.words.grades.map(({ title, from }) => ({ title: say(title), from }))
  BANDS.set(context, bands)
  return bands
}

const BANDS = new WeakMap<PageContext, readonly Band[]>()

function earlierText(context: PageContext, earlier: EarlierScore | null, none: string): string {
  if (!earlier) return context.word(none)
  const score = earlier.score === null ? context.word('noScore') : numberText(earlier.score, context.language)
  const document = earlier.document === undefined ? '' : context.word('onPaper', { document: earlier.document })
  return [earlier.period, score, gradeTitle(context, earlier.grade), document].filter(part => part !== '').join('　')
}

/** Of the ratings that count for the score. */
function ratingRows(context: PageContext, person: AppraisedPerson): ViewModel<'sheet'>['ratings'] {
  const { say, word, language } = context
  const taken = standardsTaken(person)
  return person.ratings
    .filter(({ standard }) => taken.has(standard))
    .map(({ standard, groups }) => ({
      standard: standardTitle(context, standard),
      tooFew: groups.length === 0 ? word('tooFewRaters') : '',
      groups: groups.map(group => ({
        title: group.title ? say(group.title) : word('allRaters'),
        raters: group.raters,
        mean: numberText(group.mean, language, 2),
      })),
    }))
}

function undecidedLines(context: PageContext, { undecided }: AppraisedPerson): readonly string[] {
  const { say, word } = context
  return undecided
    .filter(one => one.unknown.some(fact => fact !== 'grade'))
    .map(one => {
      const facts = one.unknown.map(fact => outcomeFactTitle(context, fact))
      const unknown = word('labelled', { label: word('notKnown'), text: listed(context, facts) })
      return say(one.title) + word('aside', { text: unknown })
    })
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

/** What costs no points may still have lowered the grade or held it back: never listed as if nothing had come of it. */
function decisiveWord({ word }: PageContext, person: AppraisedPerson, standard: string): string {
  if (person.vetoes.some(veto => veto.standard === standard)) return word('vetoedAbove')
  return person.gates.some(gate => gate.standard === standard && !gate.met) ? word('gateAbove') : ''
}

/** Of a share from 0 to 1. */
export function percent(share: number): string {
  return percentText(share * 100, 'en')
}
