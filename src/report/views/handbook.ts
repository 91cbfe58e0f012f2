/** 服务标准手册. */

import { flag, list, record, text } from './view.ts'

const named = list(record({ number: text, title: text }))

const post = record({
  id: text,
  title: text,
  scorecard: text,
  sections: list(
    record({
      title: text,
      marks: text,
      when: text,
      items: list(record({ title: text, how: text, standards: text })),
    }),
  ),
  vetoes: list(record({ grade: text, standards: named })),
  gates: named,
  others: named,
})

const standard = record({
  number: text,
  id: text,
  title: text,
  severity: text,
  lines: list(record({ part: text, text, clauses: text })),
  uses: list(text),
  clauses: text,
  note: text,
  isChanging: flag,
})

export const handbook = record({
  title: text,
  name: text,
  number: text,
  announced: text,
  effective: text,
  hasBlank: flag,
  rules: text,
  day: text,
  post: text,
  fairness: list(text),
  grades: list(record({ title: text, from: text })),
  subjects: list(record({ number: text, title: text, count: text, standards: list(standard) })),
  posts: list(post),
  // biome-ignore lint/suspicious/noThenProperty: as in the rule language
  outcomes: list(record({ title: text, when: text, then: list(text), clauses: text })),
  parameters: list(record({ title: text, value: text, clauses: text })),
  sources: list(
    record({
      title: text,
      clauses: list(record({ id: text, text, standards: text, unchecked: text })),
    }),
  ),
})
