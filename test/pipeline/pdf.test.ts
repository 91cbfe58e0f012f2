/** `appraise --pdf`: PDFs belong to the results like all the rest; and where a browser does not do its part, what was there stays. */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { browserPath } from '../support/browser.ts'
import { yardstickIn } from '../support/command-line.ts'
import { fakeBrowser, type Misdeed } from '../support/fake-browser.ts'
import { hasPoppler, leavesOf } from '../support/poppler.ts'
import { SMALL_PACK } from '../support/small-pack.ts'

/** A number that is shown to nobody, and a remark that the panel alone may read, on records that are missed. */
const PACK = `${SMALL_PACK}      phone: { type: text, shown: never }
      remark: { type: text, shown: internal }
standards:
  on-time: { title: { zh: 三天内到场, en: There within 3 days }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 3 days, charge: technician }
scorecards:
  card: { title: { zh: 表, en: Card }, posts: [fitter], sections: { a: { title: { zh: 甲, en: A }, marks: 100, method: rate, items: [ { standards: on-time } ] } } }
grades: { decimals: 2, bands: { excellent: { title: { zh: 优秀, en: Excellent }, from: 90 }, fail: { title: { zh: 不合格, en: Fail }, from: 0 } } }
`
const PHONE = '13800000000'
const REMARK = 'overheard'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
const folder = join(scratch, 'round')
const out = join(folder, 'out')
beforeAll(() => {
  mkdirSync(join(folder, 'rules'), { recursive: true })
  const repairs = Array.from(
    { length: 30 },
    (_, at) => `R${at},2024-03-05 14:00,2024-03-${at < 3 ? 20 : '05'} 14:20,0001,${PHONE},${REMARK}`,
  )
  const files = {
    'rules/pack.yaml': PACK,
    'appraisal.yaml': 'rules: rules\nperiod: 2024-H1\nas-of: 2024-07-05\n',
    'people.csv': 'id,name,post,unit\n0001,张三,fitter,east\n0002,李四,fitter,\n',
    'repair.csv': ['order_no,reported_at,arrived_at,technician,phone,remark', ...repairs, ''].join('\n'),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
})
beforeEach(() => {
  vi.unstubAllEnvs()
  rmSync(out, { recursive: true, force: true })
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const errors = (diagnostics: readonly Diagnostic[]) => diagnostics.filter(({ severity }) => severity === 'error')

function filesBelow(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted()
}

describe.skipIf(browserPath === undefined || !hasPoppler)('with a browser', () => {
  it('PDFs are written with the rest, and named by the manifest', async () => {
    const stages: string[] = []
    const { appraisal, diagnostics } = await appraise({
      folder,
      out,
      language: 'zh',
      pdf: true,
      onStage: ({ zh }) => stages.push(zh),
    })
    expect(errors(diagnostics)).toEqual([])
    expect(appraisal?.people).toHaveLength(2)
    const { outputs } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
      outputs: readonly { readonly file: string; readonly sha256: string }[]
    }
    const pdfs = outputs.filter(({ file }) => file.endsWith('.pdf'))
    expect(pdfs.map(({ file }) => file)).toEqual([
      'internal/bulletin.pdf',
      'internal/summary.pdf',
      'people/pdf/0001_张三_考评表.pdf',
      'people/pdf/0002_李四_考评表.pdf',
      'public/notice.pdf',
      'volumes/east.pdf',
      'volumes/未分部门.pdf',
    ])
    for (const { file, sha256 } of pdfs)
      expect(
        createHash('sha256')
          .update(readFileSync(join(out, file)))
          .digest('hex'),
        file,
      ).toBe(sha256)
    expect(stages).toContain('印制 0/5')
    const texts = pdfs.map(({ file }) => leavesOf(readFileSync(join(out, file))).join(''))
    const sheet = texts[pdfs.findIndex(({ file }) => file.startsWith('people/pdf/0001'))]
    expect(sheet).toContain('90.00')
    expect(sheet).toContain('K-0001')
    for (const text of texts) expect(text).not.toMatch(new RegExp(`${PHONE}|${REMARK}`))
    // Nor in what is not text.
    for (const { file } of pdfs) expect(readFileSync(join(out, file)).includes(PHONE), file).toBe(false)
  })

  it('pages are the same with PDFs and without, but for the index, which lists them', async () => {
    await appraise({ folder, out, language: 'en', pdf: true })
    const index = join(out, 'index.html')
    expect(readFileSync(index, 'utf8')).toMatch(/volumes\/[^"]+\.pdf/)
    const pages = filesBelow(out).filter(path => path.endsWith('.html') && path !== index)
    const texts = pages.map(path => readFileSync(path, 'utf8'))
    await appraise({ folder, out, language: 'en' })
    expect(filesBelow(out).some(path => path.endsWith('.pdf'))).toBe(false)
    expect(pages.map(path => readFileSync(path, 'utf8'))).toEqual(texts)
    expect(readFileSync(index, 'utf8')).not.toContain('.pdf')
  })
})

describe('without a browser', () => {
  it('nothing is read, nothing is written, and it is told what is looked for', async () => {
    vi.stubEnv('CHROME_PATH', join(scratch, 'nowhere'))
    const result = await appraise({ folder: join(scratch, 'no-folder'), out, language: 'zh', pdf: true })
    expect(result.appraisal).toBeUndefined()
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['browser-missing'])
    expect(result.diagnostics[0]?.message.zh).toContain(join(scratch, 'nowhere'))
    expect(result.diagnostics[0]?.hint?.zh).toContain('CHROME_PATH')
    expect(existsSync(out)).toBe(false)
  })

  it('a dry run needs none', async () => {
    vi.stubEnv('CHROME_PATH', join(scratch, 'nowhere'))
    const { diagnostics } = await appraise({ folder, language: 'zh', pdf: true })
    expect(errors(diagnostics)).toEqual([])
  })

  it('the command ends with 1', () => {
    vi.stubEnv('CHROME_PATH', join(scratch, 'nowhere'))
    const run = yardstickIn(folder, 'en', 'appraise', '.', '--pdf')
    expect(run.status).toBe(1)
    expect(run.err).toMatch(
      /browser-missing[\s\S]*Chrome, Edge or Chromium[\s\S]*CHROME_PATH[\s\S]*Nothing was written/,
    )
    expect(existsSync(out)).toBe(false)
  })
})

// Programs that stand in for a browser begin with the line that names their interpreter.
describe.skipIf(process.platform === 'win32')('with a browser that', () => {
  it.each<[Misdeed, RegExp]>([
    ['ends', /has ended/],
    ['refuses to print', /not available/],
    ['ends while it prints', /has ended/],
    ['prints nonsense', /no table/],
  ])('%s, the results that were there stay, and nothing lies beside them', async (misdeed, told) => {
    await appraise({ folder, out, language: 'zh' })
    const before = filesBelow(folder)
    const manifest = readFileSync(join(out, 'manifest.json'), 'utf8')
    vi.stubEnv('CHROME_PATH', fakeBrowser(scratch, misdeed))
    const profiles = mkdtempSync(join(scratch, 'profiles-'))
    vi.stubEnv('TMPDIR', profiles)
    const { appraisal, diagnostics } = await appraise({ folder, out, language: 'en', pdf: true })
    expect(appraisal).toBeUndefined()
    const found = errors(diagnostics)
    expect(found.map(({ code }) => code)).toEqual(['print-failed'])
    expect(found[0]?.message.en).toMatch(told)
    expect(filesBelow(folder)).toEqual(before)
    expect(readdirSync(profiles)).toEqual([])
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe(manifest)
  })
})
