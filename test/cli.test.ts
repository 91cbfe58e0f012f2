/** The commands as a person calls them: what they print, what they write, how they end. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SMALL_PACK } from './support/small-pack.ts'

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

interface Run {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

function yardstick(...words: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src/cli.ts'), ...words],
    {
      cwd: scratch,
      encoding: 'utf8',
      env: { ...process.env, YARDSTICK_LANG: 'en', NO_COLOR: '1' },
    },
  )
  return { status, out: stdout, err: stderr }
}

const PACK = `${SMALL_PACK}standards:
  on-time: { title: { zh: 三十分钟到场, en: There within 30 minutes }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 30 minutes, charge: technician, clauses: [X-1] }
sources: { X: { title: { zh: 承诺, en: Promises }, clauses: { X-1: { text: { zh: 快, en: Fast } } } } }
`

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(scratch, name)
  mkdirSync(join(path, 'rules'), { recursive: true })
  const all = {
    'rules/pack.yaml': PACK,
    'appraisal.yaml': 'period: 2024-H1\nrules: rules\npeople: people.csv\n',
    'people.csv': 'id,name,post\n0001,=HYPERLINK("x"),fitter\n',
    'repair.csv':
      'order_no,reported_at,arrived_at,technician\nR1,2024-03-05 14:00,2024-03-05 14:30,0001\nR2,2024-03-05 15:00,2024-03-05 15:31,0001\n',
    ...files,
  }
  for (const [file, text] of Object.entries(all)) if (text !== '') writeFileSync(join(path, file), text)
  return path
}

describe('help and usage', () => {
  it('shows help with examples and ends with 0', () => {
    const run = yardstick('--help')
    expect(run.status).toBe(0)
    expect(run.out).toContain('yardstick appraise examples/campus/2024-H1 --out out')
    for (const command of ['appraise', 'check', 'explain', 'schema']) {
      const help = yardstick(command, '--help')
      expect(help.status).toBe(0)
      expect(help.out).toContain('Examples:')
    }
  })

  it('speaks Chinese unless asked otherwise', () => {
    expect(yardstick('--help', '--lang', 'zh').out).toContain('准绳')
  })

  it.each([
    [['apraise'], 'appraise'],
    [['appraise', 'x', '--ot', 'y'], '--out'],
    [['check', '--formt', 'json'], '--format'],
  ])('a mistyped %j gets a suggestion and status 2', (words, meant) => {
    const run = yardstick(...words)
    expect(run.status).toBe(2)
    expect(run.err).toContain(`Did you mean ${meant}?`)
  })

  it('a missing argument and a wrong value are told, status 2', () => {
    expect(yardstick('appraise')).toMatchObject({ status: 2, out: '' })
    expect(yardstick('check', '--format', 'xml').status).toBe(2)
  })
})

describe('appraise', () => {
  it('writes results and says where to look', () => {
    const path = folder('good', {})
    const run = yardstick('appraise', path)
    expect(run.err).toBe('')
    expect(run.status).toBe(0)
    expect(run.out).toContain('2 rows read = 2 accepted + 0 rejected + 0 ignored')
    expect(run.out).toContain('index.html')
    expect(readdirSync(join(path, 'out')).toSorted()).toEqual([
      'appraisal.json',
      'carried.ndjson',
      'finance',
      'findings.ndjson',
      'index.html',
      'internal',
      'manifest.json',
      'people',
      'public',
      'rejected.csv',
    ])
    const finding = JSON.parse(readFileSync(join(path, 'out/findings.ndjson'), 'utf8').trim())
    expect(finding).toMatchObject({
      id: 'on-time/R2/0001',
      verdict: 'missed',
      measured: { value: 31, unit: 'minutes' },
      limit: { value: 30, unit: 'minutes' },
    })
  })

  it('writes the same bytes again, and nothing of this machine', () => {
    const path = folder('twice', {})
    const read = () =>
      readdirSync(join(path, 'out'), { recursive: true, encoding: 'utf8' })
        .filter(name => name.includes('.'))
        .map(name => readFileSync(join(path, 'out', name), 'utf8'))
    yardstick('appraise', path)
    const first = read()
    yardstick('appraise', path)
    expect(read()).toEqual(first)
    expect(first.some(text => text.includes(scratch))).toBe(false)
  })

  it('a file whose rows were all sent back judges nobody', () => {
    const path = folder('all-rejected', {
      'repair.csv': 'order_no,reported_at,arrived_at,technician\nR1,24-05-15,,0001\n',
    })
    yardstick('appraise', path)
    const { standards } = JSON.parse(readFileSync(join(path, 'out/appraisal.json'), 'utf8'))
    expect(standards).toMatchObject([
      { id: 'on-time', state: 'not-supplied', missing: [{ id: 'repair', isField: false }], missed: 0 },
    ])
  })

  it('a column that nobody filled in is told once, not of every case', () => {
    const records =
      'order_no,reported_at,arrived_at,technician\nR1,2024-03-05 14:00,2024-03-05 14:10,0001\nR2,2024-03-05 15:00,2024-03-05 15:10,0001\n'
    const pack = PACK.replace('within:', 'if-missing: undetermined, require: { quiet: true }, within:').replace(
      'technician: {',
      'quiet: { type: yes-no, title: { zh: 安静, en: Quiet } }\n      technician: {',
    )
    const path = folder('blank-column', { 'repair.csv': records, 'rules/pack.yaml': pack })
    expect(yardstick('appraise', path).status).toBe(0)
    const appraisal = JSON.parse(readFileSync(join(path, 'out/appraisal.json'), 'utf8'))
    expect(appraisal.findings.undetermined).toBe(0)
    expect(appraisal.standards[0]).toMatchObject({
      state: 'not-supplied',
      undetermined: 0,
      missing: [{ id: 'repair.quiet', title: { zh: '报修的“安静”', en: 'Quiet of Repair' }, isField: true }],
    })
    expect(readFileSync(join(path, 'out/findings.ndjson'), 'utf8')).toBe('')
    expect(readFileSync(join(path, 'out/index.html'), 'utf8')).toContain('no record carries: Quiet of Repair')
    // One record that says so, and every case is judged again.
    const one = records
      .replace('technician', 'technician,quiet')
      .replaceAll(',0001', ',0001,')
      .replace(',0001,', ',0001,yes')
    writeFileSync(join(path, 'repair.csv'), one)
    expect(yardstick('appraise', path).status).toBe(0)
    const again = JSON.parse(readFileSync(join(path, 'out/appraisal.json'), 'utf8'))
    expect(again.findings).toMatchObject({ met: 1, undetermined: 1 })
  })

  it('a roster row that was sent back is told, and fails --strict', () => {
    const path = folder('roster', { 'people.csv': 'id,name,post\n0001,A,fitter\n0002,B,fittr\n' })
    const run = yardstick('appraise', path, '--strict')
    expect(run.out).toContain('1 rows rejected')
    expect(run.status).toBe(1)
  })

  it('links lead to the sheets of people whose numbers are no plain letters', () => {
    const path = folder('names', { 'people.csv': 'id,name,post\n0001,A,fitter\n后勤 1,B,fitter\n' })
    yardstick('appraise', path)
    const index = readFileSync(join(path, 'out/index.html'), 'utf8')
    const hrefs = [...index.matchAll(/href="(people\/[^"]+)"/g)].map(match => decodeURIComponent(match[1] ?? ''))
    expect(hrefs.length).toBe(2)
    for (const href of hrefs) expect(existsSync(join(path, 'out', href)), href).toBe(true)
  })

  it('a dry run writes nothing', () => {
    const path = folder('dry', {})
    expect(yardstick('appraise', path, '--check-only').status).toBe(0)
    expect(existsSync(join(path, 'out'))).toBe(false)
  })

  it('a bad row never stops the run; --strict ends with 1', () => {
    const path = folder('rows', {
      'repair.csv':
        'order_no,reported_at,arrived_at,technician\nR1,2024-13-05 14:00,,0001\nR2,2024-03-05 15:00,2024-03-05 15:31,0001\n',
    })
    expect(yardstick('appraise', path).status).toBe(0)
    expect(readFileSync(join(path, 'out/rejected.csv'), 'utf8')).toContain('2024-13-05 14:00')
    expect(yardstick('appraise', path, '--strict').status).toBe(1)
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['no appraisal.yaml', { 'appraisal.yaml': '' }, 'setup-missing'],
    [
      'a period that cannot be read',
      { 'appraisal.yaml': 'period: spring\nrules: rules\npeople: people.csv\n' },
      'period-unknown',
    ],
    [
      'a cut-off before the period',
      { 'appraisal.yaml': 'period: 2024-H1\nas-of: 2023-12-31\nrules: rules\npeople: people.csv\n' },
      'wrong-date',
    ],
    ['a roster that is not there', { 'people.csv': '' }, 'file-unreadable'],
    ['an empty roster', { 'people.csv': 'id,name,post\n' }, 'people-missing'],
    ['nobody in post', { 'people.csv': 'id,name,post,from\n0001,A,fitter,2025-01-01\n' }, 'people-none-in-period'],
    [
      'a reporting line that runs in a circle',
      { 'people.csv': 'id,name,post,reports_to\n0001,A,fitter,0002\n0002,B,fitter,0001\n' },
      'reports-in-circle',
    ],
    ['no records at all', { 'repair.csv': '' }, 'records-missing'],
    ['an empty pack', { 'rules/pack.yaml': '# nothing\n' }, 'pack-empty'],
    ['a pack with an error', { 'rules/pack.yaml': PACK.replace('within:', 'wihtin:') }, 'unknown-key'],
  ])('%s: one clear message, status 1, nothing written', (name, files, code) => {
    const path = folder(name.replaceAll(/\W/g, '-'), files)
    const run = yardstick('appraise', path)
    expect(run.err).toContain(code)
    expect(run.err).toContain('Nothing was written.')
    expect(run.status).toBe(1)
    expect(existsSync(join(path, 'out'))).toBe(false)
  })

  it('a folder that is not there', () => {
    expect(yardstick('appraise', 'nowhere')).toMatchObject({ status: 1, out: '' })
  })

  it('never replaces a folder that holds other things', () => {
    const path = folder('foreign', {})
    mkdirSync(join(path, 'out'))
    writeFileSync(join(path, 'out/thesis.txt'), 'mine')
    const run = yardstick('appraise', path)
    expect(run.status).toBe(1)
    expect(run.err).toContain('out-refused')
    expect(readdirSync(join(path, 'out'))).toEqual(['thesis.txt'])
  })
})

/** Clauses registered in the shipped pack. */
const CLAUSES = 448

