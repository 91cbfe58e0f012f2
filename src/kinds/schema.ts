/** The shapes that standards share as they are written in YAML: texts, durations, numbers, conditions, records. */

import { type TSchema, Type } from 'typebox'

/** Editors show the description; Chinese first, English second. */
export function about(zh: string, en: string): { readonly description: string } {
  return { description: `${zh}\n${en}` }
}

/** A shape that several keys share, with what it says under one of them. */
export function meaning(schema: TSchema, zh: string, en: string): TSchema {
  return { ...schema, ...about(zh, en) }
}

export const textSchema = Type.Union(
  [
    Type.String({ minLength: 1 }),
    Type.Object(
      { zh: Type.Optional(Type.String({ minLength: 1 })), en: Type.Optional(Type.String({ minLength: 1 })) },
      { additionalProperties: false, minProperties: 1 },
    ),
  ],
  about('文字：一句话，或 { zh: 中文, en: English }', 'Text: one string, or { zh: …, en: … }'),
)

const parameterSchema = Type.Object({ parameter: Type.String() }, { additionalProperties: false })

/** Maps from the day it comes into force; `null` ends it. */
function dated(value: TSchema): TSchema {
  return Type.Record(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }), Type.Union([value, Type.Null()]), {
    minProperties: 1,
    additionalProperties: false,
  })
}

export const durationSchema = Type.Union(
  [Type.String(), parameterSchema, dated(Type.String())],
  about(
    '时长：30 minutes、3 个工作日、{ parameter: … } 或按日期生效的值',
    'A duration: 30 minutes, 3 working days, { parameter: … } or dated values',
  ),
)

/** In a limit a fact may stand for a duration; a number needs its unit. */
export const limitDurationSchema = Type.Union(
  [
    Type.String(),
    parameterSchema,
    Type.Object({ fact: Type.String(), unit: Type.Optional(Type.String()) }, { additionalProperties: false }),
    dated(Type.String()),
  ],
  about(
    '时长：30 minutes、3 个工作日、{ parameter: … }、{ fact: … } 或按日期生效的值',
    'A duration: 30 minutes, 3 working days, { parameter: … }, { fact: … } or dated values',
  ),
)

export const numberSchema = Type.Union(
  [Type.Number(), parameterSchema, dated(Type.Number())],
  about('数：4、{ parameter: … } 或按日期生效的值', 'A number: 4, { parameter: … } or dated values'),
)

export const percentSchema = Type.Union(
  [Type.String(), Type.Number(), parameterSchema, dated(Type.Union([Type.String(), Type.Number()]))],
  about('百分比：20%、{ parameter: … } 或按日期生效的值', 'A percentage: 20%, { parameter: … } or dated values'),
)

/** An amount asked for: a number, a fact of the case, or a share of the slot before. */
export const amountSchema = Type.Union(
  [
    Type.Number(),
    Type.Object({ fact: Type.String() }, { additionalProperties: false }),
    Type.Object({ previous: Type.String({ pattern: '^[0-9]+(\\.[0-9]+)?%$' }) }, { additionalProperties: false }),
    parameterSchema,
    dated(Type.Number()),
  ],
  about(
    '数量：4、{ fact: … }、{ parameter: … }、{ previous: 100% } 或按日期生效的值',
    'An amount: 4, { fact: … }, { parameter: … }, { previous: 100% } or dated values',
  ),
)

/** The condition language checks what is inside. */
export const conditionSchema = Type.Unsafe<unknown>({
  type: 'object',
  minProperties: 1,
  ...about(
    '条件：{ 字段: 值 } 或 all / any / not / { fact, operator, value }',
    'A condition: { field: value } or all / any / not / { fact, operator, value }',
  ),
})

/** What every kind that judges records one by one says of them. */
export const eventFields = {
  event: Type.String(about('检查哪种记录', 'The record type that is judged')),
  when: Type.Optional(
    meaning(
      conditionSchema,
      '只检查符合条件的：{ 字段: 值 } 或 all / any / not',
      'Only those that meet a condition: { field: value } or all / any / not',
    ),
  ),
}

/** A date-time, or a fact that is one. */
export const fromSchema = Type.String(
  about('从哪个时间起算；不写为记录的时间（at）', "The time it runs from; the record's own (at) unless said"),
)

export const requireSchema = meaning(
  conditionSchema,
  '还必须满足的条件：{ 字段: 值 } 或 all / any / not',
  'What must hold besides: { field: value } or all / any / not',
)

export const matchSchema = Type.Record(Type.String(), Type.String(), {
  minProperties: 1,
  ...about(
    '对应：对方的字段 → 本记录的字段（id 为记录编号，owner 为时段的主体）',
    "How records match: the other record's field to this record's (id: its id, owner: the slot's owner)",
  ),
})

export const recordsFields = {
  event: Type.String(about('记录类型', 'The record type')),
  when: Type.Optional(conditionSchema),
  match: Type.Optional(matchSchema),
  at: Type.Optional(Type.String(about('以哪个时间字段为准', 'Which time field counts'))),
}

