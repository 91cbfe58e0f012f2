/** What every report supplies, and what it is given. */

import { createHash } from 'node:crypto'
import type { Appraisal } from '../model/appraisal.ts'
import type { ProblemGroup, RecordRef, RejectedRow } from '../model/event.ts'
import type { Explanations } from '../model/explanation.ts'
import type { Language, Message } from '../model/message.ts'
import type { PublishedRun } from '../model/published-run.ts'
import type { Run } from '../model/run.ts'
import type { PrintedTemplates } from './compile-templates.ts'

/** One line of an NDJSON file, already plain. */
export type PlainLine = Readonly<Record<string, unknown>>

/** A line of `findings.ndjson`. */
export type FindingLine = PlainLine & { readonly id: string; readonly evidence: readonly RecordRef[] }

export interface HashedFile {
  readonly file: string
  readonly sha256: string
  /** Of what is no file but the answer of a database: what was asked. */
  readonly query?: string
}

export interface EarlierIssue {
  readonly number: number
  readonly fingerprint: string
}

export interface ReportInput {
  readonly appraisal: Appraisal
  /** What was published of the same period: finance gets the difference. */
  readonly published?: PublishedRun
  readonly language: Language
  /** Those that pages print. */
  readonly findings: readonly FindingLine[]
  /** All of them as they are written, each made when it is asked for; absent: there are no others. */
  readonly allFindings?: () => Iterable<string>
  /** By standard: how many there are beside those that pages print. */
  readonly otherFindings?: ReadonlyMap<string, number>
  readonly carried: readonly PlainLine[]
  /** For the panel and the quality team: none of it reaches a sheet. */
  readonly explanations: Explanations
  readonly rejected: readonly RejectedRow[]
  /** What is wrong with them: each mistake once. */
  readonly problems: readonly ProblemGroup[]
  /** Copies of workbooks with their mistakes marked, by the file as the folder has it. */
  readonly returned: readonly ReturnedCopy[]
  /** Workbooks with mistakes of which there is no copy, each with why. */
  readonly unmarked: readonly UnmarkedFile[]
  /** What the run rests on, for the manifest. */
  readonly inputs: readonly HashedFile[]
  readonly rules: readonly HashedFile[]
  /** Issues of the same period before this one, with what their manifests are known by. */
  readonly earlierIssues?: readonly EarlierIssue[]
  /** How the program was called, for the manifest. */
  readonly run: Run
  /** The folder of templates. */
  readonly templates: URL
  /** What the pack prints in its own way. */
  readonly own: PrintedTemplates
}

/** What a copy without names does not hold: raw records, rows sent back, what is paid. */
export const LEFT_OUT_OF_REDACTED: readonly string[] = [
  'carried.ndjson',
  'finance/',
  'internal/returned/',
  'rejected.csv',
]

/** Names every other file of the results, with its hash. */
export const MANIFEST = 'manifest.json'

export interface OutputFile {
  /** Relative to the folder of results, with `/`. */
  readonly path: string
  readonly content: string | Uint8Array
}

/** A file whose lines are made as they are written: it may be larger than memory holds. */
export interface StreamedFile {
  readonly path: string
  pieces(): Iterable<string>
}

export interface ReturnedCopy extends OutputFile {
  readonly file: string
}

export interface UnmarkedFile {
  readonly file: string
  readonly why: Message
}

/** Longer names have no room beside a folder's on every system: they are cut to this length, and end in what tells them apart. */
const CUT_NAME = 120
const HASH_DIGITS = 20

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * A staff number as a file name: everything but letters, digits, `-` and `_` percent-encoded, and the `-` that would
 * make one person's sheet another one's notice of rectification. A link encodes the name once more (`encodeURIComponent`).
 */
export function fileNameOf(id: string): string {
  const name = Array.from(new TextEncoder().encode(id), (byte, at) => {
    const letter = String.fromCharCode(byte)
    const isKept = /[A-Za-z0-9_-]/.test(letter) && (at > 0 || !DEVICE.test(id))
    return isKept ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  })
    .join('')
    .replace(/-(?=rectification$)/, '%2D')
  // None that is written out is as long as those that are cut: nobody can be called what another's name is cut to.
  if (name.length < CUT_NAME) return name
  const hash = createHash('sha256').update(id).digest('hex').slice(0, HASH_DIGITS)
  return `${name.slice(0, CUT_NAME - HASH_DIGITS - 1)}-${hash}`
}
