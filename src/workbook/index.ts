/** Workbooks: .xlsx and .xls read row by row within bounds, .xlsx written so that the same content gives the same bytes. */

import type { markWorkbook as mark } from './mark.ts'

export {
  type Cell,
  cellName,
  type MergedCells,
  parseCellName,
  type Row,
  type WorkbookReader,
} from './cell.ts'
export { contentOf } from './content.ts'
export type { Mark } from './mark.ts'
export { openWorkbook } from './open.ts'
export type { CellPlan, CellStyle, ListChoice, SheetPlan } from './plan.ts'
export { StopReading } from './stop-reading.ts'
export { writeWorkbook } from './write.ts'

/** What reads and marks is loaded with the first workbook that comes in. */
export async function markWorkbook(...request: Parameters<typeof mark>): ReturnType<typeof mark> {
  const { markWorkbook: mark } = await import('./mark.ts')
  return await mark(...request)
}
