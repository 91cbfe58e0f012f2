/** A copy without names: an office whose names and numbers are hard to find is looked for in every file of it. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import type { Appraisal } from '../../src/model/appraisal.ts'
import { makeTreatment } from '../../src/redact/pseudonyms.ts'
import { verifyResults } from '../../src/report/verify.ts'
import { rerun } from '../../src/rerun.ts'
import { smallFolder } from '../support/small-folder.ts'
import { SMALL_PACK } from '../support/small-pack.ts'
import { textsIn } from '../support/texts.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** A name that is part of another, one that two bear, one of a letter; numbers that are figures, parts of ids, and lead in zeros. */
const PEOPLE = [
  ['0012', '王芳'],
  ['ZQ7', '王芳芳'],
  ['ZQ70', '李娜'],
  ['7', '李娜'],
  ['100', '王'],
  ['K-9', 'Li Na'],
  ['P-0001', 'Amy'],
  ['0099', '欧阳主任'],
] as const

const BASE = '4321.17'
const RULES = `${SMALL_PACK}      note: { type: text }
      seen_by: { type: person }
    bulletin: { issue: note, unit: technician }
  talk:
    title: { zh: 谈话, en: Talk }
    at: held_on
    fields: { held_on: { type: date, required: true }, about: { type: person, required: true } }
fairness: { minimum-cases: 1, measured-marks-at-least: 1 }
standards:
  on-time: { title: { zh: 三天内到场, en: There within 3 days }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 3 days, charge: technician }
  noted: { title: { zh: 有记载, en: Noted }, kind: requirement, event: repair, require: { note: 好, seen_by: "0099" }, charge: technician }
  talked: { title: { zh: 每人谈话, en: Talked with }, kind: frequency, event: talk, match: { about: owner }, every: period, for: each person, at-least: 1, charge: owner }
scorecards:
  card: { title: { zh: 表, en: Card }, posts: [fitter], sections: { a: { title: { zh: 甲, en: A }, marks: 100, method: rate, items: [ { standards: [on-time, noted, talked] } ] } } }
grades: { decimals: 2, bands: { excellent: { title: { zh: 优秀, en: Excellent }, from: 90 }, fail: { title: { zh: 不合格, en: Fail }, from: 0 } } }
outcomes:
  warned: { title: { zh: 约谈, en: A talk }, when: { grade: fail }, then: [ { type: talk } ] }
cascades:
  late: { title: { zh: 连带, en: Shared }, on: { standards: on-time, verdict: missed }, shares: { person: 50%, head: 10% }, combine: capped }
print: { company: { zh: 王芳芳后勤公司, en: Works }, notice: { shows: names-and-grades } }
`
const FILES = {
  'rules/pack.test.yaml': '',
  'rules/pack.yaml': RULES,
  'people.csv': `id,name,post,unit,reports_to,bonus_base\n${PEOPLE.map(
    ([id, name]) => `${id},${name},${id === '0099' ? 'head' : 'fitter'},王芳班,${id === '0099' ? '' : '0099'},${BASE}`,
  ).join('\n')}\n`,
  'records/repair.csv': `order_no,reported_at,arrived_at,technician,note,seen_by
R1-ZQ7,2024-03-05 14:00,2024-03-12 10:00,ZQ7,王芳芳没来，叫了0012,0012
R2-0012,2024-03-07 09:00,2024-03-12 09:00,0012,找过王芳,0099
R3,2024-05-02 08:00,2024-05-12 09:00,K-9,"Li Na said no, AMY too",ZQ7
王芳-4,2024-05-02 08:00,2024-05-12 09:00,7,李娜,ZQ7
R5,2024-05-02 08:00,2024-05-12 09:00,P-0001,见 ZQ70,7
R6,昨天,2024-05-12 09:00,100,王,7
`,
  'records/talk.csv': 'held_on,about\n2024-03-01,ZQ7\n',
  'appraisal.yaml': `period: 2024-H1
rules: rules
people: people.csv
records: { talk: records/talk.csv, repair: records/repair.csv }
title: { zh: 王芳所在班组, en: The crew of Li Na }
waivers: [ { id: W-ZQ7, title: 王芳芳请假, reason: 王芳芳病了, owner: Director Zhao, standards: [ noted ], person: ZQ7, from: 2024-01-01, to: 2024-06-30 } ]
confirmations: confirmations.yaml
round: { incomplete: [ { person: ZQ70, reason: 李娜不在, by: Director Zhao, on: 2024-06-20 } ] }
`,
  'confirmations.yaml': '[ { person: "0012", outcome: warned, state: confirmed, by: 欧阳主任, on: 2024-07-03 } ]\n',
  'notices.yaml':
    '- { id: T-ZQ7, finding: on-time/R2-0012/0012, told-on: 2024-05-20, told-by: Director Zhao, how: 李娜打的电话 }\n',
  'adjustments.yaml': `- { id: A-ZQ7, finding: on-time/R1-ZQ7/ZQ7, filed-on: 2024-07-08, reason: "王芳芳说门锁了，0012 可证" }
- { id: A-2, finding: on-time/R1-ZQ7/ZQ7, change: reassign, to: "0012", reason: "王芳自己认了，见 K-9", evidence: "ZQ70 的笔录", decided-by: 欧阳主任, decided-on: 2024-07-12 }
- { id: A-3, finding: on-time/R3/K-9, filed-on: 2024-07-08, reason: "li na was ill; Director Zhao knows" }
`,
}

