/** Files of records, sound and otherwise; that they come to the same in the plain way and judged as they are read. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { PASSING_SPELLS, passingRulebook, toldOf } from '../support/passing.ts'
import { damaged } from './damage.ts'

/** Nearly always one of the first, now and then one of the others. */
function mostly<T>(usual: readonly T[], rare: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...rare) },
  )
}

const STAMPS = ['2024-03-05 14:00', '2024-03-05 14:20', '2024-03-05T15:10:05', '2024-03-06 09:30', '2024-03-07 08:00']
const ODD_STAMPS = [
  '',
  ' 2024-03-05 14:00',
  '2024-3-5 14:00',
  '2024/03/05 14:00',
  '2024年3月5日 下午2:30',
  '2024-02-30 14:00',
  '2024-03-05',
  '2024-03-05 24:00',
  '2024-03-05 14:60',
  '2024-03-05T14:00:00+08:00',
  '1970-01-01 08:00',
  '2024-13-05 14:00',
  '2024-03-0514:00x',
  '2024-07-30 10:00',
  '2023-12-30 10:00',
  '２０２４-03-05 14:00',
]

const FIELDS = {
  order_no: fc.oneof(
    { weight: 60, arbitrary: fc.nat(9999).map(number => `R${number}`) },
    { weight: 3, arbitrary: fc.nat(99_999_999_999).map(String) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '',
        ' R7',
        'Ｒ7',
        '0012',
        '12',
        '1E+5',
        '="0012"',
        '#N/A',
        'a\tb',
        '报修-1',
        'R7\u200b',
        '-',
        'R/7',
      ),
    },
  ),
  reported_at: mostly(STAMPS, ODD_STAMPS),
  arrived_at: mostly([...STAMPS, ''], ODD_STAMPS),
  done_at: mostly(STAMPS, ODD_STAMPS),
  due_on: mostly(['2024-03-08', '2024-03-05', ''], ['2024-3-8', '20240308', '2024-03-05 00:00:00', '45000', 'x']),
  entered_on: mostly(['', '2024-03-06'], ['2024-08-01', '2024-07-06', 'x']),
  slot: mostly(['10:00', '17:59', ''], ['24:00', '24:01', '下午2:30', '9:5']),
  class: mostly(['minor', 'large', '零星', ''], ['Minor', '大 修', '小修', '合计']),
  hours: mostly(
    ['2', '8', '8.5', '12', '', '0.25'],
    [
      '012',
      '1,234.5',
      '-3',
      '1e3',
      '12.',
      '.5',
      '1234567890123456',
      '999999999999.999',
      '3小时',
      '50%',
      '0',
      '00',
      '0.10',
    ],
  ),
  is_urgent: mostly(['是', '否', ''], ['true', '0', '√', '也许']),
  technician: mostly(['0012', 'E1', 'E2', 'E3', 'E4'], ['', '12', '张三', '赵六', '0012 张三', 'E9', 'E1 ']),
  helpers: mostly(['', 'E1', 'E1、E3'], ['E1,E2', '["E1"]', 'E9', '无']),
  note: mostly(
    ['', '漏水', 'leaking tap', '3 楼'],
    [
      ' ',
      '=1+1',
      '#REF!',
      '１E＋5',
      '1E+5',
      '\u0007x',
      '\u200b',
      '"quoted"',
      "5' pipe",
      'a\nb',
      'x'.repeat(33_000),
      '示例',
      '①',
    ],
  ),
  place: mostly(['A 栋', 'B', '东区'], ['', ' ', '\u3000', '\u200b', 'x\u0085y', '合计', 'Total', '12']),
  code: mostly(['X1', 'X2', ''], ['x1', 'Ｘ1', '1E+5', '合计']),
} as const

type Row = Readonly<Partial<Record<string, string>>>

const rows: fc.Arbitrary<readonly Row[]> = fc
  .array(fc.record(FIELDS) as fc.Arbitrary<Row>, { minLength: 1, maxLength: 25 })
  .chain(all =>
    // The same row again, or one that contradicts it.
    fc
      .array(fc.tuple(fc.nat(all.length - 1), fc.option(fc.constantFrom('A 栋', 'C')), fc.boolean()), { maxLength: 2 })
      .map(again => [
        ...all,
        ...again.map(([at, place, isBlank]) => ({
          ...all[at],
          ...(place === null ? {} : { place }),
          ...(isBlank ? { note: '' } : {}),
        })),
      ]),
  )

type Words = Readonly<Record<string, string | number | boolean>>
const values: fc.Arbitrary<Words | undefined> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant({ 小修: 'minor', R7: 'R8', '2': 3 }) },
)

const names = Object.keys(FIELDS)

