/** Small stories that show the kind `deadline`; each runs as a test. */

import type { KindExample } from '../kind.ts'

export const deadlineExamples: readonly KindExample[] = [
  {
    title: { zh: '三十分钟到场', en: 'On site within 30 minutes' },
    pack: `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: always }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { warden: { title: { zh: 管理员, en: Warden }, level: staff } }
events:
  repair:
    title: { zh: 报修工单, en: Repair order }
    id: order_no
    at: reported_at
    fields:
      order_no: { type: text, required: true, title: { zh: 工单号, en: Order no. } }
      reported_at: { type: date-time, required: true, title: { zh: 报修时间, en: Reported at } }
      arrived_at: { type: date-time, title: { zh: 到场时间, en: Arrived at } }
      technician: { type: person, title: { zh: 维修工, en: Technician } }
standards:
  arrival:
    title: { zh: 三十分钟到场, en: On site within 30 minutes }
    kind: deadline
    event: repair
    from: reported_at
    to: arrived_at
    within: 30 minutes
    charge: technician
`,
    test: `
people: [ { id: E1, name: 张三, post: warden, sites: [east] } ]
events:
  - { type: repair, order_no: R1, reported_at: 2024-03-05 14:00, arrived_at: 2024-03-05 14:30, technician: E1 }
  - { type: repair, order_no: R2, reported_at: 2024-03-05 14:00, arrived_at: 2024-03-05 14:31, technician: E1 }
  - { type: repair, order_no: R3, reported_at: 2024-03-05 14:00, technician: E1 }
expect:
  - { case: R1, verdict: met }
  - { case: R2, verdict: missed }
  - { case: R3, verdict: missed }
`,
  },
]
