/** A pack's numbers out into a workbook, filled in, and back into its files. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { checkPack } from '../../src/check-pack.ts'
import { compareRules } from '../../src/compare/rules.ts'
import { compile } from '../../src/compile/index.ts'
import { exportLimits } from '../../src/export-limits.ts'
import { type ImportLimitsResult, importLimits, importSheets } from '../../src/import-limits.ts'
import type { RuleNumber } from '../../src/limits/number.ts'
import { numbersOf } from '../../src/limits/numbers.ts'
import { plannedSheets } from '../../src/limits/sheets.ts'
import { loadPack } from '../../src/load/pack.ts'
import { SHIPPED_RULES } from '../../src/prepare.ts'
import { type Fill, filled } from './filled.ts'
import { refilled } from './refill.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-limits-'))
afterAll(() => rmSync(scratch, { recursive: true }))
const FIXTURE = resolve(import.meta.dirname, '../fixtures/limits')

let count = 0
function copyOf(rules: string): string {
  const folder = join(scratch, `pack-${++count}`)
  cpSync(rules, folder, { recursive: true })
  return folder
}

function exported(pack: string, language: 'zh' | 'en' = 'zh'): Uint8Array {
  const { workbook, diagnostics } = exportLimits({ pack, language, workingDirectory: pack })
  if (!workbook) throw new Error(JSON.stringify(diagnostics))
  return workbook
}

const importInto = (pack: string, workbook: Uint8Array, since = '2017-04-26') =>
  importLimits({ pack, workbook, name: 'w.xlsx', since, workingDirectory: pack, today: '2025-01-01' })

function write(pack: string, { files }: ImportLimitsResult): void {
  for (const { file, after } of files) writeFileSync(join(pack, file), after)
}

describe('a workbook that LibreOffice saved', () => {
  it('is read: days four ways, full-width figures, a number typed as text', async () => {
    const pack = copyOf(join(FIXTURE, 'rules'))
    const result = await importInto(pack, readFileSync(join(FIXTURE, 'filled-in.xlsx')))
    expect(result.diagnostics).toEqual([])
    write(pack, result)
    const text = (file: string) => readFileSync(join(pack, file), 'utf8')
    expect(
      text('repairs.yaml'),
    ).toContain(`    # 公开承诺，改之前先公示 / a public promise: announce before you change it
    within:
      2017-04-26: 30 minutes # 原文：三十分钟
      2025-09-01: 20 minutes # 2025 年第 3 次办公会
    charge: technician
`)
    expect(text('pack.yaml')).toContain(`    good: { title: { zh: 良好, en: Good }, from: {
        2017-04-26: 80,
        2025-09-01: 82, # 教代会
      } }
`)
    expect(text('pack.yaml')).toContain(
      '    value: { 2018-05-01: 3 days, 2022-01-01: 2 days, 2025-09-01: 1 working day } # 两天是 2022 年定的\n',
    )
    expect(text('pack.yaml')).toContain(
      '    title: { zh: 奖金（元）, en: Reward (yuan) }\n    value: { 2025-09-01: 500 }\n',
    )
    const again = await importInto(pack, readFileSync(join(FIXTURE, 'filled-in.xlsx')))
    expect(again).toMatchObject({ files: [], diagnostics: [] })
  })
})

describe('the workbook', () => {
  it('has the same bytes each time', () => {
    expect(Buffer.from(exported(SHIPPED_RULES)).equals(exported(SHIPPED_RULES))).toBe(true)
  })

  it.each(['zh', 'en'] as const)('of the shipped pack, brought back as it is, changes nothing (%s)', async language => {
    const result = await importInto(SHIPPED_RULES, exported(SHIPPED_RULES, language))
    expect(result).toMatchObject({ files: [], changes: [], diagnostics: [] })
  })

  it.each<[string, Uint8Array, string]>([
    ['no workbook', new TextEncoder().encode('编号,生效日期'), 'It cannot be read'],
    ['half a workbook', exported(SHIPPED_RULES).slice(0, 4000), 'It cannot be read'],
  ])('is refused: %s', async (_, bytes, words) => {
    const { diagnostics, files } = await importInto(SHIPPED_RULES, bytes)
    expect(files).toEqual([])
    expect(diagnostics.map(({ code }) => code)).toEqual(['limits-unreadable'])
    expect(diagnostics[0]?.message.en).toContain(words)
  })
})

describe('three numbers of the shipped pack', () => {
  it('changed in its workbook: the pack passes its check, and a comparison shows these three', async () => {
    const pack = copyOf(SHIPPED_RULES)
    const workbook = await refilled(exported(pack), {
      'repair-arrival-minor.within': { term: '20分钟', from: '2024-01-01', reason: '办公会' },
      'parameter:complaint-handling': { term: '12小时', from: '2024年1月1日' },
      'scorecard:maintenance.promises.repair-arrival-minor.weight': { points: 4, from: '2024-01-01', reason: '教代会' },
    })
    const result = await importInto(pack, workbook)
    expect(result.diagnostics).toEqual([])
    write(pack, result)
    const { diagnostics } = await checkPack({ pack, workingDirectory: pack, today: '2025-01-01' })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const told = compareRules(loadPack(SHIPPED_RULES).files, loadPack(pack).files)
    expect(told.map(({ group, id, values }) => ({ group, id, values }))).toEqual([
      {
        group: 'standards',
        id: 'repair-arrival-minor',
        values: [{ path: 'within', before: '30 minutes', after: '{ 2017-04-26: 30 minutes, 2024-01-01: 20 minutes }' }],
      },
      {
        group: 'parameters',
        id: 'complaint-handling',
        values: [{ path: 'value', before: '24 hours', after: '{ 2017-04-26: 24 hours, 2024-01-01: 12 hours }' }],
      },
      {
        group: 'scorecards',
        id: 'maintenance',
        values: [{ path: 'sections.promises.items.0.weight', before: '3', after: '{ 2017-04-26: 3, 2024-01-01: 4 }' }],
      },
    ])
    expect(await importInto(pack, workbook)).toMatchObject({ files: [], diagnostics: [] })
  })
})

const errorsOf = ({ diagnostics }: ImportLimitsResult) => diagnostics.filter(({ severity }) => severity === 'error')

describe('whatever is filled in', () => {
  const { files, sha256 } = loadPack(join(FIXTURE, 'rules'))
  const { rulebook } = compile(files, { sha256 })
  if (!rulebook) throw new Error('the fixture has errors')
  const numbers = numbersOf(files, rulebook)
  const sheets = plannedSheets({ pack: rulebook.pack, numbers, language: 'zh' })

  const ofMeasure = {
    duration: fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom('分钟', '小时', '天', '个工作日'))
      .map(([n, unit]) => `${n}${unit}`),
    number: fc.integer({ min: 1, max: 79 }),
    percent: fc.integer({ min: 2, max: 100 }).map(n => `${n}%`),
    text: fc.constantFrom('month', 'week'),
    any: fc.integer({ min: 1, max: 9 }),
  }
  // The marks of its only section stay 100.
  const free = numbers.filter(({ lock, id }) => !lock && !id.endsWith('.marks') && id !== 'grade:bad.from')
  const reason = fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined })
  const fillOf = ({ id, column, measure }: RuleNumber) =>
    fc
      .tuple(ofMeasure[measure], fc.integer({ min: 1, max: 28 }), reason)
      .map(([value, day, why]): readonly [string, Fill[string]] => [
        id,
        {
          [column]: value,
          from: `2025-10-${String(day).padStart(2, '0')}`,
          ...(why === undefined ? {} : { reason: why }),
        },
      ])
  const fills = fc
    .subarray(free, { minLength: 1 })
    .chain(some => fc.tuple(...some.map(fillOf)))
    .map(entries => Object.fromEntries(entries))

  it('is what the pack then says, nothing else differs, and a second time changes nothing', () => {
    fc.assert(
      fc.property(fills, fill => {
        const pack = copyOf(join(FIXTURE, 'rules'))
        const workbook = filled(sheets, fill)
        const request = {
          pack,
          sheets: workbook,
          name: 'w.xlsx',
          since: '2017-04-26',
          workingDirectory: pack,
          today: '2025-01-01',
        }
        const result = importSheets(request)
        expect(errorsOf(result)).toEqual([])
        write(pack, result)
        const loaded = loadPack(pack)
        const after = compile(loaded.files, { sha256: '' }).rulebook
        if (!after) throw new Error('the pack was broken')
        for (const number of numbersOf(loaded.files, after)) {
          const before = numbers.find(({ id }) => id === number.id)
          const changed = result.changes.find(one => one.number.id === number.id)
          if (number.lock) continue
          const newest = number.entries.at(-1)
          if (changed) expect(newest).toMatchObject({ from: changed.day, value: changed.value })
          else expect(number.entries).toEqual(before?.entries)
        }
        const again = importSheets(request)
        expect([...again.files, ...errorsOf(again)]).toEqual([])
        rmSync(pack, { recursive: true })
      }),
      { numRuns: 60 },
    )
  })
})
