/** What the shipped pack makes of a score, of one semester and of two: bands to the last decimal, outcomes, the cascade. */

import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/calendar/day.ts'
import { compile } from '../../src/compile/index.ts'
import { makeDecider } from '../../src/decide/engine.ts'
import { valueOn } from '../../src/lib/dated.ts'
import { loadPack } from '../../src/load/pack.ts'
import type { OutcomeFacts } from '../../src/model/score.ts'
import { gradeGiven } from '../../src/score/index.ts'

const { files, sha256 } = loadPack(resolve(import.meta.dirname, '../../rules'))
const { rulebook } = compile(files, { sha256 })
if (!rulebook) throw new Error('the pack does not compile')
const { grades, outcomes, parameters, cascades } = rulebook
const decider = makeDecider(outcomes)
const day = parseDay('2024-06-30') ?? 0

describe('bands by lower bound neither gap nor overlap (S1-35, S1-38, S1-40, S1-42)', () => {
  it.each([
    [100, 'excellent'],
    [90, 'excellent'],
    [89.995, 'excellent'], // printed as 90.00, and the printed number is the one graded
    [89.994, 'good'],
    [89.5, 'good'],
    [80, 'good'],
    [79.99, 'pass'],
    [60, 'pass'],
    [59.99, 'fail'],
    [59, 'fail'],
    [0, 'fail'],
  ])('%d is %s', (score, grade) => {
    expect(gradeGiven({ whole: score }, grades, day).grade).toBe(grade)
  })
})

/** The outcomes that follow from what is known; a semester of which nothing is said is not known. */
async function following(facts: OutcomeFacts): Promise<readonly string[]> {
  return [...(await decider.decide(facts)).fired].toSorted()
}

/** The counts of a year whose semesters were graded so. */
function year(...given: readonly string[]): OutcomeFacts {
  const counts = ['excellent', 'good', 'pass', 'fail'].map(
    grade => [`year.count.${grade}`, given.filter(one => one === grade).length] as const,
  )
  return { ...Object.fromEntries(counts), 'year.complete': given.length === 2 }
}

describe('one semester', () => {
  it.each([
    ['excellent', 'excellent-semester', 'S1-36'],
    ['good', 'good-semester', 'S1-39'],
    ['pass', 'pass-semester', 'S1-41'],
    ['fail', 'failed-semester', 'S1-43'],
  ])('%s: %s, and nothing of a year that is not complete', async (grade, outcome, clause) => {
    expect(await following({ grade, ...year(grade), 'missed.post-exam-ninety': 0 })).toEqual([outcome])
    expect(outcomes.find(one => one.id === outcome)?.clauses[0]).toBe(clause)
  })

  it('no grade: nothing follows', async () => {
    expect(await following({ ...year(), 'missed.post-exam-ninety': 0 })).toEqual([])
  })

  it('a post exam that was failed: leaving the post is proposed, and needs an approval (S1-15)', async () => {
    expect(await following({ ...year(), 'missed.post-exam-ninety': 1 })).toEqual(['post-exam-failed'])
    expect(outcomes.find(one => one.id === 'post-exam-failed')?.then).toMatchObject([
      { type: 'leave-post', approval: 'required' },
    ])
  })
})

describe('two semesters of one year', () => {
  it.each([
    [
      ['excellent', 'excellent'],
      ['excellent-semester', 'two-excellent-in-a-year'],
    ],
    [['good', 'excellent'], ['excellent-semester']],
    [['excellent', 'fail'], ['failed-semester']],
    [['fail', 'excellent'], ['excellent-semester']],
    [['fail', 'fail'], ['two-failed-in-a-year']],
  ] as const)('%s, then what follows: %s', async (given, outcome) => {
    const [, grade] = given
    expect(await following({ grade, ...year(...given), 'missed.post-exam-ninety': 0 })).toEqual(outcome)
  })
})

describe('money', () => {
  it.each(['excellent-reward', 'good-reward', 'annual-excellence-bonus', 'fail-penalty'])(
    'the source names no sum, and the pack invents none: %s',
    name => {
      const parameter = parameters.get(name)
      if (!parameter) throw new Error(`no parameter ${name}`)
      expect(valueOn(parameter.setting, day)).toBeUndefined()
    },
  )

  it('a defect withholds 5, 15, 30 and 100 per cent of the own bonus, once it is confirmed (S1-12)', () => {
    const [cascade, ...others] = cascades
    if (!cascade) throw new Error('no cascade')
    expect(others).toEqual([])
    expect(cascade).toMatchObject({
      standards: ['zero-defect'],
      verdict: 'missed',
      at: 'confirmed_at',
      clauses: ['S1-12'],
    })
    expect(Object.entries(cascade.shares).map(([role, setting]) => [role, Number(valueOn(setting, day))])).toEqual([
      ['person', 100],
      ['department-manager', 30],
      ['deputy-general-manager', 15],
      ['general-manager', 5],
    ])
  })
})
