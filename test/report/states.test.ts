/** Every state a sheet can be in, from an appraisal written by hand: all of it printed, in both languages, and nothing else. */

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/model/message.ts'
import { type OutputFile, report } from '../../src/report/index.ts'
import { APPRAISAL, LONG_NAME } from './fixture.ts'
import { inputOf } from './support.ts'

const root = resolve(import.meta.dirname, '../..')
const templates = pathToFileURL(`${join(root, 'templates')}/`)

function filesIn(language: Language): readonly OutputFile[] {
  return report(inputOf(APPRAISAL, language))
}

/** What a reader sees: no style, no script, no tags. */
function read(language: Language, path: string): string {
  const file = filesIn(language).find(one => one.path === path)
  if (!file) throw new Error(`no ${path}`)
  return String(file.content)
    .replace(/<style>[\s\S]*<\/style>|<script>[\s\S]*<\/script>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

describe('a sheet says what state it is in', () => {
  it.each([
    [
      'excellent',
      ['90.00', '优秀', '103', '无上期成绩|2023-H2', '金额未设定', '已批准', '已确认（须批准）', 'HR 2024-07-20'],
    ],
    ['excellent', ['与“物质奖励”属同一事件', '2024-09-30', 'S1-39、S1-40', '300.00 CNY']],
    ['pass', ['60.00', '合格', LONG_NAME]],
    ['fail', ['88.00', '不合格', '否决前等级：良好', '标准 safety 一票否决，见上', '45%', '未设奖金基数']],
    ['incomplete', ['无得分', '不定等次', '考评未完成', '标准 asked 考评程序未完成，见上', '不适用', '实际满分 100']],
    ['incomplete', ['+1', '其中 2 次与别处属同一事件', '物质奖励（不可知：得分、本年度各期齐全）']],
    ['little', ['95.00', '不定等次', '有记录支撑的分值太少']],
    ['short', ['在岗天数不足', '另有 1 条']],
    ['none', ['岗位没有考评表', '学期考评表', '本期没有未达标']],
  ])('%s', (id, expected) => {
    const text = read('zh', `people/${id}.html`)
    for (const words of expected) expect(text).toMatch(new RegExp(words.replaceAll('+', '\\+')))
    expect(text).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it('a score without a grade is told to a screen reader as such', () => {
    const page = filesIn('zh').find(file => file.path === 'people/little.html')?.content
    expect(page).toContain('aria-label="得分 95.00，不定等次"')
  })

  it('why a standard was not checked, and who would have to hand in what', () => {
    const text = read('zh', 'internal/summary.html')
    expect(read('zh', 'people/excellent.html')).not.toContain('标准 inspected')
    expect(text).toContain('标准 inspected（S1-01、S1-02）：没有交来记录：巡查、问卷')
    expect(text).toContain('标准 filled（S1-01、S1-02）：没有一条记录填写：报修的“类别”')
    expect(text).toContain('标准 prompt：参数未设定')
    expect(text).toContain('标准 old（S1-01、S1-02）：本期未施行')
    expect(text).not.toContain('标准 looked（')
  })
})

describe('figures are rounded half up from the exact value', () => {
  const text = read('zh', 'internal/summary.html')
  // Binary numbers print 89.03 and 0.3: 89.035 and 0.35 are a little less there than on paper.
  it('averages of units', () => expect(text).toContain('北区 2 89.04'))
  it('shares of misses', () => expect(text).toContain('2000 7 0.4'))
})

it('English pages bear no Chinese punctuation', () => {
  for (const { path } of filesIn('en').filter(file => file.path.endsWith('.html')))
    expect(read('en', path), path).not.toMatch(/[、；：（），。]/)
})

it('every page of either language is a draft, names its rules, and calls nothing undefined', () => {
  for (const language of ['zh', 'en'] as const)
    for (const { path } of filesIn(language).filter(file => file.path.endsWith('.html'))) {
      const text = read(language, path)
      expect(text, path).toContain(language === 'zh' ? '草稿·未定稿' : 'Draft')
      expect(text, path).toContain('0123456789ab')
      expect(text, path).not.toMatch(/undefined|NaN|\[object/)
    }
})

describe('the catalogues of words', () => {
  const words = (language: Language) =>
    JSON.parse(readFileSync(new URL(`wording/${language}.json`, templates), 'utf8')) as Readonly<Record<string, string>>
  const textsBelow = (folder: string, ending: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith(ending))
      .map(file => readFileSync(join(root, folder, file), 'utf8'))
  const inTemplates = textsBelow('templates', '.hbs').flatMap(text => [...text.matchAll(/\bw\.(\w+)/g)])
  const source = textsBelow('src/report', '.ts').join('\n')
  // `word('a')`, `word(isSo ? 'a' : 'b')`, and tables of words that are looked up: `'file.notice'`.
  const asked = [...source.matchAll(/\bword\(([^(),]*)/g)].flatMap(([, argument = '']) => [
    ...argument.matchAll(/(?:^|[?:]\s*)\s*'([\w.-]+)'/g),
  ])
  const listed = [...source.matchAll(/'((?:file|index)\.(?!html|js)\w+)'/g)]
  const begun = [...source.matchAll(/\bword\(\s*`([\w.-]+)\$\{/g)].map(([, start = '']) => start)
  const used = [...inTemplates, ...asked, ...listed].map(([, key = '']) => key)

  it.each(['zh', 'en'] as const)('%s has every word that a template or a page asks for', language => {
    const known = new Set(Object.keys(words(language)).flatMap(key => [key, key.replace('.', '_')]))
    expect(used.length).toBeGreaterThan(100)
    expect(used.filter(key => !known.has(key))).toEqual([])
  })

  it('have no word that nothing asks for', () => {
    const isUsed = (key: string) =>
      used.includes(key.replace('.', '_')) || source.includes(`'${key}'`) || begun.some(start => key.startsWith(start))
    expect(Object.keys(words('zh')).filter(key => !isUsed(key))).toEqual([])
    expect(isUsed('surplus')).toBe(false)
  })

  it('fill in the same blanks', () => {
    const blanks = (text: string | undefined) => [...(text ?? '').matchAll(/\{\w+\}/g)].map(String).toSorted()
    const english = words('en')
    for (const [key, text] of Object.entries(words('zh'))) expect(blanks(english[key]), key).toEqual(blanks(text))
  })
})
