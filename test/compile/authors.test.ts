/** Mistakes as authors really make them: each is told once, at its line, in both languages, with the line to paste. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { checkKeyboard } from '../../src/load/keyboard.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import { authorMistakes } from '../support/author-mistakes.ts'
import { FIXTURES } from '../support/bad-fixtures.ts'

/** What only its author can put right: the message says what to do, and no line can be made up. */
const WITHOUT_LINE = [
  'clause-missing',
  'condition-list',
  'date-impossible',
  'dates-out-of-order',
  'except-list',
  'except-sentence',
  'field-other-record',
  'scorecard-marks-sum',
  'slot-chinese-unknown',
  'two-limits',
]

const base = readFileSync(join(FIXTURES, 'base-pack.yaml'), 'utf8').split('\n').length
const mistakes = authorMistakes()

describe('a mistake as an author makes it', () => {
  it('is one of more than eighty', () => {
    expect(mistakes.length).toBeGreaterThan(80)
    expect(mistakes.filter(({ found }) => found[0]?.fix !== undefined).length).toBeGreaterThan(75)
  })

  it.each(mistakes)('$name is told once, in both languages', ({ found, file }) => {
    expect(found.map(one => one.span.file)).toEqual([file])
    const [one] = found
    expect(one?.message.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(one?.message.en).not.toMatch(/undefined|\[object/)
    expect(one?.severity).toBe('error')
  })

  it.each(mistakes.filter(({ name }) => !WITHOUT_LINE.includes(name)))(
    '$name is gone once the line is pasted',
    ({ name, file, text, found }) => {
      const [one] = found
      expect(one?.fix, name).toBeDefined()
      const lines = text.split('\n').with((one?.span.line ?? 1) - 1, one?.fix ?? '')
      const pack = parseYaml(readFileSync(join(FIXTURES, 'base-pack.yaml'), 'utf8'), 'base-pack.yaml')
      const pasted = parseYaml(lines.join('\n'), file)
      const { diagnostics } = compile([pack.file, pasted.file], { sha256: '' })
      expect([...pasted.diagnostics, ...diagnostics].map(({ code, message }) => `${code}: ${message.en}`)).toEqual([])
    },
  )

  it('is the only thing in its file that is wrong', () => expect(base).toBeGreaterThan(50))
})

describe('another way of writing the same', () => {
  it.each(authorMistakes('authors/accepted'))('$name is accepted', ({ found }) => expect(found).toEqual([]))
})

describe('a file without a mistake', () => {
  it.each(['base-pack.yaml', ...authorMistakes('authors/accepted').map(({ file }) => file)])(
    '%s is left as it is',
    name => {
      const text = readFileSync(join(FIXTURES, name), 'utf8')
      expect(checkKeyboard(text, name).text).toBe(text)
      expect(parseYaml(text, name).diagnostics).toEqual([])
    },
  )
})