/** As a whole word: `ZQ7` is no part of `ZQ70`, and `0012` none of a hash. */
const word = (text: string) => new RegExp(`(?<![A-Za-z0-9])${text}(?![A-Za-z0-9])`, 'i')
const SOUGHT: readonly (readonly [string, RegExp])[] = [
  ...PEOPLE.map(([, name]) => [name, /^[A-Z]/.test(name) ? word(name) : new RegExp(name)] as const),
  ...PEOPLE.map(([id]) => [id, word(id)] as const),
  ['Director Zhao', /Zhao/],
  [BASE, new RegExp(BASE)],
  ['half of it', /2160\.5/],
]
/** Of one letter, or figures as any others. */
const NOT_SOUGHT = ['王', '7', '100']

const folder = join(scratch, 'office')

describe.each(['zh', 'en'] as const)('a copy without names, in %s', language => {
  const out = join(folder, `redacted-${language}`)
  let texts: ReadonlyMap<string, string>
  let appraisal: Appraisal

  beforeAll(async () => {
    smallFolder(folder, FILES)
    const { appraisal: made, diagnostics } = await appraise({
      folder,
      out,
      language,
      redactedFrom: join(folder, 'out'),
      acceptRejected: '王芳同意',
      keepMet: true,
    })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    if (!made) throw new Error('no appraisal')
    appraisal = made
    expect(appraisal.people.some(({ adjustments }) => adjustments.length > 0)).toBe(true)
    expect(appraisal.people.some(({ withheld }) => (withheld.amount ?? 0) > 0)).toBe(true)
    expect(appraisal.people.some(({ outcomes }) => outcomes.some(({ confirmedBy }) => confirmedBy !== null))).toBe(true)
    expect(appraisal.findings.exempt).toBeGreaterThan(0)
    expect(JSON.stringify(appraisal)).toContain('李娜打的电话')
    // A file is named after somebody too.
    texts = new Map([...textsIn(out)].map(([path, text]) => [path, `${path}\n${text}`]))
  })

  it('holds nobody’s name or number in any file', () => {
    const found = SOUGHT.filter(([what]) => !NOT_SOUGHT.includes(what)).flatMap(([what, pattern]) =>
      [...texts].flatMap(([path, text]) => {
        const hit = pattern.exec(text)
        return hit ? [`${what} in ${path}: ${text.slice(Math.max(0, hit.index - 30), hit.index + 30)}`] : []
      }),
    )
    expect(found).toEqual([])
  })

  it('has numbers in place of those that are figures or single letters, wherever they stand alone', () => {
    const copy = JSON.parse(readFileSync(join(out, 'appraisal.json'), 'utf8')) as Appraisal
    const plain = [...copy.people.map(({ id, name }) => `${id} ${name}`)]
    expect(plain.length).toBe(appraisal.people.length)
    expect(plain.every(one => /^PP-\d{5} (员工|Employee) PP-\d{5}$/.test(one))).toBe(true)
    expect(plain.toSorted()).toEqual(plain)
    const ids = copy.people.flatMap(one => one.evidence.map(({ id }) => id.split('/')[2]))
    expect(ids.every(id => /^PP-\d{5}$/.test(id ?? ''))).toBe(true)
  })

  it('has no raw record, no row that was sent back and nothing that is paid, and says so', () => {
    expect([...texts.keys()].filter(path => /^finance|carried|rejected|returned/.test(path))).toEqual([])
    expect(texts.get('index.html')).toContain(
      language === 'zh' ? '没有列入：carried.ndjson' : 'Left out: carried.ndjson',
    )
    for (const path of ['people/PP-00001.html', 'internal/appraisals.xlsx'])
      expect(texts.get(path)).toContain(language === 'zh' ? '已隐去姓名的副本' : 'Copy, names removed')
  })

  it('leaves scores, grades and reasons as they are', () => {
    const copy = JSON.parse(readFileSync(join(out, 'appraisal.json'), 'utf8')) as Appraisal
    const scores = (of: Appraisal) => of.people.map(({ scoreText, grade }) => `${scoreText} ${grade}`).toSorted()
    expect(scores(copy)).toEqual(scores(appraisal))
    expect(texts.get('findings.ndjson')).toContain(language === 'zh' ? '自己认了' : '自己认了')
  })

  it('is as it was written, and is made again byte for byte', async () => {
    const verified = verifyResults(out)
    if ('problem' in verified) throw new Error(verified.problem.en)
    expect(verified.differences).toEqual([])
    const { found, diagnostics } = await rerun({ folder, manifest: verified.manifest, results: out })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(found?.outputs.filter(({ file }) => file !== 'manifest.json')).toEqual([])
  })
})

