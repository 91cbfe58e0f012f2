/** `requirement`: what must be true of one record; what is not known; exemptions; who answers. */

import { describe, expect, it } from 'vitest'
import { judge, only, verdicts } from '../support/judge.ts'

const PACK = `
time-zone: Asia/Shanghai
posts: { cook: { title: 厨师 }, manager: { title: 主任 } }
calendars: { always: { hours: { daily: ['00:00-24:00'] } } }
events:
  check:
    title: { zh: 检查, en: Check }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      distance: { type: number, title: { zh: 距离, en: Distance } }
      signed: { type: yes-no, title: { zh: 签字, en: Signed } }
      storm: { type: yes-no, title: { zh: 暴雨, en: Storm } }
      kind: { type: choice, choices: { a: 甲, b: 乙 } }
      staff: { type: person }
      site: { type: site }
`

const pack = (rule: string) => `${PACK}
standards:
  it: { title: 要求, kind: requirement, event: check, charge: staff, ${rule} }
`
const PEOPLE = `people:
  - { id: E1, name: 张三, post: cook, sites: [c1] }
  - { id: M1, name: 李四, post: manager }
`
const story = (fields: string, more = '') =>
  `${PEOPLE}${more}\nevents: [ { type: check, no: R1, at: "2024-03-05 14:00", staff: E1${fields === '' ? '' : `, ${fields}`} } ]`

describe('what is required decides', () => {
  it.each([
    ['distance: 20', 'met'],
    ['distance: 19.9', 'missed'],
    ['', 'undetermined'],
  ])('%s: %s', (fields, verdict) => {
    const rule = 'require: { fact: distance, operator: greaterThanInclusive, value: 20 }'
    expect(only(judge(pack(rule), story(fields)))).toMatchObject({ verdict, case: 'R1', person: 'E1', id: 'it/R1/E1' })
  })

  it('carries the figure and the bound', () => {
    const finding = only(
      judge(pack('require: { fact: distance, operator: greaterThanInclusive, value: 20 }'), story('distance: 18')),
    )
    expect(finding).toMatchObject({ measured: { value: 18, unit: 'number' }, limit: { value: 20, unit: 'number' } })
    expect(finding.reason).toEqual({ zh: '距离 18，应不小于 20', en: 'Distance 18, should be at least 20' })
  })
})

describe('if-missing speaks of what is measured', () => {
  it.each([
    ['undetermined', 'undetermined'],
    ['missed', 'missed'],
    ['exempt', 'exempt'],
  ])('%s', (ifMissing, verdict) => {
    expect(only(judge(pack(`if-missing: ${ifMissing}, require: { signed: true }`), story(''))).verdict).toBe(verdict)
  })
  it('and never of when', () => {
    expect(
      only(judge(pack('if-missing: missed, when: { storm: false }, require: { signed: true }'), story('signed: true')))
        .verdict,
    ).toBe('undetermined')
  })
})

describe('effective → when → except → measure and require', () => {
  it('when decides whether there is a case at all', () => {
    const rule = 'when: { kind: a }, require: { signed: true }'
    expect(verdicts(judge(pack(rule), story('kind: b, signed: false')))).toEqual([])
    expect(verdicts(judge(pack(rule), story('kind: a, signed: false')))).toEqual(['R1 missed'])
  })
  it('a named exemption is told by its name', () => {
    const rule =
      'except: { storm: { title: { zh: 暴雨, en: Rainstorm }, when: { storm: true } } }, require: { signed: true }'
    const finding = only(judge(pack(rule), story('storm: true, signed: false')))
    expect(finding.verdict).toBe('exempt')
    expect(finding.reason.zh).toContain('暴雨')
  })
  it.each([
    ['signed: true', 'met'],
    ['signed: false', 'undetermined'],
  ])('an exemption that is not known: %s is %s', (fields, verdict) => {
    const rule = 'except: { storm: { title: 暴雨, when: { storm: true } } }, require: { signed: true }'
    expect(only(judge(pack(rule), story(fields))).verdict).toBe(verdict)
  })
  it.each([
    ['{ from: 2024-03-05 }', ['R1 missed']],
    ['{ from: 2024-03-06 }', []],
    ['{ to: 2024-03-04 }', []],
  ])('effective %s', (effective, expected) => {
    expect(verdicts(judge(pack(`effective: ${effective}, require: { signed: true }`), story('signed: false')))).toEqual(
      expected,
    )
  })
})

describe('who answers', () => {
  it('nobody found: kept as unattributed', () => {
    const judged = judge(
      pack('require: { signed: true }'),
      `${PEOPLE}\nevents: [ { type: check, no: R1, at: "2024-03-05 14:00", signed: false } ]`,
    )
    expect(only(judged)).toMatchObject({ person: null, id: 'it/R1/-', verdict: 'missed' })
    expect(judged.checked.unattributed).toBe(1)
  })
  it('a list: each is charged, and the case counts once', () => {
    const judged = judge(
      pack('require: { signed: true }').replace('charge: staff', 'charge: [staff, { post: manager }]'),
      story('signed: false'),
    )
    expect(judged.findings.map(finding => finding.person)).toEqual(['E1', 'M1'])
    expect(judged.checked.counts.missed).toBe(1)
  })
  it('the post’s holder at the site of the case, else the only one anywhere', () => {
    const text = pack('require: { signed: true }').replace('charge: staff', 'charge: { post: cook }')
    const people = `people: [ { id: E1, name: 甲, post: cook, sites: [c1] }, { id: E2, name: 乙, post: cook, sites: [c2] } ]`
    const at = (site: string) =>
      `${people}\nevents: [ { type: check, no: R1, at: "2024-03-05 14:00", signed: false, site: ${site} } ]`
    expect(only(judge(text, at('c2'))).person).toBe('E2')
    expect(only(judge(text, at('c3'))).person).toBeNull()
  })
})
