import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfirmations } from '../../src/load/confirmations.ts'
import { loadHistory } from '../../src/load/history.ts'
import { writeWorkbook } from '../../src/workbook/index.ts'
import { day, folderWith, rulebook, setupOf } from './support.ts'

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

async function load(
  files: Readonly<Record<string, string | Uint8Array>>,
  history: readonly string[] = Object.keys(files).filter(name =>
    /appraisal\.json$|^[a-z]\.json$|\.csv$|\.xlsx$/.test(name),
  ),
  people: readonly string[] = ['E1', '0012', '0013'],
) {
  const folder = folderWith(files)
  const setup = setupOf(folder, { history: history.map(name => ({ path: join(folder, name) })) })
  const reading = await loadHistory({ setup, rulebook, people: new Set(people) })
  // Most files here have no manifest; what is told of that has a test of its own.
  const told = reading.diagnostics.filter(({ code }) => code !== 'history-unchecked')
  return { ...reading, found: told.map(one => `${one.code} ${one.span.file}:${one.span.line}`) }
}

/** The manifest beside results, as far as it names them. */
function manifestOf(files: Readonly<Record<string, string>>): string {
  const outputs = Object.entries(files).map(([file, text]) => ({
    file,
    sha256: createHash('sha256').update(text).digest('hex'),
  }))
  return JSON.stringify({ format: 1, engine: 'yardstick 0.1.0', outputs })
}

describe('earlier appraisals', () => {
  it('oldest first, in whatever order they are named; what DESIGN does not promise may be left out', async () => {
    const { history, found, inputs } = await load({ 'b/appraisal.json': h2, 'a/appraisal.json': h1 })
    expect(found).toEqual([])
    expect(history.appraisals.map(one => one.period)).toEqual([
      { name: '2023-H1', from: '2023-01-01', to: '2023-06-30', year: 2023, length: 'half-year' },
      { name: '2023-H2', from: '2023-07-01', to: '2023-12-31', year: 2023, length: 'half-year' },
    ])
    expect(history.appraisals[0]?.people).toEqual([{ ...person, outcomes: [], ledgers: {} }])
    expect(inputs.map(input => input.file)).toEqual(['b/appraisal.json', 'a/appraisal.json'])
  })

  it('of a hundred thousand people, as large as their results are', async () => {
    const room = Buffer.alloc(350 * 1024 * 1024, ' ')
    const { found, history } = await load({ 'x.json': Buffer.concat([Buffer.from(h2), room]) })
    expect([found, history.appraisals.length]).toEqual([[], 1])
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
  ])('%s: one error', async (_, files, names) => {
    const { found, history } = await load(files, names)
    expect([found, history.appraisals]).toEqual([['history-unreadable x.json:1'], []])
  })

  it.each([
    ['of the period itself', { 'x.json': appraisal('2024-H1', '2024-01-01', '2024-06-30') }],
    ['of a later period', { 'x.json': appraisal('2024-H2', '2024-07-01', '2024-12-31') }],
    [
      'of a period that is not over when this one starts',
      { 'x.json': appraisal('winter', '2023-11-01', '2024-01-31') },
    ],
    ['of a period twice', { 'a.json': h2, 'x.json': h2 }],
    ['of periods that overlap', { 'a.json': h2, 'x.json': appraisal('2023-Q4', '2023-10-01', '2023-12-31') }],
    ['of a day that two periods share', { 'a.json': h2, 'x.json': appraisal('spring', '2023-02-01', '2023-07-01') }],
  ])('%s: one error, and it counts nowhere', async (_, files) => {
    const { found, history } = await load(files)
    expect(found).toEqual(['history-doubled x.json:1'])
    expect(history.appraisals).toHaveLength(Object.keys(files).length - 1)
  })

  it('one that its manifest knows otherwise was altered, though it reads well', async () => {
    const files = { 'out/appraisal.json': h2, 'out/manifest.json': manifestOf({ 'appraisal.json': h2 }) }
    expect((await load(files)).found).toEqual([])
    const better = { ...files, 'out/appraisal.json': h2.replace('91.5', '98.5') }
    const { found, history } = await load(better)
    expect([found, history.appraisals]).toEqual([['history-altered out/appraisal.json:1'], []])
  })

  it('that nothing tells of what they were are taken, and it is told once', async () => {
    const told = async (files: Readonly<Record<string, string>>) =>
      (await load(files)).diagnostics.flatMap(one => (one.code === 'history-unchecked' ? [one.message.en] : []))
    const alone = await told({ 'b/appraisal.json': h2, 'a/appraisal.json': h1 })
    expect(alone).toEqual([expect.stringContaining('beside b/appraisal.json, a/appraisal.json:')])
    const manifest = manifestOf({ 'appraisal.json': h2 })
    expect(await told({ 'out/appraisal.json': h2, 'out/manifest.json': manifest })).toEqual([])
  })

  it('that are copies without names are none', async () => {
    const copy = h2.replace('"format":1', '"format":1,"redacted":true')
    expect((await load({ 'x.json': copy })).found).toEqual(['history-unreadable x.json:1'])
  })

  it('of another pack or of nobody here: a warning, and read all the same', async () => {
    const other = {
      'x.json': appraisal('2023-H2', '2023-07-01', '2023-12-31', { pack: { id: 'o', version: '1', sha256: 'f' } }),
    }
    expect((await load(other)).found).toEqual(['history-foreign x.json:1'])
    const strangers = await load({ 'x.json': h2 }, ['x.json'], ['E7'])
    expect([strangers.found, strangers.history.appraisals.length]).toEqual([['history-foreign x.json:1'], 1])
    expect(strangers.diagnostics.find(({ code }) => code === 'history-foreign')?.severity).toBe('warning')
  })
})