/** A pack with one mistake, in a file whose name is not plain ASCII. */
function brokenPack(name: string): string {
  const rules = "posts:\n  clerk: { title: 'A, b: 100%', levle: staff, level: staff }\n"
  return join(folder(name, { 'rules/规则.yaml': rules }), 'rules')
}

describe('check', () => {
  it('--clauses: what follows from each clause, and why nothing does', () => {
    const lines = yardstick('check', '--clauses', '--lang', 'en').out.split('\n')
    expect(lines.filter(line => /^S1-\d\d {2}/.test(line))).toHaveLength(98)
    expect(lines).toContain('S1-05  standards eight-teeth, smile-at-twenty-metres; parameters distance-tolerance')
    expect(lines).toContain('S1-37  outcomes two-excellent-in-a-year; parameters annual-excellence-bonus')
    expect(lines).toContain('S1-38  pack grades')
    expect(lines.filter(line => /^S\d-\d+ {2}/.test(line))).toHaveLength(CLAUSES)
    expect(lines.find(line => line.startsWith('S1-45'))).toContain('unchecked: ')
    expect(yardstick('check', '--clauses', '--lang', 'zh').out).toContain('S1-12  奖惩 zero-defect')
  })
  it('--clauses --format json: the same for other programs', () => {
    const { traces } = JSON.parse(yardstick('check', '--clauses', '--format', 'json').out)
    expect(traces).toHaveLength(CLAUSES)
    const [trace] = traces.filter((one: { clause: string }) => one.clause === 'S1-08')
    expect(trace).toMatchObject({ clause: 'S1-08', standards: ['face-to-face-steps'], outcomes: [], blocks: [] })
  })
  it('finds nothing wrong with the shipped pack', () => {
    const run = yardstick('check', '--format', 'json')
    expect(run.status).toBe(0)
    const { diagnostics, clauses } = JSON.parse(run.out)
    expect(diagnostics.filter((one: { severity: string }) => one.severity === 'error')).toEqual([])
    expect(clauses).toMatchObject({ total: CLAUSES, open: 0 })
    expect(clauses.unchecked).toBeLessThan(30)
    expect(run.out).not.toContain('traces')
  })

  it('--unscored: what no scorecard takes, one line each', () => {
    const also =
      '  also: { title: { zh: 又, en: Also }, kind: requirement, event: repair, require: { technician: "1" }, charge: technician, clauses: [X-1] }\n'
    const card =
      'scorecards: { c: { title: { zh: 表, en: Card }, posts: [fitter], sections: { s: { title: { zh: 一, en: One }, marks: 100, method: rate, items: [ { standards: on-time } ] } } } }\n'
    const path = folder('unscored', { 'rules/pack.yaml': PACK.replace('sources:', `${also}sources:`) + card })
    const run = yardstick('check', join(path, 'rules'), '--unscored')
    expect(run.status).toBe(0)
    expect(run.err).toContain('info standard-not-scored')
    expect(run.out).toMatch(/pack.yaml:\d+:3 {2}also {2}Also\n2 standards/)
    const json = JSON.parse(yardstick('check', '--folder', path, '--unscored', '--format', 'json').out)
    expect(json.unscored).toMatchObject([{ standard: 'also', column: 3 }])
  })

  it('--publish: keeps the numbers, and tells of one that is overwritten', () => {
    const path = join(folder('published', {}), 'rules')
    expect(yardstick('check', '--publish', '2024-06-30').status).toBe(2)
    const run = yardstick('check', path, '--publish', '2024-06-30')
    expect(run.status).toBe(0)
    expect(run.err).toMatch(/Kept in .*published.json: 1 of its numbers/)
    writeFileSync(join(path, 'pack.yaml'), PACK.replace('30 minutes, charge', '20 minutes, charge'))
    const again = yardstick('check', path)
    expect(again.status).toBe(0)
    expect(again.err).toContain('value-overwritten')
    expect(again.err).toContain('0 errors, 1 warning.')
    const kept = join(path, 'published.json')
    const elsewhere = folder('changed', { 'rules/pack.yaml': PACK.replace('30 minutes, charge', '20 minutes, charge') })
    expect(yardstick('check', join(elsewhere, 'rules')).err).not.toContain('value-overwritten')
    expect(yardstick('check', join(elsewhere, 'rules'), '--against', kept).err).toContain('value-overwritten')
    expect(yardstick('check', join(elsewhere, 'rules'), '--against', 'nowhere.json').status).toBe(1)
  })

  it('--profile: the shipped start', () => {
    const run = yardstick('check', '--profile', 'starter')
    expect(run.status).toBe(0)
    expect(run.out).toMatch(/^31 standards/)
  })

  it('--format sarif: for code hosts and editors', () => {
    const run = yardstick('check', brokenPack('check-sarif'), '--format', 'sarif')
    expect(run.status).toBe(1)
    const { version, runs } = JSON.parse(run.out)
    expect(version).toBe('2.1.0')
    const [{ tool, results }] = runs
    expect(tool.driver.rules).toEqual([
      expect.objectContaining({ id: 'unknown-key', defaultConfiguration: { level: 'error' } }),
    ])
    expect(results[0]).toMatchObject({ ruleId: 'unknown-key', ruleIndex: 0, level: 'error' })
    expect(results[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'check-sarif/rules/%E8%A7%84%E5%88%99.yaml' },
      region: { startLine: 2, startColumn: 33, endColumn: 38 },
    })
  })

  it('--format github: a line for each, with signs that mean something there in code', () => {
    const run = yardstick('check', brokenPack('check-github'), '--format', 'github')
    expect(run.status).toBe(1)
    expect(run.out).toMatch(
      /^::error file=check-github\/rules\/规则\.yaml,line=2,col=33,endColumn=38,title=unknown-key::There is no key 'levle' here/,
    )
    expect(run.out.trim().split('\n')).toHaveLength(1)
  })

  it('shows the place under a caret and what to write', () => {
    const path = folder('mistake', { 'rules/pack.yaml': PACK.replace('kind: deadline', 'kind: deadlin') })
    const run = yardstick('check', join(path, 'rules'))
    expect(run.status).toBe(1)
    expect(run.err).toContain('unknown-kind')
    expect(run.err).toContain('^^^^^^^')
    expect(run.err).toContain('deadline')
  })
})

