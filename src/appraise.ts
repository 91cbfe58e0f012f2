/** The whole pipeline: a folder of records and a rule pack in, an appraisal and its sheets out. Read this first. */

import { assemble, carriedLines, explain, findingLines } from './assemble/index.ts'
import { completenessOf } from './completeness/index.ts'
import { decide } from './decide/index.ts'
import { hearAppeals } from './hear-appeals.ts'
import { installedBrowser } from './installed-browser.ts'
import { issuedNumbers } from './load/issued-numbers.ts'
import { problem, wholeFile } from './load/problem.ts'
import { groupProblems } from './load/problem-groups.ts'
import { markedCopies } from './load/returned.ts'
import type { InputFile } from './load/source-file.ts'
import { writeWithPdfs } from './make-pdfs.ts'

import type { Objection } from './model/adjustment.ts'
import type { Appraisal } from './model/appraisal.ts'
import type { Decisions } from './model/decision.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { ProblemGroup } from './model/event.ts'
import type { Verdict } from './model/finding.ts'
import type { Language, Message } from './model/message.ts'
import type { RoundItem } from './model/round.ts'
import type { RunOptions } from './model/run.ts'
import { packageRoot } from './package-root.ts'
import { prepare } from './prepare.ts'
import { readRuleTests } from './prove/index.ts'
import { holdResults } from './report/hold.ts'
import { checkOwnTemplates, report } from './report/index.ts'
import { FIRST, issueStanding, type PlannedIssue, planIssue } from './report/issues.ts'
import { fingerprintsOf } from './report/verify.ts'
import { writeWhole } from './report/write.ts'
import { refuseState, whatStands } from './round/index.ts'
import { findMargins } from './score/index.ts'
import { ENGINE, engineSha256 } from './version.ts'
import { withoutNames } from './without-names.ts'

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
  /** Told before each stage. */
  readonly onStage?: (stage: Message) => void
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

export async function appraise(request: AppraiseRequest): Promise<AppraiseResult> {
  const held = request.out === undefined ? undefined : holdResults(request.out)
  if (held && 'refused' in held) return { diagnostics: [held.refused], texts: new Map(), problems: [] }
  try {
    return await run(request)
  } finally {
    held?.release()
  }
}

