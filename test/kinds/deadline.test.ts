/** `deadline`: what a limit means, to the second. */

import { describe, expect, it } from 'vitest'
import { judge, only, verdicts } from '../support/judge.ts'

const EVENTS = `
time-zone: Asia/Shanghai
posts: { worker: { title: 维修岗 } }
calendars:
  office: { hours: { mon-fri: ['08:30-12:00', '13:30-17:30'] }, holidays: cn }
holidays:
  cn: { years: [2024], off: [2024-04-04], work: { 2024-04-07: fri } }
parameters:
  prompt: { title: 及时, value: 30 minutes, by-site: { east: 20 minutes } }
  unset: { title: 未定 }
events:
  repair:
    title: { zh: 报修工单, en: Repair order }
    id: order_no
    at: reported_at
    fields:
      order_no: { type: text, required: true }
      reported_at: { type: date-time, required: true, title: { zh: 报修时间, en: Reported at } }
      booked_at: { type: date-time, title: { zh: 预约时间, en: Booked at } }
      arrived_at: { type: date-time, title: { zh: 到场时间, en: Arrived at } }
      due_at: { type: date-time, title: { zh: 约定时间, en: Due at } }
      due_on: { type: date, title: { zh: 约定日期, en: Due on } }
      hours: { type: number }
      class: { type: choice, choices: { minor: 零星, main: 外主管 } }
      storm: { type: yes-no, title: { zh: 暴雨, en: Storm } }
      signed: { type: yes-no, title: { zh: 用户签字, en: Signed } }
      site: { type: site }
      technician: { type: person, title: { zh: 维修工, en: Technician } }
`

const PEOPLE = 'people: [{ id: E1, name: 张三, post: worker }]'

function pack(standard: string): string {
  return `${EVENTS}
standards:
  arrival:
    title: 到场
    kind: deadline
    event: repair
    to: arrived_at
    charge: technician
${standard
  .trim()
  .split('\n')
  .map(line => `    ${line}`)
  .join('\n')}
`
}

function story(event: string, more = ''): string {
  return `${PEOPLE}\n${more}\nevents:\n  - { type: repair, order_no: R1, technician: E1, ${event} }`
}

describe('a limit is inclusive: exactly 30 minutes is met', () => {
  it.each([
    ['14:30:00', 'met', 30],
    ['14:30:01', 'missed', 1801 / 60],
    ['14:00:00', 'met', 0],
  ])('arrived %s: %s', (arrived, verdict, measured) => {
    const finding = only(
      judge(
        pack('within: 30 minutes'),
        story(`reported_at: "2024-03-05 14:00:00", arrived_at: "2024-03-05 ${arrived}"`),
      ),
    )
    expect(finding).toMatchObject({
      case: 'R1',
      id: 'arrival/R1/E1',
      verdict,
      measured: { value: measured, unit: 'minutes' },
      limit: { value: 30, unit: 'minutes' },
    })
  })
  it('says so in a sentence for employees', () => {
    const finding = only(
      judge(pack('within: 30 minutes'), story('reported_at: 2024-03-05 14:00, arrived_at: 2024-03-05 14:41')),
    )
    expect(finding.reason).toEqual({
      zh: '报修 2024-03-05 14:00，到场 14:41，用时 41 分钟，超过时限 30 分钟',
      en: 'Reported 2024-03-05 14:00, arrived 14:41: took 41 minutes, over the limit of 30 minutes',
    })
  })
})

const at = (reported: string, arrived?: string) =>
  `reported_at: "2024-03-05 ${reported}"${arrived === undefined ? '' : `, arrived_at: "${arrived}"`}`

