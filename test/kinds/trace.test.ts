/** How a verdict came about: the clock with the time that counted, conditions with what they saw, records and why they do not count. */

import { describe, expect, it } from 'vitest'
import { followed, judge } from '../support/judge.ts'

const PACK = `
time-zone: Asia/Shanghai
posts: { worker: { title: 维修岗 } }
calendars:
  office: { hours: { mon-fri: ['08:30-12:00', '13:30-17:30'] }, holidays: cn }
holidays:
  cn: { years: [2024], off: [2024-04-04, 2024-04-05], work: { 2024-04-07: fri } }
events:
  repair:
    title: { zh: 报修工单, en: Repair order }
    id: no
    at: reported
    fields:
      no: { type: text, required: true }
      reported: { type: date-time, required: true, title: { zh: 报修时间, en: Reported } }
      arrived: { type: date-time, title: { zh: 到场时间, en: Arrived } }
      class: { type: choice, choices: { minor: { zh: 零星, en: Minor }, main: { zh: 大修, en: Main } }, title: { zh: 类别, en: Class } }
      phone: { type: text, shown: never, title: { zh: 电话, en: Phone } }
      neat: { type: yes-no, title: { zh: 整洁, en: Neat } }
      storm: { type: yes-no, title: { zh: 暴雨, en: Storm } }
      who: { type: person, title: { zh: 维修工, en: Technician } }
  call:
    title: { zh: 回访, en: Callback }
    id: no
    at: called
    fields:
      no: { type: text, required: true }
      called: { type: date-time, required: true, title: { zh: 回访时间, en: Called } }
      repair: { type: record, of: repair, title: { zh: 工单, en: Order } }
      channel: { type: choice, choices: { phone: { zh: 电话, en: Phone }, visit: { zh: 上门, en: Visit } }, title: { zh: 方式, en: Channel } }
`

const PEOPLE = 'people: [{ id: E1, name: 张三, post: worker }]'

const pack = (standard: string) =>
  `${PACK}\nstandards:\n  one:\n    title: 一\n    charge: who\n${standard.replace(/^/gm, '    ')}`
const story = (events: string) => `${PEOPLE}\nas-of: 2024-06-30\nevents:\n${events}`

describe('a clock', () => {
  it('over office hours tells the stretches that counted', () => {
    const judged = judge(
      pack('kind: deadline\nevent: repair\nto: arrived\nwithin: 90 working minutes\ncalendar: office'),
      story('  - { type: repair, no: R1, reported: 2024-03-08 17:10, arrived: 2024-03-11 09:41, who: E1 }'),
    )
    expect(followed(judged)).toEqual([
      "✗ Limit 90 working minutes ⇐ 'Reported' Fri 2024-03-08 17:10 → due Mon 2024-03-11 09:40 (by the calendar 'office')",
      '  · Fri 2024-03-08 17:10–17:30 ⇐ counts 20 minutes',
      '  · Mon 2024-03-11 08:30–09:40 ⇐ counts 1 hour 10 minutes',
      "  ✗ 'Arrived' ⇐ Mon 2024-03-11 09:41, 91 minutes of working time apart",
    ])
    expect(followed(judged, 'zh').slice(0, 3)).toEqual([
      '✗ 时限 90 个工作分钟 ⇐ “报修时间”周五 2024-03-08 17:10 → 应不晚于 周一 2024-03-11 09:40（按日历“office”）',
      '  · 周五 2024-03-08 17:10–17:30 ⇐ 计 20 分钟',
      '  · 周一 2024-03-11 08:30–09:40 ⇐ 计 1 小时 10 分钟',
    ])
  })

  it('over days of work tells which days counted and which did not', () => {
    const judged = judge(
      pack('kind: deadline\nevent: repair\nto: arrived\nwithin: 3 working days\ncalendar: office'),
      story('  - { type: repair, no: R1, reported: 2024-04-03 10:00, arrived: 2024-04-12 10:00, who: E1 }'),
    )
    expect(followed(judged)).toEqual([
      "✗ Limit 3 working days ⇐ 'Reported' Wed 2024-04-03 10:00 → due Tue 2024-04-09 23:59:59 (by the calendar 'office')",
      '  · 3 working days counted ⇐ Sun 2024-04-07, Mon 2024-04-08, Tue 2024-04-09',
      '  · 3 days not counted ⇐ Thu 2024-04-04, Fri 2024-04-05, Sat 2024-04-06',
      "  ✗ 'Arrived' ⇐ Fri 2024-04-12 10:00, 6 working days apart",
    ])
  })

  it('that still runs is neither kept nor broken', () => {
    const judged = judge(
      pack('kind: deadline\nevent: repair\nto: arrived\nwithin: 2 days'),
      story('  - { type: repair, no: R1, reported: 2024-06-30 10:00, who: E1 }'),
    )
    expect(followed(judged)).toEqual(["· Limit 2 days ⇐ 'Reported' Sun 2024-06-30 10:00 → due Tue 2024-07-02 23:59:59"])
  })
})

