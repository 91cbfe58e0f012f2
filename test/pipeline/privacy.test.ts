/** What a field hides stands nowhere else: every file of the results of a small pack and of the example, workbooks unpacked. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { CAMPUS } from '../support/golden.ts'
import { SMALL_PACK } from '../support/small-pack.ts'
import { textsIn } from '../support/texts.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Fields of each sort that rules read, print and carry over: conditions, a limit, a bulletin, a case left open. */
const PACK = `${SMALL_PACK}
      phone: { type: text, shown: never, title: { zh: 电话, en: Phone } }
      illness: { type: text, shown: internal, title: { zh: 病情, en: Illness } }
      nickname: { type: text, shown: never, title: { zh: 称呼, en: Called } }
      diary: { type: text, shown: internal, title: { zh: 备忘, en: Diary } }
      heard_by: { type: person, shown: never, title: { zh: 听取人, en: Heard by } }
      place: { type: text, title: { zh: 地点, en: Place } }
    bulletin: { issue: order_no, place: place, unit: technician }
grades: { bands: { good: { title: { zh: 优秀, en: Excellent }, from: 90 }, fail: { title: { zh: 不合格, en: Fail }, from: 0 } } }
fairness: { minimum-cases: 1, measured-marks-at-least: 1 }
standards:
  arrives:
    title: { zh: 到场, en: Arrives }
    kind: deadline
    event: repair
    when: { all: [ { fact: phone, operator: present }, { fact: illness, operator: notEqual, value: 无 } ] }
    from: reported_at
    to: arrived_at
    within: 30 minutes
    charge: technician
  known-by-phone:
    title: { zh: 电话相符, en: Known by phone }
    kind: requirement
    event: repair
    require: { phone: 无, illness: 无 }
    charge: technician
scorecards:
  fitters: { title: { zh: 考评表, en: Card }, posts: [fitter], sections: { all: { title: { zh: 全部, en: All }, marks: 100, method: rate, items: [ { standards: [arrives, known-by-phone] } ] } } }
`
const [NEVER, INTERNAL, RATER] = ['13800138000', '心绞痛', '密听人']
/** The same, of fields that no rule reads. */
const [UNREAD_NEVER, UNREAD_INTERNAL] = ['小石头', '夜里来过']
const PEOPLE = `id,name,post,unit,from,to,reports_to
0001,甲,fitter,east,,,
0002,${RATER},fitter,east,,,
`
const REPAIRS = `order_no,reported_at,arrived_at,technician,phone,illness,nickname,diary,heard_by,place
R1,2024-03-05 14:00,2024-03-05 16:00,0001,${NEVER},${INTERNAL},${UNREAD_NEVER},${UNREAD_INTERNAL},0002,东楼
R2,2024-03-05 14:00,2024-03-05 14:10,0001,${NEVER},${INTERNAL},${UNREAD_NEVER},${UNREAD_INTERNAL},0002,东楼
R3,2024-03-05 14:00,昨天,0001,${NEVER},${INTERNAL},${UNREAD_NEVER},${UNREAD_INTERNAL},0002,东楼
R4,2024-06-30 23:50,,0001,${NEVER},${INTERNAL},${UNREAD_NEVER},${UNREAD_INTERNAL},0002,西楼
`

/** Each file with the text in it, workbooks part by part. */

const holding = (texts: ReadonlyMap<string, string>, what: string | RegExp): readonly string[] =>
  [...texts]
    .filter(([, text]) => (typeof what === 'string' ? text.includes(what) : what.test(text)))
    .map(([path]) => path)

describe.each(['zh', 'en'] as const)('a pack with fields that are not for everybody, in %s', language => {
  let texts: ReadonlyMap<string, string>
  beforeAll(async () => {
    const folder = join(scratch, language)
    mkdirSync(join(folder, 'rules'), { recursive: true })
    writeFileSync(join(folder, 'rules/pack.yaml'), PACK)
    writeFileSync(join(folder, 'appraisal.yaml'), 'rules: rules\nperiod: 2024-H1\nas-of: 2024-06-30\n')
    writeFileSync(join(folder, 'people.csv'), PEOPLE)
    writeFileSync(join(folder, 'repair.csv'), REPAIRS)
    const { appraisal, diagnostics } = await appraise({ folder, out: join(folder, 'out'), language })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(appraisal?.findings.missed).toBeGreaterThan(0)
    expect(appraisal?.findings.pending).toBe(1)
    texts = textsIn(join(folder, 'out'))
  })

  it('never shows what is never shown', () => {
    expect(holding(texts, UNREAD_NEVER)).toEqual([])
    // A rule reads it, so the next run must be told it again of the case that is still open.
    expect(holding(texts, NEVER)).toEqual(['carried.ndjson'])
  })

  it('shows what is internal in internal files alone', () => {
    const outside = (what: string) => holding(texts, what).filter(path => !path.startsWith('internal/'))
    expect(outside(UNREAD_INTERNAL)).toEqual([])
    expect(outside(INTERNAL)).toEqual(['carried.ndjson'])
  })

  it('names whoever a hidden field names nowhere but as themselves', () => {
    const bulletin = texts.get('internal/bulletin.html') ?? ''
    expect(bulletin).toContain('R1')
    expect(bulletin).not.toContain(RATER)
    expect(texts.get('people/0001.html')).not.toContain(RATER)
  })
})

describe('the example', () => {
  it('shows no telephone number that its records hold, whichever page or workbook it is', {
    timeout: 120_000,
  }, async () => {
    const out = join(scratch, 'campus')
    await appraise({ folder: CAMPUS, out, language: 'zh' })
    const records = readFileSync(join(CAMPUS, 'records/报修工单.csv'), 'utf8')
    const phones = new Set(records.match(/(?<!\d)1[3-9]\d{9}(?!\d)/g))
    expect(phones.size).toBeGreaterThan(10)
    const texts = textsIn(out)
    expect([...texts.keys()]).toEqual(
      expect.arrayContaining([
        'public/notice.html',
        'internal/appraisals.xlsx',
        'finance/payroll.xlsx',
        'finance/payroll.csv',
      ]),
    )
    const shown = [...texts].flatMap(([path, text]) =>
      [...text.matchAll(/(?<!\d)1[3-9]\d{9}(?!\d)/g)].flatMap(([phone]) =>
        phones.has(phone) ? `${path}: ${phone}` : [],
      ),
    )
    expect(shown).toEqual([])
  })
})
