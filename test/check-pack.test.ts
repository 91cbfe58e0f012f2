/** A sound pack held against its own scorecards, and against the people of an appraisal. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkPack } from '../src/check-pack.ts'

const BASE = readFileSync(resolve(import.meta.dirname, 'fixtures/base-pack.yaml'), 'utf8')
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function write(name: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries({ 'rules/base.yaml': BASE, ...files })) {
    mkdirSync(join(scratch, name, 'rules'), { recursive: true })
    writeFileSync(join(scratch, name, file), text)
  }
}

const standards = (more: string) =>
  `standards:\n${['one', 'two']
    .map(
      id =>
        `  ${id}: { title: 又, clauses: [S1-1], kind: requirement, event: repair, charge: technician, when: { cost: ${id.length + id.charCodeAt(0)} }, require: { urgent: true }${id === 'one' ? more : ''} }\n`,
    )
    .join('')}`

async function check(name: string, files: Readonly<Record<string, string>>) {
  write(name, files)
  return await checkPack({ pack: `${name}/rules`, workingDirectory: scratch, today: '2026-01-01' })
}

describe('standards that no scorecard takes', () => {
  it('are told in one line, and listed', async () => {
    const { diagnostics, unscored } = await check('unscored', { 'rules/own.yaml': standards('') })
    expect(diagnostics).toMatchObject([
      {
        code: 'standard-not-scored',
        severity: 'info',
        message: { en: expect.stringMatching(/^2 of 4 standards/), zh: expect.stringContaining('4 项标准中有 2 项') },
        span: { file: 'unscored/rules/own.yaml', line: 2, column: 3 },
      },
    ])
    expect(unscored.map(({ id }) => id)).toEqual(['one', 'two'])
  })

  it.each([
    [
      'an outcome',
      'outcomes: { o: { when: { fact: missed.one, operator: greaterThan, value: 2 }, then: [ { type: duty } ] } }',
    ],
    ['a cascade', 'cascades: { c: { on: { standards: one }, shares: { person: 100% } } }'],
    [
      'a veto',
      'scorecards: { k: { title: 厨, posts: [cook], veto: [ { standards: one, grade: fail } ], sections: { s: { title: 一, marks: 100, method: rate, items: [ { standards: arrival } ] } } } }',
    ],
    [
      'a ledger',
      '  book: { title: 账, clauses: [S1-1], kind: ledger, from: [ { standards: one, points: 1 } ], charge: owner }',
    ],
  ])('not those that %s takes', async (name, more) => {
    const { diagnostics, unscored } = await check(name, { 'rules/own.yaml': `${standards('')}${more}\n` })
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(unscored.map(({ id }) => id)).not.toContain('one')
    expect(unscored.map(({ id }) => id)).toContain('two')
  })

  it('not notes, and nothing of a pack without scorecards', async () => {
    const { unscored } = await check('note', { 'rules/own.yaml': standards(', severity: note') })
    expect(unscored.map(({ id }) => id)).toEqual(['two'])
    const bare = BASE.replace(/^scorecards:[\s\S]*?(?=^grades:)/m, '')
    expect((await check('bare', { 'rules/base.yaml': bare })).diagnostics).toEqual([])
  })

  it('nothing while errors stand in the way', async () => {
    const { diagnostics } = await check('broken', { 'rules/own.yaml': standards('').replace('charge', 'chrge') })
    expect(diagnostics.map(({ code }) => code)).not.toContain('standard-not-scored')
  })
})

describe('scorecards for posts that nobody holds', () => {
  async function held(name: string, people: string) {
    write(name, {
      'appraisal.yaml': 'period: 2024-H1\nrules: rules\npeople: people.csv\n',
      'people.csv': `id,name,post,from,to\n${people}\n`,
    })
    const { diagnostics } = await checkPack({ folder: name, workingDirectory: scratch, today: '2026-01-01' })
    return diagnostics
  }

  it('are told where the folder of an appraisal is given, whose pack is the one checked', async () => {
    expect(await held('cooks', '1,甲,cook,,')).toMatchObject([
      {
        code: 'post-unheld',
        severity: 'warning',
        message: { en: expect.stringContaining("'wardens' (Warden) in 2024-H1") },
        span: { file: 'cooks/rules/base.yaml', line: 84 },
      },
    ])
    expect(await held('wardens', '1,甲,warden,,')).toEqual([])
  })

  it('counts who holds the post within the period', async () => {
    expect(await held('left', '1,甲,warden,,2023-12-31\n2,乙,cook,,')).toMatchObject([{ code: 'post-unheld' }])
    expect(await held('stayed', '1,甲,warden,,2024-01-01\n2,乙,cook,,')).toEqual([])
    expect(await held('later', '1,甲,warden,2024-07-01,\n2,乙,cook,,')).toMatchObject([{ code: 'post-unheld' }])
  })

  it('says what is wrong with the folder, by the name of its files from here', async () => {
    write('no-people', { 'appraisal.yaml': 'period: 2024-H1\nrules: rules\npeople: peple.csv\n' })
    const { diagnostics } = await checkPack({ folder: 'no-people', workingDirectory: scratch, today: '2026-01-01' })
    expect(diagnostics.map(({ span }) => span.file)).toEqual([expect.stringMatching(/^no-people\//)])
    expect(diagnostics.every(({ severity }) => severity === 'error')).toBe(true)
  })
})
describe('what was published', () => {
  const dated = (within: string) => ({
    'rules/base.yaml': BASE.replace('within: 30 minutes', `within: ${within}`),
  })
  async function published(name: string, before: string, after: string, on = '2024-06-30') {
    write(name, dated(before))
    const request = { pack: `${name}/rules`, workingDirectory: scratch, today: '2026-01-01' }
    const { published: file } = await checkPack({ ...request, publishOn: on })
    writeFileSync(file?.path ?? '', file?.text ?? '')
    write(name, dated(after))
    return (await checkPack(request)).diagnostics
  }

  it('is one number a line, the same bytes each time', async () => {
    write('lines', {})
    const request = { pack: 'lines/rules', workingDirectory: scratch, today: '2026-01-01', publishOn: '2024-06-30' }
    const { published: file } = await checkPack(request)
    expect(file?.text.split('\n').slice(0, 8)).toEqual([
      '{',
      '  "pack": "base",',
      '  "version": "1.0",',
      '  "on": "2024-06-30",',
      '  "numbers": {',
      '    "arrival.within": "30 minutes",',
      '    "called-back.within": "3 working days",',
      '    "cascade:serious.department-manager": "30%",',
    ])
    expect((await checkPack(request)).published?.text).toBe(file?.text)
  })

  it('is told where it is overwritten, with the dated values to write instead', async () => {
    expect(await published('overwritten', '30 minutes', '20 minutes')).toMatchObject([
      {
        code: 'value-overwritten',
        severity: 'warning',
        message: {
          en: expect.stringContaining('30 minutes when published (2024-06-30), now 20 minutes'),
          zh: expect.stringContaining('公布时（2024-06-30）是 30 分钟，现在改成了 20 分钟'),
        },
        hint: { en: expect.stringContaining('{ 2000-01-01: 30 minutes, 2024-07-01: 20 minutes }') },
        span: { file: 'overwritten/rules/base.yaml' },
      },
    ])
  })

  it.each([
    ['the same in other words', '30 minutes', '0.5 hours', 0],
    ['dated from then on', '30 minutes', '{ 2023-01-01: 30 minutes, 2024-07-01: 20 minutes }', 0],
    ['dated from a day before', '30 minutes', '{ 2023-01-01: 30 minutes, 2024-06-30: 20 minutes }', 1],
    ['with the new value in the past alone', '30 minutes', '{ 2023-01-01: 20 minutes, 2024-07-01: 30 minutes }', 1],
    ['in force only from a later day', '30 minutes', '{ 2024-07-01: 30 minutes }', 1],
    [
      'a value to come, changed',
      '{ 2023-01-01: 30 minutes, 2025-01-01: 20 minutes }',
      '{ 2023-01-01: 30 minutes, 2025-01-01: 10 minutes }',
      0,
    ],
    [
      'a value of old, changed',
      '{ 2023-01-01: 30 minutes, 2024-01-01: 20 minutes }',
      '{ 2023-01-01: 40 minutes, 2024-01-01: 20 minutes }',
      1,
    ],
    [
      'a day moved',
      '{ 2023-01-01: 30 minutes, 2024-01-01: 20 minutes }',
      '{ 2023-01-01: 30 minutes, 2024-02-01: 20 minutes }',
      1,
    ],
    ['of one value for all time made of two', '{ 2023-01-01: 30 minutes, 2024-01-01: 20 minutes }', '20 minutes', 1],
  ])('%s', async (name, before, after, count) => {
    const told = await published(name.replaceAll(/\W/g, '-'), before, after)
    expect(told.map(({ code }) => code)).toEqual(Array.from({ length: count }, () => 'value-overwritten'))
  })

  it.each([
    ['no JSON', '{', 'not whole JSON'],
    ['another file', '[]', 'not that of published numbers'],
    [
      'a value that is none',
      '{ "pack": "p", "version": "1", "on": "2024-01-01", "numbers": { "a.within": [] } }',
      "'a.within'",
    ],
    [
      'a day that is none',
      '{ "pack": "p", "version": "1", "on": "2024-02-30", "numbers": {} }',
      'not that of published',
    ],
  ])('is refused where it cannot be read: %s', async (name, text, words) => {
    const { diagnostics } = await check(name.replaceAll(' ', '-'), { 'rules/published.json': text })
    expect(diagnostics).toMatchObject([
      { code: 'published-unreadable', severity: 'error', message: { en: expect.stringContaining(words) } },
    ])
  })

  const own = (require: string, more = '') => ({
    'rules/own.yaml': `${more}standards:
  own:
    title: { zh: 自己, en: Own }
    clauses: [S1-1]
    kind: requirement
    event: repair
    charge: technician
    severity: note
    require: ${require}
`,
  })
  async function changed(name: string, before: Readonly<Record<string, string>>, after: typeof before) {
    write(name, before)
    const request = { pack: `${name}/rules`, workingDirectory: scratch, today: '2026-01-01' }
    const { published: file } = await checkPack({ ...request, publishOn: '2024-06-30' })
    writeFileSync(file?.path ?? '', file?.text ?? '')
    write(name, after)
    return (await checkPack(request)).diagnostics
  }
  const cost = (value: string) => `{ all: [ { urgent: true }, { fact: cost, operator: lessThan, value: ${value} } ] }`

  it('holds the bounds of conditions, which a parameter with its days may take over', async () => {
    expect(await changed('bound', own(cost('5')), own(cost('4')))).toMatchObject([
      {
        code: 'value-overwritten',
        message: {
          en: expect.stringContaining('Own, cost less than: 5 when published (2024-06-30), now 4'),
          zh: expect.stringContaining('“自己”的 cost 小于公布时（2024-06-30）是 5，现在改成了 4'),
        },
        hint: { en: expect.stringContaining('value: { parameter: NAME }') },
        span: { file: 'bound/rules/own.yaml', line: 9, column: 82 },
      },
    ])
    const many = (value: string) => `parameters: { many: { title: { zh: 多, en: Many }, value: ${value} } }\n`
    const days = '{ 2000-01-01: 5, 2024-07-01: 4 }'
    expect(await changed('bound-dated', own(cost('5')), own(cost('{ parameter: many }'), many(days)))).toEqual([])
    expect(await changed('bound-lost', own(cost('5')), own(cost('{ parameter: many }'), many('4')))).toHaveLength(1)
  })

  it.each([
    ['short form', '{ cost: 5, urgent: true }', '{ cost: 4, urgent: true }', 1],
    [
      'one of the two of between',
      '{ fact: cost, operator: between, value: [1, 5] }',
      '{ fact: cost, operator: between, value: [1, 4] }',
      1,
    ],
    [
      'another line before it',
      cost('5'),
      `{ all: [ { class: minor }, { urgent: true }, { fact: cost, operator: lessThan, value: 5 } ] }`,
      0,
    ],
    ['a choice', '{ class: minor }', '{ class: major }', 0],
  ])('holds bounds however they are written: %s', async (name, before, after, count) => {
    expect(await changed(`form-${name.replaceAll(' ', '-')}`, own(before), own(after))).toHaveLength(count)
  })

  it('names bounds by the keys above them', async () => {
    write(
      'names',
      own(
        '{ any: [ { cost: 5 }, { fact: cost, operator: between, value: [1, 2] }, { not: { cost: 5 } }, { cost: 5 } ] }',
      ),
    )
    const request = { pack: 'names/rules', workingDirectory: scratch, today: '2026-01-01', publishOn: '2024-06-30' }
    const lines = (await checkPack(request)).published?.text.split('\n') ?? []
    expect(lines.filter(line => line.includes('"own.')).map(line => line.trim())).toEqual([
      '"own.require.cost.between.1": 1,',
      '"own.require.cost.between.2": 2,',
      '"own.require.cost.equal": 5,',
      '"own.require.cost.equal.again-1": 5,',
      '"own.require.not.cost.equal": 5,',
    ])
  })

  it('tells of a number that takes another value with a parameter, and of the parameter alone where it always did', async () => {
    const within = (value: string, parameter = '24 hours') => ({
      'rules/base.yaml': BASE.replace('within: 30 minutes', `within: ${value}`).replace(
        'value: 24 hours',
        `value: ${parameter}`,
      ),
    })
    expect(await changed('taken', within('30 minutes'), within('{ parameter: prompt }'))).toMatchObject([
      { code: 'value-overwritten', message: { en: expect.stringContaining('(arrival.within)') } },
    ])
    const shared = within('{ parameter: prompt }')
    expect(await changed('shared', shared, within('{ parameter: prompt }', '12 hours'))).toMatchObject([
      { code: 'value-overwritten', message: { en: expect.stringContaining('(parameter:prompt)') } },
    ])
  })

  it('does not ask for days where a number can have none', async () => {
    const least = (raters: number) => ({ 'rules/own.yaml': `fairness: { raters: { minimum: ${raters} } }\n` })
    const found = await changed('undated', least(5), least(6))
    expect(found).toMatchObject([
      { code: 'value-overwritten', hint: { en: expect.stringContaining('can have no days of its own') } },
    ])
  })

  it('tells of numbers that are gone, where they stand in what was published', async () => {
    const dated = (grace: string) => ({
      'rules/base.yaml': BASE.replace('within: 30 minutes', `within: 30 minutes${grace}`),
    })
    expect(await changed('gone', dated('\n    grace: 5 minutes'), dated(''))).toMatchObject([
      {
        code: 'value-overwritten',
        message: {
          en: '1 of the numbers published (2024-06-30) is gone: arrival.grace. Earlier records would be judged without them.',
        },
        span: { file: 'gone/rules/published.json', line: 6, column: 5 },
      },
    ])
    const later = dated('\n    grace: { 2025-01-01: 5 minutes }')
    expect(await changed('never-was', later, dated(''))).toEqual([])
  })

  it('counts the standards that a profile leaves out', async () => {
    const files = {
      'rules/base.yaml': BASE,
      'rules/profiles/small.yaml': 'profile: { title: 小, standards: [arrival] }\n',
    }
    mkdirSync(join(scratch, 'small/rules/profiles'), { recursive: true })
    write('small', files)
    const request = { pack: 'small/rules', workingDirectory: scratch, today: '2026-01-01', profile: 'small' }
    const { published: file } = await checkPack({ ...request, publishOn: '2024-06-30' })
    expect(file?.text).toContain('"called-back.within"')
    writeFileSync(file?.path ?? '', file?.text ?? '')
    expect((await checkPack(request)).diagnostics.map(({ code }) => code)).not.toContain('value-overwritten')
  })

  it('may be another file, asked for by name, but that of the same pack', async () => {
    write('against', dated('20 minutes'))
    const request = { pack: 'against/rules', workingDirectory: scratch, today: '2026-01-01' }
    write('against-before', dated('30 minutes'))
    const { published: file } = await checkPack({ ...request, pack: 'against-before/rules', publishOn: '2024-06-30' })
    const codes = async (name: string, text?: string) => {
      if (text !== undefined) writeFileSync(join(scratch, name), text)
      return (await checkPack({ ...request, against: name })).diagnostics.map(
        ({ code, span }) => `${span.file} ${code}`,
      )
    }
    expect(await codes('before.json', file?.text)).toEqual(['against/rules/base.yaml value-overwritten'])
    expect(await codes('other.json', file?.text.replace('"base"', '"other"'))).toEqual([
      'other.json published-unreadable',
    ])
    expect(await codes('nowhere.json')).toEqual(['nowhere.json published-unreadable'])
  })

  it('is not made where errors stand in the way', async () => {
    write('wrong', dated('30 minuts'))
    const request = { pack: 'wrong/rules', workingDirectory: scratch, today: '2026-01-01', publishOn: '2024-06-30' }
    expect((await checkPack(request)).published).toBeUndefined()
  })
})
