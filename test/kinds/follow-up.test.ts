/** `follow-up`: what must follow a trigger, or stand before it. */

import { describe, expect, it } from 'vitest'
import { judge, only, verdicts } from '../support/judge.ts'
import { compileKindPack } from '../support/pack.ts'

const PACK = `
posts: { officer: { title: 值班员 }, clerk: { title: 内勤 } }
parameters: { gate: { title: 上岗线, value: 90 } }
events:
  outage:
    title: { zh: 停水停电, en: Outage }
    id: outage_no
    at: started_at
    fields:
      outage_no: { type: text, required: true }
      started_at: { type: date-time, required: true, title: { zh: 停供时间, en: Cut off at } }
      notice_at: { type: date-time, title: { zh: 接到通知时间, en: Notified at } }
      calls_needed: { type: number }
      offices: { type: list, item: text }
      duty_officer: { type: person, title: { zh: 值班员, en: Duty officer } }
  notification:
    title: { zh: 通知, en: Notification }
    id: note_no
    at: told_at
    fields:
      note_no: { type: text, required: true }
      told_at: { type: date-time, required: true, title: { zh: 通知时间, en: Told at } }
      recorded_at: { type: date-time }
      outage: { type: record, of: outage }
      channel: { type: choice, choices: { phone: 电话, posting: 张贴 } }
      recipient: { type: choice, title: { zh: 对象, en: To }, choices: { college: 院办, logistics: 后勤处, catering: 饮食中心, dormitory: 公寓中心 } }
      minutes: { type: number }
  exam:
    title: { zh: 上岗考试, en: Exam }
    id: exam_no
    at: at
    fields: { exam_no: { type: text, required: true }, at: { type: date-time, required: true }, staff: { type: person }, score: { type: number } }
  assignment:
    title: { zh: 上岗, en: Assignment }
    id: assignment_no
    at: from
    fields: { assignment_no: { type: text, required: true }, from: { type: date, required: true, title: { zh: 上岗日期, en: Takes post on } }, staff: { type: person } }
  briefing:
    title: { zh: 宣讲, en: Briefing }
    id: briefing_no
    at: at
    fields: { briefing_no: { type: text, required: true }, at: { type: date-time, required: true } }
  acknowledgement:
    title: { zh: 确认, en: Acknowledgement }
    id: ack_no
    at: at
    fields: { ack_no: { type: text, required: true }, at: { type: date-time, required: true }, briefing: { type: record, of: briefing }, staff: { type: person } }
standards:
`

const PEOPLE = `people:
  - { id: E1, name: 张三, post: officer }
  - { id: E2, name: 李四, post: officer, from: 2024-01-01, to: 2024-03-04 }
  - { id: E3, name: 王五, post: clerk }`

function outageRule(text: string): string {
  return `${PACK}  told:\n    title: 告知\n    kind: follow-up\n    event: outage\n    charge: duty_officer\n${text
    .split('\n')
    .map(line => `    ${line}`)
    .join('\n')}`
}

const FOUR = '[college, logistics, catering, dormitory]'
const NOTICE = 'when: { fact: notice_at, operator: present }\nfrom: notice_at'
const TOLD = `${NOTICE}\nexpect: { event: notification, when: { channel: phone }, all-of: { recipient: ${FOUR} } }\nwithin: 10 minutes`
const OUTAGE =
  '{ type: outage, outage_no: O1, started_at: "2024-03-05 08:00:00", notice_at: "2024-03-05 07:00:00", duty_officer: E1'

function calls(times: readonly string[], more = ''): string {
  const recipients = ['college', 'logistics', 'catering', 'dormitory']
  const notes = times.map(
    (time, at) =>
      `  - { type: notification, note_no: N${at}, told_at: "2024-03-05 ${time}", outage: O1, channel: phone, recipient: ${recipients[at]} }`,
  )
  return `${PEOPLE}\nevents:\n  - ${OUTAGE}${more} }\n${notes.join('\n')}`
}

