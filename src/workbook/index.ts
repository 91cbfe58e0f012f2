/** Workbooks (.xlsx): read row by row within bounds, and written so that the same content gives the same bytes. */

export { type Cell, cellName, columnName, type MergedCells, type Row } from './cell.ts'
export type { CellPlan, CellStyle, ColumnPlan, DateValue, ListChoice, SheetPlan } from './plan.ts'
export { openWorkbook, type SheetEnd, type WorkbookReader } from './read.ts'
export { writeWorkbook } from './write.ts'