export const recordsSchema = Type.Union(
  [Type.String(), Type.Object(recordsFields, { additionalProperties: false })],
  about('记录：类型名，或 { event, when, match, at }', 'Records: the name of a type, or { event, when, match, at }'),
)

export const listSchema = Type.Union(
  [
    Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    Type.Object({ fact: Type.String() }, { additionalProperties: false }),
    Type.Object(
      {
        each: Type.Union([Type.Literal('person'), Type.Literal('site'), Type.Literal('unit')]),
        when: Type.Optional(conditionSchema),
      },
      { additionalProperties: false },
    ),
  ],
  about(
    '名单：列出的值、{ fact: … } 或 { each: person, when: … }',
    'A list: values, { fact: … } or { each: person, when: … }',
  ),
)

const listByField = Type.Record(Type.String(), listSchema, { minProperties: 1, maxProperties: 1 })

export const amountFields = {
  'at-least': Type.Optional(
    meaning(
      amountSchema,
      '至少多少：4、{ fact: … }、{ parameter: … }、{ previous: 100% }；都不写为 1',
      'How much at least: 4, { fact: … }, { parameter: … }, { previous: 100% }; 1 where no amount is stated',
    ),
  ),
  'at-most': Type.Optional(
    meaning(amountSchema, '至多多少，写法同 at-least', 'How much at most, written like at-least'),
  ),
  distinct: Type.Optional(Type.String(about('按哪个字段不重复计数', 'Counts different values of this field'))),
  sum: Type.Optional(Type.String(about('对哪个字段求和', 'Adds up this field'))),
  'all-of': Type.Optional(
    meaning(
      listByField,
      '一个都不能少：{ 字段: 名单 }，合为一个个案',
      'All of them: { field: list }, one case together',
    ),
  ),
  'each-of': Type.Optional(
    meaning(
      listByField,
      '逐个检查：{ 字段: 名单 }，每个成员一个个案',
      'Each of them: { field: list }, a case of its own for each member',
    ),
  ),
}

/** Means are taken in slots alone. */
export const meanSchema = Type.String(about('取哪个字段的平均值', 'Takes the mean of this field'))

/** Spans are covered in slots alone. */
export const coversSchema = Type.Union(
  [Type.String(), parameterSchema],
  about('覆盖开放时间：16 hours 或 100%', 'Covers open time: 16 hours or 100%'),
)

export const limitFields = {
  within: Type.Optional(
    meaning(
      limitDurationSchema,
      '不超过多久：30 minutes、3 个工作日、{ parameter: … }、{ fact: … } 或按日期生效的值',
      'At most so long: 30 minutes, 3 working days, { parameter: … }, { fact: … } or dated values',
    ),
  ),
  by: Type.Optional(Type.String(about('不晚于哪个时间字段', 'Not later than this time'))),
  between: Type.Optional(
    Type.Array(limitDurationSchema, {
      minItems: 2,
      maxItems: 2,
      ...about('不早于、不晚于多久：[ 7 days, 8 days ]', 'Not sooner and not later than: [ 7 days, 8 days ]'),
    }),
  ),
  'at-least-before': Type.Optional(
    Type.Union(
      [Type.Array(limitDurationSchema, { minItems: 2, maxItems: 2 }), ...limitDurationSchema.anyOf],
      about(
        '至少提前多久：3 days；[ 3 days, 10 days ] 限定往前看多远',
        'So long before at least: 3 days; [ 3 days, 10 days ] says how far back counts',
      ),
    ),
  ),
  grace: Type.Optional(
    meaning(
      durationSchema,
      '宽限：到期之后再放宽多久，如 1 minute',
      'Grace: so much later still counts, such as 1 minute',
    ),
  ),
}

const parameterOr = (schema: TSchema): TSchema => Type.Union([schema, parameterSchema])
const words = Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })])

