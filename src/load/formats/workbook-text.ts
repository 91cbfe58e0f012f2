/** The text of a file that is called a workbook in (what systems export as .xls often is), its table out, read as CSV is. */

import type { Message } from '../../model/message.ts'
import { contentOf } from '../../workbook/index.ts'
import { openText } from '../text.ts'
import { csv } from './csv.ts'
import type { Problem, Table, WorkbookOptions } from './table.ts'

/** Whether a file may be text, by its first bytes; what it is else, the readers of workbooks tell. */
export function mayBeText(head: Uint8Array): boolean {
  return contentOf(head) === 'other'
}

/** Whether a file is a workbook, by its first bytes; a header may begin with `PK` as well. */
export function isWorkbookContent(head: Uint8Array): boolean {
  const content = contentOf(head)
  return content === 'compound' || (content === 'zip' && head[2] === 3 && head[3] === 4)
}

export interface WorkbookText {
  readonly encoding: string
  readonly sha256: string
  /** From its beginning, each time. */
  open(): Promise<Table | Problem>
}

/** It is taken for a table only where a column of it is known: whatever else lies under such a name is refused. */
export async function openWorkbookText(
  path: string,
  head: Uint8Array,
  { sheet, ...options }: WorkbookOptions,
): Promise<WorkbookText | Problem> {
  const text = await openText(path)
  const isMarked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if ('problem' in text || (!isMarked && head.includes(0))) return { problem: NEITHER }
  if (sheet !== undefined) return { problem: NO_SHEETS }
  const open = () => csv.read(text.pieces(), options)
  const table = await open()
  if ('problem' in table) return table
  await table.close?.()
  if (table.headers.length === 0) return { problem: NEITHER }
  const { encoding, sha256 } = text
  return table.headers.some(options.isKnown) ? { encoding, sha256, open } : { problem: UNKNOWN_TEXT }
}

const NEITHER: Message = {
  zh: '不是 Excel 工作簿，也不是文字表格，或已损坏：请重新导出，存为 .xlsx',
  en: 'It is neither an Excel workbook nor a table of text, or is damaged: export it again and save it as .xlsx',
}
const NO_SHEETS: Message = {
  zh: '其实是文字，不是 Excel 工作簿，没有工作表：请在 appraisal.yaml 里去掉 sheet',
  en: 'It is really text and no Excel workbook, and has no sheets: leave sheet out in appraisal.yaml',
}
const UNKNOWN_TEXT: Message = {
  zh: '其实是文字，不是 Excel 工作簿，而且没有一列对得上：请用 Excel 或 WPS 打开，另存为 .xlsx',
  en: 'It is really text and no Excel workbook, and no column of it is known: open it in Excel or WPS and save it as .xlsx',
}
