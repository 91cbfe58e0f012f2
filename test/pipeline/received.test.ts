/** What becomes of what was handed in: sent back, late, blank or thin records, and what of it keeps results from being final. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppraiseResult, appraise } from '../../src/appraise.ts'
import { SMALL_PACK } from '../support/small-pack.ts'

/** Its records hold a telephone number, a length of time, and when they were entered. */
const PACK = `${SMALL_PACK.replace('technician: { type: person, required: true', 'technician: { type: person')}      minutes: { type: number, in: minutes }
      phone: { type: text, shown: never }
      recorded_at: { type: date }
standards:
  on-time: { title: { zh: 三天内到场, en: There within 3 days }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 3 days, charge: technician }
scorecards:
  card: { title: { zh: 表, en: Card }, posts: [fitter], sections: { a: { title: { zh: 甲, en: A }, marks: 100, method: rate, items: [ { standards: on-time } ] } } }
grades: { decimals: 2, bands: { excellent: { title: { zh: 优秀, en: Excellent }, from: 90 }, fail: { title: { zh: 不合格, en: Fail }, from: 0 } } }
`

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
beforeAll(() => {
  mkdirSync(join(scratch, 'rules'))
  writeFileSync(join(scratch, 'rules/pack.yaml'), PACK)
})

const HEADER = 'order_no,reported_at,arrived_at,technician,minutes,phone,recorded_at'
const GOOD = 'R1,2024-03-05 14:00,2024-03-05 14:20,0001,3,13800000000,2024-03-05'
const PEOPLE = 'id,name,post,unit\n0001,张三,fitter,east\n0002,李四,fitter,west\n'

interface Round {
  readonly setup?: string
  readonly repairs?: readonly string[]
  readonly people?: string
  readonly acceptRejected?: string
}

