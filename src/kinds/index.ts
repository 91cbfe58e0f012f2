/** The kinds of standards that there are; a new kind is its file and its line here. */

import { deadline } from './deadline.ts'
import { followUp } from './follow-up.ts'
import { frequency } from './frequency.ts'
import type { Kind } from './kind.ts'
import { ledger } from './ledger.ts'
import { rating } from './rating.ts'
import { requirement } from './requirement.ts'
import { sequence } from './sequence.ts'
import { share } from './share.ts'

export const KINDS = {
  requirement,
  deadline,
  'follow-up': followUp,
  sequence,
  frequency,
  share,
  rating,
  ledger,
} as const satisfies Record<string, Kind>

export type KindId = keyof typeof KINDS

export function isKind(id: unknown): id is KindId {
  return typeof id === 'string' && Object.hasOwn(KINDS, id)
}
