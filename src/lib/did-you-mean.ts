/** The name that was probably meant in, what a complaint says about it out. */

import type { Message } from '../model/message.ts'

export interface Suggestion {
  readonly hint?: Message
  /** What the marked text should be; the corrected line is made of it. */
  readonly meant?: string
}

/** The line to paste, without a question: the message has said what was expected. */
export function asMeant(meant: string | undefined): Suggestion {
  return meant === undefined ? {} : { meant }
}

/** Empty where nothing is near. */
export function didYouMean(meant: string | undefined): Suggestion {
  return meant === undefined ? {} : { hint: { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` }, meant }
}
