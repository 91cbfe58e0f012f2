/** One incident is charged once, among what is confirmed; what is only proposed, or contested, waits. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DecideInput, decide } from '../../src/decide/index.ts'
import type { MatchedAppeal } from '../../src/model/adjustment.ts'
import type { AppraisedOutcome } from '../../src/model/appraisal.ts'
import type { Cascade, OutcomeRule, Rulebook } from '../../src/model/rulebook.ts'
import { score } from '../../src/score/index.ts'
import {
  always,
  atLeast,
  both,
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
  span,
  spell,
  standard,
  type TestCase,
  zone,
} from '../score/fixture.ts'

const standards = [standard('work'), standard('a'), standard('b')]
const sheet = card([section('s', 100, [item('work')])])

function cascade(id: string, on: string, percent: number): Cascade {
  const shares = { person: always(percent) }
  return { id, title: both(id), clauses: [], standards: [on], verdict: 'missed', shares, combine: 'capped', span }
}

function fine(id: string, on: string, amount: number): OutcomeRule {
  const then = [{ type: 'fine', amount: always(amount) }]
  return { id, title: both(id), clauses: [], when: atLeast(`missed.${on}`, 1), oncePer: 'incident', then, span }
}

const incident: readonly TestCase[] = [
  { standard: 'a', verdict: 'missed', id: '1', incident: 'x:1' },
  { standard: 'b', verdict: 'missed', id: '2', incident: 'x:1' },
]

const confirm = (...outcomes: readonly string[]): DecideInput['confirmations'] =>
  outcomes.map(outcome => ({ person: 'E1', outcome, state: 'confirmed', by: 'W', on: day('2024-07-08') }))

async function decided(
  more: Partial<Rulebook>,
  setting: Partial<Pick<DecideInput, 'confirmations' | 'appeals'>> & {
    readonly base?: string | null
    readonly all?: readonly TestCase[]
  } = {},
) {
  const rules = rulebook(standards, [sheet], more)
  const { base = '1000', all = incident } = setting
  const people = roster([spell('E1', 'warden', base === null ? {} : { bonusBase: base })])
  const contested = new Map((setting.appeals ?? []).map(({ finding, appeal }) => [finding?.id, appeal.id]))
  const plain = checked(rules.standards, [...cases('work', 'met', 5), ...all])
  const found = {
    ...plain,
    findings: plain.findings.map(one => {
      const by = contested.get(one.id)
      return by === undefined ? one : { ...one, contested: by }
    }),
  }
  const scores = score({ rulebook: rules, checked: found, roster: people, period: halfYear, history: noHistory })
  const { people: all2, unmatchedConfirmations } = await decide({
    rulebook: rules,
    scores,
    checked: found,
    roster: people,
    period: halfYear,
    history: noHistory,
    confirmations: setting.confirmations ?? [],
    ...(setting.appeals ? { appeals: setting.appeals } : {}),
    records: { events: new Map() },
    cutOff: { asOf: zone.startOf(day('2024-07-06')), knownThrough: zone.startOf(day('2024-07-06')) - 1 },
  })
  const own = all2.get('E1')
  if (!own) throw new Error('nothing was decided')
  return { ...own, unmatchedConfirmations }
}

const told = ({ withheld }: Awaited<ReturnType<typeof decided>>) =>
  withheld.because.map(({ cascade: id, share, state, standsInFor }) => [id, share, state, standsInFor])
const amounts = (outcomes: readonly AppraisedOutcome[]) =>
  outcomes.map(({ id, amount, state, sameIncidentAs, standsInFor }) => [
    id,
    amount,
    state,
    sameIncidentAs ?? standsInFor,
  ])

describe('two cascades that charge one incident', () => {
  const cascades = [cascade('large', 'a', 30), cascade('small', 'b', 10)]

  it('the larger is proposed; the smaller is silent', async () => {
    const own = await decided({ cascades })
    expect(told(own)).toEqual([['large', 0.3, 'proposed', undefined]])
    expect(own.withheld).toMatchObject({ share: 0.3, amount: 300 })
  })

  it('the smaller alone is confirmed: it is charged until the larger is, which stays proposed', async () => {
    const own = await decided({ cascades }, { confirmations: confirm('small') })
    expect(told(own)).toEqual([
      ['large', 0.3, 'proposed', undefined],
      ['small', 0.1, 'confirmed', 'large'],
    ])
    expect(own.withheld).toMatchObject({ share: 0.3, amount: 300 })
    expect(own.unmatchedConfirmations).toEqual([])
  })

  it('both are confirmed: the larger', async () => {
    const own = await decided({ cascades }, { confirmations: confirm('small', 'large') })
    expect(told(own)).toEqual([['large', 0.3, 'confirmed', undefined]])
    expect(own.unmatchedConfirmations).toEqual([])
  })

  it('the larger is confirmed and contested: the smaller is charged meanwhile', async () => {
    const own = await decided(
      { cascades },
      { confirmations: confirm('small', 'large'), appeals: [openAppeal('a/1/E1')] },
    )
    expect(told(own)).toEqual([
      ['large', 0.3, 'confirmed', undefined],
      ['small', 0.1, 'confirmed', 'large'],
    ])
    expect(own.withheld.because[0]?.contested).toBe('A-1')
  })
})

function openAppeal(id: string): MatchedAppeal {
  const [standardId = '', of = '', person = ''] = id.split('/')
  return {
    appeal: {
      id: 'A-1',
      state: 'open',
      target: { finding: id, person: null },
      reason: '',
      evidence: null,
      filedOn: day('2024-07-03'),
      span,
    },
    person,
    finding: { id, standard: standardId, case: of, person, at: 0, verdict: 'missed', reason: both(''), evidence: [] },
    isContested: true,
  }
}

describe('two amounts for one incident', () => {
  const outcomes = [fine('large', 'a', 300), fine('small', 'b', 100)]

  it('the largest; the other is the same incident', async () => {
    expect(amounts((await decided({ outcomes })).outcomes)).toEqual([
      ['large', 300, 'proposed', undefined],
      ['small', 0, 'proposed', 'large'],
    ])
  })

  it('the smaller alone is confirmed: it is paid until the larger is', async () => {
    expect(amounts((await decided({ outcomes }, { confirmations: confirm('small') })).outcomes)).toEqual([
      ['large', 300, 'proposed', undefined],
      ['small', 100, 'confirmed', 'large'],
    ])
  })

  it('both where the pack charges every finding', async () => {
    const { outcomes: own } = await decided({ outcomes, fairness: { ...fairness, oncePer: 'finding' } })
    expect(own.map(({ amount }) => amount)).toEqual([300, 100])
  })
})

describe('a share and an amount for one incident', () => {
  const rules = (percent: number, amount: number) => ({
    cascades: [cascade('share', 'a', percent)],
    outcomes: [fine('fine', 'b', amount)],
  })

  it('the share, where it comes to more', async () => {
    const own = await decided(rules(30, 299))
    expect(amounts(own.outcomes)).toEqual([['fine', 0, 'proposed', 'share']])
    expect(own.withheld).toMatchObject({ share: 0.3, amount: 300 })
  })

  it('the amount, where that does', async () => {
    const own = await decided(rules(30, 301))
    expect(amounts(own.outcomes)).toEqual([['fine', 301, 'proposed', undefined]])
    expect(own.withheld).toMatchObject({ share: 0, amount: null, because: [] })
  })

  it('both stand where no base tells what the share comes to', async () => {
    const own = await decided(rules(30, 299), { base: null })
    expect(amounts(own.outcomes)).toEqual([['fine', 299, 'proposed', undefined]])
    expect(own.withheld).toMatchObject({ share: 0.3, amount: null })
  })
})

describe('an open appeal', () => {
  const rules = { outcomes: [fine('fine', 'a', 100), fine('other', 'b', 50)] }

  it('is told with what rests on its finding, and with nothing else', async () => {
    const all: readonly TestCase[] = [
      { standard: 'a', verdict: 'missed', id: '1', incident: 'x:1' },
      { standard: 'b', verdict: 'missed', id: '2', incident: 'x:2' },
    ]
    const { outcomes } = await decided(rules, { all, appeals: [openAppeal('a/1/E1')] })
    expect(outcomes.map(({ id, contested }) => [id, contested])).toEqual([
      ['fine', ['A-1']],
      ['other', undefined],
    ])
  })
})

describe('laws of money', () => {
  const anyMiss = fc.record({
    standard: fc.constantFrom('a', 'b'),
    incident: fc.constantFrom('x:1', 'x:2', 'x:3'),
  })

  it('what is settled is at most one charge an incident, the largest of those settled, and never more than the base', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyMiss, { maxLength: 6 }),
        fc.subarray(['one', 'two', 'fine']),
        fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 900 })),
        async (misses, confirmed, [first, second, amount]) => {
          const all = misses.map((miss, at) => ({ ...miss, verdict: 'missed' as const, id: `k${at}` }))
          const more = {
            cascades: [cascade('one', 'a', first), cascade('two', 'b', second)],
            outcomes: [fine('fine', 'a', amount)],
          }
          const { withheld, outcomes } = await decided(more, { all, confirmations: confirm(...confirmed) })
          const settled = withheld.because.filter(({ state }) => state === 'confirmed')
          expect(new Set(settled.map(one => one.incident)).size).toBe(settled.length)
          for (const { incident: of, share } of settled) {
            const claims = misses
              .filter(miss => miss.incident === of)
              .flatMap(miss => [
                ...(miss.standard === 'a' && confirmed.includes('one') ? [first * 10] : []),
                ...(miss.standard === 'b' && confirmed.includes('two') ? [second * 10] : []),
                ...(miss.standard === 'a' && confirmed.includes('fine') ? [amount] : []),
              ])
            expect(Math.round(share * 1000)).toBe(Math.max(...claims))
          }
          const paid = outcomes.filter(({ state, amount: own }) => state === 'confirmed' && own)
          const charged = new Set(settled.map(one => one.incident))
          const finedIncidents = paid.map(
            ({ because }) => misses[Number(because[0]?.split('/')[1]?.slice(1))]?.incident,
          )
          expect(finedIncidents.some(of => of !== undefined && charged.has(of))).toBe(false)
          expect(withheld.share).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 150 },
    )
  })
})
