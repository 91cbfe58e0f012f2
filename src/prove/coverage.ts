/** The rules of a pack and the rule tests that hold in; what no test shows yet, with the share of what is shown, out. */

import { exact } from '../lib/exact.ts'
import { asMap } from '../lib/map.ts'
import type { Span } from '../model/diagnostic.ts'
import type { Finding } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { Rulebook, Standard } from '../model/rulebook.ts'
import type { RuleFile } from '../model/source.ts'
import type { ExpectedResult, RuleTest, Subject } from './rule-test.ts'

/** A test that holds, with the findings of a standard's test. */
export interface PassedTest {
  readonly test: RuleTest
  readonly findings: readonly Finding[]
}

export interface Gap {
  readonly subject: Subject | 'grades'
  readonly id: string
  readonly what: Message
  readonly span: Span
}

export interface Coverage {
  /** How many sides of the rules tests should show, and how many they do. */
  readonly wanted: number
  readonly shown: number
  /** Whole percent, rounded down: 100 only where nothing is missing. */
  readonly percent: number
  readonly missing: readonly Gap[]
}

/** One side of a rule that a test should show. */
interface Side {
  readonly what: Message
  readonly isShown: boolean
}

export function measureCoverage(
  rulebook: Rulebook,
  files: readonly RuleFile[],
  passed: readonly PassedTest[],
): Coverage {
  const sources = sourcesOf(files, 'standards')
  const surroundings = { rulebook, parameters: sourcesOf(files, 'parameters') }
  const testsOf = Map.groupBy(passed, ({ test }) => `${test.subject}:${test.id}`)
  const own = (subject: Subject, id: string) => testsOf.get(`${subject}:${id}`) ?? []
  const rows = [
    ...rulebook.standards.map(standard =>
      rowOf(
        'standard',
        standard,
        sidesOfStandard(standard, sources.get(standard.id) ?? {}, own('standard', standard.id), surroundings),
      ),
    ),
    ...[...rulebook.scorecards, ...rulebook.otherScorecards].map(card =>
      rowOf('scorecard', card, [tested(own('scorecard', card.id))]),
    ),
    ...rulebook.outcomes.map(rule => rowOf('outcome', rule, sidesOfOutcome(rule.id, own('outcome', rule.id)))),
    ...rulebook.cascades.map(rule => rowOf('cascade', rule, [tested(own('cascade', rule.id))])),
    ...gradeRows(rulebook, passed),
  ]
  const missing = rows.flatMap(({ sides, ...gap }) =>
    sides.filter(side => !side.isShown).map(({ what }): Gap => ({ ...gap, what })),
  )
  const wanted = rows.reduce((sum, { sides }) => sum + sides.length, 0)
  const shown = wanted - missing.length
  return { wanted, shown, percent: wanted === 0 ? 100 : Math.floor((100 * shown) / wanted), missing }
}

function rowOf(
  subject: Gap['subject'],
  { id, span }: { readonly id: string; readonly span: Span },
  sides: readonly Side[],
) {
  return { subject, id, span, sides }
}

type Source = Readonly<Record<string, unknown>>

/** Definitions as written; where packs extend each other, the one that counts. */
function sourcesOf(files: readonly RuleFile[], group: 'standards' | 'parameters'): ReadonlyMap<string, Source> {
  const layers = files.toSorted((one, other) => (one.layer ?? 0) - (other.layer ?? 0))
  return new Map(
    layers.flatMap(({ value }) => Object.entries(asMap(asMap(value)[group])).map(([id, one]) => [id, asMap(one)])),
  )
}

// --- standards ------------------------------------------------------------------------------------------------------

function sidesOfStandard(
  standard: Standard,
  source: Source,
  tests: readonly PassedTest[],
  { rulebook, parameters }: { readonly rulebook: Rulebook; readonly parameters: ReadonlyMap<string, Source> },
): readonly Side[] {
  // While a parameter has no value nobody is judged, and there is nothing to show.
  if (standard.unset.length > 0) return []
  const findings = tests.flatMap(one => one.findings)
  const has = (verdict: Finding['verdict']) => findings.some(finding => finding.verdict === verdict)
  // A rating or a ledger without a bound only measures: it cannot be missed.
  const measuresOnly =
    standard.judgedPer === 'person' && source['at-least'] === undefined && source['at-most'] === undefined
  const sides: Side[] = [{ what: { zh: '没有达标的例子', en: 'is never met' }, isShown: has('met') }]
  if (!measuresOnly) sides.push({ what: { zh: '没有未达标的例子', en: 'is never missed' }, isShown: has('missed') })
  else if (standard.kind === 'rating')
    sides.push({
      what: { zh: '没有无法判定（评分人太少）的例子', en: 'is never undetermined for want of raters' },
      isShown: has('undetermined'),
    })
  return [
    ...sides,
    ...limitSides(source, findings),
    ...exemptionSides(source, findings),
    ...datedSides([source, ...parametersOf(source, parameters)], findings, rulebook),
  ]
}

/**
 * Whatever is measured against a limit is shown once exactly on it and once just beyond, not more than one of the limit's own
 * unit away (a percentage at any distance: one record more or less may move it far); “0 days before” is no limit but an order.
 */
