/** Values as YAML gives them, told apart; nothing is trusted before its shape was checked. */

import { asMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'

export type Source = Readonly<Record<string, unknown>>

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A list of texts; what is no text in it is left out. */
export function asTexts(value: unknown): readonly string[] {
  return asList(value).filter(one => typeof one === 'string')
}

/** A text in both languages: one string serves both. */
export function readText(source: unknown, otherwise: string): Message {
  if (typeof source === 'string') return { zh: source, en: source }
  const { zh, en } = asMap(source)
  return { zh: asText(zh) ?? asText(en) ?? otherwise, en: asText(en) ?? asText(zh) ?? otherwise }
}
