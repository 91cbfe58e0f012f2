/** Findings as they are judged in; those that lists hold, with their words and how they came about, and all others, with their lines pressed, out. */

import { makeUnlister, type Unlisting } from '../lib/unlisted.ts'
import { verdictRank, worstFirst } from '../lib/worst-first.ts'
import type { Finding, UnlistedFinding } from '../model/finding.ts'
import type { CaseTrace, TraceStep } from '../model/trace.ts'

/** Which findings are listed by themselves. What counts, counts by all. */
export interface Listing {
  /** So many of each person, and of those that nobody answers for, the worst first. */
  readonly most: number
  /** Findings that somebody speaks of: they are listed whatever stands before them. */
  readonly always: ReadonlySet<string>
  /** Of one that is not listed: its line of `findings.ndjson`. */
  lineOf(finding: Finding): string
}

/** Told when it is known that it is printed. */
export interface OpenTrace {
  readonly standard: string
  readonly case: string
  steps(): readonly TraceStep[]
}

export interface Listed {
  readonly findings: readonly Finding[]
  readonly unlisted: readonly UnlistedFinding[]
  readonly traces: readonly OpenTrace[]
}

export interface Lister {
  take(finding: Finding, trace?: OpenTrace): void
  close(): Listed
}

/** Of one standard. It never holds many more findings than it lists. */
export function makeLister(listing: Listing | undefined, keepsEvidence: Unlisting['keepsEvidence']): Lister {
  const { most, always, lineOf } = listing ?? EVERYTHING
  const certain: Entry[] = []
  const byPerson = new Map<string | null, Entry[]>()
  /** Of each person of whom there are enough: the last one that is listed so far. */
  const lastOf = new Map<string | null, Finding>()
  const { leave, close } = makeUnlister({ lineOf, keepsEvidence })
  const cut = (own: Entry[]): void => {
    own.sort((one, other) => worstFirst(one.finding, other.finding))
    for (const { finding } of own.splice(most)) leave(finding)
    const last = own[most - 1]?.finding
    if (last) lastOf.set(last.person, last)
  }
  return {
    take(finding, trace) {
      if (!isTold(finding) && listing) {
        leave(finding)
        return
      }
      const isSure = isCertain(finding, always)
      const last = isSure ? undefined : lastOf.get(finding.person)
      if (last && worstFirst(last, finding) < 0) {
        leave(finding)
        return
      }
      const entry = { finding, ...(trace ? { trace } : {}) }
      if (isSure) {
        certain.push(entry)
        return
      }
      const own = byPerson.get(finding.person)
      if (!own) byPerson.set(finding.person, [entry])
      else if (own.push(entry) === (last ? 2 * most : most)) cut(own)
    },
    close() {
      for (const own of byPerson.values()) cut(own)
      const entries = [...certain, ...[...byPerson.values()].flat()]
      return {
        findings: entries.map(({ finding }) => finding),
        unlisted: close(),
        traces: [...new Set(entries.flatMap(({ trace }) => trace ?? []))],
      }
    },
  }
}

interface Entry {
  readonly finding: Finding
  readonly trace?: OpenTrace
}

const EVERYTHING: Listing = { most: Number.POSITIVE_INFINITY, always: new Set(), lineOf: () => '' }

/** What was met needs no telling, unless an appeal had to make it so. */
export function isTold({ verdict, adjusted }: Finding): boolean {
  return verdict !== 'met' || adjusted !== undefined
}

/** What a person decided or did about it; what the rules do by themselves may be about any number. */
function isCertain({ id, adjusted, waiver, contested, notice }: Finding, always: ReadonlySet<string>): boolean {
  const isDecided = adjusted !== undefined && adjusted.change !== 'not-told'
  return isDecided || waiver !== undefined || contested !== undefined || notice?.told !== undefined || always.has(id)
}

/** Of all standards together: by verdict, then by how grave the standard is, then by time. */
export function listTogether(
  { findings, unlisted, traces }: Listed,
  { most, always, lineOf }: Listing,
  severityOf: (standard: string) => number,
  keepsEvidence: Unlisting['keepsEvidence'],
): Listed {
  const gravestFirst = (one: Finding, other: Finding): number =>
    verdictRank(one) - verdictRank(other) ||
    severityOf(one.standard) - severityOf(other.standard) ||
    worstFirst(one, other)
  const uncertain = Map.groupBy(
    findings.filter(finding => !isCertain(finding, always)),
    ({ person }) => person,
  )
  const left = [...uncertain.values()].flatMap(own => (own.length > most ? own.toSorted(gravestFirst).slice(most) : []))
  if (left.length === 0) return { findings, unlisted, traces: tracesOf(findings, traces) }
  const unlister = makeUnlister({ lineOf, keepsEvidence })
  for (const finding of left) unlister.leave(finding)
  const isLeft = new Set(left)
  const listed = findings.filter(finding => !isLeft.has(finding))
  return {
    findings: listed,
    unlisted: [...unlisted, ...unlister.close()],
    traces: tracesOf(listed, traces),
  }
}

function tracesOf(findings: readonly Finding[], traces: readonly OpenTrace[]): readonly OpenTrace[] {
  const cases = new Set(findings.map(keyOf))
  return traces.filter(trace => cases.has(keyOf(trace)))
}

function keyOf({ standard, case: of }: { readonly standard: string; readonly case: string }): string {
  return `${standard}\n${of}`
}

export function traced({ standard, case: of, steps }: OpenTrace): CaseTrace {
  return { standard, case: of, steps: steps() }
}
