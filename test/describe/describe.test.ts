import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { loadPack } from '../../src/load/pack.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import type { Rulebook } from '../../src/model/rulebook.ts'
import { SHIPPED_RULES } from '../../src/prepare.ts'

const HEAD = `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: office }
calendars: { office: { hours: { mon-fri: [ 08:30-17:30 ] } } }
posts:
  mechanic: { title: { zh: 维修工, en: Technician }, level: staff }
  manager: { title: { zh: 经理, en: Manager }, level: head }
parameters:
  prompt: { title: { zh: “及时”的时限, en: Prompt }, value: 2 hours }
  open: { title: { zh: 未定的次数, en: Open number } }
events:
  repair:
    title: { zh: 报修工单, en: Repair order }
    id: no
    at: reported
    fields:
      no: { type: text, required: true, title: { zh: 单号, en: Number } }
      reported: { type: date-time, required: true, title: { zh: 报修时间, en: Reported } }
      arrived: { type: date-time, title: { zh: 到场时间, en: Arrived } }
      class: { type: choice, choices: { minor: { zh: 零星, en: Minor }, major: { zh: 大修, en: Major } }, title: { zh: 类别, en: Class } }
      neat: { type: yes-no, title: { zh: 整洁, en: Neat } }
      kind_words: { type: yes-no, title: { zh: 礼貌, en: Polite } }
      metres: { type: number, title: { zh: 距离, en: Distance } }
      who: { type: person, title: { zh: 维修人, en: Repaired by } }
      room: { type: text, title: { zh: 房间, en: Room } }
  call:
    title: { zh: 回访记录, en: Callback }
    id: no
    at: called
    fields:
      no: { type: text, required: true, title: { zh: 编号, en: Number } }
      called: { type: date-time, required: true, title: { zh: 回访时间, en: Called } }
      room: { type: text, title: { zh: 房间, en: Room } }
      caller: { type: person, title: { zh: 回访人, en: Caller } }
      points: { type: number, title: { zh: 评分, en: Score } }
`

function rulebookOf(standard: string): Rulebook {
  const { file, diagnostics } = parseYaml(
    `${HEAD}standards:\n  one:\n    title: { zh: 一, en: One }\n${standard}`,
    'pack.yaml',
  )
  const compiled = compile([file], { sha256: '' })
  const errors = [...diagnostics, ...compiled.diagnostics].filter(({ severity }) => severity === 'error')
  expect(errors).toEqual([])
  if (!compiled.rulebook) throw new Error('not compiled')
  return compiled.rulebook
}

function wordsOf(standard: string): readonly string[] {
  const [one] = rulebookOf(standard).standards
  return (one?.describe() ?? []).flatMap(({ part, text }) => [`${part}: ${text.zh}`, `${part}: ${text.en}`])
}

const indented = (lines: readonly string[]) => lines.map(line => `    ${line}\n`).join('')
const repair = ['kind: deadline', 'event: repair', 'to: arrived', 'charge: who']
const requirement = ['kind: requirement', 'event: repair', 'charge: who']

describe('the words for a limit', () => {
  it.each<[string, string, string]>([
    ['within: 30 minutes', '不超过 30 分钟', 'within 30 minutes'],
    [
      'within: { 2024-01-01: 30 minutes, 2025-01-01: 20 minutes }',
      '不超过 20 分钟（2025-01-01 前为 30 分钟）',
      'within 20 minutes (30 minutes before 2025-01-01)',
    ],
    ['within: { parameter: prompt }', '不超过 “‘及时’的时限”（2 小时）', "within 'Prompt' (2 hours)"],
    [
      'within: 3 working days',
      '不超过 3 个工作日，按日历“office”计',
      "within 3 working days, counted by the calendar 'office'",
    ],
    ['within: 0 days', '在当天之内', 'on the same day'],
    ['between: [ 1 day, 1 day ]', '恰在 1 天之后', 'exactly 1 day later'],
    [
      'between: [ 1 hour, 2 hours ]',
      '不早于 1 小时、不晚于 2 小时',
      'not sooner than 1 hour and not later than 2 hours',
    ],
    ['at-least-before: 3 days', '至少提前 3 天', 'at least 3 days ahead'],
    [
      'at-least-before: [ 3 days, 10 days ]',
      '至少提前 3 天（最早提前 10 天）',
      'at least 3 days ahead (and at most 10 days)',
    ],
    ['by: reported', '不晚于“报修时间”', "not later than 'Reported'"],
    [
      'within: 30 minutes\n    grace: 1 minute',
      '不超过 30 分钟（宽限 1 分钟）',
      'within 30 minutes (1 minute of grace)',
    ],
  ])('%s', (limit, zh, en) => {
    expect(wordsOf(indented([...repair, limit])).slice(2, 4)).toEqual([
      `requirement: 从“报修时间”到“到场时间”：${zh}`,
      `requirement: From 'Reported' to 'Arrived': ${en}`,
    ])
  })
})