describe('test', () => {
  const test = (expected: string) =>
    `tests:\n  - name: one minute over\n    standard: on-time\n    events: [ { type: repair, order_no: R2, reported_at: 2024-03-05 15:00, arrived_at: 2024-03-05 15:31, technician: "0001" } ]\n    expect: [ { case: R2, verdict: ${expected} } ]\n`
  const packWith = (name: string, files: Readonly<Record<string, string>>) =>
    join(
      folder(name, Object.fromEntries(Object.entries(files).map(([file, text]) => [`rules/${file}`, text]))),
      'rules',
    )

  it('every test of the shipped pack passes, and no rule is without its example', () => {
    const run = yardstick('test', '--gaps')
    expect(run.status).toBe(0)
    expect(run.out).toMatch(/^\d+ tests: \d+ passed, 0 failed\.\nExamples cover 100% /)
  })

  it('shows expected and seen at the line of the expectation, with the reason', () => {
    const pack = packWith('test-fails', { 'a.test.yaml': test('met') })
    const run = yardstick('test', pack)
    expect(run.status).toBe(1)
    const [place, ...lines] = run.out.split('\n')
    expect(place).toBe('test-fails/rules/a.test.yaml:5:5 on-time: one minute over')
    expect(lines.slice(0, 2)).toEqual(['  - { case: R2, verdict: met }', '  + { case: R2, verdict: missed }'])
    expect(lines[2]).toContain('took 31 minutes')
    expect(lines).toContain('1 tests: 0 passed, 1 failed.')
    expect(yardstick('test', pack, '--lang', 'zh').out).toContain('测试 1 条：通过 0，未通过 1。')
  })

  it('passes with gaps unless asked for them', () => {
    const pack = packWith('test-gaps', { 'a.test.yaml': test('missed') })
    const run = yardstick('test', pack)
    expect(run.status).toBe(0)
    expect(run.out).toContain('Examples cover 33% (1 of 3). --gaps lists what is missing.')
    const asked = yardstick('test', pack, '--gaps')
    expect(asked.status).toBe(1)
    expect(asked.out).toContain('test-gaps/rules/pack.yaml:16:3 on-time: is never met')
  })

  it('--format junit: for build servers', () => {
    const pack = packWith('test-junit', { 'a.test.yaml': test('met').replace('one minute over', '"<over> & out"') })
    const run = yardstick('test', pack, '--format', 'junit')
    expect(run.status).toBe(1)
    expect(run.out).toContain('<testsuites tests="1" failures="1">')
    expect(run.out).toContain('<testcase classname="on-time" name="&lt;over&gt; &amp; out"')
    expect(run.out).toMatch(/<failure>- \{ case: R2, verdict: met \}\n\+ /)
  })

  it('--mutate: what no test notices, where, and which example it lacks', () => {
    const pack = packWith('test-mutants', { 'a.test.yaml': test('missed') })
    const run = yardstick('test', pack, '--mutate')
    expect(run.status).toBe(1)
    expect(run.out).toContain(
      'on-time: within → 29 minutes\n  No test notices. The example it lacks: a case measured at 30 ',
    )
    expect(run.out).toMatch(/\d+ changes: \d+ noticed by a test, 0 with a written reason, \d+ unnoticed\./)
    const { mutants, coverage } = JSON.parse(yardstick('test', pack, '--mutate', '--format', 'json').out)
    expect(mutants).toMatchObject({
      survived: mutants.survivors.length,
      killed: mutants.made - mutants.survived,
      excused: 0,
    })
    expect(mutants.survivors[0]).toMatchObject({
      mutant: 'on-time: within → 29 minutes',
      file: 'test-mutants/rules/pack.yaml',
    })
    expect(coverage.wanted).toBeGreaterThan(0)
  })

  it('--mutate: nothing is changed while a test fails', () => {
    const failing = packWith('test-mutants-fail', { 'a.test.yaml': test('met') })
    const run = yardstick('test', failing, '--mutate')
    expect(run.status).toBe(1)
    expect(run.out).toContain('1 tests: 0 passed, 1 failed.')
    expect(run.out).not.toContain('changes:')
  })

  it('--format json: the same for other programs', () => {
    const pack = packWith('test-json', { 'a.test.yaml': test('met') })
    const { passed, failed, failures, coverage } = JSON.parse(yardstick('test', pack, '--format', 'json').out)
    expect({ passed, failed }).toEqual({ passed: 0, failed: 1 })
    expect(failures[0]).toMatchObject({ id: 'on-time', file: 'test-json/rules/a.test.yaml', line: 5, column: 5 })
    expect(failures[0].difference.map((line: { sign: string }) => line.sign)).toEqual(['-', '+'])
    expect(coverage).toMatchObject({ percent: 0, wanted: 2, shown: 0 })
  })

  it.each([
    ['no tests', {}, [], 'The pack holds no tests'],
    ['a filter that nothing matches', { 'a.test.yaml': test('missed') }, ['--only', 'nix'], "holds 'nix'"],
    [
      'a pack that does not compile',
      { 'a.test.yaml': test('missed').replace('on-time', 'in-time') },
      [],
      'unknown-standard',
    ],
    ['a test of nothing', { 'a.test.yaml': 'tests: [ { name: a, expect: [] } ]' }, [], 'missing-key'],
    [
      'a test of two things',
      { 'a.test.yaml': 'tests: [ { name: a, standard: on-time, outcome: on-time, expect: [] } ]' },
      [],
      'wrong-value',
    ],
    [
      'a map expected of a standard',
      { 'a.test.yaml': 'tests: [ { name: a, standard: on-time, expect: { score: 1 } } ]' },
      [],
      'wrong-value',
    ],
  ] as const)('%s never passes', (name, files, words, told) => {
    const run = yardstick('test', packWith(`test-never-${name.replaceAll(' ', '-')}`, files), ...words)
    expect(run.status).toBe(1)
    expect(run.err).toContain(told)
  })
})

