/** A rule pack's folder in, the text of its test files with the missing expectations filled in out, for somebody to review. */

import { resolve } from 'node:path'
import { compile } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { asMap } from './lib/map.ts'
import { loadPack } from './load/pack.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Message } from './model/message.ts'
import type { RuleFile } from './model/source.ts'
import { SHIPPED_RULES } from './prepare.ts'
import { expectationLines, type RuleTest, readRuleTests, replanted, withExpectation } from './prove/index.ts'
import { runRuleTest } from './run-rule-test.ts'

export interface UpdateTestsRequest {
  /** Left out: the shipped pack. */
  readonly pack?: string
  readonly workingDirectory: string
}

export interface UpdatedTest {
  readonly test: RuleTest
  /** What was written; empty where something in the test cannot be read. */
  readonly lines: readonly string[]
  readonly problems: readonly Message[]
}

export interface UpdateTestsResult {
  /** Mistakes of the pack; with an error among them nothing is filled in. */
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  readonly updated: readonly UpdatedTest[]
  /** Path of a file, as loaded, → its new text. */
  readonly files: ReadonlyMap<string, string>
}

/** Tests that have an expectation stay as they are, whether they hold or not. */
export async function updateTests({ pack, workingDirectory }: UpdateTestsRequest): Promise<UpdateTestsResult> {
  const directory = pack === undefined ? SHIPPED_RULES : resolve(workingDirectory, pack)
  const { files, sha256, diagnostics: unread } = loadPack(directory, workingDirectory)
  const fresh = files.filter(file => file.isTest).flatMap(file => withoutExpectation(file).map(at => ({ file, at })))
  const whole = fresh.reduce<readonly RuleFile[]>(
    (all, { file, at }) => replanted(all, named(all, file), ['tests', at, 'expect'], emptyFor(file, at)),
    files,
  )
  const { rulebook, diagnostics } = compile(whole, { sha256 })
  const told = inOrder([...unread, ...diagnostics]).filter(({ severity }) => severity === 'error')
  const texts = new Map(files.map(file => [file.file, file.text]))
  if (!rulebook || told.length > 0) return { diagnostics: told, texts, updated: [], files: new Map() }

  const updated: UpdatedTest[] = []
  const changed = new Map<string, string>()
  // From the last to the first, so that the lines before stay where they are.
  for (const { file, at } of fresh.toReversed()) {
    const test = readRuleTests([named(whole, file)])[at]
    if (!test) continue
    const { findings = [], seen, problems = [] } = await runRuleTest(test, rulebook)
    const lines = problems.length > 0 ? [] : expectationLines(test, seen ?? findings)
    updated.push({ test, lines, problems })
    if (lines.length === 0) continue
    changed.set(file.file, withExpectation(changed.get(file.file) ?? file.text, file, at, lines))
  }
  return { diagnostics: [], texts, updated: updated.toReversed(), files: changed }
}

function named(files: readonly RuleFile[], { file }: RuleFile): RuleFile {
  const found = files.find(one => one.file === file)
  if (!found) throw new Error(`${file} was loaded a moment ago`)
  return found
}

function testsIn({ value }: RuleFile): readonly unknown[] {
  const { tests } = asMap(value)
  return Array.isArray(tests) ? tests : []
}

function withoutExpectation(file: RuleFile): readonly number[] {
  return testsIn(file).flatMap((test, at) => ((asMap(test).expect ?? null) === null ? [at] : []))
}

function emptyFor(file: RuleFile, at: number): unknown {
  return asMap(testsIn(file)[at]).standard === undefined ? {} : []
}
