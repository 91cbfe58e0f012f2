/** An appraisal in, the page for whoever sends files back out: each file reconciled, what is wrong, late, blank or thin. */

import type { Completeness } from '../../model/completeness.ts'
import type { FileCounts, ProblemGroup } from '../../model/event.ts'
import type { Message } from '../../model/message.ts'
import type { OutputFile } from '../output.ts'
import { listed, type PageContext, periodText, unitTitle } from './page.ts'

export const RECORDS_PAGE = 'internal/records.html'

/** So many late entries are listed; the others are counted. */
const MOST_LATE = 200

export function recordsPage(context: PageContext): readonly OutputFile[] {
  const { appraisal, word } = context
  const { records, completeness } = appraisal
  const model = {
    period: periodText(context),
    records,
    suppliers: suppliers(context),
    files: records.files.map(file => fileModel(context, file)),
    accepted:
      appraisal.rejectionsAccepted === null ? '' : word('rejectionsAccepted', { reason: appraisal.rejectionsAccepted }),
    late: lateModel(context),
    gaps: completeness.gaps.map(gap => gapText(context, gap)),
    few: completeness.units.map(({ type, unit, records: count, expected }) => ({
      unit: unitTitle(context, unit),
      type: typeTitle(context, type),
      count,
      expected,
    })),
    fields: fieldModel(context),
    otherFields: otherFields(context),
    fullFields: completeness.fields.filter(({ filled, total }) => filled === total).length,
  }
  return [{ path: RECORDS_PAGE, content: context.page('records', word('recordsPage'), model) }]
}

function typeTitle({ appraisal, say }: PageContext, type: string): string {
  const title: Message | undefined = appraisal.words.eventTypes[type] ?? ROSTER_TITLES[type]
  return title ? say(title) : type
}

const ROSTER_TITLES: Readonly<Record<string, Message>> = {
  person: { zh: '人员名册', en: 'Roster' },
  site: { zh: '楼栋、地点', en: 'Sites' },
  unit: { zh: '部门', en: 'Units' },
}

// --- what goes back to whom -----------------------------------------------------------------------------------------

/** Files with rows that were sent back, by who hands them in. */
function suppliers(context: PageContext) {
  const { appraisal, say, input } = context
  const { problems } = input
  const files = problems.filter((one, at) => problems.findIndex(other => isSameFile(one, other)) === at)
  const bySupplier = Map.groupBy(files, ({ type }) => {
    const supplier = appraisal.words.suppliers[type]
    return supplier ? say(supplier) : ''
  })
  return [...bySupplier].map(([supplier, own]) => ({
    supplier: supplier || (bySupplier.size > 1 ? context.word('supplierUnknown') : ''),
    files: own.map(file => sentBackModel(context, file)),
  }))
}

type NamedFile = Pick<FileCounts, 'file' | 'sheet' | 'type'>

function isSameFile(one: NamedFile, other: NamedFile): boolean {
  return one.file === other.file && one.sheet === other.sheet && one.type === other.type
}

