/** The shapes of what follows from findings: scorecards, grades, outcomes, cascades, fairness. */

import { Type } from 'typebox'
import { conditionSchema, durationSchema, numberSchema, textSchema } from '../../kinds/schema.ts'
import { byId, clauses, exact, oneOf, percent, selection, words } from './shapes.ts'

const method = oneOf(
  ['deduct', 'rate', 'rating', 'bonus'],
  words('计分方法：deduct、rate、rating、bonus', 'a method: deduct, rate, rating, bonus'),
)

const item = exact(
  {
    standards: selection,
    title: Type.Optional(textSchema),
    method: Type.Optional(method),
    each: Type.Optional(numberSchema),
    per: Type.Optional(
      Type.String({
        pattern: '^[1-9][0-9]*\\s*(?:cases?|件|次|例|个)$',
        ...words('每多少件，如 100 cases', 'per how many cases, such as 100 cases'),
      }),
    ),
    most: Type.Optional(numberSchema),
    weight: Type.Optional(numberSchema),
    minimum: Type.Optional(
      Type.Integer({
        minimum: 1,
        ...words('至少多少件才计分，正整数', 'how many cases it takes at least, a whole number'),
      }),
    ),
    by: Type.Optional(
      oneOf(['case', 'incident'], words('按 case（件）还是 incident（事件）计', 'by case or by incident')),
    ),
    clauses: Type.Optional(clauses),
  },
  words('计分项：{ standards, each, per, most }', 'an item: { standards, each, per, most }'),
)

const section = exact(
  {
    title: textSchema,
    marks: Type.Optional(numberSchema),
    method: Type.Optional(method),
    most: Type.Optional(numberSchema),
    empty: Type.Optional(
      oneOf(
        ['none', 'full', 'redistribute'],
        words('没有适用内容时：none、full、redistribute', 'where nothing applies: none, full, redistribute'),
      ),
    ),
    items: Type.Array(item, { minItems: 1, ...words('计分项的列表', 'a list of items') }),
    when: Type.Optional(conditionSchema),
    clauses: Type.Optional(clauses),
    note: Type.Optional(textSchema),
  },
  words('考评部分：{ title, marks, method, items }', 'a section: { title, marks, method, items }'),
)

export const scorecard = exact(
  {
    title: textSchema,
    posts: Type.Array(Type.String(), { minItems: 1, ...words('适用的岗位', 'the posts that it is for') }),
    sections: byId(section, words('部分编号 → { title, marks, items }', 'section id to { title, marks, items }')),
    veto: Type.Optional(
      Type.Array(
        exact(
          { standards: selection, grade: Type.String(), clauses: Type.Optional(clauses) },
          words('{ standards, grade }', '{ standards, grade }'),
        ),
        words('一票否决的列表', 'a list of vetoes'),
      ),
    ),
    gates: Type.Optional(
      Type.Array(
        exact(
          { standards: selection, of: Type.Optional(Type.String()), clauses: Type.Optional(clauses) },
          words('{ standards, of }', '{ standards, of }'),
        ),
        words('评定等级之前必须完成的标准', 'standards that must be met before a grade is given'),
      ),
    ),
    clauses: Type.Optional(clauses),
    note: Type.Optional(textSchema),
  },
  words('考评表：{ title, posts, sections }', 'a scorecard: { title, posts, sections }'),
)

export const grades = exact(
  {
    decimals: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 6,
        ...words('四舍五入保留的小数位数，0 到 6', 'decimals that a score is rounded to, 0 to 6'),
      }),
    ),
    bands: byId(
      exact(
        { title: textSchema, from: numberSchema, clauses: Type.Optional(clauses) },
        words('{ title, from: 最低分 }', '{ title, from: lowest score }'),
      ),
      words('等级编号 → { title, from }', 'grade id to { title, from }'),
    ),
    clauses: Type.Optional(clauses),
    note: Type.Optional(textSchema),
  },
  words('等级：{ decimals, bands }', 'grades: { decimals, bands }'),
)

