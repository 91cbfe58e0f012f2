/** What reading one cell gives: a value, or why there is none. */

import { plainWords } from '../lib/plain-words.ts'
import type { RowFault } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Value } from '../model/value.ts'

/** A value with the seconds that its stamp was cut off to (absent: to the second), or why there is none. */
export type Reading = { readonly value: Value; readonly grain?: number } | Fault

/** `what` is wrong, said of any value; `reason` says it of this one. */
export type Fault = Pick<RowFault, 'what' | 'reason' | 'expected'>

const MOST_QUOTED = 60

/** `what` completes the sentence that begins with the value. */
export function wrong(raw: unknown, what: Message, expected: Message): Fault {
  const said = (typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '')).slice(0, MOST_QUOTED)
  return { what, reason: plainWords({ zh: `“${said}”${what.zh}`, en: `'${said}' ${what.en}` }), expected }
}
