/** A rule pack's folder in, its own rule tests run, out: what holds, what does not and where, and what no test shows yet. */

import { resolve } from 'node:path'
import { compile } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { loadPack } from './load/pack.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Message } from './model/message.ts'
import { SHIPPED_RULES } from './prepare.ts'
import {
  type Coverage,
  type DifferenceLine,
  measureCoverage,
  type PassedTest,
  type RuleTest,
  readRuleTests,
} from './prove/index.ts'
import { runRuleTest } from './run-rule-test.ts'

export type { Coverage }

export interface TestPackRequest {
  /** Left out: the shipped pack. */
  readonly pack?: string
  /** Only tests whose name, file or tested rule holds this text. */
  readonly only?: string
  readonly workingDirectory: string
}

export interface FailedTest {
  readonly test: RuleTest
  /** Expected and seen, line by line. */
  readonly difference: readonly DifferenceLine[]
  /** What in the test itself cannot be read. */
  readonly problems: readonly Message[]
}

export interface TestPackResult {
  /** Mistakes of the pack; with an error among them no test was run. */
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  readonly passed: readonly PassedTest[]
  readonly failed: readonly FailedTest[]
  /** Absent where no test was run, or only some of them. */
  readonly coverage?: Coverage
}

export async function testPack({ pack, only, workingDirectory }: TestPackRequest): Promise<TestPackResult> {
  const directory = pack === undefined ? SHIPPED_RULES : resolve(workingDirectory, pack)
  const { files, sha256, diagnostics: unread } = loadPack(directory, workingDirectory)
  const { rulebook, diagnostics } = compile(files, { sha256 })
  const told = inOrder([...unread, ...diagnostics]).filter(({ severity }) => severity === 'error')
  const texts = new Map(files.map(file => [file.file, file.text]))
  if (!rulebook || told.length > 0) return { diagnostics: told, texts, passed: [], failed: [] }

  const tests = readRuleTests(files).filter(test => only === undefined || isNamed(test, only))
  const passed: PassedTest[] = []
  const failed: FailedTest[] = []
  for (const test of tests) {
    const { findings = [], difference = [], problems = [] } = await runRuleTest(test, rulebook)
    if (difference.length > 0 || problems.length > 0) failed.push({ test, difference, problems })
    else passed.push({ test, findings })
  }
  const coverage = only === undefined && tests.length > 0 ? { coverage: measureCoverage(rulebook, files, passed) } : {}
  return { diagnostics: told, texts, passed, failed, ...coverage }
}

function isNamed({ name, id, span }: RuleTest, text: string): boolean {
  return [name, id, span.file].some(words => words.includes(text))
}
