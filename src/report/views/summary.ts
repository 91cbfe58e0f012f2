/** 通报, for the panel and HR. */

import { evidenceRow, missedStandard, notChecked } from './parts.ts'
import { html, list, record, text } from './view.ts'

export const summary = record({
  period: text,
  distribution: html,
  groups: list(
    record({
      post: text,
      people: list(record({ rank: text, id: text, file: text, name: text, unit: text, score: text, grade: text })),
    }),
  ),
  units: list(record({ unit: text, count: text, average: text })),
  missed: list(missedStandard),
  waiting: list(record({ cascade: text, finding: text })),
  elsewhere: list(record({ id: text, name: text, share: text })),
  notChecked,
  unattributed: list(evidenceRow),
})
