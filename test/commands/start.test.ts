/** What the program loads before it has done anything, as it is shipped: only what the call needs. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { buildProgram } from '../support/built.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-start-'))
const program = await buildProgram()
afterAll(() => {
  program.remove()
  rmSync(scratch, { recursive: true })
})

/** Tells of every file of the program that Node loads. */
const watcher = join(scratch, 'watcher.mjs')
writeFileSync(
  watcher,
  `import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) appendFileSync(process.env.LOADED, url + '\\n')
    return next(url, context)
  },
})`,
)

interface Call {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

function call(words: readonly string[], options: readonly string[] = [], environment: object = {}): Call {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, program.path, ...words], {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', YARDSTICK_LANG: 'en', ...environment },
  })
  return { status, out: stdout, err: stderr }
}

/** The sources of the files that a call loads. */
function loadedBy(...words: readonly string[]): readonly string[] {
  const list = join(scratch, `loaded-${words[0]}.txt`)
  expect(call(words, ['--import', pathToFileURL(watcher).href], { LOADED: list }).status).toBe(0)
  const files = readFileSync(list, 'utf8')
    .trim()
    .split('\n')
    .map(url => basename(url))
  return files.flatMap(file => program.sources.get(file) ?? [])
}

function packagesIn(sources: readonly string[]): readonly string[] {
  const names = sources.map(source => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? '')
  return [...new Set(names)].filter(name => name !== '').toSorted()
}

it('for its help nothing but the words of the commands', () => {
  const sources = loadedBy('--help')
  expect(packagesIn(sources)).toEqual(['commander', 'fastest-levenshtein'])
  const rooms = sources.flatMap(source => /^src\/([^/]+)/.exec(source)?.[1] ?? [])
  expect([...new Set(rooms)].toSorted()).toEqual(['calendar', 'cli.ts', 'commands', 'lib', 'model', 'package-root.ts'])
})

it('for a folder of CSV files no driver, no reader of workbooks, no compiler of templates or schemas', () => {
  expect(call(['init', 'starter']).status).toBe(0)
  const sources = loadedBy('appraise', 'starter')
  expect(packagesIn(sources).filter(name => HEAVY.includes(name))).toEqual([])
  expect(sources.filter(source => source.includes('handlebars/compiler'))).toEqual([])
  expect(sources.some(source => source.includes('handlebars.runtime'))).toBe(true)
})

const HEAVY = ['ajv', 'kysely', 'pg', 'pg-cursor', 'saxes', 'source-map', 'yauzl']

it('says the same where nothing that was compiled can be kept', () => {
  const usual = call(['--help'])
  expect(usual).toMatchObject({ status: 0, err: '' })
  const file = join(scratch, 'no-folder')
  writeFileSync(file, '')
  expect(call(['--help'], [], { NODE_COMPILE_CACHE: join(file, 'cache') })).toEqual(usual)
  expect(call(['--help'], [], { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(usual)
})
