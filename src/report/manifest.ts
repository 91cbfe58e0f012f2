/** What a run rested on and gave in, `manifest.json` out, under a seal of its own; and such a manifest read back. */

import { createHash, hash } from 'node:crypto'
import { parseJson } from '../lib/json.ts'
import { isMap } from '../lib/map.ts'
import { compareText } from '../lib/order.ts'
import type { Appraisal } from '../model/appraisal.ts'
import type { Language, Message } from '../model/message.ts'
import type { RunOptions } from '../model/run.ts'
import { gathered } from './gathered.ts'
import {
  type EarlierIssue,
  type HashedFile,
  LEFT_OUT_OF_REDACTED,
  MANIFEST,
  type OutputFile,
  type ReportInput,
  type StreamedFile,
} from './output.ts'
import { hashShipped } from './shipped-templates.ts'

/** As far as it is read again. */
export interface Manifest {
  readonly engine: string
  readonly engineSha256: string
  readonly language: Language
  readonly options: RunOptions
  readonly period: string
  readonly asOf: string
  readonly state: string
  readonly issue: Appraisal['issue']
  readonly earlierIssues: readonly EarlierIssue[]
  /** Of a copy without names. */
  readonly isRedacted: boolean
  readonly inputs: readonly HashedFile[]
  readonly rules: readonly HashedFile[]
  readonly templates: readonly HashedFile[]
  readonly outputs: readonly HashedFile[]
  /** Of everything else in it. */
  readonly fingerprint: string
  /** Not a byte of it is other than it was written. */
  readonly isSound: boolean
}

/** A file that is made while it is written: once, and then its hash is known. */
export function hashedAsWritten({ path, pieces }: StreamedFile): { file: StreamedFile; sha256: () => string } {
  let known: string | undefined
  const file = {
    path,
    *pieces() {
      const running = createHash('sha256')
      for (const piece of pieces()) {
        running.update(piece)
        yield piece
      }
      known = running.digest('hex')
    },
  }
  return {
    file,
    sha256() {
      if (known === undefined) throw new Error(`${path} was not written`)
      return known
    },
  }
}

export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content)
}

export interface AppraisalFile {
  readonly sha256: string
  pieces(): Iterable<string>
}

/**
 * `appraisal.json`. Its hash stands on each sheet: whoever holds one can tell which results it was printed from. So it is made
 * before all others are; where it is large, once more when its turn comes to be written, and never held as a whole.
 */
export function appraisalFile(appraisal: Appraisal): AppraisalFile {
  const known = APPRAISALS.get(appraisal)
  if (known) return known
  const running = createHash('sha256')
  const held: string[] = []
  let letters = 0
  for (const piece of gathered(appraisalPieces(appraisal))) {
    running.update(piece)
    letters += piece.length
    if (letters <= MOST_HELD) held.push(piece)
    else held.length = 0
  }
  const made: AppraisalFile = {
    sha256: running.digest('hex'),
    pieces: () => (letters <= MOST_HELD ? held : gathered(appraisalPieces(appraisal))),
  }
  APPRAISALS.set(appraisal, made)
  return made
}

/** Of some thousands of people. */
const MOST_HELD = 16 * 1024 * 1024

/** What `JSON.stringify(appraisal, null, 2)` gives, person by person: many small texts are made in less time than a large one. */
function* appraisalPieces(appraisal: Appraisal): Generator<string> {
  const { people } = appraisal
  const whole = JSON.stringify({ ...appraisal, people: [] }, null, 2)
  // No line break stands in a value: this is the key of the appraisal, and no other.
  const at = whole.indexOf(NOBODY)
  yield whole.slice(0, at)
  if (people.length === 0) yield NOBODY
  for (const [number, person] of people.entries()) {
    const alone = JSON.stringify({ people: [person] }, null, 2)
    yield number === 0 ? ALONE_START : ','
    // Put together with what stands around it, each would be copied once more.
    yield alone.slice(ALONE_START.length + 1, -ALONE_END.length)
  }
  if (people.length > 0) yield '\n  ]'
  yield `${whole.slice(at + NOBODY.length)}\n`
}

const NOBODY = '\n  "people": []'
const ALONE_START = '\n  "people": ['
const ALONE_END = '\n  ]\n}'

/** It may be large, and is asked for by the file and by every set of pages. */
const APPRAISALS = new WeakMap<Appraisal, AppraisalFile>()