async function run(request: AppraiseRequest): Promise<AppraiseResult> {
  const say = request.onStage ?? (() => {})
  const printer = request.pdf && request.out !== undefined ? await installedBrowser() : undefined
  if (printer && 'missing' in printer) return { diagnostics: [printer.missing], texts: new Map(), problems: [] }

  const planned = request.issued ?? planFor(request)
  if ('refused' in planned) return { diagnostics: [planned.refused], texts: new Map(), problems: [] }

  say({ zh: '读取规则、名册和记录……', en: 'Reading rules, roster and records …' })
  const { prepared, diagnostics, texts, rejected } = await prepare({
    ...request,
    ...(request.out === undefined || planned.keepAs === undefined
      ? {}
      : { kept: { out: request.out, keepAs: planned.keepAs } }),
  })
  const problems = groupProblems(rejected)
  if (!prepared) return { diagnostics, texts, problems }
  const { rulebook, setup, roster, records, history, scope, confirmations, cutOff, inputs, rules, own } = prepared
  const templates = new URL('templates/', packageRoot)
  const unprintable = checkOwnTemplates(own, templates)
  if (hasErrors(unprintable)) return { diagnostics: [...diagnostics, ...unprintable], texts, problems }
  const { period } = setup

  say({ zh: '逐项核对、计分、定等次……', en: 'Checking, scoring, grading …' })
  const withTraces = request.out !== undefined
  const { heard, objections } = hearAppeals(prepared, { withTraces, keepMet: request.keepMet ?? false })
  const objected = [...diagnostics, ...objections.map(told)]
  if (!heard) return { diagnostics: objected, texts, problems }
  const { checked, scoring, scores, appeals } = heard

  say({ zh: '提出奖惩建议……', en: 'Proposing outcomes …' })
  const about = { rulebook, scores, checked, appeals, roster, period, history, confirmations, records, cutOff }
  const decisions = await decide(about)
  const found = [...objected, ...decisions.diagnostics, ...unmatched(decisions)]
  if (hasErrors(found)) return { diagnostics: found, texts, problems }
  const completeness = completenessOf({ ...prepared, results: checked.standards })
  const appraisal = assemble({
    engine: ENGINE,
    setup,
    rulebook,
    roster,
    records,
    checked,
    scores,
    appeals,
    original: heard.original,
    decisions,
    completeness,
    history,
    scope,
    rejected,
    issue: planned.issue,
    round: prepared.round,
    numbers: issuedNumbers(planned.earlier),
    ...(prepared.logo === undefined ? {} : { logo: prepared.logo }),
    ...(request.acceptRejected === undefined ? {} : { rejectionsAccepted: request.acceptRejected }),
  })
  const standing = { appraisal, items: whatStands(appraisal, rulebook.round) }
  const inTheWay = refuseState(standing.items, appraisal.state, prepared.locate(['state']))
  if (hasErrors(inTheWay)) return { diagnostics: [...found, ...inTheWay], texts, problems, standing }

  if (request.out !== undefined) {
    say({ zh: '生成考评表……', en: 'Writing the sheets …' })
    const findings = findingLines(checked.findings, rulebook)
    const carried = carriedLines(checked.carried, rulebook)
    const explanations = explain({
      rulebook,
      tests: readRuleTests(prepared.ruleFiles),
      traces: checked.traces,
      margins: findMargins(scoring, scores),
      day: period.from,
    })
    const returned = await markedCopies(rejected, setup.folder, request.language)
    found.push(...returned.diagnostics)
    const written = {
      appraisal,
      ...(prepared.published ? { published: prepared.published } : {}),
      language: request.language,
      findings,
      carried,
      explanations,
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
    const results = isRedacted ? withoutNames(written, prepared) : written
    const place = {
      folder: request.out,
      isRedacted,
      ...(planned.keepAs === undefined ? {} : { keepAs: planned.keepAs }),
    }
    const refused = printer
      ? await writeWithPdfs(place, { input: results, browser: printer.browser, onStage: say })
      : writeWhole(place, report(results))
    if (refused) return { diagnostics: [...found, refused], texts, problems }
  }
  const rejectedRosterRows = rejected.length - records.rejected.length
  const other = records.files.filter(({ encoding }) => !/^(UTF-8|XLS)/.test(encoding))
  const encodings = new Map(other.map(({ file, encoding }) => [file, encoding]))
  return {
    appraisal,
    diagnostics: found,
    texts,
    standing,
    problems,
    rejectedRosterRows,
    encodings,
    inputs,
    ...(setup.rules === undefined ? {} : { rules: setup.rules }),
    ...(request.keepMet ? { verdicts: new Map(checked.findings.map(({ id, verdict }) => [id, verdict])) } : {}),
  }
}

function planFor({ out, reissue, redactedFrom }: AppraiseRequest): ReturnType<typeof planIssue> {
  if (redactedFrom !== undefined) return issueStanding(redactedFrom)
  return out === undefined ? FIRST : planIssue(out, reissue)
}

function told({ code, span, message, ...more }: Objection): Diagnostic {
  return problem(code, span, message, more)
}

function optionsOf({ asOf, profile, acceptRejected, keepMet, pdf, redactedFrom }: AppraiseRequest): RunOptions {
  return {
    asOf: asOf ?? null,
    profile: profile ?? null,
    acceptRejected: acceptRejected ?? null,
    allFindings: keepMet ?? false,
    pdf: pdf ?? false,
    ...(redactedFrom === undefined ? {} : { redact: true as const }),
  }
}

/** A confirmation of something that was not proposed is a mistake of the one who wrote it down. */
function unmatched({ unmatchedConfirmations }: Decisions): readonly Diagnostic[] {
  return unmatchedConfirmations.map(({ person, outcome }) =>
    problem(
      'confirmation-unmatched',
      wholeFile('confirmations.yaml'),
      {
        zh: `${person} 没有名为“${outcome}”的建议，无从确认`,
        en: `Nothing named '${outcome}' is proposed for ${person}, so there is nothing to confirm`,
      },
      {
        hint: {
          zh: '确认以后申诉成立、建议已不存在的，把这条确认删去；写错的，改正工号或建议编号',
          en: 'Take out a confirmation of what an appeal has undone since; otherwise correct the staff number or the id',
        },
      },
    ),
  )
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error')
}
