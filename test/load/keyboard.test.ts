import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { checkKeyboard } from '../../src/load/keyboard.ts'

/** As typed, the code and the place told, and the text as it should be. */
const MISTAKES = [
  ['title：报修\nkind: deadline', 'fullwidth-colon 1:6', 'title: 报修\nkind: deadline'],
  ['  standards：\n    a:', 'fullwidth-colon 1:12', '  standards:\n    a:'],
  ['a: { zh：报修，en：Repair }', 'fullwidth-colon 1:8', 'a: { zh: 报修, en: Repair }'],
  ['choices: { 零星维修：x, b: c }', 'fullwidth-colon 1:16', 'choices: { 零星维修: x, b: c }'],
  ['a: { zh: 报修，en: Repair }', 'fullwidth-comma 1:12', 'a: { zh: 报修, en: Repair }'],
  ['a: [院内，院外]', 'fullwidth-comma 1:7', 'a: [院内, 院外]'],
  ['a: { b: "x"，c: 1 }', 'fullwidth-comma 1:12', 'a: { b: "x", c: 1 }'],
  ['key:　value', 'fullwidth-space 1:5', 'key: value'],
  ['　　a: b', 'fullwidth-space 1:1', '    a: b'],
  ['-　item', 'fullwidth-space 1:2', '- item'],
  ['a: ［1, 2］', 'fullwidth-bracket 1:4', 'a: [1, 2]'],
  ['a: [1, 2］\nb: 3', 'fullwidth-bracket 1:9', 'a: [1, 2]\nb: 3'],
  ['a: ｛ b: 1 ｝\nc: 1', 'fullwidth-bracket 1:4', 'a: { b: 1 }\nc: 1'],
  ['a: 【a，b】', 'fullwidth-bracket 1:4', 'a: [a, b]'],
  ['event: “repair”', 'fullwidth-quote 1:8', 'event: "repair"'],
  ['a: "x”\nb: 1', 'fullwidth-quote 1:4', 'a: "x"\nb: 1'],
  ['a: “报修: x”', 'fullwidth-quote 1:4', 'a: "报修: x"'],
  ['“key”: x', 'fullwidth-quote 1:1', '"key": x'],
  ['a:\n\tb: c', 'tab-indent 2:1', 'a:\n  b: c'],
  ['id: 012', 'unquoted-leading-zero 1:5', 'id: "012"'],
  ['ids: [012, 0013]', 'unquoted-leading-zero 1:7', 'ids: ["012", "0013"]'],
  ['012: x', 'unquoted-leading-zero 1:1', '"012": x'],
  ['n: 12345678901234567890', 'long-number 1:4', 'n: "12345678901234567890"'],
  ['d: 2025-9-1', 'unpadded-date 1:4', 'd: 2025-09-01'],
  ['d: { 2025-9-1: a, 2026/01/05: b }', 'unpadded-date 1:6', 'd: { 2025-09-01: a, 2026-01-05: b }'],
  ['s: [2024-9-1..2025-1-12]', 'unpadded-date 1:5', 's: [2024-09-01..2025-01-12]'],
  ['at-least: >=4', 'unquoted-comparison 1:11', 'at-least: 4'],
  ['x: >=4', 'unquoted-comparison 1:4', 'x: ">=4"'],
  ['x: <=90%', 'unquoted-comparison 1:4', 'x: "<=90%"'],
  ['title: 报修: 三十分钟', 'unquoted-colon 1:8', 'title: "报修: 三十分钟"'],
  ['title: 注意:', 'unquoted-colon 1:8', 'title: "注意:"'],
  ['a: { zh: 报修: 三十, en: b }', 'unquoted-colon 1:10', 'a: { zh: "报修: 三十", en: b }'],
  ['t: { zh: 甲, en: one, two and three }', 'unquoted-comma 1:17', 't: { zh: 甲, en: "one, two and three" }'],
] as const

/** Full-width signs where they are at home, and whatever else looks like a mistake and is none. */
const GOOD = [
  'title: 报修：三十分钟',
  "title: { zh: “及时”的时限, en: What 'promptly' means }",
  'title: { zh: 报修，抢修, en: x }',
  'title: { zh: 注意，QQ：123, en: x }',
  'note: 第一行\n  注意：第二行\n  a：b',
  'note: |\n  a：b，［c］\n  \tx\nb: 1',
  '- |\n  a：b\n- c: |\n    d：e',
  'a: |-\n  012',
  'a: "multi\n  line：x，\n  y"\nb: 1',
  '# 注：a：b，\na: 1',
  'a: "x：y，z"',
  "a: 'x：y'",
  'title: 【重要】报修',
  'title: “宿舍管理”',
  'title: （院内）报修',
  'a: "他说“好”"',
  'a: [ 08:30-12:00, 13:30-17:30 ]',
  'aliases: [时间、地点]',
  '- 说明：文字',
  'n: 123456789012345',
  'n: 0.5',
  'd: 2024-03-05',
  'version: 1.2.0',
  'zh: 012 楼',
  'a: b # c：d, e: f',
  'a: { b: [x, y], c: 1 }',
  'x: &a { b: 1 }\ny: *a',
] as const

describe('what a Chinese keyboard does to YAML', () => {
  it.each(MISTAKES)('%j is told and mended', (text, told, mended) => {
    const result = checkKeyboard(text, 'f.yaml')
    const [first] = result.diagnostics
    expect(`${first?.code} ${first?.span.line}:${first?.span.column}`).toBe(told)
    expect(result.text).toBe(mended)
    expect(parseDocument(result.text).errors).toEqual([])
    expect(checkKeyboard(mended, 'f.yaml').diagnostics).toEqual([])
  })

  it.each(GOOD)('%j is left alone', text => {
    expect(parseDocument(text).errors).toEqual([])
    expect(checkKeyboard(text, 'f.yaml').diagnostics).toEqual([])
  })

  it('tells one mistake for each line and mends them all', () => {
    const result = checkKeyboard('a：［1，2］\nb: { c：“d”}', 'f.yaml')
    expect(result.diagnostics.map(one => one.span.line)).toEqual([1, 2])
    expect(result.text).toBe('a: [1, 2]\nb: { c: "d"}')
  })
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...'：，　［］｛｝【】“”‘’"\'\t\n :,[]{}-#|>&*!%ab01报=.?'.split(''),
    'zh: ',
    '  - ',
    '\n  ',
    '2025-9-1',
    '>=4',
  )
  const texts = fc.array(pieces, { maxLength: 40 }).map(parts => parts.join(''))

  it('keeps its lines, and is never thrown at', () => {
    fc.assert(
      fc.property(texts, text => {
        const result = checkKeyboard(text, 'f.yaml')
        expect(result.text.split('\n')).toHaveLength(text.split('\n').length)
        expect(new Set(result.diagnostics.map(one => one.span.line))).toEqual(result.lines)
      }),
      { numRuns: 3000 },
    )
  })
})
