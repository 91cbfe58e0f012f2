/** What stands between a round and its end: who sat, who approved, what is lacking; and that no state is reached without it. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type AppraiseResult, appraise } from '../../src/appraise.ts'
import { yardstickIn } from '../support/command-line.ts'
import { smallFolder, YEAR_PACK } from '../support/small-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-round-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Two gates, a panel of three, and a dismissal that takes an approval and two papers. */
const PACK = `${YEAR_PACK.replace(
  'standards:\n',
  `round:
  panel:
    leader: { title: { zh: 组长, en: Leader }, members: 1, leads: true }
    student: { title: { zh: 学生代表, en: Student }, members: 2 }
standards:
  heard: { title: { zh: 听取述职, en: Heard }, kind: frequency, event: hearing, every: half-year, for: { each: person }, charge: owner }
`,
)
  .replace(
    '      technician: { type: person, required: true, title: { zh: 维修工, en: Technician } }\n',
    `$&  hearing:
    title: { zh: 述职, en: Hearing }
    id: no
    at: on
    fields:
      no: { type: text, required: true }
      on: { type: date, required: true }
      person: { type: person, required: true, title: { zh: 人, en: Person } }
`,
  )
  .replace(
    'items: [ { standards: on-time } ] } } }',
    'items: [ { standards: on-time } ] } }, gates: [ { standards: heard } ] }',
  )}  dismissed:
    title: { zh: 不再聘任, en: Not renewed }
    when: { grade: fail }
    then: [ { type: not-renewed, approval: required, evidence: { training: { zh: 培训记录, en: Training on record }, notice: { zh: 送达回执, en: Notice served } } } ]
`

const FILES = {
  'rules/pack.yaml': PACK,
  'rules/pack.test.yaml': '',
  'people.csv': 'id,name,post\n0001,张三,fitter\n0002,李四,fitter\n0003,王五,fitter\n',
  'records/hearing.csv': 'no,on,person\nH1,2024-06-20,0001\nH2,2024-06-20,0002\nH3,2024-06-20,0003\n',
}

let made = 0
/** `round`: the lines below `round:` in `appraisal.yaml`. */
function folderWith(state: string, round: string, more: Readonly<Record<string, string>> = {}): string {
  return smallFolder(join(scratch, `round-${made++}`), {
    ...FILES,
    'appraisal.yaml': `period: 2024-H1\nas-of: 2024-08-01\nrules: rules\npeople: people.csv\n${more.setup ?? ''}state: ${state}\n${round}`,
    ...more,
    setup: '',
  })
}

const appraised = (
  state: string,
  round: string,
  more: Readonly<Record<string, string>> = {},
): Promise<AppraiseResult> => appraise({ folder: folderWith(state, round, more), language: 'zh' })

const codes = ({ diagnostics }: AppraiseResult) =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code, span }) => `${code} ${span.line}`)
const items = ({ standing }: AppraiseResult) =>
  (standing?.items ?? []).map(({ id, before, blocks }) => `${blocks ? '' : '('}${before}: ${id}${blocks ? '' : ')'}`)

const MEMBERS = '{ role: leader, name: 周敏 }, { role: student, name: 甲 }, { role: student, name: 乙 }'
const panel = (members = MEMBERS) => `  panel: { on: 2024-07-02, members: [ ${members} ] }\n`
const APPROVED = '  approved: { by: 总公司 陈总, on: 2024-07-08 }\n'
const PUBLISHED = '  published: { by: 人力资源部, on: 2024-07-10 }\n'
const FINAL = '  final: { by: 陈总, on: 2024-07-20 }\n'
const WHOLE = `round:\n${panel()}${APPROVED}${PUBLISHED}${FINAL}`

