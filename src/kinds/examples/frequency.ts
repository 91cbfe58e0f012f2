/** Small stories that show the kind `frequency`; each runs as a test. */

import type { KindExample } from '../kind.ts'

export const frequencyExamples: readonly KindExample[] = [
  {
    title: { zh: '每栋楼每周检查一次', en: 'Each building inspected once a week' },
    pack: `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: always }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { warden: { title: { zh: 管理员, en: Warden }, level: staff } }
events:
  inspection:
    title: { zh: 检查, en: Inspection }
    id: no
    at: held_at
    fields:
      no: { type: text, required: true }
      held_at: { type: date-time, required: true }
      site: { type: site }
standards:
  weekly:
    title: { zh: 每周检查一次, en: Inspected once a week }
    kind: frequency
    event: inspection
    every: week
    for: each site
    charge: { post: warden }
`,
    test: `
people: [ { id: E1, name: 张三, post: warden, sites: [east] } ]
sites: [ { id: east, name: 东楼 } ]
period: { name: two-weeks, from: 2024-03-04, to: 2024-03-17 }
events:
  - { type: inspection, no: J1, held_at: 2024-03-06 10:00, site: east }
expect:
  - { case: 2024-W10@east, verdict: met }
  - { case: 2024-W11@east, verdict: missed }
`,
  },
]
