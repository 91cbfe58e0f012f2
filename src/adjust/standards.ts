/** Appeals and the standards of a pack in; which standards they are about, and which must be judged anew with them, out. */

import { decodedPart } from '../lib/decoded-part.ts'
import type { Appeal } from '../model/adjustment.ts'
import type { Standard } from '../model/rulebook.ts'

/** Named by the findings that appeals name; those that the pack does not have are left out, and match nothing. */
export function appealedStandards(appeals: readonly Appeal[], standards: readonly Standard[]): ReadonlySet<string> {
  const named = new Set(appeals.flatMap(({ target }) => ('finding' in target ? standardOf(target.finding) : [])))
  return new Set(standards.map(({ id }) => id).filter(id => named.has(id)))
}

function standardOf(finding: string): string {
  return decodedPart(finding.split('/')[0] ?? '')
}

/** With what counts misses of these (a ledger's `from`), and whatever that counts beside them. */
export function affectedStandards(about: ReadonlySet<string>, standards: readonly Standard[]): ReadonlySet<string> {
  const affected = new Set(about)
  for (let size = -1; size !== affected.size; ) {
    size = affected.size
    for (const { id, checker } of standards) {
      const after = checker.after ?? []
      if (after.some(one => affected.has(one))) affected.add(id)
      if (affected.has(id)) for (const one of after) affected.add(one)
    }
  }
  return affected
}
