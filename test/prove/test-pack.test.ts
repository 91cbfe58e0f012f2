/** Small packs with rule tests: what holds, what differs and why, what in a test cannot be read, what no test shows. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { testPack } from '../../src/test-pack.ts'
import { SMALL_PACK } from '../support/small-pack.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-tests-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const PACK = `${SMALL_PACK}      storm: { type: yes-no, title: { zh: 暴雨, en: Storm } }
`

const STANDARD = `
standards:
  on-time:
    title: { zh: 三十分钟到场, en: There within 30 minutes }
    kind: deadline
    event: repair
    from: reported_at
    to: arrived_at
    within: { 2023-01-01: 40 minutes, 2024-04-01: 30 minutes }
    except: { storm: { title: { zh: 暴雨, en: Storm }, when: { storm: true } } }
    charge: technician
`

const CONSEQUENCES = `
standards:
  tidy: { title: { zh: 整洁, en: Tidy }, kind: requirement, event: repair, require: { storm: false }, charge: technician, tags: [rest], effective: { from: 2030-01-01 } }
grades: { decimals: 1, bands: { good: { title: { zh: 好, en: Good }, from: 60 }, bad: { title: { zh: 差, en: Bad }, from: 0 } } }
scorecards:
  fitters:
    title: { zh: 表, en: Card }
    posts: [fitter]
    sections:
      work: { title: { zh: 工作, en: Work }, marks: 80, method: rate, empty: redistribute, items: [ { standards: on-time } ] }
      rest: { title: { zh: 其余, en: Rest }, marks: 20, method: rate, empty: full, items: [ { standards: 'tag:rest' } ] }
outcomes:
  rewarded: { title: { zh: 奖, en: Reward }, when: { grade: good, year.complete: true }, then: [ { type: reward } ] }
cascades:
  up: { title: { zh: 连带, en: Up }, on: { standards: on-time, verdict: missed }, shares: { person: 100%, head: 30% }, combine: capped }
`

let count = 0

function pack(tests: string, rules: readonly string[]): string {
  count += 1
  const folder = join(scratch, `pack-${count}`)
  mkdirSync(folder)
  for (const [at, text] of [PACK, ...rules].entries()) writeFileSync(join(folder, `${at}.yaml`), text)
  if (tests !== '') writeFileSync(join(folder, 'a.test.yaml'), tests)
  return folder
}

const order = (no: string, at: string, arrived: string, more = ', storm: false') =>
  `{ type: repair, order_no: ${no}, reported_at: ${at}, arrived_at: ${arrived}, technician: E1${more} }`

function storyOf(expected: string, events = [order('R1', '2024-05-05 14:00', '2024-05-05 14:31')]): string {
  return [
    'tests:',
    '  - name: half an hour',
    '    standard: on-time',
    `    events: [ ${events.join(', ')} ]`,
    `    expect: ${expected}`,
    '',
  ].join('\n')
}

const run = (tests: string, rules: readonly string[] = [STANDARD], only?: string) =>
  testPack({ pack: pack(tests, rules), workingDirectory: scratch, ...(only === undefined ? {} : { only }) })

describe('a test of a standard', () => {
  it('holds, with the findings that it rests on', async () => {
    const { passed, failed } = await run(
      storyOf('[ { case: R1, person: E1, verdict: missed, measured: 31 minutes, limit: 30 minute } ]'),
    )
    expect(failed).toEqual([])
    expect(passed[0]?.findings.map(one => one.id)).toEqual(['on-time/R1/E1'])
  })

  it.each([
    [
      'another verdict',
      '[ { case: R1, verdict: met } ]',
      ['- { case: R1, verdict: met }', '+ { case: R1, verdict: missed }'],
    ],
    [
      'another measure',
      '[ { case: R1, verdict: missed, measured: 30 minutes } ]',
      ['- { case: R1, verdict: missed, measured: 30 minute }', '+ { case: R1, verdict: missed, measured: 31 minute }'],
    ],
    ['a finding that nobody expects', '[]', ['+ { case: R1, person: E1, verdict: missed }']],
    [
      'one that never came',
      '[ { case: R1, verdict: missed }, { case: R2, verdict: met } ]',
      ['  { case: R1, verdict: missed }', '- { case: R2, verdict: met }'],
    ],
    [
      'another due time',
      '[ { case: R1, verdict: missed, due: 2024-05-05 14:31 } ]',
      [
        '- { case: R1, verdict: missed, due: 2024-05-05 14:31 }',
        '+ { case: R1, verdict: missed, due: 2024-05-05 14:30 }',
      ],
    ],
  ])('fails for %s, at the line of its expectation', async (_, expected, lines) => {
    const { passed, failed } = await run(storyOf(expected))
    expect(passed).toEqual([])
    expect(failed[0]?.difference.map(({ sign, text }) => `${sign} ${text}`)).toEqual(lines)
    expect(failed[0]?.test.span).toMatchObject({ line: 5, column: 5 })
  })

  it('tells why the verdict came out as it did', async () => {
    const { failed } = await run(storyOf('[ { case: R1, verdict: met } ]'))
    expect(failed[0]?.difference.at(-1)?.reason?.en).toContain('31 minutes')
  })

  it.each([
    [
      'a field that there is not',
      [order('R1', '2024-05-05 14:00', '2024-05-05 14:31', ', storm: false, strom: true')],
      'record 1: ',
    ],
    [
      'a time that cannot be read',
      [order('R1', '2024-05-05 14:00', '2024-05-05 14:31'), order('R2', '2024-05-05', '25:00')],
      'record 2: ',
    ],
  ])('with %s fails, and is never passed over', async (_, events, start) => {
    const { passed, failed } = await run(storyOf('[ { case: R1, verdict: missed } ]', events))
    expect(passed).toEqual([])
    expect(failed[0]?.problems[0]?.en.slice(0, start.length)).toBe(start)
  })

  it.each([
    ['period: 2024-13', 'period'],
    ['as-of: 2024-02-30', 'as-of'],
  ])('with %s fails', async (line, key) => {
    const { failed } = await run(`${storyOf('[]')}    ${line}\n`)
    expect(failed[0]?.problems[0]?.en).toContain(key)
  })
})

describe('what follows from a score', () => {
  const rules = [STANDARD, CONSEQUENCES]
  const test = (lines: string) => `tests:\n  - name: one\n    ${lines.trim().split('\n').join('\n    ')}\n`

  it.each([
    ['{ work: 39.94, rest: 20 }', '{ score: 59.9, grade: bad }'],
    ['{ work: 39.95, rest: 20 }', '{ score: 60, grade: good }'],
    ['{ work: null, rest: 12 }', '{ score: 60, grade: good }'],
    ['{ work: 40, rest: null }', '{ score: 60, grade: good }'],
    ['{ work: null, rest: null }', '{ score: 100, grade: good }'],
  ])('sections %s come to %s', async (sections, expected) => {
    const { failed, passed } = await run(
      test(`scorecard: fitters\ngiven: { sections: ${sections} }\nexpect: ${expected}`),
      rules,
    )
    expect(failed).toEqual([])
    expect(passed).toHaveLength(1)
  })

  it.each([
    ['{ on-time: { met: 30, missed: 10 }, tidy: { met: 50 } }', '{ score: 80, sections: { work: 60, rest: 20 } }'],
    ['{ on-time: { met: 30, missed: 10 } }', '{ sections: { work: 60, rest: 20 } }'],
    ['{ tidy: { met: 50 } }', '{ sections: { work: null, rest: 100 } }'],
  ])('cases %s come to %s', async (cases, expected) => {
    const { failed, passed } = await run(
      test(`scorecard: fitters\ngiven: { cases: ${cases} }\nexpect: ${expected}`),
      rules,
    )
    expect(failed.flatMap(one => one.difference)).toEqual([])
    expect(passed).toHaveLength(1)
  })

  it.each([
    [
      'scorecard: fitters\ngiven: { cases: { in-time: { met: 1 } } }\nexpect: { score: 6 }',
      "look at the standard 'in-time'",
    ],
    [
      'scorecard: fitters\ngiven: { sections: { work: 1, rest: 2, other: 3 } }\nexpect: { score: 6 }',
      "no section 'other'",
    ],
    ['scorecard: fitters\ngiven: { sections: { work: 1 } }\nexpect: { score: 1 }', "'rest' are not given"],
    ['outcome: rewarded\ngiven: { grades: good }\nexpect: { outcomes: [] }', "does not ask for 'grades'"],
  ])('a test that gives what there is not fails', async (lines, told) => {
    const { failed } = await run(test(lines), rules)
    expect(failed[0]?.problems[0]?.en).toContain(told)
  })

  it.each([
    ['{ grade: good, year.complete: true }', '{ outcomes: [rewarded], undecided: [] }'],
    ['{ grade: bad }', '{ outcomes: [], undecided: [] }'],
    ['{ grade: good }', '{ outcomes: [], undecided: [rewarded] }'],
  ])('of %s follows %s', async (given, expected) => {
    expect((await run(test(`outcome: rewarded\ngiven: ${given}\nexpect: ${expected}`), rules)).failed).toEqual([])
  })

  it('tells an outcome that does not follow', async () => {
    const { failed } = await run(
      test('outcome: rewarded\ngiven: { grade: bad }\nexpect: { outcomes: [rewarded] }'),
      rules,
    )
    expect(failed[0]?.difference).toEqual([
      { sign: '-', text: 'outcomes: [rewarded]' },
      { sign: '+', text: 'outcomes: []' },
    ])
  })

  it('withholds up the line', async () => {
    const people = 'people: [ { id: E1, post: fitter, reports_to: H1 }, { id: H1, post: head } ]'
    const events = `events: [ ${order('R1', '2024-05-05 14:00', '2024-05-05 14:31')} ]`
    const { failed } = await run(
      test(`cascade: up\n${people}\n${events}\nexpect: { withheld: { H1: 30, E1: 100 } }`),
      rules,
    )
    expect(failed).toEqual([])
  })

  it('withholds for a balance of misses, which are judged with it', async () => {
    const points = `
standards:
  points: { title: { zh: 积分, en: Points }, kind: ledger, from: [ { standards: on-time, points: 2 } ], at-most: 1, charge: owner }
cascades:
  over: { title: { zh: 超限, en: Over }, on: { standards: points, verdict: missed }, shares: { person: 50% }, combine: capped }
`
    const lines = [
      'cascade: over',
      'people: [ { id: E1, post: fitter } ]',
      `events: [ ${order('R1', '2024-05-05 14:00', '2024-05-05 14:31')} ]`,
      'expect: { withheld: { E1: 50 } }',
    ]
    const { failed, passed, diagnostics } = await run(test(lines.join('\n')), [STANDARD, points])
    expect(diagnostics).toEqual([])
    expect(failed).toEqual([])
    expect(passed).toHaveLength(1)
  })
})

describe('which tests are run', () => {
  const two = `${storyOf('[ { case: R1, verdict: missed } ]')}  - { name: nothing, standard: on-time, expect: [] }\n`

  it('those whose name, file or rule holds the words; then no coverage is told', async () => {
    const { passed, coverage } = await run(two, [STANDARD], 'nothing')
    expect(passed.map(({ test }) => test.name)).toEqual(['nothing'])
    expect(coverage).toBeUndefined()
    expect((await run(two, [STANDARD], 'on-time')).passed).toHaveLength(2)
    expect((await run(two, [STANDARD], 'a.test')).passed).toHaveLength(2)
    expect((await run(two, [STANDARD], 'elsewhere')).passed).toHaveLength(0)
  })

  it('none where the pack does not compile', async () => {
    const { diagnostics, passed } = await run(two, [STANDARD.replace('from: reported_at', 'from: reported')])
    expect(passed).toEqual([])
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-fact'])
  })
})

describe('coverage', () => {
  const met = order('R1', '2024-05-05 14:00', '2024-05-05 14:30')
  const missed = order('R2', '2024-05-05 14:00', '2024-05-05 14:31')
  const storm = order('R3', '2024-05-05 14:00', '2024-05-05 15:31', ', storm: true')
  const early = order('R4', '2024-03-05 14:00', '2024-03-05 14:39')
  const row = (no: string, verdict: string) => `{ case: ${no}, verdict: ${verdict} }`
  const all = [
    [met, row('R1', 'met')],
    [missed, row('R2', 'missed')],
    [storm, row('R3', 'exempt')],
    [early, row('R4', 'met')],
  ] as const
  const without = (at: number) => {
    const kept = all.filter((_, index) => index !== at)
    return storyOf(
      `[ ${kept.map(([, expected]) => expected).join(', ')} ]`,
      kept.map(([event]) => event),
    )
  }
  const gaps = async (tests: string, rules?: readonly string[]) =>
    (await run(tests, rules)).coverage?.missing.map(({ id, what }) => `${id} ${what.en}`)

  it('is whole where each side is shown', async () => {
    expect((await run(without(-1))).coverage).toMatchObject({ percent: 100, wanted: 7, shown: 7, missing: [] })
  })

  it.each([
    [0, ['on-time is never measured exactly at its limit']],
    [1, ['on-time is never missed', 'on-time is never measured just beyond its limit']],
    [2, ["on-time its exemption 'storm' is never used"]],
    [3, ['on-time its value from 2023-01-01 on is never used']],
  ])('names the side that is not', async (at, told) => {
    expect(await gaps(without(at))).toEqual(told)
  })

  it('takes no case two steps away for one just beyond', async () => {
    expect(await gaps(without(-1).replace('14:31', '14:32'))).toEqual([
      'on-time is never measured just beyond its limit',
    ])
  })

  it('looks into the parameters that a rule names', async () => {
    const limit = STANDARD.match(/within: .*/)?.[0] ?? ''
    const named = STANDARD.replace(limit, 'within: { parameter: arrival }')
    const parameters = `parameters: { arrival: { title: { zh: 到场, en: Arrival }, value: ${limit.replace('within: ', '')} } }`
    expect(await gaps(without(-1), [named, parameters])).toEqual([])
    expect(await gaps(without(3), [named, parameters])).toEqual(['on-time its value from 2023-01-01 on is never used'])
  })

  it('counts no test that failed', async () => {
    const { coverage } = await run(without(-1).replace('case: R2, verdict: missed', 'case: R2, verdict: met'))
    expect(coverage?.shown).toBe(0)
  })

  it('wants scorecards, bounds of grades, outcomes both ways, and cascades', async () => {
    expect(await gaps(without(-1), [STANDARD, CONSEQUENCES])).toEqual([
      'tidy is never met',
      'tidy is never missed',
      'fitters has no test',
      'rewarded never follows',
      'rewarded is never shown not to follow',
      'up has no test',
      'good no test reaches exactly 60',
      'good no test falls just short of it, at 59.9',
    ])
  })
})
