/** `yardstick completion`: scripts made from the commands themselves, and in bash what Tab then offers. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { yardstickIn } from '../support/command-line.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-completion-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const SHELLS = ['bash', 'zsh', 'fish'] as const
const scripts = new Map<string, string>()
beforeAll(() => {
  for (const shell of SHELLS) {
    const { out, status } = yardstickIn(scratch, 'en', 'completion', shell)
    expect(status).toBe(0)
    scripts.set(shell, out)
    writeFileSync(join(scratch, shell), out)
  }
})

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

describe.each(SHELLS)('%s', shell => {
  it('knows every command and option that help lists', () => {
    const script = scripts.get(shell) ?? ''
    const commands = [...yardstickIn(scratch, 'en', '--help').out.matchAll(/^ {2}([a-z]+) .*$/gm)].map(
      match => match[1] ?? '',
    )
    const known = commands.filter(command => command !== 'yardstick')
    expect(known).toEqual(expect.arrayContaining(['init', 'appraise', 'check', 'test', 'completion', 'help']))
    for (const command of known) expect(script).toMatch(new RegExp(`\\b${command}\\b`))
    const { out } = yardstickIn(scratch, 'en', 'appraise', '--help')
    for (const [, option = ''] of out.matchAll(/--([a-z-]+)/g)) expect(script).toMatch(new RegExp(`\\b${option}\\b`))
  })

  it.skipIf(!has(shell))('takes the script without a complaint', () => {
    expect(spawnSync(shell, ['-n', join(scratch, shell)], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    })
  })
})

describe.skipIf(!has('bash'))('Tab in bash', () => {
  beforeAll(() => mkdirSync(join(scratch, 'my rules')))

  /** What is offered for the last word. */
  function offered(...words: readonly string[]): readonly string[] {
    const line = ['yardstick', ...words].map(word => `'${word}'`).join(' ')
    const script = `source ./bash; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _yardstick; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout } = spawnSync('bash', ['--norc', '-c', script], { cwd: scratch, encoding: 'utf8' })
    return stdout.split('\n').filter(word => word !== '')
  }

  it.each<[readonly string[], readonly string[]]>([
    [['ch'], ['check']],
    [
      ['check', '--f'],
      ['--format', '--folder'],
    ],
    [
      ['check', '--format', ''],
      ['text', 'json', 'sarif', 'github'],
    ],
    [
      ['test', '--format', 'j'],
      ['json', 'junit'],
    ],
    [['check', 'my'], ['my rules']],
    [['appraise', '--out', 'm'], ['my rules']],
    [['appraise', '--as-of', ''], []],
    [
      ['schema', ''],
      ['pack', 'tests', 'appraisal'],
    ],
    [['--lang', 'e'], ['en']],
    [['--lang', 'en', 'app'], ['appraise']],
    [['help', 'exp'], ['explain']],
  ])('%j', (words, expected) => {
    expect(offered(...words)).toEqual(expected)
  })

  it('offers the commands where nothing is typed yet', () => {
    expect(offered('')).toEqual(expect.arrayContaining(['init', 'appraise', 'check', 'completion', 'help']))
  })
})

it('another shell is refused, with those that there are', () => {
  expect(yardstickIn(scratch, 'en', 'completion', 'tcsh')).toMatchObject({
    status: 2,
    err: expect.stringContaining('bash | zsh | fish'),
  })
})