describe('outage, notified: four offices by telephone within ten minutes (S1-59)', () => {
  it.each([
    ['07:10:00', 'met', 10],
    ['07:10:01', 'missed', 601 / 60],
  ])('the last one at %s: %s', (last, verdict, minutes) => {
    const finding = only(judge(outageRule(TOLD), calls(['07:01:00', '07:02:00', '07:03:00', last])))
    expect(finding).toMatchObject({
      case: 'O1',
      person: 'E1',
      verdict,
      measured: { value: minutes, unit: 'minutes' },
      limit: { value: 10, unit: 'minutes' },
    })
  })
  it('names who was not told', () => {
    const finding = only(judge(outageRule(TOLD), calls(['07:01:00', '07:02:00', '07:03:00'])))
    expect(finding.verdict).toBe('missed')
    expect(finding.reason.zh).toBe(
      '接到通知 2024-03-05 07:00；时限内通知应有 4 项，缺 1 项：公寓中心；时限 10 分钟（至 07:10）',
    )
  })
  it('rests on the records that answered', () => {
    expect(
      only(judge(outageRule(TOLD), calls(['07:01:00', '07:02:00', '07:03:00', '07:04:00']))).evidence.map(
        one => one.id,
      ),
    ).toEqual(['O1', 'N0', 'N1', 'N2', 'N3'])
  })
  it('the branches exclude each other: without notice there is no case (S1-61, S1-62)', () => {
    expect(verdicts(judge(outageRule(TOLD), calls([]).replace(', notice_at: "2024-03-05 07:00:00"', '')))).toEqual([])
    const unnotified = TOLD.replace('operator: present', 'operator: present, value: false')
      .replace('from: notice_at', 'from: started_at')
      .replace('10 minutes', '40 minutes')
    const story = calls(['08:40:00', '08:40:00', '08:40:00', '08:40:00']).replace(
      ', notice_at: "2024-03-05 07:00:00"',
      '',
    )
    expect(verdicts(judge(outageRule(unnotified), story))).toEqual(['O1 met'])
  })
})

describe('a record earlier than its trigger does not answer it; the same instant does', () => {
  const rule = outageRule(`${NOTICE}\nexpect: notification\nwithin: 10 minutes`)
  it.each([
    ['06:59:59', 'missed'],
    ['07:00:00', 'met'],
  ])('told at %s: %s', (time, verdict) => {
    expect(only(judge(rule, calls([time]))).verdict).toBe(verdict)
  })
  it('under `by` as well', () => {
    const by = outageRule(`${NOTICE}\nexpect: notification\nby: started_at`)
    expect(only(judge(by, calls(['06:59:59']))).verdict).toBe('missed')
    expect(only(judge(by, calls(['08:00:00']))).verdict).toBe('met')
    expect(only(judge(by, calls(['08:00:01']))).verdict).toBe('missed')
  })
})

describe('AMOUNT defaults to at-least: 1', () => {
  it.each([
    ['expect: { event: notification, at-least: 2 }', ['07:01:00'], 'missed'],
    ['expect: { event: notification, at-least: 2 }', ['07:01:00', '07:02:00'], 'met'],
    ['expect: { event: notification, at-least: { fact: calls_needed } }', ['07:01:00', '07:02:00'], 'met'],
    ['expect: { event: notification, at-most: 1 }', ['07:01:00', '07:02:00'], 'missed'],
    ['expect: { event: notification, at-most: 1 }', ['07:01:00'], 'met'],
    ['expect: { event: notification, at-most: 1 }', [], 'met'],
    ['expect: { event: notification, distinct: recipient, at-least: 3 }', ['07:01:00', '07:02:00', '07:03:00'], 'met'],
    ['expect: { event: notification, distinct: channel, at-least: 2 }', ['07:01:00', '07:02:00'], 'missed'],
  ])('%s, %j: %s', (expected, times, verdict) => {
    expect(
      only(judge(outageRule(`${NOTICE}\n${expected}\nwithin: 10 minutes`), calls(times, ', calls_needed: 2'))).verdict,
    ).toBe(verdict)
  })
  it('an amount whose fact is blank is what if-missing speaks of', () => {
    const rule = `${NOTICE}\nexpect: { event: notification, at-least: { fact: calls_needed } }\nwithin: 10 minutes`
    expect(only(judge(outageRule(rule), calls([]))).verdict).toBe('undetermined')
    expect(only(judge(outageRule(`${rule}\nif-missing: exempt`), calls([]))).verdict).toBe('exempt')
  })
})

