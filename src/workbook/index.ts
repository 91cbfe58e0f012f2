/** Workbooks (.xlsx): read row by row within bounds, and written so that the same content gives the same bytes. */

export { type Cell, cellName, type MergedCells, parseCellName, type Row } from './cell.ts'
export { type Mark, markWorkbook } from './mark.ts'
export type { CellPlan, CellStyle, ListChoice, SheetPlan } from './plan.ts'
export { openWorkbook, type WorkbookReader } from './read.ts'
export { writeWorkbook } from './write.ts'
export { StopReading } from './zip.ts'
