/** A case and what was judged of it in, findings with their ids out: one for each person who answers. */

import type { Case, Index } from '../model/checker.ts'
import type { Event, RecordRef } from '../model/event.ts'
import type { Finding, RatedGroup, Verdict } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { Instant, Quantity } from '../model/value.ts'

/** What a kind says of one case. */
export interface Judged {
  readonly verdict: Verdict
  readonly reason: Message
  readonly measured?: Quantity
  readonly limit?: Quantity
  readonly due?: Instant
  /** Records that it rests on, beside the case's own. */
  readonly evidence?: readonly Event[]
  readonly exact?: string
  readonly groups?: readonly RatedGroup[]
  readonly raters?: number
  /** Undetermined because something measured was left blank: what `if-missing` speaks of. */
  readonly isMissing?: boolean
}

/** What a standard does about a blank in what it measures. */
export type IfMissing = 'undetermined' | 'missed' | 'exempt'

/** standard/case/person, each percent-encoded, `-` for nobody. */
export function findingId(standard: string, caseId: string, person: string | null): string {
  return [encode(standard), encode(caseId), person === null ? '-' : person === '-' ? '%2D' : encode(person)].join('/')
}

function encode(part: string): string {
  return KEPT.test(part) ? part : encodeURIComponent(part.toWellFormed())
}

/** What stays as it is: most ids are nothing else. */
const KEPT = /^[\w.!~*'()-]*$/

export function findingsOf(
  standard: string,
  item: Case,
  people: readonly string[],
  judged: Judged,
  index: Index,
): readonly Finding[] {
  const own = item.event ? [item.event] : []
  const records = judged.evidence ? [...new Set([...own, ...judged.evidence])] : own
  const incident = incidentOf(item, index)
  const owner = item.member ?? item.owner?.id
  const common = {
    standard,
    case: item.id,
    ...(owner === undefined ? {} : { owner }),
    ...(incident === undefined ? {} : { incident }),
    at: item.at,
    verdict: judged.verdict,
    ...(judged.measured ? { measured: judged.measured } : {}),
    ...(judged.limit ? { limit: judged.limit } : {}),
    ...(judged.due === undefined ? {} : { due: judged.due }),
    reason: judged.reason,
    evidence: records.map((record): RecordRef => record.source),
    ...(judged.exact === undefined ? {} : { exact: judged.exact }),
    ...(judged.groups ? { groups: judged.groups } : {}),
    ...(judged.raters === undefined ? {} : { raters: judged.raters }),
  }
  const answering: readonly (string | null)[] = people.length === 0 ? [null] : people
  return answering.map(person => ({ ...common, id: findingId(standard, item.id, person), person }))
}

/** A slot is an incident only where an event owns it. */
function incidentOf(item: Case, index: Index): string | undefined {
  if (item.event) return index.incident(item.event)
  const row = item.owner?.row
  if (!row || row.type === 'person' || row.type === 'site' || row.type === 'unit') return undefined
  return index.incident(row)
}

/** `if-missing` speaks of what is measured, never of when and except. */
export function settleMissing(judged: Judged, ifMissing: IfMissing): Judged {
  if (judged.verdict !== 'undetermined' || !judged.isMissing || ifMissing === 'undetermined') return judged
  const consequence =
    ifMissing === 'missed'
      ? { zh: '按本标准规定，缺资料按未达标计', en: 'by this standard, missing data counts as missed' }
      : { zh: '按本标准规定，缺资料不计', en: 'by this standard, missing data does not count' }
  return {
    ...judged,
    verdict: ifMissing,
    reason: { zh: `${judged.reason.zh}；${consequence.zh}`, en: `${judged.reason.en}; ${consequence.en}` },
  }
}
