/** Turns taken in the order of the roster: whoever joins, leaves or is absent, as of the day of the record. */

import { describe, expect, it } from 'vitest'
import { judge, verdicts } from '../support/judge.ts'

const PACK = `
posts: { chief: { title: 主任 }, clerk: { title: 文员 } }
calendars: { default: { hours: { daily: [ 00:00-24:00 ] } } }
events:
  person: { fields: { turn: { type: number, title: 轮值次序 } } }
  duty:
    title: 值班
    id: no
    at: day
    fields:
      no: { type: text, required: true }
      day: { type: date-time, required: true }
      chief_on_duty: { type: person }
      away: { type: list, item: person }
    derive:
      before: { related: { event: duty, when: { fact: chief_on_duty, operator: present }, before: day, take: last.chief_on_duty } }
      turn: { next-in-turn: { among: { each: person, when: { post: chief } }, order: turn, last: before, absent: away } }
standards:
  it: { title: 轮流值班, kind: requirement, event: duty, require: { fact: chief_on_duty, operator: equal, value: { fact: turn } }, charge: chief_on_duty }
`

const PEOPLE = `
people:
  - { id: E1, post: chief, turn: 2 }
  - { id: E2, post: chief, turn: 1 }
  - { id: E3, post: chief, turn: 3, to: 2024-03-31 }
  - { id: E4, post: clerk }
events:
`
const duty = (no: number, day: string, who: string, away = '无') =>
  `  - { type: duty, no: D${no}, day: ${day} 08:00, chief_on_duty: ${who}, away: ${away} }\n`

describe('turns by the roster', () => {
  it('the first one on record tells nothing; then each after whoever served', () => {
    const story =
      duty(1, '2024-03-04', 'E2') +
      duty(2, '2024-03-05', 'E1') +
      duty(3, '2024-03-06', 'E2') +
      duty(4, '2024-03-07', 'E1')
    expect(verdicts(judge(PACK, PEOPLE + story))).toEqual(['D1 undetermined', 'D2 met', 'D3 missed', 'D4 met'])
  })
  it('the absent are passed over', () => {
    const story = duty(1, '2024-03-04', 'E2') + duty(2, '2024-03-05', 'E3', '[E1]')
    expect(verdicts(judge(PACK, PEOPLE + story))).toEqual(['D1 undetermined', 'D2 met'])
  })
  it('whoever has left the post is in the line no more', () => {
    const story = duty(1, '2024-04-01', 'E1') + duty(2, '2024-04-02', 'E2')
    expect(verdicts(judge(PACK, PEOPLE + story))).toEqual(['D1 undetermined', 'D2 met'])
  })
  it('without an order of everybody in the line it is not known', () => {
    const story = duty(1, '2024-03-04', 'E2') + duty(2, '2024-03-05', 'E1')
    const blank = PEOPLE.replace('E3, post: chief, turn: 3', 'E3, post: chief')
    expect(verdicts(judge(PACK, blank + story))).toEqual(['D1 undetermined', 'D2 undetermined'])
  })
})
