/** Templates are compiled by the build; a pack's own, and those changed since, when they are printed: the same pages either way. */

import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import Handlebars from 'handlebars'
import { expect, it, onTestFinished } from 'vitest'
import { NO_TEMPLATES } from '../../src/model/templates.ts'
import { compileTemplates } from '../../src/report/compile-templates.ts'
import { report } from '../../src/report/index.ts'
import { readShippedTexts } from '../../src/report/shipped-templates.ts'
import { APPRAISAL } from './fixture.ts'
import { inputOf } from './support.ts'

const shipped = new URL('../../templates/', import.meta.url)

it('of the build are those in the folder', async () => {
  expect(await compileTemplates(NO_TEMPLATES, shipped)).toEqual({ own: NO_TEMPLATES, diagnostics: [] })
})

it.each(['zh', 'en'] as const)('print the same, whenever they were compiled, in %s', language => {
  const texts = new Map(readShippedTexts(shipped).map(({ file, text }) => [file, text]))
  const input = inputOf(APPRAISAL, language)
  const late = { ...NO_TEMPLATES, late: { texts, handlebars: Handlebars } }
  expect(report({ ...input, own: late })).toEqual(report(input))
})

it('that were changed since the build print what they are now', async () => {
  const home = mkdtempSync(join(tmpdir(), 'yardstick-compiled-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  cpSync(fileURLToPath(shipped), home, { recursive: true })
  appendFileSync(join(home, 'leaf.hbs'), '<p>new leaf</p>')
  appendFileSync(join(home, 'partials/signatures.hbs'), '<p>new part</p>')
  const templates = pathToFileURL(`${home}/`)
  const { own, diagnostics } = await compileTemplates(NO_TEMPLATES, templates)
  expect(diagnostics).toEqual([])
  expect([...(own.late?.texts.keys() ?? [])].toSorted()).toEqual(['leaf', 'partials/signatures'])
  const sheet = report({ ...inputOf(APPRAISAL, 'zh'), templates, own }).find(({ path }) => path.startsWith('people/'))
  expect(sheet?.content).toContain('<p>new leaf</p>')
  expect(sheet?.content).toContain('<p>new part</p>')
})
