/** The frame around every page, and within it what stands on paper. */

import { flag, html, record, text } from './view.ts'

export const page = record({
  lang: text,
  title: text,
  style: html,
  script: html,
  policy: text,
  leaf: html,
  footer: text,
  isDraft: flag,
})

export const leaf = record({
  body: html,
  company: text,
  /** A `data:` address. */
  logo: text,
  documentNumber: text,
  /** Which issue of the results it is of, and why there is another; empty: the first. */
  issue: text,
  isDraft: flag,
  /** The only one of its document, which the way past the head leads to. */
  isAlone: flag,
})
