/** Of many records those are judged that a standard asks for, whatever they are grouped by. */

import { describe, expect, it } from 'vitest'
import { narrowed } from '../../src/kinds/narrowed.ts'
import type { Event } from '../../src/model/event.ts'
import { judgeWith } from '../support/judge.ts'
import { compileKindPack } from '../support/pack.ts'

const CONDITIONS = [
  '{ class: major }',
  '{ class: [minor, major] }',
  '{ class: { fact: was } }',
  '{ storm: true, class: minor }',
  '{ fact: floor, operator: greaterThan, value: 11 }',
  '{ fact: floor, operator: lessThan, value: 0 }',
  '{ fact: class, operator: missing }',
  '{ fact: number, operator: in, value: [3, 7] }',
  '{ any: [ { class: major }, { floor: 5 } ] }',
  '{ all: [ { not: { class: major } }, { storm: false }, { floor: [1, 2] } ] }',
]

const PACK = `
time-zone: Asia/Shanghai
posts: { worker: { title: 维修岗 } }
events:
  repair:
    title: 报修工单
    id: order_no
    at: reported_at
    fields:
      order_no: { type: text, required: true }
      reported_at: { type: date-time, required: true }
      class: { type: choice, choices: { minor: 零星, major: 外主管, none: 无 } }
      was: { type: choice, choices: { minor: 零星, major: 外主管, none: 无 } }
      storm: { type: yes-no }
      floor: { type: number }
      number: { type: number }
      signed: { type: yes-no }
standards:
${CONDITIONS.map((when, at) => `  s${at}: { title: 签字, kind: requirement, event: repair, when: ${when}, require: { signed: true }, charge: { post: worker } }`).join('\n')}
`

const RECORDS = Array.from({ length: 120 }, (_, at) => ({
  type: 'repair',
  order_no: `R${at}`,
  reported_at: `2024-03-${String(1 + (at % 28)).padStart(2, '0')} 09:00`,
  number: at,
  signed: at % 5 !== 0,
  ...(at % 7 === 0 ? {} : { class: at % 3 === 0 ? 'major' : 'minor', floor: at % 13 }),
  ...(at % 11 === 0 ? {} : { storm: at % 2 === 0, was: at % 4 === 0 ? 'major' : 'minor' }),
}))

describe('narrowed', () => {
  it('leaves out no case: many records are judged as each of them alone', () => {
    const { rulebook } = compileKindPack(PACK)
    const found = (events: typeof RECORDS) =>
      judgeWith(rulebook, { people: [{ id: 'E1', name: '张三', post: 'worker' }], events }).findings.map(
        ({ id, verdict }) => `${id} ${verdict}`,
      )
    const together = found(RECORDS)
    expect(together.length).toBeGreaterThan(100)
    expect(together.toSorted()).toEqual(RECORDS.flatMap(record => found([record])).toSorted())
  })

  it('asks a condition of each value, not of each record', () => {
    const { rulebook } = compileKindPack(PACK)
    const type = rulebook.eventTypes.get('repair')
    const events = RECORDS.map(({ order_no: id, floor, number }) => ({ id, type, at: 0, values: { floor, number } }))
    const asked = (field: string) => {
      let times = 0
      const test = () => ++times === 1
      const tree = { kind: 'comparison', fact: { own: field, type: 'number' } }
      const left = narrowed(events as never, { tree, test } as never, (event: Event) => ({ event }) as never)
      return { times, left: left.length }
    }
    expect(asked('floor')).toEqual({ times: 14, left: 18 })
    // Of too many values nothing is asked here.
    expect(asked('number')).toEqual({ times: 0, left: 120 })
  })
})
