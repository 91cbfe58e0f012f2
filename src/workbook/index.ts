/** Workbooks: .xlsx and .xls read row by row within bounds, .xlsx written so that the same content gives the same bytes. */

export {
  type Cell,
  cellName,
  type MergedCells,
  parseCellName,
  type Row,
  type WorkbookReader,
} from './cell.ts'
export { contentOf } from './content.ts'
export { type Mark, markWorkbook } from './mark.ts'
export { openWorkbook } from './open.ts'
export type { CellPlan, CellStyle, ListChoice, SheetPlan } from './plan.ts'
export { StopReading } from './stop-reading.ts'
export { writeWorkbook } from './write.ts'
