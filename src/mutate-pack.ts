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
import {
  changed,
  type Excuse,
  type Mutant,
  mutantsOf,
  narrowed,
  type RuleTest,
  readExcuses,
  readRuleTests,
  replanted,
  type Subject,
  wordsIn,
} from './prove/index.ts'
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
  /** `night-checks-four-a-month: at-least → 3`. */
  readonly mutant: string
  readonly example: Message
  readonly span: Span
}

export interface MutatePackResult {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  /** Changes that make a rule which can be read. */
  readonly made: number
  readonly survivors: readonly Survivor[]
  /** Survivors with a written reason. */
  readonly excused: readonly Excuse[]
  /** Reasons written for what a test notices, or for what is not there any more. Empty where only some were tried. */
  readonly stale: readonly Excuse[]
  /** Rules whose own tests fail as they are: nothing was tried on them. */
  readonly failing: readonly string[]
}

/** A definition to change, with the tests that should notice. */
interface Target {
  readonly id: string
  readonly file: RuleFile
  readonly path: readonly PathPart[]
  readonly mutants: readonly Mutant[]
  readonly tests: readonly RuleTest[]
  /** The pack with the change made. */
  plant(mutant?: Mutant): readonly RuleFile[]
}

export async function mutatePack(request: MutatePackRequest): Promise<MutatePackResult> {
  const { pack, only, workingDirectory, onProgress } = request
  const directory = pack === undefined ? SHIPPED_RULES : resolve(workingDirectory, pack)
  const { files, sha256, diagnostics: unread } = loadPack(directory, workingDirectory)
  const { rulebook, diagnostics } = compile(files, { sha256 })
  const told = inOrder([...unread, ...diagnostics]).filter(({ severity }) => severity === 'error')
  const texts = new Map(files.map(file => [file.file, file.text]))
  if (!rulebook || told.length > 0) return { diagnostics: told, texts, made: 0, ...NONE }

  const targets = targetsOf(files, rulebook).filter(
    ({ id, file, mutants }) =>
      mutants.length > 0 && (only === undefined || id.includes(only) || file.file.includes(only)),
  )
  const survivors: Survivor[] = []
  const failing: string[] = []
  let made = 0
  for (const [at, target] of targets.entries()) {
    onProgress?.(at, targets.length)
    const whole = compile(target.plant(), { sha256 }).rulebook
    if (!whole || (await isNoticed(target.tests, whole))) {
      failing.push(target.id)
      continue
    }
    for (const mutant of target.mutants) {
      const planted = compile(target.plant(mutant), { sha256 })
      if (!planted.rulebook) continue
      made++
      if (await isNoticed(target.tests, planted.rulebook)) continue
      const { change, example, path } = mutant
      survivors.push({
        mutant: `${target.id}: ${change}`,
        example,
        span: target.file.locate([...target.path, ...path], 'key'),
      })
    }
  }
  const excuses = readExcuses(files)
  const surviving = new Set(survivors.map(({ mutant }) => mutant))
  const reasoned = new Set(excuses.map(({ mutant }) => mutant))
  return {
    diagnostics: told,
    texts,
    made,
    survivors: survivors.filter(({ mutant }) => !reasoned.has(mutant)),
    excused: excuses.filter(({ mutant }) => surviving.has(mutant)),
    failing,
    stale: only === undefined && failing.length === 0 ? excuses.filter(({ mutant }) => !surviving.has(mutant)) : [],
  }
}

