/** A field of a record type in, the column of its entry sheet out: heading, format, what may be chosen, how it is filled in. */

import { headerOf } from '../load/columns.ts'
import { choiceLabels } from '../load/values.ts'
import type { EventType, Field } from '../model/event.ts'
import type { Language, Message } from '../model/message.ts'

/** What can be chosen for fields that name somebody or some place; absent where nothing is known of them. */
export interface Known {
  /** `0012 张三`. */
  readonly people?: readonly string[]
  readonly sites?: readonly string[]
  readonly units?: readonly string[]
}

export interface FormColumn {
  readonly field: Field
  readonly header: string
  readonly isRequired: boolean
  /** A spreadsheet's number format. */
  readonly format: string
  readonly options?: readonly string[]
  /** Something that is no option may be typed in: several of them, or a number without its name. */
  readonly isOpen: boolean
  /** How it is filled in. */
  readonly hint: string
  /** Titles of the standards that read it. */
  readonly readBy: readonly string[]
  /** It says when a record was entered: without it no late entry (补录) is told. */
  readonly tellsLateEntries: boolean
}

export interface ColumnRequest {
  readonly type: EventType
  readonly field: Field
  readonly known: Known
  readonly language: Language
  readonly readBy: readonly Message[]
  /** What other record types are called, for fields that link to one. */
  readonly titleOf: (type: string) => Message | undefined
}

/** A list that a spreadsheet's drop-down still shows to its end. */
const MOST_OPTIONS = 32_000

export function formColumn(request: ColumnRequest): FormColumn {
  const { type, field, known, language } = request
  const kind = kindOf(field)
  const isList = field.type === 'list'
  const options = optionsOf(field, known, language)
  const isOffered = options !== undefined && options.length > 0 && options.length <= MOST_OPTIONS
  return {
    field,
    header: headerOf(field, type.fields, language),
    isRequired: field.required,
    format: isList ? '@' : FORMATS[kind],
    ...(isOffered ? { options } : {}),
    isOpen: isList || kind === 'person',
    hint: hintOf(request, isOffered)[language],
    readBy: request.readBy.map(title => title[language]),
    tellsLateEntries: field.name === type.enteredAt,
  }
}

type Kind = Exclude<Field['type'], 'list'>

function kindOf({ type, item }: Field): Kind {
  return type === 'list' ? (item ?? 'text') : type
}

const FORMATS: Readonly<Record<Kind, string>> = {
  text: '@',
  record: '@',
  person: '@',
  choice: '@',
  site: '@',
  unit: '@',
  'yes-no': '@',
  number: 'General',
  date: 'yyyy-mm-dd',
  'date-time': 'yyyy-mm-dd hh:mm',
  time: 'hh:mm',
}

function optionsOf(field: Field, known: Known, language: Language): readonly string[] | undefined {
  switch (kindOf(field)) {
    case 'choice':
      return field.choices && choiceLabels(field, language)
    case 'yes-no':
      return language === 'zh' ? ['是', '否'] : ['yes', 'no']
    case 'person':
      return known.people
    case 'site':
      return known.sites
    case 'unit':
      return known.units
    default:
      return undefined
  }
}

function hintOf({ type, field, titleOf }: ColumnRequest, isOffered: boolean): Message {
  const own = field.name === type.idField ? OWN_ID : hintOfKind(field, isOffered, titleOf)
  const parts: readonly Message[] = [
    own,
    ...(field.type === 'list' ? [SEVERAL] : []),
    ...(field.name === type.incident && field.name !== type.idField ? [INCIDENT] : []),
  ]
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') }
}

const OWN_ID: Message = {
  zh: '编号，每条记录一个，不重复，不改动',
  en: 'a number of its own for each record, never used twice, never changed',
}
const SEVERAL: Message = {
  zh: '可填多项，用“、”隔开；确实一项也没有，写“无”',
  en: 'several are separated by “;”; where there was none at all, write “none”',
}
const INCIDENT: Message = {
  zh: '同一件事的几条记录写同一个编号',
  en: 'records of one and the same matter bear the same number',
}
const FROM_LIST: Message = { zh: '从下拉列表中选', en: 'choose from the list' }

function hintOfKind(field: Field, isOffered: boolean, titleOf: ColumnRequest['titleOf']): Message {
  switch (kindOf(field)) {
    case 'text':
      return { zh: '文字', en: 'text' }
    case 'number':
      return field.countedIn ? COUNTED[field.countedIn] : { zh: '数字，如 12.5', en: 'a number such as 12.5' }
    case 'date':
      return { zh: '日期，如 2024-03-05', en: 'a date such as 2024-03-05' }
    case 'date-time':
      return { zh: '日期和时刻，如 2024-03-05 14:30', en: 'a date with its time, such as 2024-03-05 14:30' }
    case 'time':
      return { zh: '时刻，24 小时制，如 14:30', en: 'a time of 24 hours, such as 14:30' }
    case 'yes-no':
    case 'choice':
      return FROM_LIST
    case 'person':
      return isOffered
        ? {
            zh: '从下拉列表中选，或只写工号，如 0012',
            en: 'choose from the list, or write the staff number alone: 0012',
          }
        : { zh: '工号，如 0012', en: 'a staff number such as 0012' }
    case 'site':
      return isOffered ? FROM_LIST : { zh: '地点的编号或名称', en: 'the id or name of a site' }
    case 'unit':
      return isOffered ? FROM_LIST : { zh: '部门的编号或名称', en: 'the id or name of a unit' }
    case 'record': {
      const title = field.of === undefined ? undefined : titleOf(field.of)
      return title
        ? { zh: `“${title.zh}”里那条记录的编号`, en: `the number of the record among “${title.en}”` }
        : { zh: '那条记录的编号', en: 'the number of the record' }
    }
  }
}

const COUNTED: Readonly<Record<NonNullable<Field['countedIn']>, Message>> = {
  seconds: { zh: '秒数，如 90；也可写 1分30秒', en: 'seconds, such as 90; 1 min 30 s will do' },
  minutes: { zh: '分钟数，如 80；也可写 1小时20分', en: 'minutes, such as 80; 1 h 20 min will do' },
  hours: { zh: '小时数，如 1.5；也可写 1小时30分', en: 'hours, such as 1.5; 1 h 30 min will do' },
  days: { zh: '天数，如 3；也可写 3天', en: 'days, such as 3; 3 days will do' },
}
