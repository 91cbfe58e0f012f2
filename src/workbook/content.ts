/** The bytes of a file in, what it is by its first ones out: exports called .xls are often something else. */

import type { Message } from '../model/message.ts'

export type Content =
  /** A ZIP file, as .xlsx is. */
  | 'zip'
  /** A compound file (OLE2), as .xls is, and a locked .xlsx. */
  | 'compound'
  /** Records of an old workbook without the file around them, or of a format older than Excel 5. */
  | 'records'
  | 'page'
  | 'spreadsheet-xml'
  | 'xml'
  | 'packed'
  /** Text, perhaps. */
  | 'other'

const STARTS: readonly (readonly [Content, readonly number[]])[] = [
  ['zip', [0x50, 0x4b]],
  ['compound', [0xd0, 0xcf, 0x11, 0xe0]],
  ['packed', [0x1f, 0x8b]],
  ['records', [0x09, 0x00, 0x04, 0x00]],
  ['records', [0x09, 0x00, 0x06, 0x00]],
  ['records', [0x09, 0x02]],
  ['records', [0x09, 0x04]],
  ['records', [0x09, 0x08]],
]

/** So many bytes tell the name of the outermost element, comments above it included. */
const LOOKED_AT = 4096

export function contentOf(bytes: Uint8Array): Content {
  const start = STARTS.find(([, own]) => own.every((byte, at) => bytes[at] === byte))
  if (start) return start[0]
  // Each letter of UTF-16 has a zero byte beside it as far as names of elements go.
  const head = Buffer.from(bytes.subarray(0, LOOKED_AT)).toString('latin1').replaceAll('\0', '')
  const text = head.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').trimStart()
  if (/^(mime-version|content-type):/i.test(text)) return 'page'
  if (!/^<[a-z!?]/i.test(text)) return 'other'
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'spreadsheet-xml'
  return /<(!doctype\s+html|html|head|meta|body|style|script|div|table|tr|td|font)\b/i.test(text) ? 'page' : 'xml'
}

/** What to say of a file that is taken for a workbook and is none. */
export const NO_WORKBOOK: Readonly<Record<Exclude<Content, 'zip' | 'compound'>, Message>> = {
  records: {
    zh: '是很旧的 Excel 格式（Excel 5.0 以前的，或导出程序没有写全）：请用 Excel 或 WPS 打开，另存为 .xlsx',
    en: 'It is of a very old Excel format (older than Excel 5.0, or written in part only): open it in Excel or WPS and save it as .xlsx',
  },
  page: {
    zh: '其实是网页（HTML），不是 Excel 工作簿：请用 Excel 或 WPS 打开，另存为 .xlsx',
    en: 'It is really a web page (HTML) and no Excel workbook: open it in Excel or WPS and save it as .xlsx',
  },
  'spreadsheet-xml': {
    zh: '其实是“XML 电子表格 2003”，不是 Excel 工作簿：请用 Excel 打开，另存为 .xlsx',
    en: 'It is really an “XML Spreadsheet 2003” and no Excel workbook: open it in Excel and save it as .xlsx',
  },
  xml: {
    zh: '其实是 XML，不是 Excel 工作簿：请从系统重新导出，或用 Excel 打开后另存为 .xlsx',
    en: 'It is really XML and no Excel workbook: export it anew, or open it in Excel and save it as .xlsx',
  },
  packed: {
    zh: '其实是 gzip 压缩文件，不是 Excel 工作簿：请先解压',
    en: 'It is really packed by gzip and no Excel workbook: unpack it first',
  },
  other: { zh: '不是 Excel 工作簿', en: 'It is no Excel workbook' },
}
