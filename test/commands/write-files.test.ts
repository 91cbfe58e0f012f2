/** What a command makes is written into folders that it makes as well; where the system refuses, that is told and is no bug of ours. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeSoundFolder } from '../hostile/case.ts'
import { folderWith } from '../load/support.ts'
import { yardstickIn } from '../support/command-line.ts'

const WRITERS: readonly (readonly string[])[] = [
  ['needs', '--folder', '.', '--out'],
  ['compare', '.', '--with', 'rules', '--out'],
  ['handbook', 'rules', '--out'],
  ['limits', 'rules', '--out'],
]

it.each(WRITERS)('%s', (...words) => {
  const folder = folderWith({ file: '' })
  makeSoundFolder(folder)
  expect(yardstickIn(folder, 'en', ...words, 'made/in/out.xlsx').status).toBe(0)
  expect(existsSync(join(folder, 'made/in/out.xlsx'))).toBe(true)
  const { status, err } = yardstickIn(folder, 'en', ...words, 'file/out.xlsx')
  expect(status).toBe(1)
  expect(err).toMatch(/^'(out\.xlsx|file)' .+\.$/m)
  expect(err).not.toContain('A bug of Yardstick')
})

it('of nothing that is lacking the list says so', () => {
  const folder = folderWith({})
  makeSoundFolder(folder)
  const list = (language: 'zh' | 'en') => yardstickIn(folder, language, 'needs', '--folder', '.', '--lacking').out
  expect(list('zh')).toBe('1 种记录都收到了，没有看出不完整的。\n')
  expect(list('en')).toContain('Nothing is lacking')
})
