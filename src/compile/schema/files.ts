/** The shapes of files beside the rules: rule tests and `appraisal.yaml`. */

import { Type } from 'typebox'
import { textSchema } from '../../kinds/schema.ts'
import { ROUND_STATES } from '../../model/round.ts'
import { DATABASES } from '../../model/setup.ts'
import { byId, day, exact, oneOf, words } from './shapes.ts'

const VERDICTS = ['met', 'missed', 'pending', 'undetermined', 'exempt']

const row = byId(Type.Unknown(), words('一行：列名 → 值', 'a row: column to value'))
const rows = Type.Array(row)
const moment = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}',
  ...words('日期或日期时间，如 2024-07-05', 'a date or date-time such as 2024-07-05'),
})

const cutOff = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?$',
  ...words('日期或日期时间，如 2024-07-05 18:00', 'a date or date-time such as 2024-07-05 18:00'),
})

const expectedFinding = exact(
  {
    case: Type.Optional(Type.Union([Type.String(), Type.Number()])),
    person: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    verdict: oneOf(VERDICTS, words(`结论：${VERDICTS.join('、')}`, `a verdict: ${VERDICTS.join(', ')}`)),
    measured: Type.Optional(Type.Union([Type.String(), Type.Number()])),
    limit: Type.Optional(Type.Union([Type.String(), Type.Number()])),
    due: Type.Optional(Type.String()),
    owner: Type.Optional(Type.String()),
    incident: Type.Optional(Type.String()),
  },
  words('期望的检查结果：{ case, verdict }', 'an expected finding: { case, verdict }'),
)

const expectedScore = exact(
  {
    score: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
    grade: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    sections: Type.Optional(byId(Type.Union([Type.Number(), Type.Null()]), words('部分 → 得分', 'section to points'))),
    outcomes: Type.Optional(Type.Array(Type.String(), words('成立的奖惩建议', 'outcomes that follow'))),
    undecided: Type.Optional(
      Type.Array(Type.String(), words('资料不足、无从判断的奖惩建议', 'outcomes of which it is not known')),
    ),
    withheld: Type.Optional(
      byId(Type.Number(), words('工号 → 扣减本人奖金的百分比', 'person to percent of the own bonus withheld')),
    ),
  },
  words(
    '期望的结果：考评表 { score, grade, sections }，奖惩建议 { outcomes }，连带责任 { withheld }',
    'what is expected: of a scorecard { score, grade, sections }, an outcome { outcomes }, a cascade { withheld }',
  ),
)

const earlierPeriod = exact(
  {
    ledgers: Type.Optional(
      byId(
        byId(Type.Union([Type.Number(), Type.String()])),
        words('上期余额：工号 → 累计标准 → 余额', 'balances left: person to ledger standard to balance'),
      ),
    ),
    carried: Type.Optional(
      Type.Array(
        exact({ standard: Type.String(), case: Type.String(), event: Type.Optional(row) }),
        words('上期未了的个案', 'cases left open'),
      ),
    ),
  },
  words('上期留下的：{ ledgers, carried }', 'what an earlier period left: { ledgers, carried }'),
)

const surroundings = {
  people: Type.Optional(rows),
  sites: Type.Optional(rows),
  units: Type.Optional(rows),
  'as-of': Type.Optional(moment),
  period: Type.Optional(Type.Union([Type.String(), Type.Integer(), row])),
  'records-from': Type.Optional(day),
  history: Type.Optional(Type.Array(earlierPeriod)),
}

