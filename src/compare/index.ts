/** Two appraisals of the same records, with the rule files of each, in; what changes, for whom and why, out. */

import type { Appraisal } from '../model/appraisal.ts'
import type { ComparedPack, Comparison } from '../model/comparison.ts'
import type { Verdict } from '../model/finding.ts'
import type { RuleFile } from '../model/source.ts'
import { compareOpen, comparePeople } from './people.ts'
import { compareRules } from './rules.ts'

export interface Side {
  readonly appraisal: Appraisal
  readonly files: readonly RuleFile[]
  /** By finding, met ones included. */
  readonly verdicts: ReadonlyMap<string, Verdict>
}

export function compare(before: Side, after: Side): Comparison {
  const grades = [...before.appraisal.words.grades, ...after.appraisal.words.grades]
  return {
    before: packOf(before.appraisal),
    after: packOf(after.appraisal),
    period: after.appraisal.period.name,
    rules: compareRules(before.files, after.files),
    people: {
      all: before.appraisal.people.length,
      changed: comparePeople(before, after),
    },
    undetermined: compareOpen(before.appraisal, after.appraisal),
    grades: Object.fromEntries(grades.map(({ id, title }) => [id, title])),
  }
}

function packOf({ pack: { id, version, title, sha256 } }: Appraisal): ComparedPack {
  return { id, version, title, sha256 }
}
