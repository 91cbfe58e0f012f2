/** The first page that HR and the quality team open. */

import { missedStandard } from './parts.ts'
import { flag, html, list, record, text } from './view.ts'

const counts = { met: text, missed: text, pending: text, undetermined: text, exempt: text }
const rows = { read: text, accepted: text, rejected: text, ignored: text }

export const index = record({
  period: text,
  asOf: text,
  records: record(rows),
  findings: record({ ...counts, unattributed: text }),
  types: list(record({ title: text, ...rows })),
  distribution: html,
  people: list(
    record({ id: text, file: text, name: text, post: text, unit: text, score: text, grade: text, rectification: text }),
  ),
  missed: list(missedStandard),
  hasExplanations: flag,
  standards: list(
    record({ file: text, title: text, id: text, clauses: text, place: text, state: text, isChecked: flag, ...counts }),
  ),
  parameters: list(record({ title: text, id: text, value: text, clauses: text })),
  files: list(text),
})
