/** 员工学期考评表. */

import { notChecked } from './parts.ts'
import { flag, html, list, maybe, record, text } from './view.ts'

const proposal = record({
  title: text,
  sameIncident: text,
  clauses: text,
  basis: text,
  base: text,
  share: text,
  amount: text,
  due: text,
  state: text,
  confirmation: text,
  /** What must be on file before it may take effect, and is not. */
  missing: text,
})

const withheld = record({
  skipped: text,
  rows: list(record({ cascade: text, role: text, share: text, state: text, clauses: text, finding: text })),
})

/** `checked`, `missed`, `rate`: empty where it is not about misses. */
const cases = { checked: text, missed: text, rate: text }

const item = record({ title: text, ...cases, peers: text, points: text, outOf: text, reason: text })

const section = record({
  title: text,
  marks: text,
  outOf: text,
  weight: text,
  ...cases,
  score: text,
  bar: html,
  reason: text,
  items: list(item),
})

/** Points taken off or added, and what a bound made of them. */
const adjustment = record({ title: text, count: text, reckoned: text, most: text, points: text, note: text })

const place = record({ folder: text, place: text, id: text })

/** A finding, or one of the same incident beneath the one that counts. */
const evidence = record({
  isHead: flag,
  kind: text,
  number: text,
  date: text,
  standard: text,
  clauses: list(text),
  measured: text,
  limit: text,
  points: text,
  note: text,
  reason: text,
  records: list(place),
  moreRecords: text,
})

/** One scorecard of somebody who had several in the period. */
const part = record({ scorecard: text, posts: text, score: text, sections: text, reason: text })

/** An appeal: what it is about as it was found and as it counts now. */
const appealed = record({ id: text, about: text, original: text, result: text, decision: text, reason: text })

/** Whose it is, on a leaf that may be filed by itself. */
export const identity = {
  id: text,
  name: text,
  post: text,
  unit: text,
  period: text,
  score: text,
  grade: text,
}

export const signatures = list(record({ first: text, second: text }))

export const sheet = record({
  ...identity,
  scorecard: text,
  asOf: text,
  days: text,
  spells: list(text),
  gradeReason: text,
  uncapped: text,
  measured: text,
  previous: text,
  yearBefore: text,
  chart: html,
  sections: list(section),
  hasPeers: flag,
  parts: list(part),
  adjustments: list(adjustment),
  appeals: list(appealed),
  /** The result before any appeal was decided; empty: none changed it. */
  original: text,
  achieved: list(record({ standard: text, figures: text })),
  /** `tooFew`: why its groups are not shown; empty: they are. */
  ratings: list(
    record({ standard: text, tooFew: text, groups: list(record({ title: text, raters: text, mean: text })) }),
  ),
  vetoes: list(record({ standard: text, finding: text })),
  vetoText: text,
  gates: list(text),
  /** Who accepted that, and why; empty: nobody did. */
  gateAccepted: text,
  evidence: list(record({ title: text, rows: list(evidence) })),
  more: text,
  unscored: list(record({ standard: text, decisive: text, figures: text })),
  proposals: list(proposal),
  hasBasis: flag,
  undecided: list(text),
  withheld: maybe(withheld),
  /** The file of the notice of rectification; empty: none is due. */
  rectification: text,
  plan: list(record({ number: text, standard: text, figures: text })),
  /** When it was before the panel, approved and published, and by whom. */
  procedure: list(text),
  rejections: list(text),
  notChecked,
  fairness: list(text),
  weakened: list(text),
  signatures,
  appeal: text,
})
