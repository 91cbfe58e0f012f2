/**
 * The files of a rule pack in, the rulebook that all later stages follow out, with every mistake of the pack in one run.
 *
 * The passes: files to definitions, each of its shape; names and values of what surrounds the standards; the standards by
 * their kinds; what follows from them; clauses. A definition that fails a pass still counts as defined, so that nobody else
 * is blamed for it.
 */

import type { Dictionary, Meant } from '../conditions/contract.ts'
import { makeLanguage } from '../conditions/language.ts'
import { asMap } from '../lib/map.ts'
import { makePlace } from '../lib/place.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType } from '../model/event.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { RuleFile } from '../model/source.ts'
import type { Day } from '../model/value.ts'
import { brokenNames, namesInBrokenFiles, unreadableEvents } from './broken.ts'
import { compileBulletins } from './bulletins.ts'
import { compileCalendars, compileHolidays, compileSeasons } from './calendars.ts'
import { type ClauseCoverage, clauseCoverage, makeCitations, tellOpenClauses } from './citations.ts'
import { makeComplaints } from './complaints.ts'
import { type Definitions, gatherDefinitions } from './definitions.ts'
import { compileEvents } from './events.ts'
import { compileFairness } from './fairness.ts'
import { compileGrades } from './grades.ts'
import { lint } from './lint/index.ts'
import { compileNotifyWithin } from './notify-within.ts'
import { outcomeFactNames } from './outcome-facts.ts'
import { compileCascades, compileOutcomes } from './outcomes.ts'
import { compilePack } from './pack-info.ts'
import { compilePrint } from './print.ts'
import { compileProfiles, scorecardsInForce } from './profile.ts'
import { compileRound } from './round.ts'
import { checkRuleTests } from './rule-tests.ts'
import { compileScorecards, sectionIds, weakenedItems } from './scorecards.ts'
import { casesOf, compileStandards, kindsOf, selectable, withoutComplaints } from './standards.ts'
import { compileParameters, compilePosts, compileSources } from './surroundings.ts'
import { tellMissingTranslations } from './translations.ts'

export { type ClauseCoverage, type ClauseTrace, clauseCoverage, traceClauses } from './citations.ts'
export { selectFrom } from './selection.ts'
export { tellUnheld } from './unheld.ts'
export { tellUnscored, unscoredStandards } from './unscored.ts'

export interface CompileOptions {
  /** Over the names and bytes of the files, as `load/pack.ts` gives it. */
  readonly sha256: string
  /** The profile asked for; none: all standards. */
  readonly profile?: string
  /** Review dates are held against this day; without it they are not. */
  readonly today?: Day
  /** Hears of each title that stands where the id belongs. */
  readonly meant?: Meant
}

export interface Compiled {
  /** Absent where there is an error. */
  readonly rulebook?: Rulebook
  /** In order of file, line and column. */
  readonly diagnostics: readonly Diagnostic[]
  /** Known even where there is no rulebook. */
  readonly clauses: ClauseCoverage
}