describe('from draft to final', () => {
  it('a draft needs nothing, and hears of all that is to come', async () => {
    const result = await appraised('draft', '')
    expect(codes(result)).toEqual([])
    expect(result.appraisal?.state).toBe('draft')
    expect(items(result)).toEqual([
      'panel: panel',
      'approved: who-and-when',
      'published: who-and-when',
      '(final: evidence)',
      '(final: unconfirmed)',
      'final: who-and-when',
    ])
  })

  it.each([
    ['panel', '', ['round-refused 5']],
    ['panel', `round:\n${panel()}`, []],
    ['approved', `round:\n${panel()}`, ['round-refused 5']],
    ['approved', `round:\n${panel()}${APPROVED}`, []],
    ['published', `round:\n${panel()}${APPROVED}`, ['round-refused 5']],
    ['published', `round:\n${panel()}${APPROVED}${PUBLISHED}`, []],
    ['final', `round:\n${panel()}${APPROVED}${PUBLISHED}`, ['final-refused 5']],
    ['final', `round:\n${APPROVED}${PUBLISHED}${FINAL}`, ['round-refused 5']],
    ['final', WHOLE, []],
  ])('%s with %j: %j', async (state, round, expected) => {
    expect(codes(await appraised(state, round))).toEqual(expected)
  })

  it('what is written of a state that is not reached is told, and stands in nothing’s way', async () => {
    const result = await appraised('panel', WHOLE)
    expect(codes(result)).toEqual([])
    expect(items(result)).toContain('(approved: who-and-when)')
  })

  it('the time for appeals is counted by the calendar that the pack names', async () => {
    const weekdays = PACK.replace('calendar: always, currency: CNY }', 'calendar: office, currency: CNY }').replace(
      'calendars: { always:',
      'calendars: { office: { hours: { mon-fri: [ 09:00-17:00 ] } }, always:',
    )
    const { appraisal } = await appraised('published', WHOLE, { 'rules/pack.yaml': weekdays })
    expect(appraisal?.round.appealsUntil).toBe('2024-07-17')
  })

  it('where it cannot be counted, that stands in the way', async () => {
    const uncounted = PACK.replace('calendar: always, currency: CNY }', 'calendar: office, currency: CNY }').replace(
      'calendars: { always:',
      'holidays: { cn: { years: [ 2023 ] } }\ncalendars: { office: { hours: { mon-fri: [ 09:00-17:00 ] }, holidays: cn }, always:',
    )
    const result = await appraised('final', WHOLE, { 'rules/pack.yaml': uncounted })
    expect(codes(result)).toEqual(['final-refused 5'])
    expect(result.standing?.items.find(({ id }) => id === 'appeal-time')?.message.en).toContain('cannot be counted')
  })

  it('a pack that says nothing of a round asks for nothing', async () => {
    const silent = PACK.replace(/round:\n {2}panel:\n.*\n.*\n/, '')
    expect(codes(await appraised('final', '', { 'rules/pack.yaml': silent }))).toEqual([])
  })

  it('who and when stand in appraisal.json', async () => {
    const { appraisal } = await appraised('final', WHOLE)
    expect(appraisal?.round).toEqual({
      panel: {
        on: '2024-07-02',
        members: [
          { role: 'leader', title: { zh: '组长', en: 'Leader' }, person: null, name: '周敏', for: null },
          { role: 'student', title: { zh: '学生代表', en: 'Student' }, person: null, name: '甲', for: null },
          { role: 'student', title: { zh: '学生代表', en: 'Student' }, person: null, name: '乙', for: null },
        ],
      },
      approved: [{ by: '总公司 陈总', name: '总公司 陈总', on: '2024-07-08', for: null }],
      published: { by: '人力资源部', name: '人力资源部', on: '2024-07-10' },
      final: { by: '陈总', name: '陈总', on: '2024-07-20' },
      incomplete: [],
      appealsUntil: '2024-07-15',
    })
  })
})

