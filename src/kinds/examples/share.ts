/** Small stories that show the kind `share`; each runs as a test. */

import type { KindExample } from '../kind.ts'

export const shareExamples: readonly KindExample[] = [
  {
    title: { zh: '每周两成工单电话回访', en: "A fifth of each week's orders called back" },
    pack: `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: always }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { officer: { title: { zh: 回访员, en: Callback officer }, level: staff } }
events:
  repair:
    title: { zh: 报修工单, en: Repair order }
    id: no
    at: done_at
    fields:
      no: { type: text, required: true }
      done_at: { type: date-time, required: true }
  callback:
    title: { zh: 回访, en: Callback }
    id: no
    at: called_at
    fields:
      no: { type: text, required: true }
      called_at: { type: date-time, required: true }
      repair: { type: record, of: repair }
standards:
  a-fifth:
    title: { zh: 每周两成回访, en: A fifth called back }
    kind: share
    over: repair
    having: { event: callback, match: { repair: id } }
    every: week
    grace: 1 week
    for: organisation
    at-least: 20%
    charge: { post: officer }
`,
    test: `
people: [ { id: E1, name: 张三, post: officer } ]
period: { name: two-weeks, from: 2024-03-04, to: 2024-03-17 }
as-of: 2024-03-31
events:
  - { type: repair, no: R1, done_at: 2024-03-04 10:00 }
  - { type: repair, no: R2, done_at: 2024-03-05 10:00 }
  - { type: repair, no: R3, done_at: 2024-03-06 10:00 }
  - { type: repair, no: R4, done_at: 2024-03-07 10:00 }
  - { type: repair, no: R5, done_at: 2024-03-08 10:00 }
  - { type: callback, no: C1, called_at: 2024-03-17 20:00, repair: R1 }
  - { type: repair, no: R6, done_at: 2024-03-11 10:00 }
  - { type: callback, no: C2, called_at: 2024-03-25 00:00, repair: R6 }
expect:
  - { case: 2024-W10@organisation, verdict: met, measured: 20 }
  - { case: 2024-W11@organisation, verdict: missed, measured: 0 }
`,
  },
]
