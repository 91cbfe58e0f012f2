/** A text as written in YAML (one string, or one for each language), in both languages out. */

import { isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'

/** A single string serves both languages; so does the one of two that is there, which `check` warns of. */
export function textOf(source: unknown): Message {
  if (isMap(source)) return { zh: String(source.zh ?? source.en ?? ''), en: String(source.en ?? source.zh ?? '') }
  return { zh: String(source), en: String(source) }
}