describe('the panel', () => {
  it.each([
    [`${MEMBERS}, { role: student, name: 丙 }`, 'too many'],
    ['{ role: leader, name: 周敏 }, { role: student, name: 甲 }', 'too few'],
    // Who stands in for single cases does not make up the number.
    [
      '{ role: leader, name: 周敏 }, { role: student, name: 甲 }, { role: student, name: 乙, for: [ "0001" ] }',
      'for one',
    ],
  ])('%s: %s', async members => {
    expect(codes(await appraised('panel', `round:\n${panel(members)}`))).toEqual(['round-refused 5'])
  })

  it('its leader is appraised under somebody else', async () => {
    const led = (more: string) =>
      appraised('approved', `round:\n${panel(`${MEMBERS.replace('name: 周敏', 'person: "0001"')}${more}`)}${APPROVED}`)
    const alone = await led('')
    expect(codes(alone)).toEqual(['round-refused 5'])
    expect(items(alone)).toContain('approved: own-leader')
    expect(codes(await led(', { role: leader, name: 总公司 李, for: [ "0001" ] }'))).toEqual([])
    // Nobody stands in for themselves, and a student cannot lead.
    expect(items(await led(', { role: student, name: 总公司 李, for: [ "0001" ] }'))).toContain('approved: own-leader')
  })

  it.each([
    ['{ role: chair, name: 周敏 }', 'round-role 7'],
    ['{ role: leader, name: 周敏 }, { role: student, name: 周敏 }', 'round-twice 7'],
    ['{ role: leader, person: "0009" }', 'wrong-value 7'],
    ['{ role: leader }', 'wrong-value 7'],
    ['{ role: leader, person: "0001", name: 周敏 }', 'wrong-value 7'],
    ['{ role: leader, nmae: 周敏 }', 'unknown-key 7'],
  ])('%s is %s', async (members, code) => {
    const result = await appraised('draft', `round:\n${panel(members)}`)
    expect(codes(result)).toContain(code)
    expect(result.appraisal).toBeUndefined()
  })
})

describe('nobody approves themselves', () => {
  const approvedBy = (written: string) => appraised('approved', `round:\n${panel()}  approved: ${written}\n`)
  it.each([
    ['{ by: "0001", on: 2024-07-08 }', ['0001']],
    ['{ by: 张三, on: 2024-07-08 }', ['0001']],
    ['[ { by: "0001", on: 2024-07-08 }, { by: "0002", on: 2024-07-09, for: [ "0001" ] } ]', []],
    ['{ by: 陈总, on: 2024-07-08, for: [ "0001", "0002" ] }', ['0003']],
  ])('%s leaves %j', async (written, left) => {
    const { standing, ...result } = await approvedBy(written)
    const open = (standing?.items ?? []).filter(({ id }) => id === 'approval')
    expect(open.flatMap(({ message }) => message.zh.match(/000\d/g) ?? [])).toEqual(left)
    expect(codes(result)).toEqual(left.length > 0 ? ['round-refused 5'] : [])
  })
  it.each([
    ['{ by: "0001", on: 2024-07-08, for: [ "0001" ] }', 'round-own-case 8'],
    ['{ by: "0099", on: 2024-07-08 }', 'wrong-value 8'],
    ['{ by: 陈总, on: soon }', 'wrong-date 8'],
    ['{ by: 陈总 }', 'missing-key 8'],
  ])('%s is %s', async (written, code) => {
    expect(codes(await approvedBy(written))).toEqual([code])
  })

  it('nor under a name that two people bear', async () => {
    const people = { 'people.csv': 'id,name,post\n0001,张三,fitter\n0002,李四,fitter\n0003,张三,fitter\n' }
    const approved = (written: string) => appraised('approved', `round:\n${panel()}  approved: ${written}\n`, people)
    const open = await approved(
      '[ { by: 陈总, on: 2024-07-08, for: [ "0002" ] }, { by: 张三, on: 2024-07-08, for: [ "0001", "0003" ] } ]',
    )
    expect(codes(open)).toEqual(['round-refused 5'])
  })

  it('states come in their order', async () => {
    const late = WHOLE.replace('2024-07-10', '2024-07-01')
    expect(codes(await appraised('draft', late))).toEqual(['range-reversed 9'])
    const early = `round:\n${panel().replace('2024-07-02', '2023-07-02')}`
    expect(codes(await appraised('draft', early))).toEqual(['range-reversed 7'])
  })

  it.each([
    ['by: "0003"', ['round-own-case 1']],
    ['by: 王五', ['round-own-case 1']],
    ['by: 陈总', []],
  ])('nor confirms what is proposed for them: %s', async (by, expected) => {
    const result = await appraised('draft', '', {
      setup: 'confirmations: confirmations.yaml\n',
      'records/repair.csv': 'order_no,reported_at,arrived_at,technician\nR9,2024-03-01 08:00,2024-03-09 08:00,0003\n',
      'confirmations.yaml': `- { person: "0003", outcome: dismissed, state: confirmed, ${by}, on: 2024-07-09 }\n`,
    })
    expect(codes(result)).toEqual(expected)
  })
})

