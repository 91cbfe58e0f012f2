/** The starter with its repairs in a PostgreSQL: the same appraisal as from the file, the same bytes each time, nothing of the connection in it. */

import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { BUNDLE } from '../../scripts/bundle-options.ts'
import { type Run, yardstickIn } from '../support/command-line.ts'
import { READER, type Server, startPostgres } from '../support/postgres.ts'

const root = resolve(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-database-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The program as it is shipped. */
async function bundled(): Promise<string> {
  const home = join(scratch, 'package')
  mkdirSync(home, { recursive: true })
  for (const name of ['package.json', 'templates', 'rules', 'schemas'])
    if (!existsSync(join(home, name))) symlinkSync(join(root, name), join(home, name))
  await build({
    ...BUNDLE,
    entryPoints: [join(root, 'src/cli.ts')],
    absWorkingDir: root,
    outdir: join(home, 'dist'),
    logLevel: 'silent',
  })
  return join(home, 'dist/cli.js')
}

const started = await startPostgres()

describe.skipIf(!started)('records from a query', () => {
  const server = started as Server
  const files = join(scratch, 'files')
  let setup = ''

  beforeAll(async () => {
    for (const name of ['DATABASE_URL', 'PGOPTIONS', 'PGSSLMODE', 'PGSSLROOTCERT']) vi.stubEnv(name, '')
    for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value)
    expect(yardstickIn(scratch, 'en', 'init', 'files').status).toBe(0)
    setup = readFileSync(join(files, 'appraisal.yaml'), 'utf8')
    const rows: readonly Readonly<Record<string, string>>[] = parse(readFileSync(join(files, 'records/repair.csv')), {
      columns: true,
      bom: true,
    })
    const values = rows.map(row =>
      ['工单号', '报修时间', '修好时间', '维修工'].map(name => (row[name] ? `'${row[name]}'` : 'null')).join(', '),
    )
    await server.run(`
      set time zone 'Asia/Shanghai';
      create table repair_order (no text primary key, reported timestamptz, done timestamp, technician text);
      insert into repair_order values ${values.map(one => `(${one})`).join(', ')};
      grant select on repair_order to ${READER.user}`)
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await server.stop()
  })

  const QUERY = `select no as 工单号, reported as 报修时间, done as 修好时间, technician as 维修工
      from repair_order
      where reported >= '2024-01-01' and reported < '2024-07-01'
      order by 工单号`

  let made = 0
  /** The starter without its file of repairs. */
  function folderAsking(query = QUERY): string {
    const name = `database-${++made}`
    cpSync(files, join(scratch, name), { recursive: true, filter: path => !path.endsWith('repair.csv') })
    writeFileSync(
      join(scratch, name, 'appraisal.yaml'),
      `${setup}records:\n  repair:\n    query: |\n      ${query}\n    from: postgres\n`,
    )
    return name
  }
  const yardstick = (...more: readonly string[]): Run => yardstickIn(scratch, 'en', ...more)
  const read = (...path: readonly string[]) => readFileSync(join(scratch, ...path), 'utf8')
  const written = (name: string) =>
    readdirSync(join(scratch, name), { recursive: true, withFileTypes: true })
      .filter(entry => !entry.isDirectory())
      .map(entry => join(entry.parentPath, entry.name))
      .toSorted()

  it('give what the same records give from a file', () => {
    const name = folderAsking()
    for (const folder of ['files', name]) expect(yardstick('appraise', folder)).toMatchObject({ status: 0, err: '' })
    const [fromFile, fromQuery] = ['files', name].map(folder => JSON.parse(read(folder, 'out/appraisal.json')))
    for (const part of ['findings', 'standards', 'measures', 'people']) {
      const named = JSON.stringify(fromQuery[part]).replaceAll('postgres: repair', 'records/repair.csv')
      expect(JSON.parse(named)).toEqual(fromFile[part])
    }
    // A file counts its header as a row.
    expect(read('files', 'out/findings.ndjson')).toContain('"file":"records/repair.csv","row":9,"id":"R24008"')
    expect(read(name, 'out/findings.ndjson')).toContain('"file":"postgres: repair","row":8,"id":"R24008"')
  })

  it('give the same bytes each time, wherever the server keeps its rows', async () => {
    const name = folderAsking()
    const bytes = () => {
      expect(yardstick('appraise', name).status).toBe(0)
      return written(join(name, 'out')).map(path => [path, readFileSync(path, 'utf8')])
    }
    const before = bytes()
    await server.run("update repair_order set done = done where no < 'R24010'")
    expect(await server.ask('select no from repair_order limit 1')).not.toEqual(['R24001'])
    expect(bytes()).toEqual(before)
  })

  it('stand in the manifest with the query and a hash of the rows, and nowhere with the connection', () => {
    const name = folderAsking()
    yardstick('appraise', name)
    const { inputs } = JSON.parse(read(name, 'out/manifest.json'))
    expect(inputs).toContainEqual({
      file: 'postgres: repair',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      query: `${QUERY.replaceAll('\n      ', '\n')}\n`,
    })
    for (const path of written(join(name, 'out'))) {
      const text = readFileSync(path, 'utf8')
      for (const secret of [READER.password, server.environment.PGHOST ?? '', `:${server.port}`, `"${READER.user}"`])
        expect(text.includes(secret), `${secret} in ${path}`).toBe(false)
    }
  })

  it('that cannot be read go back like those of a file; there is no copy to mark', () => {
    const name = folderAsking(
      "select no as 工单号, reported as 报修时间, '0999' as 维修工 from repair_order order by 工单号",
    )
    const { status, err } = yardstick('appraise', name, '--strict')
    expect(status).toBe(1)
    expect(err).toContain("postgres: repair\n    '维修工': 25 ×, '0999' is not in the roster (1, 2, 3 …)")
    expect(read(name, 'out/rejected.csv').split('\n')[1]).toMatch(
      /^postgres: repair,,1,,维修工,0999,repair\.technician,/,
    )
    expect(read(name, 'out/internal/records.html')).toContain('postgres: repair')
    expect(existsSync(join(scratch, name, 'out/internal/returned'))).toBe(false)
  })

  it('are listed by needs and records; --write leaves the query as it stands', () => {
    const name = folderAsking()
    expect(yardstick('needs', '--folder', name).out).toContain('postgres: repair')
    const before = read(name, 'appraisal.yaml')
    const { status, out } = yardstick('records', name, '--format', 'json', '--write')
    expect(status).toBe(0)
    expect(JSON.parse(out).named).toContain('postgres: repair')
    expect(read(name, 'appraisal.yaml')).toBe(before)
  })

  it('are no ground for a comparison where they change between its two appraisals', () => {
    const same = yardstick('compare', folderAsking(), '--with', 'files/rules')
    expect(same).toMatchObject({ status: 0, err: '' })
    const changing = folderAsking(QUERY.replace('no as', 'no || pg_backend_pid() as'))
    const run = yardstick('compare', changing, '--with', 'files/rules')
    expect(run.status).toBe(1)
    expect(run.err).toContain("'postgres: repair' changed between the two appraisals")
  })

  it.each([
    [
      'zh',
      'PGPASSWORD',
      'not-the-password',
      'appraisal.yaml:14:12 错误 database-unreachable\n  数据库不让用户“reader”连接',
    ],
    [
      'en',
      'PGPASSWORD',
      'not-the-password',
      "appraisal.yaml:14:12 error database-unreachable\n  The database does not let the user 'reader' in",
    ],
    ['en', 'PGDATABASE', '', 'neither PGDATABASE nor DATABASE_URL is set'],
  ] as const)(
    '%s: what is wrong with %s is told; the results that were there stay',
    (language, variable, value, words) => {
      const name = folderAsking()
      yardstick('appraise', name)
      const before = read(name, 'out/manifest.json')
      vi.stubEnv(variable, value)
      onTestFinished(() => {
        vi.stubEnv(variable, server.environment[variable])
      })
      const { status, out, err } = yardstickIn(scratch, language, 'appraise', name)
      expect([status, out]).toEqual([1, ''])
      expect(err).toContain(words)
      expect(err).not.toMatch(/not-the-password|\n\s+at /)
      expect(read(name, 'out/manifest.json')).toBe(before)
    },
  )

  it('are read by the program as it is shipped', async () => {
    const program = await bundled()
    const name = folderAsking()
    execFileSync(process.execPath, [program, 'appraise', name, '--lang', 'en'], { cwd: scratch, stdio: 'pipe' })
    expect(JSON.parse(read(name, 'out/appraisal.json')).records.byType.repair.accepted).toBe(25)
  })
})
