/** Whose results nobody has approved yet; nobody approves their own. */

import { approves } from '../lib/themselves.ts'
import type { Appraisal } from '../model/appraisal.ts'
import type { RoundItem } from '../model/round.ts'
import { fewOf } from './words.ts'

export function approvals({ people, round }: Appraisal): readonly RoundItem[] {
  if (round.approved.length === 0) return []
  const open = people.filter(person => !round.approved.some(approval => approves(approval, person)))
  if (open.length === 0) return []
  const who = fewOf(open)
  return [
    {
      id: 'approval',
      before: 'approved',
      blocks: true,
      message: {
        zh: `${open.length} 人的结果没有人审批（${who.zh}）：本人不能审批自己的`,
        en: `Nobody has approved the results of ${open.length === 1 ? 'one person' : `${open.length} people`} (${who.en}): nobody approves their own`,
      },
      hint: {
        zh: `在 round.approved 里写成列表，再加 { by: 另一人, on: 日期, for: [${quoted(open)}] }`,
        en: `Make round.approved a list and add { by: somebody else, on: day, for: [${quoted(open)}] }`,
      },
    },
  ]
}

function quoted(people: readonly { readonly id: string }[]): string {
  const few = people.slice(0, 3).map(({ id }) => JSON.stringify(id))
  return [...few, ...(people.length > few.length ? ['…'] : [])].join(', ')
}
