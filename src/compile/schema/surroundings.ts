/** The shapes of what surrounds the standards: the pack itself, sources, parameters, calendars, posts, profiles. */

import { Type } from 'typebox'
import { textSchema } from '../../kinds/schema.ts'
import { byId, clauses, day, exact, oneOf, selection, words } from './shapes.ts'

export const pack = exact(
  {
    id: Type.String({
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
      ...words('规则包编号，如 campus-service', 'id of the pack, such as campus-service'),
    }),
    version: Type.String({
      minLength: 1,
      ...words('版本，加引号的文字，如 "1.0"', 'the version, quoted text such as "1.0"'),
    }),
    title: textSchema,
    'time-zone': Type.String(words('时区，如 Asia/Shanghai', 'a time zone such as Asia/Shanghai')),
    calendar: Type.Optional(Type.String(words('默认日历的编号', 'id of the calendar used where none is named'))),
    currency: Type.Optional(
      Type.String({ pattern: '^[A-Z]{3}$', ...words('货币代码，如 CNY', 'a currency code such as CNY') }),
    ),
    regulation: Type.Optional(
      exact(
        {
          title: Type.Optional(textSchema),
          number: Type.Optional(Type.String({ minLength: 1, ...words('文号', 'the number it bears') })),
          announced: Type.Optional({
            ...day,
            ...words('公示日，如 2025-08-01', 'the day it was announced, such as 2025-08-01'),
          }),
          effective: Type.Optional({
            ...day,
            ...words('生效日，如 2025-09-01', 'the day it comes into force, such as 2025-09-01'),
          }),
        },
        words(
          '公布这些标准的制度：{ title 名称, number 文号, announced 公示日, effective 生效日 }',
          'the regulation that lays the standards down: { title, number, announced, effective }',
        ),
      ),
    ),
    extends: Type.Optional(
      Type.String(
        words('所扩展的规则包文件夹，如 ../base', 'folder of the pack that this one extends, such as ../base'),
      ),
    ),
  },
  words('规则包：编号、版本、标题、时区', 'the pack: id, version, title, time zone'),
)

/** Durations that forms name; when they end is for people to reckon. */
const delay = Type.String({ minLength: 1, ...words('时间，如 5 working days', 'a duration such as 5 working days') })

/** What stands on printed forms beside the appraisal itself. */
export const print = exact(
  {
    company: Type.Optional({
      ...textSchema,
      ...words('单位名称，印在每页抬头', 'whose forms these are, at the head of each page'),
    }),
    logo: Type.Optional(
      Type.String({
        minLength: 1,
        ...words('规则包里的图片文件，如 logo.svg（或 .png）', 'a picture in the pack, such as logo.svg (or .png)'),
      }),
    ),
    'document-number': Type.Optional({
      ...textSchema,
      ...words(
        '文号，{period} {year} {person} 会填入，如 人考〔{year}〕{person}号',
        'the number that a form bears; {period}, {year}, {person} are filled in: HR-{period}-{person}',
      ),
    }),
    signatures: Type.Optional(
      Type.Array(textSchema, {
        minItems: 1,
        maxItems: 12,
        ...words('签字栏，按顺序；不写为六方签字', 'who signs, in order; six unless said'),
      }),
    ),
    appeal: Type.Optional(
      exact(
        { to: Type.Optional(textSchema), within: Type.Optional(delay), 'decided-within': Type.Optional(delay) },
        words(
          '申诉：{ to 向谁, within 多久之内, decided-within 多久之内作出决定 }',
          'appeals: { to whom, within what time, decided-within what time of the filing }',
        ),
      ),
    ),
    notice: Type.Optional(
      exact(
        {
          shows: Type.Optional(
            oneOf(
              ['names', 'names-and-grades'],
              words(
                '公示内容：names 只公示优秀者姓名（默认）；names-and-grades 公示全部姓名和等级',
                'what the notice shows: names of those graded best (default), or names-and-grades of all',
              ),
            ),
          ),
          to: Type.Optional(textSchema),
          within: Type.Optional(delay),
        },
        words(
          '公示：{ shows 内容, to 异议向谁提出, within 公示期 }',
          'the public notice: { shows what, objections to whom, within what time }',
        ),
      ),
    ),
  },
  words(
    '表单上印的：单位、标志、文号、签字栏、申诉、公示',
    'what forms bear: company, logo, number, signatures, appeals, notice',
  ),
)

export const round = exact(
  {
    panel: Type.Optional(
      byId(
        exact(
          {
            title: textSchema,
            members: Type.Integer({ minimum: 1, ...words('几人', 'how many') }),
            leads: Type.Optional(
              Type.Boolean(
                words(
                  '是否组长：组长本人的考评由别人主持',
                  'whether they lead: they are appraised under somebody else',
                ),
              ),
            ),
            clauses: Type.Optional(clauses),
          },
          words('{ title, members: 人数, leads: 是否组长 }', '{ title, members, leads }'),
        ),
        words('考评小组：身份 → { title, members }', 'the panel: role to { title, members }'),
      ),
    ),
    clauses: Type.Optional(clauses),
  },
  words(
    '考评程序：写了这一块，考评每到一个阶段都要写明由谁、何时',
    'how a round goes: with this block each state that is reached needs its who and when',
  ),
)

