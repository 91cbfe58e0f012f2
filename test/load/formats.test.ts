import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCsv } from '../../src/lib/csv.ts'
import { csv } from '../../src/load/formats/csv.ts'
import { FORMATS, formatOf, isUnreadFormat, isWorkbook } from '../../src/load/formats/index.ts'
import { json, ndjson } from '../../src/load/formats/json.ts'
import type { Format } from '../../src/load/formats/table.ts'
import { loadRecords } from '../../src/load/records.ts'
import { openText } from '../../src/load/text.ts'
import type { Event } from '../../src/model/event.ts'
import { at, folderWith, inPieces, readWhole, roster, setupOf, types, type WholeTable, zone } from './support.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/records')

describe('one ledger in several files gives the same records', () => {
  const expected = [
    {
      id: '0001',
      at: at('2024-03-05 14:02:00'),
      values: {
        order_no: '0001',
        reported_at: at('2024-03-05 14:02:00'),
        arrived_at: at('2024-03-05 14:30:00'),
        class: 'minor',
        hours: 1000.5,
        technician: '0012',
      },
      grain: { reported_at: 60, arrived_at: 60 },
    },
    {
      id: '0002',
      at: at('2024-03-05 15:00:00'),
      values: { order_no: '0002', reported_at: at('2024-03-05 15:00:00'), class: 'indoor-small', technician: 'E1' },
      grain: { reported_at: 60 },
    },
  ]

  it.each([
    ['utf8.csv', 'UTF-8', [2, 3]],
    ['utf8-bom.csv', 'UTF-8 BOM', [2, 3]],
    ['gb18030.csv', 'GB18030', [2, 3]],
    ['utf16le.csv', 'UTF-16LE', [2, 3]],
    ['utf16be.csv', 'UTF-16BE', [2, 3]],
    ['semicolon.csv', 'UTF-8', [2, 3]],
    ['tabs.tsv', 'UTF-8', [2, 3]],
    ['packed.csv.gz', 'UTF-8', [2, 3]],
    ['list.json', 'UTF-8', [1, 2]],
    ['lines.ndjson', 'UTF-8', [1, 2]],
  ])('%s (%s)', async (file, encoding, rows) => {
    const setup = setupOf(FIXTURES, { records: new Map([['repair', [{ path: join(FIXTURES, file) }]]]) })
    const { records, diagnostics } = await loadRecords({ setup, eventTypes: types, roster, zone: zone() })
    const events: readonly Event[] = records.events.get('repair') ?? []
    expect(events.map(({ id, at: time, values, grain }) => ({ id, at: time, values, grain }))).toEqual(expected)
    expect(events.map(event => event.source)).toEqual(rows.map((row, index) => ({ file, row, id: `000${index + 1}` })))
    expect(records.files).toMatchObject([{ file, type: 'repair', encoding, read: 2, accepted: 2 }])
    expect(diagnostics.map(one => `${one.severity} ${one.code}`)).toEqual(['warning header-unknown'])
  })
})

describe('formats', () => {
  it('are known by their ending, packed or not; some are known to be unread', () => {
    expect(['A.CSV', 'a.json.gz', 'a.jsonl', 'a.xlsx', 'a.pdf', 'csv'].map(formatOf)).toEqual([
      csv,
      json,
      ndjson,
      undefined,
      undefined,
      undefined,
    ])
    expect(['a.xlsx', 'a.XLS', 'a.et', 'a.ODS', 'a.csv'].map(isUnreadFormat)).toEqual([false, false, true, true, false])
    expect(['a.xlsx', 'A.XLSM', 'a.XLS', 'a.et'].map(isWorkbook)).toEqual([true, true, true, false])
    const endings = FORMATS.flatMap(format => format.endings)
    expect(new Set(endings).size).toBe(endings.length)
  })
})

async function read(format: Format, text: string, headerRow?: number): Promise<WholeTable> {
  const options = { isKnown: () => false, ...(headerRow === undefined ? {} : { headerRow }) }
  const table = await readWhole(format, inPieces(text), options)
  if ('problem' in table) throw new Error(table.problem.en)
  return table
}

/** `row: cells`, or `row! text` where it is broken. */
function shown(table: WholeTable): readonly string[] {
  return table.rows.map(row => ('broken' in row ? `${row.row}! ${row.text}` : `${row.row}: ${row.cells.join('|')}`))
}

