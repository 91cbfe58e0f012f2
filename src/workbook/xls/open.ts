/** The bytes of a compound file in, a reader of the old workbook (Excel 5.0 to 2003) in it out; nothing is thrown. */

import type { Message } from '../../model/message.ts'
import type { Row, WorkbookReader } from '../cell.ts'
import { readOrStopped, StopReading } from '../stop-reading.ts'
import { LOCKED, noSheet } from '../words.ts'
import { openCompound } from './compound.ts'
import { readGlobals } from './globals.ts'
import { readSheet } from './sheet.ts'
import { makeStream } from './stream.ts'

export function openXls(bytes: Uint8Array): WorkbookReader | { readonly problem: Message } {
  const opened = readOrStopped(() => {
    const stream = makeStream(workbookStream(bytes))
    return { stream, globals: readGlobals(stream) }
  })
  if ('problem' in opened) return opened
  const { stream, globals } = opened
  const reader: WorkbookReader = {
    format: 'XLS',
    sheets: globals.sheets.map(({ name, isHidden }) => ({ name, isHidden })),
    async readSheet(name, onRow) {
      const place = globals.sheets.find(one => one.name === name)
      return place ? readSheet(stream, globals, place, onRow) : { problem: noSheet(name) }
    },
    async look(name, most) {
      const first: Row[] = []
      const end = await reader.readSheet(name, row => {
        if (first.length < most) first.push(row)
      })
      return 'problem' in end ? end : { first, merged: end.merged }
    },
    async *rows(name) {
      // The format holds 65,536 rows at the most, in any order.
      const rows: Row[] = []
      const end = await reader.readSheet(name, row => rows.push(row))
      if ('problem' in end) yield end
      else yield rows
    },
  }
  return reader
}

const NO_WORKBOOK: Message = {
  zh: '是 Office 文件，但里面没有 Excel 工作簿',
  en: 'It is a file of an office program, with no Excel workbook in it',
}

/** Excel 97 to 2003 call it Workbook, Excel 5 and 95 Book; some wrote both. */
function workbookStream(bytes: Uint8Array): Uint8Array {
  const file = openCompound(bytes)
  if (file.names.includes('encryptedpackage')) throw new StopReading(LOCKED)
  const stream = file.read('workbook') ?? file.read('book')
  if (!stream) throw new StopReading(NO_WORKBOOK)
  return stream
}
