/** The findings of a rule test and what it expects in, both as plain rows that can be laid side by side, out. */

import type { Finding } from '../../src/model/finding.ts'
import type { Quantity } from '../../src/model/value.ts'

/** `expect:` of a rule test of a standard; what is not written is not compared. */
export interface ExpectedFinding {
  readonly case?: string | number
  readonly person?: string | null
  readonly verdict: string
  /** `30 minutes`, or the number alone. */
  readonly measured?: string | number
  readonly limit?: string | number
  /** `2024-03-05 14:30`, as far as written. */
  readonly due?: string
  readonly owner?: string
  readonly incident?: string
}

type Row = Readonly<Record<string, unknown>>

/** Every finding with what is expected of it; one that nobody expects with its case, person and verdict. */
export function seenRows(
  findings: readonly Finding[],
  expected: readonly ExpectedFinding[],
  time: (instant: number | undefined) => string | undefined,
): readonly Row[] {
  const open = [...expected]
  return sorted(
    findings.map(finding => {
      const at = open.findIndex(one => isAbout(one, finding))
      const [wanted] = at < 0 ? [] : open.splice(at, 1)
      if (!wanted) return { case: finding.case, person: finding.person, verdict: finding.verdict }
      const keys = Object.keys(wanted) as (keyof ExpectedFinding)[]
      return Object.fromEntries(keys.map(key => [key, seen(key, finding, wanted, time)]))
    }),
  )
}

export function expectedRows(expected: readonly ExpectedFinding[]): readonly Row[] {
  return sorted(
    expected.map(one => ({
      ...one,
      ...(one.case === undefined ? {} : { case: String(one.case) }),
      ...(typeof one.measured === 'string' ? { measured: singular(one.measured) } : {}),
      ...(typeof one.limit === 'string' ? { limit: singular(one.limit) } : {}),
    })),
  )
}

function isAbout(wanted: ExpectedFinding, finding: Finding): boolean {
  return (
    (wanted.case === undefined || String(wanted.case) === finding.case) &&
    (wanted.person === undefined || wanted.person === finding.person) &&
    (wanted.owner === undefined || wanted.owner === finding.owner)
  )
}

function seen(
  key: keyof ExpectedFinding,
  finding: Finding,
  wanted: ExpectedFinding,
  time: (instant: number | undefined) => string | undefined,
): unknown {
  if (key === 'measured' || key === 'limit') return quantity(finding[key], wanted[key])
  if (key === 'due') return time(finding.due)?.replace('T', ' ').slice(0, wanted.due?.length)
  return finding[key]
}

function quantity(found: Quantity | undefined, wanted: string | number | undefined): unknown {
  if (!found || typeof wanted === 'number') return found?.value
  return singular(`${found.value} ${found.unit}`)
}

/** `1 day` and `1 days` are the same. */
function singular(text: string): string {
  return text.replace(/s$/, '')
}

function sorted(rows: readonly Row[]): readonly Row[] {
  const text = (row: Row) => JSON.stringify([row.case, row.person, row.owner, row])
  return rows.toSorted((one, other) => (text(one) < text(other) ? -1 : 1))
}