describe('CSV: rows of another length are rejected, never shifted', () => {
  it.each([
    ['a shorter row', 'a,b,c\n1,2\n4,5,6', ['2! 1,2', '3: 4|5|6']],
    ['a longer row', 'a,b\n1,2,3\n4,5', ['2! 1,2,3', '3: 4|5']],
    ['blank cells beyond the header', 'a,b,\n1,2,,\n4,5, ', ['2: 1|2', '3: 4|5']],
    ['blank lines and blank tails keep the numbering', 'a,b\n\n1,2\n,\n\n', ['3: 1|2']],
    ['all line ends', 'a,b\r\n1,2\r3,4\n5,6', ['2: 1|2', '3: 3|4', '4: 5|6']],
    ['no final line end', 'a\n1', ['2: 1']],
    ['a header alone', 'a,b\n', []],
  ])('%s', async (_, text, rows) => expect(shown(await read(csv, text))).toEqual(rows))
})

describe('CSV: a bad row never stops the run and swallows no other', () => {
  it.each([
    ['a quote inside a cell is a letter', 'a,b\n5" pipe,2\n3,4', ['2: 5" pipe|2', '3: 3|4']],
    ['a quote that nobody closed', 'a,b\n"1,2\n3,4\n5,6', ['2! "1,2', '3: 3|4', '4: 5|6']],
    ['one that the next cell closes by chance', 'a,b\n"1,2\n3,"4"\n5,6', ['2! "1,2', '3: 3|4', '4: 5|6']],
    ['one that a later row closes', 'a,b\n1,"2\n3,4\n5,6"\n7,8', ['2: 1|2\n3,4\n5,6', '3: 7|8']],
    ['one that makes the row ragged', 'a,b\n"1,2\n3,4\n5",6,7\n8,9', ['2! "1,2', '3: 3|4', '4! 5",6,7', '5: 8|9']],
    ['text behind a closing quote', 'a,b\n"1"x,2\n3,4', ['2! "1"x,2', '3: 3|4']],
  ])('%s', async (_, text, rows) => expect(shown(await read(csv, text))).toEqual(rows))

  it('a header that cannot be told refuses the file', async () => {
    expect(await readWhole(csv, inPieces('"a,b\n1,2'))).toHaveProperty('problem')
  })

  it('a line of more than a million letters is one broken row, and what is not closed is looked for no farther', async () => {
    const long = 'x'.repeat(1_200_000)
    const table = await readWhole(
      csv,
      inPieces(`a,b\n1,2\n${long},3\n4,"5\n${`${'y'.repeat(999)}\n`.repeat(1_100)}6,7`, 65_536),
    )
    if ('problem' in table) throw new Error(table.problem.en)
    const [first, second, third, ...rest] = table.rows
    expect([first?.row, second?.row, third?.row]).toEqual([2, 3, 4])
    expect(first).toHaveProperty('cells', ['1', '2'])
    expect(second).toMatchObject({ broken: { en: 'This line has more than a million letters and is no record' } })
    expect(third).toMatchObject({ broken: { en: expect.stringContaining('quotes of this line') }, text: '4,"5' })
    expect(rest).toHaveLength(1_101)
    expect(rest.at(-1)).toEqual({ row: 1105, cells: ['6', '7'] })
  })
})

describe('CSV: the header', () => {
  it('stands in the row that is named', async () => {
    const table = await read(csv, '三月台账,,\n制表人：甲,,\na;b\n1;2', 3)
    expect([table.headers, table.headerRow, shown(table)]).toEqual([['a', 'b'], 3, ['4: 1|2']])
  })

  it('of an empty file is empty', async () => expect((await read(csv, '')).headers).toEqual([]))
})

const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '\n', '\r', ' ', '中', ';', '=', "'") })
const width = 3
const grid = fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 })

describe('CSV: laws', () => {
  it('what formatCsv writes is read back, cell by cell', async () => {
    await fc.assert(
      fc.asyncProperty(grid, async rows => {
        const guarded = rows.map(row => row.map(one => (/^[=+\-@\t\r\n]/.test(one) ? `'${one}` : one)))
        const table = await read(csv, formatCsv([['a', 'b', 'c'], ...rows]))
        const kept = guarded.filter(row => row.some(one => one.trim() !== ''))
        expect(table.rows.map(row => ('cells' in row ? row.cells : row.text))).toEqual(kept)
      }),
    )
  })

  it('sound files are read as csv-parse reads them', async () => {
    const quoted = grid.map(rows =>
      [['a', 'b', 'c'], ...rows].map(row => row.map(one => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n'),
    )
    await fc.assert(
      fc.asyncProperty(quoted, async text => {
        const [, ...rows] = parse(text, { recordDelimiter: '\n' }) as string[][]
        const expected = rows.filter(row => row.some(one => one.trim() !== ''))
        expect((await read(csv, text)).rows.map(row => ('cells' in row ? row.cells : row.text))).toEqual(expected)
      }),
    )
  })

  it('every line of a hostile file is in some row, and rows are numbered upwards', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'b') }), async text => {
        const { rows } = await read(csv, `x,y\n${text}`)
        const numbers = rows.map(row => row.row)
        expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other))
        const letters = (whole: string) => whole.replaceAll(/[",\n]/g, '').length
        expect(letters(rows.map(row => ('cells' in row ? row.cells.join('') : row.text)).join(''))).toBe(letters(text))
      }),
    )
  })
})

