/** `yardstick archive`: one file that is the same each time, tells what was altered in it, and by which the run can be repeated anywhere. */

import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive } from '../../src/archive/open.ts'
import { makeArchive } from '../../src/make-archive.ts'
import { buildProgram } from '../support/built.ts'
import { type Run, yardstickIn } from '../support/command-line.ts'
import { smallFolder, YEAR_PACK } from '../support/small-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-archive-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const yardstick = (...words: readonly string[]): Run => yardstickIn(scratch, 'en', ...words)

/** A round whose pack extends another, with its own template, an earlier round as history and scores on paper. */
beforeAll(() => {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(scratch, path)), { recursive: true })
    writeFileSync(join(scratch, path), text)
  }
  const setup = (more: string) => `rules: ../packs/own\npeople: people.csv\nstate: final\n${more}`
  const own = { 'rules/pack.yaml': '', 'rules/pack.test.yaml': '' }
  write('years/packs/base/pack.yaml', YEAR_PACK)
  write(
    'years/packs/own/pack.yaml',
    'pack: { id: own, version: 2.0.0, title: { zh: 自, en: Own }, time-zone: Asia/Shanghai, calendar: always, extends: ../base }\n',
  )
  write('years/packs/own/templates/partials/missed.hbs', readFileSync('templates/partials/missed.hbs', 'utf8'))
  smallFolder(join(scratch, 'years/h1'), { ...own, 'appraisal.yaml': setup('period: 2024-H1\nas-of: 2024-06-30\n') })
  expect(yardstick('appraise', 'years/h1').status).toBe(0)
  smallFolder(join(scratch, 'years/h2'), {
    ...own,
    'appraisal.yaml': setup(
      'period: 2024-H2\nhistory: [ ../h1/out/appraisal.json, 上期成绩.csv ]\nrecords: { repair: records/维修.csv }\n',
    ),
    '上期成绩.csv': '工号,学期,得分,等级,文号\n0001,2023-H2,95,优秀,3号\n',
    'records/repair.csv': '',
    'records/维修.csv':
      'order_no,reported_at,arrived_at,technician\nR1,2024-08-05 14:00,2024-08-06 10:00,0001\nR2,2024-12-30 14:00,,0001\n',
  })
  expect(yardstick('appraise', 'years/h2').status).toBe(0)
  expect(yardstick('appraise', 'years/h2', '--reissue', 'corrected').status).toBe(0)
})

function entriesOf(file: string): Record<string, Uint8Array> {
  return unzipSync(readFileSync(join(scratch, file)))
}

describe('an archive', () => {
  beforeAll(() => {
    const run = yardstick('archive', 'years/h2')
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(run.out).toContain('Archived as years/h2-issue-2.zip')
    expect(run.out).toContain('It holds the raw records')
  })

  it('holds inputs, packs, earlier rounds and issues where they lay, the program, and says so in both languages', () => {
    const names = Object.keys(entriesOf('years/h2-issue-2.zip'))
    expect(names[0]).toBe('archive.json')
    expect(names).toEqual(
      expect.arrayContaining([
        'README.txt',
        'run/h1/out/appraisal.json',
        'run/h1/out/carried.ndjson',
        'run/h1/out/manifest.json',
        'run/h2/appraisal.yaml',
        'run/h2/people.csv',
        'run/h2/records/维修.csv',
        'run/h2/上期成绩.csv',
        'run/packs/base/pack.yaml',
        'run/packs/own/pack.yaml',
        'run/packs/own/templates/partials/missed.hbs',
        'results/out/manifest.json',
        'results/out/people/0001.html',
        'results/out-issue-1/manifest.json',
        'program/package.json',
        'program/src/cli.ts',
        'program/templates/sheet.hbs',
      ]),
    )
    const readme = Buffer.from(entriesOf('years/h2-issue-2.zip')['README.txt'] ?? []).toString('utf8')
    expect(readme).toContain('内含原始记录')
    expect(readme).toContain('Holds the raw records')
    expect(readme).toContain('verify results/out --rerun run/h2')
    expect(readme).not.toContain(scratch)
  })

  it('is the same to the byte whenever it is made, and is not made over another file', () => {
    const first = readFileSync(join(scratch, 'years/h2-issue-2.zip'))
    expect(yardstick('archive', 'years/h2').status).toBe(0)
    expect(readFileSync(join(scratch, 'years/h2-issue-2.zip')).equals(first)).toBe(true)
    writeFileSync(join(scratch, 'mine.zip'), 'mine')
    const run = yardstick('archive', 'years/h2', '--out', 'mine.zip')
    expect(run.status).toBe(1)
    expect(run.err).toContain('mine.zip')
    expect(readFileSync(join(scratch, 'mine.zip'), 'utf8')).toBe('mine')
  })

  it('gives the same bytes again, wherever it lies', () => {
    const run = yardstick('verify', 'years/h2-issue-2.zip', '--rerun')
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(run.out).toContain('byte for byte')
    expect(yardstick('verify', 'years/h2-issue-2.zip', '--rerun', 'years/h2').status).toBe(1)
  })

  it('unpacked, its folder gives the same bytes as well', () => {
    const home = join(scratch, 'unpacked')
    for (const [name, bytes] of Object.entries(entriesOf('years/h2-issue-2.zip'))) {
      mkdirSync(dirname(join(home, name)), { recursive: true })
      writeFileSync(join(home, name), bytes)
    }
    expect(yardstick('verify', 'unpacked/results/out', '--rerun', 'unpacked/run/h2')).toMatchObject({
      status: 0,
      err: '',
    })
  })

  it('tells which entry was altered, is missing or was added', () => {
    const entries = entriesOf('years/h2-issue-2.zip')
    const { 'run/h2/people.csv': people, ...others } = entries
    const spoilt = {
      ...others,
      'results/out/index.html': people ?? new Uint8Array(),
      'run/h2/later.csv': new Uint8Array(),
    }
    writeFileSync(join(scratch, 'spoilt.zip'), zipSync(spoilt))
    const run = yardstick('verify', 'spoilt.zip')
    expect(run.status).toBe(1)
    expect(run.out.split('\n').slice(0, 3)).toEqual([
      'altered  results/out/index.html',
      'missing  run/h2/people.csv',
      'added    run/h2/later.csv',
    ])
  })

  it.each([
    ['no ZIP', () => Buffer.from('mine')],
    ['a ZIP of something else', () => zipSync({ 'a.txt': new Uint8Array(3) })],
    ['broken off', () => readFileSync(join(scratch, 'years/h2-issue-2.zip')).subarray(0, 5000)],
    [
      'one whose names lead out of its folder',
      () => zipSync({ ...entriesOf('years/h2-issue-2.zip'), '../escaped': new Uint8Array(1) }),
    ],
  ])('%s: refused, and nothing is unpacked', (_, bytes) => {
    expect(openArchive(bytes())).toHaveProperty('problem')
    writeFileSync(join(scratch, 'odd.zip'), bytes())
    expect(yardstick('verify', 'odd.zip', '--rerun')).toMatchObject({ status: 1, out: '' })
  })
})

