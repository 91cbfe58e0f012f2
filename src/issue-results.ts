/** An appraisal that was worked out in, a folder of results out: sheets, lists and data files, with their PDFs, or a copy without names. */

import { carriedLines, explain, findingLines } from './assemble/index.ts'
import { withSmallYoungGeneration } from './lib/young-generation.ts'
import { markedCopies } from './load/returned.ts'
import { writeWithPdfs } from './make-pdfs.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { ProblemGroup, RejectedRow } from './model/event.ts'
import type { Language, Message } from './model/message.ts'
import type { RunOptions } from './model/run.ts'
import type { Prepared } from './prepare.ts'
import { readRuleTests } from './prove/index.ts'
import { PRINTED_OF_STANDARD, type PrintedTemplates, reportFiles } from './report/index.ts'
import type { PlannedIssue } from './report/issues.ts'
import { fingerprintsOf } from './report/verify.ts'
import { writeWhole } from './report/write.ts'
import { findMargins } from './score/index.ts'
import { engineSha256 } from './version.ts'
import { withoutNames } from './without-names.ts'
import type { WorkedOut } from './work-out.ts'

export interface IssueRequest {
  readonly language: Language
  readonly asOf?: string
  readonly profile?: string
  readonly acceptRejected?: string
  readonly keepMet?: boolean
  readonly pdf?: boolean
  readonly redactedFrom?: string
  readonly onStage?: (stage: Message) => void
}

export interface IssuePlace {
  readonly out: string
  readonly planned: PlannedIssue
  readonly templates: URL
  readonly own: PrintedTemplates
  /** The program that prints PDFs as well; absent: none are. */
  readonly browser?: string
  readonly rejected: readonly RejectedRow[]
  readonly problems: readonly ProblemGroup[]
  readonly request: IssueRequest
}

/** Where an error is among them nothing was written. */
export async function issueResults(
  worked: WorkedOut,
  prepared: Prepared,
  place: IssuePlace,
): Promise<readonly Diagnostic[]> {
  return await withSmallYoungGeneration(() => issue(worked, prepared, place))
}

async function issue(
  { appraisal, numbers, checked, scoring, scores }: WorkedOut,
  prepared: Prepared,
  { out, planned, templates, own, browser, rejected, problems, request }: IssuePlace,
): Promise<readonly Diagnostic[]> {
  const { rulebook, setup, inputs, rules, published } = prepared
  const { language } = request
  const returned = await markedCopies(rejected, setup.folder, language)
  const lines = findingLines(checked, rulebook, numbers, PRINTED_OF_STANDARD)
  const written = {
    appraisal,
    ...(published ? { published } : {}),
    language,
    findings: lines.printed,
    allFindings: () => lines.all(),
    otherFindings: lines.others,
    carried: carriedLines(checked.carried, rulebook),
    explanations: explain({
      rulebook,
      tests: readRuleTests(prepared.ruleFiles),
      traces: checked.traces,
      margins: findMargins(scoring, scores),
      day: setup.period.from,
    }),
    rejected,
    problems,
    returned: returned.copies,
    unmarked: returned.unmarked,
    inputs,
    rules,
    run: { engineSha256: engineSha256(), options: optionsOf(request) },
    earlierIssues: fingerprintsOf(planned.earlier),
    templates,
    own,
  }
  const isRedacted = request.redactedFrom !== undefined
  const input = isRedacted ? withoutNames(written, prepared) : written
  const place = {
    folder: out,
    isRedacted,
    ...(planned.keepAs === undefined ? {} : { keepAs: planned.keepAs }),
  }
  const onStage = request.onStage ?? (() => {})
  const refused = browser
    ? await writeWithPdfs(place, { input, browser, onStage })
    : await writeWhole(place, reportFiles(input))
  return [...returned.diagnostics, ...(refused ? [refused] : [])]
}

function optionsOf({ asOf, profile, acceptRejected, keepMet, pdf, redactedFrom }: IssueRequest): RunOptions {
  return {
    asOf: asOf ?? null,
    profile: profile ?? null,
    acceptRejected: acceptRejected ?? null,
    allFindings: keepMet ?? false,
    pdf: pdf ?? false,
    ...(redactedFrom === undefined ? {} : { redact: true as const }),
  }
}
