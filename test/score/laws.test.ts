/** What holds for any scorecard and any cases. */

import fc from 'fast-check'
import Fraction from 'fraction.js'
import { describe, expect, it } from 'vitest'
import { largestFlow } from '../../src/lib/max-flow.ts'
import type { Rulebook, Scorecard, ScorecardItem } from '../../src/model/rulebook.ts'
import { findMargins, score } from '../../src/score/index.ts'
import {
  always,
  atLeast,
  card,
  checked,
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

const STANDARDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const standards = STANDARDS.map(id => standard(id, { judgedPer: id < 'e' ? 'event' : 'slot' }))

const points = fc.integer({ min: 1, max: 60 }).map(tenths => tenths / 10)
const anyItem = (id: string): fc.Arbitrary<ScorecardItem> =>
  fc
    .record({
      method: fc.constantFrom('rate', 'deduct', 'deduct' as const),
      each: points,
      most: fc.option(points, { nil: undefined }),
      perCases: fc.option(fc.constant(100), { nil: undefined }),
      weight: fc.integer({ min: 1, max: 4 }),
      by: fc.constantFrom('case' as const, 'incident' as const),
    })
    .map(({ method, each, most, perCases, weight, by }) =>
      item(id, {
        method: method as 'rate' | 'deduct',
        each: always(each),
        weight: always(weight),
        by,
        ...(most === undefined ? {} : { most: always(most) }),
        ...(perCases === undefined ? {} : { perCases }),
      }),
    )

const anyCard: fc.Arbitrary<Scorecard> = fc
  .record({
    items: fc.tuple(...STANDARDS.slice(0, 5).map(anyItem)),
    cuts: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 39 })),
    empties: fc.tuple(...[1, 2, 3].map(() => fc.constantFrom('none', 'full', 'redistribute' as const))),
    bonusFrom: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  })
  .map(({ items, cuts: [first, second], empties, bonusFrom }) => {
    const empty = (at: number) => ({ empty: (empties[at] ?? 'none') as 'none' | 'full' | 'redistribute' })
    return card([
      section('one', first, items.slice(0, 2), empty(0)),
      section('two', second, items.slice(2, 4), empty(1)),
      section('three', 100 - first - second, items.slice(4), empty(2)),
      section('more', undefined, [item('f', { method: 'bonus', each: always(1) })], {
        most: always(3),
        ...(bonusFrom === undefined ? {} : { when: atLeast('score', bonusFrom) }),
      }),
    ])
  })

const anyCase = fc.record({
  standard: fc.constantFrom(...STANDARDS),
  verdict: fc.constantFrom('met', 'met', 'missed', 'missed', 'undetermined', 'exempt', 'pending' as const),
  incident: fc.constantFrom('x:1', 'x:2', 'x:3', 'x:4'),
})
const anyCases: fc.Arbitrary<readonly TestCase[]> = fc
  .array(anyCase, { maxLength: 24 })
  .map(all => all.map((one, at) => ({ ...one, verdict: one.verdict as TestCase['verdict'], id: `k${at}` })))

const anyBook: fc.Arbitrary<Rulebook> = fc
  .record({
    card: anyCard,
    minimumCases: fc.integer({ min: 0, max: 3 }),
    oncePer: fc.constantFrom('incident', 'finding' as const),
  })
  .map(({ card, minimumCases, oncePer }) =>
    rulebook(standards, [card], {
      fairness: { ...fairness, minimumCases, oncePer: oncePer as 'incident' | 'finding' },
    }),
  )

const exactOf = (person: { readonly exactScore: string | null }) =>
  person.exactScore === null ? null : new Fraction(person.exactScore)

