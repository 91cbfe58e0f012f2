/** People who move: scored by spell, with the scorecard of each, weighted by days in post. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Away, Spell } from '../../src/model/people.ts'
import type { PersonScore } from '../../src/model/score.ts'
import { makeStints } from '../../src/roster/stints.ts'
import { findMargins, score } from '../../src/score/index.ts'
import {
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
  section,
  spell,
  standard,
  type TestCase,
} from './fixture.ts'

const a = standard('a')
const b = standard('b')
const book = rulebook(
  [a, b],
  [
    card([section('s', 100, [item('a')])]),
    card([section('k', 100, [item('b')])], { id: 'kitchen', posts: ['cook', 'baker'] }),
  ],
)

function scoringOf(spells: readonly Spell[], all: readonly TestCase[], away: readonly Away[] = [], rules = book) {
  const people = roster(spells, away)
  const { cardOn } = makeStints(people, rules.scorecards, halfYear)
  const found = checked(rules.standards, all, { cardOn })
  return { rulebook: rules, checked: found, roster: people, period: halfYear, history: noHistory }
}

function scored(...input: Parameters<typeof scoringOf>): PersonScore {
  const [person] = score(scoringOf(...input))
  if (!person) throw new Error('nobody was scored')
  return person
}

const until = (to: string, post = 'warden') => spell('E1', post, { to: day(to) })
const since = (from: string, post = 'cook', more: Partial<Spell> = {}) =>
  spell('E1', post, { from: day(from), ...more })
const inMarch = { at: '2024-03-05' }
const inJune = { at: '2024-06-05' }

describe('somebody with two scorecards', () => {
  it('has the mean of both, weighted by days in post', () => {
    // 122 days at 100, 60 days at 50.
    const all = [...cases('a', 'met', 5, inMarch), ...cases('b', 'met', 2, inJune), ...cases('b', 'missed', 2, inJune)]
    const person = scored([until('2024-05-01'), since('2024-05-02')], all)
    expect(person).toMatchObject({
      scorecard: 'card',
      scoreText: '83.52',
      grade: 'good',
      daysInPost: 182,
      unscored: [],
      parts: [
        { scorecard: 'card', posts: ['warden'], days: 122, weight: 67.03, scoreText: '100.00' },
        { scorecard: 'kitchen', posts: ['cook'], days: 60, weight: 32.97, scoreText: '50.00' },
      ],
    })
    expect(person.exactScore).toBe('7600/91')
  })

  it('is charged under the scorecard of the day; what it does not take is listed and costs nothing', () => {
    const all = [...cases('a', 'met', 5, inMarch), ...cases('a', 'missed', 3, inJune), ...cases('b', 'met', 1, inJune)]
    expect(scored([until('2024-05-01'), since('2024-05-02')], all)).toMatchObject({
      scoreText: '100.00',
      unscored: [{ standard: 'a', met: 0, missed: 3 }],
    })
  })

  it('held equally long: the later is the one that the sheet is headed by', () => {
    const all = [...cases('a', 'met', 5, inMarch), ...cases('b', 'missed', 5, inJune)]
    expect(scored([until('2024-03-31'), since('2024-04-01')], all)).toMatchObject({
      scorecard: 'kitchen',
      scoreText: '50.00',
    })
  })

  it('who works half of full time counts half as much a day', () => {
    const all = [...cases('a', 'met', 5, inMarch), ...cases('b', 'missed', 5, inJune)]
    expect(scored([until('2024-03-31'), since('2024-04-01', 'cook', { share: 0.5 })], all)).toMatchObject({
      scoreText: '66.67',
      daysInPost: 182,
      parts: [{ weight: 66.67 }, { days: 91, weight: 33.33 }],
    })
  })

  it('what is judged of the whole period counts under each', () => {
    const panel = standard('panel', { kind: 'rating', judgedPer: 'person' })
    const rules = rulebook(
      [panel],
      [
        card([section('s', 100, [item('panel', { method: 'rating' })])]),
        card([section('k', 100, [item('panel', { method: 'rating' })])], { id: 'kitchen', posts: ['cook'] }),
      ],
    )
    const all = [{ standard: 'panel', verdict: 'met' as const, measure: '80', at: '2024-06-30' }]
    expect(scored([until('2024-03-31'), since('2024-04-01')], all, [], rules)).toMatchObject({
      scoreText: '80.00',
      parts: [{ scoreText: '80.00' }, { scoreText: '80.00' }],
      unscored: [],
    })
  })

  it('a spell too short to be measured is left out, and told', () => {
    const all = cases('a', 'met', 5, inMarch)
    const person = scored([until('2024-05-31'), since('2024-06-01')], all)
    expect(person).toMatchObject({ scoreText: '100.00', grade: 'excellent', parts: [{ weight: 100 }, { weight: 0 }] })
    expect(person.parts[1]?.reason.en).toBe('too little to score by: this part does not count')
  })

  it('but not where a grade would then rest on too few days', () => {
    const all = cases('b', 'met', 5, inJune)
    expect(scored([until('2024-05-31'), since('2024-06-01')], all)).toMatchObject({
      scoreText: '100.00',
      grade: null,
      gradeReason: 'incomplete',
    })
  })

  it('days in a post that no scorecard takes are not scored, and make no grade', () => {
    const all = [...cases('a', 'met', 5, inMarch), ...cases('a', 'missed', 5, inJune)]
    expect(scored([until('2024-03-31'), since('2024-04-01', 'manager')], all)).toMatchObject({
      scoreText: '100.00',
      grade: 'excellent',
      unscored: [{ standard: 'a', missed: 5 }],
    })
    expect(scored([until('2024-03-01'), since('2024-03-02', 'manager')], all.slice(0, 0))).toMatchObject({
      score: null,
    })
    const early = cases('a', 'met', 5, { at: '2024-02-05' })
    expect(scored([until('2024-03-01'), since('2024-03-02', 'manager')], early)).toMatchObject({
      scoreText: '100.00',
      grade: null,
      gradeReason: 'too-few-days',
    })
  })

  it('a veto under either lowers the grade', () => {
    const rules = rulebook(
      [a, b],
      [
        card([section('s', 100, [item('a')])]),
        card([section('k', 100, [item('b')])], {
          id: 'kitchen',
          posts: ['cook'],
          veto: [{ standards: ['b'], grade: 'fail' }],
        }),
      ],
    )
    const all = [
      ...cases('a', 'met', 9, inMarch),
      ...cases('b', 'met', 99, inJune),
      { standard: 'b', verdict: 'missed' as const, ...inJune },
    ]
    expect(scored([until('2024-05-01'), since('2024-05-02')], all, [], rules)).toMatchObject({
      gradeBeforeVeto: 'excellent',
      grade: 'fail',
    })
  })

  it('a finding of a day outside the period, or in no post, counts where the person was longest', () => {
    const all = [
      ...cases('a', 'met', 5, inMarch),
      ...cases('b', 'met', 5, inJune),
      { standard: 'a', verdict: 'missed' as const, at: '2023-12-20', id: 'carried' },
    ]
    const moved = [until('2024-05-01'), since('2024-05-10')]
    const [early, late] = scored(moved, all).parts
    expect([early?.scoreText, late?.scoreText]).toEqual(['83.33', '100.00'])
  })
})

describe('days away', () => {
  const leave: Away = { person: 'E1', from: day('2024-02-01'), to: day('2024-05-01'), kind: 'leave' }

  it('are not days in post', () => {
    expect(scored([spell('E1')], cases('a', 'met', 5), [leave])).toMatchObject({
      daysInPost: 91,
      grade: 'excellent',
      spells: [{ days: 91, away: 91 }],
    })
    const longer = { ...leave, to: day('2024-05-02') }
    expect(scored([spell('E1')], cases('a', 'met', 5), [longer])).toMatchObject({
      daysInPost: 90,
      grade: null,
      gradeReason: 'too-few-days',
    })
  })

  it('each once, however many absences name them, and none outside the spell', () => {
    const within: Away = { ...leave, from: day('2024-03-01'), to: day('2024-04-01'), kind: 'secondment' }
    const open: Away = { person: 'E1', from: day('2024-06-30'), kind: 'leave' }
    expect(scored([spell('E1')], [], [leave, within, open])).toMatchObject({ daysInPost: 90 })
    expect(scored([until('2024-02-10')], [], [leave])).toMatchObject({ daysInPost: 31, spells: [{ away: 10 }] })
  })

  it('weigh nothing in the mean of two scorecards', () => {
    const all = [...cases('a', 'met', 5, { at: '2024-01-05' }), ...cases('b', 'missed', 5, inJune)]
    // Of the 91 days as a warden 60 were leave: 31 days at 100, 91 at 0.
    const away: Away = { ...leave, from: day('2024-02-01'), to: day('2024-03-31') }
    expect(scored([until('2024-03-31'), since('2024-04-01')], all, [away])).toMatchObject({ scoreText: '25.41' })
  })
})

describe('laws of spells', () => {
  const anyCases = fc.array(
    fc.record({
      standard: fc.constantFrom('a', 'b'),
      verdict: fc.constantFrom('met', 'missed', 'exempt' as const),
      month: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 20 },
  )
  const told = (all: readonly { standard: string; verdict: string; month: number }[]): readonly TestCase[] =>
    all.map(({ standard: id, verdict, month }, at) => ({
      standard: id,
      verdict: verdict as TestCase['verdict'],
      id: `k${at}`,
      at: `2024-0${month}-15`,
    }))
  const withoutSpells = ({ spells: _spells, post: _post, postTitle: _title, facts, ...person }: PersonScore) => ({
    ...person,
    facts: { ...facts, post: undefined },
  })

  it('two half spells with the same scorecard equal one', () => {
    fc.assert(
      fc.property(anyCases, fc.integer({ min: 0, max: 180 }), fc.constantFrom('cook', 'baker'), (all, cut, post) => {
        const rules = { ...book, fairness: { ...fairness, minimumCases: 2 } }
        const [last, next] = [halfYear.from + cut, halfYear.from + cut + 1]
        const halves = [spell('E1', 'cook', { to: last }), spell('E1', post, { from: next })]
        const whole = [spell('E1', 'cook')]
        expect(withoutSpells(scored(halves, told(all), [], rules))).toEqual(
          withoutSpells(scored(whole, told(all), [], rules)),
        )
      }),
    )
  })

  it('the score lies between those of the parts that count, and their weights add up', () => {
    fc.assert(
      fc.property(anyCases, fc.integer({ min: 0, max: 180 }), (all, cut) => {
        const last = halfYear.from + cut
        const person = scored([spell('E1', 'warden', { to: last }), spell('E1', 'cook', { from: last + 1 })], told(all))
        const counting = person.parts.filter(({ weight }) => weight > 0)
        fc.pre(person.score !== null && counting.length > 0)
        const scores = counting.map(part => part.score ?? Number.NaN)
        expect(person.score).toBeGreaterThanOrEqual(Math.min(...scores) - 0.005)
        expect(person.score).toBeLessThanOrEqual(Math.max(...scores) + 0.005)
        expect(Math.abs(counting.reduce((sum, { weight }) => sum + weight, 0) - 100)).toBeLessThan(0.02)
      }),
    )
  })

  it('a miss turned into a met never lowers the score of somebody who moved', () => {
    fc.assert(
      fc.property(anyCases, fc.integer({ min: 0, max: 180 }), fc.nat(), (all, cut, pick) => {
        const spells = [
          spell('E1', 'warden', { to: halfYear.from + cut }),
          spell('E1', 'cook', { from: halfYear.from + cut + 1 }),
        ]
        const found = told(all)
        const misses = found.filter(({ verdict }) => verdict === 'missed')
        const turned = misses[pick % Math.max(1, misses.length)]
        fc.pre(turned !== undefined)
        const before = scored(spells, found).score
        const after = scored(
          spells,
          found.map(one => (one === turned ? { ...one, verdict: 'met' as const } : one)),
        ).score
        expect(after === null).toBe(before === null)
        if (before !== null && after !== null) expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('the misses that a margin names give the score that it tells, of somebody who moved too', () => {
    let named = 0
    fc.assert(
      fc.property(anyCases, fc.integer({ min: 30, max: 150 }), (all, cut) => {
        const spells = [
          spell('E1', 'warden', { to: halfYear.from + cut }),
          spell('E1', 'cook', { from: halfYear.from + cut + 1 }),
        ]
        const found = told(all)
        const input = scoringOf(spells, found)
        const [margin] = findMargins(input, score(input))
        if (!margin || margin.deciding.length === 0) return
        named++
        const turned = found.map(one =>
          margin.deciding.includes(`${one.standard}/${one.id}/E1`) ? { ...one, verdict: 'met' as const } : one,
        )
        expect(scored(spells, turned).score).toBe(margin.scoreWithout)
      }),
      { numRuns: 1000 },
    )
    expect(named).toBeGreaterThan(5)
  })
})
