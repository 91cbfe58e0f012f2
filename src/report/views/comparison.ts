/** What other rules would change. */

import { flag, html, list, record, text } from './view.ts'

const person = record({
  id: text,
  name: text,
  before: text,
  after: text,
  difference: text,
  crosses: flag,
  sections: list(text),
  outcomes: list(text),
  withheld: text,
  findings: list(record({ standard: text, case: text, date: text, change: text, reason: text })),
  more: text,
})

export const comparison = record({
  before: text,
  after: text,
  period: text,
  rules: list(
    record({
      change: text,
      group: text,
      id: text,
      title: text,
      values: list(record({ path: text, before: text, after: text })),
    }),
  ),
  summary: text,
  chart: html,
  people: list(person),
  undetermined: list(record({ id: text, title: text, what: text })),
})
