/** A fixture with one mistake in, what is told of it out: for the test of each code, and for the page that shows each code. */

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseDay } from '../../src/calendar/day.ts'
import { compile } from '../../src/compile/index.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'

export const FIXTURES = resolve(import.meta.dirname, '../fixtures')

/** Review dates are held against this day. */
const TODAY = '2026-01-01'

/** Every mistake told of the files, read together. */
export function diagnose(...names: readonly string[]): readonly Diagnostic[] {
  const readings = names.map(name => parseYaml(readFileSync(join(FIXTURES, name), 'utf8'), name))
  const profile = readings.map(({ file }) => /# profile: (\S+)/.exec(file.text)?.[1]).find(name => name !== undefined)
  const today = parseDay(TODAY)
  const { diagnostics } = compile(
    readings.map(({ file }) => file),
    { sha256: '', ...(today === undefined ? {} : { today }), ...(profile === undefined ? {} : { profile }) },
  )
  return [...readings.flatMap(reading => reading.diagnostics), ...diagnostics]
}

export interface BadFixture {
  /** Below the folder of fixtures. */
  readonly name: string
  readonly text: string
  readonly found: readonly Diagnostic[]
}

/** The fixture of a code, read with a pack that has no mistake (unless it says `# base: none`); undefined where it has none. */
export function badFixture(code: string): BadFixture | undefined {
  const name = `bad/${code}.yaml`
  const path = join(FIXTURES, name)
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, 'utf8')
  return { name, text, found: text.startsWith('# base: none') ? diagnose(name) : diagnose('base-pack.yaml', name) }
}
