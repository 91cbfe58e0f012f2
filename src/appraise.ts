/** The whole pipeline: a folder of records and a rule pack in, an appraisal and its sheets out. Read this first. */

import { installedBrowser } from './installed-browser.ts'
import { issueResults } from './issue-results.ts'
import { groupProblems } from './load/problem-groups.ts'
import type { InputFile } from './load/source-file.ts'
import type { Appraisal } from './model/appraisal.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { ProblemGroup } from './model/event.ts'
import type { Verdict } from './model/finding.ts'
import type { Language, Message } from './model/message.ts'
import type { RoundItem } from './model/round.ts'
import type { Checked } from './model/tally.ts'
import { packageRoot } from './package-root.ts'
import { type HelpersRequest, withHelpers } from './pass-helpers.ts'
import { type PrepareRequest, prepare } from './prepare.ts'
import { holdResults } from './report/hold.ts'
import { compileTemplates } from './report/index.ts'
import { FIRST, issueStanding, type PlannedIssue, planIssue } from './report/issues.ts'
import { refuseState, whatStands } from './round/index.ts'
import { workOut } from './work-out.ts'

export interface AppraiseRequest {
  /** The folder with `appraisal.yaml`. */
  readonly folder: string
  /** Where results go; left out: nothing is written. */
  readonly out?: string
  readonly language: Language
  /** Instead of `as-of` in `appraisal.yaml`. */
  readonly asOf?: string
  /** Instead of `profile` in `appraisal.yaml`. */
  readonly profile?: string
  /** Folder of a pack, instead of `rules` in `appraisal.yaml`. */
  readonly rules?: string
  /** As if the dated values in force on this civil date held all along. */
  readonly valuesOf?: string
  /** Why the results may be final although rows were rejected; printed on every sheet. */
  readonly acceptRejected?: string
  /** PDFs as well, printed by an installed browser. */
  readonly pdf?: boolean
  /** Why final results are replaced by others; printed on every sheet. */
  readonly reissue?: string
  /** The issue that the results were, where they are made once more. */
  readonly issued?: PlannedIssue
  /** A copy without names, of the issue that stands in this folder. */
  readonly redactedFrom?: string
  /** Keep met findings in `findings.ndjson`. */
  readonly keepMet?: boolean
  /** So many findings of each person stand in the appraisal, on sheets and in explanations: 200. All count, and stand in `findings.ndjson`. */
  readonly mostListed?: number
  /** How large files of records are read; no result depends on it. */
  readonly threads?: ThreadsRequest
  /** Told before each stage. */
  readonly onStage?: (stage: Message) => void
}

export interface ThreadsRequest extends HelpersRequest {
  /** Records of one type whose files have so many bytes together are judged as they are read; left out: 2 MB. */
  readonly largeFrom?: number
}

export interface AppraiseResult {
  /** Absent where an error stood in the way: then nothing was written. */
  readonly appraisal?: Appraisal
  readonly diagnostics: readonly Diagnostic[]
  /** What was worked out, and what stands between it and the end of its round; also where its state is refused. */
  readonly standing?: { readonly appraisal: Appraisal; readonly items: readonly RoundItem[] }
  /** What is wrong with the rows that were sent back, the roster's included; also where an error stood in the way. */
  readonly problems: readonly ProblemGroup[]
  /** Rows of the roster that were sent back; those of records are counted in the appraisal. */
  readonly rejectedRosterRows?: number
  /** Encodings other than UTF-8 that files were read in, by file. */
  readonly encodings?: ReadonlyMap<string, string>
  /** Texts by the file's name as diagnostics print it, for code frames. */
  readonly texts: ReadonlyMap<string, string>
  /** The folder of the pack that judged; left out: the shipped one. */
  readonly rules?: string
  /** By finding, met ones included; only where met findings are kept. */
  readonly verdicts?: ReadonlyMap<string, Verdict>
  /** What the run rests on, with its hash. */
  readonly inputs?: readonly InputFile[]
}

/** Smaller files are read as quickly in the plain way. */
const LARGE_BYTES = 2 * 1024 * 1024

