/** Sheets as paper: how many leaves, nothing split that is signed, nothing wider than the leaf. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_EXPLANATIONS } from '../../src/model/explanation.ts'
import type { Language } from '../../src/model/message.ts'
import { NO_RUN } from '../../src/model/run.ts'
import { NO_TEMPLATES } from '../../src/model/templates.ts'
import { report } from '../../src/report/index.ts'
import { browserPath, launchBrowser } from '../support/browser.ts'
import { APPRAISAL, evidence, LONG_NAME, person } from './fixture.ts'
import { formPages } from './form-samples.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
const SETTINGS = Array.from({ length: 8 }, (_, at) => ({
  zh: `考评口径第 ${at + 1} 条：按件评判的标准不足二十件的不计分`,
  en: `Setting ${at + 1}: standards judged per case need twenty cases to be scored`,
}))
const SIGNING = ['被考评人', '直接上级', '部门负责人', '考评小组', '人事行政部（盖章）', '分管领导'].map(zh => ({
  zh,
  en: zh,
}))

const tallies = ['arrival', 'asked', 'safety'].map(standard => ({
  standard,
  met: 400,
  missed: 200,
  pending: 0,
  undetermined: 0,
  exempt: 0,
}))
const people = [
  person('none'),
  person('long', { name: LONG_NAME }),
  person('latin', { name: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maria-Th' }),
  person('many', { evidence: Array.from({ length: 200 }, (_, at) => evidence(at + 1)), tallies }),
  person('failed', {
    grade: 'fail',
    evidence: [evidence(1)],
    tallies,
    vetoes: [{ standard: 'safety', grade: 'fail', finding: 'x' }],
  }),
]

function write(language: Language): void {
  const files = report({
    appraisal: {
      ...APPRAISAL,
      people,
      fairness: { settings: SETTINGS, weakened: [] },
      print: { ...APPRAISAL.print, signatures: SIGNING },
    },
    language,
    findings: [],
    explanations: NO_EXPLANATIONS,
    carried: [],
    rejected: [],
    returned: [],
    unmarked: [],
    run: NO_RUN,
    problems: [],
    inputs: [],
    rules: [],
    own: NO_TEMPLATES,
    templates: pathToFileURL(`${resolve(import.meta.dirname, '../../templates')}/`),
  })
  const forms = formPages(language).map(({ path, content }) => ({ path: `people/${path}`, content }))
  for (const { path, content } of [...files, ...forms]) {
    const place = join(scratch, language, path)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, content)
  }
}

describe.skipIf(browserPath === undefined).each(['zh', 'en'] as const)('on paper, in %s', language => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    write(language)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 658, height: 900 } })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(join(scratch, language), { recursive: true, force: true })
  })

  const open = (name: string) => page.goto(pathToFileURL(join(scratch, language, 'people', `${name}.html`)).href)
  const leavesOf = async (name: string): Promise<number> => {
    await open(name)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    return [...pdf.matchAll(/\/MediaBox /g)].length
  }

  it.each(['none', 'long', 'latin'])('no findings make two leaves: %s', async name =>
    expect(await leavesOf(name)).toBe(2),
  )

  it('200 findings run on, and the forms have a leaf of their own', async () => {
    const leaves = await leavesOf('many')
    expect(leaves).toBeGreaterThan(6)
    expect(leaves).toBeLessThan(16)
  })

  it('a notice of rectification of three standards is two leaves at the most', async () =>
    expect(await leavesOf('failed-rectification')).toBeLessThanOrEqual(2))

  it.each(['deduction-notice', 'appeal-form', 'appeal-decision', 'appeal-register', 'appeal-decision-A-1b'])(
    'a form of the process is one leaf: %s',
    async name => expect(await leavesOf(name)).toBe(1),
  )

  it('what is signed is never split, and begins a leaf', async () => {
    for (const name of ['none', 'failed-rectification']) {
      await open(name)
      await page.emulateMedia({ media: 'print' })
      const forms = page.locator('.form')
      expect(await forms.count()).toBeGreaterThan(3)
      const isKept =
        "[...document.querySelectorAll('.form')].every(one => getComputedStyle(one).breakInside === 'avoid')"
      expect(await page.evaluate(isKept), name).toBe(true)
      // All forms of a sheet go on one leaf: 263 mm high between the margins.
      const height = await page.locator('.forms').evaluateAll(all => all.map(one => one.getBoundingClientRect().height))
      for (const pixels of height) expect(pixels).toBeLessThan((263 / 25.4) * 96)
      await page.emulateMedia({ media: null })
    }
  })

  it('nothing is wider than the leaf or its cell', async () => {
    await page.emulateMedia({ media: 'print' })
    const forms = formPages(language).map(({ path }) => path.replace('.html', ''))
    for (const name of ['none', 'long', 'latin', 'many', 'failed', 'failed-rectification', ...forms]) {
      await open(name)
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0)
      const wide = await page
        .locator('td, th')
        .evaluateAll(all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent))
      expect(wide, name).toEqual([])
    }
    await page.emulateMedia({ media: null })
  })

  it('nothing scrolls sideways on a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    for (const name of ['none', 'long', 'latin', 'many', 'failed-rectification']) {
      await open(name)
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0)
    }
    await page.setViewportSize({ width: 658, height: 900 })
  })
})
