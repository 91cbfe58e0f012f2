/** Rules that are well formed and yet cannot be what was meant in, what is told of them out. */

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'

const BASE = readFileSync(resolve(import.meta.dirname, '../fixtures/base-pack.yaml'), 'utf8')

/** What is told of rules that stand beside a pack without a mistake. */
function told(text: string): readonly Diagnostic[] {
  const files = [parseYaml(BASE, 'base.yaml'), parseYaml(text, 'own.yaml')]
  return [
    ...files.flatMap(one => one.diagnostics),
    ...compile(
      files.map(one => one.file),
      { sha256: '' },
    ).diagnostics,
  ]
}

const codes = (text: string) => told(text).map(({ code, span }) => `${span.line}:${span.column} ${code}`)

const standard = (body: string, id = 'extra') =>
  `  ${id}:\n    title: 多一项\n    clauses: [S1-1]\n${body
    .trim()
    .split('\n')
    .map(line => `    ${line.trim()}\n`)
    .join('')}`

const standards = (...bodies: readonly string[]) =>
  `standards:\n${bodies.map((body, at) => standard(body, `extra-${at}`)).join('')}`

const PRESENT = 'require: { fact: arrived_at, operator: present }'

const requirement = (more: string) => `kind: requirement\nevent: repair\ncharge: technician\n${more}`

describe('conditions that exclude each other', () => {
  it.each([
    [
      '{ all: [ { fact: cost, operator: greaterThan, value: 9 }, { fact: cost, operator: lessThanInclusive, value: 9 } ] }',
    ],
    ['{ all: [ { fact: cost, operator: between, value: [1, 5] }, { cost: [6, 7] } ] }'],
    ['{ all: [ { urgent: true }, { fact: urgent, operator: present, value: false } ] }'],
    ['{ all: [ { class: minor }, { fact: class, operator: notIn, value: [minor] } ] }'],
    ['{ all: [ { cost: [1, 2] }, { cost: [2, 3] }, { cost: [1, 3] } ] }'],
    ['{ all: [ { urgent: true }, { any: [ { urgent: false }, { class: minor } ] } ] }'],
  ])('%s is told', when => {
    expect(codes(standards(requirement(`when: ${when}\n${PRESENT}`)))).toEqual([
      expect.stringMatching(/^\d+:\d+ never-applies$/),
    ])
  })

  it.each([
    [
      '{ all: [ { fact: cost, operator: greaterThanInclusive, value: 9 }, { fact: cost, operator: lessThanInclusive, value: 9 } ] }',
    ],
    ['{ any: [ { class: minor }, { class: major } ] }'],
    ['{ all: [ { fact: cost, operator: present }, { fact: cost, operator: greaterThan, value: 1 } ] }'],
    ['{ not: { all: [ { class: minor }, { urgent: true } ] } }'],
  ])('%s is not', when => {
    expect(codes(standards(requirement(`when: ${when}\n${PRESENT}`)))).toEqual([])
  })

  it('an exemption that cannot hold where the standard does is told at the exemption', () => {
    const found = told(
      standards(
        requirement(`when: { class: minor }\n${PRESENT}\nexcept: { big: { title: 大修, when: { class: major } } }`),
      ),
    )
    expect(found).toMatchObject([{ code: 'never-applies', span: { line: 10 } }])
    expect(found[0]?.message.en).toContain('exemption')
  })
})

describe('exemptions that swallow the standard', () => {
  const exempt = (when: string, require: string, ...exemptions: readonly string[]) =>
    standards(
      requirement(
        `${when}\nrequire: ${require}\nexcept: { ${exemptions.map((one, at) => `e${at}: { title: 免, when: ${one} }`).join(', ')} }`,
      ),
    )

  it.each([
    ['the same condition', exempt('when: { class: minor }', '{ urgent: true }', '{ class: minor }')],
    ['a wider one', exempt('when: { class: minor, site: S1 }', '{ urgent: true }', '{ class: [minor, major] }')],
    [
      'one that any branch implies',
      exempt('when: { any: [ { cost: 1 }, { cost: 2 } ] }', '{ urgent: true }', '{ fact: cost, operator: present }'),
    ],
    ['one for each choice', exempt('when: { site: S1 }', '{ urgent: true }', '{ class: minor }', '{ class: major }')],
    ['one for every miss', exempt('when: { site: S1 }', '{ urgent: true }', '{ urgent: false }')],
    [
      'one for every miss of a limit',
      exempt(
        'when: { site: S1 }',
        '{ fact: cost, operator: lessThan, value: 9 }',
        '{ fact: cost, operator: greaterThan, value: 8 }',
      ),
    ],
  ])('%s', (_name, text) => {
    expect(codes(text)).toEqual([expect.stringContaining('exemption-swallows')])
  })

  it.each([
    ['a narrower condition', exempt('when: { class: [minor, major] }', '{ urgent: true }', '{ class: minor }')],
    ['a condition beside another', exempt('when: { class: minor }', '{ urgent: true }', '{ class: minor, site: S1 }')],
    ['not of every choice', exempt('when: { site: S1 }', '{ urgent: true }', '{ class: minor }')],
    ['some of the misses', exempt('when: { site: S1 }', '{ urgent: true, class: minor }', '{ urgent: false }')],
  ])('%s is an ordinary exemption', (_name, text) => {
    expect(codes(text)).toEqual([])
  })
})

