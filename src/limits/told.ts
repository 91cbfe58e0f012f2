/** A cell of the workbook and what is wrong with it in, a diagnostic that names both out; and the words for values and columns. */

import type { Diagnostic } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Language, Message } from '../model/message.ts'
import { type FilledCell, shownValue } from './cells.ts'
import { COLUMNS, type ColumnId } from './columns.ts'
import type { Literal } from './number.ts'

/** At a cell, which the message names as a spreadsheet does. */
export function told(code: DiagnosticCode, name: string, cell: FilledCell | undefined, message: Message): Diagnostic {
  const { severity } = DIAGNOSTIC_CODES[code]
  if (!cell) return { code, severity, message, span: { file: name, line: 1, column: 1 } }
  const { sheet, ref, row, column } = cell
  return {
    code,
    severity,
    message: { zh: `“${sheet}”表 ${ref}：${message.zh}`, en: `${sheet}!${ref}: ${message.en}` },
    span: { file: name, line: row, column },
  }
}

/** What stands in a cell, cut where it is long. */
export function quotedText({ text }: FilledCell): string {
  return text.length > LETTERS_TOLD ? `${text.slice(0, LETTERS_TOLD)}…` : text
}

const LETTERS_TOLD = 60

export function messageOf(value: Literal | null): Message {
  return { zh: wordsOf(value, 'zh'), en: wordsOf(value, 'en') }
}

export function wordsOf(value: Literal | null, language: Language): string {
  if (value === null) return language === 'zh' ? '未设定' : 'not set'
  return String(shownValue(value, language))
}

export function titleOf(column: ColumnId): Message {
  return COLUMNS.find(({ id }) => id === column)?.title ?? { zh: column, en: column }
}
