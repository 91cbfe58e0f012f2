/** `rating` and `ledger` in their finer points: scales, items of one record, blanks, caps, other standards' misses. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingLines } from '../../src/assemble/index.ts'
import { PRINTED_OF_STANDARD } from '../../src/report/index.ts'
import { fairness, zone } from '../score/fixture.ts'
import { judge, only, verdicts } from '../support/judge.ts'
import { compileKindPack } from '../support/pack.ts'

const PACK = `
posts: { staff-member: { title: 员工 } }
parameters: { each: { title: 分值, value: 2 }, unset: { title: 未定 } }
events:
  mark:
    title: { zh: 评分, en: Mark }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      who: { type: person }
      by: { type: person }
      score: { type: number }
      max: { type: number }
      level: { type: choice, choices: { poor: 差, met: 达到, moved: 感动 } }
      group: { type: choice, choices: { self: 自评, peers: 互评, chief: 领导 } }
      round: { type: text }
      ok: { type: yes-no }
  fault:
    title: { zh: 违规, en: Fault }
    id: no
    at: at
    incident: case
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      who: { type: person }
      points: { type: number }
      case: { type: text }
      bad: { type: yes-no }
`
const PEOPLE = `people: [ ${['E1', 'R1', 'R2', 'R3', 'R4', 'R5'].map(id => `{ id: ${id}, name: ${id}, post: staff-member }`).join(', ')} ]`

const rating = (rule: string) =>
  `${PACK}\nstandards:\n  it: { title: 评分, kind: rating, event: mark, score: score, charge: who, minimum: 1, trim: 0, ${rule} }\n`
const marks = (rows: readonly string[], more = '') =>
  `${PEOPLE}\n${more}\nevents:\n${rows.map((row, at) => `  - { type: mark, no: M${at}, at: 2024-03-05 10:00, who: E1, ${row} }`).join('\n')}`
const exactOf = (rule: string, rows: readonly string[]) => only(judge(rating(rule), marks(rows))).exact

describe('scale', () => {
  it.each([
    ['scale: 10', ['score: 9'], '90'],
    ['scale: [1, 5]', ['score: 4'], '75'],
    ['scale: [0, { fact: max }]', ['score: 3, max: 4'], '75'],
    ['scale: { poor: 0, met: 60, moved: 100 }, score: level', ['level: met'], '60'],
    ['scale: { 差: 0, 达到: 60, 感动: 100 }, score: level', ['level: moved'], '100'],
    // A hundred where nothing is said.
    ['weight: none', ['score: 88'], '88'],
  ])('%s, %j: %s', (rule, rows, expected) => {
    const text = rating(rule.replace(', score: level', '').replace('weight: none', 'tags: []'))
    expect(
      only(judge(rule.includes('score: level') ? text.replace('score: score', 'score: level') : text, marks(rows)))
        .exact,
    ).toBe(expected)
  })
  it('a score off the scale is not counted, and that is said', () => {
    const finding = only(judge(rating('scale: 10'), marks(['score: 9', 'score: 90'])))
    expect(finding.exact).toBe('90')
    expect(finding.reason.zh).toContain('1 条超出量程')
  })
})

describe('`per` divides the sum of scores by the sum of maxima per record first', () => {
  const rule = 'scale: [0, { fact: max }], per: round'
  it('items of one inspection weigh by their maxima, inspections equally', () => {
    // (8 + 1) / (10 + 10) = 9/20 and 3/4: their mean is 3/5.
    expect(
      exactOf(rule, ['round: a, score: 8, max: 10', 'round: a, score: 1, max: 10', 'round: b, score: 3, max: 4']),
    ).toBe('60')
  })
  it('one failed item voids its record', () => {
    const rows = [
      'round: a, score: 8, max: 10, ok: true',
      'round: a, score: 0, max: 10, ok: true',
      'round: b, score: 4, max: 4, ok: false',
    ]
    expect(exactOf(`${rule}, zero-on-any-failure: true`, rows)).toBe('50')
    expect(exactOf(`${rule}, zero-on-any-failure: { ok: false }`, rows)).toBe('20')
  })
})

describe('the mean per rater, then per group, then weighted over the groups present', () => {
  const rule = 'rater: by, groups: { by: group, weights: { self: 10, peers: 30, chief: 60 } }'
  it.each([
    // R1's two marks make one 70; the peers' mean is (70 + 90) / 2 = 80.
    [['by: R1, group: peers, score: 60', 'by: R1, group: peers, score: 80', 'by: R2, group: peers, score: 90'], '80'],
    [['by: R1, group: peers, score: 80', 'by: R2, group: chief, score: 50'], '60'],
    // Nobody rates themselves.
    [['by: E1, group: self, score: 100', 'by: R1, group: peers, score: 80', 'by: R2, group: chief, score: 50'], '60'],
  ])('%j: %s', (rows, expected) => {
    expect(exactOf(rule, rows)).toBe(expected)
  })
  it('counts how people rate themselves only where the rule says so, and tells that it did not', () => {
    const rows = [
      'by: E1, group: self, score: 100',
      'by: R1, group: peers, score: 80',
      'by: R2, group: chief, score: 50',
    ]
    expect(exactOf(`${rule}, self-ratings: counted`, rows)).toBe('64')
    expect(only(judge(rating(rule), marks(rows))).reason).toMatchObject({
      zh: expect.stringContaining('本人给自己的 1 条评分未计'),
      en: expect.stringContaining('1 by the person rated, not counted'),
    })
  })
  it('trims within a group that is large enough for it', () => {
    const rows = [0, 80, 90, 100].map((score, at) => `by: R${at + 1}, group: peers, score: ${score}`)
    expect(only(judge(rating(rule).replace('trim: 0', 'trim: 1'), marks(rows))).exact).toBe('85')
  })
})

describe('trim never drops everybody', () => {
  it.each([
    [2, '75'],
    [3, '80'],
  ])('of %d raters: %s', (count, expected) => {
    const rows = [70, 80, 90].map((score, at) => `by: R${at + 1}, score: ${score}`).slice(0, count)
    expect(only(judge(rating('rater: by').replace('trim: 0', 'trim: 1'), marks(rows))).exact).toBe(expected)
  })
})

describe('minimum and trim default to the fairness of the pack', () => {
  const text = rating('rater: by').replace('minimum: 1, trim: 0, ', '')
  it('below five raters: undetermined; from five on the highest and the lowest are dropped', () => {
    const rows = [10, 70, 80, 90, 100].map((score, at) => `by: R${at + 1}, score: ${score}`)
    expect(only(judge(text, marks(rows.slice(0, 4)))).verdict).toBe('undetermined')
    expect(only(judge(text, marks(rows)))).toMatchObject({
      verdict: 'met',
      exact: '80',
      measured: { value: 80, unit: 'points' },
    })
  })
})

describe('a rating has a limit only where the rule states one', () => {
  it.each([
    ['at-least: 80', 'met'],
    ['at-least: 80.1', 'missed'],
  ])('%s: %s', (limit, verdict) => {
    expect(only(judge(rating(limit), marks(['score: 80']))).verdict).toBe(verdict)
  })
})

describe('records of which it cannot be told whether they count are cases of their own', () => {
  it('unknown when, nobody rated', () => {
    const judged = judge(
      rating('when: { ok: true }'),
      marks(['score: 80, ok: true', 'score: 10', 'score: 5, ok: false']),
    )
    expect(verdicts(judged)).toEqual(['2024-H1@E1 met', 'M1 undetermined'])
    const nobody = judge(rating('tags: []'), marks(['score: 80']).replace(', who: E1', ''))
    expect(nobody.findings.map(one => [one.case, one.person, one.verdict])).toEqual([['M0', null, 'undetermined']])
  })
  it('an exempt record does not count', () => {
    const rule = 'except: { trial: { title: 试评, when: { ok: false } } }'
    expect(verdicts(judge(rating(rule), marks(['score: 80, ok: true', 'score: 10, ok: false'])))).toEqual([
      '2024-H1@E1 met',
    ])
  })
})

const ledger = (rule: string, more = '') =>
  `${PACK}\n${more}\nstandards:\n  it: { title: 积分, kind: ledger, ${rule} }\n  good: { title: 无过失, kind: requirement, event: fault, require: { bad: false }, charge: who, tags: [conduct] }\n`
const faults = (rows: readonly string[], more = '') =>
  `people: [ { id: E1, name: 甲, post: staff-member } ]\n${more}\nevents:\n${rows.map((row, at) => `  - { type: fault, no: F${at}, at: 2024-0${at + 1}-05 10:00, who: E1, ${row} }`).join('\n')}`
const balance = (rule: string, rows: readonly string[], more = '') =>
  judge(ledger(rule), faults(rows, more)).findings.find(one => one.standard === 'it')

describe('a ledger’s `points` and `from` add up', () => {
  const bad = ['points: 1, bad: true', 'points: 3, bad: true', 'points: 5, bad: false']
  it.each([
    ['event: fault, points: points, charge: who', '9'],
    ['event: fault, charge: who', '3'],
    ['event: fault, points: { parameter: each }, charge: who', '6'],
    ['event: fault, points: { 2024-01-01: 1, 2024-03-01: 4 }, charge: who', '6'],
    ['from: [ { standards: good, points: 10 } ], charge: owner', '20'],
    ["from: [ { standards: 'tag:conduct', points: 10 } ], charge: owner", '20'],
    ["from: [ { standards: ['go*'], points: 10 } ], charge: owner", '20'],
    // Each fault is one incident with its miss: the largest counts, once.
    ['event: fault, points: points, charge: who, from: [ { standards: good, points: 2 } ]', '10'],
  ])('%s: %s', (rule, expected) => {
    expect(balance(rule, bad)?.exact).toBe(expected)
  })
  it('each finding for itself where the pack’s fairness says so', () => {
    const text = ledger(
      'event: fault, points: points, charge: who, from: [ { standards: good, points: 2 } ]',
      'fairness: { oncePer: finding }',
    )
    expect(judge(text, faults(bad)).findings.find(one => one.standard === 'it')?.exact).toBe('13')
  })
  it('unknown points are undetermined, or what if-missing says', () => {
    const rule = 'event: fault, points: points, charge: who'
    expect(balance(rule, ['points: 1', 'bad: true'])?.verdict).toBe('undetermined')
    expect(balance(`${rule}, if-missing: missed`, ['points: 1', 'bad: true'])?.verdict).toBe('missed')
  })
})

describe('reset', () => {
  const rows = ['points: 1', 'points: 2']
  const before = 'ledgers: { E1: { it: "7" } }'
  it.each([
    ['period', '2024-H1', '3'],
    ['half-year', '2024-H1', '3'],
    ['half-year', '2024-Q2', '7'],
    ['year', '2024-H1', '3'],
    ['year', '2024-Q2', '7'],
    ['never', '2024-H1', '10'],
  ])('%s in %s: %s', (reset, period, expected) => {
    expect(
      balance(`event: fault, points: points, charge: who, reset: ${reset}`, rows, `period: ${period}\n${before}`)
        ?.exact,
    ).toBe(expected)
  })
  it('counts what happens on the day it starts anew', () => {
    const text = ledger('event: fault, points: points, charge: who, reset: half-year')
    const on = (day: string) => {
      const judged = judge(text, faults(['points: 5'], "period: '2024'").replace('2024-01-05', day))
      return judged.findings.find(one => one.standard === 'it')?.exact
    }
    expect([on('2024-06-30'), on('2024-07-01')]).toEqual(['0', '5'])
  })
  it('within a longer period the balance is that since the last reset', () => {
    const events = ['points: 1', 'points: 2', 'points: 4', 'points: 8', 'points: 16', 'points: 32', 'points: 64']
    expect(
      balance('event: fault, points: points, charge: who, reset: half-year', events, "period: '2024'")?.exact,
    ).toBe('64')
  })
})

describe('a clean book is a case too', () => {
  it('of everybody in post during the period', () => {
    const people =
      '[ { id: E1, name: 甲, post: staff-member }, { id: E2, name: 乙, post: staff-member, to: 2023-12-31 } ]'
    const judged = judge(
      ledger('event: fault, points: points, charge: who, at-most: 0'),
      `people: ${people}\nevents: []`,
    )
    expect(judged.findings.map(one => [one.id, one.verdict, one.exact])).toEqual([['it/2024-H1%40E1/E1', 'met', '0']])
  })
})

describe('what is wrong in the rule', () => {
  const codes = (pack: string) => compileKindPack(pack).diagnostics.map(one => `${one.code} ${one.path}`)
  it.each([
    ['charge: owner', 'missing-key standards.it'],
    ['from: [ { standards: good, points: 1 } ], charge: who', 'charge-unknown standards.it.charge'],
    ["from: [ { standards: 'tag:conduc', points: 1 } ], charge: owner", 'standards-none standards.it.from.0.standards'],
    ['event: fault, points: point, charge: who', 'unknown-fact standards.it.points'],
  ])('ledger, %s: %s', (rule, expected) => {
    expect(codes(ledger(rule)).map(one => one.replace(/\.points\.fact$/, '.points'))).toEqual([expected])
  })
  it.each([
    ['scale: [0, { fact: level }]', 'value-type standards.it.scale'],
    ['groups: { by: group, weights: { chef: 1 } }', 'unknown-choice standards.it.groups.weights.chef'],
    ['rater: bye', 'unknown-fact standards.it.rater'],
  ])('rating, %s: %s', (rule, expected) => {
    expect(codes(rating(rule)).map(one => one.replace(/\.(fact|1)$/, ''))).toEqual([expected])
  })
  it('levels must say what every choice stands for', () => {
    expect(codes(rating('scale: { poor: 0, met: 60 }').replace('score: score', 'score: level'))).toEqual([
      'missing-key standards.it.scale',
    ])
    expect(codes(rating('scale: { poor: 0, met: 60, moved: 120 }').replace('score: score', 'score: level'))).toEqual([
      'wrong-value standards.it.scale.moved',
    ])
  })
})

describe('what groups of raters came to', () => {
  const groups = 'rater: by, groups: { by: group, weights: { self: 10, peers: 60, chief: 30 } }'
  const rows = [
    'by: R1, group: chief, score: 70',
    'by: R2, group: peers, score: 80',
    'by: R2, group: peers, score: 90',
    'by: R3, group: peers, score: 60',
  ]

  it('is told in the order of the rule, with the people in each and their exact mean', () => {
    const { checked, findings } = judge(rating(groups), marks(rows))
    const expected = [
      { title: { zh: '互评', en: '互评' }, raters: 2, counted: 2, mean: '145/2', of: 'mark.score' },
      { title: { zh: '领导', en: '领导' }, raters: 1, counted: 1, mean: '70', of: 'mark.score' },
    ]
    expect(checked.tallies.map(tally => tally.groups)).toEqual([expected])
    expect(findings.map(finding => finding.groups)).toEqual([expected])
  })

  it('is one group without a title where the rule has none, and nothing where there is no mean', () => {
    const told = (pack: string) => judge(pack, marks(rows)).checked.tallies.map(tally => tally.groups)
    expect(told(rating('rater: by'))).toEqual([
      [{ title: null, raters: 3, counted: 3, mean: '215/3', of: 'mark.score' }],
    ])
    expect(told(rating('rater: by').replace('minimum: 1', 'minimum: 4'))).toEqual([undefined])
  })

  it('stands in no line of findings.ndjson, nor do records of theirs, nor the mean and number of few', () => {
    const { checked, findings } = judge(rating(groups), marks(rows))
    expect(findings.length).toBe(1)
    expect(findings[0]?.evidence.length).toBe(4)
    const lines = JSON.stringify([...findingLines(checked, { zone, fairness }, new Map(), PRINTED_OF_STANDARD).all()])
    expect(lines).not.toMatch(/145|M[0-3]|73\.5|"value"|[34] raters/)
    expect(lines).toContain('Fewer than 5 raters')
    expect(checked.tallies.length).toBe(1)
  })
})

describe('laws', () => {
  const scores = fc.array(fc.record({ by: fc.integer({ min: 1, max: 5 }), score: fc.integer({ min: 0, max: 100 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  it('the order of the records never matters, and the mean stays between the lowest and the highest', () => {
    const text = rating('rater: by')
    fc.assert(
      fc.property(scores, fc.nat(), (list, seed) => {
        const rows = list.map(one => `by: R${one.by}, score: ${one.score}`)
        const finding = only(judge(text, marks(rows)))
        const turn = seed % rows.length
        const turned = only(judge(text, marks([...rows.slice(turn), ...rows.slice(0, turn)])))
        expect(turned.exact).toBe(finding.exact)
        const value = finding.measured?.value ?? -1
        expect(value).toBeGreaterThanOrEqual(Math.min(...list.map(one => one.score)) - 1e-9)
        expect(value).toBeLessThanOrEqual(Math.max(...list.map(one => one.score)) + 1e-9)
      }),
      { numRuns: 40, seed: 7 },
    )
  })
})
