/** `rating`: a mean over raters and groups. `ledger`: a balance of points. */

import { describe, expect, it } from 'vitest'
import { judge, only } from '../support/judge.ts'

const PACK = `
time-zone: Asia/Shanghai
posts: { warden: { title: 管理员 } }
calendars: { always: { hours: { daily: ['00:00-24:00'] } } }
events:
  rating:
    title: { zh: 评分, en: Rating }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      ratee: { type: person }
      rater: { type: text }
      group: { type: choice, choices: { peer: 同事, student: 学生 } }
      score: { type: number }
      level: { type: choice, choices: { met: 达到, satisfied: 满意, moved: 感动 } }
  violation:
    title: { zh: 违规, en: Violation }
    id: no
    at: at
    incident: incident
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      staff: { type: person }
      points: { type: number }
      incident: { type: text }
`
const rating = (rule: string) =>
  `${PACK}\nstandards:\n  it: { title: 评分, kind: rating, event: rating, charge: ratee, ${rule} }\n`
const PEOPLE = 'people: [ { id: E1, name: 张三, post: warden } ]'

function rated(...ratings: readonly (readonly [string, number | string, string?])[]): string {
  const rows = ratings.map(
    ([rater, score, group = 'peer'], at) =>
      `  - { type: rating, no: G${at}, at: "2024-06-20 10:00", ratee: E1, rater: ${rater}, group: ${group}, ${typeof score === 'number' ? `score: ${score}` : `level: ${score}`} }`,
  )
  return `${PEOPLE}\nevents:\n${rows.join('\n')}`
}

describe('rating', () => {
  const plain = 'score: score, rater: rater, scale: 100, trim: 0, minimum: 1'

  it('is one case for each person and period', () => {
    expect(only(judge(rating(plain), rated(['A', 80], ['B', 91])))).toMatchObject({
      id: 'it/2024-H1%40E1/E1',
      case: '2024-H1@E1',
      verdict: 'met',
      measured: { value: 85.5, unit: 'points' },
    })
  })
  it('takes the mean per rater first: who rates often weighs no more', () => {
    expect(only(judge(rating(plain), rated(['A', 60], ['A', 80], ['B', 100]))).exact).toBe('85')
  })
  it('is exact: a third stays a third', () => {
    expect(only(judge(rating(plain), rated(['A', 80], ['B', 81], ['C', 83]))).exact).toBe('244/3')
  })
  it('drops so many of the highest and lowest', () => {
    expect(
      only(judge(rating(plain.replace('trim: 0', 'trim: 1')), rated(['A', 0], ['B', 80], ['C', 90], ['D', 100]))).exact,
    ).toBe('85')
  })
  it.each([
    [4, 'undetermined'],
    [5, 'met'],
  ])('%i ratings where the pack wants five: %s', (count, verdict) => {
    const raters = Array.from({ length: count }, (_, at): readonly [string, number] => [`R${at}`, 80])
    expect(only(judge(rating('score: score, rater: rater, scale: 100'), rated(...raters))).verdict).toBe(verdict)
  })
  it('weighs over the groups present', () => {
    const grouped = `${plain}, groups: { by: group, weights: { peer: 1, student: 3 } }`
    expect(only(judge(rating(grouped), rated(['A', 60], ['B', 100, 'student']))).exact).toBe('90')
    expect(only(judge(rating(grouped), rated(['A', 60]))).exact).toBe('60')
  })
  it.each<[string, readonly (readonly [string, number | string])[], string]>([
    ['scale: 10', [['A', 8]], '80'],
    ['scale: [1, 5]', [['A', 4]], '75'],
  ])('%s', (scale, ratings, expected) => {
    expect(only(judge(rating(plain.replace('scale: 100', scale)), rated(...ratings))).exact).toBe(expected)
  })
  it('reads levels', () => {
    const levels = 'score: level, rater: rater, scale: { met: 60, satisfied: 80, moved: 100 }, trim: 0, minimum: 1'
    expect(only(judge(rating(levels), rated(['A', 'met'], ['B', 'moved']))).exact).toBe('80')
  })
  it('a record without a score does not count', () => {
    const blank = `${rated(['A', 80])}\n  - { type: rating, no: G9, at: "2024-06-20 10:00", ratee: E1, rater: Z }`
    expect(only(judge(rating(plain), blank)).exact).toBe('80')
  })
})

describe('ledger', () => {
  const ledger = (rule: string) =>
    `${PACK}\nstandards:\n  it: { title: 积分, kind: ledger, event: violation, charge: staff, ${rule} }\n`
  const marked = (rows: readonly string[], more = '') =>
    `${PEOPLE}\n${more}\nevents:\n${rows.map((row, at) => `  - { type: violation, no: V${at}, at: "2024-03-0${at + 1} 10:00", staff: E1, ${row} }`).join('\n')}`

  it('adds up points; without a limit it is met', () => {
    expect(only(judge(ledger('points: points'), marked(['points: 2', 'points: 3'])))).toMatchObject({
      case: '2024-H1@E1',
      verdict: 'met',
      exact: '5',
    })
  })
  it.each([
    ['at-most: 5', 'met'],
    ['at-most: 4', 'missed'],
  ])('%s: %s', (limit, verdict) => {
    expect(only(judge(ledger(`points: points, ${limit}`), marked(['points: 2', 'points: 3']))).verdict).toBe(verdict)
  })
  it('takes the largest of one incident', () => {
    expect(
      only(judge(ledger('points: points'), marked(['points: 2, incident: X', 'points: 3, incident: X', 'points: 1'])))
        .exact,
    ).toBe('4')
  })
  it('goes on from what the last period left, unless it starts anew each period', () => {
    const before = 'ledgers: { E1: { it: "7" } }'
    expect(only(judge(ledger('points: points, reset: never'), marked(['points: 2'], before))).exact).toBe('9')
    expect(only(judge(ledger('points: points, reset: period'), marked(['points: 2'], before))).exact).toBe('2')
  })
})
