/** An appraisal in, what finance pays out of it out: a workbook, the same as CSV, and apart what is not confirmed yet. */

import type Fraction from 'fraction.js'
import { type CsvCell, type DecimalText, formatCsv, type KeptText } from '../../lib/csv.ts'
import { fixedText, HUNDRED, shortText, sumOf } from '../../lib/exact.ts'
import { writeWorkbook } from '../../workbook/index.ts'
import type { OutputFile } from '../output.ts'
import { type Amount, type Basis, type OpenItem, type PayrollRow, payrollRows } from '../payroll.ts'
import { type TableColumn, type TableValue, tableSheet } from '../table-sheet.ts'
import { listed, type PageContext, periodText, unitTitle } from './page.ts'

export const PAYROLL = {
  workbook: 'finance/payroll.xlsx',
  csv: 'finance/payroll.csv',
  open: 'finance/payroll-open.csv',
} as const

const MONEY = '#,##0.00'
const PERCENT = '0.00%'

/** So many findings are named beside an amount; the others are counted. */
const NAMED_FINDINGS = 12

export function payrollFiles(context: PageContext): readonly OutputFile[] {
  const rows = payrollRows(context.appraisal)
  const open = rows.flatMap(row => row.open.map(item => ({ row, item })))
  const columns = payrollColumns(context)
  const openTable = openColumns(context)
  return [
    { path: PAYROLL.workbook, content: workbook(context, rows, open) },
    {
      path: PAYROLL.csv,
      content: csvOf(columns, rows, [columns.map(column => column.sum(rows))]),
    },
    { path: PAYROLL.open, content: csvOf(openTable, open, []) },
  ]
}

interface Opened {
  readonly row: PayrollRow
  readonly item: OpenItem
}

/** An amount, a share, a staff number or plain text: how each is written is for workbook and CSV to know. */
type Value =
  | { readonly amount: string }
  | { readonly share: Fraction }
  | { readonly id: string }
  | { readonly text: string }

interface Column<R> {
  readonly title: string
  /** Of its numbers. */
  readonly format?: string
  value(row: R): Value
}

interface SummedColumn extends Column<PayrollRow> {
  sum(rows: readonly PayrollRow[]): Value
}

function payrollColumns(context: PageContext): readonly SummedColumn[] {
  const { word } = context
  const { unset, undecided } = { unset: word('payrollUnset'), undecided: word('payrollUndecided') }
  const money = (title: string, of: (row: PayrollRow) => Amount, absent: string): SummedColumn => ({
    title,
    format: MONEY,
    value: row => amountValue(of(row), absent),
    sum: rows => amountValue(sumOf(rows.flatMap(row => of(row) ?? [])), absent),
  })
  const own = (title: string, value: (row: PayrollRow) => Value, foot = ''): SummedColumn => ({
    title,
    value,
    sum: () => ({ text: foot }),
  })
  return [
    own(word('staffNumber'), row => ({ id: row.id }), word('payrollSum')),
    own(word('name'), row => ({ text: row.name })),
    own(word('unit'), row => ({ text: unitTitle(context, row.unit) })),
    own(word('post'), row => ({ text: row.post ? context.say(row.post) : '' })),
    money(word('bonusBase'), row => row.base, unset),
    { ...own(word('deductedShare'), row => ({ share: row.share })), format: PERCENT },
    money(word('deductedAmount'), row => row.deducted, unset),
    money(word('rewardedAmount'), row => row.rewarded, unset),
    money(word('netAmount'), row => row.net, undecided),
    own(word('basisNumber'), row => ({ text: basisText(context, row.basis) })),
    {
      title: word('approvalState'),
      value: row => ({ text: stateText(context, row) }),
      sum: rows => ({ text: undecidedText(context, rows) }),
    },
  ]
}

