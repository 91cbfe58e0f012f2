/** The columns of a record type in, its entry sheet and the sheet that tells how it is filled in out. */

import { displayWidth } from '../lib/width.ts'
import type { EventType } from '../model/event.ts'
import type { Language, Message } from '../model/message.ts'
import type { CellPlan, CellStyle, ListChoice, SheetPlan } from '../workbook/index.ts'
import type { FormColumn } from './column.ts'

export interface FormRequest {
  readonly type: EventType
  readonly columns: readonly FormColumn[]
  /** Rows that are ready to be filled in. */
  readonly rows: number
  readonly language: Language
}

const HEADER: CellStyle = { bold: true, border: true, wrap: true, align: 'center', colour: 'FFFFFF', format: '@' }
const REQUIRED: CellStyle = { ...HEADER, fill: '1F4E79' }
const OPTIONAL: CellStyle = { ...HEADER, fill: '6B8CAE' }
const TEXT: CellStyle = { wrap: true, border: true, format: '@' }

/** The header stands in the first row and nothing beside it: so it is read back without being told where. */
export function formSheets(request: FormRequest): readonly SheetPlan[] {
  return [entrySheet(request), guideSheet(request)]
}

function entrySheet({ type, columns, rows, language }: FormRequest): SheetPlan {
  return {
    name: sheetName(type.title[language] || type.id),
    columns: columns.map(column => ({ width: widthOf(column), style: { format: column.format } })),
    rows: [columns.map(column => headerCell(column, language))],
    heights: [32],
    frozenRows: 1,
    repeatedRows: 1,
    filterRow: 1,
    isLandscape: true,
    choices: columns.flatMap((column, at) => choiceOf(column, at + 1, rows, language) ?? []),
  }
}

function headerCell(column: FormColumn, language: Language): CellPlan {
  const { header, isRequired } = column
  return { value: header, style: isRequired ? REQUIRED : OPTIONAL, comment: noteOf(column, language) }
}

function noteOf(column: FormColumn, language: Language): string {
  const { hint, readBy } = column
  return [needOf(column)[language], hint, ...(readBy.length > 0 ? [standardsLine(readBy, language)] : [])].join('\n')
}

function needOf({ isRequired, readBy, tellsLateEntries }: FormColumn): Message {
  if (isRequired) return WORDS.required
  if (readBy.length > 0) return WORDS.read
  return tellsLateEntries ? WORDS.late : WORDS.optional
}

const WORDS = {
  required: { zh: '必填', en: 'required' },
  read: { zh: '标准要用，请尽量填', en: 'standards read it: please fill it in' },
  late: { zh: '选填，用来分辨补录', en: 'optional; tells late entries' },
  optional: { zh: '选填', en: 'optional' },
} as const satisfies Readonly<Record<string, Message>>

/** So many standards are named in a note; the guide's sheet names them all. */
const MOST_NAMED = 3

function standardsLine(titles: readonly string[], language: Language): string {
  const named = titles.slice(0, MOST_NAMED)
  const isCut = titles.length > named.length
  return language === 'zh'
    ? `用于 ${titles.length} 项标准：${named.join('、')}${isCut ? ' 等' : ''}`
    : `for ${titles.length === 1 ? '1 standard' : `${titles.length} standards`}: ${named.join(', ')}${isCut ? ' …' : ''}`
}

function choiceOf(
  { options, isOpen, hint }: FormColumn,
  column: number,
  rows: number,
  language: Language,
): ListChoice | undefined {
  if (!options) return undefined
  const prompt = isOpen ? { prompt: hint } : {}
  return {
    column,
    fromRow: 2,
    toRow: rows + 1,
    options,
    isOpen,
    ...prompt,
    refusal: REFUSALS[isOpen ? 'open' : 'closed'][language],
  }
}

const REFUSALS = {
  open: { zh: '不在下拉列表里。确定要这样写吗？', en: 'This is not in the list. Keep it?' },
  closed: { zh: '请从下拉列表中选。', en: 'Please choose from the list.' },
} as const satisfies Readonly<Record<string, Message>>

/** In characters, of which a Chinese one counts two. */
function widthOf({ header, format, options = [] }: FormColumn): number {
  const longest = Math.max(...[header, format, ...options].map(displayWidth))
  return Math.min(36, Math.max(12, longest + 4))
}

// --- how it is filled in --------------------------------------------------------------------------------------------

const GUIDE: Readonly<Record<Language, { readonly name: string; readonly heads: readonly string[] }>> = {
  zh: { name: '填写说明', heads: ['列名', '是否必填', '怎么填', '可选的值', '用于哪些标准'] },
  en: { name: 'How to fill it in', heads: ['Column', 'Needed', 'How', 'Choices', 'Standards that read it'] },
}

function guideSheet({ type, columns, language }: FormRequest): SheetPlan {
  const { name, heads } = GUIDE[language]
  const separator = language === 'zh' ? '、' : '; '
  const rows = columns.map(column => {
    const { header, hint, readBy } = column
    return [header, needOf(column)[language], hint, choicesTold(column, language), readBy.join(separator)]
  })
  const above: readonly CellPlan[] = [
    { value: type.title[language] || type.id, style: { bold: true, size: 14, format: '@' } },
    ...introduction(type, language).map(line => ({ value: line, style: { format: '@' } })),
  ]
  return {
    name,
    columns: GUIDE_WIDTHS.map(width => ({ width })),
    heights: [...Array.from({ length: above.length + 2 }, () => undefined), ...rows.map(heightOf)],
    rows: [
      ...above.map(cell => [cell]),
      [],
      heads.map(value => ({ value, style: REQUIRED })),
      ...rows.map(cells => cells.map(value => ({ value, style: TEXT }))),
    ],
    isLandscape: true,
  }
}

const GUIDE_WIDTHS = [22, 22, 44, 44, 60] as const

/** In points: the lines of the cell that needs most of them. */
function heightOf(cells: readonly string[]): number {
  const lines = cells.map((text, at) => Math.ceil((displayWidth(text) * 1.1) / (GUIDE_WIDTHS[at] ?? 22)))
  return 17 * Math.max(1, ...lines)
}

function introduction({ id, supplier, due }: EventType, language: Language): readonly string[] {
  const lines: readonly Message[] = [
    {
      zh: `一行一条记录，从第 2 行填起；表头不要改。填好后存为 ${id}.xlsx，放进考评文件夹的 records 文件夹。`,
      en: `One record a row, from row 2 on; leave the header as it is. Save it as ${id}.xlsx in the folder “records” of the appraisal.`,
    },
    {
      zh: '不知道的留空，不要猜：空着的不计分，也不当作合格。',
      en: 'What is not known stays blank and is not guessed: blanks are not scored, and do not pass for met.',
    },
    ...(supplier ? [{ zh: `由谁提供：${supplier.zh}`, en: `Supplied by: ${supplier.en}` }] : []),
    ...(due ? [{ zh: `何时交：${due.zh}`, en: `Due: ${due.en}` }] : []),
  ]
  return lines.map(line => line[language])
}

/** Of choices that the rules give; people and places are in the drop-down. */
function choicesTold({ field, options = [] }: FormColumn, language: Language): string {
  return field.choices ? options.join(language === 'zh' ? '、' : '; ') : ''
}

/** A sheet's name has 31 letters, and none of `[ ] : * ? / \`. */
function sheetName(title: string): string {
  return (
    title
      .replaceAll(/[[\]:*?/\\]/g, ' ')
      .trim()
      .replace(/^'|'$/g, '')
      .slice(0, 31) || 'records'
  )
}
