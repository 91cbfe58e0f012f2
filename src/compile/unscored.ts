/** A rulebook in, the standards that are judged and then go no further: no scorecard, outcome, cascade or ledger takes them. */

import type { Diagnostic } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES } from '../model/diagnostic-codes.ts'
import type { FactCondition, Rulebook, Scorecard, Standard } from '../model/rulebook.ts'

/** None in a pack without scorecards: it is there for the findings alone. Notes are never meant to be scored. */
export function unscoredStandards(rulebook: Rulebook): readonly Standard[] {
  const { standards, scorecards, otherScorecards, outcomes, cascades } = rulebook
  const cards = [...scorecards, ...otherScorecards]
  if (cards.length === 0) return []
  const taken = new Set([
    ...cards.flatMap(takenBy),
    ...outcomes.flatMap(({ when }) => namedBy(when)),
    ...cascades.flatMap(cascade => cascade.standards),
    ...standards.flatMap(({ checker }) => checker.after ?? []),
  ])
  return standards.filter(({ id, severity }) => severity !== 'note' && !taken.has(id))
}

/** One line for all of them: a pack may well promise more than it scores. */
export function tellUnscored(unscored: readonly Standard[], { standards }: Rulebook): readonly Diagnostic[] {
  const [first] = unscored
  if (!first) return []
  const [count, all] = [unscored.length, standards.length]
  return [
    {
      code: 'standard-not-scored',
      severity: DIAGNOSTIC_CODES['standard-not-scored'].severity,
      message: {
        zh: `${all} 项标准中有 ${count} 项没有考评表或奖惩用到：照样检查、列出，但不影响任何人的得分。这里是第一项。`,
        en: `${count} of ${all} standards are taken by no scorecard and no outcome: judged and listed, but in nobody's score. This is the first.`,
      },
      hint: {
        zh: '全部清单：yardstick check --unscored。只作提醒的标准可以写 severity: note。',
        en: 'All of them: yardstick check --unscored. A standard that only reminds may say severity: note.',
      },
      span: first.span,
    },
  ]
}

function takenBy({ sections, veto, gates }: Scorecard): readonly string[] {
  return [
    ...sections.flatMap(({ items }) => items.flatMap(item => item.standards)),
    ...sections.flatMap(({ when }) => (when ? namedBy(when) : [])),
    ...veto.flatMap(one => one.standards),
    ...gates.flatMap(one => one.standards),
  ]
}

/** `missed.x`, `ledger.x`. */
function namedBy({ facts }: FactCondition): readonly string[] {
  return facts.flatMap(fact => /^(?:missed|ledger)\.(.+)$/.exec(fact)?.[1] ?? [])
}
