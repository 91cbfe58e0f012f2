/** What large files are read by: ids seen before, times, which files and rules it is for. What it comes to is held by `test/fuzz/passing.ts`. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { fingerprintOf, joinSeen, makeSeenIds, type SeenIds } from '../../src/load/passing/seen-ids.ts'
import { makeStampReader } from '../../src/load/passing/stamps.ts'
import { readDateTime } from '../../src/load/times.ts'
import { PASSING_PACK, PASSING_SPELLS, passingRulebook, toldOf } from '../support/passing.ts'
import { zone } from './support.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-passing-'))
afterAll(() => rmSync(scratch, { recursive: true }))

function add(seen: SeenIds, id: string): boolean {
  // Among other bytes, as in a file.
  const bytes = Buffer.from(`x${id}9`)
  return seen.add(bytes, 1, bytes.length - 1)
}

describe('ids that were seen before', () => {
  it.each([
    ['R1', 'R1', false],
    ['R1', 'R01', true],
    ['R1', 'R10', true],
    ['R1', 'Q1', true],
    ['WO-2024-0005', 'WO-2023-0005', true],
    ['123456789012', '123456789012', false],
    ['123456789012', '223456789012', true],
    ['a', 'a', false],
    ['a', 'b', true],
    ['R32767', 'R32768', true],
  ])('%s, then %s: new is %s', (first, second, isNew) => {
    const seen = makeSeenIds()
    expect([add(seen, first), add(seen, second)]).toEqual([true, isNew])
  })

  /** So scattered that there are more pages than are kept, among numbers that follow on each other. */
  const ids = fc.oneof(
    fc.nat(300).map(number => `R${number}`),
    fc.nat(999_999_999).map(number => `S${number}`),
    fc.stringMatching(/^[a-z]{1,6}$/),
  )

  it('are told as a set tells them, in one thread or in several', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(ids, { maxLength: 40 }), { minLength: 1, maxLength: 3 }),
        fc.array(ids),
        (threads, asked) => {
          const before = new Set<string>()
          const parts = threads.map(own => {
            const [seen, known] = [makeSeenIds(), new Set<string>()]
            for (const id of own) {
              expect(add(seen, id)).toBe(!known.has(id))
              known.add(id)
            }
            return { seen, known }
          })
          const joined = joinSeen(parts.map(({ seen }) => seen.parts()))
          const shared = new Set<number>()
          for (const { known } of parts)
            for (const id of known) {
              if (before.has(id)) shared.add(fingerprintOf(id))
              before.add(id)
            }
          expect(joined.shared).toEqual(shared)
          for (const id of asked) expect(joined.has(id)).toBe(before.has(id))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('are told as well where they are so scattered that pages run out', () => {
    const seen = makeSeenIds()
    const scattered = Array.from({ length: 6000 }, (_, at) => `R${at * 40_000}`)
    expect(scattered.filter(id => !add(seen, id))).toEqual([])
    expect(scattered.filter(id => add(seen, id))).toEqual([])
    const joined = joinSeen([seen.parts(), makeSeenIds().parts()])
    expect([joined.has('R40000'), joined.has('R239960000'), joined.has('R40001')]).toEqual([true, true, false])
  })
})

describe('times', () => {
  const two = fc.integer({ min: 0, max: 99 }).map(number => String(number).padStart(2, '0'))
  const stamps = fc
    .tuple(
      fc.constantFrom('2024', '1899', '1970', '2099', '2100', '20x4'),
      two,
      two,
      fc.constantFrom(' ', 'T', '  '),
      two,
      two,
      fc.option(two),
    )
    .map(
      ([year, month, date, between, hour, minute, second]) =>
        `${year}-${month}-${date}${between}${hour}:${minute}${second === null ? '' : `:${second}`}`,
    )

  it.each(['Asia/Shanghai', 'Europe/Berlin', 'America/Asuncion', 'UTC'])(
    'in %s are those of the plain reader, or none',
    name => {
      const at = zone(name)
      const reader = makeStampReader(at)
      fc.assert(
        fc.property(stamps, text => {
          const bytes = Buffer.from(text)
          const quick = reader.read(bytes, 0, bytes.length)
          if (!Number.isNaN(quick)) expect(readDateTime(text, at)).toMatchObject({ value: quick })
        }),
        { numRuns: 3000 },
      )
    },
  )

  it('of the usual form are read quickly, but for days on which clocks are changed', () => {
    const reader = makeStampReader(zone('Europe/Berlin'))
    const read = (text: string) => reader.read(Buffer.from(text), 0, text.length)
    expect(read('2024-03-05 14:00')).toBe(Date.parse('2024-03-05T13:00:00Z') / 1000)
    expect(read('2024-03-31 02:30')).toBeNaN()
  })
})