describe('no end yet: past the limit at the cut-off missed (still open), else pending', () => {
  it.each([
    ['2024-03-05 14:29:59', 'pending'],
    ['2024-03-05 14:30:00', 'pending'],
    ['2024-03-05 14:30:01', 'missed'],
  ])('as of %s: %s', (asOf, verdict) => {
    const finding = only(judge(pack('within: 30 minutes'), story(at('14:00'), `as-of: "${asOf}"`)))
    expect(finding.verdict).toBe(verdict)
    expect(finding.measured).toBeUndefined()
  })
  it('does not know of an end that lies after the cut-off', () => {
    const finding = only(judge(pack('within: 2 days'), story(at('14:00', '2024-03-06 10:00'), 'as-of: 2024-03-05')))
    expect(finding.verdict).toBe('pending')
  })
  it('names what is still open and until when', () => {
    const finding = only(judge(pack('within: 30 minutes'), story(at('14:00'))))
    expect(finding.reason.zh).toBe('报修 2024-03-05 14:00，逾期未到场，时限 30 分钟（应不晚于 14:30）')
  })
})

describe('an end earlier than its start is bad data, except under `by`', () => {
  it.each([
    ['within: 30 minutes', 'undetermined'],
    ['between: [ 0 minutes, 30 minutes ]', 'undetermined'],
    ['by: due_at', 'met'],
  ])('%s: %s', (limit, verdict) => {
    const finding = only(judge(pack(limit), story(`${at('14:00', '2024-03-05 13:00')}, due_at: 2024-03-05 15:00`)))
    expect(finding.verdict).toBe(verdict)
  })
})

describe('`by`: measured in minutes, and `due` stands for the limit', () => {
  it.each([
    ['15:00:00', 'met'],
    ['15:00:01', 'missed'],
  ])('arrived %s: %s', (arrived, verdict) => {
    const judged = judge(pack('by: due_at'), story(`${at('14:00', `2024-03-05 ${arrived}`)}, due_at: 2024-03-05 15:00`))
    const finding = only(judged)
    expect(finding.verdict).toBe(verdict)
    expect(finding.limit).toBeUndefined()
    expect(finding.measured?.unit).toBe('minutes')
    expect(judged.time(finding.due)).toBe('2024-03-05T15:00:00+08:00')
  })
  it.each([
    ['2024-03-07 23:59:59', 'met'],
    ['2024-03-08 00:00:00', 'missed'],
  ])('a due date ends with its day: %s %s', (arrived, verdict) => {
    expect(only(judge(pack('by: due_on'), story(`${at('14:00', arrived)}, due_on: 2024-03-07`))).verdict).toBe(verdict)
  })
})

describe('a due or start fact still empty at the cut-off: pending, carried over once, then undetermined', () => {
  const empty = `order_no: R1, technician: E1, ${at('14:00', '2024-03-05 14:10')}`
  const carried = `period: 2024-Q2\n${PEOPLE}\ncarried: [{ standard: arrival, case: R1, event: { type: repair, ${empty} } }]`
  it.each([
    ['by: due_at', 'due'],
    ['from: booked_at\nwithin: 30 minutes', 'start'],
  ])('%s', limit => {
    expect(only(judge(pack(limit), story(at('14:00', '2024-03-05 14:10')))).verdict).toBe('pending')
    expect(only(judge(pack(limit), carried)).verdict).toBe('undetermined')
  })
  it.each(['missed', 'exempt'])('if-missing: %s overrides the undetermined', verdict => {
    expect(only(judge(pack(`by: due_at\nif-missing: ${verdict}`), carried)).verdict).toBe(verdict)
  })
})

describe('minutes and hours run round the clock unless the duration says working; `calendar` says which', () => {
  it.each([
    ['2 hours', '2024-03-06 09:00', 'missed', 15, 'hours'],
    ['2 working hours', '2024-03-06 09:00:00', 'met', 1, 'hours'],
    ['2 working hours', '2024-03-06 10:00:00', 'met', 2, 'hours'],
    ['2 working hours', '2024-03-06 10:00:01', 'missed', 7201 / 3600, 'hours'],
  ])('within %s, arrived %s: %s', (limit, arrived, verdict, value, unit) => {
    const finding = only(
      judge(
        pack(`within: ${limit}`),
        story(`reported_at: "2024-03-05 17:00", arrived_at: "${arrived}"`).replace(
          '17:00',
          limit === '2 hours' ? '18:00' : '17:00',
        ),
      ),
    )
    expect(finding).toMatchObject({ verdict, measured: { unit } })
    expect(finding.measured?.value).toBeCloseTo(limit === '2 hours' ? value : value, 10)
  })
})

