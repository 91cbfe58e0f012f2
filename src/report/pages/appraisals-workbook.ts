/** An appraisal in, the workbook that HR files and counts in out: people, items and findings, one a row. */

import { exact, HUNDRED, shortText } from '../../lib/exact.ts'
import type { AppraisedOutcome, AppraisedPerson, EvidenceLine, ItemScore, SectionScore } from '../../model/appraisal.ts'
import type { Quantity } from '../../model/value.ts'
import { type SheetPlan, writeWorkbook } from '../../workbook/index.ts'
import type { OutputFile } from '../output.ts'
import { type TableColumn, type TableValue, tableSheets } from '../table-sheet.ts'
import { unlistedCount } from '../unlisted.ts'
import { gradeTitle, listed, type PageContext, periodText, unitTitle } from './page.ts'

export const APPRAISALS_WORKBOOK = 'internal/appraisals.xlsx'

/** A row names so many records; the others are counted. */
const NAMED_RECORDS = 10

const POINTS = '0.00##'
const COUNT = '0'
const FIGURE = '0.##'

export function appraisalsWorkbook(context: PageContext): readonly OutputFile[] {
  return [
    {
      path: APPRAISALS_WORKBOOK,
      content: writeWorkbook([...peopleSheets(context), ...itemsSheets(context), ...findingsSheets(context)]),
    },
  ]
}

function heading(context: PageContext, title: string): string {
  const { appraisal, say, word } = context
  const company = say(appraisal.print.company ?? appraisal.title ?? appraisal.pack.title)
  const draft = appraisal.state === 'final' ? [] : [word('draft')]
  const redacted = appraisal.redacted ? [word('redacted')] : []
  return [company, periodText(context), title, ...draft, ...redacted].join('　')
}

// --- people ---------------------------------------------------------------------------------------------------------

function peopleSheets(context: PageContext): readonly SheetPlan[] {
  const { appraisal, word, say } = context
  return tableSheets<AppraisedPerson>({
    name: word('people'),
    title: heading(context, word('appraisalsWorkbook')),
    rows: appraisal.people,
    columns: [
      { title: word('staffNumber'), value: ({ id }) => id },
      { title: word('name'), value: ({ name }) => name },
      { title: word('unit'), value: ({ unit }) => unitTitle(context, unit) },
      { title: word('post'), value: person => (person.postTitle ? say(person.postTitle) : person.post) },
      {
        title: word('scorecard'),
        value: ({ scorecardTitle, scorecard }) => (scorecardTitle ? say(scorecardTitle) : scorecard),
      },
      { title: word('days'), format: COUNT, value: ({ daysInPost }) => daysInPost },
      ...sectionColumns(context),
      {
        title: word('scoreTotal'),
        format: POINTS,
        value: ({ scoreText }) => (scoreText === null ? null : Number(scoreText)),
      },
      { title: word('grade'), value: ({ grade }) => gradeTitle(context, grade) || word('noGrade') },
      { title: word('whyNone'), value: ({ gradeReason }) => (gradeReason === null ? null : word(gradeReason)) },
      { title: word('previousScore'), format: POINTS, value: ({ previous }) => previous?.score ?? null },
      {
        title: word('previousGrade'),
        value: ({ previous }) => (previous ? gradeTitle(context, previous.grade) || word('noGrade') : null),
      },
      { title: word('outcomes'), value: ({ outcomes }) => outcomes.map(one => outcomeText(context, one)).join('\n') },
      { title: word('withheldShare'), value: ({ withheld }) => shareText(context, withheld) },
    ],
  })
}

/** Scorecards have sections of their own: each is named beside its points, so that one filter sorts them. */
function sectionColumns(context: PageContext): readonly TableColumn<AppraisedPerson>[] {
  const { appraisal, say, word } = context
  const most = Math.max(0, ...appraisal.people.map(({ sections }) => sections.length))
  return Array.from({ length: most }, (_, at): readonly TableColumn<AppraisedPerson>[] => [
    {
      title: word('sectionNumber', { number: at + 1 }),
      value: ({ sections: { [at]: section } }) => (section ? say(section.title) : null),
    },
    {
      title: word('sectionPoints', { number: at + 1 }),
      format: POINTS,
      value: ({ sections }) => sections[at]?.score ?? null,
    },
  ]).flat()
}

function outcomeText({ word, say, appraisal }: PageContext, outcome: AppraisedOutcome): string {
  const { title, amount, amountNotSet, due, state } = outcome
  const money =
    amount === null ? (amountNotSet ? word('amountNotSet') : '') : `${amount.toFixed(2)} ${appraisal.pack.currency}`
  return [say(title), money, due ?? '', word(state)].filter(part => part !== '').join(' ')
}

function shareText({ word }: PageContext, { share, because }: AppraisedPerson['withheld']): TableValue {
  if (because.length === 0) return null
  const states = [...new Set(because.map(({ state }) => word(state ?? 'proposed')))]
  return `${shortText(exact(share).mul(HUNDRED), 4)}%${word('aside', { text: states.join(word('listSeparator')) })}`
}

