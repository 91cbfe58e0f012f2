/** The built-in record types: people, sites and units with the columns that every roster has, and confirmed outcomes. */

import type { Field, FieldType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Post } from '../model/rulebook.ts'
import type { RosterType } from './sections.ts'

export interface BuiltInType {
  readonly title: Message
  readonly at: string
  readonly idField: string
  readonly fields: readonly Field[]
}

export function rosterType(type: RosterType, posts: ReadonlyMap<string, Post>): BuiltInType {
  return { person: personType(posts), site: SITE, unit: UNIT }[type]
}

function personType(posts: ReadonlyMap<string, Post>): BuiltInType {
  const post = column('post', 'choice', '岗位', 'Post', ['职务', '岗位名称'], true)
  return {
    title: { zh: '人员', en: 'Person' },
    at: 'from',
    idField: 'id',
    fields: [
      column('id', 'text', '工号', 'Staff number', ['编号', '员工编号', '职工号'], true),
      column('name', 'text', '姓名', 'Name', [], true),
      { ...post, choices: new Map([...posts.values()].map(({ id, title }) => [id, title])) },
      column('unit', 'unit', '部门', 'Unit', ['单位', '所在部门', '中心']),
      { ...column('sites', 'list', '楼栋', 'Sites', ['负责楼栋', '工作地点']), item: 'site' },
      column('reports_to', 'person', '上级', 'Reports to', ['直接上级', '上级工号']),
      column('from', 'date', '起始日期', 'From', ['起', '到岗日期', '任职开始']),
      column('to', 'date', '结束日期', 'To', ['止', '离岗日期', '任职结束']),
      column('share', 'number', '工作量', 'Share of full time', ['全职比例']),
      { ...column('bonus_base', 'number', '奖金基数', 'Bonus base', []), shown: 'internal' },
    ],
  }
}

const SITE: BuiltInType = {
  title: { zh: '楼栋', en: 'Site' },
  at: 'id',
  idField: 'id',
  fields: [
    column('id', 'text', '编号', 'Id', ['楼栋编号'], true),
    column('name', 'text', '名称', 'Name', ['楼栋', '楼栋名称']),
    column('unit', 'unit', '部门', 'Unit', ['所属部门', '单位']),
  ],
}

const UNIT: BuiltInType = {
  title: { zh: '部门', en: 'Unit' },
  at: 'id',
  idField: 'id',
  fields: [
    column('id', 'text', '编号', 'Id', ['部门编号'], true),
    column('name', 'text', '名称', 'Name', ['部门', '部门名称']),
  ],
}

/** Confirmed outcomes of earlier periods, as records. */
export const OUTCOME_TYPE: BuiltInType = {
  title: { zh: '已确认的奖惩', en: 'Confirmed outcome' },
  at: 'at',
  idField: 'id',
  fields: [
    column('id', 'text', '编号', 'Id', []),
    column('type', 'text', '种类', 'Type', []),
    column('person', 'person', '人员', 'Person', []),
    column('period', 'text', '考评周期', 'Period', []),
    column('at', 'date-time', '确认时间', 'Confirmed at', []),
    column('due', 'date', '期限', 'Due', []),
    column('amount', 'number', '金额', 'Amount', []),
  ],
}

function column(
  name: string,
  type: FieldType,
  zh: string,
  en: string,
  aliases: readonly string[],
  required = false,
): Field {
  return { name, type, title: { zh, en }, aliases, required, shown: 'always' }
}
