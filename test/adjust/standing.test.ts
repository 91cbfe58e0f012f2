/** Waivers and days away, from the file to the verdict. */

import { describe, expect, it } from 'vitest'
import { check } from '../../src/check/index.ts'
import { prepare } from '../../src/prepare.ts'
import { appraiseOffice, type OfficeResult } from './office.ts'

const WAIVER = {
  id: 'W-1',
  reason: '修缮期间不具备条件',
  owner: '后勤处',
  standards: 'on-time',
  site: 'east',
  from: '2024-03-01',
  to: '2024-03-20',
}

function waived(given: Readonly<Record<string, unknown>> = {}, written = 'waivers.yaml') {
  const entry = Object.entries({ ...WAIVER, ...given }).filter(([, value]) => value !== '')
  const list = `- { ${entry.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')} }\n`
  return written === ''
    ? appraiseOffice({ setup: `waivers:\n  ${list}` })
    : appraiseOffice({ files: { [written]: list } })
}

const verdictOf = ({ person }: OfficeResult, id: string, whose = '0001') =>
  person(whose).evidence.find(line => line.id === id)?.verdict

describe('a waiver', () => {
  it('exempts what it names, there and then, and says why', async () => {
    const result = await waived()
    expect([verdictOf(result, 'on-time/R1/0001'), verdictOf(result, 'on-time/R2/0001')]).toEqual(['exempt', 'exempt'])
    const line = result.person('0001').evidence.find(({ id }) => id === 'on-time/R1/0001')
    expect(line).toMatchObject({ waiver: 'W-1', measured: null, adjusted: null })
    expect(line?.reason.en).toBe('Waiver W-1 (2024-03-01 to 2024-03-20, approved by 后勤处): 修缮期间不具备条件')
    expect(result.person('0001').scoreText).toBe('85.50')
    expect(result.told.filter(one => one.startsWith('waiver'))).toEqual([])
  })

  it.each([
    ['another site', { site: 'west' }],
    ['other days', { from: '2024-03-07' }],
    ['another standard', { standards: 'tidy', to: '2024-03-05' }],
    ['another person', { person: '0002' }],
  ])('and nothing else: %s', async (_, given) => {
    const result = await waived(given)
    expect(verdictOf(result, 'on-time/R1/0001')).toBe('missed')
  })

  it.each([
    ['a tag', { standards: 'tag:prompt' }],
    ['a glob, among others', { standards: ['tid*', 'on-*'] }],
    ['everywhere', { site: '' }],
    ['a person', { site: '', person: '0001' }],
    ['its last day', { from: '2024-03-05', to: '2024-03-06' }],
  ])('selects by %s', async (_, given) => {
    expect(verdictOf(await waived(given), 'on-time/R1/0001')).toBe('exempt')
  })

  it('exempts a slot that it touches, which cannot be asked for whole', async () => {
    const result = await waived({ standards: 'monthly', site: '', from: '2024-04-30', to: '2024-05-02' })
    const months = ['04', '05', '06'].map(month => verdictOf(result, `monthly/2024-${month}%400001/0001`))
    expect(months).toEqual(['exempt', 'exempt', 'missed'])
  })

  it('exempts what is judged of the whole period only where it covers that', async () => {
    const { person } = await waived({ standards: 'book', site: '', from: '2024-01-01', to: '2024-06-29' })
    expect(person('0001').ledgers).toEqual({ book: '2' })
    expect(
      (await waived({ standards: 'book', site: '', from: '2024-01-01', to: '2024-06-30' })).person('0001'),
    ).toMatchObject({
      ledgers: {},
    })
  })

  it('of a unit exempts what belongs to its sites, or to its people', async () => {
    const files = {
      'people.csv':
        'id,name,post,unit,sites,reports_to\n0001,张三,fitter,north,east,0009\n0002,李四,fitter,south,west,0009\n0009,王主任,head,,,\n',
      'sites.csv': 'id,name,unit\neast,东楼,north\nwest,西楼,south\n',
      'units.csv': 'id,name\nnorth,北\nsouth,南\n',
    }
    const list = (unit: string) =>
      `- { id: W, reason: r, owner: o, standards: '*', unit: ${unit}, from: 2024-03-01, to: 2024-03-31 }\n`
    const north = await appraiseOffice({ files: { ...files, 'waivers.yaml': list('北') } })
    expect(verdictOf(north, 'on-time/R1/0001')).toBe('exempt')
    expect(verdictOf(north, 'monthly/2024-03%400001/0001')).toBe('exempt')
    const south = await appraiseOffice({ files: { ...files, 'waivers.yaml': list('south') } })
    expect(verdictOf(south, 'on-time/R1/0001')).toBe('missed')
  })

  it('may stand in appraisal.yaml', async () => {
    expect(verdictOf(await waived({}, ''), 'on-time/R1/0001')).toBe('exempt')
    const { told } = await waived({ owner: '' }, '')
    expect(told).toContain('missing-key appraisal.yaml:4:5')
  })

  it('may be a table', async () => {
    const table = '编号,标准,楼栋,理由,批准人,起始日期,结束日期\nW-1,on-time,east,修缮,后勤处,2024-03-01,2024-03-20\n'
    expect(verdictOf(await appraiseOffice({ files: { '免考核事项.csv': table } }), 'on-time/R1/0001')).toBe('exempt')
  })

  it.each([
    ['exempts nothing', { site: 'west' }, 'waiver-unused'],
    ['ended before the period', { from: '2023-03-01', to: '2023-12-31' }, 'waiver-expired'],
  ])('that %s is told, and nothing stops', async (_, given, code) => {
    const { told, appraisal } = await waived(given)
    expect(appraisal).toBeDefined()
    expect(told.filter(one => one.startsWith('waiver'))).toEqual([expect.stringContaining(`${code} waivers.yaml:1:`)])
  })

  it.each([
    ['no owner', { owner: '' }, 'missing-key'],
    ['no reason', { reason: '' }, 'missing-key'],
    ['no end', { to: '' }, 'missing-key'],
    ['an end before its start', { to: '2024-02-29' }, 'range-reversed'],
    ['a standard that there is not', { standards: 'on-tim' }, 'standards-none'],
    ['a tag that there is not', { standards: ['on-time', 'tag:promt'] }, 'standards-none'],
    ['somebody unknown', { person: '0077' }, 'wrong-value'],
    ['a key that there is not', { until: '2024-03-20' }, 'unknown-key'],
  ])('with %s is an error', async (_, given, code) => {
    const { told, appraisal } = await waived(given)
    expect(appraisal).toBeUndefined()
    expect(told.filter(one => one.includes('waivers.yaml'))).toEqual([
      expect.stringContaining(`${code} waivers.yaml:1:`),
    ])
  })
})