/** Of a whole file. */
export const subject = {
  ...textSchema,
  ...words(
    '本文件的标准讲的是什么，如 { zh: 报修, en: Repairs }',
    'what the standards of this file are about, such as { zh: 报修, en: Repairs }',
  ),
}

export const source = exact(
  {
    title: textSchema,
    effective: Type.Optional(
      exact(
        { from: Type.Optional(day), to: Type.Optional(day) },
        words('施行期间 { from, to }', 'in force: { from, to }'),
      ),
    ),
    clauses: byId(
      exact(
        {
          text: textSchema,
          unchecked: Type.Optional({
            ...textSchema,
            ...words('为什么没有记录可以检查它', 'why no record can show it'),
          }),
        },
        words('条款：{ text: 用自己的话写, unchecked?: 原因 }', 'a clause: { text: in own words, unchecked?: reason }'),
      ),
      words('条款编号 → { text }', 'clause id to { text }'),
    ),
  },
  words('来源文件及其条款', 'a source document and its clauses'),
)

const parameterValue = Type.Union(
  [
    Type.Number(),
    Type.String({ minLength: 1 }),
    Type.Boolean(),
    Type.Null(),
    Type.Record(
      Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
      Type.Union([Type.Number(), Type.String({ minLength: 1 }), Type.Null()]),
      { minProperties: 1, additionalProperties: false },
    ),
  ],
  words('参数的值：数字、时长、文字，或按日期生效的值', 'the value: a number, duration or text, or dated values'),
)

export const parameter = exact(
  {
    title: textSchema,
    value: Type.Optional(parameterValue),
    'by-site': Type.Optional(byId(parameterValue, words('楼栋 → 值', 'site to value'))),
    clauses: Type.Optional(clauses),
    'review-by': Type.Optional(day),
    note: Type.Optional(textSchema),
  },
  words(
    '参数：原文没有写明的数字。没有 value 时，用到它的标准“未配置”',
    'a parameter: what the source leaves open; without a value its standards are not configured',
  ),
)

const hours = Type.Union(
  [Type.String(), Type.Array(Type.String())],
  words('时段，如 [ 08:30-12:00, 13:30-17:30 ]，或 closed', 'hours such as [ 08:30-12:00, 13:30-17:30 ], or closed'),
)

export const calendar = exact(
  {
    title: Type.Optional(textSchema),
    'time-zone': Type.Optional(Type.String(words('时区', 'a time zone'))),
    hours: Type.Optional(
      byId(
        hours,
        words(
          '星期 → 时段，如 { mon-fri: [ 08:30-12:00 ] }',
          'weekdays to hours, such as { mon-fri: [ 08:30-12:00 ] }',
        ),
      ),
    ),
    holidays: Type.Optional(Type.String(words('节假日表的编号', 'id of a table of holidays'))),
    dates: Type.Optional(byId(hours, words('日期或范围 → 时段或 closed', 'dates or ranges to hours or closed'))),
  },
  words('日历：什么时候计时', 'a calendar: when time counts'),
)

const dayRange = Type.String(
  words('日期或范围，如 2024-02-26..2024-07-07', 'a date or range such as 2024-02-26..2024-07-07'),
)

export const holidays = exact(
  {
    title: Type.Optional(textSchema),
    note: Type.Optional(textSchema),
    sources: Type.Optional(byId(Type.String(), words('年份 → 通知出处', 'year to the notice'))),
    years: Type.Array(Type.Integer(), {
      minItems: 1,
      ...words('表中完整收录的年份，如 [2024, 2025]', 'years that the table covers whole, such as [2024, 2025]'),
    }),
    off: Type.Optional(Type.Array(dayRange, words('放假的日期或范围', 'days off: dates or ranges'))),
    work: Type.Optional(
      Type.Union(
        [Type.Array(dayRange), byId(Type.String())],
        words(
          '调休上班：日期列表，或 日期 → 按星期几的时间',
          'make-up working days: dates, or date to the weekday whose hours they follow',
        ),
      ),
    ),
  },
  words('节假日表', 'a table of holidays'),
)

export const season = Type.Array(dayRange, {
  minItems: 1,
  ...words('日期范围的列表，如 [ 2024-02-26..2024-07-07 ]', 'a list of ranges such as [ 2024-02-26..2024-07-07 ]'),
})

export const post = exact(
  {
    title: textSchema,
    level: Type.String({ minLength: 1, ...words('职级，如 staff', 'the level, such as staff') }),
    note: Type.Optional(textSchema),
  },
  words('岗位：{ title, level }', 'a post: { title, level }'),
)

export const profile = exact(
  {
    title: textSchema,
    standards: selection,
    scorecards: Type.Optional(
      Type.Array(Type.String(), {
        minItems: 1,
        ...words('代替同岗位通常考评表的考评表', 'scorecards that stand in for the ordinary ones of the same posts'),
      }),
    ),
  },
  words('方案：只启用这些标准，换用这些考评表', 'a profile: only these standards, with these scorecards'),
)
