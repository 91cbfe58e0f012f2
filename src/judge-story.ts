/** A story as a rule test tells it in; what the standards of a rulebook make of it out, or what in it cannot be read. */

import { parseCutOff } from './calendar/cut-off.ts'
import { formatDay, parseDay } from './calendar/day.ts'
import { makePeriod, parsePeriod } from './calendar/period.ts'
import { check, makeScope } from './check/index.ts'
import { type InlineProblem, inlineEvents, inlineRoster } from './load/inline.ts'
import type { CarriedCase, Event, Records } from './model/event.ts'
import type { Message } from './model/message.ts'
import type { Roster } from './model/people.ts'
import type { Period } from './model/period.ts'
import type { Rulebook } from './model/rulebook.ts'
import type { CutOff, EarlierAppraisal, History } from './model/setup.ts'
import type { Story } from './model/story.ts'
import type { Checked } from './model/tally.ts'
import { makeRoster } from './roster/roster.ts'

export interface JudgedStory {
  readonly checked: Checked
  readonly roster: Roster
  readonly period: Period
  readonly cutOff: CutOff
  readonly records: Records
  readonly history: History
}

export interface StoryResult {
  /** Absent where something in the story cannot be read. */
  readonly judged?: JudgedStory
  readonly problems: readonly Message[]
}

const USUAL_PERIOD = '2024-H1'

/** Every record type counts as supplied, with records or without. `withTraces`: verdicts tell how they came about. */
export function judgeStory(rulebook: Rulebook, story: Story, withTraces = false): StoryResult {
  const { zone, rosterTypes, eventTypes } = rulebook
  const { people = [], sites = [], units = [] } = story
  const staff = inlineRoster(people, sites, rosterTypes, zone, units)
  const told = inlineEvents(story.events ?? [], eventTypes, { zone })
  const earlier = earlierCases(story, rulebook)
  const times = timesOf(story, rulebook)
  const problems = [
    ...staff.problems.map(one => inEntry(one, { zh: '人员地点', en: 'person or place' })),
    ...told.problems.map(one => inEntry(one, { zh: '记录', en: 'record' })),
    ...earlier.problems,
    ...times.problems,
  ]
  if (problems.length > 0 || !times.found) return { problems }

  const { period, cutOff, recordsFrom } = times.found
  const roster = makeRoster(staff.roster, zone)
  const records = recordsOf(told.events, eventTypes.keys())
  const { history } = earlier
  const scope = makeScope({ rulebook, period, cutOff, recordsFrom, roster, history, confirmedNone: new Set() })
  const checked = check({ rulebook, records, history, scope, keepMet: true, withTraces })
  return { judged: { checked, roster, period, cutOff, records, history }, problems }
}

function inEntry({ entry, message }: InlineProblem, what: Message): Message {
  return { zh: `第 ${entry + 1} 条${what.zh}：${message.zh}`, en: `${what.en} ${entry + 1}: ${message.en}` }
}

/** What earlier periods left behind: open cases, and balances of ledgers. */
function earlierCases({ history = [] }: Story, { eventTypes, zone }: Rulebook) {
  const problems: Message[] = []
  const carried = history.flatMap(({ carried: open = [] }) =>
    open.map((one): CarriedCase => {
      const read = inlineEvents(one.event ? [one.event] : [], eventTypes, { zone })
      problems.push(...read.problems.map(found => inEntry(found, { zh: '结转记录', en: 'carried record' })))
      return { standard: one.standard, case: one.case, records: [...read.events.values()].flat(), from: 'earlier' }
    }),
  )
  const appraisals = history.flatMap(({ ledgers }) => (ledgers ? [withBalances(ledgers)] : []))
  return { history: { appraisals, carried } satisfies History, problems }
}

/** An earlier appraisal of which the ledgers matter alone. */
function withBalances(balances: Readonly<Record<string, Readonly<Record<string, string | number>>>>): EarlierAppraisal {
  const people = Object.entries(balances).map(([id, own]) => {
    const ledgers = Object.fromEntries(Object.entries(own).map(([standard, balance]) => [standard, String(balance)]))
    return { id, score: null, grade: null, ledgers, outcomes: [] }
  })
  return { period: { name: 'earlier', from: '', to: '', year: 0, length: 'other' }, people }
}

function timesOf(story: Story, { zone }: Rulebook) {
  const period = periodOf(story.period ?? USUAL_PERIOD)
  if (!period) return refused('period', String(story.period))
  const asOf = story['as-of'] ?? formatDay(period.to)
  const cutOff = parseCutOff(asOf, zone)
  if (!cutOff) return refused('as-of', asOf)
  const since = story['records-from']
  const recordsFrom = since === undefined ? period.from : parseDay(since)
  if (recordsFrom === undefined) return refused('records-from', String(since))
  return { found: { period, cutOff, recordsFrom }, problems: [] }
}

function refused(key: string, value: string): { readonly found?: undefined; readonly problems: readonly Message[] } {
  return { problems: [{ zh: `${key}：读不出“${value}”`, en: `${key}: '${value}' cannot be read` }] }
}

function periodOf(source: NonNullable<Story['period']>): Period | undefined {
  if (typeof source !== 'object') return parsePeriod(String(source))
  const [from, to] = [parseDay(String(source.from)), parseDay(String(source.to))]
  return from === undefined || to === undefined ? undefined : makePeriod({ name: String(source.name), from, to })
}

function recordsOf(events: ReadonlyMap<string, readonly Event[]>, types: Iterable<string>): Records {
  return {
    events: new Map([...types].map(type => [type, events.get(type) ?? []])),
    rejected: [],
    counts: { read: 0, accepted: 0, rejected: 0, ignored: 0 },
    countsByType: new Map(),
    blankFields: new Map(),
    confirmedNone: new Set(),
    files: [],
  }
}
