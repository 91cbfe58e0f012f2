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

  it('is not made where errors stand in the way', async () => {
    write('wrong', dated('30 minuts'))
    const request = { pack: 'wrong/rules', workingDirectory: scratch, today: '2026-01-01', publishOn: '2024-06-30' }
    expect((await checkPack(request)).published).toBeUndefined()
  })
})
