/** A finding in, the incident it is charged by out. */

import type { Finding } from '../model/finding.ts'

/** A case that belongs to no incident is one of its own. */
export function incidentOf(finding: Finding): string {
  return finding.incident ?? `${finding.standard}/${finding.case}`
}