describe('branches that never have their turn', () => {
  const charge = (branches: string) =>
    standards(requirement(`${PRESENT}\n`).replace('charge: technician', `charge: ${branches}`))

  it('behind one that holds whenever they do', () => {
    const narrow = '{ when: { urgent: true, class: minor }, charge: manager }'
    expect(codes(charge(`{ first: [ { when: { urgent: true }, charge: technician }, ${narrow} ] }`))).toEqual([
      '7:72 shadowed-branch',
    ])
    expect(
      codes(charge(`{ first: [ ${narrow}, { when: { urgent: true }, charge: technician }, { charge: cook } ] }`)),
    ).toEqual([])
  })

  it('in derived facts', () => {
    const event = (choose: string) =>
      `events:\n  visit:\n    title: 拜访\n    at: day\n    fields: { day: { type: date }, other: { type: date }, far: { type: yes-no } }\n    derive: { due: { choose: [ ${choose} ] } }\n`
    expect(codes(event('{ take: day }, { when: { far: true }, take: other }'))).toEqual(['6:47 shadowed-branch'])
    expect(codes(event('{ when: { far: true }, take: other }, { take: day }'))).toEqual([])
  })
})

/** Conditions over facts worked out of a visit. */
describe('what a fact can be', () => {
  const derive = [
    'helpers: { count: seen }',
    'both: { sum: [helpers, spare] }',
    'without: { difference: [{ value: 0 }, spare] }',
    'double: { product: [helpers, { value: -2 }] }',
    'part: { percent: { part: helpers, of: both } }',
    'either: { choose: [ { when: { fact: day, operator: present }, take: helpers }, { take: spare } ] }',
    'first: { first-present: [cost, helpers] }',
    'late: { elapsed: { from: begun, to: ended, unit: hours } }',
    'begun_at: { time-of-day: at }',
    'on: { weekday: day }',
    'again: { related: { event: visit, match: { who: who }, take: count } }',
    'spent: { related: { event: visit, match: { who: who }, take: sum.helpers } }',
    'last: { related: { event: visit, match: { who: who }, take: last.helpers } }',
    'few: { is: { fact: helpers, operator: lessThan, value: 2 } }',
    'spare: { sum: [helpers, { parameter: many }] }',
  ]
  const FIELDS =
    'fields: { day: { type: date }, begun: { type: time }, ended: { type: time }, cost: { type: number }, who: { type: person }, seen: { type: list } }'
  const visits = `parameters: { many: { title: 多, value: { 2024-01-01: 2, 2025-01-01: 3 }, by-site: { S1: 5 } } }
events:
  visit:
    title: 拜访
    at: day
    ${FIELDS}
    derive:
${derive.map(line => `      ${line}\n`).join('')}`
  const visit = (body: string) => visits + standards(`kind: requirement\nevent: visit\ncharge: who\n${body}`)
  const asked = (fact: string, operator: string, value: unknown) =>
    codes(
      visit(
        `when: { fact: ${fact}, operator: ${operator}, value: ${JSON.stringify(value)} }\nrequire: { fact: cost, operator: present }`,
      ),
    )

  it.each<[string, string, unknown, string, unknown]>([
    ['helpers', 'lessThan', 0, 'lessThan', 1],
    ['helpers', 'equal', -1, 'equal', 0],
    ['spare', 'lessThan', 2, 'lessThanInclusive', 2],
    ['both', 'lessThanInclusive', 1, 'lessThan', 3],
    ['without', 'greaterThan', -2, 'greaterThanInclusive', -2],
    ['double', 'greaterThan', 0, 'between', [-4, 4]],
    ['part', 'lessThan', 0, 'greaterThan', 100],
    ['either', 'lessThan', 0, 'lessThan', 1],
    ['late', 'greaterThan', 24, 'greaterThanInclusive', 24],
    ['late', 'lessThan', -24, 'lessThan', -23],
    ['begun_at', 'before', '00:00', 'before', '00:01'],
    ['begun_at', 'after', '23:59:59', 'after', '23:59'],
    ['again', 'lessThan', 0, 'lessThan', 1],
    ['spent', 'lessThan', 0, 'lessThan', 1],
    ['last', 'lessThan', 0, 'lessThan', 1],
    ['helpers', 'lessThan', { fact: 'double' }, 'greaterThan', { fact: 'double' }],
    ['helpers', 'in', [-1, -2], 'in', [-1, 2]],
    ['on', 'notIn', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'notIn', ['mon', 'tue']],
    ['few', 'notIn', [true, false], 'notIn', [true]],
  ])('%s %s %j never, %s %j perhaps', (fact, never, none, perhaps, some) => {
    expect(asked(fact, never, none)).toEqual([expect.stringContaining('never-applies')])
    expect(asked(fact, perhaps, some)).toEqual([])
  })

  it('takes a parameter for whatever it may come to', () => {
    const limited = (operator: string, other: number) =>
      codes(
        visit(
          `when: { all: [ { fact: cost, operator: ${operator}, value: { parameter: many } }, { fact: cost, operator: lessThan, value: ${other} } ] }\nrequire: { fact: helpers, operator: present }`,
        ),
      )
    expect(limited('greaterThan', 2)).toEqual([expect.stringContaining('never-applies')])
    expect(limited('greaterThan', 3)).toEqual([])
    expect(limited('equal', 2)).toEqual([expect.stringContaining('never-applies')])
    expect(limited('equal', 3)).toEqual([])
    const exempt = (least: number) =>
      codes(
        visit(
          `when: { fact: cost, operator: greaterThanInclusive, value: ${least} }\nrequire: { fact: day, operator: present }\nexcept: { e: { title: 免, when: { fact: cost, operator: greaterThanInclusive, value: { parameter: many } } } }`,
        ),
      )
    // Nobody knows on which day the parameter is asked: it may come to more.
    expect(exempt(2)).toEqual([])
  })

  it('says so in both languages', () => {
    const [found] = told(visit('when: { fact: spare, operator: lessThan, value: 2 }\nrequire: { cost: 1 }'))
    expect(found?.message).toEqual({
      zh: '“spare”不小于 2，不会小于 2：这项标准永远用不上。',
      en: "'spare' is never below 2 and cannot be less than 2: the standard can never apply.",
    })
  })

  it('a requirement that is never met, or always', () => {
    const required = (body: string) => codes(visit(body))
    expect(required('require: { fact: helpers, operator: lessThan, value: 0 }')).toEqual([
      expect.stringContaining('never-reachable'),
    ])
    const always = 'require: { fact: helpers, operator: greaterThanInclusive, value: 0 }'
    expect(required(always)).toEqual([expect.stringContaining('always-met')])
    // What is left blank is a miss: it asks that the field be filled in.
    expect(required(`${always}\nif-missing: missed`)).toEqual([])
    expect(required('require: { fact: spare, operator: greaterThan, value: { parameter: many } }')).toEqual([])
    expect(required('require: { not: { fact: helpers, operator: lessThan, value: 0 } }')).toEqual([])
  })

  it('the limits of slots, through what is summed or averaged', () => {
    const monthly = (amount: string) =>
      codes(
        visits + standards(`kind: frequency\nevent: visit\nevery: month\nfor: each person\ncharge: owner\n${amount}`),
      )
    expect(monthly('mean: spare\nat-most: 1')).toEqual([expect.stringContaining('never-reachable')])
    expect(monthly('mean: spare\nat-most: 2')).toEqual([])
    expect(monthly('sum: helpers\nat-most: -1')).toEqual([expect.stringContaining('never-reachable')])
    expect(monthly('sum: helpers\nat-least: 0')).toEqual([expect.stringContaining('always-met')])
    expect(monthly('sum: cost\nat-least: 0')).toEqual([])
    expect(monthly('distinct: on\nat-least: 8')).toEqual([expect.stringContaining('never-reachable')])
    expect(monthly('at-least: 0')).toEqual([expect.stringContaining('always-met')])
  })
})

