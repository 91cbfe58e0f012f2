/** Recorded answers of other working-time libraries, held against ours; where ours differs, the reason stands beside it. */

import { describe, expect, it } from 'vitest'
import { BIZ_DIFFERENCES, bizCases } from './biz.ts'
import type { Differences, LibraryCase } from './library-case.ts'
import { MOMENT_DIFFERENCES, momentCases, momentDayCounts } from './moment.ts'
import { SEATGEEK_DIFFERENCES, seatgeekCases } from './seatgeek.ts'

const LIBRARIES: readonly {
  readonly name: string
  readonly count: number
  readonly cases: readonly LibraryCase[]
  readonly differences: Differences
}[] = [
  { name: 'moment-business-time', count: 368, cases: momentCases(), differences: MOMENT_DIFFERENCES },
  { name: 'seatgeek/businesstime', count: 53, cases: seatgeekCases(), differences: SEATGEEK_DIFFERENCES },
  { name: 'zendesk/biz', count: 92, cases: bizCases(), differences: BIZ_DIFFERENCES },
]

describe.each(LIBRARIES)('$name', ({ count, cases, differences }) => {
  it('has every recorded case', () => {
    expect(cases).toHaveLength(count)
  })

  it('is answered alike, but for exactly the differences that have a reason', () => {
    const differing = cases.flatMap(({ name, theirs, ours }, at) =>
      Object.is(JSON.stringify(ours), JSON.stringify(theirs))
        ? []
        : [`${at}: ${name}: theirs ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}`],
    )
    const reasoned = Object.values(differences).flat()
    expect(differing.filter(text => !reasoned.includes(Number.parseInt(text, 10)))).toEqual([])
    expect(reasoned.toSorted((one, other) => one - other)).toEqual(differing.map(text => Number.parseInt(text, 10)))
  })
})

describe('moment-business-time by the date', () => {
  it('counts the same working days, wherever in the day it starts', () => {
    const counts = momentDayCounts()
    expect(counts).toHaveLength(32)
    expect(counts.map(count => count.ours)).toEqual(counts.map(count => count.theirs))
  })
})
