/** 员工学期考评表. */

import { evidenceRow, notChecked } from './parts.ts'
import { flag, html, list, maybe, record, text } from './view.ts'

const outcome = record({
  title: text,
  sameIncident: text,
  clauses: text,
  basis: text,
  amount: text,
  due: text,
  state: text,
  confirmation: text,
})

const withheld = record({
  share: text,
  amount: text,
  skipped: text,
  rows: list(record({ cascade: text, role: text, share: text, state: text, clauses: text, finding: text })),
})

const item = record({
  title: text,
  checked: text,
  missed: text,
  undetermined: text,
  points: text,
  reason: text,
})

const section = record({
  title: text,
  marks: text,
  weight: text,
  score: text,
  reason: text,
  items: list(item),
  rows: text,
})

export const sheet = record({
  id: text,
  name: text,
  post: text,
  unit: text,
  scorecard: text,
  period: text,
  asOf: text,
  days: text,
  spells: list(text),
  score: text,
  grade: text,
  gradeReason: text,
  uncapped: text,
  measured: text,
  previous: text,
  chart: html,
  sectionsChart: html,
  sections: list(section),
  vetoes: list(record({ standard: text, finding: text })),
  vetoText: text,
  gates: list(text),
  evidence: list(evidenceRow),
  more: text,
  unscored: list(record({ standard: text, decisive: text, checked: text, missed: text })),
  outcomes: list(outcome),
  hasBasis: flag,
  undecided: list(text),
  withheld: maybe(withheld),
  rejections: list(text),
  notChecked,
  fairness: list(text),
  weakened: list(text),
  signatures: list(record({ first: text, second: text })),
  appeal: text,
})