describe('laws of scoring', () => {
  it('bands cover every score from 0 to 100 exactly once', () => {
    const panel = standard('panel', { kind: 'rating', judgedPer: 'person' })
    const book = rulebook([panel], [card([section('s', 100, [item('panel', { method: 'rating' })])])])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), thousandths => {
        const { grade, scoreText } = scoreOne(book, [
          { standard: 'panel', verdict: 'met', measure: `${thousandths}/1000` },
        ])
        const hundredths = Math.floor((thousandths + 5) / 10)
        expect(scoreText).toBe(`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`)
        expect(grade).toBe(
          hundredths >= 9000 ? 'excellent' : hundredths >= 8000 ? 'good' : hundredths >= 6000 ? 'pass' : 'fail',
        )
      }),
    )
  })

  it('the misses that a margin names give a better grade, and the score that it tells', () => {
    let told = 0
    fc.assert(
      fc.property(anyBook, anyCases, (book, all) => {
        const input = (cases: readonly TestCase[]) => ({
          rulebook: book,
          checked: checked(standards, cases),
          roster: roster([spell('E1')]),
          period: halfYear,
          history: noHistory,
        })
        const [margin] = findMargins(input(all), score(input(all)))
        if (!margin || margin.deciding.length === 0) return
        told++
        const named = new Set(margin.deciding)
        const turned = all.map(one =>
          named.has(`${one.standard}/${one.id}/E1`) ? { ...one, verdict: 'met' as const } : one,
        )
        const ranks = (book.grades?.bands ?? []).map(({ id }) => id)
        const [before, after] = [all, turned].map(cases => scoreOne(book, cases))
        expect(after?.score).toBe(margin.scoreWithout)
        expect(ranks.indexOf(after?.grade ?? '')).toBeLessThan(ranks.indexOf(before?.grade ?? ''))
        expect(ranks.indexOf(after?.grade ?? '')).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
    expect(told).toBeGreaterThan(20)
  })

  it('turning a miss into a met never lowers a score', () => {
    fc.assert(
      fc.property(anyBook, anyCases, fc.nat(), (book, all, pick) => {
        const misses = all.filter(one => one.verdict === 'missed')
        const turned = misses[pick % Math.max(1, misses.length)]
        fc.pre(turned !== undefined)
        const before = exactOf(scoreOne(book, all))
        const after = exactOf(
          scoreOne(
            book,
            all.map(one => (one === turned ? { ...one, verdict: 'met' } : one)),
          ),
        )
        expect(after === null).toBe(before === null)
        if (before && after) expect(after.gte(before)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('the order of findings, tallies, standards checked and people does not matter', () => {
    const people = ['E1', 'E2', 'E3']
    fc.assert(
      fc.property(anyBook, anyCases, fc.infiniteStream(fc.nat({ max: 1 << 20 })), (book, all, keys) => {
        const owned = all.map((one, at) => ({ ...one, person: people[at % 3] ?? 'E1' }))
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map(value => ({ value, key: keys.next().value ?? 0 }))
            .sort((one, other) => one.key - other.key)
            .map(({ value }) => value)
        const found = checked(standards, owned)
        const run = (mix: <T>(list: readonly T[]) => readonly T[]) =>
          JSON.stringify(
            score({
              rulebook: book,
              checked: {
                ...found,
                findings: mix(found.findings),
                tallies: mix(found.tallies),
                standards: mix(found.standards),
              },
              roster: roster(mix(people.map(id => spell(id)))),
              period: halfYear,
              history: noHistory,
            }),
          )
        expect(run(shuffled)).toBe(run(list => list))
      }),
    )
  })

  it('redistribution keeps 100 marks, and points stay within them', () => {
    fc.assert(
      fc.property(anyBook, anyCases, (book, all) => {
        const { sections, score: total } = scoreOne(book, all)
        const kept = sections.flatMap(one => (one.weight === null ? [] : [one.weight]))
        if (kept.length > 0) expect(Math.abs(kept.reduce((sum, one) => sum + one, 0) - 100)).toBeLessThan(0.02)
        for (const one of sections) {
          if (one.score === null || one.weight === null) continue
          expect(one.score).toBeGreaterThanOrEqual(0)
          expect(one.score).toBeLessThanOrEqual(one.weight)
        }
        if (total !== null) expect(total).toBeLessThanOrEqual(100)
      }),
    )
  })

  it('equals an independent computation in integers', () => {
    // Two rates by weight and one deduction per hundred, over one common denominator, without any fraction type.
    const count = fc.integer({ min: 0, max: 400 })
    fc.assert(
      fc.property(
        fc.tuple(count, count, count, count, count, count),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 99 }),
        (n, weight, tenths) => {
          const [metA, missA, metB, missB, metC, missC] = n
          fc.pre(metA + missA > 0 && metB + missB > 0 && metC + missC > 0)
          const book = rulebook(standards, [
            card([
              section('one', 60, [item('a', { weight: always(weight) }), item('b')]),
              section('two', 40, [item('c', { method: 'deduct', each: always(tenths / 10), perCases: 100 })]),
            ]),
          ])
          const of = (standard: string, met: number, missed: number): TestCase[] => [
            ...Array.from({ length: met }, (_, at) => ({ standard, verdict: 'met' as const, id: `m${at}` })),
            ...Array.from({ length: missed }, (_, at) => ({ standard, verdict: 'missed' as const, id: `x${at}` })),
          ]
          const person = scoreOne(book, [...of('a', metA, missA), ...of('b', metB, missB), ...of('c', metC, missC)])

          const [w, t, a, b, c] = [weight, tenths, metA + missA, metB + missB, metC + missC].map(BigInt) as [
            bigint,
            bigint,
            bigint,
            bigint,
            bigint,
          ]
          const common = (w + 1n) * a * b * c
          const rates = 60n * (BigInt(metA) * w * b + BigInt(metB) * a) * c
          const left = 40n * c - t * 10n * BigInt(missC)
          const total = rates + (left > 0n ? left : 0n) * (w + 1n) * a * b
          const hundredths = (2n * 100n * total + common) / (2n * common)
          expect(person.scoreText).toBe(`${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('the largest flow', () => {
  it('is the largest that any sharing out of incidents gives, when none may be split', () => {
    // Against trying every assignment: splitting can only add to it, and each item and incident keeps within its bound.
    const misses = fc.uniqueArray(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 })), {
      selector: pair => pair.join(),
      maxLength: 8,
    })
    fc.assert(
      fc.property(misses, fc.tuple(points, points, points), fc.tuple(points, points, points), (pairs, cost, cap) => {
        const of = (list: readonly number[], at: number) => new Fraction(String(list[at]))
        const byIncident = [...Map.groupBy(pairs, ([incident]) => incident)]
        const arcs = [
          ...byIncident.map(([incident, own]) => ({
            from: 'start',
            to: `i${incident}`,
            capacity: own.map(([, at]) => of(cost, at)).reduce((one, other) => (one.gt(other) ? one : other)),
          })),
          ...pairs.map(([incident, at]) => ({ from: `i${incident}`, to: `item${at}`, capacity: of(cost, at) })),
          ...[0, 1, 2].map(at => ({ from: `item${at}`, to: 'end', capacity: of(cap, at) })),
        ]
        const flow = largestFlow(arcs, 'start', 'end')
        const total = flow.slice(-3).reduce((sum, one) => sum.add(one), new Fraction(0))
        const best = (left: typeof byIncident, charged: readonly number[]): Fraction => {
          const [next, ...rest] = left
          if (!next) {
            return charged
              .map((times, at) => of(cost, at).mul(times))
              .reduce((sum, sought, at) => sum.add(sought.gt(of(cap, at)) ? of(cap, at) : sought), new Fraction(0))
          }
          const choices = next[1].map(([, at]) =>
            best(
              rest,
              charged.map((times, here) => (here === at ? times + 1 : times)),
            ),
          )
          return choices.reduce((one, other) => (one.gt(other) ? one : other))
        }
        expect(total.gte(best(byIncident, [0, 0, 0]))).toBe(true)
        arcs.forEach((arc, at) => {
          expect(flow[at]?.gte(0) && flow[at].lte(arc.capacity)).toBe(true)
        })
      }),
    )
  })
})
