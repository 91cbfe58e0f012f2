/** The shipped pack and its own rule tests: each is judged as in an appraisal, and no rule goes unshown. */

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testPack } from '../../src/test-pack.ts'

const rules = resolve(import.meta.dirname, '../../rules')
const { diagnostics, passed, failed, coverage } = await testPack({ workingDirectory: rules })

it('the pack compiles, and each file of standards has its tests', () => {
  expect(diagnostics).toEqual([])
  const names = (folder: string, ending: string) =>
    readdirSync(resolve(rules, folder)).map(file => basename(file, ending))
  expect(names('tests', '.test.yaml')).toEqual(expect.arrayContaining(names('standards', '.yaml')))
})

it('every rule test holds', () => {
  expect(
    failed.map(({ test, difference, problems }) => ({
      where: `${test.span.file}:${test.span.line}`,
      difference,
      problems,
    })),
  ).toEqual([])
  expect(passed.length).toBeGreaterThan(200)
})

it('every reason is told in both languages', () => {
  const silent = passed.flatMap(({ test, findings }) =>
    findings.filter(({ reason }) => reason.zh.trim() === '' || reason.en.trim() === '').map(() => test.name),
  )
  expect(silent).toEqual([])
})

describe('examples cover everything', () => {
  it('no side of a rule is without its example', () => {
    expect(coverage?.missing.map(({ id, what, span }) => `${span.file}:${span.line} ${id} ${what.en}`)).toEqual([])
    expect(coverage?.percent).toBe(100)
  })
})

it("the guide's examples hold", async () => {
  const guide = readFileSync(resolve(rules, '../docs/rule-tests.md'), 'utf8')
  const [, example = ''] = /```yaml\n(people:[\s\S]*?)```/.exec(guide) ?? []
  const scratch = mkdtempSync(join(tmpdir(), 'yardstick-guide-'))
  cpSync(rules, scratch, { recursive: true, filter: file => basename(file) !== 'tests' })
  writeFileSync(join(scratch, 'guide.test.yaml'), example)
  const guided = await testPack({ pack: scratch, workingDirectory: scratch })
  rmSync(scratch, { recursive: true })
  expect(guided.failed.map(one => [one.test.name, one.difference, one.problems])).toEqual([])
  expect(guided.passed).toHaveLength(4)
})
