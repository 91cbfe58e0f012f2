/** Rejected rows in, their mistakes out: each told once, with how often it was made and where first. */

import type { ProblemGroup, RejectedRow, RowFault } from '../model/event.ts'
import { sourceName } from './source-name.ts'

/** So many repeats of a mistake are shown. */
const MOST_EXAMPLES = 3

/** By file, the most frequent mistake first; files in the order of the rows. */
export function groupProblems(rejected: readonly RejectedRow[]): readonly ProblemGroup[] {
  const groups = new Map<
    string,
    { readonly row: RejectedRow; readonly fault: RowFault; faults: number; examples: Example[] }
  >()
  for (const row of rejected) {
    for (const fault of faultsOf(row)) {
      const { column = '', header = '', what } = fault
      const key = JSON.stringify([sourceName(row), row.type, column, header, what.zh])
      const known = groups.get(key) ?? { row, fault, faults: 0, examples: [] }
      groups.set(key, known)
      known.faults++
      if (known.examples.length < MOST_EXAMPLES)
        known.examples.push({ row: row.row, value: fault.value ?? '', reason: fault.reason })
    }
  }
  const byFile = Map.groupBy(groups.values(), ({ row }) => sourceName(row))
  return [...byFile.values()].flatMap(own =>
    own
      .toSorted((one, other) => other.faults - one.faults)
      .map(({ row, fault, faults, examples }) => problemGroup(row, fault, faults, examples)),
  )
}

type Example = ProblemGroup['examples'][number]

function problemGroup(
  { file, sheet, type }: RejectedRow,
  { column, header, field, what, expected }: RowFault,
  count: number,
  examples: readonly Example[],
): ProblemGroup {
  return {
    file,
    ...(sheet === undefined ? {} : { sheet }),
    type,
    ...(column === undefined ? {} : { column }),
    ...(header === undefined ? {} : { header }),
    ...(field === undefined ? {} : { field }),
    what,
    expected,
    count,
    examples,
  }
}

export function faultsOf(row: RejectedRow): readonly RowFault[] {
  return [row, ...(row.others ?? [])]
}
