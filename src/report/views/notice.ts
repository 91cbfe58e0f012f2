/** 公示: what everybody may see. */

import { list, record, text } from './view.ts'

export const notice = record({
  period: text,
  documentNumber: text,
  says: text,
  /** Empty: names alone, by unit. */
  grades: list(record({ name: text, unit: text, grade: text })),
  units: list(record({ unit: text, names: list(text) })),
  /** Said where nobody is named. */
  nobody: text,
  window: text,
  objections: text,
  issuer: text,
})
