/** The sections of a worked-out scorecard in, the rows of a sheet that show them at a glance and item by item out. */

import type { AppraisedPerson, ItemScore, SectionScore } from '../../model/appraisal.ts'
import { shareBar } from '../charts.ts'
import { numberText, percentText, signedText } from '../figures.ts'
import type { ViewModel } from '../views/index.ts'
import { type PageContext, standardTitle } from './page.ts'

/** So many standards are named that went well. */
const ACHIEVED = 6

export function sectionModel(context: PageContext, section: SectionScore): ViewModel<'sheet'>['sections'][number] {
  const { say, word, language } = context
  const { marks, weight, score, items } = section
  const isMoved = marks !== null && weight !== null && marks !== weight
  const reached = score !== null && weight !== null && weight > 0 ? (score / weight) * 100 : null
  const told = reached === null ? '' : percentText(Math.round(reached), language)
  return {
    title: say(section.title),
    marks: marks === null ? word('bonus') : numberText(marks, language),
    outOf: marks === null ? '' : word('marksOf', { marks: numberText(marks, language) }),
    weight: isMoved ? numberText(weight, language) : '',
    ...caseFigures(context, items.filter(isAboutCases)),
    score: score === null ? '–' : numberText(score, language),
    bar: shareBar(
      reached,
      word('shareReached', { share: told }),
      score === null || weight === null ? '' : `${numberText(score, language)} / ${numberText(weight, language)}`,
    ),
    reason: section.reason ? say(section.reason) : '',
    items: items.map(item => itemModel(context, item)),
  }
}

function itemModel(context: PageContext, item: ItemScore): ViewModel<'sheet'>['sections'][number]['items'][number] {
  const { say, word, language } = context
  const same = item.sameIncident > 0 ? word('aside', { text: word('sameIncident', { count: item.sameIncident }) }) : ''
  return {
    title: itemTitle(context, item),
    ...caseFigures(context, [item].filter(isAboutCases)),
    peers: item.peers ? percentText(item.peers.missedPercent, language) : '–',
    points: item.points === null ? '–' : pointsText(context, item),
    outOf: item.outOf === null ? '' : numberText(item.outOf, language),
    reason: say(item.reason) + same,
  }
}

function pointsText({ language }: PageContext, { method, points }: ItemScore): string {
  if (points === null) return '–'
  return method === 'deduct' || method === 'bonus' ? signedText(points, language) : numberText(points, language)
}

/** A mean of raters is no count of checks. */
function isAboutCases({ method }: ItemScore): boolean {
  return method !== 'rating'
}

function caseFigures({ language }: PageContext, items: readonly ItemScore[]) {
  const [met, missed] = [sum(items.map(item => item.met)), sum(items.map(item => item.missed))]
  const checked = met + missed
  if (items.length === 0) return { checked: '–', missed: '–', rate: '–' }
  return {
    checked: numberText(checked, language),
    missed: numberText(missed, language),
    rate: checked === 0 ? '–' : percentText((missed / checked) * 100, language),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

export function itemTitle(context: PageContext, { title, standards }: ItemScore): string {
  if (title) return context.say(title)
  const titles = standards.map(id => standardTitle(context, id))
  const separator = context.word('groupSeparator')
  return titles.length <= 2 ? titles.join(separator) : `${titles.slice(0, 2).join(separator)} +${titles.length - 2}`
}

/** Deductions and bonuses that came to something, with their bounds. */
export function adjustmentRows(context: PageContext, { sections }: AppraisedPerson): ViewModel<'sheet'>['adjustments'] {
  const { say, word, language } = context
  return sections.flatMap(section => {
    const items = section.items.filter(({ reckoned, points }) => (reckoned ?? 0) !== 0 || isBonusOrLess(points))
    const rows = items
      .filter(({ method }) => method === 'deduct' || method === 'bonus')
      .map(item => ({
        title: itemTitle(context, item),
        count:
          item.method === 'bonus' ? word('timesMet', { count: item.met }) : word('timesMissed', { count: item.missed }),
        reckoned: item.reckoned === null ? '–' : signedText(item.reckoned, language),
        most: item.most === null ? '–' : numberText(item.most, language),
        points: item.points === null ? '–' : signedText(item.points, language),
        note: [
          ...(item.capped ? [word('cappedAt', { most: numberText(item.most ?? 0, language) })] : []),
          ...(item.sameIncident > 0 ? [word('sameIncidentShort', { count: item.sameIncident })] : []),
        ].join(word('groupSeparator')),
      }))
    if (section.most === null || rows.length === 0) return rows
    const most = numberText(section.most, language)
    return [
      ...rows,
      {
        title: word('labelled', { label: say(section.title), text: word('total') }),
        count: '',
        reckoned: '',
        most,
        points: section.score === null ? '–' : signedText(section.score, language),
        note: section.capped ? word('cappedAt', { most }) : '',
      },
    ]
  })
}

function isBonusOrLess(points: number | null): boolean {
  return points !== null && points < 0
}

/** The standards met most often: what is right is told in numbers, too. */
export function achievedRows(context: PageContext, { tallies }: AppraisedPerson): ViewModel<'sheet'>['achieved'] {
  const { standards, word, language } = context
  const isCounted = (id: string): boolean => !['rating', 'ledger'].includes(standards.get(id)?.kind ?? '')
  return tallies
    .filter(({ standard, met }) => met > 0 && isCounted(standard))
    .toSorted((one, other) => other.met - one.met)
    .slice(0, ACHIEVED)
    .map(({ standard, met, missed }) => ({
      standard: standardTitle(context, standard),
      figures: word('metOf', { met: numberText(met, language), checked: numberText(met + missed, language) }),
    }))
}
