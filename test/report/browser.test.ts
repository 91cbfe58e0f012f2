/** The pages in a real browser, from the file system: lists work, nothing is logged, nothing overflows, all can read them, paper comes out. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe, { type AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { browserPath, launchBrowser } from '../support/browser.ts'
import { CAMPUS } from '../support/golden.ts'
import { NAMES, RTL_NAME, writePages } from './pages-to-look-at.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
const out = join(scratch, 'out')
const english = join(scratch, 'english')
let browser: Browser
let page: Page
let people: number
const small = { zh: join(scratch, 'small-zh'), en: join(scratch, 'small-en') }
const smallPages = { zh: await writePages(small.zh, 'zh'), en: await writePages(small.en, 'en') }
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

  const shown = (list: string) => page.locator(`#${list} tbody tr:visible`).count()
  const column = (list: string, cell: number) =>
    page.locator(`#${list} tbody tr:visible > :nth-child(${cell})`).allTextContents()

  it('search shows the people whose row holds every word, and says how many', async () => {
    await open('index.html')
    await page.fill('#people input', '食堂 厨师')
    expect(await shown('people')).toBe(0)
    expect(await page.locator('#people .nothing').isVisible()).toBe(true)
    await page.fill('#people input', '饮食 厨师')
    expect(await shown('people')).toBe(6)
    expect(await page.locator('#people .found').textContent()).toBe(`找到 6 人，共 ${people} 人`)
    await page.fill('#people input', '')
    expect(await shown('people')).toBe(people)
    expect(await page.locator('#people .nothing').isVisible()).toBe(false)
  })

  it('choices narrow the lists together with the search, and are cleared together', async () => {
    await open('index.html')
    await page.selectOption('#people [name=unit]', '饮食中心')
    await page.selectOption('#people [name=post]', '厨师')
    expect(await shown('people')).toBe(6)
    await page.selectOption('#people [name=grade]', 'fail')
    expect(await column('people', 1)).toEqual(['0405'])
    await page.click('#people .clear')
    expect(await shown('people')).toBe(people)
    const all = await shown('standards')
    await page.selectOption('#standards [name=state]', 'not-supplied')
    const lacking = await shown('standards')
    expect(lacking).toBeGreaterThan(0)
    expect(lacking).toBeLessThan(all)
    await page.fill('#standards input', 'S2-6')
    expect(await shown('standards')).toBeLessThan(lacking)
  })

  it('a heading sorts its column: numbers as numbers, names as they are spoken, what has no value last', async () => {
    await open('index.html')
    const sort = (list: string, name: string) => page.click(`#${list} th[data-name=${name}] button`)
    const state = (list: string, name: string) => page.getAttribute(`#${list} th[data-name=${name}]`, 'aria-sort')
    await sort('people', 'score')
    const falling = await column('people', 5)
    const scores = falling.filter(text => text !== '–').map(Number)
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    expect(falling.slice(scores.length)).toEqual(falling.filter(text => text === '–'))
    expect(await state('people', 'score')).toBe('descending')
    await sort('people', 'score')
    expect((await column('people', 5))[0]).toBe(String(scores.at(-1)))
    expect(await state('people', 'score')).toBe('ascending')

    await page.locator('#people th[data-name=name] button').focus()
    await page.keyboard.press('Enter')
    expect(await state('people', 'score')).toBeNull()
    const names = await column('people', 2)
    expect(names.indexOf('安国平')).toBeLessThan(names.indexOf('鲍长福'))
    expect(names.indexOf('鲍长福')).toBeLessThan(names.indexOf('张秀兰'))

    await sort('people', 'grade')
    expect((await column('people', 7))[0]).toBe('优秀')
    await sort('standards', 'missed')
    expect((await column('standards', 5)).slice(0, 3)).toEqual(['955', '588', '427'])
  })

  it('what is chosen stands in the address, and a reload, a link and the way back keep it', async () => {
    await open('index.html')
    await page.selectOption('#people [name=grade]', 'fail')
    await page.click('#people th[data-name=score] button')
    const before = await column('people', 1)
    expect(new URL(page.url()).hash).toBe('#people.grade=fail&people.sort=-score')
    await page.reload()
    expect(await column('people', 1)).toEqual(before)
    await page.locator('#people tbody a:visible').first().click()
    await page.goBack()
    expect(await column('people', 1)).toEqual(before)
    await page.click('nav a[href="#standards"]')
    expect(await column('people', 1)).toEqual(before)
    expect(page.url()).toContain('people.grade=fail')
    await page.goto(`${pathToFileURL(join(out, 'index.html')).href}#people.unit=nowhere&standards.find=S1-28`)
    expect(await shown('people')).toBe(people)
    expect(await shown('standards')).toBe(1)
  })

  it('links to every page and file that was written, directly or by their lists', async () => {
    await open('index.html')
    const linked = await page
      .locator('main a[href]')
      .evaluateAll(all => all.map(one => String(one.getAttribute('href'))))
    const { outputs } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
      readonly outputs: readonly { readonly file: string }[]
    }
    const hrefs = new Set(linked.map(href => decodeURIComponent(href)))
    expect(outputs.map(({ file }) => file).filter(file => file !== 'index.html' && !hrefs.has(file))).toEqual([])
    const written = new Set([...outputs.map(({ file }) => file), 'manifest.json'])
    expect([...hrefs].filter(href => !href.startsWith('#') && !written.has(href))).toEqual([])
  })

  it('no heading runs over the next, in either language', async () => {
    for (const folder of [out, english])
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await open('index.html', folder)
        const wide = await page
          .locator('thead th')
          .evaluateAll(all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent))
        expect(wide).toEqual([])
      }
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  it('all is there to read without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto(pathToFileURL(join(out, 'index.html')).href)
    expect(await plain.locator('#people tbody tr:visible').count()).toBe(people)
    expect(await plain.locator('.controls:visible, thead button, .nothing:visible').count()).toBe(0)
    await context.close()
  })

  it('a name leads to its sheet, whose score is that of the index', async () => {
    await open('index.html')
    const row = page.locator('#people tbody tr', { hasText: '0405' })
    const score = await row.locator('td.n').first().textContent()
    await row.locator('a').first().click()
    expect(await page.locator('.score .figure').textContent()).toBe(score)
    expect(await page.locator('section.alert').textContent()).toContain('一票否决')
  })

  it.each([1280, 390])('nothing scrolls sideways at %i px', async width => {
    await page.setViewportSize({ width, height: 900 })
    const real = [
      'index.html',
      'people/0405.html',
      'people/0205.html',
      'internal/summary.html',
      'public/notice.html',
      'internal/bulletin.html',
      'internal/records.html',
    ]
    const all = [
      ...real.map(path => [path, out] as const),
      ...(['zh', 'en'] as const).flatMap(language =>
        smallPages[language].map(path => [path, small[language]] as const),
      ),
    ]
    for (const [path, folder] of all) {
      await open(path, folder)
      expect(
        await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
        `${folder} ${path}`,
      ).toBeLessThanOrEqual(0)
    }
  })

  it.each([
    ['zh', 1280],
    ['en', 390],
  ] as const)('everybody can read and reach what is on a page, in %s at %i px', async (language, width) => {
    // The pages allow no script but their own.
    const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 } })
    const tested = await context.newPage()
    const large = ['internal/records.html', 'internal/explain/0405.html', 'internal/standards/panel-rating.html']
    const pages = [
      ...large.map(path => [path, language === 'zh' ? out : english] as const),
      ...ofEachSort(smallPages[language]).map(path => [path, small[language]] as const),
    ]
    const found: string[] = []
    for (const [path, folder] of pages) {
      await tested.goto(pathToFileURL(join(folder, path)).href)
      await tested.evaluate(axe.source)
      // The watermark is meant to be seen through, and is hidden from screen readers.
      const { violations } = (await tested.evaluate(
        'axe.run({ exclude: [".watermark"] }, { resultTypes: ["violations"] })',
      )) as AxeResults
      for (const { impact, id, nodes } of violations)
        found.push(
          `${path}: ${impact} ${id} ${nodes
            .map(({ html }) => html)
            .join(' ')
            .slice(0, 200)}`,
        )
    }
    await context.close()
    expect(found).toEqual([])
  })

  it('names are shown as they are, whatever they hold', async () => {
    await open('index.html', small.zh)
    const names = await column('people', 2)
    for (const name of NAMES) expect(names).toContain(name)
    // Typed on a keyboard that cannot type the marks in it.
    await page.fill('#people input', 'אבג')
    expect(await column('people', 2)).toEqual([RTL_NAME])
    for (const id of ['good', 'pass', 'rtl', 'emoji', 'wide']) {
      await open(`people/${id}.html`, small.zh)
      const name = await page.locator('main').textContent()
      expect(
        NAMES.some(one => name?.includes(one)),
        id,
      ).toBe(true)
    }
  })

  it('charts keep their texts within the frame and apart, in the letters of this machine', async () => {
    await open('charts.html', small.zh)
    const wrong = await page.evaluate(TEXTS_OUT_OF_PLACE)
    expect(wrong).toEqual([])
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

/** Of sheets and the like the few that differ most; of everything else each page. */
function ofEachSort(paths: readonly string[]): readonly string[] {
  const isMany = (path: string) => /^(?:people|internal\/explain)\//.test(path)
  const few = ['people/fail.html', 'people/incomplete.html', 'people/wide.html', 'internal/explain/wide.html']
  return paths.filter(path => (!isMany(path) || few.includes(path)) && path !== 'charts.html')
}

/** Run in the page. A box of letters is taller than the letters: lines are apart where their middles are. */
const TEXTS_OUT_OF_PLACE = `[...document.querySelectorAll('svg')].flatMap(svg => {
  const { width } = svg.viewBox.baseVal
  const boxes = [...svg.querySelectorAll('text')]
    .map(text => ({ text: text.textContent, box: text.getBBox() }))
    .filter(({ box }) => box.width > 0)
  const areOver = (one, other) =>
    one.x + one.width > other.x + 1 &&
    other.x + other.width > one.x + 1 &&
    Math.abs(one.y + one.height / 2 - other.y - other.height / 2) < 8
  return boxes.flatMap(({ text, box }, at) => [
    ...(box.x < -1 || box.x + box.width > width + 1 ? ['leaves the frame: ' + text] : []),
    ...boxes.slice(at + 1).filter(other => areOver(box, other.box)).map(other => text + ' over ' + other.text),
  ])
})`