describe('somebody who is away', () => {
  const away = (rows: string) => appraiseOffice({ files: { 'away.csv': `id,from,to,kind,reason\n${rows}\n` } })
  const monthly = (result: OfficeResult, month: string) => verdictOf(result, `monthly/2024-${month}%400001/0001`)

  it('answers for no slot of those days', async () => {
    const result = await away('0001,2024-04-01,2024-05-31,请假,病假')
    expect(['04', '05', '06'].map(month => monthly(result, month))).toEqual(['exempt', 'exempt', 'missed'])
    const line = result.person('0001').evidence.find(({ id }) => id === 'monthly/2024-04%400001/0001')
    expect(line?.reason.en).toBe('0001 was on leave (2024-04-01 to 2024-05-31, 病假): the slot does not count')
    expect(result.person('0001')).toMatchObject({ daysInPost: 121, spells: [{ days: 121, away: 61 }] })
  })

  it('for a part of a slot is forgiven what was left undone; what was done counts', async () => {
    const result = await away('张三,2024-03-20,2024-04-02,secondment,')
    expect([monthly(result, '04'), monthly(result, '05')]).toEqual(['exempt', 'missed'])
    // The check of March was made on the 10th.
    expect(result.person('0001').evidence.some(({ id }) => id === 'monthly/2024-03%400001/0001')).toBe(false)
  })

  it('in two spells that follow on each other, for the whole of a slot', async () => {
    const result = await away('0001,2024-03-01,2024-03-15,leave,\n0001,2024-03-16,2024-03-31,secondment,')
    expect(monthly(result, '03')).toBe('exempt')
  })

  it('with an open end is away from then on', async () => {
    const result = await away('0001,2024-02-01,,借调,')
    expect(result.person('0001')).toMatchObject({ daysInPost: 31, grade: null, gradeReason: 'too-few-days' })
  })

  it('still answers for records of those days', async () => {
    expect(verdictOf(await away('0001,2024-03-01,2024-03-31,leave,'), 'on-time/R1/0001')).toBe('missed')
  })

  it.each([
    ['unknown', '0077,2024-03-01,2024-03-31,leave,', 'wrong-value away.csv:2:1'],
    ['with days that end before they start', '0001,2024-03-02,2024-03-01,leave,', 'range-reversed away.csv:2:1'],
    ['of no known kind', '0001,2024-03-01,2024-03-31,asleep,', 'wrong-value away.csv:2:4'],
    ['without a first day', '0001,,2024-03-31,leave,', 'wrong-date away.csv:2:2'],
  ])('%s is an error', async (_, row, expected) => {
    const { told, appraisal } = await away(row)
    expect(appraisal).toBeUndefined()
    expect(told.filter(one => one.includes('away.csv'))).toEqual([expected])
  })
})