describe('records that are never counted', () => {
  const never =
    '{ all: [ { fact: cost, operator: lessThan, value: 1 }, { fact: cost, operator: greaterThan, value: 1 } ] }'
  it.each([
    [
      'expect',
      `kind: follow-up\nevent: callback\nexpect: { event: repair, match: { id: repair }, when: ${never} }\nwithin: 1 day\ncharge: caller`,
    ],
    [
      'unless',
      `kind: follow-up\nevent: callback\nexpect: { event: repair, match: { id: repair } }\nunless: { event: repair, match: { id: repair }, when: ${never} }\nwithin: 1 day\ncharge: caller`,
    ],
    [
      'over',
      `kind: share\nevery: month\nfor: each site\nover: { event: repair, when: ${never} }\nmeeting: { urgent: true }\nat-least: 50%\ncharge: manager`,
    ],
    [
      'meeting',
      `kind: share\nevery: month\nfor: each site\nover: repair\nmeeting: ${never}\nat-least: 50%\ncharge: manager`,
    ],
    [
      'for',
      `kind: frequency\nevery: month\nfor: { each: person, when: { all: [ { post: cook }, { post: warden } ] } }\nevent: repair\nmatch: { technician: owner }\ncharge: owner`,
    ],
    [
      'charge',
      `kind: requirement\nevent: repair\n${PRESENT}\ncharge: { first: [ { when: ${never}, charge: manager }, { charge: technician } ] }`,
    ],
  ])('%s', (_name, body) => {
    expect(codes(standards(body))).toEqual([expect.stringContaining('never-applies')])
  })
})