let rounds = 0
async function appraised({ setup = '', repairs = [GOOD], people = PEOPLE, acceptRejected }: Round) {
  const folder = join(scratch, `round-${++rounds}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'appraisal.yaml'), `rules: ../rules\nperiod: 2024-H1\nas-of: 2024-07-05\n${setup}`)
  writeFileSync(join(folder, 'people.csv'), people)
  writeFileSync(join(folder, 'repair.csv'), `${[HEADER, ...repairs].join('\n')}\n`)
  const out = join(folder, 'out')
  const result = await appraise({
    folder,
    out,
    language: 'zh',
    ...(acceptRejected === undefined ? {} : { acceptRejected }),
  })
  const read = (path: string) => readFileSync(join(out, path), 'utf8')
  return { result, read }
}

const errors = ({ diagnostics }: AppraiseResult) => diagnostics.filter(({ severity }) => severity === 'error')
const codes = (result: AppraiseResult) => errors(result).map(({ code }) => code)
const BAD_OF_ONE = 'R2,2024-03-05 14:00,昨天,0001,3,,'
const BAD_OF_ANYBODY = 'R3,2024-03-05 14:00,,9999,3,,'

describe('results are final only where nothing that was sent back could have changed them', () => {
  it.each([
    ['a row that names somebody with a sheet', BAD_OF_ONE, /0001 张三/],
    ['a row of which it cannot be told whom it names', BAD_OF_ANYBODY, /看不出涉及谁/],
    ['a row that cannot be taken apart', '"R4,2024-03-05', /看不出涉及谁/],
  ])('%s', async (_, row, said) => {
    const { result } = await appraised({ setup: 'state: final\n', repairs: [GOOD, row] })
    expect(codes(result)).toEqual(['final-refused'])
    expect(result.appraisal).toBeUndefined()
    expect(errors(result)[0]?.message.zh).toMatch(said)
    expect(errors(result)[0]?.span).toMatchObject({ file: 'appraisal.yaml', line: 4 })
    expect(result.problems).toHaveLength(1)
  })

  it('a row of the roster that was sent back', async () => {
    const { result } = await appraised({ setup: 'state: final\n', people: `${PEOPLE}0003,王五,plumber,west\n` })
    expect(codes(result)).toContain('final-refused')
  })

  it('a draft may have any of them, and says so on the sheet', async () => {
    const { result, read } = await appraised({ repairs: [GOOD, BAD_OF_ONE, BAD_OF_ANYBODY] })
    expect(codes(result)).toEqual([])
    expect(read('people/0001.html')).toContain('写明本人的 1 行记录')
    expect(read('people/0001.html')).toContain('另有 1 行退回的记录看不出涉及谁')
    expect(read('people/0001.html')).toContain('草稿')
    expect(read('people/0002.html')).not.toContain('写明本人的')
  })

  it('with a reason they are final, without a watermark, and the reason is on every sheet', async () => {
    const acceptRejected = '原单据已遗失 <b>'
    const { result, read } = await appraised({ setup: 'state: final\n', repairs: [GOOD, BAD_OF_ONE], acceptRejected })
    expect(codes(result)).toEqual([])
    for (const sheet of ['people/0001.html', 'people/0002.html']) {
      expect(read(sheet)).toContain('理由：原单据已遗失 &lt;b&gt;')
      expect(read(sheet)).not.toContain('草稿')
    }
  })

  it('where nothing was sent back they are final without more', async () => {
    const { result, read } = await appraised({ setup: 'state: final\n' })
    expect(codes(result)).toEqual([])
    expect(read('people/0001.html')).not.toContain('草稿')
    expect(read('people/0001.html')).not.toContain('退回')
  })
})

describe('late entries', () => {
  const late = 'R5,2024-06-28 14:00,2024-06-28 14:20,0001,3,,2024-07-06'
  const later = 'R6,2024-06-28 15:00,2024-06-28 15:20,0002,3,,2024-07-10'
  const approval = 'late-entries: { approved-by: 王敏, approved-on: 2024-07-08, reason: 系统停机 }\n'

  it('are judged like the others and listed for approval', async () => {
    const { result, read } = await appraised({ repairs: [GOOD, late, later] })
    expect(result.appraisal?.findings.met).toBe(3)
    expect(result.appraisal?.completeness.late).toEqual([
      {
        type: 'repair',
        id: 'R5',
        file: 'repair.csv',
        at: '2024-06-28T14:00:00+08:00',
        entered: '2024-07-06T00:00:00+08:00',
        people: ['0001'],
        isApproved: false,
      },
      expect.objectContaining({ id: 'R6', isApproved: false }),
    ])
    expect(read('internal/records.html')).toContain('2024-07-06 00:00')
  })

  it('an earlier end of entries makes more of them late', async () => {
    const setup = 'entries-until: 2024-03-04\n'
    const { result } = await appraised({ setup })
    expect(result.appraisal?.completeness.late.map(({ id }) => id)).toEqual(['R1'])
    expect((await appraised({ setup: 'entries-until: 2024-03-05\n' })).result.appraisal?.completeness.late).toEqual([])
  })

  it('an approval covers those entered up to its day, and the others keep results from being final', async () => {
    const open = await appraised({ setup: `state: final\n${approval}`, repairs: [GOOD, late, later] })
    expect(errors(open.result)[0]?.message.en).toContain('1 record was entered after the cut-off')
    const covered = await appraised({ setup: `state: final\n${approval}`, repairs: [GOOD, late] })
    expect(codes(covered.result)).toEqual([])
    expect(covered.read('internal/records.html')).toContain('王敏 于 2024-07-08 批准：系统停机')
  })

  it.each([
    ['state: finished\n', 'wrong-value'],
    ['late-entries: { approved-by: 王敏 }\n', 'wrong-value'],
    ['entries-until: soon\n', 'wrong-date'],
  ])('%s is an error', async (setup, code) => expect(codes((await appraised({ setup })).result)).toContain(code))
})

describe('completeness', () => {
  it('a field that rules read: the share filled in, by the post that enters it', async () => {
    const blank = 'R7,2024-03-06 14:00,,0001,,,'
    const { result } = await appraised({ repairs: [GOOD, blank] })
    const { fields = [] } = result.appraisal?.completeness ?? {}
    expect(fields.map(({ field, filled, total, posts }) => [field, filled, total, posts])).toEqual([
      ['arrived_at', 1, 2, [{ post: 'fitter', filled: 1, total: 2 }]],
      ['technician', 2, 2, [{ post: 'fitter', filled: 2, total: 2 }]],
    ])
  })

  it('a unit with far fewer records than its size lets expect', async () => {
    const many = Array.from(
      { length: 60 },
      (_, at) => `E${at},2024-03-05 14:00,2024-03-05 14:20,${at < 54 ? '0001' : '0002'},3,,`,
    )
    const few = (await appraised({ repairs: many })).result.appraisal?.completeness.units
    expect(few).toEqual([{ type: 'repair', unit: 'west', records: 6, expected: 30 }])
    // The same records where west has a tenth of the people: nothing to tell.
    const fewPeople = PEOPLE.replace('fitter,west', 'fitter,west').replace('unit\n', 'unit,share\n')
    const people = fewPeople.replace('east\n', 'east,1\n').replace('west\n', 'west,0.1\n')
    expect((await appraised({ repairs: many, people })).result.appraisal?.completeness.units).toEqual([])
  })

  it('records that stop in April', async () => {
    const days = Array.from({ length: 40 }, (_, at) =>
      new Date(Date.UTC(2024, 0, 3 + at * 3)).toISOString().slice(0, 10),
    )
    const repairs = days.map((day, at) => `D${at},${day} 14:00,${day} 14:20,0001,3,,`)
    const { result, read } = await appraised({ repairs })
    expect(result.appraisal?.completeness.gaps).toEqual([
      { type: 'repair', first: '2024-01-03', last: '2024-04-29', beginsLate: false, endsEarly: true },
    ])
    expect(read('internal/records.html')).toContain('2024-04-29 为止')
  })
})

describe('what was handed in', () => {
  it('each file is reconciled, and each mistake told with cell, value, field and what was expected', async () => {
    const { result, read } = await appraised({ repairs: [GOOD, GOOD, BAD_OF_ONE, '合计,,,,,,'] })
    expect(result.appraisal?.records.files).toEqual([
      {
        file: 'repair.csv',
        type: 'repair',
        encoding: 'UTF-8',
        read: 4,
        accepted: 1,
        rejected: 1,
        ignored: 2,
        totals: 1,
        notes: 0,
        repeats: 1,
      },
    ])
    const page = read('internal/records.html')
    for (const part of ['C4“昨天”', 'repair.arrived_at', '2024-03-05 14:30', '合计行 1', '重复或并入同号记录 1'])
      expect(page).toContain(part)
    expect(read('rejected.csv')).toMatch(/repair\.csv,,4,C4,arrived_at,昨天,repair\.arrived_at,“昨天”/)
  })

  it('the value of a field that is never shown is not repeated anywhere', async () => {
    const { result, read } = await appraised({
      repairs: ['R8,2024-03-05 14:00,,0001,3,1.38E+10,', '"R9,2024-03-05 14:00,,0001,3,13900000000,'],
    })
    const all = ['rejected.csv', 'appraisal.json', 'internal/records.html'].map(read).join('\n')
    expect(result.problems).toHaveLength(2)
    expect(all).toContain('F2')
    expect(all).not.toMatch(/1\.38E|13900000000/)
  })

  it('records are looked at even where the roster cannot be used', async () => {
    const { result } = await appraised({ people: 'id,post\n0001,fitter\n', repairs: ['"R'] })
    expect(codes(result)).toEqual(['header-missing'])
    const both = await appraised({
      people: 'id,name,post\n0001,张三,fitter\n0001,张三,fitter\n',
      setup: 'records: { repair: nowhere.csv }\n',
    })
    expect(codes(both.result)).toEqual(expect.arrayContaining(['spells-overlap', 'file-unreadable']))
  })
})
