/** A small pack and a small story in YAML in, the findings and diagnostics of its standards out. */

import { parse } from 'yaml'
import { parseCutOff } from '../../src/calendar/cut-off.ts'
import { formatDay, parseDay } from '../../src/calendar/day.ts'
import { makePeriod, parsePeriod } from '../../src/calendar/period.ts'
import { check, makeScope } from '../../src/check/index.ts'
import { inlineEvents, inlineRoster } from '../../src/load/inline.ts'
import type { Appraisal } from '../../src/model/appraisal.ts'
import type { CarriedCase, Event, Records } from '../../src/model/event.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Rulebook } from '../../src/model/rulebook.ts'
import type { History } from '../../src/model/setup.ts'
import type { Checked } from '../../src/model/tally.ts'
import { makeRoster } from '../../src/roster/roster.ts'
import { compileKindPack } from './pack.ts'

type Entry = Readonly<Record<string, unknown>>

export interface Story {
  readonly period?: string | number | { readonly name: string; readonly from: string; readonly to: string }
  readonly 'as-of'?: string
  readonly 'records-from'?: string
  readonly people?: readonly Entry[]
  readonly sites?: readonly Entry[]
  readonly units?: readonly Entry[]
  readonly events?: readonly Entry[]
  /** Cases left open by an earlier period: the standard, the case, and the record that it is about. */
  readonly carried?: readonly { readonly standard: string; readonly case: string; readonly event?: Entry }[]
  /** Balances left by an earlier period: person → standard → balance. */
  readonly balances?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export interface Judged {
  readonly findings: readonly Finding[]
  readonly checked: Checked
  /** `2024-03-05T14:30:00+08:00`. */
  readonly time: (instant: number | undefined) => string | undefined
}

/** Judges the story by the pack; throws where either is wrong, for a test that means something else. */
export function judge(pack: string, story: string): Judged {
  const { rulebook, diagnostics } = compileKindPack(pack)
  if (diagnostics.length > 0)
    throw new Error(diagnostics.map(one => `${one.code} ${one.path}: ${one.message.en}`).join('\n'))
  return judgeWith(rulebook, parse(story) as Story)
}

/** Judges a story by a rulebook that was compiled elsewhere. */
export function judgeWith(rulebook: Rulebook, told: Story): Judged {
  const { zone, rosterTypes, eventTypes } = rulebook
  const { people = [], sites = [], units = [] } = told
  const { roster: data, problems: wrongPeople } = inlineRoster(people, sites, rosterTypes, zone, units)
  const roster = makeRoster(data, zone)
  const context = { zone }
  const { events, problems } = inlineEvents(told.events ?? [], eventTypes, context)
  const carried = (told.carried ?? []).map((one): CarriedCase & { problems: number } => {
    const read = inlineEvents(one.event ? [one.event] : [], eventTypes, context)
    return {
      standard: one.standard,
      case: one.case,
      records: [...read.events.values()].flat(),
      from: 'earlier',
      problems: read.problems.length,
    }
  })
  const wrong = [...wrongPeople, ...problems]
  if (wrong.length > 0) throw new Error(wrong.map(one => `entry ${one.entry}: ${one.message.en}`).join('\n'))

  const period = periodOf(told.period ?? '2024-H1')
  const cutOff = parseCutOff(told['as-of'] ?? formatDay(period.to), zone)
  const recordsFrom = told['records-from'] === undefined ? period.from : parseDay(told['records-from'])
  if (!cutOff || recordsFrom === undefined) throw new Error('as-of or records-from cannot be read')
  const history: History = { appraisals: told.balances ? [earlier(told.balances)] : [], carried }
  const records = recordsOf(events, eventTypes.keys())
  const scope = makeScope({ rulebook, period, cutOff, recordsFrom, roster, history, confirmedNone: new Set() })
  const checked = check({ rulebook, records, history, scope, keepMet: true })
  return {
    checked,
    findings: checked.findings,
    time: instant => (instant === undefined ? undefined : zone.format(instant)),
  }
}

function periodOf(source: NonNullable<Story['period']>) {
  if (typeof source !== 'object') {
    const period = parsePeriod(String(source))
    if (!period) throw new Error(`no period ${source}`)
    return period
  }
  const [from, to] = [parseDay(source.from), parseDay(source.to)]
  if (from === undefined || to === undefined) throw new Error('no such days')
  return makePeriod({ name: source.name, from, to })
}

/** Every type counts as supplied, with records or without. */
function recordsOf(events: ReadonlyMap<string, readonly Event[]>, types: Iterable<string>): Records {
  const counts = { read: 0, accepted: 0, rejected: 0, ignored: 0 }
  return {
    events: new Map([...types].map(type => [type, events.get(type) ?? []])),
    rejected: [],
    counts,
    countsByType: new Map(),
    confirmedNone: new Set(),
    files: [],
  }
}

/** An earlier appraisal of which the ledgers matter alone. */
function earlier(balances: NonNullable<Story['balances']>): Appraisal {
  const people = Object.entries(balances).map(([id, ledgers]) => ({ id, ledgers, outcomes: [] }))
  return { period: { name: 'earlier' }, people } as unknown as Appraisal
}

/** `case verdict` of each finding, in order of id. */
export function verdicts({ findings }: Judged): readonly string[] {
  return findings.map(finding => `${finding.case} ${finding.verdict}`)
}

/** The only finding there is. */
export function only({ findings }: Judged): Finding {
  const [finding] = findings
  if (!finding || findings.length > 1)
    throw new Error(`not one finding but ${findings.length}: ${findings.map(one => one.id).join(', ')}`)
  return finding
}
