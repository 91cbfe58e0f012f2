/** The forms of the process: 扣分告知单, 考评申诉表, 申诉处理决定书, 申诉登记簿. Blank ones have empty texts and empty rows. */

import { identity, signatures } from './sheet.ts'
import { list, record, text } from './view.ts'

const { id, name, post, unit, period } = identity
const person = { id, name, post, unit, period }

export const deductionNotice = record({
  ...person,
  says: text,
  rows: list(
    record({
      number: text,
      date: text,
      standard: text,
      clauses: list(text),
      /** What an entry of the register of notices names it by. */
      finding: text,
      /** `45分钟 / 30分钟` */
      figures: text,
      points: text,
      note: text,
      reason: text,
      records: list(record({ folder: text, place: text, id: text })),
      moreRecords: text,
      told: text,
    }),
  ),
  appeal: text,
  signatures,
})

export const appealForm = record({
  ...identity,
  appeal: text,
  findings: list(record({ number: text, date: text, standard: text, clauses: text, points: text })),
  /** Said where more findings are than are printed. */
  more: text,
  sections: list(record({ title: text, score: text })),
  decidedWithin: text,
})

export const appealDecision = record({
  ...person,
  number: text,
  about: text,
  filedOn: text,
  filedReason: text,
  original: text,
  result: text,
  decision: text,
  reason: text,
  evidence: text,
  decidedBy: text,
  decidedOn: text,
  before: text,
  after: text,
  money: list(text),
  signatures,
})

export const appealRegister = record({
  period: text,
  on: text,
  until: text,
  decidedWithin: text,
  rows: list(
    record({
      ids: text,
      person: text,
      unit: text,
      about: text,
      filed: text,
      inTime: text,
      decideBy: text,
      state: text,
      decided: text,
      left: text,
    }),
  ),
  counts: text,
})
