/** Rows that were sent back in, a copy of each workbook they come from with the faulty cells marked and commented out. */

import { basename, extname, resolve } from 'node:path'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { RejectedRow, RowFault } from '../model/event.ts'
import type { Language, Message } from '../model/message.ts'
import { type Mark, markWorkbook, parseCellName } from '../workbook/index.ts'
import { isWorkbook } from './formats/index.ts'
import { problem, wholeFile } from './problem.ts'
import { faultsOf } from './problem-groups.ts'
import { readBytes } from './whole-file.ts'

export interface MarkedCopy {
  /** Where it is to be written, among the results. */
  readonly path: string
  readonly content: Uint8Array
  /** The file that it is a copy of, as diagnostics name it. */
  readonly file: string
}

export interface MarkedCopies {
  readonly copies: readonly MarkedCopy[]
  /** Why there is no copy of a workbook. */
  readonly diagnostics: readonly Diagnostic[]
}

export async function markedCopies(
  rejected: readonly RejectedRow[],
  folder: string,
  language: Language,
): Promise<MarkedCopies> {
  const byFile = [...Map.groupBy(rejected, ({ file }) => file)].filter(([file]) => isWorkbook(file))
  const copies: MarkedCopy[] = []
  const diagnostics: Diagnostic[] = []
  const taken = new Set<string>()
  for (const [file, rows] of byFile.sort(([one], [other]) => compareText(one, other))) {
    const bytes = readBytes(resolve(folder, file))
    const content = bytes
      ? await markWorkbook(
          bytes,
          rows.flatMap(row => marksOf(row, language)),
        )
      : { problem: UNREADABLE }
    if ('problem' in content) diagnostics.push(notMade(file, content.problem))
    else copies.push({ path: `internal/returned/${nameOf(file, taken)}`, content, file })
  }
  return { copies, diagnostics }
}

const UNREADABLE: Message = { zh: '文件已读不到', en: 'the file can no longer be read' }

function notMade(file: string, { zh, en }: Message): Diagnostic {
  const words = { zh: `没有做出 ${file} 的标注副本：${zh}`, en: `No marked copy of ${file} was made: ${en}` }
  return problem('file-unreadable', wholeFile(file), words, { severity: 'warning' })
}

function marksOf(row: RejectedRow, language: Language): readonly Mark[] {
  return faultsOf(row).map(fault => {
    const column = fault.column === undefined ? undefined : parseCellName(`${fault.column}1`)?.column
    return {
      ...(row.sheet === undefined ? {} : { sheet: row.sheet }),
      row: row.row,
      ...(column === undefined ? {} : { column }),
      text: wordsOf(fault, language),
    }
  })
}

function wordsOf({ reason, expected }: RowFault, language: Language): string {
  return language === 'zh' ? `${reason.zh}\n应为：${expected.zh}` : `${reason.en}\nExpected: ${expected.en}`
}

/** Files of one name from several folders are told apart by a number. */
function nameOf(file: string, taken: Set<string>): string {
  const ending = extname(file)
  const stem = basename(file, ending)
  let name = `${stem}${ending}`
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}${ending}`
  taken.add(name.toLowerCase())
  return name
}
