/** The frame around every page. */

import { flag, html, record, text } from './view.ts'

export const page = record({
  lang: text,
  title: text,
  style: html,
  script: html,
  policy: text,
  body: html,
  company: text,
  /** A `data:` address. */
  logo: text,
  documentNumber: text,
  footer: text,
  isDraft: flag,
})