export const outcome = exact(
  {
    title: Type.Optional(textSchema),
    clauses: Type.Optional(clauses),
    when: conditionSchema,
    'once-per': Type.Optional(
      oneOf(
        ['period', 'incident', 'finding'],
        words('每 period、incident 或 finding 一次', 'once per period, incident or finding'),
      ),
    ),
    // biome-ignore lint/suspicious/noThenProperty: the key of the rule language
    then: Type.Array(
      exact(
        {
          type: Type.String({ minLength: 1, ...words('奖惩种类，如 bonus', 'what it is, such as bonus') }),
          title: Type.Optional(textSchema),
          amount: Type.Optional(numberSchema),
          within: Type.Optional(durationSchema),
          approval: Type.Optional(
            oneOf(['required'], words('required：需要批准', 'required: somebody must approve it')),
          ),
          evidence: Type.Optional(
            byId(
              textSchema,
              words('生效以前必须备齐的材料：编号 → 名称', 'what must be on file before it takes effect: id to title'),
            ),
          ),
        },
        words('{ type, amount, within, approval, evidence }', '{ type, amount, within, approval, evidence }'),
      ),
      { minItems: 1, ...words('随之而来的奖惩', 'what follows') },
    ),
    note: Type.Optional(textSchema),
  },
  words('奖惩建议：{ title, when, then }', 'an outcome: { title, when, then }'),
)

export const cascade = exact(
  {
    title: Type.Optional(textSchema),
    clauses: Type.Optional(clauses),
    on: exact(
      {
        standards: selection,
        verdict: Type.Optional(oneOf(['missed'], words('只能是 missed', 'only missed'))),
        at: Type.Optional(Type.String(words('以哪个时间字段为准', 'the field that dates it'))),
      },
      words('{ standards, verdict: missed, at }', '{ standards, verdict: missed, at }'),
    ),
    shares: byId(
      percent,
      words(
        '职级 → 百分比，如 { person: 100%, department-manager: 30% }',
        'level to percentage, such as { person: 100%, department-manager: 30% }',
      ),
    ),
    combine: Type.Optional(oneOf(['capped'], words('只能是 capped', 'only capped'))),
    note: Type.Optional(textSchema),
  },
  words('管理连带责任：{ on, shares }', 'a cascade: { on, shares }'),
)

const count = (zh: string, en: string) => Type.Integer({ minimum: 0, ...words(zh, en) })

export const fairness = exact(
  {
    'missing-source': Type.Optional(
      oneOf(['not-judged', 'missed'], words('not-judged 或 missed', 'not-judged or missed')),
    ),
    'per-case': Type.Optional(oneOf(['rate', 'any'], words('rate 或 any', 'rate or any'))),
    'minimum-cases': Type.Optional(count('整数，默认 20', 'a whole number, 20 unless said')),
    'once-per': Type.Optional(oneOf(['incident', 'finding'], words('incident 或 finding', 'incident or finding'))),
    'measured-marks-at-least': Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 100,
        ...words('0 到 100 的分数，默认 50', 'marks from 0 to 100, 50 unless said'),
      }),
    ),
    'minimum-days': Type.Optional(
      Type.Union(
        [Type.Number({ minimum: 0, maximum: 100 }), Type.String({ pattern: '^[0-9]+(\\.[0-9]+)?\\s*[%％]$' })],
        words('百分比，如 50%', 'a percentage such as 50%'),
      ),
    ),
    raters: Type.Optional(
      exact(
        {
          minimum: Type.Optional(count('整数，默认 5', 'a whole number, 5 unless said')),
          trim: Type.Optional(count('整数，默认 1', 'a whole number, 1 unless said')),
          'shown-from': Type.Optional(count('整数，默认 5', 'a whole number, 5 unless said')),
        },
        words('{ minimum, trim, shown-from }', '{ minimum, trim, shown-from }'),
      ),
    ),
    consequences: Type.Optional(
      oneOf(['proposed', 'confirmed'], words('proposed 或 confirmed', 'proposed or confirmed')),
    ),
    'notify-within': Type.Optional(
      Type.Union(
        [durationSchema, exact({ within: durationSchema, standards: Type.Optional(selection) })],
        words(
          '按件评判的未达标须在多久之内告知本人，如 5 working days；逾期未告知的只记录，不扣分；或 { within, standards }',
          'within what time a miss judged per event must be told, such as 5 working days: not told in time it is recorded, not charged; or { within, standards }',
        ),
      ),
    ),
    clauses: Type.Optional(clauses),
  },
  words('公平设置', 'the fairness settings'),
)
