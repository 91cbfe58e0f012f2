/** Plans of sheets in, the bytes of an .xlsx file out; the same plans give the same bytes. */

import { cellName, columnName } from './cell.ts'
import { type Comment, commentsXml, notesXml } from './comments.ts'
import { escapeCell, escapeXml } from './escape.ts'
import { HEAD, NOTES_TYPE, PACKAGE, packed, SHEET_TYPE, TRANSITIONAL } from './package.ts'
import type { CellPlan, ListChoice, SheetPlan } from './plan.ts'
import { makeList, makeStyleSheet, type StyleSheet } from './styles.ts'

const { main: MAIN, office: OFFICE } = TRANSITIONAL

/** Lists of choices stand on a sheet of their own: within a cell's rule they may have 255 letters only. */
const LISTS = '_lists'

export function writeWorkbook(plans: readonly SheetPlan[]): Uint8Array {
  const styles = makeStyleSheet()
  const texts = makeList<string>()
  const lists = makeList<string>()
  const sheets = plans.map(plan => sheetXml(plan, { styles, texts, lists }))
  const all = lists.all.length === 0 ? plans : [...plans, listsPlan(lists.all)]
  if (all.length > plans.length) sheets.push(sheetXml(listsPlan(lists.all), { styles, texts, lists }))
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes(all),
    '_rels/.rels': relationships([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': workbookXml(all),
    'xl/_rels/workbook.xml.rels': relationships([
      ...all.map((_, at) => ({ type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` })),
      { type: 'styles', target: 'styles.xml' },
      { type: 'sharedStrings', target: 'sharedStrings.xml' },
    ]),
    'xl/styles.xml': HEAD + styles.xml(),
    'xl/sharedStrings.xml': sharedStrings(texts.all),
  }
  sheets.forEach((xml, at) => {
    files[`xl/worksheets/sheet${at + 1}.xml`] = xml
  })
  for (const [at, plan] of all.entries()) Object.assign(files, commentParts(plan, at + 1))
  return packed(files)
}

function contentTypes(plans: readonly SheetPlan[]): string {
  const overrides = [
    `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>`,
    ...plans.map(
      (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
    ),
    `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>`,
    `<Override PartName="/xl/sharedStrings.xml" ContentType="${SHEET_TYPE}.sharedStrings+xml"/>`,
    ...plans.flatMap((plan, at) =>
      commentsOf(plan).length > 0
        ? [`<Override PartName="/xl/comments${at + 1}.xml" ContentType="${SHEET_TYPE}.comments+xml"/>`]
        : [],
    ),
  ]
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="${NOTES_TYPE}"/>${overrides.join('')}</Types>`
}

function relationships(links: readonly { readonly type: string; readonly target: string }[]): string {
  const lines = links.map(
    ({ type, target }, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`
}

function workbookXml(plans: readonly SheetPlan[]): string {
  const sheets = plans.map(
    ({ name, isHidden }, at) =>
      `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  )
  const names = plans.flatMap(({ name, repeatedRows = 0 }, at) =>
    repeatedRows === 0
      ? []
      : [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${escapeXml(quotedName(name))}!$1:$${repeatedRows}</definedName>`,
        ],
  )
  const filters = plans.flatMap((plan, at) => {
    const range = filterRange(plan)
    if (range === undefined) return []
    const [from = '', to = ''] = range.split(':').map(one => one.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2'))
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${escapeXml(quotedName(plan.name))}!${from}:${to}</definedName>`,
    ]
  })
  const defined = [...filters, ...names]
  const definedNames = defined.length === 0 ? '' : `<definedNames>${defined.join('')}</definedNames>`
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets>${definedNames}</workbook>`
}

function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}

function sharedStrings(texts: readonly string[]): string {
  const items = texts.map(text => `<si><t xml:space="preserve">${escapeCell(text)}</t></si>`)
  return `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${texts.length}">${items.join('')}</sst>`
}

interface Shared {
  readonly styles: StyleSheet
  readonly texts: ReturnType<typeof makeList<string>>
  /** Lists of choices, each as its options one a line. */
  readonly lists: ReturnType<typeof makeList<string>>
}

function sheetXml(plan: SheetPlan, shared: Shared): string {
  const { columns, rows, heights, isLandscape, merged = [], choices = [] } = plan
  const widths = columns.map(({ width, isHidden, style }, at) => {
    const own = style ? ` style="${shared.styles.idOf(style)}"` : ''
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${own}${isHidden ? ' hidden="1"' : ''}/>`
  })
  const letters: string[] = []
  const lettersOf = (column: number): string => (letters[column] ??= columnName(column + 1))
  const data = rows.map((cells, at) => {
    const row = String(at + 1)
    let own = ''
    for (const [column, cell] of cells.entries()) if (cell) own += cellXml(cell, lettersOf(column) + row, shared)
    if (own === '') return ''
    const height = heights?.[at]
    const high = height === undefined ? '' : ` ht="${height}" customHeight="1"`
    return `<row r="${row}"${high}>${own}</row>`
  })
  const filter = filterRange(plan)
  return [
    `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    viewXml(plan),
    widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`,
    `<sheetData>${data.join('')}</sheetData>`,
    filter === undefined ? '' : `<autoFilter ref="${filter}"/>`,
    merged.length === 0
      ? ''
      : `<mergeCells count="${merged.length}">${merged.map(ref => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
    choices.length === 0
      ? ''
      : `<dataValidations count="${choices.length}">${choices.map(one => choiceXml(one, shared)).join('')}</dataValidations>`,
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${isLandscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>',
    commentsOf(plan).length === 0 ? '' : '<legacyDrawing r:id="rId1"/>',
    '</worksheet>',
  ].join('')
}

function viewXml({ frozenRows = 0, frozenColumns = 0 }: SheetPlan): string {
  if (frozenRows === 0 && frozenColumns === 0) return '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
  const splits = [
    ...(frozenColumns > 0 ? [`xSplit="${frozenColumns}"`] : []),
    ...(frozenRows > 0 ? [`ySplit="${frozenRows}"`] : []),
  ].join(' ')
  const pane = frozenRows > 0 ? (frozenColumns > 0 ? 'bottomRight' : 'bottomLeft') : 'topRight'
  const corner = cellName(frozenRows + 1, frozenColumns + 1)
  return `<sheetViews><sheetView workbookViewId="0"><pane ${splits} topLeftCell="${corner}" activePane="${pane}" state="frozen"/></sheetView></sheetViews>`
}

function cellXml({ value, style }: CellPlan, name: string, { styles, texts }: Shared): string {
  const own = style ? ` s="${styles.idOf(style)}"` : ''
  if (value === undefined) return style ? `<c r="${name}"${own}/>` : ''
  if (typeof value === 'string') return `<c r="${name}"${own} t="s"><v>${texts.idOf(value)}</v></c>`
  if (typeof value === 'boolean') return `<c r="${name}"${own} t="b"><v>${value ? 1 : 0}</v></c>`
  return `<c r="${name}"${own}><v>${typeof value === 'number' ? value : serialOf(value.date)}</v></c>`
}

/** Days since the day before 1900-01-01, with the 29th of February of that year that never was. */
function serialOf(date: string): number {
  return (
    Math.round(
      Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000,
    ) + 25_569
  )
}

function filterRange({ filterRow, filterEnd, columns, rows }: SheetPlan): string | undefined {
  return filterRow === undefined
    ? undefined
    : `A${filterRow}:${cellName(Math.max(filterRow, filterEnd ?? rows.length), Math.max(1, columns.length))}`
}

function choiceXml(
  { column, fromRow, toRow, options, isOpen, prompt, refusal }: ListChoice,
  { lists }: Shared,
): string {
  const list = lists.idOf(options.join('\n'))
  const letters = columnName(list + 1)
  const range = `${cellName(fromRow, column)}:${cellName(toRow, column)}`
  const told = prompt === undefined ? '' : ` showInputMessage="1" prompt="${escapeXml(prompt.slice(0, 255))}"`
  const said = refusal === undefined ? '' : ` error="${escapeXml(refusal.slice(0, 225))}"`
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorStyle="${isOpen ? 'warning' : 'stop'}"${told}${said} sqref="${range}"><formula1>${quotedName(LISTS)}!$${letters}$1:$${letters}$${options.length}</formula1></dataValidation>`
}

function listsPlan(lists: readonly string[]): SheetPlan {
  const columns = lists.map(list => list.split('\n'))
  const longest = Math.max(0, ...columns.map(column => column.length))
  const rows = Array.from({ length: longest }, (_, row) =>
    columns.map((column): CellPlan | undefined => {
      const value = column[row]
      return value === undefined ? undefined : { value, style: { format: '@' } }
    }),
  )
  return { name: LISTS, columns: columns.map(() => ({ width: 20 })), rows, isHidden: true }
}

function commentsOf({ rows }: SheetPlan): readonly Comment[] {
  return rows.flatMap((cells, row) =>
    cells.flatMap((cell, column) =>
      cell?.comment === undefined ? [] : [{ row: row + 1, column: column + 1, text: cell.comment }],
    ),
  )
}

/** A comment is told twice: its text, and the drawing of the note that shows it. */
function commentParts(plan: SheetPlan, number: number): Readonly<Record<string, string>> {
  const comments = commentsOf(plan)
  if (comments.length === 0) return {}
  return {
    [`xl/worksheets/_rels/sheet${number}.xml.rels`]: relationships([
      { type: 'vmlDrawing', target: `../drawings/vmlDrawing${number}.vml` },
      { type: 'comments', target: `../comments${number}.xml` },
    ]),
    [`xl/comments${number}.xml`]: HEAD + commentsXml(comments, MAIN),
    [`xl/drawings/vmlDrawing${number}.vml`]: notesXml(comments, number),
  }
}
