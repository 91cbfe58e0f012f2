/** Sources in, `dist/` out. */

import { rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { BUNDLED } from './build/options.ts'

await rm('dist', { recursive: true, force: true })
await build({ ...BUNDLED, entryPoints: ['src/cli.ts', 'src/index.ts'], outdir: 'dist' })
