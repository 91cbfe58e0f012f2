/** How every verdict of the example semester came about, held against the verdict itself. */

import { beforeAll, describe, expect, it } from 'vitest'
import { check } from '../../src/check/index.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { CaseTrace, TraceStep } from '../../src/model/trace.ts'
import { prepare } from '../../src/prepare.ts'
import { CAMPUS } from '../support/golden.ts'

interface Told {
  readonly trace: CaseTrace
  readonly kind: string
  readonly findings: readonly Finding[]
}

let told: readonly Told[]
let format: (instant: number) => string

beforeAll(async () => {
  const { prepared } = await prepare({ folder: CAMPUS })
  if (!prepared) throw new Error('the example could not be read')
  const { rulebook, records, history, scope } = prepared
  const { traces, findings } = check({ rulebook, records, history, scope, withTraces: true })
  const kinds = new Map(rulebook.standards.map(({ id, kind }) => [id, kind]))
  const byCase = Map.groupBy(findings, one => `${one.standard}\n${one.case}`)
  told = traces.map(trace => ({
    trace,
    kind: kinds.get(trace.standard) ?? '',
    findings: byCase.get(`${trace.standard}\n${trace.case}`) ?? [],
  }))
  format = instant => rulebook.zone.format(instant).slice(0, 16).replace('T', ' ')
})

const verdictOf = ({ findings }: Told) => findings[0]?.verdict
const of = (verdict: string, ...kinds: readonly string[]) =>
  told.filter(one => verdictOf(one) === verdict && (kinds.length === 0 || kinds.includes(one.kind)))
const stepsOf = ({ trace }: Told, part: TraceStep['part']) => trace.steps.filter(step => step.part === part)

describe('traces', () => {
  it('are one for each case that was not met, and belong to findings', () => {
    expect(told.length).toBeGreaterThan(5000)
    expect(told.filter(one => one.findings.length === 0)).toEqual([])
    expect(told.filter(one => verdictOf(one) === 'met')).toEqual([])
  })

  it('of a missed requirement tell a condition that does not hold', () => {
    const missed = of('missed', 'requirement')
    expect(missed.length).toBeGreaterThan(50)
    for (const one of missed) expect(stepsOf(one, 'requirement').map(step => step.holds)).toContain(false)
  })

  it('of a missed deadline tell a clock or a condition that does not hold', () => {
    const missed = of('missed', 'deadline')
    expect(missed.length).toBeGreaterThan(500)
    for (const one of missed) {
      const holds = [...stepsOf(one, 'clock'), ...stepsOf(one, 'requirement')].map(step => step.holds)
      expect(holds).toContain(false)
    }
  })

  it('of a missed case tell no exemption that holds, and nothing that keeps it from applying', () => {
    for (const one of of('missed')) {
      expect(stepsOf(one, 'exemption').map(step => step.holds)).not.toContain(true)
      expect(stepsOf(one, 'applies').map(step => step.holds)).not.toContain(false)
    }
  })

  it('of what an exemption excused tell the one that holds', () => {
    const excused = told.filter(({ findings }) => findings[0]?.reason.en.startsWith('Exempt: ') === true)
    expect(excused.length).toBeGreaterThan(20)
    for (const one of excused) expect(stepsOf(one, 'exemption').map(step => step.holds)).toContain(true)
  })

  it('tell the due time of the finding', () => {
    for (const one of told.filter(({ kind }) => kind === 'deadline')) {
      const due = one.findings[0]?.due
      const [clock] = stepsOf(one, 'clock')
      if (due !== undefined) expect(clock?.seen?.en).toContain(format(due))
    }
  })

  it('of what was not recorded say so', () => {
    const blank = of('undetermined', 'requirement', 'deadline')
    expect(blank.length).toBeGreaterThan(20)
    const isOpen = (step: TraceStep): boolean => step.holds === null || step.under.some(isOpen)
    for (const one of blank) expect(one.trace.steps.some(isOpen)).toBe(true)
  })
})