describe('limits that nothing reaches, or everything meets', () => {
  const slot = 'every: month\nfor: each site\ncharge: manager'
  const share = (limit: string) => standards(`kind: share\n${slot}\nover: repair\nmeeting: { urgent: true }\n${limit}`)
  const frequency = (amount: string) => standards(`kind: frequency\n${slot}\nevent: repair\n${amount}`)
  const parameters = 'parameters: { many: { title: 多, value: { 2024-01-01: 2, 2025-01-01: 3 } } }\n'

  it.each([
    ['a share over all', share('at-least: 101%')],
    ['more kinds than choices', frequency('distinct: class\nat-least: 3')],
    ['… of a yes or no', frequency('distinct: urgent\nat-least: 3')],
    ['… in a parameter, from some day on', parameters + frequency('distinct: class\nat-least: { parameter: many }')],
    ['the least above the most', frequency('at-least: 5\nat-most: 4')],
    [
      'demands that exclude each other',
      standards(requirement('require: { all: [ { urgent: true }, { urgent: false } ] }')),
    ],
  ])('%s', (_name, text) => {
    expect(codes(text)).toEqual([expect.stringContaining('never-reachable')])
  })

  it.each([
    ['all of them', share('at-least: 100%')],
    ['as many kinds as choices', frequency('distinct: class\nat-least: 2')],
    ['exactly so many', frequency('at-least: 4\nat-most: 4')],
    ['more than in the slot before', frequency('at-least: { previous: 110% }')],
  ])('%s can be reached', (_name, text) => {
    expect(codes(text)).toEqual([])
  })

  it.each([
    ['a share that is never more than all', share('at-most: 100%')],
    ['a share of none', share('at-least: 0%')],
    ['none at least', frequency('at-least: 0')],
  ])('%s is always met', (_name, text) => {
    expect(codes(text)).toEqual([expect.stringContaining('always-met')])
  })

  it('a rating above its scale, a count below none', () => {
    const rating = (least: number) =>
      standards(`kind: rating\nevent: opinion\nscore: points\nscale: 10\nat-least: ${least}\ncharge: about`)
    expect(codes(rating(101))).toEqual([expect.stringContaining('never-reachable')])
    expect(codes(rating(100))).toEqual([])
    const counted = (value: number) =>
      `events:\n  visit:\n    title: 拜访\n    at: day\n    fields: { day: { type: date }, who: { type: person }, seen: { type: list } }\n    derive: { number: { count: seen } }\n${standards(
        `kind: requirement\nevent: visit\ncharge: who\nrequire: { fact: number, operator: lessThan, value: ${value} }`,
      )}`
    expect(codes(counted(0))).toEqual([expect.stringContaining('never-reachable')])
    expect(codes(counted(1))).toEqual([])
  })

  it.each([
    ['score', 101, true],
    ['score', 100, false],
    ['section.promises.percent', 100.5, true],
    ['missed.arrival', 500, false],
    ['tenure', 500, false],
  ])('an outcome that asks for %s of %d: %s', (fact, value, isTold) => {
    const when = `{ fact: ${fact}, operator: greaterThanInclusive, value: ${value} }`
    const found = codes(`outcomes:\n  more:\n    title: 多\n    when: ${when}\n    then: [ { type: duty } ]\n`)
    expect(found).toHaveLength(isTold ? 1 : 0)
  })
})

describe('missing translations', () => {
  it('are told once for each file, with how many and the first places; the one that is there is shown', () => {
    const texts = Array.from(
      { length: 8 },
      (_, at) => `  p${at}: { title: { ${at === 1 ? 'en: A' : 'zh: 甲'} }, value: 1 }\n`,
    )
    const [found, ...others] = told(`parameters:\n${texts.join('')}`)
    expect(others).toEqual([])
    expect(found).toMatchObject({ code: 'translation-missing', severity: 'warning', span: { line: 2, column: 9 } })
    expect(found?.message.en).toMatch(/^8 texts .* English or Chinese/)
    expect(found?.related?.map(({ line }) => line)).toEqual([3, 4, 5, 6])
  })

  it('texts that are the same in both are not told', () => {
    expect(codes('parameters: { p: { title: 甲, value: 1 } }\n')).toEqual([])
  })
})
