/** `explain` tells of every appeal what was decided, dismissed ones and open ones too. */

import { describe, expect, it } from 'vitest'
import { explainPerson } from '../../src/report/explain/index.ts'
import type { Branch } from '../../src/report/explain/tree.ts'
import { APPRAISAL, appealed, evidence, person } from './fixture.ts'
import { DECIDED } from './form-samples.ts'

const linesOf = ({ text, under }: Branch): readonly string[] => [text, ...under.flatMap(linesOf)]

describe('the appeals of a person', () => {
  const own = person('1', {
    evidence: [evidence(1), evidence(2)],
    adjustments: [
      appealed('A-1', { state: 'answered' }),
      DECIDED,
      { ...DECIDED, id: 'B-1', state: 'dismissed', change: null },
      appealed('C-1', { finding: evidence(2).id }),
    ],
  })
  it.each([
    ['zh', '申诉', '改判达标', '维持原结果', '待处理'],
    ['en', 'Appeals', 'overturned', 'dismissed', 'not decided yet'],
  ] as const)('%s', (language, title, overturned, dismissed, open) => {
    const { trees } = explainPerson(APPRAISAL, own, { language })
    const [head, ...lines] = trees.map(linesOf).find(([text]) => text === title) ?? []
    expect(head).toBe(title)
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain(overturned)
    expect(lines[0]).toContain(DECIDED.decidedBy ?? '')
    expect(lines[1]).toMatch(new RegExp(`^B-1  K-000\\d .*${dismissed}`))
    expect(lines[2]).toContain(open)
    // Of one standard alone the score is told, and nothing else.
    const few = explainPerson(APPRAISAL, own, { language, standard: 'arrival' }).trees
    expect(few.flatMap(linesOf)).not.toContain(title)
  })
})
