/** Parts that several pages place. */

import { list, record, text } from './view.ts'

/** A finding as a row of evidence. */
export const evidenceRow = record({
  number: text,
  date: text,
  standard: text,
  clauses: text,
  verdict: text,
  kind: text,
  reason: text,
  records: list(record({ folder: text, place: text, id: text })),
  moreRecords: text,
})

export const missedStandard = record({ title: text, clauses: text, checked: text, missed: text, rate: text })

export const notChecked = list(record({ line: text }))
