/** Small stories that show the kind `follow-up`; each runs as a test. */

import type { KindExample } from '../kind.ts'

export const followUpExamples: readonly KindExample[] = [
  {
    title: { zh: '接到通知十分钟内电告两方', en: 'Both offices phoned within 10 minutes of the notice' },
    pack: `
pack: { id: example, version: 1.0.0, title: { zh: 示例, en: Example }, time-zone: Asia/Shanghai, calendar: always }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { warden: { title: { zh: 管理员, en: Warden }, level: staff } }
events:
  outage:
    title: { zh: 停供, en: Outage }
    id: no
    at: notice_at
    fields:
      no: { type: text, required: true }
      notice_at: { type: date-time, required: true, title: { zh: 接到通知, en: Notice received } }
      officer: { type: person }
  call:
    title: { zh: 电话, en: Call }
    id: no
    at: made_at
    fields:
      no: { type: text, required: true }
      made_at: { type: date-time, required: true }
      outage: { type: record, of: outage }
      office: { type: choice, choices: { college: 院办, catering: 饮食 } }
standards:
  told:
    title: { zh: 十分钟内电告两方, en: Both offices phoned within 10 minutes }
    kind: follow-up
    event: outage
    expect: { event: call, match: { outage: id }, all-of: { office: [college, catering] } }
    within: 10 minutes
    charge: officer
`,
    test: `
people: [ { id: E1, name: 张三, post: warden, sites: [east] } ]
events:
  - { type: outage, no: W1, notice_at: 2024-03-05 14:00, officer: E1 }
  - { type: outage, no: W2, notice_at: 2024-03-05 15:00, officer: E1 }
  - { type: call, no: C1, made_at: 2024-03-05 14:02, outage: W1, office: college }
  - { type: call, no: C2, made_at: 2024-03-05 14:10, outage: W1, office: catering }
  - { type: call, no: C3, made_at: 2024-03-05 15:02, outage: W2, office: college }
expect:
  - { case: W1, verdict: met }
  - { case: W2, verdict: missed }
`,
  },
]