const test = exact(
  {
    name: Type.String({ minLength: 1, ...words('这条测试说明什么', 'what the test shows') }),
    standard: Type.Optional(Type.String(words('所测标准的编号', 'id of the standard tested'))),
    scorecard: Type.Optional(Type.String(words('所测考评表的编号', 'id of the scorecard tested'))),
    outcome: Type.Optional(Type.String(words('所测奖惩建议的编号', 'id of the outcome tested'))),
    cascade: Type.Optional(Type.String(words('所测连带责任的编号', 'id of the cascade tested'))),
    events: Type.Optional(
      Type.Array(
        Type.Object(
          { type: Type.String() },
          words(
            '记录：{ type, 字段: 值 }；字段本身叫 type 时写成“记录类型.type”，如 inspection.type',
            'a record: { type, field: value }; a field that is itself called type is written after its record type, as inspection.type',
          ),
        ),
      ),
    ),
    given: Type.Optional(
      byId(
        Type.Unknown(),
        words(
          '考评表：{ sections: { 部分: 得分 } } 或 { cases: { 标准: { met, missed, measure } } }；奖惩建议：{ 事实: 值 }',
          'of a scorecard { sections: { section: points } } or { cases: { standard: { met, missed, measure } } }, of an outcome { fact: value }',
        ),
      ),
    ),
    expect: Type.Union([Type.Array(expectedFinding), expectedScore], words('期望的结果', 'what is expected')),
    ...surroundings,
  },
  words('规则测试：{ name, standard, events, expect }', 'a rule test: { name, standard, events, expect }'),
)

export const testFile = exact(
  {
    tests: Type.Array(test, { minItems: 1, ...words('规则测试的列表', 'a list of rule tests') }),
    excused: Type.Optional(
      Type.Array(
        exact({ mutant: Type.String(), reason: textSchema }),
        words('有理由不检出的变异', 'mutants excused with a reason'),
      ),
    ),
    ...surroundings,
  },
  words('规则测试文件：{ tests: [ … ] }', 'a file of rule tests: { tests: [ … ] }'),
)

const sourceWords = {
  columns: Type.Optional(byId(Type.String(), words('表头 → 字段', 'header to field'))),
  values: Type.Optional(
    byId(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), words('原文 → 值', 'text to value')),
  ),
}

const recordFile = Type.Union(
  [
    Type.String(),
    exact({
      file: Type.String(words('文件名', 'the file')),
      sheet: Type.Optional(Type.String(words('工作表', 'the sheet'))),
      'header-row': Type.Optional(Type.Integer({ minimum: 1, ...words('表头在第几行', 'the row of the header') })),
      ...sourceWords,
    }),
  ],
  words(
    '文件名，或 { file, sheet, header-row, columns, values }',
    'a file, or { file, sheet, header-row, columns, values }',
  ),
)

const recordQuery = exact(
  {
    query: Type.String({
      minLength: 1,
      ...words(
        '一条 select 查询，最后用 order by 排到每行都不同的列',
        'one select, whose order by ends in a column that is different in every row',
      ),
    }),
    from: oneOf(
      [...DATABASES],
      words('数据库；怎样连接由环境变量说明', 'the database; the environment says how it is reached'),
    ),
    ...sourceWords,
  },
  words('查询：{ query, from, columns, values }', 'a query: { query, from, columns, values }'),
)

const selection = Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })])

const recordSource = Type.Union([recordFile, recordQuery])

const who = Type.String({
  minLength: 1,
  ...words('由谁：工号，或名册以外的人的姓名', 'who: a staff number, or the name of somebody outside the roster'),
})
const people = Type.Union(
  [Type.String(), Type.Array(Type.String(), { minItems: 1 })],
  words('限于这些工号', 'only these staff numbers'),
)
const step = { by: who, on: day }
const approval = exact(
  { ...step, for: Type.Optional(people) },
  words('审批：{ by, on, for }', 'an approval: { by, on, for }'),
)
const gap = exact(
  { person: Type.String(), reason: Type.String({ minLength: 1 }), ...step },
  words('不能做全的：{ person, reason, by, on }', 'who cannot be appraised completely: { person, reason, by, on }'),
)

const round = exact(
  {
    panel: Type.Optional(
      exact(
        {
          on: day,
          members: Type.Array(
            exact(
              {
                role: Type.String(words('身份，见规则包的 round.panel', 'the role, as in round.panel of the pack')),
                person: Type.Optional(Type.String(words('工号', 'a staff number'))),
                name: Type.Optional(Type.String(words('名册以外的人', 'somebody outside the roster'))),
                for: Type.Optional(people),
              },
              words('成员：{ role, person 或 name, for }', 'a member: { role, person or name, for }'),
            ),
            words('考评小组成员', 'the members of the panel'),
          ),
        },
        words('考评小组：{ on, members }', 'the panel: { on, members }'),
      ),
    ),
    approved: Type.Optional(Type.Union([approval, Type.Array(approval)], words('审批', 'the approval'))),
    published: Type.Optional(exact(step, words('公布：{ by, on }', 'the publication: { by, on }'))),
    final: Type.Optional(exact(step, words('定稿：{ by, on }', 'made final: { by, on }'))),
    incomplete: Type.Optional(
      Type.Union([gap, Type.Array(gap)], words('同意程序不做全的人', 'who may stay incompletely appraised')),
    ),
  },
  words('考评的经过：由谁、何时', 'the course of the round: who and when'),
)

