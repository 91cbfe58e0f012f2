import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../../src/model/diagnostic-codes.ts'
import { badFixture, diagnose, FIXTURES } from '../support/bad-fixtures.ts'
import { EXPECTED } from './expected-diagnostics.ts'

/** About whole folders: see test/load/pack.test.ts. */
const OF_FOLDERS: readonly DiagnosticCode[] = ['file-unreadable', 'file-encoding', 'pack-empty']

/** About the folder of an appraisal, not about packs: see test/load. */
const OF_APPRAISALS: readonly DiagnosticCode[] = [
  'setup-missing',
  'period-unknown',
  'people-missing',
  'people-none-in-period',
  'reports-in-circle',
  'records-missing',
  'records-unmatched',
  'records-changed',
  'database-unreachable',
  'query-refused',
  'query-order',
  'rows-hidden',
  'workbook-is-text',
  'copy-not-marked',
  'header-missing',
  'header-twice',
  'header-unknown',
  'format-unknown',
  'roster-row',
  'staff-number-twice',
  'spell-reversed',
  'spells-overlap',
  'reports-to-unknown',
  'confirmation-unmatched',
  'history-unreadable',
  'history-altered',
  'history-unchecked',
  'history-doubled',
  'history-foreign',
  'history-row',
  'calendar-year',
  'adjustment-unmatched',
  'adjustment-early',
  'adjustment-conflict',
  'adjustment-own-case',
  'adjustment-no-effect',
  'adjustment-lowers',
  'notice-unmatched',
  'notice-early',
  'notice-conflict',
  'notices-missing',
  'notices-due',
  'waiver-unused',
  'waiver-expired',
  'round-role',
  'round-twice',
  'round-own-case',
  'round-refused',
  'final-refused',
  'final-kept',
  'reissue-refused',
  'out-refused',
  'browser-missing',
  'print-failed',
  'template-broken',
]

/** About maintenance workbooks: see test/limits. */
const OF_WORKBOOKS: readonly DiagnosticCode[] = [
  'limits-unreadable',
  'limits-row',
  'limits-value',
  'limits-date',
  'limits-locked',
  'limits-conflict',
  'limits-ignored',
]

/** Of `check` alone, which holds a sound pack against its scorecards, a roster, what was published: see test/check-pack.test.ts. */
const OF_CHECK: readonly DiagnosticCode[] = [
  'standard-not-scored',
  'post-unheld',
  'value-overwritten',
  'published-unreadable',
]

const codes = (Object.keys(DIAGNOSTIC_CODES) as DiagnosticCode[]).filter(
  code => ![...OF_FOLDERS, ...OF_APPRAISALS, ...OF_WORKBOOKS, ...OF_CHECK].includes(code),
)

describe('the fixtures', () => {
  it('are read together with a pack without a mistake', () => {
    expect(diagnose('base-pack.yaml')).toEqual([])
  })

  it('are one for each code that concerns packs', () => {
    const names = readdirSync(join(FIXTURES, 'bad')).map(name => name.replace('.yaml', ''))
    expect(names.toSorted()).toEqual(codes.toSorted())
  })

  it.each(codes)('%s comes out, there, and nothing else', code => {
    const { name, found } = badFixture(code) ?? { found: [] }
    const told = found.map(({ code: own, span, fix }) => ({
      code: own,
      at: `${span.line}:${span.column}`,
      ...(fix === undefined ? {} : { fix }),
    }))
    expect(told).toEqual([{ code, ...EXPECTED[code] }])
    expect(found.map(({ span }) => span.file)).toEqual([code === 'unknown-profile' ? 'profiles/startr.yaml' : name])
  })

  it.each(codes.filter(code => EXPECTED[code]?.fix !== undefined))(
    '%s is gone once the corrected line is pasted',
    code => {
      const name = `bad/${code}.yaml`
      const expected = EXPECTED[code]
      const lines = readFileSync(join(FIXTURES, name), 'utf8').split('\n')
      lines[Number(expected?.at.split(':')[0]) - 1] = expected?.fix ?? ''
      const base = parseYaml(readFileSync(join(FIXTURES, 'base-pack.yaml'), 'utf8'), 'base-pack.yaml')
      const pasted = parseYaml(lines.join('\n'), name)
      const { diagnostics } = compile([base.file, pasted.file], { sha256: '' })
      expect([...pasted.diagnostics, ...diagnostics].map(one => one.code)).not.toContain(code)
    },
  )
})

describe('a pack with many mistakes', () => {
  it('tells all of them in one run, one for each line', () => {
    const found = diagnose('base-pack.yaml', 'twenty-mistakes.yaml')
    const told = found.map(({ span, code }) => `${span.line} ${code}`)
    expect(told.toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))).toEqual([
      '3 range-reversed',
      '5 dated-order',
      '6 fullwidth-colon',
      '8 unknown-key',
      '12 unknown-fact',
      '15 wrong-value',
      '16 missing-key',
      '24 unknown-key',
      '31 unknown-fact',
      '37 unknown-kind',
      '45 wrong-duration',
      '49 unknown-clause',
      '52 unknown-choice',
      '55 charge-unknown',
      '57 unquoted-comma',
      '58 fullwidth-comma',
      '61 empty-condition',
      '63 unpadded-date',
      '68 unknown-post',
      '70 standards-none',
      '71 wrong-value',
      '75 unknown-fact',
      '78 unknown-post',
    ])
  })
})
