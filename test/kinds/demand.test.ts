/** What a demand says of itself: to an employee, in both languages, without what may not be shown. */

import { describe, expect, it } from 'vitest'
import { judge, only } from '../support/judge.ts'

const PACK = `
posts: { guard: { title: 保安 } }
parameters: { far: { title: 规定距离, value: 20 } }
events:
  round:
    title: { zh: 考评, en: Round }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      distance: { type: number, title: { zh: 距离, en: Distance } }
      wanted: { type: number, title: { zh: 规定, en: Wanted } }
      phone: { type: text, shown: never, title: { zh: 电话, en: Phone } }
      secret: { type: number, shown: internal, title: { zh: 内部分, en: Internal score } }
      state: { type: choice, title: { zh: 状态, en: State }, choices: { ok: { zh: 完好, en: Intact }, broken: { zh: 损坏, en: Broken }, lost: { zh: 遗失, en: Lost } } }
      panel: { type: list, item: choice, title: { zh: 组成, en: Panel }, choices: { leader: { zh: 组长, en: Leader }, head-office: { zh: 总公司, en: Head office }, centre-office: { zh: 中心, en: Centre }, student: { zh: 学生, en: Student } } }
      signed: { type: yes-no, title: { zh: 签字, en: Signed } }
      seen_at: { type: date-time, title: { zh: 查看时间, en: Seen at } }
      on: { type: date, title: { zh: 日期, en: Date } }
      time: { type: time, title: { zh: 时刻, en: Time } }
      guard: { type: person, title: { zh: 保安员, en: Guard } }
      chief: { type: person, title: { zh: 队长, en: Chief } }
standards:
  it: { title: 要求, kind: requirement, event: round, charge: { post: guard }, require: DEMAND }
`
const PEOPLE = 'people: [ { id: G1, name: 张三, post: guard } ]'

function judged(demand: string, fields = '') {
  const story = `${PEOPLE}\nevents: [ { type: round, no: R1, at: 2024-03-05 10:00${fields === '' ? '' : `, ${fields}`} } ]`
  return only(judge(PACK.replace('DEMAND', demand), story))
}

describe('the make-up of a panel: 1 + 1 + 1 + 2, and nobody else (S1-28)', () => {
  const demand =
    '{ fact: panel, operator: consistsOf, value: { leader: 1, head-office: 1, centre-office: 1, student: 2 } }'
  it.each([
    ['[leader, head-office, centre-office, student, student]', 'met'],
    ['[student, leader, student, centre-office, head-office]', 'met'],
    ['[leader, head-office, centre-office, student]', 'missed'],
    ['[leader, head-office, centre-office, student, student, student]', 'missed'],
  ])('%s: %s', (panel, verdict) => {
    expect(judged(demand, `panel: ${panel}`).verdict).toBe(verdict)
  })
  it('says what was wanted', () => {
    const { reason } = judged(demand, 'panel: [leader, student]')
    expect(reason.zh).toBe('组成 组长、学生，应恰好由以下组成：组长 1、总公司 1、中心 1、学生 2')
    expect(reason.en).toBe('Panel Leader, Student, should be exactly Leader 1, Head office 1, Centre 1, Student 2')
  })
})

describe('the reason names each thing that failed', () => {
  it.each([
    ['{ state: ok, signed: true }', 'state: broken, signed: false', '状态 损坏，应为 完好；签字 否，应为 是'],
    ['{ state: ok, signed: true }', 'state: broken, signed: true', '状态 损坏，应为 完好'],
    ['{ state: ok, signed: true }', 'state: ok, signed: true', '各项要求均符合'],
    ['{ state: [ok, lost] }', 'state: broken', '状态 损坏，应为其中之一：完好、遗失'],
    [
      '{ any: [ { signed: true }, { state: ok } ] }',
      'state: broken, signed: false',
      '以下至少应有一项：签字 否，应为 是；状态 损坏，应为 完好',
    ],
    ['{ not: { state: broken } }', 'state: broken', '状态 损坏，不应为 损坏'],
    ['{ fact: distance, operator: between, value: [5, 10] }', 'distance: 4', '距离 4，应在以下范围内：5、10'],
    [
      '{ fact: distance, operator: greaterThanInclusive, value: { fact: wanted } }',
      'distance: 8, wanted: 10',
      '距离 8，应不小于 10',
    ],
    [
      '{ fact: distance, operator: greaterThanInclusive, value: { parameter: far } }',
      'distance: 8',
      '距离 8，应不小于 20',
    ],
    [
      '{ fact: seen_at, operator: before, value: { fact: at } }',
      'seen_at: 2024-03-05 10:30',
      '查看时间 2024-03-05 10:30，应早于 2024-03-05 10:00',
    ],
    ['{ fact: signed, operator: present }', '', '“签字”没有填写'],
    ['{ fact: guard, operator: notEqual, value: { fact: chief } }', 'guard: G1, chief: G1', '保安员 张三，不应为 张三'],
    ["{ fact: on, operator: before, value: '2024-03-01' }", 'on: 2024-03-05', '日期 2024-03-05，应早于 2024-03-01'],
    ["{ fact: time, operator: before, value: '08:30' }", 'time: "08:31"', '时刻 08:31，应早于 08:30'],
  ])('%s with %s: %s', (demand, fields, reason) => {
    expect(judged(demand, fields).reason.zh).toBe(reason)
  })
  it('and what is not recorded, where that leaves it open', () => {
    const finding = judged('{ state: ok, signed: true }', 'state: ok')
    expect(finding).toMatchObject({
      verdict: 'undetermined',
      reason: { zh: '缺少资料：签字', en: 'not recorded: Signed' },
    })
    // One failure decides, whatever else is blank.
    expect(judged('{ state: ok, signed: true }', 'state: lost').verdict).toBe('missed')
  })
})

describe('shown: what a field hides, no reason tells', () => {
  it('neither its value nor as a figure', () => {
    const phone = judged("{ fact: phone, operator: equal, value: '110' }", "phone: '13800138000'")
    expect(phone.verdict).toBe('missed')
    expect(JSON.stringify(phone)).not.toContain('13800138000')
    const secret = judged('{ fact: secret, operator: greaterThan, value: 50 }', 'secret: 37')
    expect(secret.measured).toBeUndefined()
    expect(JSON.stringify(secret.reason)).not.toContain('37')
  })
  it('nor through a comparison with it', () => {
    const compared = judged(
      '{ fact: distance, operator: lessThan, value: { fact: secret } }',
      'distance: 50, secret: 37',
    )
    expect(JSON.stringify([compared.reason, compared.limit ?? null])).not.toContain('37')
  })
})