const NONE = { survivors: [], excused: [], stale: [], failing: [] }

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
  const tests = readRuleTests(files)
  const parameters = new Map(definitionsOf(files, 'parameters').map(({ id, source }) => [id, asMap(source).value]))
  const standards = new Map(definitionsOf(files, 'standards').map(one => [one.id, one]))
  const events = new Map(definitionsOf(files, 'events').map(one => [one.id, one]))
  const testsOf = Map.groupBy(tests, ({ subject, id }) => `${subject}:${id}`)

  /** Standards with those whose misses they read, and the record types that they and their tests speak of. */
  const surroundings = (ids: readonly string[]) => {
    const needed = withThoseRead(ids, rulebook.standards).map(one => one.id)
    const sources = new Map(needed.map(id => [id, standards.get(id)?.source]))
    const own = ids.flatMap(id => testsOf.get(`standard:${id}`) ?? [])
    return { sources, own, types: eventsNamed([...sources.values(), ...own.map(test => test.story)], events) }
  }
  const ofStandard = ({ id, file, source }: Definition): Target => {
    const { sources, own, types } = surroundings([id])
    return {
      id,
      file,
      path: ['standards', id],
      mutants: mutantsOf(source, parameters),
      tests: own,
      plant: mutant =>
        narrowed(files, { standards: new Map([...sources, [id, changed(source, mutant)]]), events: types }),
    }
  }
  const spoken = new Map([...standards].map(([id, { source }]) => [id, spokenOf(source, events)]))
  /** A derived fact is proven by the tests of those standards that read it. */
  const ofFact = ({ id: type, file, source }: Definition, name: string): Target => {
    const readers = rulebook.standards.filter(({ id }) => {
      const own = spoken.get(id)
      return own?.types.has(type) && own.words.has(name)
    })
    const { sources, own, types } = surroundings(readers.map(one => one.id))
    const path = ['derive', name]
    return {
      id: `${type}.${name}`,
      file,
      path: ['events', type],
      mutants: mutantsOf(asMap(asMap(source).derive)[name], parameters).map(one => ({
        ...one,
        path: [...path, ...one.path],
      })),
      tests: own,
      plant: mutant =>
        narrowed(files, { standards: sources, events: types, changed: new Map([[type, changed(source, mutant)]]) }),
    }
  }
  const cards = new Map([...rulebook.scorecards, ...rulebook.otherScorecards].map(card => [card.id, card]))
  const ofScorecard = ({ id, file, source }: Definition): Target => {
    const card = cards.get(id)
    const items = card?.sections.flatMap(section => section.items) ?? []
    const taken = [...items, ...(card?.veto ?? []), ...(card?.gates ?? [])].flatMap(one => one.standards)
    const { sources, types } = surroundings(taken)
    return {
      id,
      file,
      path: ['scorecards', id],
      mutants: mutantsOf(source, parameters),
      tests: testsOf.get(`scorecard:${id}`) ?? [],
      plant: mutant =>
        narrowed(files, { standards: sources, events: types, scorecards: new Map([[id, changed(source, mutant)]]) }),
    }
  }
  const ofConsequence =
    (group: 'outcomes' | 'cascades', subject: Subject) =>
    (definition: Definition): Target => {
      const { id, file, source } = definition
      return {
        id,
        file,
        path: [group, id],
        mutants: mutantsOf(source, parameters),
        tests: testsOf.get(`${subject}:${id}`) ?? [],
        plant: mutant => replanted(files, file, [group, id], changed(source, mutant)),
      }
    }
  return [
    ...[...standards.values()].map(ofStandard),
    ...[...events.values()].flatMap(one => Object.keys(asMap(asMap(one.source).derive)).map(name => ofFact(one, name))),
    ...definitionsOf(files, 'scorecards').map(ofScorecard),
    ...definitionsOf(files, 'outcomes').map(ofConsequence('outcomes', 'outcome')),
    ...definitionsOf(files, 'cascades').map(ofConsequence('cascades', 'cascade')),
    ...gradesOf(files).map(
      ({ file, source }): Target => ({
        id: 'grades',
        file,
        path: ['grades'],
        mutants: mutantsOf(source, parameters),
        tests: tests.filter(({ subject }) => subject === 'scorecard'),
        plant: mutant => replanted(files, file, ['grades'], changed(source, mutant)),
      }),
    ),
  ]
}

function gradesOf(files: readonly RuleFile[]): readonly Omit<Definition, 'id'>[] {
  return files
    .filter(file => !file.isTest && file.profile === undefined && asMap(file.value).grades !== undefined)
    .map(file => ({ file, source: asMap(file.value).grades }))
}

interface Spoken {
  readonly types: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

/** The record types that a standard names, and every word that it or their derived facts speak. */
function spokenOf(standard: unknown, events: ReadonlyMap<string, Definition>): Spoken {
  const types = eventsNamed([standard], events)
  return { types, words: wordsIn([standard, ...[...types].map(one => asMap(events.get(one)?.source).derive)]) }
}

/** The record types that the parts name, and those that these name in turn. */
function eventsNamed(parts: readonly unknown[], events: ReadonlyMap<string, Definition>): ReadonlySet<string> {
  const named = new Set(BUILT_IN)
  let words = wordsIn(parts)
  for (;;) {
    const more = [...events.keys()].filter(type => words.has(type) && !named.has(type))
    if (more.length === 0) return named
    for (const type of more) named.add(type)
    words = wordsIn(more.map(type => events.get(type)?.source))
  }
}
