/** Pages bound for paper: the document that holds them, and the cover of a department's volume. */

import { flag, html, list, record, text } from './view.ts'

export const bound = record({
  lang: text,
  style: html,
  policy: text,
  isDraft: flag,
  leaves: list(record({ name: text, html })),
})

export const cover = record({
  unit: text,
  period: text,
  asOf: text,
  people: list(record({ id: text, name: text, post: text, leaf: text })),
  count: text,
})
