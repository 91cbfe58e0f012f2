/** The columns and sheets of the maintenance workbook: their names in both languages, and how wide they are. */

import type { Message } from '../model/message.ts'
import type { Subject, ValueColumn } from './number.ts'

export type ColumnId =
  | 'id'
  | 'title'
  | 'clauses'
  | 'charge'
  | 'item'
  | ValueColumn
  | 'from'
  | 'reason'
  | 'history'
  | 'note'

export interface Column {
  readonly id: ColumnId
  readonly title: Message
  /** In characters of a figure's width. */
  readonly width: number
}

const ITEM: Message = { zh: '项目', en: 'Item' }
const USED_FOR: Message = { zh: '用于', en: 'Used for' }

/** In the order of the sheet. */
export const COLUMNS: readonly Column[] = [
  { id: 'id', title: { zh: '编号', en: 'Id' }, width: 28 },
  { id: 'title', title: { zh: '标准', en: 'Standard' }, width: 34 },
  { id: 'clauses', title: { zh: '条款', en: 'Clauses' }, width: 11 },
  { id: 'charge', title: { zh: '责任岗位', en: 'Who answers' }, width: 20 },
  { id: 'item', title: ITEM, width: 18 },
  { id: 'term', title: { zh: '时限', en: 'Limit' }, width: 13 },
  { id: 'count', title: { zh: '数量或比例', en: 'Number' }, width: 11 },
  { id: 'points', title: { zh: '分值', en: 'Points' }, width: 8 },
  { id: 'cap', title: { zh: '封顶', en: 'Cap' }, width: 8 },
  { id: 'amount', title: { zh: '金额', en: 'Amount' }, width: 10 },
  { id: 'text', title: { zh: '其他', en: 'Other' }, width: 13 },
  { id: 'from', title: { zh: '生效日期', en: 'In force from' }, width: 12 },
  { id: 'reason', title: { zh: '修改原因', en: 'Reason' }, width: 24 },
  { id: 'history', title: { zh: '历次', en: 'History' }, width: 20 },
  { id: 'note', title: { zh: '备注', en: 'Note' }, width: 20 },
]

/** What the column of titles is called on each sheet. */
export const TITLES: Readonly<Record<Subject, Message>> = {
  standards: { zh: '标准', en: 'Standard' },
  parameters: { zh: '参数', en: 'Parameter' },
  marks: { zh: '考评项目', en: 'Scored item' },
  grades: { zh: '等级或口径', en: 'Grade or setting' },
  outcomes: { zh: '奖惩', en: 'Outcome' },
}

/** And the column that says which number it is: of a parameter, what it serves. */
export function itemTitle(subject: Subject): Message {
  return subject === 'parameters' ? USED_FOR : ITEM
}

export const SHEETS: Readonly<Record<Subject, Message>> = {
  standards: { zh: '标准', en: 'Standards' },
  parameters: { zh: '参数', en: 'Parameters' },
  marks: { zh: '考评表', en: 'Scorecards' },
  grades: { zh: '等级与口径', en: 'Grades and settings' },
  outcomes: { zh: '奖惩', en: 'Outcomes' },
}

export const GUIDE: Message = { zh: '说明', en: 'How to fill in' }

/** Hidden: what each number was when the workbook was made, so that changes can be told. One name in both languages. */
export const BASELINE = 'yardstick'

/** The column that a header names, in either language. */
export function columnNamed(header: string): ColumnId | undefined {
  const name = header.normalize('NFKC').trim().toLowerCase()
  const isIt = ({ zh, en }: Message) => zh === name || en.toLowerCase() === name
  if (Object.values(TITLES).some(isIt)) return 'title'
  if (isIt(USED_FOR)) return 'item'
  return COLUMNS.find(({ title }) => isIt(title))?.id
}
