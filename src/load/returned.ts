/** Rows that were sent back in, a copy of each workbook they come from with the faulty cells marked and commented out. */

import { basename, extname, resolve } from 'node:path'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { RejectedRow, RowFault } from '../model/event.ts'
import type { Language, Message } from '../model/message.ts'
import { contentOf, type Mark, markWorkbook, parseCellName } from '../workbook/index.ts'
import { formatOf, isWorkbook } from './formats/index.ts'
import { problem, wholeFile } from './problem.ts'
import { faultsOf } from './problem-groups.ts'
import { isReallyWorkbook } from './source-file.ts'
import { readBytes } from './whole-file.ts'

export interface MarkedCopy {
  /** Where it is to be written, among the results. */
  readonly path: string
  readonly content: Uint8Array
  /** The file that it is a copy of, as diagnostics name it. */
  readonly file: string
}

/** A workbook of which there is no copy. */
export interface UnmarkedFile {
  readonly file: string
  readonly why: Message
}

export interface MarkedCopies {
  readonly copies: readonly MarkedCopy[]
  readonly unmarked: readonly UnmarkedFile[]
  /** The same, for whoever runs the appraisal. */
  readonly diagnostics: readonly Diagnostic[]
}

export async function markedCopies(
  rejected: readonly RejectedRow[],
  folder: string,
  language: Language,
): Promise<MarkedCopies> {
  const isBook = (file: string) => isWorkbook(file) || (formatOf(file) && isReallyWorkbook(resolve(folder, file)))
  const byFile = [...Map.groupBy(rejected, ({ file }) => file)].filter(([file]) => isBook(file))
  const copies: MarkedCopy[] = []
  const unmarked: UnmarkedFile[] = []
  const diagnostics: Diagnostic[] = []
  const taken = new Set<string>()
  for (const [file, rows] of byFile.sort(([one], [other]) => compareText(one, other))) {
    const bytes = readBytes(resolve(folder, file))
    const kind = bytes && contentOf(bytes)
    // Text is text, whatever it is called: as of CSV, there is no copy of it.
    if (kind === 'other') continue
    if (kind === 'compound') {
      unmarked.push({ file, why: OLD_FORMAT })
      diagnostics.push(oldFormat(file))
      continue
    }
    const marks = rows.flatMap(row => marksOf(row, language))
    const content = bytes ? await markWorkbook(bytes, marks) : { problem: UNREADABLE }
    if ('problem' in content) {
      unmarked.push({ file, why: content.problem })
      diagnostics.push(notMade(file, content.problem))
    } else copies.push({ path: `internal/returned/${nameOf(file, taken)}`, content, file })
  }
  return { copies, unmarked, diagnostics }
}

const UNREADABLE: Message = { zh: '文件已读不到', en: 'the file can no longer be read' }

function notMade(file: string, { zh, en }: Message): Diagnostic {
  const words = { zh: `没有做出 ${file} 的标注副本：${zh}`, en: `No marked copy of ${file} was made: ${en}` }
  return problem('file-unreadable', wholeFile(file), words, { severity: 'warning' })
}

/** Nothing is wrong with such a file: its cells are found by their names. */
const OLD_FORMAT: Message = {
  zh: '旧格式（.xls）只读不写。请按下面的格子查找；另存为 .xlsx 再交，就有标注',
  en: 'the old format (.xls) is read, and not written. The cells are named below; handed in as .xlsx, it will be marked',
}

function oldFormat(file: string): Diagnostic {
  return problem('copy-not-marked', wholeFile(file), {
    zh: `${file} 是旧格式（.xls），没有标注副本：错在哪些格子，见 internal/records.html 和 rejected.csv。另存为 .xlsx 再交，就有标注`,
    en: `${file} is of the old format (.xls), and there is no marked copy: the cells are named in internal/records.html and rejected.csv. Handed in as .xlsx, it will be marked`,
  })
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

/** Files of one name from several folders are told apart by a number; a new workbook that is called .xls or .csv gets its right ending. */
function nameOf(file: string, taken: Set<string>): string {
  const own = extname(file)
  const stem = basename(file, own)
  const ending = ['.xlsx', '.xlsm'].includes(own.toLowerCase()) ? own : '.xlsx'
  let name = `${stem}${ending}`
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}${ending}`
  taken.add(name.toLowerCase())
  return name
}