describe('what is not complete', () => {
  const unheard = { 'records/hearing.csv': 'no,on,person\nH1,2024-06-20,0001\nH2,2024-06-20,0002\n' }
  it('a method that was not applied stands before the approval', async () => {
    const result = await appraised('approved', `round:\n${panel()}${APPROVED}`, unheard)
    expect(codes(result)).toEqual(['round-refused 5'])
    expect(result.standing?.items.find(({ id }) => id === 'methods')?.message.zh).toContain('0003 王五')
  })
  it('unless somebody accepts that, with a reason, which is printed', async () => {
    const accepted = '  incomplete: { person: "0003", reason: 病假, by: 陈总, on: 2024-07-05 }\n'
    const result = await appraised('approved', `round:\n${panel()}${APPROVED}${accepted}`, unheard)
    expect(codes(result)).toEqual([])
    expect(result.appraisal?.people.find(({ id }) => id === '0003')).toMatchObject({
      grade: null,
      gradeReason: 'incomplete',
    })
    const own = accepted.replace('陈总', '"0003"')
    expect(codes(await appraised('approved', `round:\n${panel()}${APPROVED}${own}`, unheard))).toEqual([
      'round-own-case 9',
    ])
  })
})

describe('before results are final', () => {
  it.each([
    ['2024-07-15', ['final-refused 5']],
    ['2024-07-16', []],
  ])('the time for appeals is over: final on %s', async (on, expected) => {
    expect(codes(await appraised('final', WHOLE.replace('2024-07-20', on)))).toEqual(expected)
  })

  const APPEAL = '- { id: A-1, finding: on-time/R2/0001, filed-on: 2024-07-11, reason: x'
  it.each([
    [`${APPEAL} }\n`, ['final-refused 5']],
    [`${APPEAL}, state: dismissed, evidence: log, decided-by: 陈总, decided-on: 2024-07-12 }\n`, []],
  ])('every appeal is decided: %s', async (adjustments, expected) => {
    expect(codes(await appraised('final', WHOLE, { 'adjustments.yaml': adjustments }))).toEqual(expected)
  })

  const failed = {
    setup: 'confirmations: confirmations.yaml\n',
    'records/repair.csv':
      'order_no,reported_at,arrived_at,technician\nR9,2024-03-01 08:00,2024-03-09 08:00,0003\nR1,2024-03-01 08:00,2024-03-01 09:00,0001\n',
  }
  it.each<[string, readonly string[]]>([
    // A proposal may stay one.
    ['[]\n', []],
    [
      '- { person: "0003", outcome: dismissed, state: confirmed, by: 陈总, on: 2024-07-09 }\n',
      ['evidence', 'approval-of-outcome'],
    ],
    [
      '- { person: "0003", outcome: dismissed, state: approved, by: 陈总, on: 2024-07-09, evidence: { training: 档案 12 } }\n',
      ['evidence'],
    ],
    [
      // Of several entries about one proposal all evidence counts.
      '- { person: "0003", outcome: dismissed, state: confirmed, by: 陈总, on: 2024-07-09, evidence: { training: 档案 12 } }\n- { person: "0003", outcome: dismissed, state: approved, by: 陈总, on: 2024-07-10, evidence: { notice: 回执 3 } }\n',
      [],
    ],
  ])('what takes effect is approved and on file: %s', async (confirmations, blocking) => {
    const result = await appraised('final', WHOLE, { ...failed, 'confirmations.yaml': confirmations })
    expect(codes(result)).toEqual(blocking.map(() => 'final-refused 6'))
    expect((result.standing?.items ?? []).flatMap(({ id, blocks }) => (blocks ? [id] : []))).toEqual(blocking)
    const [outcome] = result.standing?.appraisal.people.find(({ id }) => id === '0003')?.outcomes ?? []
    expect(outcome?.evidence?.map(({ id, given }) => [id, given !== null])).toEqual([
      ['training', confirmations.includes('档案')],
      ['notice', confirmations.includes('回执')],
    ])
  })

  it('evidence that nobody asks for is a mistake at its key', async () => {
    const confirmations =
      '- { person: "0003", outcome: dismissed, state: approved, by: 陈总, on: 2024-07-09, evidence: { trainning: x } }\n'
    const result = await appraised('draft', '', { ...failed, 'confirmations.yaml': confirmations })
    expect(codes(result)).toEqual(['unknown-key 1'])
    expect(result.diagnostics.find(({ code }) => code === 'unknown-key')?.hint?.en).toBe('Did you mean training?')
  })
})

