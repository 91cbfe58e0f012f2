/** A person's result without an appeal and with it in; whether it is lower, and how that is told, out. */

import { exact } from '../lib/exact.ts'
import type { Appeal, Objection } from '../model/adjustment.ts'
import type { Grades } from '../model/rulebook.ts'
import type { PersonScore } from '../model/score.ts'

export type Result = Pick<PersonScore, 'score' | 'scoreText' | 'grade' | 'exactScore'>

export function isLowered(before: Result, after: Result, grades: Grades | undefined): boolean {
  if (before.exactScore !== null) {
    if (after.exactScore === null || exact(after.exactScore).lt(exact(before.exactScore))) return true
  }
  if (before.grade === null) return false
  const order = (grades?.bands ?? []).map(({ id }) => id)
  return after.grade === null || order.indexOf(after.grade) > order.indexOf(before.grade)
}

/** An exemption can leave too few cases to score by, or make each of those that stay weigh more. */
export function tellLowered(appeals: readonly Appeal[], before: Result, after: Result): readonly Objection[] {
  const said = ({ scoreText, grade }: Result) => `${scoreText ?? '–'}${grade === null ? '' : ` ${grade}`}`
  const change = `${said(before)} → ${said(after)}`
  return appeals.map(({ id, span }) => ({
    code: 'adjustment-lowers',
    span,
    message: {
      zh: `申诉“${id}”的决定反而降低申诉人的结果（${change}）：申诉只能维持或提高`,
      en: `What was decided of the appeal '${id}' lowers the result of whoever appealed (${change}): an appeal may only keep or raise it`,
    },
    hint: {
      zh: '不计（exempt）会使可计的个案减少；请改为 overturn（改判达标）或 points（加分）',
      en: 'exempt leaves fewer cases to count; write overturn, or points, instead',
    },
  }))
}
