import { describe, expect, it } from 'vitest'
import { codeFrame } from '../../src/lib/code-frame.ts'
import { formatDiagnostic } from '../../src/lib/format-diagnostic.ts'
import { displayWidth } from '../../src/lib/width.ts'

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['报修', 4],
    ['：', 2],
    ['e\u0301', 1],
    ['😀', 2],
    ['👨‍👩‍👧', 2],
    ['❤️', 2],
    ['𠮷', 2],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })
})

describe('codeFrame', () => {
  it('puts the caret right under Chinese text', () => {
    expect(codeFrame('甲: 1\n标题：报修\n乙: 2', { line: 2, column: 3, length: 1 })).toBe(
      ['  1 | 甲: 1', '> 2 | 标题：报修', '    |     ^^', '  3 | 乙: 2'].join('\n'),
    )
  })

  it('underlines the whole of the marked text', () => {
    expect(codeFrame('a: 报修bc', { line: 1, column: 4, length: 3 })).toBe('> 1 | a: 报修bc\n    |    ^^^^^')
  })

  it('shows tabs, and obeys no control character', () => {
    expect(codeFrame('\ta: \u001b[2J', { line: 1, column: 2 })).toBe('> 1 | ⇥ a: ·[2J\n    |   ^')
  })

  it('cuts a very long line around the place', () => {
    const frame = codeFrame(`${'x'.repeat(500)}Y${'x'.repeat(500)}`, { line: 1, column: 501 })
    const [line = '', caret = ''] = frame.split('\n')
    expect(line.length).toBeLessThan(130)
    expect(line[caret.indexOf('^')]).toBe('Y')
  })

  it('is empty for a line that is not there', () => {
    expect(codeFrame('a', { line: 9, column: 1 })).toBe('')
  })
})

describe('formatDiagnostic', () => {
  const diagnostic = {
    code: 'unknown-key',
    severity: 'error',
    message: { zh: '这里没有“wthin”这个键。', en: "There is no key 'wthin' here." },
    hint: { zh: '是不是 within？', en: 'Did you mean within?' },
    fix: '    within: 30 minutes',
    span: { file: 'rules/repairs.yaml', line: 1, column: 5, length: 5 },
    related: [{ file: 'rules/a.yaml', line: 3, column: 1 }],
  } as const

  it('tells place, code, frame, hint and the line to paste', () => {
    expect(formatDiagnostic(diagnostic, '    wthin: 30 minutes', 'zh')).toBe(
      [
        'rules/repairs.yaml:1:5 错误 unknown-key',
        '  这里没有“wthin”这个键。',
        '  > 1 |     wthin: 30 minutes',
        '      |     ^^^^^',
        '  是不是 within？',
        '  改成:     within: 30 minutes',
        '  参见: rules/a.yaml:3:1',
      ].join('\n'),
    )
  })

  it('does without the text', () => {
    expect(formatDiagnostic(diagnostic, undefined, 'en').split('\n')).toHaveLength(5)
  })
})
