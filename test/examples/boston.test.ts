/** The City of Boston's public records: our verdicts against the city's own flag, case by case. */

import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { check } from '../../src/check/index.ts'
import type { Finding } from '../../src/model/finding.ts'
import { type Prepared, prepare } from '../../src/prepare.ts'

let prepared: Prepared
let byStandard: ReadonlyMap<string, readonly Finding[]>

beforeAll(async () => {
  const { prepared: ready, diagnostics } = await prepare({
    folder: resolve(import.meta.dirname, '../../examples/boston-311'),
  })
  if (!ready) throw new Error(diagnostics.map(one => one.message.en).join('\n'))
  prepared = ready
  const { records, history, scope, rulebook } = ready
  const { findings } = check({ rulebook, records, history, scope, keepMet: true })
  byStandard = Map.groupBy(findings, finding => finding.standard)
})

describe('Boston 311', () => {
  it('accepts all 24,760 cases', () => {
    expect(prepared.records.counts).toEqual({ read: 24_760, accepted: 24_760, rejected: 0, ignored: 0 })
  })

  it('gives each of the 21,946 closed cases the verdict that the city recorded', () => {
    const cases = new Map((prepared.records.events.get('case') ?? []).map(event => [event.id, event.values]))
    const closed = (byStandard.get('closed-by-target') ?? []).filter(
      finding => cases.get(finding.case)?.closed_at !== undefined,
    )
    expect(closed.length).toBe(21_946)
    const flag = { met: 'on-time', missed: 'overdue' } as const
    const wrong = closed.filter(
      ({ verdict, case: id }) =>
        (verdict === 'met' || verdict === 'missed' ? flag[verdict] : verdict) !== cases.get(id)?.on_time,
    )
    expect(wrong).toEqual([])
  })

  it('calls open cases missed, as the city does', () => {
    const cases = new Map((prepared.records.events.get('case') ?? []).map(event => [event.id, event.values]))
    const open = (byStandard.get('closed-by-target') ?? []).filter(
      finding => cases.get(finding.case)?.closed_at === undefined,
    )
    expect(open.length).toBe(24_760 - 21_946)
    expect(new Set(open.map(finding => finding.verdict))).toEqual(new Set(['missed']))
  })

  it('reckons one rolling working day as the recorded targets of 2014, 2016, 2017 and 2019 were', () => {
    const { zone } = prepared.rulebook
    const cases = new Map((prepared.records.events.get('case') ?? []).map(event => [event.id, event.values]))
    const years = new Set(['2014', '2016', '2017', '2019'])
    const own = (byStandard.get('picked-up-in-a-working-day') ?? []).filter(
      finding => finding.due !== undefined && years.has(zone.format(finding.at).slice(0, 4)),
    )
    // The rule grants a minute's grace, since the city cut some of its stamps to the minute.
    const grace = 60
    const alike = own.filter(
      finding => Math.abs((finding.due ?? 0) - grace - Number(cases.get(finding.case)?.target_at)) <= 60,
    )
    expect(own.length).toBeGreaterThan(13_000)
    expect(alike.length / own.length).toBeGreaterThan(0.99)
  })
})
