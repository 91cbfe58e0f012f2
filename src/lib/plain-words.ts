/** Words that quote what somebody wrote in, words that may be shown anywhere out: nothing in them is obeyed, and they stay short. */

import type { Message } from '../model/message.ts'

/** What a terminal would obey, and what turns the direction of writing; line breaks and tabs stay. */
const OBEYED = /[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu

export function withoutControls(text: string): string {
  return text.replaceAll(OBEYED, '·')
}

/** For pages, which set every name apart: names keep the marks that turn their direction, and nothing else is obeyed. */
export function withoutControlCharacters(text: string): string {
  return text.replaceAll(CONTROL_CHARACTERS, '·')
}

/** All of `Cc` but line breaks and tabs, `Zl` and `Zp`, one by one: whole pages are gone through, and this takes a fifth of the time. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g

/** JSON as it is printed: the same value, with what a terminal would obey as its code. */
export function printedJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    OBEYED,
    sign => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

/** As long as a message gets that quotes nothing out of the way. */
const MOST_LETTERS = 600
const LETTERS_AT_END = 250

/** On one line; of long ones the beginning and the end, where what is wrong and what to do is said. */
export function plainWords({ zh, en }: Message): Message {
  return { zh: plain(zh), en: plain(en) }
}

function plain(words: string): string {
  return withoutControls(shortened(words).replaceAll(/[\n\t]+/g, ' '))
}

function shortened(words: string): string {
  if (words.length <= MOST_LETTERS) return words
  const start = words.slice(0, MOST_LETTERS - LETTERS_AT_END)
  return `${start}…${words.slice(-LETTERS_AT_END)}`.toWellFormed()
}