const HEADER = 'order_no,reported_at,arrived_at,done_at,technician,place,code\n'
const rowOf = (at: number) => `R${at},2024-03-05 14:00,2024-03-05 14:10,2024-03-06 10:00,E1,A,${at}\n`
const SOUND = HEADER + Array.from({ length: 30 }, (_, at) => rowOf(at)).join('')
const wide = Buffer.from(SOUND, 'utf16le')

async function both(content: string | Uint8Array, name = 'repair.csv', pack = PASSING_PACK) {
  const path = join(scratch, name)
  writeFileSync(path, content)
  const story = { rulebook: passingRulebook(pack), folder: scratch, paths: [path], spells: PASSING_SPELLS }
  const [plain, passed] = [await toldOf(story), await toldOf({ ...story, largeFrom: 0 })]
  expect(passed.told).toEqual(plain.told)
  return passed.settled
}

/** Only standards that are met by the sound rows. */
const MET = PASSING_PACK.replace(/^ {2}(by-date|short|waited|arrive-working|between|done):.*\n/gm, '')

describe('judged as they are read', () => {
  it.each<readonly [string, string | Uint8Array, number]>([
    ['a sound file', SOUND, 30],
    ['with a mark', `\ufeff${SOUND}`, 30],
    ['with semicolons', SOUND.replaceAll(',', ';'), 30],
    ['with Windows line ends', SOUND.replaceAll('\n', '\r\n'), 30],
    ['with quotes around every cell', SOUND.replaceAll(/[^,\n]+/g, '"$&"'), 30],
    ['without the last line end', SOUND.slice(0, -1), 30],
    ['but for a row that is there twice', SOUND + rowOf(7), 29],
    ['but for rows that contradict each other', SOUND + rowOf(7).replace('14:10', '14:11'), 29],
    ['but for a row that is late', SOUND + rowOf(31).replace('14:10', '15:10'), 30],
  ])('%s', async (_, content, settled) => expect(await both(content, 'repair.csv', MET)).toBe(settled))

  it('a field that one file has and another lacks', async () => {
    const pack = PASSING_PACK.replace(/^ {2}(by-date|short|waited|arrive-working|between):.*\n/gm, '')
    const urgent = SOUND.replaceAll(/(?<=\d)\n/g, ',否\n').replace('code', 'code,is_urgent')
    const helped = urgent.replaceAll('否', '否,0012').replace('is_urgent', 'is_urgent,helpers').replaceAll(/^R/gm, 'Q')
    const paths = [urgent, helped].map((content, at) => {
      const path = join(scratch, `part-${at}.csv`)
      writeFileSync(path, content)
      return path
    })
    const story = { rulebook: passingRulebook(pack), folder: scratch, paths, spells: PASSING_SPELLS }
    const [plain, passed] = [await toldOf(story), await toldOf({ ...story, largeFrom: 0 })]
    expect(passed.told).toEqual(plain.told)
    expect(passed.settled).toBe(60)
  })

  it.each<readonly [what: string, content: string | Uint8Array, name: string]>([
    ['a packed file', gzipSync(SOUND), 'repair.csv.gz'],
    ['another encoding', Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), 'repair.csv'],
    ['GB18030', Buffer.concat([Buffer.from(SOUND), Buffer.from([0x52, 0xd6, 0xd0, 0x0a])]), 'repair.csv'],
    ['a line of a million letters', `${SOUND}R99,${'x'.repeat(1_100_000)}\n`, 'repair.csv'],
    ['the old line ends of the Macintosh', SOUND.replaceAll('\n', '\r'), 'repair.csv'],
    ['a header that names no field for the ids', SOUND.replace('order_no', 'number'), 'repair.csv'],
  ])('not: %s', async (_, content, name) => expect(await both(content, name, MET)).toBe(0))

  const standards = (more: string) => MET.replace('scorecards:', `${more}\nscorecards:`)
  it.each([
    [
      'a standard that counts them',
      standards(
        '  often: { title: { zh: 常, en: Often }, kind: frequency, event: repair, for: each person, every: month, match: { technician: owner.id }, at-least: 1, charge: owner }',
      ),
    ],
    [
      'a record type that links to it',
      MET.replace(
        'standards:',
        `  call:\n    title: { zh: 回访, en: Call }\n    at: on\n    fields: { on: { type: date-time, required: true, title: { zh: 时, en: On } }, order: { type: record, of: repair, title: { zh: 单, en: Order } } }\nstandards:`,
      ),
    ],
    ['an item that judges by incident', MET.replaceAll("{ standards: '*' }", "{ standards: '*', by: incident }")],
    ['who inspected', MET.replace('entered-at: entered_on', 'entered-at: entered_on\n    entered-by: technician')],
  ])('not where there is %s', async (_, pack) => expect(await both(SOUND, 'repair.csv', pack)).toBe(0))
})
