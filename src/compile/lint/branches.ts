/** Branches of which the first that holds is taken in (`first`, `choose`); told: those that never have their turn. */

import type { Complain } from '../../conditions/contract.ts'
import { asMap, isMap } from '../../lib/map.ts'
import type { Place } from '../../model/source.ts'
import { claimsOf, implies } from './claims.ts'
import { tellNever } from './contradictions.ts'
import type { Vocabulary } from './vocabulary.ts'

const NEVER = { zh: '这个分支永远轮不到', en: 'this branch is never reached' }

export function tellShadowed(branches: unknown, place: Place, vocabulary: Vocabulary, complain: Complain): void {
  if (!Array.isArray(branches)) return
  const claims = branches.map((one, at) => claimsOf(asMap(one).when, place.at(at, 'when'), vocabulary))
  branches.forEach((branch, at) => {
    const own = claims[at] ?? []
    const before = branches.findIndex((one, index) => {
      if (index >= at || !isMap(one)) return false
      return one.when === undefined || (own.length > 0 && implies(own, claims[index] ?? [], vocabulary))
    })
    if (before < 0) {
      tellNever(asMap(branch).when, place.at(at, 'when'), { vocabulary, complain, never: NEVER })
      return
    }
    const message = {
      zh: `第 ${at + 1} 个分支永远轮不到：前面第 ${before + 1} 个已经包括了它。`,
      en: `Branch ${at + 1} is never reached: branch ${before + 1} before it takes all of its cases.`,
    }
    complain('shadowed-branch', place.at(at), message, { related: [place.at(before)] })
  })
}
