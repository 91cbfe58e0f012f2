/** `yardstick init`: the starter passes everything at once, and nothing of anybody's is overwritten. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Run, yardstickIn } from '../support/command-line.ts'

const root = resolve(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-init-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const yardstick = (...words: readonly string[]): Run => yardstickIn(scratch, 'en', ...words)

describe('a starter', () => {
  let made: Run
  beforeAll(() => {
    made = yardstick('init', 'work/starter')
  })
  const files = () =>
    readdirSync(join(scratch, 'work/starter'), { recursive: true, withFileTypes: true })
      .filter(entry => !entry.isDirectory() && !entry.parentPath.includes('/out'))
      .map(entry => join(entry.parentPath, entry.name))

  it('is made with the folder above it; what was made and what comes next is told', () => {
    expect(made).toMatchObject({ status: 0, err: '' })
    const lines = made.out.split('\n')
    expect(lines[0]).toBe('Made work/starter:')
    expect(lines).toContain('  rules/standards/repairs.yaml')
    expect(lines.slice(-5).map(line => line.trim().split('  ')[0])).toEqual([
      'Next:',
      'yardstick check work/starter/rules',
      'yardstick test work/starter/rules',
      'yardstick appraise work/starter',
      '',
    ])
    expect(lines.filter(line => /^ {2}[^ ]+$/.test(line))).toHaveLength(files().length)
  })

  it('passes check without a warning', () => {
    expect(yardstick('check', 'work/starter/rules')).toMatchObject({ status: 0, err: '' })
    expect(yardstick('format', 'work/starter/rules', '--check').status).toBe(0)
  })

  it('shows every rule by an example, and no small change goes unnoticed', () => {
    expect(yardstick('test', 'work/starter/rules', '--gaps')).toMatchObject({ status: 0, err: '' })
    const run = yardstick('test', 'work/starter/rules', '--mutate')
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(run.out).toMatch(/(\d+) changes: \1 noticed by a test, 0 with a written reason, 0 unnoticed\./)
  })

  it('is appraised, with cases met, missed and pending, and somebody without a grade', () => {
    const run = yardstick('appraise', 'work/starter', '--strict')
    expect(run).toMatchObject({ status: 0, err: '' })
    const { findings, people, records } = JSON.parse(
      readFileSync(join(scratch, 'work/starter/out/appraisal.json'), 'utf8'),
    )
    expect(findings).toEqual({ met: 31, missed: 5, pending: 1, undetermined: 0, exempt: 0, unattributed: 0 })
    expect(records).toMatchObject({ read: 35, accepted: 35 })
    expect(people.map((person: { grade: string | null }) => person.grade)).toEqual([
      'excellent',
      null,
      'excellent',
      'good',
    ])
  })

  it('points editors at schemas that lie in the folder, the same as the program’s', () => {
    for (const name of ['pack', 'tests', 'appraisal'])
      expect(readFileSync(join(scratch, `work/starter/.vscode/${name}.schema.json`), 'utf8')).toBe(
        readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8'),
      )
    const settings = JSON.parse(readFileSync(join(scratch, 'work/starter/.vscode/settings.json'), 'utf8'))
    for (const path of Object.keys(settings['yaml.schemas']))
      expect(existsSync(join(scratch, 'work/starter', path)), path).toBe(true)
    for (const file of files().filter(path => path.endsWith('.yaml'))) {
      const [first = ''] = readFileSync(file, 'utf8').split('\n')
      const schema = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1]
      expect(schema, file).toBeDefined()
      expect(existsSync(resolve(dirname(file), schema ?? '')), `${file}: ${schema}`).toBe(true)
      expect(schema?.includes('tests'), file).toBe(file.endsWith('.test.yaml'))
    }
  })
})

describe('what is already there', () => {
  it('is named, and stays as it is', () => {
    const folder = join(scratch, 'mine')
    mkdirSync(folder)
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) writeFileSync(join(folder, name), 'mine')
    const run = yardstick('init', 'mine')
    expect(run).toMatchObject({ status: 1, out: '' })
    expect(run.err).toBe("'mine' is not empty; it holds a, b, c, d, e, …. Nothing was written.\n")
    expect(yardstickIn(scratch, 'zh', 'init', 'mine').err).toContain('“mine”不是空的，里面有：a、b、c、d、e……。')
    expect(readdirSync(folder)).toHaveLength(6)
  })

  it('may be an empty folder, one under version control, or one that a desktop looked at', () => {
    const folder = join(scratch, 'fresh')
    mkdirSync(join(folder, '.git'), { recursive: true })
    writeFileSync(join(folder, '.DS_Store'), '')
    expect(yardstick('init', 'fresh').status).toBe(0)
  })

  it.each([['a-file'], ['a-file/below']])('is a file: %s', path => {
    writeFileSync(join(scratch, 'a-file'), 'mine')
    const run = yardstick('init', path)
    expect(run).toMatchObject({ status: 1, out: '' })
    expect(run.err).toContain('Nothing was written.')
    expect(readFileSync(join(scratch, 'a-file'), 'utf8')).toBe('mine')
  })
})

it('a path that a shell would take apart is quoted in what comes next', () => {
  expect(yardstick('init', 'my rules').out).toContain('yardstick check "my rules/rules"')
})