describe('nothing is archived that could not be repeated', () => {
  const refusedAfter = (change: (folder: string) => void) => {
    const folder = smallFolder(mkdtempSync(join(scratch, 'folder-')))
    expect(yardstickIn(folder, 'en', 'appraise', '.').status).toBe(0)
    change(folder)
    const made = makeArchive({ folder, results: join(folder, 'out') })
    return 'refused' in made ? made.changed.map(({ how, file }) => `${how} ${file}`) : 'archived'
  }

  it.each<[string, (folder: string) => void, readonly string[]]>([
    [
      'a record changed since',
      folder => appendFileSync(join(folder, 'records/repair.csv'), '\n'),
      ['altered records/repair.csv'],
    ],
    ['a rule changed since', folder => appendFileSync(join(folder, 'rules/pack.yaml'), '\n'), ['altered pack.yaml']],
    ['a test of the rules is gone', folder => rmSync(join(folder, 'rules/pack.test.yaml')), ['missing pack.test.yaml']],
    ['a result was altered', folder => appendFileSync(join(folder, 'out/index.html'), '\n'), ['altered index.html']],
    ['there are no results', folder => rmSync(join(folder, 'out'), { recursive: true }), []],
  ])('%s', (_, change, expected) => expect(refusedAfter(change)).toEqual(expected))

  it('what lies beside the results is not in it, and told', () => {
    const folder = smallFolder(join(scratch, 'scans'))
    expect(yardstickIn(folder, 'en', 'appraise', '.').status).toBe(0)
    writeFileSync(join(folder, 'out/signed.pdf'), 'scan')
    const run = yardstickIn(folder, 'en', 'archive', '.', '--out', 'a.zip')
    expect(run.status).toBe(0)
    expect(run.out).toContain('(signed.pdf) is not in it')
    expect(run.out).toContain('Note: the round is not final (draft).')
  })

  it('the command names each, status 1', () => {
    const folder = smallFolder(join(scratch, 'told'))
    expect(yardstickIn(folder, 'en', 'appraise', '.').status).toBe(0)
    appendFileSync(join(folder, 'people.csv'), '\n')
    const run = yardstickIn(folder, 'en', 'archive', '.')
    expect(run.status).toBe(1)
    expect(run.err).toContain('altered  people.csv')
  })
})

describe('the program in an archive', () => {
  it('as it is shipped, repeats the run by itself: with the shipped rules, from the unpacked archive, nothing else installed', async () => {
    const program = await buildProgram()
    try {
      const folder = join(scratch, 'shipped')
      mkdirSync(join(folder, 'records'), { recursive: true })
      writeFileSync(join(folder, 'appraisal.yaml'), 'period: 2024-H1\nprofile: starter\npeople: people.csv\n')
      writeFileSync(join(folder, 'people.csv'), '工号,姓名,岗位\n0001,张三,repair-technician\n')
      writeFileSync(
        join(folder, 'records/repair.csv'),
        '工单号,报修时间,到场时间,类别,地点,维修工\nR1,2024-03-05 14:00,2024-03-05 14:20,零星维修,院内,0001\n',
      )
      const appraised = await program.run(scratch, ['appraise', 'shipped'])
      expect(appraised.en.err).toBe('')
      const archived = await program.run(scratch, ['archive', 'shipped'])
      expect(archived.en.status).toBe(0)
      const home = join(scratch, 'years-later')
      for (const [name, bytes] of Object.entries(entriesOf('shipped.zip'))) {
        mkdirSync(dirname(join(home, name)), { recursive: true })
        writeFileSync(join(home, name), bytes)
      }
      const words = ['program/dist/cli.js', 'verify', 'results/out', '--rerun', 'run', '--lang', 'en']
      const again = spawnSync(process.execPath, words, { cwd: home, encoding: 'utf8' })
      expect(again.stderr).toBe('')
      expect(again.stdout).toContain('byte for byte')
      expect(again.status).toBe(0)
    } finally {
      program.remove()
    }
  })
})
