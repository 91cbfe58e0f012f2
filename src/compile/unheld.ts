/** The scorecards of a pack and the spells of a roster in; told: those that nobody gets in the period. */

import type { Diagnostic } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES } from '../model/diagnostic-codes.ts'
import type { Spell } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Rulebook } from '../model/rulebook.ts'

export function tellUnheld(
  { scorecards, posts: known }: Rulebook,
  period: Period,
  spells: readonly Spell[],
): readonly Diagnostic[] {
  const held = new Set(spells.filter(spell => isWithin(spell, period)).map(({ post }) => post))
  const unheld = scorecards.filter(({ posts }) => posts.length > 0 && !posts.some(post => held.has(post)))
  return unheld.map(({ id, posts, span }) => {
    const titles = posts.map(post => known.get(post)?.title ?? { zh: post, en: post })
    return {
      code: 'post-unheld',
      severity: DIAGNOSTIC_CODES['post-unheld'].severity,
      message: {
        zh: `考评表“${id}”的岗位（${titles.map(title => title.zh).join('、')}）在 ${period.name} 无人担任：没有人会得到这张表。`,
        en: `Nobody holds a post of the scorecard '${id}' (${titles.map(title => title.en).join(', ')}) in ${period.name}: nobody gets this sheet.`,
      },
      hint: {
        zh: '请核对人员名册里的岗位名称，或者删去这张考评表。',
        en: 'See whether the roster names the post as the pack does, or delete the scorecard.',
      },
      span,
    }
  })
}

function isWithin({ from, to }: Spell, period: Period): boolean {
  return (from === undefined || from <= period.to) && (to === undefined || to >= period.from)
}
