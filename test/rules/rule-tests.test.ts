/** The shipped pack and its own rule tests: each is judged as in an appraisal, and no rule goes unshown. */

import { readdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'
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