/** Nothing depends on where a file happens to be cut on its way from the disk. */
describe('pieces of any size give the same rows', () => {
  const letters = (...more: string[]) =>
    fc.string({ unit: fc.constantFrom('a', '1', '\n', '\r', ' ', ...more), maxLength: 60 })
  const object = fc.dictionary(
    fc.constantFrom('a', 'b', '__proto__'),
    fc.constantFrom(1, '"', ']', '}', [1, ','], null),
  )

  it.each<[string, Format, fc.Arbitrary<string>]>([
    ['CSV', csv, letters('"', ',', '"', ',').map(text => `x,y\n${text}`)],
    [
      'NDJSON',
      ndjson,
      fc
        .array(
          fc.oneof(
            object.map(one => JSON.stringify(one)),
            letters('{', '"'),
          ),
        )
        .map(all => all.join('\n')),
    ],
    [
      'JSON',
      json,
      fc.oneof(
        fc.json(),
        fc.array(object).map(all => JSON.stringify(all, null, 1)),
        letters('[', ']', '{', '}', '"', ',', '\\'),
      ),
    ],
  ])('%s', async (_, format, texts) => {
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        expect(await readWhole(format, inPieces(text, size))).toEqual(await readWhole(format, inPieces(text)))
      }),
    )
  })

  it('JSON is read as JSON.parse reads it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()))),
        fc.nat(9),
        async (list, indent) => {
          const { headers, rows } = await read(json, JSON.stringify(list, null, indent))
          const objects = rows.map(row =>
            'cells' in row
              ? Object.fromEntries(
                  headers.flatMap((key, at) => (row.cells[at] === undefined ? [] : [[key, row.cells[at]]])),
                )
              : undefined,
          )
          expect(objects).toEqual(list.map(one => Object.fromEntries(Object.entries(one))))
        },
      ),
    )
  })
})

