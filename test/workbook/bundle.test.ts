/** The reader as it is shipped: bundled, where CommonJS libraries show their names otherwise than in the sources. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, expect, it } from 'vitest'
import { BUNDLED } from '../../scripts/build/options.ts'
import type { openWorkbook } from '../../src/workbook/index.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'yardstick-bundle-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('reads a workbook', async () => {
  await build({
    ...BUNDLED,
    entryPoints: [join(root, 'src/workbook/index.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    legalComments: 'none',
  })
  const bundled = (await import(pathToFileURL(join(folder, 'index.mjs')).href)) as {
    readonly openWorkbook: typeof openWorkbook
  }
  const workbook = await bundled.openWorkbook(readFileSync(join(root, 'test/fixtures/workbook/ledger.xlsx')))
  expect('sheets' in workbook && workbook.sheets.length).toBeGreaterThan(0)
})