describe('what is printed of the round', () => {
  const setup = 'confirmations: confirmations.yaml\n'
  const printed = async (language: 'zh' | 'en') => {
    const folder = folderWith(
      'published',
      `round:\n${panel(`${MEMBERS.replace('name: 周敏', 'person: "0001"')}, { role: leader, name: 总公司 李, for: [ "0001" ] }`)}  approved: [ { by: "0002", on: 2024-07-08 }, { by: 陈总, on: 2024-07-09, for: [ "0002" ] } ]\n${PUBLISHED}  incomplete: { person: "0003", reason: 病假, by: 陈总, on: 2024-07-05 }\n`,
      {
        setup,
        'records/hearing.csv': 'no,on,person\nH1,2024-06-20,0001\nH2,2024-06-20,0002\n',
        'confirmations.yaml':
          '- { person: "0001", outcome: dismissed, state: confirmed, by: 陈总, on: 2024-07-09, evidence: { training: 档案 12 } }\n',
      },
    )
    const result = await appraise({ folder, out: join(folder, 'out'), language })
    expect(codes(result)).toEqual([])
    return (path: string) => readFileSync(join(folder, 'out', path), 'utf8').replaceAll(/<[^>]*>/g, '')
  }
  it('a sheet tells when and by whom, what was accepted and what is lacking, and names nobody who rates', async () => {
    const zh = await printed('zh')
    expect(zh('people/0001.html')).toContain('考评小组 2024-07-02 评议')
    expect(zh('people/0001.html')).toContain('本人的考评由 总公司 李（组长） 主持')
    expect(zh('people/0001.html')).toContain('尚缺：送达回执')
    expect(zh('people/0001.html')).toContain('2024-07-08 由 李四 审批')
    expect(zh('people/0002.html')).toContain('2024-07-09 由 陈总 审批')
    expect(zh('people/0002.html')).not.toContain('2024-07-08 由')
    expect(zh('people/0002.html')).toContain('2024-07-10 公布，申诉到 2024-07-15 为止')
    expect(zh('people/0003.html')).toContain('不再补做：病假（陈总 2024-07-05 同意）')
    const en = await printed('en')
    expect(en('people/0001.html')).toContain('The own appraisal was led by 总公司 李 (Leader)')
    expect(en('people/0003.html')).toContain('not made up for: 病假 (accepted by 陈总 on 2024-07-05)')
  })
  it('the summary, which is internal, has the whole panel', async () => {
    const summary = (await printed('zh'))('internal/summary.html')
    for (const text of ['组长', '0001', '总公司 李', '只限 0001', '学生代表', '2024-07-10 公布'])
      expect(summary).toContain(text)
  })
})

