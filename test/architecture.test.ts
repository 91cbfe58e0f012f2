/** The layer table of the house, held against every import; see `docs/decisions/the-house.md`. */

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const source = resolve(import.meta.dirname, '../src')

/** Who may import whom, type imports included. Rooms are folders of `src`, or files that stand alone in it. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  lib: ['model'],
  calendar: ['model', 'lib'],
  roster: ['model', 'lib', 'calendar'],
  conditions: ['model', 'lib', 'calendar', 'roster'],
  kinds: ['model', 'lib', 'calendar', 'roster', 'conditions'],
  describe: ['model', 'lib', 'calendar', 'conditions', 'kinds'],
  limits: ['model', 'lib', 'calendar', 'kinds', 'describe', 'workbook'],
  load: ['model', 'lib', 'calendar', 'roster', 'workbook'],
  compile: ['model', 'lib', 'calendar', 'conditions', 'kinds', 'describe'],
  check: ['model', 'lib', 'calendar', 'roster'],
  adjust: ['model', 'lib', 'calendar'],
  score: ['model', 'lib', 'calendar', 'roster'],
  decide: ['model', 'lib', 'calendar', 'roster'],
  assemble: ['model', 'lib', 'calendar'],
  prove: ['model', 'lib'],
  handbook: ['model', 'lib', 'calendar'],
  needs: ['model', 'workbook'],
  form: ['model', 'lib', 'load', 'workbook'],
  completeness: ['model', 'lib', 'calendar'],
  round: ['model', 'lib'],
  propose: ['model', 'lib', 'load'],
  compare: ['model', 'lib'],
  browser: [],
  pdf: [],
  'installed-browser.ts': ['model', 'browser', 'pdf'],
  'make-pdfs.ts': ['model', 'browser', 'pdf', 'report', 'installed-browser.ts'],
  workbook: ['model', 'lib'],
  report: ['model', 'lib', 'workbook'],
  redact: ['model', 'lib'],
  'without-names.ts': ['model', 'prepare.ts', 'redact', 'report'],
  'package-root.ts': [],
  'version.ts': ['package-root.ts'],
  'hear-appeals.ts': ['model', 'calendar', 'adjust', 'check', 'score', 'prepare.ts'],
  'settle-records.ts': ['model', 'lib', 'check', 'completeness'],
  'prepare.ts': ['model', 'calendar', 'roster', 'load', 'compile', 'check', 'settle-records.ts', 'package-root.ts'],
  'pass-helpers.ts': ['model', 'load'],
  'pass-worker.ts': ['model', 'load', 'pass-helpers.ts', 'prepare.ts'],
  'work-out.ts': [
    'model',
    'lib',
    'load',
    'prepare.ts',
    'hear-appeals.ts',
    'decide',
    'assemble',
    'completeness',
    'version.ts',
  ],
  'issue-results.ts': [
    'model',
    'lib',
    'load',
    'prepare.ts',
    'work-out.ts',
    'score',
    'assemble',
    'prove',
    'report',
    'make-pdfs.ts',
    'version.ts',
    'without-names.ts',
  ],
  'appraise.ts': [
    'model',
    'load',
    'pass-helpers.ts',
    'prepare.ts',
    'work-out.ts',
    'issue-results.ts',
    'round',
    'report',
    'installed-browser.ts',
    'package-root.ts',
  ],
  archive: ['model', 'lib', 'report'],
  'make-archive.ts': ['model', 'lib', 'load', 'report', 'archive', 'prepare.ts', 'package-root.ts', 'version.ts'],
  'verify-archive.ts': ['model', 'lib', 'report', 'archive', 'rerun.ts'],
  'new-round.ts': ['model', 'lib', 'calendar', 'load', 'report', 'round'],
  'rerun.ts': ['model', 'lib', 'appraise.ts', 'report'],
  'compare-packs.ts': ['model', 'load', 'appraise.ts', 'compare', 'prepare.ts', 'report', 'package-root.ts'],
  'make-handbook.ts': [
    'model',
    'lib',
    'calendar',
    'load',
    'compile',
    'assemble',
    'handbook',
    'report',
    'prepare.ts',
    'package-root.ts',
  ],
  'check-pack.ts': ['model', 'lib', 'calendar', 'load', 'compile', 'limits', 'report', 'prepare.ts', 'package-root.ts'],
  'format-pack.ts': ['model', 'lib', 'calendar', 'load', 'compile'],
  'judge-story.ts': ['model', 'calendar', 'roster', 'load', 'check'],
  'run-rule-test.ts': ['model', 'judge-story.ts', 'score', 'decide', 'prove'],
  'test-pack.ts': ['model', 'lib', 'load', 'compile', 'prove', 'run-rule-test.ts', 'prepare.ts'],
  'mutate-pack.ts': ['model', 'lib', 'load', 'compile', 'prove', 'run-rule-test.ts', 'prepare.ts'],
  'update-tests.ts': ['model', 'lib', 'load', 'compile', 'prove', 'run-rule-test.ts', 'prepare.ts'],
  'export-limits.ts': ['model', 'lib', 'check-pack.ts', 'load', 'compile', 'limits', 'workbook'],
  'import-limits.ts': ['model', 'lib', 'calendar', 'check-pack.ts', 'load', 'compile', 'limits', 'workbook'],
  'list-needs.ts': [
    'model',
    'lib',
    'calendar',
    'check-pack.ts',
    'load',
    'compile',
    'completeness',
    'needs',
    'prepare.ts',
    'workbook',
  ],
  'make-forms.ts': ['model', 'lib', 'check-pack.ts', 'load', 'compile', 'needs', 'form', 'workbook'],
  'make-process-forms.ts': ['model', 'lib', 'check-pack.ts', 'load', 'compile', 'report', 'package-root.ts'],
  'propose-records.ts': ['model', 'lib', 'check-pack.ts', 'load', 'compile', 'propose'],
  'init-folder.ts': ['model', 'lib', 'package-root.ts'],
  'index.ts': [
    'model',
    'appraise.ts',
    'check-pack.ts',
    'test-pack.ts',
    'export-limits.ts',
    'import-limits.ts',
    'report',
  ],
  commands: [
    'model',
    'lib',
    'report',
    'appraise.ts',
    'check-pack.ts',
    'test-pack.ts',
    'mutate-pack.ts',
    'init-folder.ts',
    'update-tests.ts',
    'format-pack.ts',
    'compare-packs.ts',
    'rerun.ts',
    'new-round.ts',
    'round',
    'make-archive.ts',
    'verify-archive.ts',
    'make-handbook.ts',
    'calendar',
    'browser',
    'installed-browser.ts',
    'export-limits.ts',
    'import-limits.ts',
    'list-needs.ts',
    'needs',
    'make-forms.ts',
    'make-process-forms.ts',
    'propose-records.ts',
    'package-root.ts',
    'version.ts',
  ],
  'cli.ts': ['commands', 'model', 'lib', 'package-root.ts'],
}

/** Who may use what the machine offers. */
const MACHINE: readonly { readonly what: string; readonly pattern: RegExp; readonly allowed: readonly string[] }[] = [
  {
    what: 'the file system',
    pattern: /from 'node:fs(\/promises)?'/,
    allowed: [
      'browser',
      'load',
      'report',
      'check',
      'commands',
      'archive',
      'cli.ts',
      'version.ts',
      'init-folder.ts',
      'new-round.ts',
      'rerun.ts',
      'make-archive.ts',
      'verify-archive.ts',
    ],
  },
  { what: 'the clock', pattern: /\bDate\.now\(|new Date\(\)|performance\.now\(/, allowed: ['cli.ts'] },
  { what: 'chance', pattern: /Math\.random\(|randomUUID|randomBytes/, allowed: [] },
  { what: 'the environment', pattern: /process\.env/, allowed: ['cli.ts', 'commands', 'load', 'browser'] },
  { what: 'printing', pattern: /console\.|process\.std(out|err)/, allowed: ['cli.ts', 'commands'] },
  { what: 'json-rules-engine', pattern: /from 'json-rules-engine'/, allowed: ['decide'] },
]

interface SourceFile {
  readonly path: string
  readonly room: string
  readonly text: string
  readonly imports: readonly string[]
}

const files = readFiles()

describe('the house', () => {
  it('has a file for every row of the table, and a row for every file', () => {
    expect(Object.keys(LAYERS).toSorted()).toEqual([...new Set(files.map(file => file.room))].toSorted())
  })

  it.each(Object.keys(LAYERS))('%s imports only what it may', room => {
    const allowed = new Set([...(LAYERS[room] ?? []), room])
    const broken = files
      .filter(file => file.room === room)
      .flatMap(file =>
        file.imports.filter(target => !allowed.has(roomOf(target))).map(target => `${file.path} → ${target}`),
      )
    expect(broken).toEqual([])
  })

  it('has no import cycle, type imports included', () => {
    expect(cycles()).toEqual([])
  })

  it.each(MACHINE)('only the named rooms use $what', ({ pattern, allowed }) => {
    const users = files.filter(file => pattern.test(file.text)).filter(file => !allowed.includes(file.room))
    expect(users.map(file => file.path)).toEqual([])
  })

  it('speaks to a database in one file, which nothing loads before there is a query', () => {
    const drivers = /from '(kysely|pg|pg-cursor)'/
    expect(files.filter(file => drivers.test(file.text)).map(file => file.path)).toEqual(['load/database/postgres.ts'])
    const loading = /^import (?!type )[^\n]*'\.\/postgres\.ts'/m
    const users = files.filter(file => file.imports.includes('load/database/postgres.ts'))
    expect(users.map(file => file.path)).toEqual(['load/database/index.ts'])
    expect(users.filter(file => loading.test(file.text))).toEqual([])
  })

  it('knows the list of kinds where rules are compiled and described alone', () => {
    const users = files.filter(file => file.imports.includes('kinds/index.ts')).map(file => file.room)
    expect([...new Set(users)].filter(room => room !== 'compile' && room !== 'describe' && room !== 'kinds')).toEqual(
      [],
    )
    expect(users).not.toEqual([])
  })

  it('opens every file with a sentence', () => {
    expect(
      files.filter(file => !/^\/\*\*[\s\S]*?\*\//.test(file.text.replace(/^#!.*\n/, ''))).map(file => file.path),
    ).toEqual([])
  })
})

function readFiles(): readonly SourceFile[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !path.includes('.generated.'))
    .toSorted()
    .map(path => {
      const text = readFileSync(join(source, path), 'utf8')
      return { path, room: roomOf(path), text, imports: importsOf(path, text) }
    })
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? path
}

function importsOf(path: string, text: string): readonly string[] {
  const targets = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].map(match => match[1] ?? '')
  return targets.map(target => relative(source, resolve(source, dirname(path), target)))
}

/** Every file that can reach itself, as the way back to it. */
function cycles(): readonly string[] {
  const imports = new Map(files.map(file => [file.path, file.imports]))
  const found: string[] = []
  const done = new Set<string>()
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      found.push([...way.slice(way.indexOf(path)), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const target of imports.get(path) ?? []) visit(target, [...way, path])
    done.add(path)
  }
  for (const file of files) visit(file.path, [])
  return found
}