function csvText(
  all: readonly Row[],
  options: {
    readonly end: string
    readonly isQuoted: boolean
    readonly split: string
    readonly isEnded: boolean
    readonly ragged: number
  },
): string {
  const { end, isQuoted, split, isEnded, ragged } = options
  const cell = (text: string) =>
    isQuoted || /["\n\r]/.test(text) || text.includes(split) ? `"${text.replaceAll('"', '""')}"` : text
  const lines = all.map((row, at) => {
    const cells = names.map(name => cell(row[name] ?? ''))
    if (at === ragged) return cells.slice(0, -1).join(split)
    if (at === ragged + 1) return [...cells, ''].join(split)
    if (at === ragged + 2) return `${cells.join(split)}${end}${split.repeat(names.length - 1)}${end}`
    return cells.join(split)
  })
  return [names.join(split), ...lines].join(end) + (isEnded ? end : '')
}

export const csvFiles = fc
  .record({
    all: rows,
    end: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    isQuoted: fc.boolean(),
    split: fc.constantFrom(',', ',', ';', '\t'),
    isEnded: fc.boolean(),
    ragged: fc.integer({ min: -40, max: 20 }),
  })
  .map(({ all, ...options }) => csvText(all, options))

const ASCII_ONLY = /[^\x20-\x7e]/g

function jsonLine(row: Row, style: number): string {
  const cells = names.flatMap((name): readonly (readonly [string, unknown])[] => {
    const text = row[name] ?? ''
    if (text === '') return style % 3 === 0 ? [] : [[name, style % 3 === 1 ? null : '']]
    if (style % 5 === 1 && /^\d+(\.\d+)?$/.test(text) && name !== 'technician') return [[name, Number(text)]]
    if (name === 'is_urgent' && style % 2 === 0) return [[name, text === '是']]
    if (name === 'helpers' && style % 2 === 0) return [[name, text.split('、')]]
    return [[name, text]]
  })
  const ordered = style % 7 === 6 ? cells.toReversed() : cells
  const more = style % 11 === 10 ? [...ordered, ['extra', { a: 1 }] as const] : ordered
  const text = JSON.stringify(Object.fromEntries(more))
  const spaced = style % 4 === 3 ? text.replaceAll('":', '": ').replaceAll(',"', ', "') : text
  return style % 6 === 5
    ? spaced.replace(ASCII_ONLY, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : spaced
}

const ODD_LINES = [
  '{"note":"x\\',
  '{"order_no":"R1","note":"x\\"}',
  '',
  '  ',
  '{}',
  '[]',
  '12',
  'null',
  '{"order_no":"R1"',
  '{"order_no":"R1","order_no":"R2"}',
  '{"order_no":"R1",}',
  '{"a":{"b":1}}',
  '{"hours":01}',
  '{"order_no":"R\\x"}',
  '{"order_no":"a\tb"}',
]

export const jsonFiles = fc
  .record({
    all: rows,
    styles: fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 }),
    style: fc.option(fc.nat(1000)),
    end: fc.constantFrom('\n', '\n', '\r\n'),
    isEnded: fc.boolean(),
    odd: fc.array(fc.tuple(fc.nat(25), fc.constantFrom(...ODD_LINES)), { maxLength: 2 }),
  })
  .map(({ all, styles, style, end, isEnded, odd }) => {
    const lines = all.map((row, at) => jsonLine(row, style ?? styles[at] ?? 0))
    for (const [at, line] of odd) lines.splice(at, 0, line)
    return lines.join(end) + (isEnded ? end : '')
  })

const encoder = new TextEncoder()
const asBytes = (text: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(text, fc.constantFrom(false, false, false, true))
    .map(([written, hasMark]) => encoder.encode((hasMark ? '\ufeff' : '') + written))

export function files(of: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  return fc.oneof({ weight: 5, arbitrary: asBytes(of) }, { weight: 1, arbitrary: damaged(asBytes(of)) })
}

/** Two files of the type, since an id may stand in both. */
function passing(name: string, of: fc.Arbitrary<string>) {
  return (scratch: string) => {
    mkdirSync(scratch, { recursive: true })
    const rulebook = passingRulebook()
    const paths = [join(scratch, `repair.${name}`), join(scratch, `repair-2.${name}`)]
    return fc.asyncProperty(fc.array(files(of), { minLength: 1, maxLength: 2 }), values, async (contents, given) => {
      const own = contents.map((bytes, at) => {
        const path = paths[at] ?? ''
        writeFileSync(path, bytes)
        return path
      })
      const story = {
        rulebook,
        folder: scratch,
        paths: own,
        spells: PASSING_SPELLS,
        ...(given ? { words: { values: given } } : {}),
      }
      const [plain, passed] = [await toldOf(story), await toldOf({ ...story, largeFrom: 0 })]
      const [one, other] = [JSON.stringify(plain.told, null, 1), JSON.stringify(passed.told, null, 1)]
      if (one !== other) throw new Error(`judged as it is read it comes to something else\n${differing(one, other)}`)
      if (passed.kept > plain.kept) throw new Error('more was kept than there is')
    })
  }
}

export function differing(one: string, other: string): string {
  const [first, second] = [one.split('\n'), other.split('\n')]
  const at = first.findIndex((line, index) => line !== second[index])
  const near = (lines: readonly string[]) => lines.slice(Math.max(0, at - 6), at + 4).join('\n')
  return `${near(first)}\n---\n${near(second)}`
}

export const PASSING_LAWS = {
  'passing-csv': passing('csv', csvFiles),
  'passing-ndjson': passing('ndjson', jsonFiles),
} as const