describe('before the due time: reached is met, else pending', () => {
  const rule = outageRule(`${NOTICE}\nexpect: notification\nwithin: 10 minutes`)
  it.each([
    [['07:05:00'], 'met'],
    [[], 'pending'],
  ])('%j as of 07:06: %s', (times, verdict) => {
    const asOf = 'as-of: "2024-03-05 07:06"\n'
    expect(verdicts(judge(rule, asOf + calls(times).replace('08:00:00', '07:00:00')))).toEqual([`O1 ${verdict}`])
  })
  it('at-most exceeded is missed at once, and pending while it may still be', () => {
    const most = outageRule(`${NOTICE}\nexpect: { event: notification, at-most: 1 }\nwithin: 10 minutes`)
    const asOf = 'as-of: "2024-03-05 07:06"\n'
    const early = (times: readonly string[]) => asOf + calls(times).replace('08:00:00', '07:00:00')
    expect(verdicts(judge(most, early(['07:01:00', '07:02:00'])))).toEqual(['O1 missed'])
    expect(verdicts(judge(most, early(['07:01:00'])))).toEqual(['O1 pending'])
  })
})

describe('blanks among the answering records', () => {
  it('leave it undetermined, unless the rest decides', () => {
    const rule = outageRule(`${NOTICE}\nexpect: { event: notification, when: { channel: phone } }\nwithin: 10 minutes`)
    const blank = calls(['07:01:00']).replace(', channel: phone', '')
    expect(only(judge(rule, blank)).verdict).toBe('undetermined')
    const sure = calls(['07:01:00', '07:02:00']).replace(', channel: phone', '')
    expect(only(judge(rule, sure)).verdict).toBe('met')
  })
})

describe('`unless`: between trigger and due, then exempt', () => {
  const rule = outageRule(
    `${NOTICE}\nexpect: { event: notification, when: { channel: phone } }\nunless: { event: notification, when: { channel: posting } }\nwithin: 10 minutes`,
  )
  it.each([
    ['06:59:59', 'missed'],
    ['07:00:00', 'exempt'],
    ['07:10:00', 'exempt'],
    ['07:10:01', 'missed'],
  ])('released at %s: %s', (time, verdict) => {
    expect(only(judge(rule, calls([time]).replace('channel: phone', 'channel: posting'))).verdict).toBe(verdict)
  })
})

describe('exam before taking the post (S1-14): at-least-before is a gate', () => {
  const rule = (limit: string) => `${PACK}
  gate:
    title: 考核上岗
    kind: follow-up
    event: assignment
    expect: { event: exam, when: { fact: score, operator: greaterThanInclusive, value: { parameter: gate } }, match: { staff: staff } }
    at-least-before: ${limit}
    charge: staff`
  const story = (exam: string, score: number, more = '') => `${PEOPLE}\n${more}events:
  - { type: assignment, assignment_no: A1, from: 2024-03-05, staff: E1 }
  - { type: exam, exam_no: X1, at: "${exam}", staff: E1, score: ${score} }`
  it.each([
    ['1 day', '2024-03-04 23:59:59', 90, 'met'],
    ['1 day', '2024-03-05 00:00:00', 90, 'missed'],
    ['1 day', '2024-03-04 10:00:00', 89.9, 'missed'],
    ['[ 1 day, 30 days ]', '2024-02-04 00:00:00', 95, 'met'],
    ['[ 1 day, 30 days ]', '2024-02-03 23:59:59', 95, 'missed'],
  ])('%s before, on %s with %d: %s', (limit, exam, score, verdict) => {
    expect(only(judge(rule(limit), story(exam, score))).verdict).toBe(verdict)
  })
  it('an open look-back goes as far as the records do', () => {
    expect(only(judge(rule('1 day'), story('2023-06-01 10:00:00', 95, 'records-from: 2024-03-01\n'))).verdict).toBe(
      'met',
    )
    expect(only(judge(rule('1 day'), story('2023-06-01 10:00:00', 50, 'records-from: 2024-03-01\n'))).verdict).toBe(
      'missed',
    )
  })
  it('a stated bound before records-from is undetermined unless what is there decides it', () => {
    expect(
      only(judge(rule('[ 1 day, 30 days ]'), story('2024-03-02 10:00:00', 95, 'records-from: 2024-03-01\n'))).verdict,
    ).toBe('met')
    expect(
      only(judge(rule('[ 1 day, 30 days ]'), story('2024-03-02 10:00:00', 50, 'records-from: 2024-03-01\n'))).verdict,
    ).toBe('undetermined')
  })
})

