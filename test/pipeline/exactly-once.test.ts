/** Three quarters in a row, whatever is recorded and handed in when: every case is judged in exactly one of them. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { REPAIR_HEADER } from '../support/small-folder.ts'
import { SMALL_PACK } from '../support/small-pack.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-once-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const QUARTERS = [
  { name: '2024-Q1', from: '2024-01-01', to: '2024-03-31' },
  { name: '2024-Q2', from: '2024-04-01', to: '2024-06-30' },
  { name: '2024-Q3', from: '2024-07-01', to: '2024-09-30' },
] as const

const DAY_SECONDS = 86_400
const START = Date.parse('2024-01-01T00:00:00Z') / 1000

/** Civil time of a whole minute since the first day. */
function civil(seconds: number): string {
  return new Date((START + seconds) * 1000).toISOString().slice(0, 16).replace('T', ' ')
}

interface Repair {
  readonly id: string
  readonly reported: number
  /** Undefined: nobody ever came. */
  readonly arrived: number | undefined
  /** Whether later exports hold it again. */
  readonly isHandedInAgain: boolean
}

interface Story {
  /** Each round names the file of the round before as well, and says that its records reach back. */
  readonly reachesBack?: boolean
  readonly repairs: readonly Repair[]
  readonly limitDays: number
  readonly graceDays: number
  /** Days from the end of each quarter to its cut-off. */
  readonly lags: readonly number[]
}

const story: fc.Arbitrary<Story> = fc.record({
  repairs: fc
    .array(
      fc.record({
        reported: fc.nat(QUARTERS.length * 91 * 24 * 60 - 1).map(minutes => minutes * 60),
        delay: fc.option(fc.nat(140 * 24 * 60), { nil: undefined }),
        isHandedInAgain: fc.boolean(),
      }),
      { minLength: 4, maxLength: 14 },
    )
    .map(all =>
      all.map(({ reported, delay, isHandedInAgain }, at) => ({
        id: `R${at}`,
        reported,
        arrived: delay === undefined ? undefined : reported + delay * 60,
        isHandedInAgain,
      })),
    ),
  // No case stays open for longer than a quarter: it would be carried, judged as not to be told, and no further.
  limitDays: fc.integer({ min: 1, max: 60 }),
  graceDays: fc.integer({ min: 0, max: 40 }),
  lags: fc.tuple(fc.nat(20), fc.nat(20), fc.constant(120)),
})

function packOf({ limitDays, graceDays }: Story): string {
  return `${SMALL_PACK}standards:
  on-time: { title: 到场, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: ${limitDays} days, charge: technician }
  some-a-month: { title: 每月有, kind: frequency, event: repair, every: month, for: organisation, at-least: 2, grace: ${graceDays} days, charge: { post: head } }
`
}

interface Judged {
  readonly standard: string
  readonly case: string
  readonly verdict: string
  readonly period: string
}

let runs = 0
async function judgedIn(told: Story): Promise<readonly Judged[]> {
  const root = join(scratch, String(runs++))
  mkdirSync(join(root, 'rules'), { recursive: true })
  writeFileSync(join(root, 'rules/pack.yaml'), packOf(told))
  const judged: Judged[] = []
  for (const [at, quarter] of QUARTERS.entries()) {
    const folder = join(root, quarter.name)
    mkdirSync(folder)
    const end = Date.parse(`${quarter.to}T00:00:00Z`) / 1000 - START + DAY_SECONDS
    const cutOff = end + (told.lags[at] ?? 0) * DAY_SECONDS
    const first = Date.parse(`${quarter.from}T00:00:00Z`) / 1000 - START
    const rows = told.repairs
      .filter(({ reported, isHandedInAgain }) => reported < cutOff && (reported >= first || isHandedInAgain))
      .map(({ id, reported, arrived }) => {
        const known = arrived !== undefined && arrived < cutOff ? civil(arrived) : ''
        return `${id},${civil(reported)},${known},E1`
      })
    const earlier = at === 0 ? '' : `history: [ ../${QUARTERS[at - 1]?.name}/out/appraisal.json ]\n`
    const asOf = civil(cutOff - DAY_SECONDS).slice(0, 10)
    const before = QUARTERS[at - 1]
    const reach =
      told.reachesBack && before
        ? `records: { repair: [ repair.csv, ../${before.name}/repair.csv ] }\nrecords-from: ${before.from}\n`
        : ''
    writeFileSync(join(folder, 'people.csv'), 'id,name,post\nE1,张三,fitter\nH1,王五,head\n')
    writeFileSync(join(folder, 'repair.csv'), `${[REPAIR_HEADER, ...rows].join('\n')}\n`)
    const setup = `period: ${quarter.name}\nas-of: ${asOf}\nrules: ../rules\npeople: people.csv\n${earlier}${reach}`
    writeFileSync(join(folder, 'appraisal.yaml'), setup)
    const out = join(folder, 'out')
    const { appraisal, diagnostics } = await appraise({ folder, out, language: 'zh', keepMet: true })
    if (!appraisal) {
      const isEmpty = diagnostics.some(({ code }) => code === 'records-missing')
      if (isEmpty) return []
      throw new Error(diagnostics.map(({ message }) => message.en).join('\n'))
    }
    for (const line of readFileSync(join(out, 'findings.ndjson'), 'utf8').split('\n').filter(Boolean)) {
      const { standard, case: id, verdict } = JSON.parse(line)
      judged.push({ standard, case: id, verdict, period: quarter.name })
    }
  }
  rmSync(root, { recursive: true })
  return judged
}

