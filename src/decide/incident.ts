/** A finding in, the incident it is charged by out. */

import type { CountedFinding } from '../model/finding.ts'

/** A case that belongs to no incident is one of its own. */
export function incidentOf(finding: CountedFinding): string {
  return finding.incident ?? `${finding.standard}/${finding.case}`
}
