/** The first page that HR and the quality team open. */

import { flag, html, list, record, text } from './view.ts'

const counts = { met: text, missed: text, pending: text, undetermined: text, exempt: text }
const rows = { read: text, accepted: text, rejected: text, ignored: text }

/** What a list may be narrowed to: `key` is what its rows bear. */
const choice = list(record({ key: text, title: text, count: text }))

const person = record({
  id: text,
  sheet: text,
  name: text,
  post: text,
  unit: text,
  score: text,
  previous: text,
  grade: text,
  gradeKey: text,
  gradeOrder: text,
  gradeReason: text,
  missed: text,
  others: list(record({ href: text, title: text })),
})

const standard = record({
  page: text,
  title: text,
  id: text,
  clauses: text,
  place: text,
  state: text,
  stateKey: text,
  isChecked: flag,
  ...counts,
  rate: text,
})

export const index = record({
  period: text,
  asOf: text,
  records: record(rows),
  findings: record({ ...counts, unattributed: text }),
  types: list(record({ title: text, ...rows })),
  distribution: html,
  mostMissed: html,
  units: choice,
  posts: choice,
  grades: choice,
  states: choice,
  stateCounts: text,
  people: list(person),
  hasOthers: flag,
  standards: list(standard),
  parameters: list(record({ title: text, id: text, value: text, clauses: text })),
  /** Of a copy without names: what is not in it; else empty. */
  redacted: text,
  files: list(record({ title: text, files: list(record({ href: text, path: text, title: text })), more: text })),
})
