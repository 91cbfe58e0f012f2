/** The planned sheets in, how they look out: colours, widths, what stays in sight, what is printed on every page. */

import { displayWidth } from '../lib/width.ts'
import type { CellPlan, CellStyle, SheetPlan } from '../workbook/index.ts'
import type { CellRole, PlannedCell, PlannedSheet } from './plan.ts'

/** Of letters; others are 11. */
const SMALL_POINTS = 9

const BASE: CellStyle = { wrap: true, border: true }

const ROLES: Readonly<Record<CellRole, CellStyle>> = {
  plain: BASE,
  small: { ...BASE, size: SMALL_POINTS, colour: '5F6B73' },
  editable: { ...BASE, fill: 'FFF8D6' },
  pale: { ...BASE, colour: '7F7F7F' },
  heading: { bold: true, fill: 'E8EEF4' },
  title: { bold: true, size: 14 },
}

const HEADER: CellStyle = { ...BASE, bold: true, fill: '1F4E79', colour: 'FFFFFF', align: 'center' }

export function laidOut(sheets: readonly PlannedSheet[]): readonly SheetPlan[] {
  return sheets.map(sheet => (sheet.hasHeader ? tablePlan(sheet) : guidePlan(sheet)))
}

function tablePlan({ name, columns, rows, isHidden }: PlannedSheet): SheetPlan {
  const header = columns.map(({ title }): CellPlan => ({ value: title, style: HEADER }))
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [header, ...rows.map(row => row.map((cell, at) => cellPlan(cell, columns[at]?.isNumber)))],
    isHidden,
    ...(isHidden
      ? {}
      : {
          heights: [HEADER_POINTS, ...rows.map(row => heightOf(row, columns))],
          frozenRows: 1,
          frozenColumns: 2,
          repeatedRows: 1,
          filterRow: 1,
          isLandscape: true,
        }),
  }
}

function guidePlan({ name, columns, rows }: PlannedSheet): SheetPlan {
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: rows.map(row => row.map(cell => cellPlan(cell))),
    heights: rows.map(row => heightOf(row, columns)),
    isLandscape: true,
  }
}

/** Of one line, and around all of them. */
const LINE_POINTS = 15
const AROUND_POINTS = 4
const HEADER_POINTS = 20
const TITLE_POINTS = 28

/** Programs do not agree on how high a row of wrapped text is made, and some cut it off. */
function heightOf(row: readonly PlannedCell[], columns: PlannedSheet['columns']): number {
  if (row.some(({ role }) => role === 'title')) return TITLE_POINTS
  const lines = row.map(({ value, role }, at) => {
    const room = columns[at]?.width ?? 0
    const width = displayWidth(String(value)) * (role === 'heading' ? 1.1 : role === 'small' ? SMALL_POINTS / 11 : 1)
    // A heading runs on over the empty cells beside it.
    return room <= 0 || (role === 'heading' && columns.length > 2) ? 1 : Math.ceil(width / room)
  })
  return AROUND_POINTS + LINE_POINTS * Math.max(1, ...lines)
}

/** What is typed where text stands stays as it was typed: no spreadsheet makes a date of 3-5 or 0.25 of 25%. */
function cellPlan({ value, role }: PlannedCell, isNumber = false): CellPlan {
  const isText = typeof value === 'string' && !isNumber && role !== 'title'
  const style = { ...ROLES[role], ...(isText ? { format: '@' } : role === 'title' ? {} : { align: 'right' as const }) }
  return value === '' ? { style } : { value, style }
}
