/** 月检通报: what inspections found, month by month; no person, no grade, no money. */

import { list, record, text } from './view.ts'

const problem = record({
  number: text,
  date: text,
  issue: text,
  place: text,
  unit: text,
  due: text,
  recheck: text,
})

export const bulletin = record({
  period: text,
  /** Where the rules name no type of record whose problems are told, or nobody handed any in. */
  remarks: list(text),
  months: list(record({ title: text, says: text, problems: list(problem) })),
  issuer: text,
})
