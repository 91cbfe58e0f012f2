/** `share`: how much of what a slot holds is as it should be. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, only, verdicts } from '../support/judge.ts'
import { compileKindPack } from '../support/pack.ts'

const PACK = `
time-zone: Asia/Shanghai
posts: { officer: { title: 回访员 } }
parameters: { part: { title: 比例, value: 20% }, unset: { title: 未定 } }
events:
  repair:
    title: { zh: 工单, en: Repair }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      done_at: { type: date-time }
      ok: { type: yes-no }
      site: { type: site }
  callback:
    title: { zh: 回访, en: Callback }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      by_phone: { type: yes-no }
      repair: { type: record, of: repair }
  other:
    title: { zh: 其他, en: Other }
    id: no
    at: at
    fields: { no: { type: text, required: true }, at: { type: date-time, required: true } }
`
const pack = (rule: string) => `${PACK}
standards:
  it: { title: 比例, kind: share, charge: { post: officer }, every: month, for: organisation, ${rule} }
`
const complaints = (rule: string) => compileKindPack(pack(rule)).diagnostics.map(one => one.code)

interface Told {
  readonly repairs: readonly string[]
  readonly callbacks?: readonly string[]
  readonly more?: string
}

function story({ repairs, callbacks = [], more = 'as-of: 2024-05-31' }: Told): string {
  const events = [
    ...repairs.map((text, at) => `  - { type: repair, no: R${at + 1}, ${text} }`),
    ...callbacks.map((text, at) => `  - { type: callback, no: C${at + 1}, ${text} }`),
  ]
  return `people: [ { id: E1, name: 张三, post: officer } ]
period: { name: march, from: 2024-03-01, to: 2024-03-31 }
${more}
events:${events.length === 0 ? ' []' : `\n${events.join('\n')}`}`
}

const repairs = (...oks: readonly (boolean | undefined)[]) =>
  oks.map(ok => `at: 2024-03-05 10:00${ok === undefined ? '' : `, ok: ${ok}`}`)

describe('meeting: a condition on the counted record', () => {
  const atLeastHalf = pack('over: repair, meeting: { ok: true }, at-least: 50%')
  it.each([
    ['exactly on the limit', [true, false], 'met', 50],
    ['just below it', [true, true, false, false, false], 'missed', 40],
    ['a blank that leaves it open', [true, undefined, false], 'undetermined', 100 / 3],
    ['a blank that cannot save it', [undefined, false, false, false], 'missed', 0],
    ['a blank that cannot spoil it', [true, true, undefined], 'met', 200 / 3],
  ] as const)('%s', (_, oks, verdict, measured) => {
    const finding = only(judge(atLeastHalf, story({ repairs: repairs(...oks) })))
    expect(finding).toMatchObject({ case: '2024-03@organisation', person: 'E1', verdict })
    expect(finding.measured).toEqual({ value: expect.closeTo(measured, 10), unit: 'percent' })
    expect(finding.limit).toEqual({ value: 50, unit: 'percent' })
  })
  it.each([
    [[true, false, false], 'met'],
    [[true, true, false], 'missed'],
    [[true, undefined, false], 'undetermined'],
  ] as const)('at-most 40%% over %j: %s', (oks, verdict) => {
    const judged = judge(pack('over: repair, meeting: { ok: true }, at-most: 40%'), story({ repairs: repairs(...oks) }))
    expect(only(judged).verdict).toBe(verdict)
  })
  it('shares are exact: 7 of 100 are 7 %', () => {
    const oks = Array.from({ length: 100 }, (_, at) => at < 7)
    const judged = judge(pack('over: repair, meeting: { ok: true }, at-least: 7%'), story({ repairs: repairs(...oks) }))
    expect(only(judged).verdict).toBe('met')
  })
  it('no cases, or below minimum: undetermined', () => {
    const rule = pack('over: repair, meeting: { ok: true }, at-least: 50%, minimum: 3')
    expect(verdicts(judge(rule, story({ repairs: [] })))).toEqual(['2024-03@organisation undetermined'])
    expect(only(judge(rule, story({ repairs: repairs(false, false) }))).verdict).toBe('undetermined')
    expect(only(judge(rule, story({ repairs: repairs(false, false, false) }))).verdict).toBe('missed')
  })
  it('no slot is judged before it is over', () => {
    const rule = pack('over: repair, meeting: { ok: true }, at-least: 50%')
    const judged = judge(rule, story({ repairs: repairs(true, true), more: 'as-of: 2024-03-20' }))
    expect(only(judged).verdict).toBe('pending')
  })
  it('a parameter may state the share', () => {
    const rule = pack('over: repair, meeting: { ok: true }, at-least: { parameter: part }')
    expect(only(judge(rule, story({ repairs: repairs(true, false, false, false, false) }))).verdict).toBe('met')
    expect(only(judge(rule, story({ repairs: repairs(true, false, false, false, false, false) }))).verdict).toBe(
      'missed',
    )
  })
  it('a dated share: the value in force on the first day of the slot', () => {
    const rule = pack('over: repair, meeting: { ok: true }, at-least: { 2024-01-01: 50%, 2024-03-02: 100% }')
    expect(only(judge(rule, story({ repairs: repairs(true, false) }))).verdict).toBe('met')
  })
})

describe('having: records that follow the counted one', () => {
  const rule = pack(
    'over: { event: repair, at: done_at }, having: { event: callback, match: { repair: id }, when: { by_phone: true } }, at-least: 100%, grace: 1 week',
  )
  const done = ['at: 2024-02-01 10:00, done_at: 2024-03-31 10:00']
  it.each([
    ['the same instant', ['at: 2024-03-31 10:00, repair: R1, by_phone: true'], 'met'],
    ['a minute before it', ['at: 2024-03-31 09:59, repair: R1, by_phone: true'], 'missed'],
    ['the last minute of the grace', ['at: 2024-04-07 23:59, repair: R1, by_phone: true'], 'met'],
    ['a minute after the grace', ['at: 2024-04-08 00:00, repair: R1, by_phone: true'], 'missed'],
    ['of another record', ['at: 2024-03-31 11:00, repair: R2, by_phone: true'], 'missed'],
    ['one that does not meet when', ['at: 2024-03-31 11:00, repair: R1, by_phone: false'], 'missed'],
    ['one of which it is not known', ['at: 2024-03-31 11:00, repair: R1'], 'undetermined'],
  ] as const)('%s', (_, callbacks, verdict) => {
    expect(only(judge(rule, story({ repairs: done, callbacks }))).verdict).toBe(verdict)
  })
  it('grace lets answers be late; it takes no records of the next slot', () => {
    const plain = pack('over: repair, meeting: { ok: true }, at-least: 100%, grace: 1 week')
    const judged = judge(plain, story({ repairs: [...repairs(true), 'at: 2024-04-01 00:00, ok: false'] }))
    expect(only(judged)).toMatchObject({ verdict: 'met', measured: { value: 100 } })
  })
  it('evidence: those that are not as they should be', () => {
    const judged = judge(
      pack('over: repair, meeting: { ok: true }, at-least: 90%'),
      story({ repairs: repairs(true, false) }),
    )
    expect(only(judged).evidence.map(one => one.id)).toEqual(['R2'])
  })
})

describe('what is not a share', () => {
  it.each([
    ['neither meeting nor having', 'over: repair, at-least: 50%', 'wrong-value'],
    ['both', 'over: repair, meeting: { ok: true }, having: callback, at-least: 50%', 'wrong-value'],
    ['no bound', 'over: repair, meeting: { ok: true }', 'wrong-value'],
    ['no percentage', 'over: repair, meeting: { ok: true }, at-least: plenty', 'wrong-value'],
    ['followers that nothing ties to the record', 'over: repair, having: other, at-least: 50%', 'match-missing'],
  ])('%s', (_, rule, code) => expect(complaints(rule)).toEqual([code]))
})

it('turning a bad record into a good one never turns met into missed', () => {
  const rule = pack('over: repair, meeting: { ok: true }, at-least: 60%')
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), fc.nat(), (oks, pick) => {
      const better = oks.with(pick % oks.length, true)
      const verdict = (some: readonly boolean[]) => only(judge(rule, story({ repairs: repairs(...some) }))).verdict
      return !(verdict(oks) === 'met' && verdict(better) !== 'met')
    }),
    { numRuns: 30 },
  )
})
