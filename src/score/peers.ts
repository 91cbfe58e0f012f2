/** Everybody's worked-out scorecards in, the same with the mean of the share missed of each item out. */

import { exact, HUNDRED, roundedNumber, sumOf } from '../lib/exact.ts'
import type { ItemScore } from '../model/appraisal.ts'
import type { PersonScore } from '../model/score.ts'

/** So many others at the least: nobody's figure can be told from the mean and one's own. */
const OTHERS_AT_LEAST = 5

const PERCENT_DECIMALS = 2

/** Peers have the same scorecard and the same post; of them those count of whom something was judged. */
export function withPeers(scores: readonly PersonScore[]): readonly PersonScore[] {
  const groups = Map.groupBy(scores, ({ scorecard, post }) => `${scorecard}\n${post}`)
  const means = new Map([...groups].map(([group, peers]) => [group, meansOf(peers)]))
  return scores.map(score => {
    const group = `${score.scorecard}\n${score.post}`
    const own = means.get(group)
    if (score.scorecard === null || !own) return score
    const sections = score.sections.map((section, at) => ({
      ...section,
      items: section.items.map((item, which) => ({
        ...item,
        peers: isAboutMisses(item) ? (own[at]?.[which] ?? null) : null,
      })),
    }))
    return { ...score, sections }
  })
}

/** By section and item, once for all of a group; undefined where there are too few. */
function meansOf(peers: readonly PersonScore[]): readonly (readonly ItemScore['peers'][])[] | undefined {
  if (peers.length <= OTHERS_AT_LEAST) return undefined
  const [first] = peers
  return first?.sections.map(({ items }, at) =>
    items.map((_, which) => meanOf(peers.map(peer => peer.sections[at]?.items[which]))),
  )
}

function meanOf(items: readonly (ItemScore | undefined)[]): ItemScore['peers'] {
  const shares = items.flatMap(item => (item && isAboutMisses(item) ? [shareMissed(item)] : []))
  if (shares.length <= OTHERS_AT_LEAST) return null
  const mean = sumOf(shares).div(shares.length).mul(HUNDRED)
  return { people: shares.length, missedPercent: roundedNumber(mean, PERCENT_DECIMALS) }
}

/** A bonus asks for what was met, a rating for a mean. */
function isAboutMisses({ method, met, missed }: ItemScore): boolean {
  return (method === 'rate' || method === 'deduct') && met + missed > 0
}

function shareMissed({ met, missed }: ItemScore) {
  return exact(missed).div(met + missed)
}
