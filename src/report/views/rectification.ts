/** 限期整改通知书. */

import { identity, signatures } from './sheet.ts'
import { list, record, text } from './view.ts'

export const rectification = record({
  ...identity,
  /** The sheet that it follows from. */
  sheet: text,
  because: text,
  /** `2024年9月30日`; empty: to be filled in by hand. */
  due: text,
  tasks: list(
    record({
      number: text,
      standard: text,
      clauses: text,
      figures: text,
      findings: text,
      demands: list(record({ clause: text, text })),
    }),
  ),
  signatures,
})
