/** The files of a rule pack and its rulebook in, all its numbers out, in the order in which the workbook lists them. */

import { asMap } from '../lib/map.ts'
import { compareText } from '../lib/order.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { RuleFile } from '../model/source.ts'
import { numbersOfCascade, numbersOfOutcome } from './consequences.ts'
import { numbersOfFairness, numbersOfGrades, numbersOfScorecard } from './marks.ts'
import type { RuleNumber } from './number.ts'
import { numbersOfParameter, usesOf } from './parameters.ts'
import { type Numbering, numbersOfStandard } from './standards.ts'
import { blockOf, type Definition, definitionsOf } from './written.ts'

export function numbersOf(files: readonly RuleFile[], rulebook: Rulebook): readonly RuleNumber[] {
  const since = startsOf(files, rulebook)
  const uses = usesOf(files)
  const parameters = definitionsOf(files, 'parameters').flatMap(one =>
    numbersOfParameter(one, uses.get(one.id), { rulebook, since }),
  )
  const numbering: Numbering = {
    rulebook,
    since,
    parameters: new Map(parameters.map(one => [one.id.replace(/^parameter:/, ''), one])),
  }
  const each = <T>(
    group: string,
    compiled: Iterable<T & { readonly id: string }>,
    numbers: (definition: Definition, one: T, numbering: Numbering) => readonly RuleNumber[],
  ): readonly RuleNumber[] => {
    const byId = new Map([...compiled].map(one => [one.id, one]))
    return definitionsOf(files, group).flatMap(definition => {
      const one = byId.get(definition.id)
      return one ? numbers(definition, one, numbering) : []
    })
  }
  const block = (name: string, numbers: (definition: Definition, numbering: Numbering) => readonly RuleNumber[]) => {
    const definition = blockOf(files, name)
    return definition ? numbers(definition, numbering) : []
  }
  return [
    ...each('standards', rulebook.standards, numbersOfStandard),
    ...parameters,
    ...each('scorecards', [...rulebook.scorecards, ...rulebook.otherScorecards], numbersOfScorecard),
    ...block('grades', numbersOfGrades),
    ...block('fairness', numbersOfFairness),
    ...definitionsOf(files, 'outcomes').flatMap(one => numbersOfOutcome(one, numbering)),
    ...definitionsOf(files, 'cascades').flatMap(one => numbersOfCascade(one, numbering)),
  ]
}

/** The earliest day from which one of the clauses' sources has been in force. */
function startsOf(files: readonly RuleFile[], { clauses }: Rulebook): Numbering['since'] {
  const starts = new Map(
    definitionsOf(files, 'sources').map(({ id, source }) => [id, asMap(source.effective).from] as const),
  )
  return cited => {
    const days = cited.map(id => starts.get(clauses.get(id)?.source ?? '')).filter(day => typeof day === 'string')
    return days.toSorted(compareText)[0]
  }
}