// --- items ----------------------------------------------------------------------------------------------------------

interface ItemRow {
  readonly person: AppraisedPerson
  readonly section: SectionScore
  readonly item: ItemScore
}

function itemsSheets(context: PageContext): readonly SheetPlan[] {
  const { appraisal, word, say } = context
  const count = (key: 'met' | 'missed' | 'undetermined' | 'pending' | 'exempt'): TableColumn<ItemRow> => ({
    title: word(key),
    format: COUNT,
    value: ({ item }) => item[key],
  })
  return tableSheets<ItemRow>({
    name: word('items'),
    title: heading(context, word('items')),
    rows: appraisal.people.flatMap(person =>
      person.sections.flatMap(section => section.items.map(item => ({ person, section, item }))),
    ),
    columns: [
      { title: word('staffNumber'), value: ({ person }) => person.id },
      { title: word('name'), value: ({ person }) => person.name },
      { title: word('section'), value: ({ section }) => say(section.title) },
      { title: word('marks'), format: FIGURE, value: ({ section }) => section.marks },
      { title: word('outOf'), format: FIGURE, value: ({ section }) => section.weight },
      { title: word('item'), value: ({ item }) => itemTitle(context, item) },
      count('met'),
      count('missed'),
      {
        title: word('missedShare'),
        format: '0.0"%"',
        value: ({ item }) => percentOf(item.missed, item.met + item.missed),
      },
      count('undetermined'),
      count('pending'),
      count('exempt'),
      { title: word('points'), format: POINTS, value: ({ item }) => item.points },
      { title: word('how'), value: ({ item }) => say(item.reason) },
    ],
  })
}

function itemTitle(context: PageContext, { title, standards }: ItemScore): string {
  if (title) return context.say(title)
  return standards.map(id => standardTitle(context, id)).join(context.word('groupSeparator'))
}

function standardTitle({ standards, say }: PageContext, id: string): string {
  const standard = standards.get(id)
  return standard ? say(standard.title) : id
}

function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Number(shortText(exact(part * 100).div(whole), 1))
}

// --- findings -------------------------------------------------------------------------------------------------------

interface FindingRow {
  readonly person: AppraisedPerson | null
  readonly line: EvidenceLine
}

/** Those that nobody answers for stand last, without a name. */
function findingsSheets(context: PageContext): readonly SheetPlan[] {
  const { appraisal, word, say, standards } = context
  const unlisted = appraisal.people.reduce(
    (sum, person) => sum + unlistedCount(person.unlisted),
    unlistedCount(appraisal.unattributedUnlisted),
  )
  return tableSheets<FindingRow>({
    name: word('findings'),
    title: heading(context, word('findings')),
    rows: [
      ...appraisal.people.flatMap(person => person.evidence.map(line => ({ person, line }))),
      ...appraisal.unattributed.map(line => ({ person: null, line })),
    ],
    ...(unlisted === 0 ? {} : { foot: [word('more', { count: unlisted })] }),
    columns: [
      { title: word('staffNumber'), value: ({ person }) => person?.id ?? null },
      { title: word('name'), value: ({ person }) => person?.name ?? word('unattributedShort') },
      { title: word('number'), value: ({ line }) => line.number },
      { title: word('date'), value: ({ line }) => line.at.slice(0, 10) },
      { title: word('standard'), value: ({ line }) => standardTitle(context, line.standard) },
      { title: word('clause'), value: ({ line }) => listed(context, standards.get(line.standard)?.clauses ?? []) },
      { title: word('verdict'), value: ({ line }) => word(line.verdict) },
      { title: word('measuredValue'), format: FIGURE, value: ({ line }) => line.measured?.value ?? null },
      { title: word('limitValue'), format: FIGURE, value: ({ line }) => limitOf(line) },
      { title: word('quantityUnit'), value: ({ line }) => unitOf(context, line.limit ?? line.measured) },
      { title: word('reason'), value: ({ line }) => say(line.reason) },
      { title: word('record'), value: ({ line }) => recordsText(context, line) },
    ],
  })
}

/** Where the limit is a moment, that moment. */
function limitOf({ limit, due }: EvidenceLine): TableValue {
  return limit?.value ?? due?.slice(0, 16).replace('T', ' ') ?? null
}

function unitOf({ word }: PageContext, quantity: Quantity | null): string | null {
  return quantity === null ? null : word(`quantity.${quantity.unit}`)
}

function recordsText(context: PageContext, line: EvidenceLine): string {
  const places = context.records.get(line.id)?.map(({ file, row, id }) => (row > 0 ? `${file}:${row} ${id}` : id))
  const all = places ?? line.evidence.map(({ file, id }) => `${file} ${id}`)
  const more = all.length - NAMED_RECORDS
  const named = all.slice(0, NAMED_RECORDS)
  return [...named, ...(more > 0 ? [context.word('moreRecords', { count: more })] : [])].join('\n')
}
