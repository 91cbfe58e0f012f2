/**
 * Writes every file that is made from the sources: JSON Schemas, the validators, the pages of kinds and of diagnostic codes. With
 * `--check` nothing is written, and the status is 1 where a committed file differs.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileSchemas } from '../src/compile/schema/index.ts'
import { diagnosticsPage } from './generate/diagnostics-page.ts'
import { kindsPage } from './generate/kinds-page.ts'
import { mistakesPage } from './generate/mistakes-page.ts'
import { share } from './generate/share.ts'
import { templatesModule } from './generate/templates.ts'
import { validatorModule } from './generate/validators.ts'

const root = resolve(import.meta.dirname, '..')
const validators = await validatorModule()
const templates = await templatesModule(new URL('../templates/', import.meta.url))
const { pack, tests, appraisal } = fileSchemas()

const files: Readonly<Record<string, string>> = {
  'schemas/pack.schema.json': json(pack),
  'schemas/tests.schema.json': json(tests),
  'schemas/appraisal.schema.json': json(appraisal),
  'src/compile/validators.generated.js': validators.code,
  'src/compile/validators.generated.d.ts': validators.types,
  'src/report/templates.generated.js': templates.code,
  'src/report/templates.generated.d.ts': templates.types,
  'docs/diagnostics.md': diagnosticsPage(),
  'docs/common-mistakes.zh.md': mistakesPage('zh'),
  'docs/common-mistakes.md': mistakesPage('en'),
  'docs/kinds.zh.md': kindsPage('zh'),
  'docs/kinds.md': kindsPage('en'),
}

const differing = Object.entries(files).filter(([path, text]) => read(path) !== text)
if (process.argv.includes('--check')) {
  for (const [path] of differing) console.error(`${path} differs from what its sources give: run npm run generate`)
  process.exitCode = differing.length > 0 ? 1 : 0
} else {
  for (const [path, text] of differing) write(path, text)
  console.log(differing.length === 0 ? 'Nothing to do.' : differing.map(([path]) => `wrote ${path}`).join('\n'))
}

function read(path: string): string | undefined {
  const file = resolve(root, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function write(path: string, text: string): void {
  const file = resolve(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Parts that recur stand under `$defs`. */
function json(value: unknown): string {
  const { schemas, parts } = share({ file: value }, name => `#/$defs/${name}`)
  return `${JSON.stringify({ ...Object(schemas.file), $defs: parts }, null, 2)}\n`
}
