/** An appraisal beside what was published of its period in, the difference that finance settles out: a workbook and the same as CSV. */

import { type CsvCell, formatCsv } from '../../lib/csv.ts'
import { fixedText, sumOf } from '../../lib/exact.ts'
import { writeWorkbook } from '../../workbook/index.ts'
import type { OutputFile } from '../output.ts'
import type { Amount } from '../payroll.ts'
import { type DeltaRow, payrollDelta } from '../payroll-delta.ts'
import { type TableValue, tableSheet } from '../table-sheet.ts'
import { type PageContext, periodText, unitTitle } from './page.ts'

export const PAYROLL_DELTA = { workbook: 'finance/payroll-delta.xlsx', csv: 'finance/payroll-delta.csv' } as const

const MONEY = '#,##0.00'

interface Column {
  readonly title: string
  readonly amount?: (row: DeltaRow) => Amount
  readonly text?: (row: DeltaRow) => string
}

/** None where nothing was published before. */
export function payrollDeltaFiles(context: PageContext): readonly OutputFile[] {
  const { appraisal, word, say } = context
  const { published } = context.input
  if (!published) return []
  const rows = payrollDelta(published, appraisal)
  const columns = columnsOf(context)
  const heading = [
    say(appraisal.print.company ?? appraisal.title ?? appraisal.pack.title),
    periodText(context),
    word('payrollDelta'),
    word('currency', { currency: appraisal.pack.currency }),
    ...(appraisal.state === 'final' ? [] : [word('draft')]),
  ].join('　')
  const sums = columns.map(({ amount }, at) => {
    if (at === 0) return word('payrollSum')
    return amount ? sumOf(rows.flatMap(row => amount(row) ?? [])) : ''
  })
  const sheet = tableSheet({
    name: word('payrollDelta'),
    title: heading,
    columns: columns.map(column => ({
      title: column.title,
      ...(column.amount ? { format: MONEY } : {}),
      value: (row: DeltaRow) => tableValue(row, column, word('payrollUndecided')),
    })),
    rows,
    sums: sums.map(sum => (typeof sum === 'string' ? sum : Number(fixedText(sum, 2)))),
    foot: [word('payrollDeltaNote', { file: published.file })],
  })
  const lines = rows.map(row => columns.map(column => csvCell(row, column, word('payrollUndecided'))))
  const foot: CsvCell[] = sums.map(sum => (typeof sum === 'string' ? sum : { decimal: fixedText(sum, 2) }))
  return [
    { path: PAYROLL_DELTA.workbook, content: writeWorkbook([sheet]) },
    { path: PAYROLL_DELTA.csv, content: formatCsv([columns.map(({ title }) => title), ...lines, foot], { bom: true }) },
  ]
}

/** Deducted, rewarded and net: as published, as now, and what lies between. */
function columnsOf(context: PageContext): readonly Column[] {
  const { word, say } = context
  const money = (['deducted', 'rewarded', 'net'] as const).flatMap((figure): readonly Column[] => {
    const what = word(`${figure}Amount`)
    return [
      { title: word('asPublished', { what }), amount: row => row.published[figure] },
      { title: word('asOfNow', { what }), amount: row => row.now[figure] },
      { title: word('amountDifference', { what }), amount: row => row.difference[figure] },
    ]
  })
  return [
    { title: word('staffNumber'), text: row => row.id },
    { title: word('name'), text: row => row.name },
    { title: word('unit'), text: row => unitTitle(context, row.unit) },
    { title: word('post'), text: row => (row.post ? say(row.post) : '') },
    ...money,
  ]
}

function tableValue(row: DeltaRow, { amount, text }: Column, unknown: string): TableValue {
  if (!amount) return text?.(row) ?? ''
  const value = amount(row)
  return value === null ? unknown : Number(fixedText(value, 2))
}

function csvCell(row: DeltaRow, column: Column, unknown: string): CsvCell {
  const value = column.amount?.(row)
  if (value) return { decimal: fixedText(value, 2) }
  if (value === null) return unknown
  const text = column.text?.(row) ?? ''
  return text === row.id ? { kept: text } : text
}
