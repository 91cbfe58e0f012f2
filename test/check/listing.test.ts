/** Lists hold the first of each person, and all that somebody spoke of; the others lose nothing. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Listed, type Listing, listTogether, makeLister } from '../../src/check/listing.ts'
import { lineOfUnlisted } from '../../src/lib/unlisted.ts'
import { worstFirst } from '../../src/lib/worst-first.ts'
import type { Finding, UnlistedFinding } from '../../src/model/finding.ts'
import { both, finding as missed } from '../score/fixture.ts'

const NOBODY_SPOKE: ReadonlySet<string> = new Set()
const lineOf = (one: Finding): string => JSON.stringify(one)
const whole = (one: UnlistedFinding): Finding => JSON.parse(lineOfUnlisted(one)) as Finding
const capped = (most: number, always = NOBODY_SPOKE): Listing => ({ most, always, lineOf })
const never = (_standard: string): boolean => false

const finding = (id: string, given: Partial<Finding> = {}): Finding =>
  missed(id, { reason: both(id), evidence: [{ file: 'a.csv', row: 2, id: id.split('/')[1] ?? '' }], ...given })

function listed(findings: readonly Finding[], listing: Listing | undefined, keepsEvidence = never): Listed {
  const lister = makeLister(listing, keepsEvidence)
  for (const one of findings) {
    const { standard, case: of } = one
    lister.take(one, { standard, case: of, steps: () => [] })
  }
  return lister.close()
}

const ids = (some: readonly { readonly id: string }[]): readonly string[] => some.map(({ id }) => id).toSorted()

const anyFindings = fc
  .uniqueArray(
    fc.record({
      of: fc.nat(60),
      person: fc.constantFrom('E1', 'E2', '-'),
      at: fc.nat(5),
      verdict: fc.constantFrom('missed', 'undetermined', 'pending', 'exempt'),
      due: fc.option(fc.nat(), { nil: undefined }),
      isWaived: fc.boolean(),
    }),
    { selector: ({ of, person }) => `${of}/${person}`, maxLength: 60 },
  )
  .map(all =>
    all.map(({ of, person, at, verdict, due, isWaived }) =>
      finding(`s/R${of}/${person}`, {
        at,
        verdict,
        ...(due === undefined ? {} : { due, measured: { value: due, unit: 'hours' } }),
        ...(isWaived && verdict === 'exempt' ? { waiver: 'W-1' } : {}),
      }),
    ),
  )

describe('what is listed', () => {
  it('is of each person the worst and earliest, whatever order they come in; the others are had again as they were written', () => {
    fc.assert(
      fc.property(anyFindings, fc.integer({ min: 1, max: 6 }), (findings, most) => {
        const { findings: kept, unlisted } = listed(findings, capped(most))
        const others = findings.filter(({ waiver }) => waiver === undefined)
        const first = [...Map.groupBy(others, ({ person }) => person).values()].flatMap(own =>
          own.toSorted(worstFirst).slice(0, most),
        )
        expect(ids(kept)).toEqual(ids([...first, ...findings.filter(({ waiver }) => waiver !== undefined)]))
        const all = [...kept, ...unlisted.map(whole)]
        expect(all.toSorted(worstFirst)).toEqual(findings.toSorted(worstFirst))
      }),
    )
  })

  it('is everything without a cap, what was met too', () => {
    const all = [finding('s/1/E1'), finding('s/2/E1', { verdict: 'met' })]
    expect(listed(all, undefined)).toMatchObject({ findings: all, unlisted: [] })
    expect(ids(listed(all, capped(5)).unlisted)).toEqual(['s/2/E1'])
  })

  it('is what somebody decided, contests, told or speaks of, beyond any cap; not what the rules spare by themselves', () => {
    const adjusted = { by: 'A-1', change: 'overturn', verdict: 'missed', reason: both('was') } as const
    const told = { toldOn: 1, toldBy: 'E9', how: null }
    const all = [
      finding('s/1/E1'),
      finding('s/2/E1', { at: 1, verdict: 'met', adjusted }),
      finding('s/3/E1', { at: 1, contested: 'A-2' }),
      finding('s/4/E1', { at: 1, notice: { told } }),
      finding('s/5/E1', { at: 1, verdict: 'exempt', waiver: 'W-1' }),
      finding('s/6/E1', { at: 1 }),
      finding('s/7/E1', { at: 1, verdict: 'exempt', adjusted: { ...adjusted, change: 'not-told' } }),
      finding('s/8/E1', { at: 1, notice: { due: 9 } }),
    ]
    const { findings, unlisted } = listed(all, capped(1, new Set(['s/6/E1'])))
    expect(ids(findings)).toEqual([1, 2, 3, 4, 5, 6].map(of => `s/${of}/E1`))
    expect(unlisted.map(whole).toSorted(worstFirst)).toEqual(all.slice(6).toSorted(worstFirst))
  })

  it('keeps the records of what is dated by them', () => {
    const all = [finding('s/1/E1'), finding('s/2/E1'), finding('t/3/E2'), finding('t/4/E2')]
    const { unlisted } = listed(all, capped(1), standard => standard === 't')
    expect(unlisted.map(({ id, evidence }) => [id, evidence?.length])).toEqual([
      ['s/2/E1', undefined],
      ['t/4/E2', 1],
    ])
  })

  it('of all standards together is the gravest first, and how the others came about is not told', () => {
    const all = ['note/1/E1', 'major/2/E1', 'major/3/E1', 'critical/4/E1'].map((id, at) => finding(id, { at }))
    const rank = (standard: string): number => ['critical', 'major', 'minor', 'note'].indexOf(standard)
    const together = listTogether(listed(all, capped(4)), capped(2), rank, never)
    expect(ids(together.findings)).toEqual(['critical/4/E1', 'major/2/E1'])
    expect(together.traces.map(trace => trace.case).toSorted()).toEqual(['2', '4'])
    expect(ids(together.unlisted)).toEqual(['major/3/E1', 'note/1/E1'])
  })
})
