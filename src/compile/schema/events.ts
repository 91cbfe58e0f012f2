/** The shapes of record types: their fields, times and derived facts. */

import { Type } from 'typebox'
import { conditionSchema, meaning, textSchema } from '../../kinds/schema.ts'
import { byId, exact, oneOf, words, yesNo } from './shapes.ts'

const ITEM_TYPES = [
  'text',
  'number',
  'date-time',
  'date',
  'time',
  'yes-no',
  'choice',
  'person',
  'site',
  'unit',
  'record',
] as const
const FIELD_TYPES = [...ITEM_TYPES, 'list'] as const

const SPAN_UNITS = ['seconds', 'minutes', 'hours', 'days'] as const

const choices = Type.Union(
  [byId(textSchema), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })],
  words('选项：{ 编号: 名称 }', 'choices: { id: title }'),
)

const field = exact(
  {
    type: oneOf(FIELD_TYPES, words(`字段类型：${FIELD_TYPES.join('、')}`, `a field type: ${FIELD_TYPES.join(', ')}`)),
    title: Type.Optional(textSchema),
    aliases: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), words('表头可能的其他写法', 'other names that a header may bear')),
    ),
    required: Type.Optional(yesNo),
    shown: Type.Optional(
      oneOf(
        ['always', 'internal', 'never'],
        words('出现在哪些结果里：always、internal、never', 'on which outputs it appears: always, internal, never'),
      ),
    ),
    choices: Type.Optional(choices),
    item: Type.Optional(oneOf(ITEM_TYPES, words('列表里每一项的类型', 'what a list holds'))),
    of: Type.Optional(Type.String(words('关联到哪种记录', 'the record type that it links to'))),
    in: Type.Optional(
      oneOf(
        SPAN_UNITS,
        words(
          '数字是多长的时间，以何为单位：seconds、minutes、hours、days；记录里也可写“25秒”',
          'the number is a length of time, counted in seconds, minutes, hours or days; records may then say 25 s',
        ),
      ),
    ),
    note: Type.Optional(textSchema),
  },
  words('字段：{ type, title, … }', 'a field: { type, title, … }'),
)

const fields = byId(field, words('字段名 → { type, title, … }', 'field name to { type, title, … }'))

const derive = byId(
  Type.Unsafe<unknown>({
    type: 'object',
    minProperties: 1,
    ...words(
      '推算的事实，如 { elapsed: { from, to, unit } }',
      'a derived fact, such as { elapsed: { from, to, unit } }',
    ),
  }),
  words('推算的事实：名称 → 算法', 'derived facts: name to how it is derived'),
)

const bulletin = exact(
  {
    issue: Type.String(words('写问题的字段', 'the field that says what was found')),
    place: Type.Optional(Type.String(words('写地点的字段', 'the field that says where'))),
    unit: Type.Optional(
      Type.String(
        words(
          '责任单位：部门、地点或人员字段（人员只印其部门）；不写为地点所属的部门',
          'who is responsible: a unit, site or person field (of a person the unit alone is printed); else the unit of the place',
        ),
      ),
    ),
    due: Type.Optional(Type.String(words('写整改期限的字段', 'the field that says by when it is put right'))),
    recheck: Type.Optional(Type.String(words('写复查结果的字段', 'the field that says what the re-check found'))),
    when: Type.Optional(conditionSchema),
  },
  words(
    '月检通报：{ issue, place, unit, due, recheck, when }',
    'for the bulletin: { issue, place, unit, due, recheck, when }',
  ),
)

export const event = exact(
  {
    title: textSchema,
    id: Type.Optional(Type.String(words('作为记录编号的字段', 'the field that identifies a record'))),
    at: Type.Union(
      [Type.String(), Type.Array(Type.String(), { minItems: 2, maxItems: 2 }), exact({ of: Type.String() })],
      words(
        '记录的时间：字段名、[日期字段, 时间字段]，或 { of: 关联字段 }',
        'when it happened: a field, [date field, time field], or { of: link field }',
      ),
    ),
    fields,
    derive: Type.Optional(derive),
    span: Type.Optional(
      exact(
        { from: Type.String(), to: Type.String() },
        words('持续时间：{ from, to }', 'how long it holds: { from, to }'),
      ),
    ),
    incident: Type.Optional(Type.String(words('表示同一事件的字段', 'the field that joins records of one incident'))),
    updated: Type.Optional(
      Type.String(words('同号记录以哪个时间字段最新者为准', 'the field whose latest value wins among rows of one id')),
    ),
    'entered-by': Type.Optional(
      Type.String(
        words(
          '记录由谁录入的人员字段；不写为第一个人员字段',
          'the person field that says who enters the record; else the first one',
        ),
      ),
    ),
    'entered-at': Type.Optional(
      Type.String(
        words(
          '何时录入的时间字段；不写为 recorded_at。晚于录入截止的列为补录',
          'the field that says when it was entered, else recorded_at; later than the cut-off, it is a late entry',
        ),
      ),
    ),
    'supplied-by': Type.Optional(meaning(textSchema, '由哪个部门、谁提供', 'which office or who hands the records in')),
    bulletin: Type.Optional(bulletin),
    due: Type.Optional(meaning(textSchema, '何时交来，如：每月 3 日前', 'when they are due: by the 3rd of each month')),
    note: Type.Optional(textSchema),
  },
  words('记录类型：{ title, id, at, fields }', 'a record type: { title, id, at, fields }'),
)

/** `person`, `site`, `unit`: the pack adds columns only. */
export const rosterEvent = exact(
  { title: Type.Optional(textSchema), fields: Type.Optional(fields), derive: Type.Optional(derive) },
  words('人员、楼栋、部门：只能增加 fields 和 derive', 'people, sites and units: only fields and derive can be added'),
)