/** The verdict that the case has once everything is known: days are counted to the end of the last one. */
function verdictOf({ reported, arrived }: Repair, { limitDays }: Story): 'met' | 'missed' {
  if (arrived === undefined) return 'missed'
  const days = Math.floor(arrived / DAY_SECONDS) - Math.floor(reported / DAY_SECONDS)
  return days <= limitDays ? 'met' : 'missed'
}

describe('three quarters in a row', () => {
  it('judge every case once, in the first that ends after it fell due or was settled; before, it is pending', async () => {
    await fc.assert(
      fc.asyncProperty(story, async told => {
        const judged = await judgedIn(told)
        if (judged.length === 0) return
        const settled = judged.filter(({ verdict }) => verdict !== 'pending')
        const keys = settled.map(({ standard, case: id }) => `${standard} ${id}`)
        expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted())
        const cases = new Set(judged.map(({ standard, case: id }) => `${standard} ${id}`))
        expect(new Set(keys)).toEqual(cases)
        for (const repair of told.repairs)
          expect(settled.filter(one => one.standard === 'on-time' && one.case === repair.id)).toHaveLength(1)
        expect(settled.filter(({ standard }) => standard === 'some-a-month')).toHaveLength(9)
      }),
      { numRuns: 20 },
    )
  })

  it('with the verdict that the case has once everything is known, where what is open is handed in again', async () => {
    await fc.assert(
      fc.asyncProperty(story, async told => {
        const handedIn = { ...told, repairs: told.repairs.map(one => ({ ...one, isHandedInAgain: true })) }
        const judged = await judgedIn(handedIn)
        if (judged.length === 0) return
        for (const repair of handedIn.repairs) {
          const own = judged.find(
            one => one.standard === 'on-time' && one.case === repair.id && one.verdict !== 'pending',
          )
          expect([repair, own?.verdict]).toEqual([repair, verdictOf(repair, handedIn)])
        }
      }),
      { numRuns: 12 },
    )
  })

  it('and a month that was open beyond the border too, where the records of its beginning are named again', async () => {
    await fc.assert(
      fc.asyncProperty(story, async told => {
        const judged = await judgedIn({ ...told, reachesBack: true, repairs: told.repairs.map(arrivedAtOnce) })
        if (judged.length === 0) return
        const months = judged.filter(({ standard, verdict }) => standard === 'some-a-month' && verdict !== 'pending')
        expect(months).toHaveLength(9)
        for (const { case: id, verdict } of months) {
          const [first, end] = boundsOf(id.split('@')[0] ?? '', told.graceDays)
          const counted = told.repairs.filter(({ reported }) => reported >= first && reported < end).length
          expect([id, verdict]).toEqual([id, counted >= 2 ? 'met' : 'missed'])
        }
      }),
      { numRuns: 8 },
    )
  })
})

/** Seconds since the first day: a month, and the days of grace after it, in which what comes late still counts. */
function boundsOf(month: string, graceDays: number): readonly [from: number, to: number] {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const [first, next] = [Date.UTC(year, number - 1, 1), Date.UTC(year, number, 1)].map(at => at / 1000 - START)
  return [first ?? 0, (next ?? 0) + graceDays * DAY_SECONDS]
}

/** Rows of one order in two files are the same. */
function arrivedAtOnce(repair: Repair): Repair {
  return { ...repair, arrived: repair.reported, isHandedInAgain: false }
}