/** `load/folder.ts` reads the file itself; this is what editors show. */
export const appraisal = exact(
  {
    title: Type.Optional(
      Type.Union(
        [Type.String(), exact({ zh: Type.String(), en: Type.String() })],
        words('考评的名称：文字，或 { zh, en }', 'the name of the appraisal: a text, or { zh, en }'),
      ),
    ),
    period: Type.Union(
      [
        Type.String({ pattern: '^[0-9]{4}(?:-H[12]|-Q[1-4]|-[0-9]{2})?$' }),
        Type.Integer(),
        exact({ name: Type.String(), from: day, to: day, year: Type.Optional(Type.Integer()) }),
      ],
      words(
        '考评周期：2024-H1、2024-Q1、2024-03、2024，或 { name, from, to, year }',
        'the period: 2024-H1, 2024-Q1, 2024-03, 2024, or { name, from, to, year }',
      ),
    ),
    'as-of': Type.Optional(cutOff),
    'records-from': Type.Optional(day),
    state: Type.Optional(
      oneOf(
        [...ROUND_STATES],
        words('考评到了哪个阶段；不写为 draft（草稿）', 'how far the round has come; draft unless said'),
      ),
    ),
    round: Type.Optional(round),
    'entries-until': Type.Optional(cutOff),
    'late-entries': Type.Optional(
      exact(
        { 'approved-by': Type.String({ minLength: 1 }), 'approved-on': day, reason: Type.String({ minLength: 1 }) },
        words(
          '补录的批准：{ approved-by, approved-on, reason }',
          'the approval of late entries: { approved-by, approved-on, reason }',
        ),
      ),
    ),
    rules: Type.Optional(
      Type.String(words('规则包文件夹；不写则用随软件提供的', 'folder of the pack; the shipped one unless said')),
    ),
    profile: Type.Optional(Type.String(words('方案名称', 'a profile of the pack'))),
    people: Type.Optional(recordFile),
    sites: Type.Optional(recordFile),
    units: Type.Optional(recordFile),
    records: Type.Optional(
      byId(
        Type.Union([Type.Literal('none'), recordSource, Type.Array(recordSource, { minItems: 1 })]),
        words('记录类型 → 文件或查询，或 none（确认没有）', 'record type to files or queries, or none (confirmed)'),
      ),
    ),
    history: Type.Optional(
      Type.Union(
        [recordFile, Type.Array(recordFile)],
        words(
          '往期 appraisal.json；只有纸面成绩的，写成表（工号、学期、得分、等级、文号）',
          'earlier appraisal.json files; tables of scores that exist on paper (staff number, period, score, grade, document)',
        ),
      ),
    ),
    away: Type.Optional(recordFile),
    adjustments: Type.Optional(recordFile),
    notices: Type.Optional(recordFile),
    waivers: Type.Optional(
      Type.Union([
        recordFile,
        Type.Array(
          exact({
            id: Type.Union([Type.String(), Type.Number()]),
            title: Type.Optional(Type.String(words('事项', 'what it is about'))),
            reason: Type.String(words('理由', 'why')),
            owner: Type.String(words('批准人', 'who approved it')),
            standards: selection,
            site: Type.Optional(selection),
            unit: Type.Optional(selection),
            person: Type.Optional(selection),
            from: day,
            to: day,
          }),
          words('免考核事项', 'standing, dated, approved exemptions'),
        ),
      ]),
    ),
    confirmations: Type.Optional(Type.String(words('确认文件', 'the file of confirmations'))),
    published: Type.Optional(
      Type.String(words('本期已公布的 appraisal.json', 'the appraisal.json of this period that was published')),
    ),
  },
  words('考评文件夹的设置', 'the setup of an appraisal'),
)
