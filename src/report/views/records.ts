/** What becomes of what was handed in. */

import { flag, list, maybe, record, text } from './view.ts'

const counts = { read: text, accepted: text, rejected: text, ignored: text }

const problem = record({ where: text, count: text, what: text, examples: text, more: flag, expected: text, rule: text })

const sentBack = record({
  file: text,
  sheet: text,
  type: text,
  copy: maybe(record({ path: text, name: text })),
  noCopy: text,
  problems: list(problem),
})

const late = record({
  until: text,
  approval: text,
  rows: list(record({ type: text, id: text, place: text, at: text, entered: text, people: text, state: text })),
  more: text,
})

const field = record({
  undetermined: text,
  type: text,
  title: text,
  standards: text,
  filled: text,
  total: text,
  share: text,
  posts: list(record({ post: text, filled: text, total: text, share: text, isLow: flag })),
})

export const records = record({
  period: text,
  records: record(counts),
  suppliers: list(record({ supplier: text, files: list(sentBack) })),
  files: list(record({ file: text, sheet: text, type: text, encoding: text, ...counts, ignoredWhy: text })),
  accepted: text,
  late: maybe(late),
  gaps: list(text),
  few: list(record({ unit: text, type: text, count: text, expected: text })),
  fields: list(field),
  otherFields: list(text),
  fullFields: text,
})