describe('compare', () => {
  it('wants to know with what', () => {
    const run = yardstick('compare', '.')
    expect(run).toMatchObject({ status: 2, out: '' })
    expect(run.err).toContain('--with')
    expect(yardstick('compare', '.', '--values-of', '2025').err).toContain("'2025' should be 2025-09-01")
  })

  it('a folder that is no appraisal, and a pack that is not there', () => {
    expect(yardstick('compare', 'nowhere', '--with', 'rules').err).toContain('nowhere')
    const run = yardstick('compare', join(root, 'examples/boston-311'), '--with', 'nowhere')
    expect(run.status).toBe(1)
    expect(run.err).toContain('nowhere')
  })
})

describe('format', () => {
  it('shows what would change, then changes it, then has nothing to do', () => {
    const pack = join(folder('format-me', {}), 'rules')
    const file = resolve(scratch, pack, 'pack.yaml')
    const before = `${SMALL_PACK.trim()}\nparameters: { soon: { title: 尽快, value: 30 minutes } }\n`
    writeFileSync(file, before.replace('30 minutes', '30分钟'))
    const looked = yardstick('format', pack, '--check')
    expect(looked).toMatchObject({ status: 1, err: '' })
    expect(looked.out).toMatch(/\+ .*30 minutes.*\n1 of 1 files would change\.\n$/)
    expect(readFileSync(file, 'utf8')).toContain('30分钟')
    expect(yardstick('format', pack).out).toContain('1 of 1 files changed.')
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(yardstick('format', pack, '--lang', 'zh').out).toBe('1 个文件都已是规范写法。\n')
  })

  it('a folder that is not there, and one without rules', () => {
    expect(yardstick('format', 'nowhere')).toMatchObject({ status: 1, err: expect.stringContaining("'nowhere'") })
  })
})

