/** The pages in a real browser, from the file system: search works, nothing is logged, nothing overflows, paper comes out. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { browserPath, launchBrowser } from '../support/browser.ts'
import { CAMPUS } from '../support/golden.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
const out = join(scratch, 'out')
const english = join(scratch, 'english')
let browser: Browser
let page: Page
let people: number
const logged: string[] = []

describe.skipIf(browserPath === undefined)('in a browser', () => {
  beforeAll(async () => {
    const { appraisal } = await appraise({ folder: CAMPUS, out, language: 'zh' })
    people = appraisal?.people.length ?? 0
    await appraise({ folder: CAMPUS, out: english, language: 'en' })
    browser = await launchBrowser()
    page = await browser.newPage()
    page.on('console', message => logged.push(message.text()))
    page.on('pageerror', error => logged.push(error.message))
    page.on('request', request => {
      if (!request.url().startsWith('file:')) logged.push(`asked for ${request.url()}`)
    })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(scratch, { recursive: true, force: true })
  })

  const open = (path: string, folder = out) => page.goto(pathToFileURL(join(folder, path)).href)

  it('search shows the people whose row holds every word', async () => {
    await open('index.html')
    await page.fill('#search', '食堂 厨师')
    expect(await page.locator('#people tbody tr:visible').count()).toBe(0)
    await page.fill('#search', '饮食 厨师')
    expect(await page.locator('#people tbody tr:visible').count()).toBe(6)
    await page.fill('#search', '')
    expect(await page.locator('#people tbody tr:visible').count()).toBe(people)
  })

  it('a name leads to its sheet, whose score is that of the index', async () => {
    await open('index.html')
    const row = page.locator('#people tbody tr', { hasText: '0405' })
    const score = await row.locator('td.n').textContent()
    await row.locator('a').first().click()
    expect(await page.locator('.score .figure').textContent()).toBe(score)
    expect(await page.locator('section.alert').textContent()).toContain('一票否决')
  })

  it.each([1280, 390])('nothing scrolls sideways at %i px', async width => {
    await page.setViewportSize({ width, height: 900 })
    for (const path of [
      'index.html',
      'people/0405.html',
      'people/0205.html',
      'internal/summary.html',
      'public/notice.html',
      'internal/bulletin.html',
    ]) {
      await open(path)
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBeLessThanOrEqual(0)
    }
  })

  it.each([
    ['zh', out],
    ['en', english],
  ])('no word runs over the next column of a printed sheet, in %s', async (_, folder) => {
    // The width that A4 leaves between its margins.
    await page.setViewportSize({ width: 658, height: 900 })
    await page.emulateMedia({ media: 'print' })
    for (const path of ['people/0001.html', 'people/0205.html', 'people/0405.html', 'people/0412.html']) {
      await open(path, folder)
      const cells = page.locator('.evidence td, .evidence th')
      expect(await cells.count(), path).toBeGreaterThan(6)
      const wide = await cells.evaluateAll(all =>
        all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent),
      )
      expect(wide, path).toEqual([])
    }
    await page.emulateMedia({ media: null })
  })

  it('prints on A4', async () => {
    await open('people/0412.html')
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
    expect(boxes.length).toBeGreaterThanOrEqual(2)
    for (const [, width, height] of boxes) {
      expect(Math.round(Number(width))).toBe(595)
      expect(Math.round(Number(height))).toBe(842)
    }
  })

  it('logs nothing and asks for nothing from outside', () => {
    expect(logged).toEqual([])
  })
})