describe('n days are calendar dates, due at the end of day n, the day of the start being day 0', () => {
  it.each([
    ['3 days', '2024-03-08 23:59:59', 'met', 3],
    ['3 days', '2024-03-09 00:00:00', 'missed', 4],
    ['1 week', '2024-03-12 23:59:59', 'met', 7],
    ['3 working days', '2024-03-08 23:59:59', 'met', 3],
    ['4 working days', '2024-03-11 23:59:59', 'met', 4],
    ['4 working days', '2024-03-12 00:00:00', 'missed', 5],
    ['1 month', '2024-04-05 23:59:59', 'met', 31],
    ['1 month', '2024-04-06 00:00:00', 'missed', 32],
  ])('within %s, arrived %s: %s', (limit, arrived, verdict, days) => {
    const finding = only(judge(pack(`within: ${limit}`), story(at('14:00', arrived))))
    expect(finding).toMatchObject({ verdict, measured: { value: days, unit: 'days' } })
  })
  it('counts make-up working days, and leaves holidays out', () => {
    // 4 April is off, Sunday 7 April is worked.
    const reported = 'reported_at: 2024-04-03 10:00, arrived_at: "2024-04-07 23:59:59"'
    expect(only(judge(pack('within: 2 working days'), story(reported)))).toMatchObject({
      verdict: 'met',
      measured: { value: 2, unit: 'days' },
    })
  })
  it('clamps months to the end of the month', () => {
    const finding = only(
      judge(pack('within: 1 month'), story('reported_at: 2024-01-31 10:00, arrived_at: "2024-02-29 23:59:59"')),
    )
    expect(finding).toMatchObject({
      verdict: 'met',
      limit: { value: 29, unit: 'days' },
      measured: { value: 29, unit: 'days' },
    })
  })
})

describe('`days: rolling` counts to the same time of day', () => {
  it.each([
    ['1 day', '14:00', '2024-03-06 14:00:00', 'met'],
    ['1 day', '14:00', '2024-03-06 14:00:01', 'missed'],
    ['1 working day', '14:00', '2024-03-06 14:00:00', 'met'],
    ['1 working day', '14:00', '2024-03-06 14:00:01', 'missed'],
    // Started outside opening hours: from the next opening.
    ['1 working day', '20:00', '2024-03-07 08:30:00', 'met'],
    ['1 working day', '20:00', '2024-03-07 08:30:01', 'missed'],
  ])('within %s, from %s to %s: %s', (limit, from, arrived, verdict) => {
    const finding = only(judge(pack(`within: ${limit}\ndays: rolling`), story(at(from, arrived))))
    expect(finding.verdict).toBe(verdict)
    expect((finding.measured?.value ?? 0) <= 1).toBe(verdict === 'met')
  })
})

describe('between: lower bounds start their day', () => {
  it.each([
    ['2024-03-11 23:59:59', 'missed'],
    ['2024-03-12 00:00:00', 'met'],
    ['2024-03-13 23:59:59', 'met'],
    ['2024-03-14 00:00:00', 'missed'],
  ])('[7 days, 8 days], on %s: %s', (arrived, verdict) => {
    expect(only(judge(pack('between: [ 7 days, 8 days ]'), story(at('14:00', arrived)))).verdict).toBe(verdict)
  })
})

describe('at-least-before looks back', () => {
  it.each([
    ['at-least-before: 1 hour', '2024-03-05 13:00:00', 'met'],
    ['at-least-before: 1 hour', '2024-03-05 13:00:01', 'missed'],
    ['at-least-before: [ 1 hour, 3 hours ]', '2024-03-05 11:00:00', 'met'],
    ['at-least-before: [ 1 hour, 3 hours ]', '2024-03-05 10:59:59', 'missed'],
    ['at-least-before: 3 days', '2024-03-02 23:59:59', 'met'],
    ['at-least-before: 3 days', '2024-03-03 00:00:00', 'missed'],
    ['at-least-before: 0 days', '2024-03-05 14:00:01', 'missed'],
  ])('%s, on %s: %s', (limit, arrived, verdict) => {
    expect(only(judge(pack(limit), story(at('14:00', arrived)))).verdict).toBe(verdict)
  })
})

