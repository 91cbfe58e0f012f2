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

const NOT_PRESSED: UnlistedFinding['lines'] = { blocks: [] }

/** Pressed in order of id, in which they are asked for again. */
export function makeUnlister({ lineOf, keepsEvidence }: Unlisting): Unlister {
  const all: UnlistedFinding[] = []
  let room = Buffer.alloc(0)
  let used = 0
  let waiting: Waiting[] = []
  /** Where each line that waits ends, in the order in which they came. */
  let ends: number[] = []

  const pressWaiting = (): void => {
    waiting.sort((one, other) => compareText(one.id, other.id))
    const lines = press(waiting.map(({ place }) => room.subarray(ends[place - 1] ?? 0, ends[place])))
    waiting.forEach((finding, place) => {
      finding.lines = lines
      finding.place = place
      all.push(finding)
    })
    used = 0
    waiting = []
    ends = []
  }
  return {
    leave(finding) {
      const line = lineOf(finding)
      const most = line.length * MOST_BYTES_OF_LETTER
      if (used + most > room.length) {
        pressWaiting()
        if (most > room.length) room = Buffer.allocUnsafeSlow(Math.max(ROOM_BYTES, most))
      }
      used += room.write(line, used)
      const evidence = keepsEvidence(finding.standard) ? { evidence: finding.evidence } : {}
      waiting.push({ ...countedOf(finding), ...evidence, lines: NOT_PRESSED, place: ends.length })
      ends.push(used)
    },
    close() {
      pressWaiting()
      return all
    },
  }
}

/** Pressed later, and not copied then. */
type Waiting = { -readonly [K in keyof UnlistedFinding]: UnlistedFinding[K] }

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
