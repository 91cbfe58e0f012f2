/** Findings and open cases as the plain objects that `findings.ndjson` and `carried.ndjson` hold, one a line. */

import { formatDay } from '../calendar/day.ts'
import { fieldsRead } from '../lib/read-fields.ts'
import { lineOfUnlisted } from '../lib/unlisted.ts'
import type { CarriedCase, Event } from '../model/event.ts'
import type { AdjustedFinding, Finding, UnlistedFinding, Verdict, WrittenFinding } from '../model/finding.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { Checked } from '../model/tally.ts'
import { type EvidenceNumbers, isUnlisted, noticeOf, numberText } from './evidence.ts'
import { toldMeasure, toldRecords } from './rater-groups.ts'

export type PlainLine = Readonly<Record<string, unknown>>

export type FindingLine = PlainLine & WrittenFinding

type LineGround = Pick<Rulebook, 'zone' | 'fairness'>

export interface FindingLines {
  /** Those that pages print. */
  readonly printed: readonly FindingLine[]
  /** By standard: how many there are beside these. */
  readonly others: ReadonlyMap<string, number>
  /** As they are written: of all, in order of id, each made when it is asked for. */
  all(): Iterable<string>
}

/** What pages print of a standard, whoever it is about. */
export interface PrintedOfStandard {
  readonly most: number
  readonly gravestFirst: readonly Verdict[]
}

/** The line of a finding as it is written. */
export function lineWriter(ground: LineGround): (finding: Finding) => string {
  return finding => JSON.stringify(lineOf(finding, ground))
}

/** `numbers`: of findings that no list holds, which their lines bear instead. */
export function findingLines(
  checked: Pick<Checked, 'findings' | 'unlisted'>,
  ground: LineGround,
  numbers: EvidenceNumbers,
  ofStandard: PrintedOfStandard,
): FindingLines {
  const all = inOrder(checked)
  const gravest = gravestOf(all, checked, ofStandard)
  const others = new Map<string, number>()
  const printed = all.flatMap((finding): readonly FindingLine[] => {
    if (!isUnlisted(finding)) return [lineOf(finding, ground)]
    const isListed = finding.verdict !== 'met' && !numbers.has(finding.id)
    if (isListed || gravest.has(finding)) return [JSON.parse(numberedLine(finding, numbers)) as FindingLine]
    others.set(finding.standard, (others.get(finding.standard) ?? 0) + 1)
    return []
  })
  return {
    printed,
    others,
    *all() {
      let at = 0
      for (const finding of all) {
        const line = printed[at]?.id === finding.id ? printed[at++] : undefined
        yield isUnlisted(finding) ? numberedLine(finding, numbers) : JSON.stringify(line ?? lineOf(finding, ground))
      }
    },
  }
}

/** After the id, with which a line begins. */
function numberedLine(finding: UnlistedFinding, numbers: EvidenceNumbers): string {
  const line = lineOfUnlisted(finding)
  const number = numbers.get(finding.id)
  if (number === undefined) return line
  const id = `{"id":${JSON.stringify(finding.id)},`.length
  return `${line.slice(0, id)}"number":"${numberText(number)}",${line.slice(id)}`
}

/** Of those that are not listed. */
function gravestOf(
  all: readonly (Finding | UnlistedFinding)[],
  { unlisted = [] }: Pick<Checked, 'unlisted'>,
  { most, gravestFirst }: PrintedOfStandard,
): ReadonlySet<Finding | UnlistedFinding> {
  if (unlisted.length === 0) return new Set()
  const byStandard = Map.groupBy(all, ({ standard }) => standard)
  const gravest = [...byStandard.values()].flatMap(own => {
    const byVerdict = Map.groupBy(own, ({ verdict, adjusted }) => adjusted?.verdict ?? verdict)
    return gravestFirst.flatMap(verdict => byVerdict.get(verdict)?.slice(0, most) ?? []).slice(0, most)
  })
  return new Set(gravest)
}

/** By id, as both lists are. */
function inOrder({ findings, unlisted = [] }: Pick<Checked, 'findings' | 'unlisted'>) {
  const all: (Finding | UnlistedFinding)[] = []
  let at = 0
  for (const finding of findings) {
    for (let one = unlisted[at]; one && one.id < finding.id; one = unlisted[++at]) all.push(one)
    all.push(finding)
  }
  for (let one = unlisted[at]; one; one = unlisted[++at]) all.push(one)
  return all
}

/** The verdict is the one that was found; what an appeal made of it stands beside it. */
function lineOf(finding: Finding, { zone, fairness }: LineGround): FindingLine {
  return {
    id: finding.id,
    standard: finding.standard,
    case: finding.case,
    person: finding.person,
    owner: finding.owner ?? null,
    incident: finding.incident ?? null,
    at: zone.format(finding.at),
    verdict: finding.adjusted?.verdict ?? finding.verdict,
    measured: toldMeasure(finding, fairness.raters.shownFrom),
    limit: finding.limit ?? null,
    due: finding.due === undefined ? null : zone.format(finding.due),
    reason: finding.adjusted?.reason ?? finding.reason,
    ...(finding.adjusted ? { adjusted: adjustedLine(finding, finding.adjusted) } : {}),
    ...(finding.waiver === undefined ? {} : { waiver: finding.waiver }),
    ...(finding.contested === undefined ? {} : { contested: finding.contested }),
    ...(finding.notice ? { notice: noticeOf(finding.notice, zone) } : {}),
    evidence: toldRecords(finding),
  }
}

function adjustedLine({ verdict, reason }: Finding, { by, change, from, to }: AdjustedFinding): AdjustedFinding {
  return { by, change, verdict, reason, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/**
 * Records keep their instants as whole seconds since 1970: the next run reads them back unchanged. Of a record only those
 * fields go on that a rule reads.
 */
export function carriedLines(carried: readonly CarriedCase[], rulebook: Rulebook): readonly PlainLine[] {
  const left = unreadFields(rulebook)
  return carried.map(({ slot, records, ...open }) => ({
    ...open,
    records: records.map(record => withoutFields(record, left.get(record.type) ?? new Set())),
    ...(slot ? { slot: { from: formatDay(slot.from), to: formatDay(slot.to), owner: slot.owner } } : {}),
  }))
}

function withoutFields(record: Event, left: ReadonlySet<string>): Event {
  const isKept = ([name]: readonly [string, unknown]) => !left.has(name)
  const { grain } = record
  return {
    ...record,
    values: Object.fromEntries(Object.entries(record.values).filter(isKept)),
    ...(grain ? { grain: Object.fromEntries(Object.entries(grain).filter(isKept)) } : {}),
  }
}

/** By record type. */
function unreadFields({ eventTypes, standards, cascades }: Rulebook): ReadonlyMap<string, ReadonlySet<string>> {
  const dating = new Set(cascades.map(({ at }) => at))
  return new Map(
    [...eventTypes.values()].map(type => {
      const isRead = fieldsRead(type, standards)
      return [type.id, new Set([...type.fields.keys()].filter(name => !isRead(name) && !dating.has(name)))] as const
    }),
  )
}
