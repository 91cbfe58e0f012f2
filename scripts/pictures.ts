/** The pictures of the READMEs and of the story, taken anew from the example: `npm run pictures` (needs Chromium). */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { playYear } from '../examples/campus/year.ts'
import { appraise } from '../src/appraise.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { CAMPUS } from '../test/support/golden.ts'

const browser = await launchBrowser()
for (const language of ['zh', 'en'] as const) {
  const out = join(mkdtempSync(join(tmpdir(), 'yardstick-')), 'out')
  await appraise({ folder: CAMPUS, out, language })
  const page = await browser.newPage({ viewport: { width: 980, height: 1130 } })
  await page.goto(pathToFileURL(join(out, 'people/0405.html')).href)
  await page.screenshot({ path: `docs/images/sheet-${language}.png` })
  const year = join(out, '../year')
  playYear({ folder: year, program: resolve('dist/cli.js'), languages: [language], print: () => {} })
  await page.setViewportSize({ width: 980, height: 450 })
  await page.goto(pathToFileURL(join(year, '2024-H1/out/people/0203.html')).href)
  await page.screenshot({ path: `docs/images/reissued-${language}.png` })
  rmSync(join(out, '..'), { recursive: true })
}
await browser.close()
