/** The bytes of a workbook in, the same with cells filled in out: as another program would save it, without our layout. */

import { type ColumnId, columnNamed } from '../../src/limits/columns.ts'
import { type CellPlan, openWorkbook, type SheetPlan, writeWorkbook } from '../../src/workbook/index.ts'

/** `fills`: id → column → what was typed. */
export async function refilled(
  bytes: Uint8Array,
  fills: Readonly<Record<string, Partial<Record<ColumnId, string | number>>>>,
): Promise<Uint8Array> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) throw new Error(workbook.problem.en)
  const left = new Set(Object.keys(fills))
  const plans: SheetPlan[] = []
  for (const { name, isHidden } of workbook.sheets) {
    const rows: (CellPlan | undefined)[][] = []
    let header: readonly (ColumnId | undefined)[] = []
    await workbook.readSheet(name, ({ row, cells }) => {
      const line: (CellPlan | undefined)[] = []
      for (const { column, value } of cells) line[column - 1] = { value }
      if (row === 1) header = line.map(cell => columnNamed(String(cell?.value ?? '')))
      const id = String(line[0]?.value ?? '')
      const fill = isHidden || row === 1 ? undefined : fills[id]
      if (fill) left.delete(id)
      for (const [column, value] of Object.entries(fill ?? {})) line[header.indexOf(column as ColumnId)] = { value }
      rows[row - 1] = line
    })
    plans.push({ name, isHidden, columns: [], rows: Array.from(rows, row => row ?? []) })
  }
  if (left.size > 0) throw new Error(`no row ${[...left].join(', ')}`)
  return writeWorkbook(plans)
}
