/** What is to be supplied in, the sheet that HR sends round out: a line for each record type, with room for who and when. */

import type { Language, Message } from '../model/message.ts'
import type { DataNeed, Supply } from '../model/needs.ts'
import type { CellPlan, CellStyle, SheetPlan } from '../workbook/index.ts'
import { columnWords, supplyWords } from './words.ts'

const CELL: CellStyle = { wrap: true, border: true }
const HEADER: CellStyle = { ...CELL, bold: true, fill: '1F4E79', colour: 'FFFFFF', align: 'center' }
const TO_FILL_IN: CellStyle = { ...CELL, fill: 'FFF8D6' }
const LACKING: CellStyle = { ...CELL, fill: 'F8DCDC' }

interface Column {
  readonly title: Message
  readonly width: number
  cell(need: DataNeed, language: Language): CellPlan
}

const COLUMNS: readonly Column[] = [
  { title: { zh: '记录', en: 'Records' }, width: 20, cell: ({ title }, language) => plain(title[language]) },
  { title: { zh: '文件名', en: 'File name' }, width: 20, cell: ({ type }) => plain(type) },
  {
    title: { zh: '必须有的列', en: 'Columns that must be there' },
    width: 28,
    cell: ({ columns }, language) =>
      plain(
        columnWords(
          columns.filter(one => one.isRequired),
          language,
        ),
      ),
  },
  {
    title: { zh: '还用到的列', en: 'Columns read besides' },
    width: 40,
    cell: ({ columns }, language) =>
      plain(
        columnWords(
          columns.filter(one => !one.isRequired),
          language,
        ),
      ),
  },
  {
    title: { zh: '用于几项标准', en: 'Standards' },
    width: 10,
    cell: ({ standards }) => ({ value: standards.length, style: CELL }),
  },
  {
    title: { zh: '哪些标准', en: 'Which standards' },
    width: 44,
    cell: ({ standards }, language) => plain(standards.map(({ title }) => title[language]).join(SEPARATOR[language])),
  },
  {
    title: { zh: '由谁提供', en: 'Supplied by' },
    width: 16,
    cell: ({ supplier }, language) => ({ value: supplier?.[language] ?? '', style: supplier ? CELL : TO_FILL_IN }),
  },
  {
    title: { zh: '何时交', en: 'Due' },
    width: 16,
    cell: ({ due }, language) => ({ value: due?.[language] ?? '', style: due ? CELL : TO_FILL_IN }),
  },
]

const SUPPLY: Column = {
  title: { zh: '本期收到', en: 'Received this period' },
  width: 36,
  cell: ({ supply }, language) =>
    supply ? { value: supplyWords(supply)[language], style: isLacking(supply) ? LACKING : CELL } : plain(''),
}

const SEPARATOR = { zh: '、', en: '; ' } as const

export function needsSheet(needs: readonly DataNeed[], language: Language): SheetPlan {
  const columns = needs.some(({ supply }) => supply) ? [...COLUMNS, SUPPLY] : COLUMNS
  return {
    name: language === 'zh' ? '数据需求清单' : 'Data needed',
    columns: columns.map(({ width }) => ({ width })),
    rows: [
      columns.map(({ title }) => ({ value: title[language], style: HEADER })),
      ...needs.map(need => columns.map(column => column.cell(need, language))),
    ],
    frozenRows: 1,
    frozenColumns: 1,
    repeatedRows: 1,
    filterRow: 1,
    isLandscape: true,
  }
}

function plain(value: string): CellPlan {
  return { value, style: CELL }
}

function isLacking(supply: Supply): boolean {
  return supply.state === 'missing' || (supply.state === 'supplied' && (supply.beginsLate || supply.endsEarly))
}
