/** The round as written and what the pack asks of it in, what in it cannot stand out. */

import { nearest } from '../lib/nearest.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { RoundRules, WrittenRound } from '../model/round.ts'
import type { RuleFile } from '../model/source.ts'
import { didYouMean, problem } from './problem.ts'

/** `locate` finds places in `appraisal.yaml`. */
export function tellRound(
  round: WrittenRound,
  rules: RoundRules | undefined,
  locate: RuleFile['locate'],
): readonly Diagnostic[] {
  return [...unknownRoles(round, rules, locate), ...membersTwice(round, locate), ...ownApprovals(round, locate)]
}

function unknownRoles(
  { panel }: WrittenRound,
  rules: RoundRules | undefined,
  locate: RuleFile['locate'],
): readonly Diagnostic[] {
  const roles = rules?.panel ?? []
  if (roles.length === 0) return []
  return (panel?.members ?? []).flatMap(({ role }, at) => {
    if (roles.some(({ id }) => id === role)) return []
    const names = roles.map(({ id, title }) => ({ id, zh: `${id}（${title.zh}）`, en: `${id} (${title.en})` }))
    const words = {
      zh: `考评小组没有“${role}”这种身份，规则包里有：${names.map(({ zh }) => zh).join('、')}`,
      en: `The panel has no role '${role}'; the pack has ${names.map(({ en }) => en).join(', ')}`,
    }
    const titled = roles.find(({ title }) => title.zh === role || title.en === role)?.id
    const meant =
      titled ??
      nearest(
        role,
        roles.map(({ id }) => id),
      )
    return [problem('round-role', locate(['round', 'panel', 'members', at, 'role']), words, didYouMean(meant))]
  })
}

/** One voice each. In cases that do not overlap somebody may stand in for another. */
function membersTwice({ panel }: WrittenRound, locate: RuleFile['locate']): readonly Diagnostic[] {
  const members = (panel?.members ?? []).map((member, at) => ({
    ...member,
    at,
    who: member.person ?? member.name ?? '',
  }))
  return [...Map.groupBy(members, ({ who }) => who).values()].flatMap(own => {
    const doubled = own.find(one => own.some(other => other.at < one.at && overlap(one.for, other.for)))
    if (!doubled) return []
    const words = {
      zh: `${doubled.who} 在考评小组里写了两次：一人一票`,
      en: `${doubled.who} stands twice on the panel: everybody has one voice`,
    }
    return [problem('round-twice', locate(['round', 'panel', 'members', doubled.at]), words)]
  })
}

function overlap(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (!one || !other) return one === other
  return one.some(person => other.includes(person))
}

function ownApprovals({ approved, incomplete }: WrittenRound, locate: RuleFile['locate']): readonly Diagnostic[] {
  const approvals = approved.flatMap(({ by, for: people }, at) =>
    people?.includes(by) ? [{ by, path: ['approved', at] }] : [],
  )
  const gaps = incomplete.flatMap(({ by, person }, at) => (by === person ? [{ by, path: ['incomplete', at] }] : []))
  return [...approvals, ...gaps].map(({ by, path }) =>
    problem('round-own-case', locate(['round', ...path]), {
      zh: `${by} 审批的是自己的考评：请由他人审批`,
      en: `${by} approves the own appraisal: somebody else must`,
    }),
  )
}
