/** `appraisal.json` of few people and of many: what `JSON.stringify` would write, in pieces, with the hash of the whole. */

import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import type { Appraisal } from '../../src/model/appraisal.ts'
import { appraisalFile } from '../../src/report/manifest.ts'
import { CAMPUS } from '../support/golden.ts'

/** So many times the example is larger than what is held. */
const MANY = 8

let appraisal: Appraisal

beforeAll(async () => {
  const result = await appraise({ folder: CAMPUS, language: 'en' })
  if (!result.appraisal) throw new Error('the example could not be appraised')
  appraisal = result.appraisal
})

function times(count: number): Appraisal {
  return { ...appraisal, people: Array.from({ length: count }, () => appraisal.people).flat() }
}

it.each([0, 1, MANY])('of the people of the example %i times', count => {
  const of = times(count)
  const file = appraisalFile(of)
  const whole = `${JSON.stringify(of, null, 2)}\n`
  expect([...file.pieces()].join('') === whole).toBe(true)
  expect(file.sha256).toBe(createHash('sha256').update(whole).digest('hex'))
})

it('is held while it is small, and made piece by piece each time where it is not', () => {
  const [small, large] = [appraisalFile(times(1)), appraisalFile(times(MANY))]
  expect(small.pieces()).toBe(small.pieces())
  expect(large.pieces()).not.toBe(large.pieces())
  const pieces = [...large.pieces()]
  expect(pieces.length).toBeGreaterThan(10)
  expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThan(2 * 1024 * 1024)
  expect([...large.pieces()].join('') === pieces.join('')).toBe(true)
})
