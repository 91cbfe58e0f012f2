/** What was prepared in; every case judged, everybody scored, outcomes proposed, and the appraisal of it all, out. */

import { assemble, type Evidence, lineWriter, listEvidence } from './assemble/index.ts'
import { completenessOf } from './completeness/index.ts'
import { decide } from './decide/index.ts'
import { type Heard, hearAppeals } from './hear-appeals.ts'
import { withSmallYoungGeneration } from './lib/young-generation.ts'
import { issuedNumbers } from './load/issued-numbers.ts'
import { problem, wholeFile } from './load/problem.ts'
import type { Objection } from './model/adjustment.ts'
import type { Appraisal } from './model/appraisal.ts'
import type { Decisions } from './model/decision.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { RejectedRow } from './model/event.ts'
import type { Message } from './model/message.ts'
import type { Issue } from './model/round.ts'
import type { Prepared } from './prepare.ts'
import { ENGINE } from './version.ts'

export interface WorkedOut extends Pick<Heard, 'checked' | 'scoring' | 'scores'> {
  readonly appraisal: Appraisal
  /** Of findings that are not listed in it: the numbers that they have all the same. */
  readonly numbers: Evidence['numbers']
}

export interface Working {
  /** Absent where an error stood in the way. */
  readonly result?: WorkedOut
  readonly diagnostics: readonly Diagnostic[]
}

export interface WorkOptions {
  readonly request: {
    /** Keep met findings. */
    readonly keepMet?: boolean
    /** So many findings of each person are listed by themselves. */
    readonly mostListed?: number
    /** Why the results may be final although rows were rejected. */
    readonly acceptRejected?: string
    readonly onStage?: (stage: Message) => void
  }
  /** The issue that the results will be, and the folders of earlier ones. */
  readonly planned: { readonly issue: Issue; readonly earlier: Parameters<typeof issuedNumbers>[0] }
  /** Rows that were sent back, the roster's included. */
  readonly rejected: readonly RejectedRow[]
  /** Keep how verdicts came about. */
  readonly withTraces: boolean
}

/** More than anybody reads on a sheet; what is beyond is told as a number, and stands in `findings.ndjson`. */
const MOST_LISTED = 200

/** Most of what is made is kept to be written. */
export async function workOut(prepared: Prepared, options: WorkOptions): Promise<Working> {
  return await withSmallYoungGeneration(() => work(prepared, options))
}

async function work(prepared: Prepared, { request, planned, rejected, withTraces }: WorkOptions): Promise<Working> {
  const say = request.onStage ?? (() => {})
  say({ zh: '逐项核对、计分、定等次……', en: 'Checking, scoring, grading …' })
  const listing = { most: request.mostListed ?? MOST_LISTED, lineOf: lineWriter(prepared.rulebook) }
  const { heard, objections } = hearAppeals(prepared, { withTraces, keepMet: request.keepMet ?? false, listing })
  const objected = objections.map(told)
  if (!heard) return { diagnostics: objected }
  const { checked, scoring, scores, appeals, original } = heard

  say({ zh: '提出奖惩建议……', en: 'Proposing outcomes …' })
  const { rulebook, setup, roster, records, history, scope, confirmations, cutOff, round, logo } = prepared
  const { period } = setup
  const about = { rulebook, scores, checked, appeals, roster, period, history, confirmations, records, cutOff }
  const decisions = await decide(about)
  const diagnostics = [...objected, ...decisions.diagnostics, ...unmatched(decisions)]
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics }
  const numbers = issuedNumbers(planned.earlier)
  const evidence = listEvidence({ rulebook, checked, scores, decisions, numbers })
  const appraisal = assemble({
    engine: ENGINE,
    setup,
    rulebook,
    roster,
    records,
    checked,
    scores,
    appeals,
    original,
    decisions,
    completeness: completenessOf({ ...prepared, results: checked.standards }),
    history,
    scope,
    rejected,
    issue: planned.issue,
    round,
    evidence,
    ...(logo === undefined ? {} : { logo }),
    ...(request.acceptRejected === undefined ? {} : { rejectionsAccepted: request.acceptRejected }),
  })
  return { result: { appraisal, numbers: evidence.numbers, checked, scoring, scores }, diagnostics }
}

function told({ code, span, message, ...more }: Objection): Diagnostic {
  return problem(code, span, message, more)
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
