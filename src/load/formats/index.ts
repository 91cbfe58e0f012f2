/** The formats that records come in, one line each; workbooks have theirs. */

import { csv } from './csv.ts'
import { json, ndjson } from './json.ts'
import type { Format } from './table.ts'
import { WORKBOOK_ENDINGS } from './workbook.ts'

export { readSheets, readWorkbook } from './workbook.ts'
export { isWorkbookContent, mayBeText, openWorkbookText } from './workbook-text.ts'

export const FORMATS = [csv, json, ndjson] as const satisfies readonly Format[]

/** Formats that an office has and that are not read yet. */
const UNREAD_ENDINGS = ['et', 'ods'] as const

export function endingOf(file: string): string {
  return /\.([^.]+)$/.exec(file.toLowerCase().replace(/\.gz$/, ''))?.[1] ?? ''
}

export function isUnreadFormat(file: string): boolean {
  return UNREAD_ENDINGS.some(ending => ending === endingOf(file))
}

export function isWorkbook(file: string): boolean {
  return WORKBOOK_ENDINGS.includes(endingOf(file))
}

export function formatOf(file: string): Format | undefined {
  const ending = endingOf(file)
  return FORMATS.find(format => format.endings.includes(ending))
}
