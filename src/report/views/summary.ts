/** 通报, for the panel and HR. */

import { evidenceRow, missedStandard, notChecked } from './parts.ts'
import { flag, html, list, maybe, record, text } from './view.ts'

export const summary = record({
  period: text,
  /** Who sits on the panel, and the course of the round. */
  panel: list(record({ role: text, id: text, name: text, only: text })),
  course: list(text),
  distribution: html,
  groups: list(
    record({
      post: text,
      people: list(record({ rank: text, id: text, file: text, name: text, unit: text, score: text, grade: text })),
    }),
  ),
  units: list(record({ unit: text, count: text, average: text })),
  missed: list(missedStandard),
  trend: maybe(
    record({
      chart: html,
      means: html,
      grades: list(text),
      rows: list(record({ period: text, count: text, scored: text, mean: text, grades: list(text) })),
      periods: list(text),
      units: list(record({ unit: text, means: list(text) })),
      hasUnits: flag,
      others: text,
    }),
  ),
  inspectors: list(
    record({
      type: text,
      rows: list(
        record({ id: text, name: text, judged: text, missed: text, share: text, others: text, difference: text }),
      ),
    }),
  ),
  inspectorsSay: text,
  rules: record({
    says: text,
    dated: list(record({ from: text, of: text, before: text, after: text })),
  }),
  waiting: list(record({ cascade: text, finding: text })),
  elsewhere: list(record({ id: text, name: text, share: text })),
  notChecked,
  unattributed: list(evidenceRow),
})
