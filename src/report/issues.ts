/** Where results are to go in, which issue of them they will be out; final ones are not overwritten without a reason. */

import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { whyUnread } from '../lib/readable.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import { FIRST_ISSUE, type Issue } from '../model/round.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { MANIFEST } from './output.ts'
import { type Difference, verifyResults } from './verify.ts'
import { bringBack, issueFolder } from './write.ts'

export interface PlannedIssue {
  readonly issue: Issue
  /** Folders of the issues before it, oldest first. */
  readonly earlier: readonly string[]
  /** Where the final results that are there now are kept, before others take their place. */
  readonly keepAs?: string
}

/** The first of a period, of which nothing is kept. */
export const FIRST: PlannedIssue = { issue: FIRST_ISSUE, earlier: [] }

/** `reason`: what `--reissue` says. */
export function planIssue(out: string, reason: string | undefined): PlannedIssue | { readonly refused: Diagnostic } {
  bringBack(out)
  const present = standing(out)
  const kept = keptIssues(out)
  const number = present?.isFinal === true ? present.issue.number : kept.length
  const next = (reissue: string): PlannedIssue | { readonly refused: Diagnostic } => {
    if (kept.length > number) return { refused: told('reissue-refused', out, laterKept(kept)) }
    const before = Array.from({ length: number }, (_, at) => issueFolder(out, at + 1))
    const earlier = present?.isFinal === true ? [...before.slice(0, -1), out] : before
    const refused = earlierAltered(out, earlier)
    if (refused) return { refused }
    const keepAs = present?.isFinal === true ? { keepAs: issueFolder(out, number) } : {}
    return { issue: { number: number + 1, reason: reissue }, earlier, ...keepAs }
  }
  if (present?.isFinal === true) return reason === undefined ? refusedFinal(out, out) : next(reason)
  const isFollowed = present !== undefined && present.issue.number === kept.length + 1
  if (kept.length > 0 && !isFollowed) return reason === undefined ? refusedFinal(out, kept.at(-1) ?? out) : next(reason)
  if (reason !== undefined) return { refused: told('reissue-refused', out, nothingFinal(out, present?.issue)) }
  if (!present || kept.length === 0) return FIRST
  const refused = earlierAltered(out, kept)
  return refused ? { refused } : { issue: present.issue, earlier: kept }
}

/** What a copy of the results that stand there is a copy of. */
export function issueStanding(out: string): PlannedIssue {
  bringBack(out)
  const present = standing(out)
  if (!present) return FIRST
  return { issue: present.issue, earlier: keptIssues(out).slice(0, present.issue.number - 1) }
}

/** Why rejected rows were accepted in the results that stand in a folder; undefined: they were not, or there are no results. */
export function rejectionsAcceptedIn(out: string): string | undefined {
  return manifestOf(out)?.options.acceptRejected ?? undefined
}

interface Standing {
  readonly issue: Issue
  readonly isFinal: boolean
}

const MOST_MEBIBYTES = 256

/** Undefined: no results of ours. */
function standing(out: string): Standing | undefined {
  const manifest = manifestOf(out)
  if (!manifest) return undefined
  // Results are not made drafts by a stroke of the pen.
  const isSaidFinal = /^ {2}"state": "final",?$/m.test(bytesOf(join(out, 'appraisal.json'))?.toString('utf8') ?? '')
  return { issue: manifest.issue, isFinal: manifest.state === 'final' || isSaidFinal }
}

function manifestOf(out: string): Manifest | undefined {
  const bytes = bytesOf(join(out, MANIFEST))
  const manifest = bytes && readManifest(bytes)
  return manifest && !('problem' in manifest) ? manifest : undefined
}

function bytesOf(path: string): Buffer | undefined {
  return whyUnread(lstatSync(path, { throwIfNoEntry: false }), MOST_MEBIBYTES) ? undefined : readFileSync(path)
}

/** From the first on, as far as they follow each other. */
function keptIssues(out: string): readonly string[] {
  const place = existsSync(out) ? realpathSync(out) : out
  const folder = dirname(place)
  const names = existsSync(folder) ? new Set(readdirSync(folder)) : new Set<string>()
  const kept: string[] = []
  while (names.has(`${basename(place)}-issue-${kept.length + 1}`)) kept.push(issueFolder(out, kept.length + 1))
  return kept
}

/** What later issues rest on must be as it was written. */
export function earlierAltered(out: string, folders: readonly string[]): Diagnostic | undefined {
  const altered = firstAltered(folders)
  return altered && told('reissue-refused', out, alteredWords(altered))
}

interface Altered {
  readonly folder: string
  readonly file: string
}

/** Signed scans beside the results are kept with them, and no harm. */
function firstAltered(folders: readonly string[]): Altered | undefined {
  for (const folder of folders) {
    const found = verifyResults(folder)
    if ('problem' in found) return { folder: basename(folder), file: found.file }
    const difference = found.differences.find(({ how }: Difference) => how !== 'added')
    if (difference) return { folder: basename(folder), file: difference.file }
  }
  return undefined
}

function alteredWords({ folder, file }: Altered): Message {
  return {
    zh: `不能重新出具：上一次出具的结果 ${folder} 已不是当时的原样（${file}）。请从归档恢复，或用 yardstick verify 查看哪些文件变了`,
    en: `There can be no other issue: the earlier one, ${folder}, is not as it was written (${file}). Restore it from the archive, or see with yardstick verify what was altered`,
  }
}

function laterKept(kept: readonly string[]): Message {
  const name = basename(kept.at(-1) ?? '')
  return {
    zh: `不能重新出具：旁边的 ${name} 比现在这份结果还晚。请先把最近一次出具的结果放回原处`,
    en: `There can be no other issue: ${name} beside the results is later than they are. Put the latest issue back into its place first`,
  }
}

function refusedFinal(out: string, final: string): { readonly refused: Diagnostic } {
  const name = basename(final)
  return {
    refused: {
      ...told('final-kept', out, {
        zh: `${name} 里是已经定稿的结果，不会被覆盖：没有写入任何文件`,
        en: `${name} holds final results, which are not overwritten: nothing was written`,
      }),
      hint: {
        zh: '复核后要更正，请用 --reissue "理由" 重新出具：原来的结果整份保留，新的一份编号并印上理由。只是试算，请用 --out 另指定文件夹。',
        en: 'To correct them after an appeal, give --reissue "reason": the earlier results are kept whole, the new ones numbered, and the reason is printed. For a trial, name another folder with --out.',
      },
    },
  }
}

function nothingFinal(out: string, issue: Issue | undefined): Message {
  const name = basename(out)
  return issue !== undefined && issue.number > 1
    ? {
        zh: `${name} 已是第 ${issue.number} 次出具的草稿，理由已经记下：不必再写 --reissue`,
        en: `${name} is a draft of issue ${issue.number} already, with its reason: leave --reissue out`,
      }
    : {
        zh: `${name} 里没有已经定稿的结果，谈不上重新出具：请去掉 --reissue`,
        en: `${name} holds no final results, so there is nothing to issue anew: leave --reissue out`,
      }
}

function told(code: 'final-kept' | 'reissue-refused', out: string, message: Message): Diagnostic {
  return { code, severity: 'error', message, span: { file: basename(out), line: 1, column: 1 } }
}