describe('the words for a condition', () => {
  it.each<[string, string, string]>([
    ['{ class: minor }', '“类别”为“零星”', "'Class' is 'Minor'"],
    ['{ class: [minor, major] }', '“类别”为“零星”或“大修”', "'Class' is 'Minor' or 'Major'"],
    ['{ neat: true, kind_words: true }', '“整洁”、“礼貌”均为“是”', "'Neat', 'Polite' are all yes"],
    ['{ neat: false }', '“整洁”为“否”', "'Neat' is no"],
    ['{ fact: metres, operator: between, value: [1, 5] }', '“距离”在 1 至 5 之间', "'Distance' is between 1 and 5"],
    [
      '{ fact: arrived, operator: lessThanInclusive, value: { fact: reported } }',
      '“到场时间”不晚于“报修时间”',
      "'Arrived' is not later than 'Reported'",
    ],
    ['{ fact: room, operator: present, value: false }', '“房间”未填写', "'Room' is not filled in"],
    ['{ not: { class: minor } }', '不属于（“类别”为“零星”）', "not ('Class' is 'Minor')"],
    [
      '{ any: [ { class: minor }, { all: [ { neat: true }, { fact: metres, operator: greaterThan, value: 3 } ] } ] }',
      '“类别”为“零星”，或（“整洁”为“是”，且“距离”大于 3）',
      "'Class' is 'Minor' or ('Neat' is yes and 'Distance' is more than 3)",
    ],
    [
      '{ all: [ { class: minor }, { all: [ { neat: true }, { fact: room, operator: present } ] } ] }',
      '“类别”为“零星”，且“整洁”为“是”，且“房间”已填写',
      "'Class' is 'Minor' and 'Neat' is yes and 'Room' is filled in",
    ],
  ])('%s', (condition, zh, en) => {
    expect(wordsOf(indented([...requirement, `require: ${condition}`])).slice(2, 4)).toEqual([
      `requirement: 必须：${zh}`,
      `requirement: It must hold: ${en}`,
    ])
  })
})

describe('the words for who answers, for exemptions and for blanks', () => {
  it('tell each in a line of its own', () => {
    const lines = [
      'kind: requirement',
      'event: repair',
      'when: { class: minor }',
      'require: { neat: true }',
      'except: { far: { title: { zh: 太远, en: Too far }, clauses: [S1-1], when: { fact: metres, operator: greaterThan, value: 500 } } }',
      'charge: { first: [ { when: { class: minor }, charge: who }, { charge: manager } ] }',
      'if-missing: missed',
      'effective: { from: 2024-01-01, to: 2024-12-31 }',
    ]
    expect(wordsOf(indented(lines))).toEqual([
      'cases: 每条“报修工单”，其中“类别”为“零星”',
      "cases: Each 'Repair order' where 'Class' is 'Minor'",
      'requirement: 必须：“整洁”为“是”',
      "requirement: It must hold: 'Neat' is yes",
      'exemption: 太远：“距离”大于 500',
      "exemption: Too far: 'Distance' is more than 500",
      'charge: “类别”为“零星”时：“维修人”所记的人；其余：经理',
      "charge: where 'Class' is 'Minor': whoever 'Repaired by' names; otherwise: the Manager",
      'missing: 没有记录即算未达标',
      'missing: What was not recorded counts as missed',
      'in-force: 2024-01-01 起至 2024-12-31 止',
      'in-force: from 2024-01-01 until 2024-12-31',
    ])
  })
})

