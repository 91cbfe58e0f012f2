/** 月检通报: what inspections found, from the records of types that say so, month by month; nobody is named. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { compile } from '../../src/compile/index.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import { bulletinPage } from '../../src/report/pages/bulletin.ts'
import { contextOf } from './support.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const HEAD = `pack: { id: p, version: 1.0.0, title: { zh: 包, en: P }, time-zone: Asia/Shanghai }
posts: { fitter: { title: { zh: 维修岗, en: Fitter }, level: staff } }
`
const TYPE = `events:
  defect:
    title: { zh: 不合格项, en: Defect }
    id: no
    at: found_on
    fields:
      no: { type: text, title: { zh: 编号, en: No } }
      found_on: { type: date, required: true, title: { zh: 日期, en: Found on } }
      found_in: { type: choice, title: { zh: 检查, en: In }, choices: { daily: { zh: 日检, en: Daily }, monthly: { zh: 月检, en: Monthly } } }
      problem: { type: text, title: { zh: 问题, en: Problem } }
      site: { type: site, title: { zh: 楼栋, en: Site } }
      to_blame: { type: person, title: { zh: 责任人, en: To blame } }
      put_right_by: { type: date, title: { zh: 期限, en: By } }
      again: { type: choice, title: { zh: 复查, en: Again }, choices: { passed: { zh: 合格, en: Passed }, failed: { zh: 不合格, en: Failed } } }
      cost: { type: number, shown: internal, title: { zh: 费用, en: Cost } }
      phone: { type: text, shown: never, title: { zh: 电话, en: Phone } }
      helpers: { type: list, item: person, title: { zh: 协助人, en: Helpers } }
`
const BULLETIN = `    bulletin: { issue: problem, place: site, unit: to_blame, due: put_right_by, recheck: again, when: { found_in: monthly } }
`

/** So that there are records, whatever becomes of defects. */
const OTHER_TYPE = `  visit: { title: { zh: 走访, en: Visit }, at: on, fields: { on: { type: date, title: { zh: 日期, en: On } } } }
`

const DEFECTS = `no,found_on,found_in,problem,site,to_blame,put_right_by,again,cost
D1,2024-01-10,monthly,灯不亮,a,0001,2024-01-20,合格,120
D2,2024-01-09,monthly,<b>门坏</b>,b,,,,
D3,2024-01-09,daily,日检的小事,a,0001,,,
D4,2024-03-31,,没写检查类型,,0001,,不合格,
D5,2023-12-31,monthly,上一期的,a,0001,,,
`

async function page(records: string, { bulletin = BULLETIN, period = '2024-Q1', language = 'zh' as 'zh' | 'en' } = {}) {
  const folder = mkdtempSync(join(scratch, 'round-'))
  mkdirSync(join(folder, 'rules'))
  writeFileSync(join(folder, 'rules/pack.yaml'), HEAD + TYPE + bulletin + OTHER_TYPE)
  writeFileSync(join(folder, 'visit.csv'), 'on\n2024-02-01\n')
  writeFileSync(join(folder, 'people.csv'), 'id,name,post,unit\n0001,张三丰,fitter,north\n')
  writeFileSync(join(folder, 'units.csv'), 'id,name\nnorth,北区\nwest,西区\n')
  writeFileSync(join(folder, 'sites.csv'), 'id,name,unit\na,一号楼,west\nb,二号楼,west\n')
  const setup = `rules: rules\nperiod: ${period}\npeople: people.csv\nunits: units.csv\nsites: sites.csv\n`
  writeFileSync(join(folder, 'appraisal.yaml'), setup + (records === 'none' ? 'records: { defect: none }\n' : ''))
  if (records !== 'none' && records !== '') writeFileSync(join(folder, 'defect.csv'), records)
  const { appraisal, diagnostics } = await appraise({ folder, language })
  if (!appraisal) throw new Error(JSON.stringify(diagnostics))
  const [file] = bulletinPage(contextOf(appraisal, language))
  const content = String(file?.content)
  return { appraisal, main: content.slice(content.indexOf('<main'), content.indexOf('</main>')) }
}

