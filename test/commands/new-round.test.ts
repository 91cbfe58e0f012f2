/** `yardstick new-round`: the folder of the next round, ready for its records, with the last one as its history. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Run, yardstickIn } from '../support/command-line.ts'
import { REPAIR_HEADER, smallFolder, YEAR_PACK } from '../support/small-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-new-round-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const SETUP = `# yaml-language-server: $schema=../schemas/appraisal.schema.json
# 后勤考评 / logistics
title: { zh: 后勤考评, en: Logistics }
period: 2024-H1   # this half
as-of: 2024-07-03
state: final

# the pack that all of us share
rules: ../rules
# as the personnel office exports it
people: { file: people.csv, header-row: 1 }
records:
  # from the workshop
  repair: { file: records/repair.csv }
late-entries: { approved-by: 王五, approved-on: 2024-07-05, reason: 忙 }
confirmations: confirmations.yaml
`

let made = 0
/** A place of its own with a pack and a round that is appraised, two cases of it open. */
function place(setup: string = SETUP, isAppraised = true): string {
  const root = join(scratch, `place-${made++}`)
  smallFolder(join(root, '2024-H1'), {
    'appraisal.yaml': setup,
    'rules/pack.yaml': '',
    'rules/pack.test.yaml': '',
    'confirmations.yaml': '[]\n',
    'records/repair.csv': `${REPAIR_HEADER}\nR1,2024-03-05 14:00,2024-03-06 10:00,0001\nR2,2024-06-30 14:00,,0001\nR3,2024-06-30 15:00,,0002\n`,
  })
  mkdirSync(join(root, 'rules'))
  writeFileSync(join(root, 'rules/pack.yaml'), YEAR_PACK)
  if (isAppraised) {
    const run = yardstickIn(root, 'en', 'appraise', '2024-H1', '--as-of', '2024-07-01')
    if (run.status !== 0) throw new Error(run.err)
  }
  return root
}

const newRound = (root: string, ...words: readonly string[]): Run => yardstickIn(root, 'en', 'new-round', ...words)
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

describe('the next round', () => {
  it('has the new period, the old results as history, its roster, and every comment; the old round stays as it is', () => {
    const root = place()
    const before = readdirSync(join(root, '2024-H1'), { recursive: true })
    const run = newRound(root, '2024-H2', '--from', '2024-H1')
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(read(root, '2024-H2/appraisal.yaml')).toBe(`# yaml-language-server: $schema=../schemas/appraisal.schema.json
# 后勤考评 / logistics
title: { zh: 后勤考评, en: Logistics }
period: 2024-H2
# The cut-off is yours to write; without it, it is 2024-12-31. It was:
# as-of: 2024-07-03
state: draft

# the pack that all of us share
rules: ../rules
# as the personnel office exports it
people: { file: people.csv, header-row: 1 }
# What fed what in the old round. Take it up again when the records are there, or run yardstick records --write; each none is to be confirmed anew:
# records:
#   # from the workshop
#   repair: { file: records/repair.csv }
# Of the old round, not taken over:
# late-entries: { approved-by: 王五, approved-on: 2024-07-05, reason: 忙 }
# Of the old round, not taken over:
# confirmations: confirmations.yaml
history:
  - ../2024-H1/out/appraisal.json
`)
    expect(read(root, '2024-H2/people.csv')).toBe(read(root, '2024-H1/people.csv'))
    expect(readdirSync(join(root, '2024-H2')).toSorted()).toEqual(['appraisal.yaml', 'people.csv', 'records'])
    expect(readdirSync(join(root, '2024-H1'), { recursive: true })).toEqual(before)
    expect(run.out).toContain('2 open cases carried over from the last round.')
    expect(run.out).toContain('yardstick appraise 2024-H2 --check-only')
  })

  it('speaks the language asked for', () => {
    const root = place()
    const run = yardstickIn(root, 'zh', 'new-round', '2024-H2', '--from', '2024-H1')
    expect(run.out).toContain('上一期结转来 2 件未了的个案。')
    expect(read(root, '2024-H2/appraisal.yaml')).toContain('# 截止日期由您填写；不写就是 2024-12-31。上一期是：\n')
  })

  it('asks for records, and once they are there judges the open cases', () => {
    const root = place()
    newRound(root, '2024-H2', '--from', '2024-H1')
    const empty = yardstickIn(root, 'en', 'appraise', '2024-H2', '--check-only')
    expect(empty.status).toBe(1)
    expect(empty.err).toContain('records-missing')
    expect(yardstickIn(root, 'en', 'records', '2024-H2').status).toBe(0)
    writeFileSync(
      join(root, '2024-H2/records/repair.csv'),
      `${REPAIR_HEADER}\nR2,2024-06-30 14:00,2024-07-01 09:00,0001\n`,
    )
    expect(yardstickIn(root, 'en', 'appraise', '2024-H2', '--all-findings').status).toBe(0)
    const findings = read(root, '2024-H2/out/findings.ndjson').trim().split('\n')
    expect(findings.map(line => JSON.parse(line)).map(({ case: id, verdict }) => `${id} ${verdict}`)).toEqual([
      'R2 met',
      'R3 missed',
    ])
  })

  it('elsewhere than beside the old one: paths lead back to what is not copied', () => {
    const root = place()
    expect(newRound(root, '2024-H2', '--from', '2024-H1', '--to', 'years/2024/autumn').status).toBe(0)
    const text = read(root, 'years/2024/autumn/appraisal.yaml')
    expect(text).toContain('$schema=../../../schemas/appraisal.schema.json\n')
    expect(text).toContain('\nrules: ../../../rules\n')
    expect(text).toContain('\n  - ../../../2024-H1/out/appraisal.json\n')
  })

  it('takes waivers over, found by their name; appeals and days away belong to the old round', () => {
    const root = place(SETUP, false)
    writeFileSync(join(root, '2024-H1/waivers.yaml'), '[]\n')
    writeFileSync(join(root, '2024-H1/adjustments.yaml'), '[]\n')
    expect(newRound(root, '2024-H2', '--from', '2024-H1').out).toContain('waivers.yaml  (as in 2024-H1')
    expect(readdirSync(join(root, '2024-H2')).toSorted()).toEqual([
      'appraisal.yaml',
      'people.csv',
      'records',
      'waivers.yaml',
    ])
  })

  it('of the history keeps what belongs to the calendar year', () => {
    const quarter = (name: string, history: string) =>
      SETUP.replace('2024-H1', name).replace('as-of: 2024-07-03', '') + history
    const root = place(quarter('2024-Q2', 'history: [ ../q1.json, ../q0.json ]\n'), false)
    for (const [name, from, to] of [
      ['2024-Q1', '2024-01-01', '2024-03-31'],
      ['2023-Q4', '2023-10-01', '2023-12-31'],
    ] as const)
      writeFileSync(
        join(root, name === '2024-Q1' ? 'q1.json' : 'q0.json'),
        JSON.stringify({ format: 1, pack: { id: 'small' }, period: { name, from, to }, people: [] }),
      )
    expect(yardstickIn(root, 'en', 'appraise', '2024-H1').status).toBe(0)
    newRound(root, '2024-Q3', '--from', '2024-H1')
    expect(read(root, '2024-Q3/appraisal.yaml')).toContain(
      'history:\n  - ../2024-H1/out/appraisal.json\n  - ../q1.json\n',
    )
  })
})

