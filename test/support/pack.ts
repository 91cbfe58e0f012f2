/** A small pack in YAML in, a rulebook with its standards, and what is wrong with it, out; without files or shapes. */

import { parse } from 'yaml'
import { parseDay } from '../../src/calendar/day.ts'
import { parseDuration } from '../../src/calendar/duration.ts'
import { makeZone } from '../../src/calendar/zone.ts'
import { compileCalendars, compileHolidays, compileSeasons } from '../../src/compile/calendars.ts'
import { compileEvents } from '../../src/compile/events.ts'
import type { Complain } from '../../src/conditions/contract.ts'
import { makeLanguage } from '../../src/conditions/language.ts'
import { compileStandard } from '../../src/kinds/standard.ts'
import { makePlace } from '../../src/lib/place.ts'
import type { DiagnosticCode } from '../../src/model/diagnostic-codes.ts'
import type { Message } from '../../src/model/message.ts'
import type { Parameter, Rulebook } from '../../src/model/rulebook.ts'
import type { Place } from '../../src/model/source.ts'
import type { Dated } from '../../src/model/value.ts'

type Section = Readonly<Record<string, Readonly<Record<string, unknown>>>>
type Sections = Readonly<
  Partial<Record<'events' | 'parameters' | 'calendars' | 'holidays' | 'seasons' | 'posts' | 'standards', Section>>
>

export interface PackDiagnostic {
  readonly code: DiagnosticCode
  readonly path: string
  readonly message: Message
}

export const FAIRNESS: Rulebook['fairness'] = {
  missingSource: 'not-judged',
  perCase: 'rate',
  minimumCases: 20,
  oncePer: 'incident',
  measuredMarksAtLeast: 50,
  minimumDaysPercent: 50,
  raters: { minimum: 5, trim: 1, shownFrom: 5 },
  consequences: 'proposed',
  weakened: [],
}

export function compileKindPack(text: string): {
  readonly rulebook: Rulebook
  readonly diagnostics: readonly PackDiagnostic[]
} {
  const written = parse(text) as Sections & {
    readonly 'time-zone'?: string
    readonly fairness?: Partial<Rulebook['fairness']>
    readonly calendar?: string
  }
  const diagnostics: PackDiagnostic[] = []
  const complain: Complain = (code, place, message) =>
    void diagnostics.push({ code, path: place.path.join('.'), message })
  const root = makePlace({ locate: () => ({ file: 'pack.yaml', line: 1, column: 1 }) })
  const zone = makeZone(written['time-zone'] ?? 'Asia/Shanghai')
  if (!zone) throw new Error('no such zone')
  const defined = (section: keyof Sections) =>
    new Map(
      Object.entries(written[section] ?? {}).map(([id, source]) => [
        id,
        { id, source, place: root.at(section, id), layer: 0, isBroken: false, wrong: [] },
      ]),
    )
  const posts = new Map(
    [...defined('posts')].map(([id, { source }]) => [id, { id, title: textOf(source.title ?? id), level: 'staff' }]),
  )
  const { eventTypes, rosterTypes, nameable } = compileEvents(defined('events'), posts, complain)
  const seasons = compileSeasons(defined('seasons'), complain)
  const calendars = compileCalendars(defined('calendars'), {
    zone,
    holidays: compileHolidays(defined('holidays'), complain),
    complain,
  })
  const parameters = new Map(
    [...defined('parameters')].map(([id, { source, place }]) => [id, parameterOf(id, source, place)]),
  )
  const fairness = { ...FAIRNESS, ...written.fairness }
  const language = makeLanguage({
    eventTypes: nameable,
    parameters,
    posts,
    calendars: new Set(calendars.keys()),
    defaultCalendar: written.calendar ?? [...calendars.keys()][0] ?? 'default',
    complain,
    zone,
  })
  const tags = new Map(
    [...defined('standards')].map(([id, { source }]) => [
      id,
      Array.isArray(source.tags) ? source.tags.map(String) : [],
    ]),
  )
  const context = { language, seasons: new Set(seasons.keys()), standards: tags, fairness }
  const standards = [...defined('standards')].flatMap(
    ([id, { source, place }]) => compileStandard(id, source, place, context) ?? [],
  )
  const rulebook: Rulebook = {
    pack: { id: 'test', version: '1', title: textOf('test'), timeZone: zone.name, currency: 'CNY', sha256: '' },
    zone,
    sources: new Map(),
    clauses: new Map(),
    parameters,
    calendars,
    seasons,
    posts,
    eventTypes,
    rosterTypes,
    standards,
    scorecards: [],
    otherScorecards: [],
    outcomes: [],
    cascades: [],
    fairness,
    citations: new Map(),
  } as unknown as Rulebook
  return { rulebook, diagnostics }
}

function textOf(source: unknown): Message {
  if (typeof source === 'object' && source !== null) return source as Message
  return { zh: String(source), en: String(source) }
}

function parameterOf(id: string, source: Readonly<Record<string, unknown>>, place: Place): Parameter {
  const dated = (value: unknown): Dated<number | string> => {
    if (value === undefined) return []
    if (typeof value !== 'object' || value === null) return [{ from: Number.NEGATIVE_INFINITY, value: read(value) }]
    return Object.entries(value).map(([day, one]) => ({
      from: parseDay(day) ?? 0,
      value: one === null ? null : read(one),
    }))
  }
  const bySite = source['by-site']
  const setting = {
    parameter: id,
    dated: dated(source.value),
    ...(typeof bySite === 'object' && bySite !== null
      ? { bySite: Object.fromEntries(Object.entries(bySite).map(([site, value]) => [site, dated(value)])) }
      : {}),
  }
  return { id, title: textOf(source.title ?? id), setting, clauses: [], span: place.span() } as Parameter
}

function read(value: unknown): number | string {
  const duration = typeof value === 'string' ? parseDuration(value) : undefined
  return (duration ?? value) as number | string
}
