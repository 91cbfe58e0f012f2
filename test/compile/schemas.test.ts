import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { fileSchemas } from '../../src/compile/schema/index.ts'
import { loadSetup, SETUP_KEYS } from '../../src/load/folder.ts'
import { folderWith } from '../load/support.ts'

interface Described {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Described>>
  readonly additionalProperties?: Described
  readonly allOf?: readonly { readonly then?: Described }[]
}

const root = resolve(import.meta.dirname, '../..')
const ajv = new Ajv2020({ strict: false, allErrors: true })

function schema(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8'))
}

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.yaml'))
    .map(name => join(folder, name))
}

describe('the schemas for editors', () => {
  it.each(Object.keys(fileSchemas()))('%s is a valid schema', name => {
    expect(ajv.validateSchema(schema(name))).toBe(true)
  })

  it('take the shipped pack and its tests as they are', () => {
    const pack = ajv.compile(schema('pack'))
    const tests = ajv.compile(schema('tests'))
    for (const name of yamlFiles('rules')) {
      const validate = name.endsWith('.test.yaml') ? tests : pack
      const isValid = validate(parse(readFileSync(join(root, name), 'utf8')))
      expect([name, isValid ? [] : validate.errors?.map(one => `${one.instancePath} ${one.message}`)]).toEqual([
        name,
        [],
      ])
    }
  })

  it('of an appraisal: a source is a file or a query, and nothing says how a database is reached', () => {
    const validate = ajv.compile(schema('appraisal'))
    const isValid = (repair: unknown) => validate({ period: '2024-H1', records: { repair } })
    const query = { query: 'select 1 order by 1', from: 'postgres' }
    for (const right of ['none', 'a.csv', query, ['a.csv', { ...query, columns: { nr: 'order_no' } }]])
      expect(isValid(right)).toBe(true)
    for (const wrong of [
      { query: 'select 1' },
      { ...query, from: 'mysql' },
      { ...query, password: 'x' },
      { ...query, file: 'a.csv' },
    ])
      expect(isValid(wrong)).toBe(false)
  })

  it('of an appraisal: its keys are those that the folder is read by', () => {
    const { appraisal } = fileSchemas() as Record<'appraisal', Described>
    expect(Object.keys(appraisal.properties ?? {}).toSorted()).toEqual(SETUP_KEYS.toSorted())
  })

  const until = { 'approved-by': 'x', 'approved-on': '2024-07-08', reason: 'y' }
  it.each<[key: string, right: readonly unknown[], wrong: readonly unknown[]]>([
    ['title', ['x', { zh: '考', en: 'x' }], [{ zh: '考' }, [1]]],
    [
      'period',
      ['2024-H1', '2024', 2024, { name: 'x', from: '2024-01-01', to: '2024-02-01' }],
      ['2024-H3', 'x', [], {}],
    ],
    ['as-of', ['2024-07-05', '2024-07-05 18:00', '2024-07-05T18:00:30'], ['2024', '2024-07-05 25:00', '5 July']],
    ['records-from', ['2023-12-01'], ['December']],
    ['state', ['draft', 'panel', 'approved', 'published', 'final'], ['done', 1]],
    ['entries-until', ['2024-07-05', '2024-07-05 18:00'], ['Friday', '2024-07-05 6 pm']],
    ['late-entries', [until], ['x', { ...until, reason: 1 }, { ...until, why: 'z' }, { 'approved-by': 'x' }]],
    ['rules', ['rules'], [1, []]],
    ['profile', ['starter'], [1, []]],
    [
      'people',
      ['people.csv', { file: 'people.csv', columns: { nr: 'id' } }],
      [1, { sheet: 'x' }, { file: 'people.csv', rows: 1 }],
    ],
    [
      'sites',
      ['sites.csv', { file: 'sites.csv', sheet: 'x', 'header-row': 2 }],
      [1, { file: 'sites.csv', 'header-row': 0 }],
    ],
    ['units', ['units.csv'], [{ query: 'select 1', from: 'postgres' }]],
    [
      'records',
      [{ repair: 'none' }, { repair: ['a.csv', { file: 'b.csv' }] }],
      ['a.csv', { repair: [] }, { repair: { query: 'select 1' } }],
    ],
    ['history', ['2023.json', ['2023.json'], []], [1, [1]]],
    ['confirmations', ['c.yaml'], [1, []]],
  ])('of an appraisal: %s is what the folder takes', (key, right, wrong) => {
    const validate = ajv.compile(schema('appraisal'))
    const verdicts = (value: unknown) => {
      const setup = { period: '2024-H1', people: 'people.csv', [key]: value }
      const folder = folderWith({ 'appraisal.yaml': JSON.stringify(setup), 'people.csv': 'id,name,post\n' })
      const isRead = loadSetup(folder).diagnostics.every(({ severity }) => severity !== 'error')
      return { value, isRead, isValid: validate(setup) }
    }
    for (const value of right) expect(verdicts(value)).toEqual({ value, isRead: true, isValid: true })
    for (const value of wrong) expect(verdicts(value)).toEqual({ value, isRead: false, isValid: false })
  })

  it('say what they say in both languages', () => {
    const words = JSON.stringify(schema('pack')).match(/"description":"(?:[^"\\]|\\.)*"/g) ?? []
    expect(words.length).toBeGreaterThan(50)
    for (const one of words) expect(one).toMatch(/\\n.*[a-z]/)
  })

  it('say of every key of a standard, and of every part of a pack, what it means', () => {
    const { pack } = fileSchemas() as Record<'pack', Described>
    const standard = pack.properties?.standards?.additionalProperties
    const keys = [
      ...Object.entries(pack.properties ?? {}),
      ...(standard?.allOf ?? []).flatMap(one => Object.entries(one.then?.properties ?? {})),
    ]
    expect(keys.length).toBeGreaterThan(100)
    expect(keys.filter(([, { description }]) => !description?.includes('\n')).map(([key]) => key)).toEqual([])
  })

  it('refuse what compile refuses', () => {
    const pack = ajv.compile(schema('pack'))
    expect(pack({ posts: { guard: { titel: 'x', level: 'staff' } } })).toBe(false)
    expect(
      pack({ standards: { a: { kind: 'deadline', title: 'x', charge: 'y', event: 'z', to: 't', wthin: '3 days' } } }),
    ).toBe(false)
    expect(
      pack({ standards: { a: { kind: 'deadline', title: 'x', charge: 'y', event: 'z', to: 't', within: '3 days' } } }),
    ).toBe(true)
  })
})
