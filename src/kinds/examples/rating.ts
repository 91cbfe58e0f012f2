/** Small stories that show the kind `rating`; each runs as a test. */

import type { KindExample } from '../kind.ts'

export const ratingExamples: readonly KindExample[] = [
  {
    title: { zh: '考评小组评分', en: 'The panel’s rating' },
    pack: `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: always }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { warden: { title: { zh: 管理员, en: Warden }, level: staff } }
events:
  mark:
    title: { zh: 评分, en: Mark }
    id: no
    at: given_at
    fields:
      no: { type: text, required: true }
      given_at: { type: date-time, required: true }
      ratee: { type: person }
      rater: { type: text }
      score: { type: number }
standards:
  panel:
    title: { zh: 考评小组评分, en: The panel’s rating }
    kind: rating
    event: mark
    score: score
    scale: 100
    rater: rater
    trim: 1
    minimum: 3
    charge: ratee
`,
    test: `
people: [ { id: E1, name: 张三, post: warden, sites: [east] } ]
events:
  - { type: mark, no: G1, given_at: 2024-06-20 10:00, ratee: E1, rater: A, score: 70 }
  - { type: mark, no: G2, given_at: 2024-06-20 10:00, ratee: E1, rater: B, score: 85 }
  - { type: mark, no: G3, given_at: 2024-06-20 10:00, ratee: E1, rater: C, score: 100 }
expect:
  - { case: 2024-H1@E1, verdict: met, measured: 85 }
`,
  },
]
