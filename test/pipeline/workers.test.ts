/** Files of records shared out over threads: the result is that of one, whatever their number and wherever a stretch begins. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { appraise, type ThreadsRequest } from '../../src/appraise.ts'
import type { PassingHelpers } from '../../src/load/passing/index.ts'
import { withHelpers } from '../../src/pass-helpers.ts'
import { prepare } from '../../src/prepare.ts'
import { csvFiles, differing, files, jsonFiles } from '../fuzz/passing.ts'
import { yardstickIn } from '../support/command-line.ts'
import { PASSING_PACK, PASSING_SPELLS, toldOfRecords } from '../support/passing.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-workers-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const DAY = 86_400_000
const dayText = (day: number | undefined): string =>
  day === undefined ? '' : new Date(day * DAY).toISOString().slice(0, 10)

function folderFor(name: string): string {
  const folder = join(scratch, name)
  mkdirSync(join(folder, 'rules'), { recursive: true })
  mkdirSync(join(folder, 'records'))
  writeFileSync(join(folder, 'rules/pack.yaml'), PASSING_PACK)
  writeFileSync(
    join(folder, 'appraisal.yaml'),
    'period: 2024-H1\nas-of: 2024-07-05\nrules: rules\npeople: people.csv\n',
  )
  const rows = PASSING_SPELLS.map(({ person, name: own, post, unit, from, to }) =>
    [person, own, post, unit, dayText(from), dayText(to)].join(','),
  )
  writeFileSync(join(folder, 'people.csv'), ['id,name,post,unit,from,to', ...rows, ''].join('\n'))
  return folder
}

async function told(folder: string, helpers?: PassingHelpers) {
  const request = helpers ? { folder, largeFrom: 0 } : { folder }
  const { prepared, diagnostics } = await prepare(request, helpers)
  return prepared && toldOfRecords(prepared, diagnostics)
}

describe('whatever the rows are', () => {
  it.each([
    ['csv', csvFiles],
    ['ndjson', jsonFiles],
  ] as const)('%s', async (ending, of) => {
    const folder = folderFor(`property-${ending}`)
    const path = join(folder, 'records', `repair.${ending}`)
    writeFileSync(path, '')
    let shared = 0
    await withHelpers({ folder, largeFrom: 0 }, { workers: 3, sharedFrom: 0 }, async helpers => {
      if (!helpers) throw new Error('no threads')
      await fc.assert(
        fc.asyncProperty(
          fc.array(files(of), { minLength: 1, maxLength: 3 }),
          fc.integer({ min: 20, max: 900 }),
          async (parts, stretchBytes) => {
            writeFileSync(path, Buffer.concat(parts))
            const [one, other] = [await told(folder), await told(folder, { ...helpers, stretchBytes })]
            const [alone, together] = [one, other].map(result => JSON.stringify(result?.told, null, 1))
            if (alone !== together) throw new Error(differing(String(alone), String(together)))
            if ((other?.parts ?? 0) > 1) shared++
          },
        ),
        { numRuns: 150, seed: 7 },
      )
    })
    expect(shared).toBeGreaterThan(20)
  })
})

/** Every file below, with its bytes. */
function bytesBelow(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return new Map(
    names
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [path.slice(folder.length), readFileSync(path, 'base64')]),
  )
}

describe('a whole run', () => {
  it.each([
    [
      'csv',
      (at: number) =>
        `R${at},2024-03-05 14:00,2024-03-05 14:${10 + (at % 50)},2024-03-06 10:00,minor,2,否,${at % 3 ? 'E1' : '0012'},"x\n${at}",A,X2`,
    ],
    [
      'ndjson',
      (at: number) =>
        JSON.stringify({
          order_no: `R${at}`,
          reported_at: '2024-03-05 14:00',
          arrived_at: `2024-03-05 14:${10 + (at % 50)}`,
          technician: at % 3 ? 'E1' : '0012',
          place: 'A',
        }),
    ],
  ] as const)(
    'gives the same bytes with one thread, two and four, and with none judged as it is read: %s',
    async (ending, row) => {
      const folder = folderFor(`whole-${ending}`)
      const header =
        ending === 'csv'
          ? ['order_no,reported_at,arrived_at,done_at,class,hours,is_urgent,technician,note,place,code']
          : []
      const rows = Array.from({ length: 3000 }, (_, at) => row(at))
      // One twice, one that contradicts another, one that cannot be read.
      const more = [row(7), row(8).replace('14:18', '14:59'), row(9).replace('2024-03-05 14:00', '2024-02-30 14:00')]
      writeFileSync(join(folder, 'records', `repair.${ending}`), [...header, ...rows, ...more, ''].join('\n'))
      const ways: readonly ThreadsRequest[] = [
        { largeFrom: Number.POSITIVE_INFINITY },
        { largeFrom: 0, workers: 1 },
        { largeFrom: 0, workers: 2, sharedFrom: 0, stretchBytes: 10_000 },
        { largeFrom: 0, workers: 4, sharedFrom: 0, stretchBytes: 700 },
      ]
      const results = []
      for (const [at, threads] of ways.entries()) {
        const out = join(scratch, `out-${ending}-${at}`)
        const { appraisal } = await appraise({ folder, out, language: 'en', threads })
        expect(appraisal?.records).toMatchObject({ read: 3003, accepted: 2999, rejected: 3, ignored: 1 })
        results.push(bytesBelow(out))
      }
      for (const result of results) expect(result).toEqual(results[0])
    },
  )
})

it('a thread that cannot be started fails the run', async () => {
  const folder = folderFor('broken')
  writeFileSync(join(folder, 'records/repair.csv'), 'order_no,reported_at,technician,place\n')
  // What cannot be sent to another thread is our own mistake, and told as such.
  const data = { folder, largeFrom: 0, rules: () => '' }
  await expect(
    withHelpers(data, { workers: 2, sharedFrom: 0 }, async helpers => await told(folder, helpers)),
  ).rejects.toThrow()
})

it.each(['0', '65', '1.5', 'two', ''])('--workers %s is wrong usage', count => {
  const run = yardstickIn(scratch, 'en', 'appraise', '.', '--workers', count)
  expect([run.status, run.err]).toEqual([2, expect.stringContaining('1 … 64')])
})