describe('each-of: one finding per member (S1-96)', () => {
  const rule = (list: string, charge = 'member') => `${PACK}
  heard:
    title: 人人知晓
    kind: follow-up
    event: briefing
    expect: { event: acknowledgement, each-of: { staff: ${list} } }
    within: 2 days
    charge: ${charge}`
  const story = (acks: readonly string[]) => `${PEOPLE}\nevents:
  - { type: briefing, briefing_no: B1, at: 2024-03-05 10:00 }
${acks.map(staff => `  - { type: acknowledgement, ack_no: K${staff}, at: 2024-03-06 10:00, briefing: B1, staff: ${staff} }`).join('\n')}`
  it('judges each member on the roster as of the event', () => {
    const judged = judge(rule('{ each: person }'), story(['E1']))
    expect(judged.findings.map(one => [one.id, one.person, one.verdict])).toEqual([
      ['heard/B1%2FE1/E1', 'E1', 'met'],
      ['heard/B1%2FE3/E3', 'E3', 'missed'],
    ])
  })
  it('counts each member as a case', () => {
    expect(judge(rule('{ each: person }'), story(['E1'])).checked.counts).toMatchObject({ met: 1, missed: 1 })
  })
  it('chooses members by what is known of them', () => {
    expect(verdicts(judge(rule('{ each: person, when: { post: clerk } }'), story([])))).toEqual(['B1/E3 missed'])
  })
  it('an empty list: exempt, “nobody expected”', () => {
    const finding = only(judge(rule('{ each: person, when: { id: nobody } }', '{ post: clerk }'), story([])))
    expect(finding).toMatchObject({ case: 'B1', verdict: 'exempt', reason: { zh: '名单为空，没有应查的对象' } })
  })
  it('of a carried record only the members left open are judged', () => {
    const carried = `period: 2024-Q2\n${PEOPLE}\ncarried: [{ standard: heard, case: B1/E3, event: { type: briefing, briefing_no: B1, at: 2024-03-31 10:00 } }]
events: [{ type: acknowledgement, ack_no: K3, at: 2024-04-01 10:00, briefing: B1, staff: E3 }]`
    expect(verdicts(judge(rule('{ each: person }'), carried))).toEqual(['B1/E3 met'])
  })
})

describe('a trigger carried over', () => {
  const event =
    '{ type: outage, outage_no: O1, started_at: 2024-03-31 23:55, notice_at: 2024-03-31 23:55, duty_officer: E1 }'
  const story = (events: string) =>
    `period: 2024-Q2\n${PEOPLE}\ncarried: [{ standard: told, case: O1, event: ${event} }]\nevents: ${events}`
  const note = (time: string) =>
    `[{ type: notification, note_no: N1, told_at: ${time}, outage: O1, channel: phone, recipient: college }]`
  it('is closed by a record of this period', () => {
    const rule = outageRule(`${NOTICE}\nexpect: notification\nwithin: 10 minutes`)
    expect(verdicts(judge(rule, story(note('2024-04-01 00:05'))))).toEqual(['O1 met'])
    expect(verdicts(judge(rule, story(note('2024-04-01 00:06'))))).toEqual(['O1 missed'])
    expect(verdicts(judge(rule, story('[]')))).toEqual(['O1 missed'])
  })
  it('is undetermined where some of several may have come in the earlier period', () => {
    expect(verdicts(judge(outageRule(TOLD), story(note('2024-04-01 00:05'))))).toEqual(['O1 undetermined'])
  })
})

describe('what is wrong in the rule', () => {
  const wrong = (text: string) => compileKindPack(outageRule(text)).diagnostics.map(one => `${one.code} ${one.path}`)
  it('`expect` without `match` is an error', () => {
    expect(wrong('expect: exam\nwithin: 1 day')).toEqual(['match-missing standards.told.expect'])
  })
  it('exactly one limit', () => {
    expect(wrong('expect: notification')).toEqual(['limit-count standards.told'])
    expect(wrong('expect: notification\nwithin: 1 day\nby: notice_at')).toEqual(['limit-count standards.told.by'])
  })
  it('tells everything at once', () => {
    expect(
      wrong(
        'from: noticed_at\nexpect: { event: notification, all-of: { recipient: [colege] } }\nwithin: 10 minuts\nunless: notifcation',
      ),
    ).toEqual([
      'unknown-fact standards.told.from',
      'unknown-choice standards.told.expect.all-of.recipient.0',
      'wrong-duration standards.told.within',
      'unknown-event standards.told.unless',
    ])
  })
  it('member needs an each-of that lists people', () => {
    expect(
      wrong('expect: notification\nwithin: 1 day').concat(
        compileKindPack(
          outageRule('expect: notification\nwithin: 1 day').replace('charge: duty_officer', 'charge: member'),
        ).diagnostics.map(one => one.code),
      ),
    ).toEqual(['charge-unknown'])
  })
})
