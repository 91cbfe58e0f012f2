/** The shipped pack and its own rule tests: each is judged as in an appraisal, and no standard goes untested. */

import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { loadPack } from '../../src/load/pack.ts'
import type { RuleFile } from '../../src/model/source.ts'
import { type ExpectedFinding, expectedRows, seenRows } from '../support/expectation.ts'
import { judgeWith, type Story } from '../support/judge.ts'

interface RuleTest extends Story {
  readonly name: string
  readonly standard?: string
  readonly expect: readonly ExpectedFinding[]
}

const RULES = resolve(import.meta.dirname, '../../rules')
const { files, sha256 } = loadPack(RULES)
const { rulebook, diagnostics } = compile(files, { sha256 })
const testFiles = files.filter(file => file.isTest)
const ruleTests = testFiles.flatMap(testsOf)

/** What a file gives stands for each of its tests that does not give it itself. */
function testsOf(file: RuleFile) {
  const { tests, ...shared } = file.value as { readonly tests: readonly RuleTest[] } & Story
  return tests.map((test, at) => {
    const { line } = file.locate(['tests', at, 'expect'], 'key')
    const where = `${file.file}:${line}`
    return {
      title: `${test.standard}: ${test.name} (${where})`,
      where,
      standard: test.standard,
      test: { ...shared, ...test },
    }
  })
}

it('the pack compiles, and its tests are there', () => {
  expect(diagnostics.filter(one => one.severity === 'error').map(one => one.message.en)).toEqual([])
  expect(ruleTests.length).toBeGreaterThan(0)
  expect(testFiles.map(({ file }) => file)).toEqual(standardFiles().map(file => `tests/${file}.test.yaml`))
})

function standardFiles(): readonly string[] {
  return files.flatMap(({ file }) => /^standards\/(.+)\.yaml$/.exec(file)?.[1] ?? [])
}

describe('every rule test holds', () => {
  it.each(ruleTests.map(one => [one.title, one] as const))('%s', (_, { where, standard: id, test }) => {
    const standard = rulebook?.standards.find(one => one.id === id)
    if (!rulebook || !standard) throw new Error(`${where}: there is no standard ${id}`)
    const { findings, time } = judgeWith({ ...rulebook, standards: [standard] }, test)
    expect(seenRows(findings, test.expect, time), where).toEqual(expectedRows(test.expect))
    for (const { reason } of findings) expect(reason.zh.length * reason.en.length, where).toBeGreaterThan(0)
  })
})

/** A standard as written: what its kind measures, and whether it exempts anything. */
function written(id: string): object {
  const [source] = files.flatMap(
    ({ value }) => (value as { standards?: Record<string, object> })?.standards?.[id] ?? [],
  )
  return source ?? {}
}

describe('every standard is seen from both sides', () => {
  it.each(rulebook?.standards ?? [])('$id', ({ id, kind }) => {
    const source = written(id)
    const own = ruleTests.filter(one => one.standard === id)
    const verdicts = new Set(own.flatMap(({ test }) => test.expect.map(finding => finding.verdict)))
    // A rating that asks for no minimum measures only: too few raters is the other side of it.
    const measuresOnly = kind === 'rating' && !('at-least' in source)
    const wanted = ['met', measuresOnly ? 'undetermined' : 'missed', ...('except' in source ? ['exempt'] : [])]
    expect(wanted.filter(verdict => !verdicts.has(verdict))).toEqual([])
  })
})
