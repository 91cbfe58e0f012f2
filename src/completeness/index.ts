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
import { joinSurveys, makeSurvey, type Surveyed } from './survey.ts'

export { coverageOf } from './coverage.ts'
export { lateFrom } from './late.ts'
export { makeSurvey } from './survey.ts'

/** Of each type, what happened within the period counts; types that no standard reads are left out. */
export function completenessOf(input: CompletenessInput): Completeness {
  const { rulebook, records } = input
  const types = [...records.events].sort(([one], [other]) => compareText(one, other))
  const read = types.flatMap(([id, events]) => {
    const type = rulebook.eventTypes.get(id)
    const isNeeded = rulebook.standards.some(({ needs }) => needs.includes(id))
    return type && isNeeded ? [{ type, events, surveyed: surveyOf(type, events, input) }] : []
  })
  return {
    fields: read.flatMap(({ type, surveyed }) => fieldFillings(type, surveyed.entered, input)),
    units: read.flatMap(({ type, surveyed }) => fewRecords(type, surveyed.entered, input)),
    gaps: read.flatMap(({ type, surveyed }) => gapOf(type, surveyed, input)),
    late: read.flatMap(({ type, events }) => lateEntries(type, events, input)),
  }
}

/** With those that were settled as they were read. */
function surveyOf(type: EventType, events: readonly Event[], input: CompletenessInput): Surveyed {
  const survey = makeSurvey(type, input)
  for (const event of events) survey.add(event)
  return joinSurveys([survey.surveyed(), ...(input.records.settled?.get(type.id) ?? [])])
}

/** From when the records are complete up to the cut-off. */
export function recordedSpan({ setup, cutOff, rulebook }: Pick<CompletenessInput, 'setup' | 'cutOff' | 'rulebook'>) {
  return { from: setup.recordsFrom, to: Math.min(setup.period.to, rulebook.zone.dayOf(cutOff.knownThrough)) }
}

function gapOf({ id }: EventType, { days }: Surveyed, input: CompletenessInput): readonly RecordGap[] {
  const coverage = coverageOf(days, recordedSpan(input))
  if (!coverage || !(coverage.beginsLate || coverage.endsEarly)) return []
  const { first, last, beginsLate, endsEarly } = coverage
  return [{ type: id, first: formatDay(first), last: formatDay(last), beginsLate, endsEarly }]
}