describe('people who move', () => {
  const staffed = (rows: string) =>
    appraiseOffice({
      files: { 'people.csv': `id,name,post,sites,reports_to,bonus_base,from,to\n${rows}\n` },
    })

  it('report, for an incident, to whom they reported then', async () => {
    const result = await staffed(
      [
        '0001,张三,fitter,east,0008,1000,,2024-03-05',
        '0001,张三,fitter,east,0009,1000,2024-03-06,',
        '0002,李四,fitter,west,0009,1000,,',
        '0008,赵主任,head,,,5000,,',
        '0009,王主任,head,,,5000,,',
      ].join('\n'),
    )
    const shares = ['0008', '0009'].map(id => result.person(id).withheld.because.map(({ finding }) => finding))
    expect(shares).toEqual([['on-time/R1/0001'], ['on-time/R2/0001']])
  })

  it('a staff number that somebody else bore before is an error', async () => {
    const { told, diagnostics, appraisal } = await staffed(
      ['0001,张三,fitter,east,,,,2024-01-31', '0001,钱七,fitter,east,,,2024-03-01,', '0002,李四,fitter,west,,,,'].join(
        '\n',
      ),
    )
    expect(appraisal).toBeUndefined()
    expect(told).toContain('staff-number-twice people.csv:3:1')
    expect(diagnostics.find(({ code }) => code === 'staff-number-twice')?.hint?.en).toMatch(/given out again/)
  })

  it('and have several scorecards: cases shared out and joined give the same', async () => {
    const people = `id,name,post,sites,reports_to,bonus_base,from,to
0001,张三,fitter,east,,,,2024-04-05
0001,张三,head,,,,2024-04-06,
0002,李四,fitter,west,,,,
`
    const { folder } = await appraiseOffice({ files: { 'people.csv': people } })
    const { prepared } = await prepare({ folder })
    if (!prepared) throw new Error('not prepared')
    const { rulebook, records, history, scope } = prepared
    const whole = check({ rulebook, records, history, scope })
    const own = whole.tallies.find(({ standard, person }) => standard === 'on-time' && person === '0001')
    expect([...(own?.byCard ?? [])].map(([card, { counts }]) => [card, counts.met, counts.missed])).toEqual([
      ['card', 1, 2],
      [null, 5, 0],
    ])
    const parts = [0, 1, 2].map(part => (_: string, item: number) => item % 3 === part)
    expect(check({ rulebook, records, history, scope, parts })).toEqual(whole)
  })

  it('a leaver and a joiner have a sheet for their own days', async () => {
    const result = await staffed(
      [
        '0001,张三,fitter,east,,,,2024-03-31',
        '0002,李四,fitter,west,,,2024-04-01,',
        '0003,孙八,fitter,west,,,2024-07-01,',
      ].join('\n'),
    )
    expect(result.person('0001')).toMatchObject({ daysInPost: 91 })
    expect(result.person('0002')).toMatchObject({ daysInPost: 91 })
    expect(result.appraisal?.people.map(({ id }) => id)).toEqual(['0001', '0002'])
  })
})