export async function appraise(request: AppraiseRequest): Promise<AppraiseResult> {
  const held = request.out === undefined ? undefined : holdResults(request.out)
  if (held && 'refused' in held) return refused(held.refused)
  try {
    return await run(request)
  } finally {
    held?.release()
  }
}

/** Reading, judging and scoring, holding the round against what it needs, writing: each goes on only where nothing stands in the way. */
async function run(request: AppraiseRequest): Promise<AppraiseResult> {
  const { out, onStage: say = () => {} } = request
  const printer = request.pdf && out !== undefined ? await installedBrowser() : undefined
  if (printer && 'missing' in printer) return refused(printer.missing)
  const planned = request.issued ?? planFor(request)
  if ('refused' in planned) return refused(planned.refused)

  say({ zh: '读取规则、名册和记录……', en: 'Reading rules, roster and records …' })
  const kept = out === undefined || planned.keepAs === undefined ? {} : { kept: { out, keepAs: planned.keepAs } }
  // Where every met finding is told, every record is kept.
  const large = request.keepMet ? {} : { largeFrom: request.threads?.largeFrom ?? LARGE_BYTES }
  const asked = { ...askedOf(request), ...kept, ...large }
  const preparation = await withHelpers(asked, request.threads ?? {}, helpers => prepare(asked, helpers))
  const { prepared, diagnostics, texts, rejected } = preparation
  const read = { texts, problems: groupProblems(rejected) }
  if (!prepared) return { ...read, diagnostics }
  const templates = new URL('templates/', packageRoot)
  const printed = await compileTemplates(prepared.own, templates)
  if (hasErrors(printed.diagnostics)) return { ...read, diagnostics: [...diagnostics, ...printed.diagnostics] }

  const worked = await workOut(prepared, { request, planned, rejected, withTraces: out !== undefined })
  const found = [...diagnostics, ...worked.diagnostics]
  if (!worked.result) return { ...read, diagnostics: found }
  const { appraisal, checked } = worked.result
  const standing = { appraisal, items: whatStands(appraisal, prepared.rulebook.round) }
  const inTheWay = refuseState(standing.items, appraisal.state, prepared.locate(['state']))
  if (hasErrors(inTheWay)) return { ...read, diagnostics: [...found, ...inTheWay], standing }

  if (out !== undefined) {
    say({ zh: '生成考评表……', en: 'Writing the sheets …' })
    const place = { out, planned, templates, own: printed.own, ...(printer ? { browser: printer.browser } : {}) }
    const told = await issueResults(worked.result, prepared, { ...place, ...read, rejected, request })
    found.push(...told)
    if (hasErrors(told)) return { ...read, diagnostics: found }
  }
  const { records, setup, inputs } = prepared
  const other = records.files.filter(({ encoding }) => !/^(UTF-8|XLS)/.test(encoding))
  return {
    ...read,
    appraisal,
    diagnostics: found,
    standing,
    rejectedRosterRows: rejected.length - records.rejected.length,
    encodings: new Map(other.map(({ file, encoding }) => [file, encoding])),
    inputs,
    ...(setup.rules === undefined ? {} : { rules: setup.rules }),
    ...(request.keepMet ? { verdicts: verdictsOf(checked) } : {}),
  }
}

function verdictsOf({ findings, unlisted = [] }: Checked): ReadonlyMap<string, Verdict> {
  return new Map([...findings, ...unlisted].map(({ id, verdict }) => [id, verdict]))
}

function refused(diagnostic: Diagnostic): AppraiseResult {
  return { diagnostics: [diagnostic], texts: new Map(), problems: [] }
}

/** As plain data: other threads prepare the same. */
function askedOf({ folder, asOf, profile, rules, valuesOf }: AppraiseRequest): PrepareRequest {
  return {
    folder,
    ...(asOf === undefined ? {} : { asOf }),
    ...(profile === undefined ? {} : { profile }),
    ...(rules === undefined ? {} : { rules }),
    ...(valuesOf === undefined ? {} : { valuesOf }),
  }
}

function planFor({ out, reissue, redactedFrom }: AppraiseRequest): ReturnType<typeof planIssue> {
  if (redactedFrom !== undefined) return issueStanding(redactedFrom)
  return out === undefined ? FIRST : planIssue(out, reissue)
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error')
}
