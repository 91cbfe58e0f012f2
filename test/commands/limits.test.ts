/** `yardstick limits` as a person calls it: what it prints, what it writes, how it ends. */

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { yardstickIn } from '../support/command-line.ts'

const FIXTURE = resolve(import.meta.dirname, '../fixtures/limits')
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-limits-'))
afterAll(() => rmSync(scratch, { recursive: true }))

let count = 0
function folder(): string {
  const path = join(scratch, String(++count))
  cpSync(FIXTURE, path, { recursive: true })
  return path
}

const pack = (path: string) => readFileSync(join(path, 'rules/pack.yaml'), 'utf8')

describe('the export', () => {
  it('is named in the language, and what is there is left alone', () => {
    const path = folder()
    const first = yardstickIn(path, 'zh', 'limits', 'rules')
    expect(first).toMatchObject({ status: 0, err: '' })
    expect(first.out).toContain('写好了 标准维护表.xlsx：9 个数，其中 7 个可以在表里改')
    expect(first.out).toContain('yardstick limits rules --import 标准维护表.xlsx')
    expect(yardstickIn(path, 'zh', 'limits', 'rules').status).toBe(0)
    writeFileSync(join(path, '标准维护表.xlsx'), 'marked up')
    const refused = yardstickIn(path, 'zh', 'limits', 'rules')
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('已经在了，里面可能有填好的改动，没有覆盖')
    expect(readFileSync(join(path, '标准维护表.xlsx'), 'utf8')).toBe('marked up')
    expect(yardstickIn(path, 'zh', 'limits', 'rules', '--force').status).toBe(0)
    expect(yardstickIn(path, 'en', 'limits', 'rules').out).toContain('Wrote limits.xlsx: 9 numbers, of which 7')
    expect(existsSync(join(path, 'limits.xlsx.new'))).toBe(false)
  })

  it('tells the mistakes of a broken pack and writes nothing', () => {
    const path = folder()
    writeFileSync(join(path, 'rules/pack.yaml'), pack(path).replace('from: 80', 'from: 180'))
    const run = yardstickIn(path, 'en', 'limits', 'rules')
    expect(run.status).toBe(1)
    expect(run.err).toContain('bands-broken')
    expect(existsSync(join(path, 'limits.xlsx'))).toBe(false)
  })
})

describe('the import', () => {
  const since = ['--since', '2017-04-26'] as const

  it('without a terminal shows the changes, writes nothing and says what to do', () => {
    const path = folder()
    const run = yardstickIn(path, 'en', 'limits', 'rules', '--import', 'filled-in.xlsx', ...since)
    expect(run.status).toBe(2)
    expect(run.out).toContain(
      'There within 30 minutes, Within: 30 minutes (from 2017-04-26) → 20 minutes from 2025-09-01: 2025 年第 3 次办公会',
    )
    expect(run.out).toContain('+++ rules/pack.yaml')
    expect(run.out).toContain('+        2025-09-01: 82, # 教代会')
    expect(run.err).toContain('run it again with --yes')
    expect(pack(path)).toBe(pack(FIXTURE))
  })

  it('with --dry-run ends well and writes nothing', () => {
    const path = folder()
    const run = yardstickIn(path, 'zh', 'limits', 'rules', '--import', 'filled-in.xlsx', '--dry-run', ...since)
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(run.out).toContain(
      '三十分钟到场，不超过：30 分钟（2017-04-26 起） → 20 分钟，2025-09-01 起，2025 年第 3 次办公会',
    )
    expect(run.out).toContain('只是查看，没有写')
    expect(pack(path)).toBe(pack(FIXTURE))
  })

  it('with --yes writes, once', () => {
    const path = folder()
    const run = yardstickIn(path, 'zh', 'limits', 'rules', '--import', 'filled-in.xlsx', '--yes', ...since)
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(run.out).toContain('写好了：4 个数，2 个文件')
    expect(pack(path)).toContain('    value: { 2025-09-01: 500 }\n')
    expect(yardstickIn(path, 'zh', 'check', 'rules').status).toBe(0)
    const again = yardstickIn(path, 'zh', 'limits', 'rules', '--import', 'filled-in.xlsx', '--yes', ...since)
    expect(again.out).toContain('没有改动')
  })

  it('with a mistake in the workbook names sheet and cell, and leaves the files alone', () => {
    const path = folder()
    const run = yardstickIn(path, 'en', 'limits', 'rules', '--import', 'filled-in.xlsx', '--yes')
    expect(run.status).toBe(1)
    expect(run.err).toContain('filled-in.xlsx:2:7 error limits-date')
    expect(run.err).toContain('等级与口径!G2: The old values of 1 changes stand without a date')
    expect(run.err).toContain('The rule files were left as they are.')
    expect(pack(path)).toBe(pack(FIXTURE))
  })
})

describe('what goes together', () => {
  it.each<[readonly string[], number, string]>([
    [['--import', 'nowhere.xlsx'], 1, 'nowhere.xlsx is not there'],
    [['--since', '2025-02-30', '--import', 'filled-in.xlsx'], 2, "--since: '2025-02-30' should be 2025-09-01"],
    [['--on', 'soon'], 2, "--on: 'soon' should be 2025-09-01"],
    [['--yes'], 2, '--yes goes with --import.'],
    [['--dry-run'], 2, '--dry-run goes with --import.'],
    [['--out', 'x.xlsx', '--import', 'filled-in.xlsx'], 2, '--out is for the export'],
  ])('%j is told', (words, status, told) => {
    const run = yardstickIn(FIXTURE, 'en', 'limits', 'rules', ...words)
    expect(run.status).toBe(status)
    expect(run.err).toContain(told)
  })
})
