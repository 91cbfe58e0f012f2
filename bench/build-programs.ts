/** The programs of the bench in, as plain JavaScript out: none of them is timed while it takes types out of its own text. */

import { resolve } from 'node:path'
import { build } from 'esbuild'
import { BUNDLE } from '../scripts/bundle-options.ts'

const root = resolve(import.meta.dirname, '..')
/** Below `node_modules`, so that DuckDB, which cannot be bundled, is found. */
const built = resolve(root, 'node_modules/.cache/yardstick-bench')

export const PEAK = resolve(built, 'peak.mjs')
export const READ_RECORDS = resolve(built, 'read-records.mjs')
export const READ_AND_PARSE = resolve(built, 'rivals/read-and-parse.mjs')
export const READ_AND_SPLIT = resolve(built, 'rivals/read-and-split.mjs')
export const JSON_RULES_ENGINE = resolve(built, 'rivals/json-rules-engine.mjs')
export const DUCKDB = resolve(built, 'rivals/duckdb.mjs')

export async function buildPrograms(): Promise<void> {
  await build({
    ...BUNDLE,
    splitting: false,
    external: [...BUNDLE.external, '@duckdb/node-api'],
    outExtension: { '.js': '.mjs' },
    entryPoints: ['peak.ts', 'read-records.ts', 'rivals/*.ts'].map(name => resolve(root, 'bench', name)),
    outdir: built,
    outbase: resolve(root, 'bench'),
  })
}
