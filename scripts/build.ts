/** Sources in, `dist/` out. */

import { rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { checkShippedTemplates } from '../src/report/own-templates.ts'
import { BUNDLE } from './bundle-options.ts'

const misspelt = checkShippedTemplates(new URL('../templates/', import.meta.url))
for (const { span, message, hint } of misspelt)
  console.error(`${span.file}:${span.line}:${span.column} ${message.en} ${hint?.en ?? ''}`.trim())
if (misspelt.length > 0) process.exit(1)

await rm('dist', { recursive: true, force: true })
await build({
  ...BUNDLE,
  entryPoints: ['src/cli.ts', 'src/index.ts', 'src/pass-worker.ts'],
  outdir: 'dist',
  legalComments: 'external',
  logLevel: 'warning',
})
