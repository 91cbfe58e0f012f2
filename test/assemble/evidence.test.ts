/** Numbers of findings: the same in every issue of a period. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceOf, numberFindings } from '../../src/assemble/evidence.ts'
import type { Finding } from '../../src/model/finding.ts'
import { finding as missed, zone } from '../score/fixture.ts'

const finding = (id: string, at: number, given: Partial<Finding> = {}): Finding => missed(id, { at, ...given })

const numbersOf = (findings: readonly Finding[], numbers: ReadonlyMap<string, number> = new Map()) =>
  Object.fromEntries(
    [...evidenceOf({ findings, zone, charges: new Map(), numbers, ratersFrom: 5 }).byPerson].map(
      ([person, { lines }]) => [person ?? '-', lines.map(({ id, number }) => `${id} ${number}`)],
    ),
  )

describe('the number of a finding', () => {
  it('is its place on the sheet, where nothing was issued before', () => {
    const findings = [
      finding('a/1/E1', 20),
      finding('a/2/E1', 10),
      finding('a/3/E1', 5, { verdict: 'pending' }),
      finding('a/4/E2', 1),
      finding('a/5/-', 1),
      finding('a/6/E1', 1, { verdict: 'met' }),
    ]
    expect(numbersOf(findings)).toEqual({
      E1: ['a/2/E1 K-0001', 'a/1/E1 K-0002', 'a/3/E1 K-0003'],
      E2: ['a/4/E2 K-0001'],
      '-': ['a/5/- K-0001'],
    })
  })

  it('stays in a later issue; new ones come after the highest ever given, and one that is gone is never given again', () => {
    const earlier = new Map([
      ['a/2/E1', 1],
      ['a/1/E1', 2],
      ['a/gone/E1', 3],
      ['a/4/E2', 1],
    ])
    const findings = [finding('a/0/E1', 1), finding('a/1/E1', 20), finding('a/2/E1', 10), finding('a/4/E2', 1)]
    expect(numbersOf(findings, earlier)).toEqual({
      E1: ['a/0/E1 K-0004', 'a/2/E1 K-0001', 'a/1/E1 K-0002'],
      E2: ['a/4/E2 K-0001'],
    })
  })

  it('is one finding’s alone through any issues', () => {
    const ids = fc.uniqueArray(fc.tuple(fc.nat({ max: 30 }), fc.constantFrom('E1', 'E2', '-')), {
      selector: pair => pair.join(),
      maxLength: 25,
    })
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 4 }), issues => {
        let known: ReadonlyMap<string, number> = new Map()
        for (const issue of issues) {
          const printed = numberFindings(
            issue.map(([of, person]) => `a/${of}/${person}`),
            known,
          )
          for (const [id, number] of printed) expect(known.get(id) ?? number).toBe(number)
          const together = new Map([...known, ...printed])
          const perPerson = [...together].map(([id, number]) => `${id.slice(id.lastIndexOf('/'))} ${number}`)
          expect(new Set(perPerson).size).toBe(together.size)
          known = together
        }
      }),
    )
  })
})