function openColumns(context: PageContext): readonly Column<Opened>[] {
  const { word, say } = context
  return [
    { title: word('staffNumber'), value: ({ row }) => ({ id: row.id }) },
    { title: word('name'), value: ({ row }) => ({ text: row.name }) },
    { title: word('unit'), value: ({ row }) => ({ text: unitTitle(context, row.unit) }) },
    { title: word('post'), value: ({ row }) => ({ text: row.post ? say(row.post) : '' }) },
    { title: word('matter'), value: ({ item }) => ({ text: say(item.title) }) },
    { title: word('effect'), value: ({ item }) => ({ text: word(`effect.${item.effect}`) }) },
    {
      title: word('share'),
      format: PERCENT,
      value: ({ item }) => (item.share === null ? { text: '' } : { share: item.share }),
    },
    { title: word('amount'), format: MONEY, value: ({ item }) => amountValue(item.amount, word('payrollUnset')) },
    { title: word('basisNumber'), value: ({ item }) => ({ text: basisText(context, item.basis) }) },
    {
      title: word('approvalState'),
      value: ({ item }) => ({
        text: word(item.state) + (item.needsApproval ? word('aside', { text: word('needsApproval') }) : ''),
      }),
    },
  ]
}

function amountValue(amount: Amount, absent: string): Value {
  return amount === null ? { text: absent } : { amount: fixedText(amount, 2) }
}

function basisText(context: PageContext, { findings, clauses }: Basis): string {
  const { word } = context
  const named = findings.slice(0, NAMED_FINDINGS).map(({ number, of }) => (of === null ? number : `${of} ${number}`))
  const unnamed = findings.length - named.length
  const numbers = listed(context, named) + (unnamed > 0 ? ` +${unnamed}` : '')
  const cited = listed(context, clauses)
  return numbers !== '' && cited !== '' ? numbers + word('aside', { text: cited }) : numbers || cited
}

function stateText(context: PageContext, { confirmed, open }: PayrollRow): string {
  const { word } = context
  const settled = confirmed.map(({ state, by, on }) => [word(state), by, on].filter(part => part !== null).join(' '))
  const waiting = open.length > 0 ? [word('payrollOpen', { count: open.length })] : []
  return [...new Set(settled), ...waiting].join(word('groupSeparator'))
}

/** A sum that leaves somebody out says so. */
function undecidedText({ word }: PageContext, rows: readonly PayrollRow[]): string {
  const count = rows.filter(row => row.net === null).length
  return count === 0 ? '' : word('payrollLeftOut', { count })
}

// --- as a workbook --------------------------------------------------------------------------------------------------

function workbook(context: PageContext, rows: readonly PayrollRow[], open: readonly Opened[]): Uint8Array {
  const { word, appraisal } = context
  const { say } = context
  const columns = payrollColumns(context)
  const heading = (title: string) =>
    [
      say(appraisal.print.company ?? appraisal.title ?? appraisal.pack.title),
      periodText(context),
      title,
      word('currency', { currency: appraisal.pack.currency }),
      ...(appraisal.state === 'final' ? [] : [word('draft')]),
    ].join('　')
  return writeWorkbook([
    tableSheet({
      name: word('payroll'),
      title: heading(word('payroll')),
      columns: columns.map(tableColumn),
      rows,
      sums: columns.map(column => tableValue(column.sum(rows))),
      foot: [word('payrollNote'), word('payrollSigned')],
    }),
    tableSheet({
      name: word('payrollOpenSheet'),
      title: heading(word('payrollOpenSheet')),
      columns: openColumns(context).map(tableColumn),
      rows: open,
      foot: [word('payrollOpenNote')],
    }),
  ])
}

function tableColumn<R>({ title, format, value }: Column<R>): TableColumn<R> {
  return { title, ...(format === undefined ? {} : { format }), value: row => tableValue(value(row)) }
}

function tableValue(value: Value): TableValue {
  if ('amount' in value) return Number(value.amount)
  if ('share' in value) return value.share.valueOf()
  return 'id' in value ? value.id : value.text
}

// --- as CSV ---------------------------------------------------------------------------------------------------------

function csvOf<R>(columns: readonly Column<R>[], rows: readonly R[], foot: readonly (readonly Value[])[]): string {
  const lines = [...rows.map(row => columns.map(({ value }) => value(row))), ...foot]
  return formatCsv([columns.map(({ title }) => title), ...lines.map(line => line.map(csvCell))], { bom: true })
}

function csvCell(value: Value): CsvCell {
  if ('amount' in value) return { decimal: value.amount } satisfies DecimalText
  if ('share' in value) return `${shortText(value.share.mul(HUNDRED), 4)}%`
  return 'id' in value ? ({ kept: value.id } satisfies KeptText) : value.text
}
