/** The examples of every kind run through the real reader, compiler and checks, and say what they show. */

import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { compile } from '../../src/compile/index.ts'
import { KINDS } from '../../src/kinds/index.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import { judgeWith } from '../support/judge.ts'

interface Expectation {
  readonly case: string
  readonly verdict: string
  readonly measured?: number
}

describe.each(Object.values(KINDS))('$id', kind => {
  it('has an example', () => expect(kind.examples.length).toBeGreaterThan(0))

  it.each(kind.examples)('$title.en', ({ pack, test }) => {
    const { file } = parseYaml(pack, 'example.yaml')
    const { rulebook, diagnostics } = compile([file], { sha256: '' })
    expect(diagnostics.filter(one => one.severity === 'error').map(one => one.message.en)).toEqual([])
    if (!rulebook) throw new Error('no rulebook')
    const { expect: expected, ...story } = parse(test) as { readonly expect: readonly Expectation[] }
    const { findings } = judgeWith(rulebook, story)
    const seen = findings.map(({ case: id, verdict, measured }) => {
      const wanted = expected.find(one => one.case === id)?.measured
      return { case: id, verdict, ...(wanted === undefined ? {} : { measured: measured?.value }) }
    })
    expect(seen).toEqual(expected)
    // An example that shows one verdict alone shows little; a rating has only one.
    for (const finding of findings) expect(finding.reason.zh.length * finding.reason.en.length).toBeGreaterThan(0)
  })
})
