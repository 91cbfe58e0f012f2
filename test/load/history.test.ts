import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfirmations } from '../../src/load/confirmations.ts'
import { loadHistory } from '../../src/load/history.ts'
import { day, folderWith, setupOf, types } from './support.ts'

const person = { id: 'E1', score: 91.5, grade: 'excellent' }

function appraisal(name: string, from: string, to: string, more: object = {}): string {
  return JSON.stringify({ format: 1, pack: {}, period: { name, from, to }, people: [person], ...more })
}

const h1 = appraisal('2023-H1', '2023-01-01', '2023-06-30')
const h2 = appraisal('2023-H2', '2023-07-01', '2023-12-31')

function open(from: string, more: object = {}): string {
  const record = {
    type: 'repair',
    id: 'R1',
    at: 5,
    values: { class: 'minor' },
    source: { file: 'r.csv', row: 2, id: 'R1' },
  }
  return `${JSON.stringify({ standard: 's', case: 'R1', from, records: [record], ...more })}\n`
}

function load(
  files: Readonly<Record<string, string | Uint8Array>>,
  history = Object.keys(files).filter(name => name.endsWith('.json')),
) {
  const folder = folderWith(files)
  const reading = loadHistory(setupOf(folder, { history: history.map(name => join(folder, name)) }), types)
  return { ...reading, found: reading.diagnostics.map(one => `${one.code} ${one.span.file}:${one.span.line}`) }
}

describe('earlier appraisals', () => {
  it('oldest first, in whatever order they are named; what DESIGN does not promise may be left out', () => {
    const { history, found, inputs } = load({ 'b/appraisal.json': h2, 'a/appraisal.json': h1 })
    expect(found).toEqual([])
    expect(history.appraisals.map(one => one.period)).toEqual([
      { name: '2023-H1', from: '2023-01-01', to: '2023-06-30', year: 2023, length: 'half-year' },
      { name: '2023-H2', from: '2023-07-01', to: '2023-12-31', year: 2023, length: 'half-year' },
    ])
    expect(history.appraisals[0]?.people).toEqual([{ ...person, outcomes: [], ledgers: {} }])
    expect(inputs.map(input => input.file)).toEqual(['b/appraisal.json', 'a/appraisal.json'])
  })

  it.each([
    ['missing', {}, ['x.json']],
    ['no JSON', { 'x.json': '{' }, undefined],
    ['no UTF-8', { 'x.json': new Uint8Array([0xff, 0xfe, 0x41]) }, undefined],
    ['no appraisal', { 'x.json': '{"format":1}' }, undefined],
    ['of another format', { 'x.json': h2.replace('"format":1', '"format":2') }, undefined],
    ['one whose period was altered', { 'x.json': h2.replace('2023-12-31', '2023-13-31') }, undefined],
    ['one whose scores were altered', { 'x.json': h2.replace('91.5', '"91.5"') }, undefined],
    [
      'one person twice',
      { 'x.json': appraisal('2023-H2', '2023-07-01', '2023-12-31', { people: [person, person] }) },
      undefined,
    ],
    ['of the period itself', { 'x.json': appraisal('2024-H1', '2024-01-01', '2024-06-30') }, undefined],
    ['of a later period', { 'x.json': appraisal('2024-H2', '2024-07-01', '2024-12-31') }, undefined],
  ])('%s: one error', (_, files, names) => {
    const { found, history } = load(files, names)
    expect([found, history.appraisals]).toEqual([['history-unreadable x.json:1'], []])
  })

  it('one period twice is an error', () =>
    expect(load({ 'a.json': h2, 'b.json': h2 }).found).toEqual(['history-unreadable b.json:1']))
})

describe('cases carried over', () => {
  it('from the file beside the appraisal, of the latest period alone: the one before was judged there', () => {
    const { history, inputs } = load({
      'a/appraisal.json': h1,
      'a/carried.ndjson': open('2023-H1'),
      'b/appraisal.json': h2,
      'b/carried.ndjson':
        open('2023-H2') +
        open('2023-H2', { case: '2023-12@d1', slot: { from: '2023-12-01', to: '2023-12-31', owner: 'd1' } }),
    })
    expect(history.carried).toMatchObject([
      { case: 'R1', from: '2023-H2', records: [{ id: 'R1', at: 5, values: { class: 'minor' } }] },
      { case: '2023-12@d1', slot: { from: day('2023-12-01'), to: day('2023-12-31'), owner: 'd1' } },
    ])
    expect(inputs.map(input => input.file)).toContain('b/carried.ndjson')
  })

  it.each([
    '{"standard":"s"}',
    'x',
    open('2023-H2', { records: [{ id: 'R1' }] }).trim(),
    open('2023-H2', { slot: { from: 'x', to: 'y', owner: 'd1' } }).trim(),
  ])('a line that is none is an error at its line: %s', line => {
    expect(load({ 'x.json': h2, 'carried.ndjson': `${open('2023-H2')}${line}\n` }).found).toEqual([
      'history-unreadable carried.ndjson:2',
    ])
  })
})

describe('confirmations.yaml', () => {
  const confirm = (text: string) => {
    const folder = folderWith({ 'confirmations.yaml': text })
    return loadConfirmations(setupOf(folder, { confirmations: join(folder, 'confirmations.yaml') }))
  }

  it('says which proposals were confirmed or approved, by whom, when', () => {
    const { confirmations, diagnostics } = confirm(
      "- { person: '0012', outcome: bonus, state: confirmed, by: 王主任, on: 2024-07-10 }\n",
    )
    expect(diagnostics).toEqual([])
    expect(confirmations).toEqual([
      { person: '0012', outcome: 'bonus', state: 'confirmed', by: '王主任', on: day('2024-07-10') },
    ])
  })

  it.each([
    ['- { person: E1, outcome: b, state: maybe, by: x, on: 2024-07-10 }', 1],
    ['- { person: E1, outcome: b, state: confirmed, on: 2024-07-10 }', 1],
    ['- { person: E1, outcome: b, state: confirmed, by: x, on: soon }', 1],
    [
      '- { person: E1, outcome: b, state: confirmed, by: x, on: 2024-07-10 }\n- { person: E2, outcome: b, state: approved, by: x, on: 2024-07-10, amount: 5 }',
      2,
    ],
    ['person: E1', 1],
  ])('%j is an error at its line', (text, line) => {
    expect(confirm(`${text}\n`).diagnostics.map(one => [one.code, one.span.line])).toEqual([['wrong-value', line]])
  })

  it('a missing file is told; without the setting there is nothing to read', () => {
    const folder = folderWith({})
    expect(
      loadConfirmations(setupOf(folder, { confirmations: join(folder, 'c.yaml') })).diagnostics.map(one => one.code),
    ).toEqual(['file-unreadable'])
    expect(loadConfirmations(setupOf(folder))).toEqual({ confirmations: [], diagnostics: [], inputs: [] })
  })
})
