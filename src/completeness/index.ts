/** Records, rules and roster in, how complete the records are out. */

import { formatDay } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { Completeness, RecordGap } from '../model/completeness.ts'
import type { Event, EventType } from '../model/event.ts'
import { coverageOf } from './coverage.ts'
import { fewRecords } from './few-records.ts'
import { fieldFillings } from './fields.ts'
import type { CompletenessInput } from './input.ts'
import { lateEntries } from './late.ts'

export { coverageOf } from './coverage.ts'

/** Of each type, what happened within the period counts; types that no standard reads are left out. */
export function completenessOf(input: CompletenessInput): Completeness {
  const { rulebook, records, setup } = input
  const { zone } = rulebook
  const types = [...records.events].sort(([one], [other]) => compareText(one, other))
  const read = types.flatMap(([id, events]) => {
    const type = rulebook.eventTypes.get(id)
    const isNeeded = rulebook.standards.some(({ needs }) => needs.includes(id))
    const within = events.filter(({ at }) => {
      const day = zone.dayOf(at)
      return day >= setup.period.from && day <= setup.period.to
    })
    return type && isNeeded ? [{ type, events, within }] : []
  })
  return {
    fields: read.flatMap(({ type, within }) => fieldFillings(type, within, input)),
    units: read.flatMap(({ type, within }) => fewRecords(type, within, input)),
    gaps: read.flatMap(({ type, events }) => gapOf(type, events, input)),
    late: read.flatMap(({ type, events }) => lateEntries(type, events, input)),
  }
}

/** From when the records are complete up to the cut-off. */
export function recordedSpan({ setup, cutOff, rulebook }: Pick<CompletenessInput, 'setup' | 'cutOff' | 'rulebook'>) {
  return { from: setup.recordsFrom, to: Math.min(setup.period.to, rulebook.zone.dayOf(cutOff.knownThrough)) }
}

function gapOf({ id }: EventType, events: readonly Event[], input: CompletenessInput): readonly RecordGap[] {
  const coverage = coverageOf(events, recordedSpan(input), input.rulebook.zone)
  if (!coverage || !(coverage.beginsLate || coverage.endsEarly)) return []
  const { first, last, beginsLate, endsEarly } = coverage
  return [{ type: id, first: formatDay(first), last: formatDay(last), beginsLate, endsEarly }]
}