describe('grace moves the due time', () => {
  it.each([
    ['14:35:00', 'met'],
    ['14:35:01', 'missed'],
  ])('30 minutes and 5 of grace, arrived %s: %s', (arrived, verdict) => {
    const finding = only(
      judge(pack('within: 30 minutes\ngrace: 5 minutes'), story(at('14:00', `2024-03-05 ${arrived}`))),
    )
    expect(finding).toMatchObject({ verdict, limit: { value: 30, unit: 'minutes' } })
  })
})

describe('times recorded coarser than the limit’s unit are undetermined where the verdict depends on what was cut off', () => {
  it.each([
    // A minute stamp against seconds.
    ['within: 25 seconds', '14:00', '2024-03-05 14:00', 'undetermined'],
    ['within: 90 seconds', '14:00', '2024-03-05 14:00', 'met'],
    ['within: 25 seconds', '14:00', '2024-03-05 14:02', 'missed'],
    // A minute stamp against minutes is taken as it stands.
    ['within: 30 minutes', '14:00:30', '2024-03-05 14:30', 'met'],
    ['within: 30 minutes', '14:00', '2024-03-05 14:30', 'met'],
    ['within: 30 minutes', '14:00', '2024-03-05 14:31', 'missed'],
    // The minute that holds the start is not before it.
    ['within: 30 minutes', '14:00:30', '2024-03-05 14:00', 'met'],
  ])('%s from %s to %s: %s', (limit, from, arrived, verdict) => {
    const finding = only(judge(pack(limit), story(at(from, arrived))))
    expect(finding.verdict).toBe(verdict)
  })
  it('is not what if-missing speaks of', () => {
    expect(
      only(judge(pack('within: 25 seconds\nif-missing: missed'), story(at('14:00', '2024-03-05 14:00')))).verdict,
    ).toBe('undetermined')
  })
})

describe('a calendar that names holidays refuses a year that its table does not cover', () => {
  it('says which', () => {
    const finding = only(
      judge(
        pack('within: 3 working days'),
        story('reported_at: 2024-12-31 10:00, arrived_at: 2024-12-31 11:00', 'period: 2024-H2'),
      ),
    )
    expect(finding.verdict).toBe('undetermined')
    expect(finding.reason.zh).toContain('2025')
  })
})

describe('the value in force on the case’s own first day counts', () => {
  it.each([
    ['2024-02-29', 'met'],
    ['2024-03-01', 'missed'],
  ])('reported on %s, 25 minutes: %s', (day, verdict) => {
    const limit = 'within: { 2017-01-01: 30 minutes, 2024-03-01: 20 minutes }'
    expect(only(judge(pack(limit), story(`reported_at: ${day} 14:00, arrived_at: ${day} 14:25`))).verdict).toBe(verdict)
  })
  it('has no limit before the first or after null', () => {
    const limit = 'within: { 2017-01-01: 30 minutes, 2024-03-01: null }'
    expect(only(judge(pack(limit), story(at('14:00', '2024-03-05 14:25')))).verdict).toBe('undetermined')
  })
  it.each([
    ['east', 'missed'],
    ['west', 'met'],
  ])('a parameter by site: %s %s', (site, verdict) => {
    const sites = 'sites: [{ id: east, name: 东 }, { id: west, name: 西 }]'
    expect(
      only(
        judge(pack('within: { parameter: prompt }'), story(`${at('14:00', '2024-03-05 14:25')}, site: ${site}`, sites)),
      ).verdict,
    ).toBe(verdict)
  })
  it('a parameter without a value makes the standard not configured', () => {
    const { checked, findings } = judge(pack('within: { parameter: unset }'), story(at('14:00', '2024-03-05 14:25')))
    expect(checked.standards[0]?.state).toBe('not-configured')
    expect(findings).toEqual([])
  })
  it('a fact may stand for a duration', () => {
    const finding = only(
      judge(pack('within: { fact: hours, unit: hours }'), story(`${at('14:00', '2024-03-05 17:00')}, hours: 3`)),
    )
    expect(finding).toMatchObject({ verdict: 'met', limit: { value: 3, unit: 'hours' } })
  })
})

