/** A data file in, its table out, or those of all its sheets, whatever they hold. */

import { formatOf, isWorkbook, mayBeText, openWorkbookText, readSheets } from './formats/index.ts'
import type { Problem, Table, TableOptions } from './formats/table.ts'
import { headOf, isReallyWorkbook, workbookBytes } from './source-file.ts'
import { openText } from './text.ts'

export interface FoundTable {
  /** Only of a workbook with several sheets. */
  readonly sheet?: string
  /** From the beginning, each time. */
  open(): Promise<Table | Problem>
}

export async function readTables(path: string, options: TableOptions): Promise<readonly FoundTable[] | Problem> {
  const format = formatOf(path)
  if (isWorkbook(path) || (format && isReallyWorkbook(path))) return await sheetsOf(path, options)
  if (!format)
    return { problem: { zh: '不读取这种格式，请另存为 .xlsx', en: 'A format that is not read; save it as .xlsx' } }
  const text = await openText(path)
  return 'problem' in text ? text : [{ open: async () => await format.read(text.pieces(), options) }]
}

async function sheetsOf(path: string, options: TableOptions): Promise<readonly FoundTable[] | Problem> {
  const head = headOf(path)
  if (head && mayBeText(head)) {
    const text = await openWorkbookText(path, head, options)
    return 'problem' in text ? text : [text]
  }
  const bytes = workbookBytes(path)
  if ('problem' in bytes) return bytes
  const sheets = await readSheets(bytes, options)
  if ('problem' in sheets) return sheets
  return sheets.map(({ sheet, open }) => ({
    ...(sheets.length > 1 ? { sheet } : {}),
    open: async () => open(),
  }))
}
