/** What stands in the way of a round and the state that it is said to have in, what of it is refused out. */

import type { Diagnostic, Span } from '../model/diagnostic.ts'
import { hasReached, type RoundItem, type RoundState } from '../model/round.ts'
import { STATE_TITLES } from './words.ts'

/** `span` is where the state is written. Empty: it may be. */
export function refuseState(items: readonly RoundItem[], state: RoundState, span: Span): readonly Diagnostic[] {
  return items
    .filter(({ before, blocks }) => blocks && hasReached(state, before))
    .map(({ before, message, hint }) => ({
      code: before === 'final' ? 'final-refused' : 'round-refused',
      severity: 'error',
      message: {
        zh: `${before === 'final' ? '还不能定稿' : `还到不了“${STATE_TITLES[before].zh}”（${before}）`}：${message.zh}。`,
        en: `${before === 'final' ? 'The results cannot be final' : `state: ${before} is too early`}: ${message.en}.`,
      },
      hint,
      span,
    }))
}