function limitSides(source: Source, findings: readonly Finding[]): readonly Side[] {
  const measured = findings.filter(
    ({ verdict, limit, measured: value }) =>
      (verdict === 'met' || verdict === 'missed') && limit !== undefined && value?.unit === limit.unit,
  )
  const isOrder = source['at-least-before'] !== undefined && measured.every(({ limit }) => limit?.value === 0)
  if (measured.length === 0 || isOrder) return []
  const distance = ({ limit, measured: value }: Finding) => Math.abs((value?.value ?? 0) - (limit?.value ?? 0))
  const exact = measured.filter(finding => distance(finding) === 0)
  const isBeyond = (finding: Finding) =>
    distance(finding) > 0 &&
    (distance(finding) <= 1 || finding.limit?.unit === 'percent') &&
    exact.some(({ verdict }) => verdict !== finding.verdict)
  const sides = [
    { what: { zh: '没有恰好等于限值的例子', en: 'is never measured exactly at its limit' }, isShown: exact.length > 0 },
  ]
  if (exact.length > 0)
    sides.push({
      what: { zh: '没有刚刚越过限值的例子', en: 'is never measured just beyond its limit' },
      isShown: measured.some(isBeyond),
    })
  return sides
}

function exemptionSides(source: Source, findings: readonly Finding[]): readonly Side[] {
  const exempt = findings.filter(finding => finding.verdict === 'exempt')
  const named = Object.entries(asMap(source.except)).map(([name, one]): Side => {
    const { title } = asMap(one)
    const words = typeof title === 'string' ? title : String(asMap(title).zh)
    const isShown = exempt.some(({ reason }) => reason.zh.includes(words))
    return { what: { zh: `没有用到免责“${name}”的例子`, en: `its exemption '${name}' is never used` }, isShown }
  })
  if (source.unless === undefined) return named
  const unless = { zh: '没有用到 unless 的例子', en: 'its `unless` is never used' }
  return [...named, { what: unless, isShown: exempt.length > 0 }]
}

const DAY_KEY = /^\d{4}-\d{2}-\d{2}$/

/** A value that changes on a day is shown from each day on. */
function datedSides(source: unknown, findings: readonly Finding[], { zone }: Rulebook): readonly Side[] {
  const judged = findings
    .filter(({ verdict }) => verdict === 'met' || verdict === 'missed')
    .map(({ at }) => zone.format(at).slice(0, 10))
  return datedMaps(source).flatMap(days =>
    days.map((day, at): Side => {
      const next = days[at + 1]
      const isShown = judged.some(one => one >= day && (next === undefined || one < next))
      return { what: { zh: `没有用到 ${day} 起的值的例子`, en: `its value from ${day} on is never used` }, isShown }
    }),
  )
}

/** The parameters that a rule names, anywhere in it. */
function parametersOf(source: unknown, parameters: ReadonlyMap<string, Source>): readonly Source[] {
  if (Array.isArray(source)) return source.flatMap(one => parametersOf(one, parameters))
  return Object.entries(asMap(source)).flatMap(([key, value]) => {
    const named = key === 'parameter' ? parameters.get(String(value)) : undefined
    return named ? [named] : parametersOf(value, parameters)
  })
}

function datedMaps(source: unknown): readonly (readonly string[])[] {
  if (Array.isArray(source)) return source.flatMap(datedMaps)
  const entries = Object.entries(asMap(source))
  const days = entries.filter(([key, value]) => DAY_KEY.test(key) && value !== null).map(([key]) => key)
  if (days.length > 0 && entries.every(([key]) => DAY_KEY.test(key))) return [days.toSorted()]
  return entries.flatMap(([, value]) => datedMaps(value))
}

// --- what follows ---------------------------------------------------------------------------------------------------

function tested(tests: readonly PassedTest[]): Side {
  return { what: { zh: '没有测试', en: 'has no test' }, isShown: tests.length > 0 }
}

function sidesOfOutcome(id: string, tests: readonly PassedTest[]): readonly Side[] {
  const results = tests.map(({ test }) => resultOf(test))
  return [
    {
      what: { zh: '没有成立的例子', en: 'never follows' },
      isShown: results.some(({ outcomes = [] }) => outcomes.includes(id)),
    },
    {
      what: { zh: '没有不成立的例子', en: 'is never shown not to follow' },
      isShown: results.some(
        ({ outcomes, undecided = [] }) => outcomes && !outcomes.includes(id) && !undecided.includes(id),
      ),
    },
  ]
}

function resultOf({ expect }: RuleTest): ExpectedResult {
  return Array.isArray(expect) ? {} : (expect as ExpectedResult)
}

/** Each grade from its lower bound, and the next printed score below it in the grade below. */
function gradeRows({ grades }: Rulebook, passed: readonly PassedTest[]) {
  if (!grades) return []
  const { bands, decimals, span } = grades
  const results = passed.filter(({ test }) => test.subject === 'scorecard').map(({ test }) => resultOf(test))
  const isShown = (score: number, grade: string) => results.some(one => one.score === score && one.grade === grade)
  return bands.flatMap((band, at) => {
    const bound = band.from.dated.at(-1)?.value
    const below = bands[at + 1]
    if (bound === undefined || bound === null || !below) return []
    const reached = { zh: `没有恰好 ${bound} 分的例子`, en: `no test reaches exactly ${bound}` }
    const sides: Side[] = [{ what: reached, isShown: isShown(Number(bound), band.id) }]
    if (decimals !== undefined) {
      const short = exact(bound)
        .sub(exact(10).pow(-decimals) ?? 0)
        .valueOf()
      const missed = { zh: `没有恰好差一步（${short} 分）的例子`, en: `no test falls just short of it, at ${short}` }
      sides.push({ what: missed, isShown: isShown(short, below.id) })
    }
    return [{ subject: 'grades' as const, id: band.id, span, sides }]
  })
}
