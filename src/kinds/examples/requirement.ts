/** Small stories that show the kind `requirement`; each runs as a test. */

import type { KindExample } from '../kind.ts'

export const requirementExamples: readonly KindExample[] = [
  {
    title: { zh: '客人二十米外即微笑', en: 'A smile from 20 metres on' },
    pack: `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: always }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { warden: { title: { zh: 管理员, en: Warden }, level: staff } }
events:
  encounter:
    title: { zh: 接待观察, en: Encounter }
    id: no
    at: seen_at
    fields:
      no: { type: text, required: true }
      seen_at: { type: date-time, required: true, title: { zh: 观察时间, en: Seen at } }
      distance: { type: number, title: { zh: 微笑距离, en: Smile distance } }
      staff: { type: person }
standards:
  smile:
    title: { zh: 二十米外微笑, en: Smile at 20 metres }
    kind: requirement
    event: encounter
    require: { fact: distance, operator: greaterThanInclusive, value: 20 }
    charge: staff
`,
    test: `
people: [ { id: E1, name: 张三, post: warden, sites: [east] } ]
events:
  - { type: encounter, no: O1, seen_at: 2024-03-05 09:00, distance: 20, staff: E1 }
  - { type: encounter, no: O2, seen_at: 2024-03-05 09:05, distance: 12, staff: E1 }
  - { type: encounter, no: O3, seen_at: 2024-03-05 09:10, staff: E1 }
expect:
  - { case: O1, verdict: met }
  - { case: O2, verdict: missed }
  - { case: O3, verdict: undetermined }
`,
  },
]
