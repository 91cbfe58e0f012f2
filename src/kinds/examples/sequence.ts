/** Small stories that show the kind `sequence`; each runs as a test. */

import type { KindExample } from '../kind.ts'

export const sequenceExamples: readonly KindExample[] = [
  {
    title: { zh: '先派工，再到场，再完工', en: 'Dispatched, then arrived, then done' },
    pack: `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: always }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { clerk: { title: { zh: 调度员, en: Dispatcher }, level: staff } }
events:
  order:
    title: { zh: 工单, en: Order }
    id: no
    at: received_at
    fields:
      no: { type: text, required: true }
      received_at: { type: date-time, required: true }
      sent_at: { type: date-time, title: { zh: 派工, en: Dispatched } }
      arrived_at: { type: date-time, title: { zh: 到场, en: Arrived } }
      done_at: { type: date-time, title: { zh: 完工, en: Done } }
standards:
  in-order:
    title: { zh: 按步骤办理, en: Handled step by step }
    kind: sequence
    event: order
    steps: [ sent_at, arrived_at, done_at ]
    charge: { post: clerk }
`,
    test: `
people: [ { id: E1, name: 张三, post: clerk } ]
events:
  - { type: order, no: R1, received_at: 2024-03-04 10:00, sent_at: 2024-03-04 10:05, arrived_at: 2024-03-04 10:30, done_at: 2024-03-04 10:30 }
  - { type: order, no: R2, received_at: 2024-03-04 10:00, sent_at: 2024-03-04 10:31, arrived_at: 2024-03-04 10:30, done_at: 2024-03-04 11:00 }
  - { type: order, no: R3, received_at: 2024-03-04 10:00, arrived_at: 2024-03-04 10:30 }
  - { type: order, no: R4, received_at: 2024-03-04 10:00, sent_at: 2024-03-04 10:05 }
expect:
  - { case: R1, verdict: met, measured: 3 }
  - { case: R2, verdict: missed, measured: 2 }
  - { case: R3, verdict: missed }
  - { case: R4, verdict: pending }
`,
  },
]
