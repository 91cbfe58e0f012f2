/** A data file in, its table out, or those of all its sheets, whatever they hold. */

import type { Message } from '../model/message.ts'
import { formatOf, isWorkbook, readSheets } from './formats/index.ts'
import type { Table, TableOptions } from './formats/table.ts'
import { decode, MOST_BYTES } from './text.ts'
import { MOST_WORKBOOK, readWhole } from './whole-file.ts'

export interface FoundTable {
  /** Only of a workbook with several sheets. */
  readonly sheet?: string
  readonly table: Table
}

export async function readTables(
  path: string,
  options: TableOptions,
): Promise<readonly FoundTable[] | { readonly problem: Message }> {
  const read = readWhole(path, { mostMebibytes: isWorkbook(path) ? MOST_WORKBOOK : MOST_BYTES / 1024 ** 2 })
  if ('problem' in read) return read
  const { bytes } = read
  if (isWorkbook(path)) {
    const sheets = await readSheets(bytes, options)
    if ('problem' in sheets) return sheets
    const [only, ...others] = sheets
    return only && others.length === 0 ? [{ table: only.table }] : sheets
  }
  const format = formatOf(path)
  if (!format)
    return { problem: { zh: '不读取这种格式，请另存为 .xlsx', en: 'A format that is not read; save it as .xlsx' } }
  const decoded = decode(bytes)
  if ('problem' in decoded) return decoded
  const table = format.read(decoded.text, options)
  return 'problem' in table ? table : [{ table }]
}