describe('yardstick round', () => {
  const run = (language: 'zh' | 'en', state: string, round: string, ...words: readonly string[]) =>
    yardstickIn(folderWith(state, round), language, 'round', '.', ...words)

  it('says where the round is, what stands before which state, and what to write', () => {
    const zh = run('zh', 'panel', `round:\n${panel()}`)
    expect(zh).toMatchObject({ status: 0, err: '' })
    expect(zh.out).toMatchInlineSnapshot(`
      "小 2024-H1
      ✓ 草稿 (draft)
      ✓ 考评小组评议 (panel)  2024-07-02  ← 现在
      · 审批 (approved)
      · 公布 (published)
      · 定稿 (final)

      审批以前：
        ✗ 没有写明由谁、何时审批
            在 appraisal.yaml 写 round: { approved: { by, on } }

      公布以前：
        ✗ 没有写明由谁、何时公布
            在 appraisal.yaml 写 round: { published: { by, on } }

      定稿以前：
        · 0001 张三“不再聘任”缺材料：培训记录、送达回执
            备齐后写在确认文件里：{ person: "0001", outcome: dismissed, …, evidence: { training: …, notice: … } }
        · “不再聘任”（dismissed）1 人尚未确认：0001 张三
            要生效的，在确认文件里写 { person: 工号, outcome: 编号, state: confirmed, by: 确认人, on: 日期 }；不写就一直是建议
        ✗ 没有写明由谁、何时定稿
            在 appraisal.yaml 写 round: { final: { by, on } }

      到下一阶段（approved）还差 1 项，到定稿共 3 项。
      "
    `)
    expect(run('en', 'panel', `round:\n${panel()}`).out).toMatchInlineSnapshot(`
      "Small 2024-H1
      ✓ Draft (draft)
      ✓ Panel (panel)  2024-07-02  ← now
      · Approval (approved)
      · Publication (published)
      · Final (final)

      Before approved:
        ✗ It is not written who approved the results, and when
            Write round: { approved: { by, on } } in appraisal.yaml

      Before published:
        ✗ It is not written who published the results, and when
            Write round: { published: { by, on } } in appraisal.yaml

      Before final:
        · "Not renewed" for 0001 张三 lacks what must be on file: Training on record, Notice served
            Once it is there, name it in the confirmations: { person: "0001", outcome: dismissed, …, evidence: { training: …, notice: … } }
        · "Not renewed" (dismissed) is not confirmed for one person: 0001 张三
            To take effect they need { person, outcome, state: confirmed, by: who, on: day } in the confirmations; otherwise they stay proposals
        ✗ It is not written who made the results final, and when
            Write round: { final: { by, on } } in appraisal.yaml

      1 thing to the next state (approved), 3 to final.
      "
    `)
  })

  it('answers where the state is refused too, and for programs', () => {
    const early = run('en', 'published', `round:\n${panel()}`)
    expect(early.status).toBe(0)
    expect(early.out.trimEnd().split('\n').at(-1)).toBe(
      'state: published is written too early: 2 things above stand in its way, and no results are made.',
    )
    const { steps, items: listed } = JSON.parse(run('en', 'published', `round:\n${panel()}`, '--format', 'json').out)
    expect(steps.map(({ reached }: { reached: boolean }) => reached)).toEqual([true, true, true, true, false])
    expect(listed[0]).toMatchObject({ id: 'who-and-when', before: 'approved', blocks: true })
  })

  it('asks for nothing that was accepted when the results were made', async () => {
    const folder = folderWith('final', WHOLE, {
      'records/repair.csv':
        'order_no,reported_at,arrived_at,technician\nR1,2024-03-05 14:00,2024-03-06 10:00,0001\nR2,soon,,0001\n',
    })
    const asked = yardstickIn(folder, 'en', 'round', '.')
    expect(asked.out).toContain('✗ rows that were sent back name 1 of those appraised')
    expect(yardstickIn(folder, 'en', 'appraise', '.', '--accept-rejected', 'lost').status).toBe(0)
    const after = yardstickIn(folder, 'en', 'round', '.').out
    expect(after).not.toContain('✗')
    expect(after.trimEnd().split('\n').at(-1)).toBe('Final.')
  })

  it('tells mistakes where they stand', () => {
    const broken = run('en', 'draft', 'round: { panle: 1 }\n')
    expect(broken.status).toBe(1)
    expect(broken.err).toContain('panle')
  })
})