describe('what is not right is told', () => {
  it('the old round is no more than a draft', () => {
    const root = place(SETUP.replace('state: final\n', ''))
    const run = newRound(root, '2024-H2', '--from', '2024-H1')
    expect(run.status).toBe(0)
    expect(run.err).toContain('The old round is not final (draft)')
  })

  it('its results were altered', () => {
    const root = place()
    writeFileSync(join(root, '2024-H1/out/carried.ndjson'), '')
    expect(newRound(root, '2024-H2', '--from', '2024-H1').err).toContain('not as they were written: carried.ndjson')
  })

  it('there are none: history is prepared as a comment', () => {
    const root = place(SETUP, false)
    const run = newRound(root, '2024-H2', '--from', '2024-H1')
    expect(run).toMatchObject({ status: 0 })
    expect(run.err).toContain('The old round has no sound results (out)')
    expect(read(root, '2024-H2/appraisal.yaml')).toContain('\n# history: [ "../2024-H1/out/appraisal.json" ]\n')
  })

  it('a period lies between, or is of another length', () => {
    const root = place()
    expect(newRound(root, '2025-H1', '--from', '2024-H1').err).toContain('(2024-07-01 to 2024-12-31)')
    expect(newRound(root, '2024-Q3', '--from', '2024-H1').err).toContain('2024-Q3 is not as long as 2024-H1')
  })

  it.each([
    ['the same period', ['2024-H1', '--from', '2024-H1', '--to', 'again'], 1],
    ['an earlier one', ['2023-H2', '--from', '2024-H1'], 1],
    ['no period', ['2024-H3', '--from', '2024-H1'], 2],
    ['no folder', ['2024-H2'], 2],
    ['a folder without a setup', ['2024-H2', '--from', 'rules'], 1],
    ['a folder that is not there', ['2024-H2', '--from', 'nowhere'], 1],
    ['a folder in use', ['2024-H2', '--from', '2024-H1', '--to', 'rules'], 1],
  ])('%s: refused, and nothing is made', (_, words, status) => {
    const root = place(SETUP, false)
    const before = readdirSync(root, { recursive: true }).toSorted()
    const run = newRound(root, ...words)
    expect(run.status).toBe(status)
    expect(run.err).not.toBe('')
    expect(readdirSync(root, { recursive: true }).toSorted()).toEqual(before)
    expect(existsSync(join(root, 'again'))).toBe(false)
  })
})