describe('a bulletin', () => {
  it('has what was found, where, whose it is, by when, and what the re-check found', async () => {
    const { appraisal, main } = await page(DEFECTS)
    const lines = appraisal.bulletin.lines.map(({ id, place, unit, due, recheck }) => [
      id,
      place?.zh,
      unit,
      due?.zh,
      recheck?.zh,
    ])
    expect(lines).toEqual([
      // Nobody is named, so it is the office that the place belongs to.
      ['D2', '二号楼', 'west', undefined, undefined],
      ['D1', '一号楼', 'north', '2024-01-20', '合格'],
      // Whether it belongs here is not known: it is not lost.
      ['D4', undefined, 'north', undefined, '不合格'],
    ])
    expect(main).toContain('<td>北区</td><td class="date">2024-01-20</td><td>合格</td>')
    expect(main).toContain('&lt;b&gt;门坏&lt;/b&gt;')
    expect(main).toContain('尚未复查')
  })

  it('has a part for each month, and says which are blank', async () => {
    const { main } = await page(DEFECTS)
    expect([...main.matchAll(/<h2>(.*?)<\/h2>\s*<p>(.*?)<\/p>/g)].map(([, month, says]) => `${month} ${says}`)).toEqual(
      [
        '2024 年 1 月 本月检查记录问题 2 项，其中 1 项尚无复查结果。',
        '2024 年 2 月 本月没有检查问题的记录。',
        '2024 年 3 月 本月检查记录问题 1 项，其中 0 项尚无复查结果。',
      ],
    )
    expect((await page(DEFECTS, { period: '2024-01', language: 'en' })).main).toContain('<h2>January 2024</h2>')
  })

  it('names nobody and tells no money, no grade, and nothing of daily trifles or of another period', async () => {
    const { main } = await page(DEFECTS)
    for (const text of ['张三丰', '0001', '120', '日检的小事', '上一期的', '优秀']) expect(main).not.toContain(text)
  })

  it('tells records that nobody handed in from those that there were none of, and from rules that name none', async () => {
    expect((await page('')).main).toContain('没有交来记录：不合格项')
    expect((await page('')).main).not.toContain('<h2>')
    const none = await page('none')
    expect(none.main).toContain('已确认本期没有：不合格项')
    expect(none.main.match(/本月没有检查问题的记录/g)).toHaveLength(3)
    expect((await page(DEFECTS, { bulletin: '' })).main).toContain('规则没有指明')
  })
})

describe('bulletin in a rule file', () => {
  it.each([
    ['{ issue: phone }', 'wrong-value', 'shown: never'],
    ['{ issue: problem, due: cost }', 'wrong-value', 'shown: internal'],
    ['{ issue: problem, place: to_blame }', 'value-type', 'names nobody'],
    ['{ issue: problem, recheck: helpers }', 'value-type', 'names nobody'],
    ['{ issue: problem, unit: problem }', 'value-type', 'unit, site or person'],
    ['{ issue: problm }', 'unknown-fact', "'problm'"],
    ['{ issue: problem, when: { found_inn: monthly } }', 'unknown-fact', 'found_inn'],
    ['{ issue: problem, when: { found_in: yearly } }', 'unknown-choice', 'yearly'],
    ['{ place: site }', 'missing-key', 'issue'],
    ['{ issue: problem, where: site }', 'unknown-key', 'where'],
  ])('%s is %s', (bulletin, code, told) => {
    const { file } = parseYaml(`${HEAD}${TYPE}    bulletin: ${bulletin}\n`, 'pack.yaml')
    if (!file) throw new Error('the YAML is broken')
    const found = compile([file], { sha256: '' }).diagnostics.filter(({ severity }) => severity === 'error')
    expect(found.map(one => one.code)).toEqual([code])
    expect(found[0]?.message.en).toContain(told)
    expect(found[0]?.span.line).toBe(20)
  })

  it('looks nothing up in other records', () => {
    const related = '    derive: { seen: { title: T, related: { event: defect, match: { no: no }, take: exists } } }\n'
    const bulletin = '    bulletin: { issue: problem, when: { seen: true } }\n'
    const { file } = parseYaml(`${HEAD}${TYPE}${related}${bulletin}`, 'pack.yaml')
    if (!file) throw new Error('the YAML is broken')
    const found = compile([file], { sha256: '' }).diagnostics.filter(({ severity }) => severity === 'error')
    expect(found.map(({ code, span }) => [code, span.line])).toEqual([['wrong-value', 21]])
  })
})