describe('names and no names', () => {
  it('never take each other’s place', async () => {
    const out = join(folder, 'out')
    const run = (redacted: boolean, into: string) =>
      appraise({ folder, out: into, language: 'zh', ...(redacted ? { redactedFrom: out } : {}) })
    expect((await run(false, out)).diagnostics.map(({ code }) => code)).not.toContain('out-refused')
    const before = readFileSync(join(out, 'manifest.json'))
    expect((await run(true, out)).diagnostics.map(({ code }) => code)).toContain('out-refused')
    expect((await run(false, join(folder, 'redacted-zh'))).diagnostics.map(({ code }) => code)).toContain('out-refused')
    expect(readFileSync(join(out, 'manifest.json'))).toEqual(before)
  })
})

describe('what stands for somebody', () => {
  const people = fc.uniqueArray(
    fc.tuple(fc.string({ unit: fc.constantFrom('甲', '乙', 'a', 'B', ' ', '1'), minLength: 2, maxLength: 4 })),
    {
      minLength: 1,
      maxLength: 6,
      selector: ([name]) => name.toLowerCase(),
    },
  )
  const text = fc
    .array(fc.string({ unit: fc.constantFrom('甲', '乙', 'a', 'B', ' ', '1', '，'), maxLength: 9 }))
    .map(parts => parts.join(''))

  it('leaves no whole name in a text, whichever is part of which', () => {
    fc.assert(
      fc.property(people, text, (some, said) => {
        const names = some.map(([name]) => name).filter(name => name.trim() === name)
        const known = {
          ids: new Set(names.map((_, at) => `N${at}`)),
          names: new Map(names.map((name, at) => [name, new Set([`N${at}`])])),
          signatories: new Set<string>(),
          things: new Set<string>(),
        }
        const { treat } = makeTreatment(known, 'results', 'zh')
        const replaced = treat(said, 'text') ?? ''
        for (const name of names) {
          const isHan = (letter: string) => /\p{Script=Han}/u.test(letter)
          const edge = (letter: string) => (isHan(letter) ? '' : '[a-zA-Z0-9]')
          const [first, last] = [edge(name.charAt(0)), edge(name.charAt(name.length - 1))]
          const whole = new RegExp(`${first && `(?<!${first})`}${name}${last && `(?!${last})`}`)
          if (whole.test(said)) expect(replaced).toContain('员工')
          expect(whole.test(replaced)).toBe(false)
        }
      }),
    )
  })

  it('is not told by a roster alone: it hangs on all of the results', () => {
    const known = {
      ids: new Set(Array.from({ length: 60 }, (_, at) => `N${at}`)),
      names: new Map<string, Set<string>>(),
      signatories: new Set<string>(),
      things: new Set<string>(),
    }
    const order = (results: string) => [...known.ids].map(makeTreatment(known, results, 'zh').idOf)
    expect(order('one')).toEqual(order('one'))
    expect(order('one')).not.toEqual(order('other'))
    expect(new Set(order('one')).size).toBe(60)
  })

  it('of a number that is a record’s or a place’s too is another one there, so that rows do not tell whose it is', () => {
    const ids = new Set(Array.from({ length: 60 }, (_, at) => `E${at}`))
    const known = { ids, names: new Map<string, Set<string>>(), signatories: new Set<string>(), things: ids }
    const { treat, idOf } = makeTreatment(known, 'results', 'zh')
    const digits = (text: string | null) => text?.replace(/\D/g, '')
    const same = [...ids].filter(id => digits(treat(id, 'record')) === digits(idOf(id)))
    expect(same.length).toBeLessThan(10)
    expect(treat('2024-H1@E7', 'case')).toMatch(/^2024-H1@N-/)
  })
})