describe('evaluation: effective → when → except → measure and require', () => {
  const late = at('14:00', '2024-03-05 15:00')
  const early = at('14:00', '2024-03-05 14:10')
  const limit = 'within: 30 minutes'
  it('outside of effective there is no case', () => {
    expect(verdicts(judge(pack(`${limit}\neffective: { from: 2024-03-06 }`), story(late)))).toEqual([])
    expect(verdicts(judge(pack(`${limit}\neffective: { from: 2024-03-05, to: 2024-03-05 }`), story(late)))).toEqual([
      'R1 missed',
    ])
  })
  it('unknown when: undetermined, whatever if-missing says', () => {
    const finding = only(judge(pack(`${limit}\nwhen: { class: minor }\nif-missing: missed`), story(late)))
    expect(finding).toMatchObject({ verdict: 'undetermined', reason: { zh: '缺少class，无法判断本标准是否适用' } })
  })
  it('false when: no case', () => {
    expect(verdicts(judge(pack(`${limit}\nwhen: { class: minor }`), story(`${late}, class: main`)))).toEqual([])
  })
  it.each([
    [late, ', storm: true', 'exempt'],
    [late, ', storm: false', 'missed'],
    [late, '', 'undetermined'],
    [early, '', 'met'],
  ])('unknown except: met if met anyway, else undetermined (%s%s)', (times, storm, verdict) => {
    const except = 'except: { storm: { title: 暴雨期间, clauses: [S1-01], when: { storm: true } } }'
    const finding = only(judge(pack(`${limit}\n${except}\nif-missing: missed`), story(times + storm)))
    expect(finding.verdict).toBe(verdict)
    if (verdict === 'exempt') expect(finding.reason.zh).toBe('免责：暴雨期间（S1-01）')
  })
  it.each([
    [early, ', signed: true', 'met'],
    [early, ', signed: false', 'missed'],
    [early, '', 'undetermined'],
    [late, '', 'missed'],
  ])('in time, what else is required decides (%s%s)', (times, signed, verdict) => {
    expect(only(judge(pack(`${limit}\nrequire: { signed: true }`), story(times + signed))).verdict).toBe(verdict)
  })
  it('if-missing speaks of what is required too', () => {
    const judged = only(judge(pack(`${limit}\nrequire: { signed: true }\nif-missing: missed`), story(early)))
    expect(judged.verdict).toBe('missed')
    expect(judged.reason.zh).toContain('按本标准规定，缺资料按未达标计')
  })
})

describe('an event belongs to the period of its `at`', () => {
  it.each([
    ['2023-12-31 23:59', []],
    ['2024-01-01 00:00', ['R1 met']],
    ['2024-06-30 23:59', ['R1 met']],
    ['2024-07-01 00:00', []],
  ])('%s', (reported, expected) => {
    expect(
      verdicts(
        judge(
          pack('within: 30 minutes'),
          story(`reported_at: ${reported}, arrived_at: ${reported}`, 'as-of: 2024-07-05'),
        ),
      ),
    ).toEqual(expected)
  })
  it('what lies after the cut-off is not known yet', () => {
    const judged = (asOf: string) =>
      verdicts(
        judge(
          pack('within: 30 minutes'),
          story('reported_at: 2024-03-05 14:00, arrived_at: 2024-03-05 14:00', `as-of: ${asOf}`),
        ),
      )
    expect(judged('2024-03-04')).toEqual([])
    expect(judged('2024-03-05')).toEqual(['R1 met'])
  })
  it('a case carried over is judged once, on what is now known', () => {
    const event =
      '{ type: repair, order_no: R1, technician: E1, reported_at: 2023-12-31 23:50, arrived_at: 2024-01-01 00:10 }'
    const one = `${PEOPLE}\ncarried: [{ standard: arrival, case: R1, event: ${event} }]`
    expect(verdicts(judge(pack('within: 30 minutes'), one))).toEqual(['R1 met'])
    // A record of the earlier period that was not left open is not judged again.
    expect(verdicts(judge(pack('within: 30 minutes'), `${PEOPLE}\nevents: [${event}]`))).toEqual([])
  })
})