function sentBackModel(context: PageContext, file: NamedFile) {
  const { input, say } = context
  const copy = input.returned.find(one => one.file === file.file)
  const unmarked = input.unmarked.find(one => one.file === file.file)
  return {
    file: file.file,
    sheet: file.sheet ?? '',
    type: typeTitle(context, file.type),
    copy:
      copy === undefined
        ? null
        : { path: encodeURI(copy.path.replace(/^internal\//, '')), name: copy.path.split('/').at(-1) ?? '' },
    noCopy: unmarked ? say(unmarked.why) : '',
    problems: input.problems
      .filter(problem => isSameFile(problem, file))
      .map(problem => problemModel(context, problem)),
  }
}

function fileModel(context: PageContext, file: FileCounts) {
  const { word } = context
  const ignored = (['repeats', 'totals', 'notes'] as const)
    .filter(key => file[key] > 0)
    .map(key => word(`ignored.${key}`, { count: file[key] }))
  return {
    ...file,
    sheet: file.sheet ?? '',
    type: typeTitle(context, file.type),
    ignoredWhy: listed(context, ignored),
  }
}

/** `C 列“费用”`, `12 处`, `不是数字`, `C17 “十二”、C20 “约三”`, `应为数字，如 12`. */
function problemModel(context: Pick<PageContext, 'say' | 'word'>, problem: ProblemGroup) {
  const { say, word } = context
  const { column, header, field, type, what, expected, count, examples } = problem
  return {
    where: column === undefined ? (header ?? word('wholeRow')) : word('columnHeader', { column, header: header ?? '' }),
    count,
    what: say(what),
    examples: examples
      .map(({ row, value }) => {
        const cell = `${column ?? ''}${row}`
        return value === '' ? cell : word('cellValue', { cell, value })
      })
      .join(word('listSeparator')),
    more: count > examples.length,
    expected: say(expected),
    rule: field === undefined ? type : `${type}.${field}`,
  }
}

// --- late, thin, blank ----------------------------------------------------------------------------------------------

function lateModel(context: PageContext) {
  const { appraisal, word } = context
  const { late } = appraisal.completeness
  if (late.length === 0) return null
  const { lateApproval, entriesUntil, asOf } = appraisal
  return {
    until: entriesUntil ?? asOf,
    approval: lateApproval
      ? word('lateApproved', { by: lateApproval.by, on: lateApproval.on, reason: lateApproval.reason })
      : word('lateOpen'),
    rows: late.slice(0, MOST_LATE).map(entry => ({
      type: typeTitle(context, entry.type),
      id: entry.id,
      place: entry.file,
      at: civil(entry.at),
      entered: civil(entry.entered),
      people: listed(context, entry.people),
      state: word(entry.isApproved ? 'approved' : 'lateWaiting'),
    })),
    more: late.length > MOST_LATE ? word('moreRecords', { count: late.length - MOST_LATE }) : '',
  }
}

/** `2024-07-08 09:12`: the offset is the pack's, and the same throughout. */
function civil(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ')
}

function gapText(context: PageContext, gap: Completeness['gaps'][number]): string {
  const key = gap.beginsLate && gap.endsEarly ? 'gapBoth' : gap.beginsLate ? 'gapLate' : 'gapEarly'
  return context.word(key, { type: typeTitle(context, gap.type), first: gap.first, last: gap.last })
}

/** So many cases of a post say something; a post that fills in half as often as all do together is pointed out. */
const TELLING_CASES = 20
const LOW = 1 / 2

/** Fields whose blanks may have kept cases from being judged, those first that may have cost most. */
function fieldModel(context: PageContext) {
  const { appraisal, say, word } = context
  return appraisal.completeness.fields
    .filter(({ filled, total, undetermined }) => filled < total && undetermined > 0)
    .toSorted(
      (one, other) => other.undetermined - one.undetermined || one.filled / one.total - other.filled / other.total,
    )
    .map(({ type, title, standards, undetermined, filled, total, posts }) => ({
      undetermined,
      type: typeTitle(context, type),
      title: say(title),
      standards,
      filled,
      total,
      share: shareText(filled, total),
      posts: posts.map(own => ({
        post:
          own.post === null
            ? word('nobodyNamed')
            : say(appraisal.words.posts[own.post] ?? { zh: own.post, en: own.post }),
        filled: own.filled,
        total: own.total,
        share: shareText(own.filled, own.total),
        isLow: own.total >= TELLING_CASES && own.filled / own.total < LOW * (filled / total),
      })),
    }))
}

/** Fields with blanks that cost no verdict, by record type: they are for some cases only, or their standards have none. */
function otherFields(context: PageContext) {
  const others = context.appraisal.completeness.fields.filter(
    ({ filled, total, undetermined }) => filled < total && undetermined === 0,
  )
  return [...Map.groupBy(others, ({ type }) => type)].map(([type, own]) =>
    context.word('labelled', {
      label: typeTitle(context, type),
      text: listed(
        context,
        own.map(({ title, filled, total }) => `${context.say(title)} ${shareText(filled, total)}`),
      ),
    }),
  )
}

/** Rounded down: nothing is whole that is not. */
function shareText(filled: number, total: number): string {
  return `${Math.floor((filled / total) * 1000) / 10}%`
}