export const slotFields = {
  every: meaning(
    parameterOr(Type.String()),
    '多久一次：day、working day、week、month、two months、quarter、half-year、year、period',
    'How often: day, working day, week, month, two months, quarter, half-year, year, period',
  ),
  only: Type.Optional(
    meaning(
      words,
      '只算哪些日子或月份：[mon, thu]、first 3 working days、last 5 days、[june, november]',
      'Only these days or months: [mon, thu], first 3 working days, last 5 days, [june, november]',
    ),
  ),
  hours: Type.Optional(
    Type.Union(
      [words, Type.Object({ fact: Type.String() }, { additionalProperties: false }), parameterSchema],
      about(
        '一天里的时段：08:30-08:50、[08:30-12:00, 13:30-17:30]、{ fact: … }',
        'Hours of the day: 08:30-08:50, [08:30-12:00, 13:30-17:30], { fact: … }',
      ),
    ),
  ),
  grace: Type.Optional(
    meaning(
      durationSchema,
      '宽限：时段结束后多久才下结论，期间的记录仍算，如 1 week',
      'Grace: so long after the slot its verdict waits, and records within count, such as 1 week',
    ),
  ),
  for: Type.Union(
    [
      Type.String(),
      Type.Object(
        {
          each: Type.String(),
          when: Type.Optional(conditionSchema),
          from: Type.Optional(Type.String()),
          to: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
    ],
    about(
      '谁的时段：organisation、each site，或 { each: …, when, from, to }',
      'Whose slots: organisation, each site, or { each: …, when, from, to }',
    ),
  ),
}

/** Charges may be nested in lists and in `first`. */
const chargeLeaf = Type.Union([
  Type.String(),
  Type.Object({ post: Type.String(), of: Type.Optional(Type.String()) }, { additionalProperties: false }),
])
const chargeList = Type.Union([chargeLeaf, Type.Array(chargeLeaf, { minItems: 1 })])

export const chargeSchema = Type.Union(
  [
    Type.String(),
    Type.Array(chargeLeaf, { minItems: 1 }),
    Type.Object({ post: Type.String(), of: Type.Optional(Type.String()) }, { additionalProperties: false }),
    Type.Object(
      {
        first: Type.Array(
          Type.Object({ when: Type.Optional(conditionSchema), charge: chargeList }, { additionalProperties: false }),
          { minItems: 1 },
        ),
      },
      { additionalProperties: false },
    ),
  ],
  about(
    '责任人：人员字段、岗位、{ post, of }、owner、member、名单，或 { first: [ { when, charge } ] }',
    'Who answers: a person field, a post, { post, of }, owner, member, a list, or { first: [ { when, charge } ] }',
  ),
)

/** A named exemption: a condition, or (in slot kinds) records of which one exempts. */
export const exceptSchema = Type.Record(
  Type.String(),
  Type.Object(
    {
      title: textSchema,
      clauses: Type.Optional(Type.Array(Type.String())),
      event: Type.Optional(Type.String()),
      when: Type.Optional(conditionSchema),
      match: Type.Optional(matchSchema),
      at: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  {
    minProperties: 1,
    ...about('免责情形：名称 → { title, clauses, when }', 'Named exemptions: name → { title, clauses, when }'),
  },
)

/** What every standard may say, whatever its kind. */
export const frameFields = {
  title: meaning(
    textSchema,
    '名称：一句话，或 { zh: 中文, en: English }',
    'What it is called: one string, or { zh: …, en: … }',
  ),
  charge: chargeSchema,
  clauses: Type.Optional(
    Type.Array(Type.String(), {
      minItems: 1,
      ...about('依据的条款，如 [S1-63]', 'The clauses that it follows from, such as [S1-63]'),
    }),
  ),
  except: Type.Optional(exceptSchema),
  severity: Type.Optional(
    Type.Union(
      [Type.Literal('note'), Type.Literal('minor'), Type.Literal('major'), Type.Literal('critical')],
      about(
        '轻重：note（只列出，不计分）、minor、major（默认）、critical',
        'How grave: note (shown, never scored), minor, major (unless said), critical',
      ),
    ),
  ),
  tags: Type.Optional(
    Type.Array(Type.String(), about('标签，考评表可用 tag:名称 成组选取', 'Tags: scorecards select by tag:name')),
  ),
  effective: Type.Optional(
    Type.Object(
      { from: Type.Optional(Type.String()), to: Type.Optional(Type.String()) },
      {
        additionalProperties: false,
        minProperties: 1,
        ...about(
          '有效期：{ from: 2025-09-01, to: 2026-08-31 }，可只写一头',
          'In force: { from: 2025-09-01, to: 2026-08-31 }, or one of them',
        ),
      },
    ),
  ),
  during: Type.Optional(Type.String(about('只在哪个季节适用', 'The season in which it applies'))),
  calendar: Type.Optional(
    meaning(
      parameterOr(Type.String()),
      '按哪个日历计工作时间；不写为规则包的',
      "The calendar that working time is counted by; the pack's unless said",
    ),
  ),
  days: Type.Optional(
    Type.Union(
      [Type.Literal('whole'), Type.Literal('rolling')],
      about(
        '按天计的时限：whole（默认）算到当天结束，rolling 算到同一钟点',
        'Limits in days: whole (unless said) end with the day, rolling at the same time of day',
      ),
    ),
  ),
  'if-missing': Type.Optional(
    Type.Union(
      [Type.Literal('undetermined'), Type.Literal('missed'), Type.Literal('exempt')],
      about(
        '要检查的内容没有记录时：undetermined（默认）、missed、exempt',
        'Where what is measured was not recorded: undetermined (unless said), missed, exempt',
      ),
    ),
  ),
  note: Type.Optional(
    meaning(textSchema, '说明：给读规则的人看，不影响结论', 'A note for those who read the rule; it changes nothing'),
  ),
}
