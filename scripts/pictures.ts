/** The pictures of the READMEs, taken anew from the example: `npm run pictures` (needs Chromium). */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
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
  rmSync(join(out, '..'), { recursive: true })
}
await browser.close()