describe('cases carried over', () => {
  it('from the file beside the appraisal, of the latest period alone: the one before was judged there', async () => {
    const { history, inputs } = await load({
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
  ])('a line that is none is an error at its line: %s', async line => {
    expect((await load({ 'x.json': h2, 'carried.ndjson': `${open('2023-H2')}${line}\n` }, ['x.json'])).found).toEqual([
      'history-unreadable carried.ndjson:2',
    ])
  })

  it('the file altered or gone, where the manifest names it: an error, or nobody would ever judge them', async () => {
    const carried = open('2023-H2')
    const files = {
      'out/appraisal.json': h2,
      'out/carried.ndjson': carried,
      'out/manifest.json': manifestOf({ 'appraisal.json': h2, 'carried.ndjson': carried }),
    }
    expect((await load(files)).history.carried).toHaveLength(1)
    const emptied = await load({ ...files, 'out/carried.ndjson': '' })
    expect([emptied.found, emptied.history.carried]).toEqual([['history-altered out/carried.ndjson:1'], []])
    const { 'out/carried.ndjson': _, ...without } = files
    expect((await load(without)).found).toEqual(['history-unreadable out/carried.ndjson:1'])
  })
})

describe('scores that exist on paper', () => {
  const HEADER = '工号,学期,得分,等级,文号'
  const paper = (...rows: readonly string[]) => load({ '上期成绩.csv': `${[HEADER, ...rows].join('\n')}\n` })

  it('become appraisals of their periods, each score with its document; grades by id or title in either language', async () => {
    const { history, found, inputs } = await paper(
      '0012,2023-H2,91.5,优秀,后勤发〔2024〕3号',
      '0013,2023年下半年,,Good,后勤发〔2024〕3号',
      'E1,2023 上半年,85,good,后勤发〔2023〕9号',
      '0012,2023-h1,70.25,,后勤发〔2023〕9号',
    )
    expect(found).toEqual([])
    expect(inputs.map(({ file }) => file)).toEqual(['上期成绩.csv'])
    const nothing = { outcomes: [], ledgers: {} }
    expect(history.appraisals).toEqual([
      {
        period: { name: '2023-H1', from: '2023-01-01', to: '2023-06-30', year: 2023, length: 'half-year' },
        people: [
          { id: 'E1', score: 85, grade: 'good', document: '后勤发〔2023〕9号', ...nothing },
          { id: '0012', score: 70.25, grade: null, document: '后勤发〔2023〕9号', ...nothing },
        ],
      },
      {
        period: { name: '2023-H2', from: '2023-07-01', to: '2023-12-31', year: 2023, length: 'half-year' },
        people: [
          { id: '0012', score: 91.5, grade: 'excellent', document: '后勤发〔2024〕3号', ...nothing },
          { id: '0013', score: null, grade: 'good', document: '后勤发〔2024〕3号', ...nothing },
        ],
      },
    ])
  })

  it('in English too, and as a workbook', async () => {
    const rows = [
      ['Staff number', 'Period', 'Score', 'Grade', 'Document'],
      ['0012', '2023-Q4', 91.5, 'Excellent', 'No. 3/2024'],
    ]
    const workbook = writeWorkbook([
      {
        name: 'Sheet1',
        columns: rows[0]?.map(() => ({ width: 12 })) ?? [],
        rows: rows.map(row => row.map(value => ({ value }))),
      },
    ])
    const { history, found } = await load({ '上期成绩.xlsx': workbook })
    expect(found).toEqual([])
    expect(history.appraisals).toMatchObject([
      { period: { name: '2023-Q4', length: 'quarter' }, people: [{ id: '0012', document: 'No. 3/2024' }] },
    ])
  })

  it.each([
    ['no staff number', ',2023-H2,91.5,优秀,3号'],
    ['no document to go back to', '0012,2023-H2,91.5,优秀,'],
    ['no period', '0012,去年,91.5,优秀,3号'],
    ['a period that is not over', '0012,2024-H1,91.5,优秀,3号'],
    ['a score that is no number', '0012,2023-H2,九十,优秀,3号'],
    ['a score below nought', '0012,2023-H2,-1,优秀,3号'],
    ['a grade that there is not', '0012,2023-H2,91.5,特优,3号'],
    ['neither score nor grade', '0012,2023-H2,,,3号'],
  ])('%s: an error at its row, the others are looked at too', async (_, row) => {
    expect((await paper('0013,2023-H2,88,良好,3号', row)).found).toEqual(['history-row 上期成绩.csv:3'])
  })

  it('a row that is there again counts once, one that says otherwise is an error', async () => {
    const row = '0012,2023-H2,91.5,优秀,3号'
    expect((await paper(row, row)).history.appraisals[0]?.people).toHaveLength(1)
    expect((await paper(row, row.replace('91.5', '92'))).found).toEqual(['history-row 上期成绩.csv:3'])
  })

  it('a column is missing, or there is no row at all: told', async () => {
    expect((await load({ '上期成绩.csv': '工号,学期,得分,等级\n0012,2023-H2,91.5,优秀\n' })).found).toEqual([
      'header-missing 上期成绩.csv:1',
    ])
    expect((await paper()).found).toEqual(['history-unreadable 上期成绩.csv:1'])
  })

  it('a staff number that nobody bears: a warning that names it', async () => {
    const { found, diagnostics, history } = await paper('0012,2023-H2,91.5,优秀,3号', '0112,2023-H2,80,良好,3号')
    expect(found).toEqual(['history-foreign 上期成绩.csv:1'])
    expect(diagnostics[0]?.message.zh).toContain('0112')
    expect(history.appraisals[0]?.people).toHaveLength(2)
  })

  it('of a period that there is as an appraisal already: doubled', async () => {
    const both = { 'a.json': h2, '上期成绩.csv': `${HEADER}\nE1,2023-H2,91.5,优秀,3号\n` }
    expect((await load(both)).found).toEqual(['history-doubled 上期成绩.csv:1'])
  })
})

describe('confirmations.yaml', () => {
  const KNOWN = { outcomes: [], spells: [] }
  const confirm = (text: string) => {
    const folder = folderWith({ 'confirmations.yaml': text })
    return loadConfirmations(setupOf(folder, { confirmations: join(folder, 'confirmations.yaml') }), KNOWN)
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
      loadConfirmations(setupOf(folder, { confirmations: join(folder, 'c.yaml') }), KNOWN).diagnostics.map(
        one => one.code,
      ),
    ).toEqual(['file-unreadable'])
    expect(loadConfirmations(setupOf(folder), KNOWN)).toEqual({ confirmations: [], diagnostics: [], inputs: [] })
  })
})