export function compile(files: readonly RuleFile[], options: CompileOptions): Compiled {
  const complaints = makeComplaints(files)
  const { complain } = complaints
  const definitions = gatherDefinitions(files, complain, options.meant)
  const unread = namesInBrokenFiles(files)
  complaints.excuse([...brokenNames(definitions), ...unread])
  complaints.overlook([...unreadableEvents(definitions), ...unread])
  if (isEmpty(definitions, files)) tellEmpty(files, complain)

  const pack = compilePack(definitions, files, options.sha256, complain)
  const sources = compileSources(definitions.of('sources'), complain)
  const citations = makeCitations(sources, complain)
  const parameters = compileParameters(definitions.of('parameters'), options.today, complain)
  for (const { id, clauses } of parameters.values()) {
    const place = definitions.of('parameters').get(id)?.place
    if (place) citations.cite(`parameter:${id}`, clauses, place.at('clauses'))
  }
  const posts = compilePosts(definitions.of('posts'))
  const seasons = compileSeasons(definitions.of('seasons'), complain)
  const holidays = compileHolidays(definitions.of('holidays'), complain)
  const calendars = compileCalendars(definitions.of('calendars'), { zone: pack.zone, holidays, complain })
  const events = compileEvents(definitions.of('events'), posts, complain, definitions.of('standards'))
  const fairness = compileFairness(definitions.block('fairness'), complain)
  const print = compilePrint(definitions.block('print'), complain)
  const round = compileRound(definitions.block('round'))

  const dictionary: Dictionary = {
    eventTypes: events.nameable,
    parameters,
    posts,
    calendars: new Set(calendars.keys()),
    defaultCalendar: pack.calendar,
    complain,
    zone: pack.zone,
    ...(options.today === undefined ? {} : { today: options.today }),
    ...(options.meant ? { meant: options.meant } : {}),
  }
  const language = makeLanguage(dictionary)
  for (const type of events.nameable.values()) checkDerivedFacts(type, language)

  const bulletins = compileBulletins(definitions.of('events'), events.eventTypes, language)

  const defined = definitions.of('standards')
  const chosen = selectable(defined)
  const notifyWithin = compileNotifyWithin(definitions.block('fairness'), dictionary, chosen)
  const all = compileStandards(defined, {
    language,
    complain,
    fairness,
    seasons: new Set(seasons.keys()),
    citations,
    hasSources: sources.sources.size > 0,
  })
  const compiled = new Map(all.map(standard => [standard.id, standard]))

  const grades = compileGrades(definitions.block('grades'), dictionary)
  const facts = outcomeFactNames({
    grades,
    posts,
    kinds: kindsOf(defined),
    standards: compiled,
    sections: sectionIds(definitions.of('scorecards')),
  })
  const consequences = { dictionary, complain, facts, selectable: chosen, posts, citations }
  const cards = definitions.of('scorecards')
  const profiles = compileProfiles(options.profile, files, chosen, [...cards.keys()], complain)
  const scorecards = compileScorecards(cards, {
    ...consequences,
    profilesOf: profiles.ofScorecard,
    standards: compiled,
    grades,
    fairness,
  })
  const eventsOf = casesOf(defined, events.eventTypes)
  const outcomes = compileOutcomes(definitions.of('outcomes'), { ...consequences, eventsOf })
  const cascades = compileCascades(definitions.of('cascades'), { ...consequences, eventsOf })
  citeBlocks(definitions, citations.cite)

  lint(definitions, { quiet: makeLanguage(withoutComplaints(dictionary)), facts, complain })
  tellMissingTranslations(files, complain)

  checkRuleTests(definitions, complain)
  const cited = citations.all()
  if (!files.some(file => file.broken)) tellOpenClauses(sources, cited, complain)

  const clauses = clauseCoverage({ clauses: sources.clauses, citations: cited })
  const diagnostics = complaints.diagnostics()
  const isSound = files.length > 0 && !files.some(file => file.broken || (file.blamed?.size ?? 0) > 0)
  if (!isSound || diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics, clauses }
  const isInProfile = (id: string) => profiles.chosen?.standards.has(id) ?? true
  const inForce = scorecardsInForce(scorecards, profiles)
  const rulebook: Rulebook = {
    pack: pack.info,
    zone: pack.zone,
    sources: sources.sources,
    clauses: sources.clauses,
    parameters,
    calendars,
    seasons,
    posts,
    eventTypes: events.eventTypes,
    rosterTypes: events.rosterTypes,
    standards: all.filter(({ id }) => isInProfile(id)),
    scorecards: inForce,
    otherScorecards: scorecards.filter(({ id }) => !inForce.some(card => card.id === id)),
    ...(grades ? { grades } : {}),
    outcomes,
    cascades: cascades.map(cascade => ({ ...cascade, standards: cascade.standards.filter(isInProfile) })),
    fairness: {
      ...fairness,
      ...(notifyWithin ? { notifyWithin } : {}),
      weakened: [...fairness.weakened, ...weakenedItems(inForce, compiled, fairness)],
    },
    bulletins,
    print,
    ...(round ? { round } : {}),
    citations: cited,
  }
  return { rulebook, diagnostics, clauses }
}

type Complaining = Dictionary['complain']

/** Derived facts are compiled when a rule names them; here each is named once, so that mistakes show in unused ones too. */
function checkDerivedFacts(type: EventType, language: ReturnType<typeof makeLanguage>): void {
  for (const { name, place } of type.derive.values()) language.fact(name, { event: type }, place)
}

function citeBlocks(definitions: Definitions, cite: ReturnType<typeof makeCitations>['cite']): void {
  for (const block of ['fairness', 'grades', 'round'] as const) {
    const definition = definitions.block(block)
    if (!definition) continue
    const { clauses, bands, panel } = asMap(definition.source)
    cite(block, clauses, definition.place.at('clauses'))
    for (const [id, band] of Object.entries(asMap(bands))) {
      cite(block, asMap(band).clauses, definition.place.at('bands', id, 'clauses'))
    }
    for (const [id, role] of Object.entries(asMap(panel))) {
      cite(block, asMap(role).clauses, definition.place.at('panel', id, 'clauses'))
    }
  }
}

function isEmpty(definitions: Definitions, files: readonly RuleFile[]): boolean {
  const parts = [
    'events',
    'standards',
    'scorecards',
    'outcomes',
    'posts',
    'parameters',
    'calendars',
    'sources',
  ] as const
  return files.every(file => !file.broken) && parts.every(section => definitions.of(section).size === 0)
}

function tellEmpty(files: readonly RuleFile[], complain: Complaining): void {
  const [first] = files
  if (!first) return
  complain('pack-empty', makePlace(first), {
    zh: '规则包里没有任何规则：至少要有 events（记录类型）和 standards（标准）。',
    en: 'The pack holds no rules: it takes at least events (record types) and standards.',
  })
}
