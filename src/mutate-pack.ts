/** A rule pack's folder in, its rules changed one small step at a time out: which changes no rule test notices. */

import { resolve } from 'node:path'
import { compile } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { asMap } from './lib/map.ts'
import { loadPack } from './load/pack.ts'
import type { Diagnostic, Span } from './model/diagnostic.ts'
import type { Message } from './model/message.ts'
import type { Rulebook } from './model/rulebook.ts'
import type { PathPart, RuleFile } from './model/source.ts'
import { SHIPPED_RULES } from './prepare.ts'
import { changed, type Mutant, mutantsOf, narrowed, type RuleTest, readRuleTests, wordsIn } from './prove/index.ts'
import { runRuleTest, withThoseRead } from './run-rule-test.ts'

export interface MutatePackRequest {
  /** Left out: the shipped pack. */
  readonly pack?: string
  /** Only definitions whose id or file holds this text. */
  readonly only?: string
  readonly workingDirectory: string
  onProgress?(done: number, all: number): void
}

export interface Survivor {
  readonly id: string
  readonly change: string
  readonly example: Message
  readonly span: Span
}

export interface MutatePackResult {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  /** Changes that make a rule which can be read. */
  readonly tried: number
  readonly survivors: readonly Survivor[]
}

/** A definition to change, with the tests that should notice. */
interface Target {
  readonly id: string
  readonly file: RuleFile
  readonly path: readonly PathPart[]
  readonly mutants: readonly Mutant[]
  readonly tests: readonly RuleTest[]
  /** The pack with the change made. */
  plant(mutant: Mutant): readonly RuleFile[]
}

export async function mutatePack(request: MutatePackRequest): Promise<MutatePackResult> {
  const { pack, only, workingDirectory, onProgress } = request
  const directory = pack === undefined ? SHIPPED_RULES : resolve(workingDirectory, pack)
  const { files, sha256, diagnostics: unread } = loadPack(directory, workingDirectory)
  const { rulebook, diagnostics } = compile(files, { sha256 })
  const told = inOrder([...unread, ...diagnostics]).filter(({ severity }) => severity === 'error')
  const texts = new Map(files.map(file => [file.file, file.text]))
  if (!rulebook || told.length > 0) return { diagnostics: told, texts, tried: 0, survivors: [] }

  const targets = targetsOf(files, rulebook).filter(
    ({ id, file }) => only === undefined || id.includes(only) || file.file.includes(only),
  )
  const survivors: Survivor[] = []
  let tried = 0
  for (const [at, target] of targets.entries()) {
    onProgress?.(at, targets.length)
    for (const mutant of target.mutants) {
      const planted = compile(target.plant(mutant), { sha256 })
      if (!planted.rulebook) continue
      tried++
      if (await isNoticed(target.tests, planted.rulebook)) continue
      const { change, example, path } = mutant
      survivors.push({ id: target.id, change, example, span: target.file.locate([...target.path, ...path], 'key') })
    }
  }
  return { diagnostics: told, texts, tried, survivors }
}

async function isNoticed(tests: readonly RuleTest[], rulebook: Rulebook): Promise<boolean> {
  for (const test of tests) {
    const { difference = [], problems = [] } = await runRuleTest(test, rulebook)
    if (difference.length > 0 || problems.length > 0) return true
  }
  return false
}

// --- what to change -------------------------------------------------------------------------------------------------

interface Definition {
  readonly id: string
  readonly file: RuleFile
  readonly source: unknown
}

function definitionsOf(files: readonly RuleFile[], group: string): readonly Definition[] {
  return files
    .filter(file => !file.isTest && file.profile === undefined)
    .flatMap(file => Object.entries(asMap(asMap(file.value)[group])).map(([id, source]) => ({ id, file, source })))
}

const BUILT_IN = ['person', 'site', 'unit', 'outcome']

function targetsOf(files: readonly RuleFile[], rulebook: Rulebook): readonly Target[] {
  const tests = Map.groupBy(readRuleTests(files), ({ subject, id }) => `${subject}:${id}`)
  const parameters = new Map(definitionsOf(files, 'parameters').map(({ id, source }) => [id, asMap(source).value]))
  const standards = new Map(definitionsOf(files, 'standards').map(one => [one.id, one]))
  const events = new Map(definitionsOf(files, 'events').map(one => [one.id, one.source]))

  return [...standards.values()].map(({ id, file, source }): Target => {
    const own = tests.get(`standard:${id}`) ?? []
    const needed = withThoseRead([id], rulebook.standards).map(one => one.id)
    const sources = new Map(needed.map(one => [one, standards.get(one)?.source]))
    const types = eventsNamed([...sources.values(), ...own.map(test => test.story)], events)
    return {
      id,
      file,
      path: ['standards', id],
      mutants: mutantsOf(source, parameters),
      tests: own,
      plant: mutant => narrowed(files, new Map([...sources, [id, changed(source, mutant)]]), types),
    }
  })
}

/** The record types that the parts name, and those that these name in turn. */
function eventsNamed(parts: readonly unknown[], events: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const named = new Set(BUILT_IN)
  let words = wordsIn(parts)
  for (;;) {
    const more = [...events.keys()].filter(type => words.has(type) && !named.has(type))
    if (more.length === 0) return named
    for (const type of more) named.add(type)
    words = wordsIn(more.map(type => events.get(type)))
  }
}