/** The hash of every input, rule file, template and output, and how the program was called. No clock, no machine. */
export function manifest(
  { appraisal, language, inputs, rules, templates, run, earlierIssues = [] }: ReportInput,
  outputs: readonly HashedFile[],
): OutputFile {
  const content = {
    format: 1,
    engine: appraisal.engine,
    engineSha256: run.engineSha256,
    language,
    options: run.options,
    pack: appraisal.pack,
    period: appraisal.period,
    asOf: appraisal.asOf,
    state: appraisal.state,
    issue: appraisal.issue,
    ...(appraisal.redacted ? { redacted: { leftOut: LEFT_OUT_OF_REDACTED } } : {}),
    earlierIssues,
    counts: { records: appraisal.records, findings: appraisal.findings, people: appraisal.people.length },
    inputs: sorted(inputs),
    rules: sorted(rules),
    templates: hashShipped(templates),
    outputs: sorted(outputs),
  }
  return { path: MANIFEST, content: sealed(content) }
}

function sorted(files: readonly HashedFile[]): readonly HashedFile[] {
  return files.toSorted((one, other) => compareText(one.file, other.file) || compareText(one.sha256, other.sha256))
}

/** JSON that ends in a hash of all that stands before it. */
export function sealed(content: object): string {
  return `${JSON.stringify({ ...content, fingerprint: fingerprintOf(content) }, null, 2)}\n`
}

function fingerprintOf(content: object): string {
  return sha256(JSON.stringify(content, null, 2))
}

/** The problem's words go on from its name. */
export function readManifest(bytes: Uint8Array): Manifest | { readonly problem: Message } {
  const parsed = parseJson(Buffer.from(bytes).toString('utf8'))
  if ('problem' in parsed) return parsed
  const { value } = parsed
  if (!isMap(value)) return NOT_ONE
  const { fingerprint, ...content } = value
  const { engine, engineSha256, language, options, period, asOf, state, issue, earlierIssues } = content
  const [inputs, rules, templates, outputs] = [content.inputs, content.rules, content.templates, content.outputs].map(
    filesOf,
  )
  const isNamed = [engine, engineSha256, asOf, state, fingerprint].every(one => typeof one === 'string')
  const isSpoken = language === 'zh' || language === 'en'
  const isPeriod = isMap(period) && typeof period.name === 'string'
  if (!isNamed || !isSpoken || !isPeriod || !isRunOptions(options) || !isIssue(issue) || !areEarlier(earlierIssues))
    return NOT_ONE
  if (!inputs || !rules || !templates || !outputs?.every(isBelow) || !String(engine).startsWith('yardstick '))
    return NOT_ONE
  return {
    engine: String(engine),
    engineSha256: String(engineSha256),
    language,
    options,
    period: String(period.name),
    asOf: String(asOf),
    state: String(state),
    issue,
    earlierIssues,
    isRedacted: content.redacted !== undefined,
    inputs,
    rules,
    templates,
    outputs,
    fingerprint: String(fingerprint),
    isSound: Buffer.from(sealed(content)).equals(bytes),
  }
}

const NOT_ONE = {
  problem: {
    zh: '不是这个程序写的清单，或已不完整',
    en: 'is no manifest that this program wrote, or no longer a whole one',
  },
} as const

function isRunOptions(value: unknown): value is RunOptions {
  if (!isMap(value)) return false
  const { asOf, profile, acceptRejected, allFindings, pdf } = value
  const isSaid = [asOf, profile, acceptRejected].every(one => one === null || typeof one === 'string')
  return isSaid && typeof allFindings === 'boolean' && typeof pdf === 'boolean'
}

function isIssue(value: unknown): value is Appraisal['issue'] {
  if (!isMap(value)) return false
  const { number, reason } = value
  return Number.isInteger(number) && Number(number) >= 1 && (reason === null || typeof reason === 'string')
}

function areEarlier(value: unknown): value is readonly EarlierIssue[] {
  return (
    Array.isArray(value) &&
    value.every((one: unknown) => isMap(one) && Number.isInteger(one.number) && typeof one.fingerprint === 'string')
  )
}

/** Results lie in their folder. */
function isBelow({ file }: HashedFile): boolean {
  return !/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(file)
}

/** Undefined: no list of files. */
export function filesOf(value: unknown): readonly HashedFile[] | undefined {
  if (!Array.isArray(value)) return undefined
  const list: readonly unknown[] = value
  const files = list.flatMap((one): readonly HashedFile[] => {
    if (!isMap(one) || typeof one.file !== 'string' || typeof one.sha256 !== 'string') return []
    const { file, sha256: hash, query } = one
    return [{ file, sha256: hash, ...(typeof query === 'string' ? { query } : {}) }]
  })
  return files.length === list.length ? files : undefined
}
