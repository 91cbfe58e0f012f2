/** Sources in, `dist/` out: one bundle split so that each command loads only what it needs. */

import { rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { BUNDLE } from './bundle-options.ts'

await rm('dist', { recursive: true, force: true })
await build({
  ...BUNDLE,
  entryPoints: ['src/cli.ts', 'src/index.ts'],
  outdir: 'dist',
  legalComments: 'external',
  logLevel: 'warning',
})