describe('the words of the kinds', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      'follow-up',
      [
        'kind: follow-up',
        'event: repair',
        'charge: who',
        'expect: { event: call, match: { room: room }, at-least: 2 }',
        'within: 2 days',
      ],
      [
        'requirement: 自“报修时间”起应有“回访记录”（“房间”相同），至少 2 次：不超过 2 天',
        "requirement: From 'Reported' on there must be 'Callback' (with the same 'Room'), at least 2 times: within 2 days",
      ],
    ],
    [
      'frequency',
      [
        'kind: frequency',
        'event: repair',
        'every: month',
        'only: [june, november]',
        'for: organisation',
        'at-most: 4',
        'charge: manager',
      ],
      [
        'cases: 全公司每月（只算 6 月、11 月）',
        'cases: The whole organisation, every month (only in june, november)',
        'requirement: “报修工单”：至多 4 次',
        "requirement: 'Repair order': at most 4 times",
      ],
    ],
    [
      'share',
      [
        'kind: share',
        'over: repair',
        'meeting: { neat: true }',
        'every: month',
        'for: organisation',
        'at-least: 20%',
        'minimum: 3',
        'charge: manager',
      ],
      [
        'requirement: “报修工单”中，“整洁”为“是”的至少占 20%（不足 3 件不判定）',
        "requirement: Of 'Repair order', those where 'Neat' is yes: at least 20% (not judged with fewer than 3)",
      ],
    ],
    [
      'sequence',
      ['kind: sequence', 'event: repair', 'steps: [ reported, arrived, neat ]', 'charge: who'],
      [
        'requirement: 各步骤齐全，并依次：“报修时间” → “到场时间” → “整洁”',
        "requirement: Every step, in this order: 'Reported' → 'Arrived' → 'Neat'",
      ],
    ],
    [
      'rating',
      [
        'kind: rating',
        'event: call',
        'score: points',
        'scale: 5',
        'rater: caller',
        'trim: 1',
        'minimum: 3',
        'at-least: 60',
        'charge: caller',
      ],
      [
        'requirement: 取“评分”的平均分（5 分制）；每位“回访人”先各自平均；去掉 1 个最高、最低分；至少 3 人评分',
        "requirement: The mean of 'Score' (on a scale to 5); averaged for each 'Caller' first; the 1 highest and lowest left out; at least 3 raters",
        'requirement: 应不低于 60 分',
        'requirement: At least 60 points',
      ],
    ],
    [
      'ledger',
      ['kind: ledger', 'event: repair', 'points: metres', 'reset: year', 'at-most: { parameter: open }', 'charge: who'],
      [
        'requirement: 每条“报修工单”按“距离”记分',
        "requirement: Each 'Repair order' counts as 'Distance' says",
        'requirement: 每年重新起算',
        'requirement: It starts anew each year',
        'requirement: 累计至多 “未定的次数”（未设定） 分',
        "requirement: The balance at most 'Open number' (not set)",
      ],
    ],
  ])('%s', (_kind, lines, expected) => {
    expect(wordsOf(indented(lines))).toEqual(expect.arrayContaining([...expected]))
  })
})

describe('the history of values', () => {
  it('tells dated values and parameters, each once', () => {
    const [one] = rulebookOf(
      indented([...repair, 'within: { 2024-01-01: 30 minutes, 2025-01-01: null }', 'grace: { parameter: prompt }']),
    ).standards
    expect(one?.values()).toEqual([
      {
        title: { zh: '时限', en: 'Limit' },
        entries: [
          { from: '2024-01-01', value: { zh: '30 分钟', en: '30 minutes' } },
          { from: '2025-01-01', value: null },
        ],
        clauses: [],
      },
      {
        title: { zh: '“及时”的时限', en: 'Prompt' },
        parameter: 'prompt',
        entries: [{ from: null, value: { zh: '2 小时', en: '2 hours' } }],
        clauses: [],
      },
    ])
  })
})

describe('the shipped pack', () => {
  const pack = loadPack(SHIPPED_RULES)
  const { rulebook } = compile(pack.files, { sha256: pack.sha256 })
  const standards = rulebook?.standards ?? []

  it('is told in full in both languages', () => {
    expect(standards.length).toBeGreaterThan(400)
    for (const standard of standards) {
      const parts = standard.describe()
      const told = new Set(parts.map(({ part }) => part))
      expect([standard.id, told.has('cases'), told.has('requirement'), told.has('charge')]).toEqual([
        standard.id,
        true,
        true,
        true,
      ])
      for (const { text } of parts) {
        expect(text.zh).not.toMatch(/undefined|\[object|NaN|（）|：$/)
        expect(text.en).not.toMatch(/undefined|\[object|NaN|\(\)|: ?$|[\u4e00-\u9fff]/)
      }
    }
  })

  it('names no field by its name in the rules', () => {
    const names = new Set(
      [...(rulebook?.eventTypes.values() ?? [])]
        .flatMap(type => [...type.fields.keys(), ...type.derive.keys()])
        .filter(name => name.includes('_')),
    )
    const told = standards.flatMap(standard =>
      standard.describe().map(({ text }) => ({ id: standard.id, text: text.zh })),
    )
    expect(told.filter(({ text }) => (text.match(/[a-z]+(_[a-z]+)+/g) ?? []).some(word => names.has(word)))).toEqual([])
  })
})