describe('conditions', () => {
  it('tell what they saw, part by part, and keep to themselves what must not be shown', () => {
    const judged = judge(
      pack(`kind: requirement
event: repair
when: { class: minor }
require: { any: [ { neat: true }, { phone: '1' }, { not: { storm: true } } ] }
except: { rain: { title: { zh: 雨天, en: Rain }, when: { storm: true, neat: true } } }`),
      story(
        '  - { type: repair, no: R1, reported: 2024-03-08 10:00, class: minor, neat: false, storm: true, phone: "2", who: E1 }',
      ),
    )
    expect(followed(judged)).toEqual([
      "✓ 'Class' is 'Minor' ⇐ 'Class' was Minor",
      '✗ Rain',
      '  ✗ all of these',
      "    ✓ 'Storm' is yes ⇐ 'Storm' was yes",
      "    ✗ 'Neat' is yes ⇐ 'Neat' was no",
      '✗ at least one of these',
      "  ✗ 'Neat' is yes ⇐ 'Neat' was no",
      "  ✗ 'Phone' is 1 ⇐ 'Phone' was recorded (not shown)",
      '  ✗ none of this',
      "    ✓ 'Storm' is yes ⇐ 'Storm' was yes",
    ])
  })
})

describe('records', () => {
  const calls = `
  - { type: repair, no: R1, reported: 2024-03-08 10:00, who: E1 }
  - { type: call, no: C1, called: 2024-03-09 10:00, repair: R1, channel: visit }
  - { type: call, no: C2, called: 2024-03-20 10:00, repair: R1, channel: phone }`

  it('that were looked for tell why they do not count', () => {
    const judged = judge(
      pack('kind: follow-up\nevent: repair\nexpect: { event: call, when: { channel: phone } }\nwithin: 7 days'),
      story(calls),
    )
    expect(followed(judged)).toEqual([
      "· Limit 7 days ⇐ 'Reported' Fri 2024-03-08 10:00 → due Fri 2024-03-15 23:59:59",
      "· There must be 'Callback' ⇐ 0 count",
      '  ✗ Wed 2024-03-20 10:00  Callback C2 ⇐ outside the time given',
      '  ✗ Sat 2024-03-09 10:00  Callback C1 ⇐ does not meet the condition',
      "    ✗ 'Channel' is 'Phone' ⇐ 'Channel' was Visit",
    ])
  })

  it('of a slot are told, and a long list is cut', () => {
    const many = Array.from(
      { length: 25 },
      (_, at) =>
        `  - { type: repair, no: R${String(at).padStart(2, '0')}, reported: 2024-03-08 10:${String(at).padStart(2, '0')}, class: main, who: E1 }`,
    ).join('\n')
    const judged = judge(
      pack(
        'kind: frequency\nevent: repair\nwhen: { class: minor }\nevery: period\nfor: organisation\nat-least: 1',
      ).replace('charge: who', 'charge: worker'),
      story(many),
    )
    const lines = followed(judged)
    expect(lines[0]).toBe('· Slot 2024-H1 ⇐ 2024-01-01 – 2024-06-30')
    expect(lines.filter(line => line.includes('does not meet the condition'))).toHaveLength(20)
    expect(lines.at(-1)).toBe('· … and 5 more')
  })
})