describe('explain', () => {
  let out: string
  beforeAll(() => {
    const path = folder('explained', {})
    yardstick('appraise', path)
    out = join(path, 'out')
  })

  it('goes down to the record’s row and the rule’s line', () => {
    const run = yardstick('explain', out, '0001')
    expect(run.status).toBe(0)
    expect(run.out).toContain('repair.csv:3')
    expect(run.out).toContain('pack.yaml:16')
  })

  it('tells how one finding came about: each condition with what it saw, and the clock', () => {
    const run = yardstick('explain', out, '0001', 'k-0001')
    expect(run.out).toMatch(
      /Clock: Limit 30 minutes {2}⇐ {2}'Reported' Tue 2024-03-05 15:00 → due Tue 2024-03-05 15:30/,
    )
    const [finding = ''] = readFileSync(join(out, 'findings.ndjson'), 'utf8').split('\n')
    expect(yardstick('explain', out, JSON.parse(finding).id).out).toContain('Clock: Limit 30 minutes')
  })

  it('tells what a standard says, in both languages', () => {
    const run = yardstick('explain', out, 'on-time')
    expect(run.out).toContain("Required: From 'Reported' to 'Arrived': within 30 minutes")
    expect(run.out).toContain('Verdicts of this run')
    expect(yardstick('explain', out, 'on-time', '--lang', 'zh').out).toContain('不超过 30 分钟')
  })

  it('says so where the results are of a version that told less', () => {
    rmSync(join(out, 'internal'), { recursive: true })
    expect(yardstick('explain', out, 'on-time')).toMatchObject({ status: 1 })
    expect(yardstick('explain', out, 'on-time').err).toContain('run yardstick appraise again')
    expect(yardstick('explain', out, '0001').status).toBe(0)
  })

  it('suggests a standard, refuses somebody unknown, and a folder without results', () => {
    expect(yardstick('explain', out, '0001', 'on-tme')).toMatchObject({ status: 1 })
    expect(yardstick('explain', out, '0001', 'on-tme').err).toContain('Did you mean on-time?')
    expect(yardstick('explain', out, '0009')).toMatchObject({ status: 1, out: '' })
    expect(yardstick('explain', 'nowhere', '0001')).toMatchObject({ status: 1, out: '' })
  })
})

it('schema prints JSON Schemas', () => {
  for (const name of ['pack', 'tests', 'appraisal'])
    expect(JSON.parse(yardstick('schema', name).out).$schema).toContain('2020-12')
  expect(yardstick('schema', 'pck').status).toBe(2)
})
