/** Findings that are not listed in, what is counted of each out, with its line pressed together with those of others. */

import type { CountedFinding, Finding, UnlistedFinding } from '../model/finding.ts'
import { compareText } from './order.ts'
import { press, pressedAt } from './pressed.ts'

export interface Unlisting {
  /** The line of `findings.ndjson`, without a number. */
  lineOf(finding: Finding): string
  /** Whether something that is decided reads the records of a standard's findings. */
  keepsEvidence(standard: string): boolean
}

export interface Unlister {
  leave(finding: Finding): void
  close(): readonly UnlistedFinding[]
}

/** Lines wait here until there are enough of them: outside the heap, so that findings are forgotten as soon as they are made. */
const ROOM_BYTES = 8 * 1024 * 1024
const MOST_BYTES_OF_LETTER = 3

/** Pressed in order of id, in which they are asked for again. */
export function makeUnlister({ lineOf, keepsEvidence }: Unlisting): Unlister {
  const all: UnlistedFinding[] = []
  let waiting: { readonly counted: CountedFinding; readonly line: Uint8Array }[] = []
  let room: Buffer | undefined
  let used = 0
  const pressWaiting = (): void => {
    waiting.sort((one, other) => compareText(one.counted.id, other.counted.id))
    const lines = press(waiting.map(({ line }) => line))
    waiting.forEach(({ counted }, place) => {
      all.push({ ...counted, lines, place })
    })
    waiting = []
    used = 0
  }
  const written = (line: string): Uint8Array => {
    const most = line.length * MOST_BYTES_OF_LETTER
    if (most > ROOM_BYTES) return Buffer.from(line)
    room ??= Buffer.allocUnsafeSlow(ROOM_BYTES)
    if (used + most > ROOM_BYTES) pressWaiting()
    const from = used
    used += room.write(line, from)
    return room.subarray(from, used)
  }
  return {
    leave(finding) {
      const evidence = keepsEvidence(finding.standard) ? { evidence: finding.evidence } : {}
      const line = written(lineOf(finding))
      waiting.push({ counted: { ...countedOf(finding), ...evidence }, line })
    },
    close() {
      pressWaiting()
      return all
    },
  }
}

/** What an appeal, a notice or a waiver left is listed: few of these have more than the first. */
function countedOf(finding: Finding): CountedFinding {
  const { id, standard, case: of, person, owner, incident, at, verdict } = finding
  const { exact, groups, raters, adjusted, waiver, contested, notice } = finding
  return {
    id,
    standard,
    case: of,
    person,
    at,
    verdict,
    ...(incident === undefined ? {} : { incident }),
    ...(owner === undefined ? {} : { owner }),
    ...(exact === undefined ? {} : { exact }),
    ...(groups === undefined ? {} : { groups }),
    ...(raters === undefined ? {} : { raters }),
    ...(adjusted === undefined
      ? {}
      : { adjusted: { by: adjusted.by, change: adjusted.change, verdict: adjusted.verdict } }),
    ...(waiver === undefined ? {} : { waiver }),
    ...(contested === undefined ? {} : { contested }),
    ...(notice === undefined ? {} : { notice }),
  }
}

export function lineOfUnlisted({ lines, place }: UnlistedFinding): string {
  return pressedAt(lines, place)
}
