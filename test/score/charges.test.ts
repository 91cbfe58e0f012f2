/** What single misses come to, the mean of peers, and the same semester a year ago. */

import fc from 'fast-check'
import Fraction from 'fraction.js'
import { describe, expect, it } from 'vitest'
import type { EvidenceCharge } from '../../src/model/appraisal.ts'
import type { PersonScore } from '../../src/model/score.ts'
import type { EarlierAppraisal } from '../../src/model/setup.ts'
import { score } from '../../src/score/index.ts'
import {
  always,
  card,
  cases,
  checked,
  day,
  fairness,
  halfYear,
  item,
  noHistory,
  roster,
  rulebook,
  scoreOne,
  section,
  spell,
  standard,
  type TestCase,
} from './fixture.ts'

const [a, b, c] = [standard('a'), standard('b'), standard('c')]

const missed = (of: string, id: string, incident = `x:${id}`): TestCase => ({
  standard: of,
  verdict: 'missed',
  id,
  incident,
})

function chargesIn(person: PersonScore, finding: string): readonly Partial<EvidenceCharge>[] {
  return (person.charges[finding] ?? []).map(({ effect, points, sameIncidentAs }) => ({
    effect,
    points,
    sameIncidentAs,
  }))
}

describe('what a miss comes to', () => {
  const scored = (most: { readonly most?: ReturnType<typeof always<number>> }, ...all: readonly TestCase[]) => {
    const items = [
      item('a', { method: 'deduct', each: always(2), ...most }),
      item('b', { method: 'deduct', each: always(1) }),
    ]
    return scoreOne(rulebook([a, b], [card([section('s', 100, items)])]), all)
  }

  it('is its points, and nothing where a bound is reached', () => {
    const person = scored({ most: always(5) }, ...['1', '2', '3', '4'].map(id => missed('a', id)), missed('b', '5'))
    expect(person.sections[0]?.items).toMatchObject([
      { points: -5, most: 5, reckoned: -8, capped: true },
      { points: -1, most: null, reckoned: -1, capped: false },
    ])
    expect(chargesIn(person, 'a/2/E1')).toEqual([{ effect: 'charged', points: -2, sameIncidentAs: null }])
    expect(chargesIn(person, 'a/3/E1')).toEqual([{ effect: 'capped', points: -1, sameIncidentAs: null }])
    expect(chargesIn(person, 'a/4/E1')).toEqual([{ effect: 'capped', points: 0, sameIncidentAs: null }])
  })

  it('is nothing where the incident is charged with another', () => {
    const person = scored({}, missed('a', '1'), missed('b', '2', 'x:1'))
    expect(chargesIn(person, 'a/1/E1')).toEqual([{ effect: 'charged', points: -2, sameIncidentAs: null }])
    expect(chargesIn(person, 'b/2/E1')).toEqual([{ effect: 'same-incident', points: 0, sameIncidentAs: 'a/1/E1' }])
  })

  it('is what another item, at its bound, did not charge', () => {
    const person = scored({ most: always(2) }, missed('a', '1'), missed('a', '2'), missed('b', '3', 'x:2'))
    expect(person.score).toBe(97)
    expect(chargesIn(person, 'b/3/E1')).toEqual([{ effect: 'charged', points: -1, sameIncidentAs: null }])
  })

  it('two misses of one incident in one item are charged as one', () => {
    const items = [item(['a', 'b'], { method: 'deduct', each: always(2) })]
    const person = scoreOne(rulebook([a, b], [card([section('s', 100, items)])]), [
      missed('b', '1', 'x:9'),
      missed('a', '2', 'x:9'),
    ])
    expect(person.score).toBe(98)
    expect(chargesIn(person, 'a/2/E1')).toEqual([{ effect: 'charged', points: -2, sameIncidentAs: null }])
    expect(chargesIn(person, 'b/1/E1')).toEqual([{ effect: 'same-incident', points: 0, sameIncidentAs: 'a/2/E1' }])
  })

  it('is part of a share, or nothing at all', () => {
    const book = rulebook(
      [a, b, c],
      [
        card([
          section('s', 60, [item('a')]),
          section('t', 40, [item('c', { method: 'deduct', each: always(1), minimum: 3 })], { empty: 'full' }),
          section('more', undefined, [item('b', { method: 'bonus', each: always(1) })]),
        ]),
      ],
    )
    const person = scoreOne(book, [missed('a', '1'), missed('b', '2'), missed('c', '3')])
    expect(chargesIn(person, 'a/1/E1')).toEqual([{ effect: 'in-rate', points: null, sameIncidentAs: null }])
    expect(chargesIn(person, 'b/2/E1')).toEqual([{ effect: 'no-points', points: null, sameIncidentAs: null }])
    expect(chargesIn(person, 'c/3/E1')).toEqual([{ effect: 'no-points', points: null, sameIncidentAs: null }])
  })

  it('of a standard with too few cases counts nothing beside others of its item that have enough', () => {
    const slot = standard('b', { judgedPer: 'slot' })
    const book = rulebook([a, slot], [card([section('s', 100, [item(['a', 'b'])])])], {
      fairness: { ...fairness, minimumCases: 2 },
    })
    const person = scoreOne(book, [missed('a', '1'), missed('b', '2')])
    expect(chargesIn(person, 'a/1/E1')[0]?.effect).toBe('no-points')
    expect(chargesIn(person, 'b/2/E1')[0]?.effect).toBe('in-rate')
  })

  it('adds up to what the item takes off, exactly, and no incident costs more than its dearest miss', () => {
    const tenths = fc.integer({ min: 1, max: 40 }).map(value => value / 10)
    const anyItem = fc.record({
      each: tenths,
      most: fc.option(tenths, { nil: undefined }),
      perCases: fc.option(fc.constant(100), { nil: undefined }),
    })
    const anyMiss = fc.record({
      of: fc.constantFrom('a', 'b', 'c' as string),
      incident: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(
        fc.tuple(anyItem, anyItem, anyItem),
        fc.array(anyMiss, { maxLength: 20 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('incident', 'finding' as const),
        (rules, misses, marks, oncePer) => {
          const items = ['a', 'b', 'c'].map((id, at) => {
            const { each, most, perCases } = rules[at] ?? { each: 1 }
            return item(id, {
              method: 'deduct',
              each: always(each),
              ...(most === undefined ? {} : { most: always(most) }),
              ...(perCases === undefined ? {} : { perCases }),
            })
          })
          const book = rulebook(
            [a, b, c],
            [card([section('s', marks, items.slice(0, 2)), section('t', 100 - marks, items.slice(2))])],
            { fairness: { ...fairness, oncePer: oncePer as 'incident' | 'finding' } },
          )
          const person = scoreOne(
            book,
            misses.map(({ of, incident }, at) => missed(of, String(at), `x:${incident}`)),
          )
          const all = Object.entries(person.charges).flatMap(([finding, own]) =>
            own.map(charge => ({ finding, ...charge })),
          )
          expect(Object.keys(person.charges).length).toBe(misses.length)
          for (const { id, items: printed } of person.sections) {
            for (const [at, { points }] of printed.entries()) {
              const own = all.filter(charge => charge.section === id && charge.item === at)
              const sum = own.reduce((total, { exactPoints }) => total.add(exactPoints ?? 0), new Fraction(0))
              if (points !== null) expect(Number(sum.neg().round(2)) || 0).toBe(-points || 0)
            }
          }
          if (oncePer === 'finding') return
          const counts = Map.groupBy(misses, ({ of }) => of)
          const perMiss = (id: string): Fraction => {
            const { each, perCases } = rules[['a', 'b', 'c'].indexOf(id)] ?? { each: 1 }
            const whole = new Fraction(String(each))
            return perCases === undefined ? whole : whole.mul(perCases).div(counts.get(id)?.length ?? 1)
          }
          for (const [incident, own] of Map.groupBy(misses.entries(), ([, miss]) => miss.incident)) {
            const cost = own
              .flatMap(([at, { of }]) => all.filter(({ finding }) => finding === `${of}/${at}/E1`))
              .reduce((total, { exactPoints }) => total.sub(exactPoints ?? 0), new Fraction(0))
            const dearest = own.map(([, { of }]) => perMiss(of)).reduce((one, other) => (one.gt(other) ? one : other))
            expect(cost.lte(dearest), String(incident)).toBe(true)
          }
        },
      ),
      { numRuns: 1500 },
    )
  })
})

describe('the mean of peers', () => {
  const book = rulebook([a], [card([section('s', 100, [item('a')])]), card([], { id: 'other', posts: ['cook'] })])
  const peersOf = (people: readonly string[], all: readonly TestCase[]) =>
    score({
      rulebook: book,
      checked: checked([a], all),
      roster: roster([...people.map(id => spell(id)), ...['C1', 'C2', 'C3'].map(id => spell(id, 'cook'))]),
      period: halfYear,
      history: noHistory,
    }).map(one => one.sections[0]?.items[0]?.peers ?? null)
  const six = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6']
  const oneOf = (person: string, misses: number): readonly TestCase[] =>
    Array.from({ length: 10 }, (_, at) => ({
      standard: 'a',
      person,
      id: `${person}-${at}`,
      verdict: at < misses ? ('missed' as const) : ('met' as const),
    }))

  it('is of everybody’s own share, where five others have one', () => {
    const all = six.flatMap((person, at) => oneOf(person, at))
    expect(peersOf(six, all).slice(-6)).toEqual(six.map(() => ({ people: 6, missedPercent: 25 })))
  })

  it('is not told of fewer, for whoever has no case at all, or of ratings', () => {
    const five = six.slice(0, 5)
    const all = five.flatMap((person, at) => oneOf(person, at))
    expect(peersOf(five, all).every(one => one === null)).toBe(true)
    expect(peersOf(six, all).every(one => one === null)).toBe(true)
    const seven = [...six, 'E7']
    const told = peersOf(seven, [...all, ...oneOf('E6', 5)])
    expect(told.at(-1)).toBeNull()
    expect(told.at(-2)).toEqual({ people: 6, missedPercent: 25 })
  })
})

describe('the same semester a year ago', () => {
  const earlier = (name: string, from: string, to: string, points: number, length = 'half-year') =>
    ({
      period: { name, from, to, year: Number(from.slice(0, 4)), length },
      people: [{ id: 'E1', score: points, grade: 'good', outcomes: [], ledgers: {} }],
    }) as EarlierAppraisal
  const book = rulebook([a], [card([section('s', 100, [item('a')])])])
  const of = (...appraisals: readonly EarlierAppraisal[]) =>
    scoreOne(book, cases('a', 'met', 1), {}, { appraisals, carried: [] })

  it('stands beside the latest one', () => {
    const person = of(
      earlier('2023-H1', '2023-01-01', '2023-06-30', 81),
      earlier('2023', '2023-01-01', '2023-12-31', 82, 'year'),
      earlier('2023-H2', '2023-07-01', '2023-12-31', 83),
    )
    expect(person.previous).toEqual({ period: '2023-H2', score: 83, grade: 'good' })
    expect(person.yearBefore).toEqual({ period: '2023-H1', score: 81, grade: 'good' })
  })

  it('is of just these months, or none', () => {
    expect(of(earlier('2022-H1', '2022-01-01', '2022-06-30', 81)).yearBefore).toBeNull()
    expect(of(earlier('2023-H1', '2023-01-01', '2023-06-29', 81)).yearBefore).toBeNull()
    expect(of(earlier('spring', '2023-01-01', '2023-06-30', 81, 'other')).yearBefore).toBeNull()
  })

  it('of a February that is a day longer ends with the month', () => {
    const february = { name: '2024-02', from: day('2024-02-01'), to: day('2024-02-29'), year: 2024, length: 'month' }
    const [person] = score({
      rulebook: book,
      checked: checked([a], []),
      roster: roster([spell('E1')]),
      period: february as typeof halfYear,
      history: { appraisals: [earlier('2023-02', '2023-02-01', '2023-02-28', 81, 'month')], carried: [] },
    })
    expect(person?.yearBefore?.period).toBe('2023-02')
  })
})
