/** Small stories that show the kind `ledger`; each runs as a test. */

import type { KindExample } from '../kind.ts'

export const ledgerExamples: readonly KindExample[] = [
  {
    title: { zh: '违规积分不超过五分', en: 'No more than five points of violations' },
    pack: `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: always }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { warden: { title: { zh: 管理员, en: Warden }, level: staff } }
events:
  violation:
    title: { zh: 违规, en: Violation }
    id: no
    at: seen_at
    fields:
      no: { type: text, required: true }
      seen_at: { type: date-time, required: true }
      staff: { type: person }
      points: { type: number }
standards:
  points:
    title: { zh: 违规积分, en: Points of violations }
    kind: ledger
    event: violation
    points: points
    at-most: 5
    charge: staff
`,
    test: `
people: [ { id: E1, name: 张三, post: warden, sites: [east] } ]
events:
  - { type: violation, no: V1, seen_at: 2024-03-05 10:00, staff: E1, points: 2 }
  - { type: violation, no: V2, seen_at: 2024-04-05 10:00, staff: E1, points: 4 }
expect:
  - { case: 2024-H1@E1, verdict: missed, measured: 6 }
`,
  },
]
