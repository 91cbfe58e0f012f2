/** Findings, figures and tallies in; whether a standard was carried out for one person out. */

import type { CountedFinding } from '../model/finding.ts'
import type { Standard } from '../model/rulebook.ts'
import type { Checked } from '../model/tally.ts'
import type { GateKeeper } from './grade.ts'

const OPEN = new Set<CountedFinding['verdict']>(['missed', 'undetermined', 'pending'])

/**
 * A case with an owner is about the owner, whoever answers for it: the director who did not hear E7 leaves E7 without a
 * grade, not the director. A case without one is about the person who answers.
 */
export function makeGateKeeper(checked: Checked): GateKeeper {
  const findings = Map.groupBy([...checked.findings, ...(checked.unlisted ?? [])], finding => finding.standard)
  const figures = new Set(checked.measures.map(measure => key(measure.standard, measure.owner)))
  const tallies = new Map(checked.tallies.map(tally => [key(tally.standard, tally.person), tally]))

  return {
    isDone(standard: Standard, person, owners) {
      const about = (finding: CountedFinding) =>
        finding.owner === undefined ? finding.person === person : owners.has(finding.owner)
      const own = (findings.get(standard.id) ?? []).filter(about)
      if (own.some(finding => OPEN.has(finding.verdict))) return false
      if (own.some(finding => finding.verdict === 'exempt')) return true
      if (standard.judgedPer === 'slot') return [...owners].some(owner => figures.has(key(standard.id, owner)))
      return (tallies.get(key(standard.id, person))?.counts.met ?? 0) > 0
    },
  }
}

function key(standard: string, of: string): string {
  return `${standard}\n${of}`
}