describe('JSON and NDJSON', () => {
  it('columns are the keys, in the order in which they first occur', async () => {
    const table = await read(json, '[{"a":1,"b":2},{"c":3,"a":4}]')
    expect(table.headers).toEqual(['a', 'b', 'c'])
    expect(shown(table)).toEqual(['1: 1|2', '2: 4||3'])
  })

  it('a line that cannot be read is a broken row, the others are read', async () => {
    expect(shown(await read(ndjson, '{"a":1}\n{"a":\n\n[1]\n"x"\nnull\n{"a":2}\r\n'))).toEqual([
      '1: 1',
      '2! {"a":',
      '4! [1]',
      '5! "x"',
      '6! null',
      '7: 2',
    ])
  })

  it.each(['{"a":1}', '[1', '', ' ', '[{"a":1},]', '[{"a":1}] x', '[{"a":1}', '[}', '[{"a":1} {"a":2}]'])(
    '%j is no list of records',
    async text => expect(await readWhole(json, inPieces(text))).toHaveProperty('problem'),
  )

  it('what is nested like no record is a broken row', async () => {
    const deep = (levels: number) => `{"a":${'['.repeat(levels)}1${']'.repeat(levels)}}`
    expect(shown(await read(ndjson, [deep(2), deep(100_000), '{"a":3}'].join('\n')))).toEqual([
      '1: 1',
      expect.stringMatching(/^2! /),
      '3: 3',
    ])
  })

  it('a key __proto__ is a column like others', async () => {
    const table = await read(json, '[{"__proto__": {"x": 1}, "a": 2}]')
    expect(table.headers).toEqual(['__proto__', 'a'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})

function isSound(bytes: Uint8Array, encoding: string): boolean {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes) !== ''
  } catch {
    return false
  }
}

describe('decoding is strict', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)

  /** The text of a file with these bytes, and its encoding. */
  async function decode(content: Uint8Array) {
    const text = await openText(join(folderWith({ file: content }), 'file'))
    if ('problem' in text) return text
    let whole = ''
    for await (const piece of text.pieces()) {
      if (typeof piece !== 'string') return piece
      whole += piece
    }
    return { text: whole, encoding: text.encoding }
  }

  it('UTF-8 with a hole is told as damaged, even where GB18030 would make something of it', async () => {
    const whole = bytes('工单号,报修时间,到场时间,类别\n甲乙丙丁,漏水,需更换')
    const cuts = Array.from(whole, (_, index) => new Uint8Array([...whole.slice(0, index), ...whole.slice(index + 1)]))
    const damaged = cuts.filter(cut => !isSound(cut, 'utf-8'))
    for (const cut of damaged) expect(await decode(cut)).toHaveProperty('problem')
    expect(damaged.filter(cut => isSound(cut, 'gb18030'))).not.toEqual([])
  })

  it('what is neither is refused, a mark or no mark', async () => {
    for (const some of [
      [0x80, 0xff, 0xff, 0x41],
      [0xef, 0xbb, 0xbf, 0xd6, 0xd0],
      [0xff, 0xfe, 0x41],
    ])
      expect(await decode(Uint8Array.from(some))).toHaveProperty('problem')
  })

  it('letters that two pieces share are whole', async () => {
    const text = `a${'中😀é'.repeat(60_000)}`
    expect(await decode(bytes(text))).toEqual({ text, encoding: 'UTF-8' })
    expect(await decode(gzipSync(text))).toEqual({ text, encoding: 'UTF-8' })
    const gb18030 = Buffer.concat([
      Buffer.from('a'),
      ...Array.from({ length: 200_000 }, () => Buffer.from([0xd6, 0xd0])),
    ])
    expect(await decode(gb18030)).toEqual({ text: `a${'中'.repeat(200_000)}`, encoding: 'GB18030' })
  })

  it('a packed file is unpacked once; a damaged one is told', async () => {
    expect(await decode(gzipSync('abc'))).toEqual({ text: 'abc', encoding: 'UTF-8' })
    expect(await decode(gzipSync('abc').subarray(0, 12))).toHaveProperty('problem')
    expect(await decode(gzipSync(gzipSync('abc')))).not.toMatchObject({ text: 'abc' })
  })

  it('a file that changes between two looks is told', async () => {
    const path = join(folderWith({ file: 'a,b\n1,2\n' }), 'file')
    const text = await openText(path)
    if ('problem' in text) throw new Error(text.problem.en)
    writeFileSync(path, 'a,b\n1,2\n3,4\n')
    const pieces: unknown[] = []
    for await (const piece of text.pieces()) pieces.push(piece)
    expect(pieces).toEqual([{ problem: expect.objectContaining({ en: expect.stringContaining('changed') }) }])
  })

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async some => {
        expect(Object.keys(await decode(some))).not.toEqual([])
      }),
    )
  })
})

describe('a file that cannot be used is one error', () => {
  const load = async (files: Readonly<Record<string, string>>, name: string) => {
    const folder = folderWith(files)
    const setup = setupOf(folder, { records: new Map([['repair', [{ path: join(folder, name) }]]]) })
    return await loadRecords({ setup, eventTypes: types, roster, zone: zone() })
  }

  it.each([
    ['missing', {}, 'repair.csv', 'file-unreadable'],
    ['a folder', { 'repair.csv/x': '' }, 'repair.csv', 'file-unreadable'],
    ['an old workbook that is none', { 'repair.xls': 'PK' }, 'repair.xls', 'file-unreadable'],
    ['an old workbook that is empty', { 'repair.xls': '' }, 'repair.xls', 'file-unreadable'],
    ['a workbook of another program', { 'repair.et': '' }, 'repair.et', 'format-unknown'],
    ['a workbook that is none', { 'repair.xlsx': 'PK' }, 'repair.xlsx', 'file-unreadable'],
    ['of no known format', { 'repair.pdf': '' }, 'repair.pdf', 'format-unknown'],
    ['JSON that is none', { 'repair.json': '[{' }, 'repair.json', 'file-unreadable'],
  ])('%s', async (_, files, name, code) => {
    const { diagnostics, records } = await load(files, name)
    expect(diagnostics.map(one => [one.code, one.severity, one.span.file])).toEqual([[code, 'error', name]])
    expect(records.counts.read).toBe(0)
  })
})
