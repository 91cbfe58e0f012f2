/** What a rule test expects and what came of it in; where the two differ, line by line with the reasons, out. */

import type { Finding } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { Quantity } from '../model/value.ts'
import type { ExpectedFinding, ExpectedResult } from './rule-test.ts'

/** One line of a difference: expected and not seen, seen and not expected, or neither. */
export interface DifferenceLine {
  readonly sign: '-' | '+' | ' '
  readonly text: string
  /** Why the verdict came out as it did. */
  readonly reason?: Message
}

type Time = (instant: number | undefined) => string | undefined
type Row = Readonly<Record<string, unknown>>

/** Empty: as expected. Findings may come in any order; each expected one answers for one finding. */
export function compareFindings(
  findings: readonly Finding[],
  expected: readonly ExpectedFinding[],
  time: Time,
): readonly DifferenceLine[] {
  const open = [...expected]
  const pairs = sortByCase(findings).map(finding => {
    const at = nearestExpectation(open, finding, time)
    const [wanted] = at < 0 ? [] : open.splice(at, 1)
    return { finding, wanted }
  })
  const unseen = open.map((one): DifferenceLine => ({ sign: '-', text: asLine(asExpected(one)) }))
  const lines = [...pairs.flatMap(({ finding, wanted }) => compareOne(finding, wanted, time)), ...unseen]
  return lines.some(line => line.sign !== ' ') ? lines : []
}

function compareOne(finding: Finding, wanted: ExpectedFinding | undefined, time: Time): readonly DifferenceLine[] {
  const { reason } = finding
  if (!wanted) {
    const { case: of, person, verdict } = finding
    return [{ sign: '+', text: asLine({ case: of, person, verdict }), reason }]
  }
  const [seen, hoped] = [asLine(asSeen(finding, wanted, time)), asLine(asExpected(wanted))]
  if (seen === hoped) return [{ sign: ' ', text: seen }]
  return [
    { sign: '-', text: hoped },
    { sign: '+', text: seen, reason },
  ]
}

/** The expectation that says most of what was found, so that a difference shows beside what it differs from. */
function nearestExpectation(open: readonly ExpectedFinding[], finding: Finding, time: Time): number {
  const about = open.map((one, at) => ({ one, at })).filter(({ one }) => isAbout(one, finding))
  const exact = about.find(({ one }) => asLine(asSeen(finding, one, time)) === asLine(asExpected(one)))
  return (exact ?? about[0])?.at ?? -1
}

function isAbout(wanted: ExpectedFinding, finding: Finding): boolean {
  return (
    (wanted.case === undefined || String(wanted.case) === finding.case) &&
    (wanted.person === undefined || wanted.person === finding.person) &&
    (wanted.owner === undefined || wanted.owner === finding.owner)
  )
}

/** The finding, in the words of what is expected of it. */
function asSeen(finding: Finding, wanted: ExpectedFinding, time: Time): Row {
  const keys = Object.keys(wanted) as (keyof ExpectedFinding)[]
  return Object.fromEntries(keys.map(key => [key, seen(key, finding, wanted, time)]))
}

function seen(key: keyof ExpectedFinding, finding: Finding, wanted: ExpectedFinding, time: Time): unknown {
  if (key === 'measured' || key === 'limit') return quantity(finding[key], wanted[key])
  if (key === 'due') return time(finding.due)?.replace('T', ' ').slice(0, wanted.due?.length)
  return finding[key]
}

function quantity(found: Quantity | undefined, wanted: string | number | undefined): unknown {
  if (!found || typeof wanted === 'number') return found?.value
  return singular(`${found.value} ${found.unit}`)
}

function asExpected(one: ExpectedFinding): Row {
  return {
    ...one,
    ...(one.case === undefined ? {} : { case: String(one.case) }),
    ...(typeof one.measured === 'string' ? { measured: singular(one.measured) } : {}),
    ...(typeof one.limit === 'string' ? { limit: singular(one.limit) } : {}),
  }
}

/** `1 day` and `1 days` are the same. */
function singular(text: string): string {
  return text.replace(/s$/, '')
}

function sortByCase(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** `{ case: R1, verdict: met }`, as a test file has it. */
function asLine(row: Row): string {
  return `{ ${Object.entries(row)
    .map(([key, value]) => `${key}: ${asWord(value)}`)
    .join(', ')} }`
}

function asWord(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(asWord).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return entries.length === 0 ? '{}' : asLine(Object.fromEntries(entries))
}

/** Of sections those that are written. */
function asFarAs(expected: ExpectedResult, seen: ExpectedResult, key: keyof ExpectedResult): unknown {
  if (key !== 'sections' || !expected.sections || !seen.sections) return seen[key]
  return Object.fromEntries(Object.keys(expected.sections).map(section => [section, seen.sections?.[section]]))
}

/** Of a scorecard, an outcome or a cascade: what is not written is not compared. */
export function compareResult(seen: ExpectedResult, expected: ExpectedResult): readonly DifferenceLine[] {
  return (Object.keys(expected) as (keyof ExpectedResult)[]).flatMap((key): readonly DifferenceLine[] => {
    const [was, hoped] = [asWord(asFarAs(expected, seen, key)), asWord(expected[key])]
    if (was === hoped) return []
    return [
      { sign: '-', text: `${key}: ${hoped}` },
      { sign: '+', text: `${key}: ${was}` },
    ]
  })
}
