/** A folder of records and another rule pack in, what would change under it, for whom and why, out; nothing is written. */

import { resolve } from 'node:path'
import { type AppraiseResult, appraise } from './appraise.ts'
import { compare } from './compare/index.ts'
import { inForceOn } from './load/in-force.ts'
import { loadPack } from './load/pack.ts'
import { problem, wholeFile } from './load/problem.ts'
import type { Appraisal } from './model/appraisal.ts'
import type { Comparison } from './model/comparison.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import { NO_EXPLANATIONS } from './model/explanation.ts'
import type { Verdict } from './model/finding.ts'
import type { Language, Message } from './model/message.ts'
import { NO_RUN } from './model/run.ts'
import type { RuleFile } from './model/source.ts'
import { NO_TEMPLATES } from './model/templates.ts'
import { packageRoot } from './package-root.ts'
import { SHIPPED_RULES } from './prepare.ts'
import { comparisonPage, compileTemplates } from './report/index.ts'

export type { Comparison }

export interface ComparePacksRequest {
  /** The folder with `appraisal.yaml`. */
  readonly folder: string
  /** The other pack; left out: the folder's own. */
  readonly with?: string
  /** As if the values in force on this civil date held all along. */
  readonly valuesOf?: string
  readonly profile?: string
  readonly language: Language
  readonly workingDirectory: string
  /** Also as a page. */
  readonly asPage?: boolean
  readonly onStage?: (stage: Message) => void
}

export interface ComparePacksResult {
  /** Absent where either pack or the folder has an error. */
  readonly comparison?: Comparison
  /** Where one was asked for. */
  readonly page?: string
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
}

export async function comparePacks(request: ComparePacksRequest): Promise<ComparePacksResult> {
  const { folder, workingDirectory, valuesOf, language, profile } = request
  const say = request.onStage ?? (() => {})
  const common = {
    folder: resolve(workingDirectory, folder),
    language,
    keepMet: true,
    mostListed: Number.POSITIVE_INFINITY,
    ...(profile === undefined ? {} : { profile }),
  }
  const other = request.with === undefined ? {} : { rules: resolve(workingDirectory, request.with) }

  say({ zh: '按原来的规则考评……', en: 'Appraising by the rules as they are …' })
  const before = await appraise(common)
  if (!before.appraisal) return stopped(before)
  say({ zh: '按另一套规则考评……', en: 'Appraising by the other rules …' })
  const after = await appraise({ ...common, ...other, ...(valuesOf === undefined ? {} : { valuesOf }) })
  if (!after.appraisal) return stopped(after)
  const changed = changedInputs(before, after)
  if (changed.length > 0) return { diagnostics: changed, texts: after.texts }

  const own = filesOf(before.rules)
  const others = filesOf(after.rules)
  const comparison = compare(
    { appraisal: before.appraisal, files: own, verdicts: before.verdicts ?? NONE },
    {
      appraisal: after.appraisal,
      files: valuesOf === undefined ? others : inForceOn(others, valuesOf),
      verdicts: after.verdicts ?? NONE,
    },
  )
  const page = request.asPage ? { page: await pageOf(comparison, after.appraisal, language) } : {}
  return { comparison, ...page, diagnostics: [], texts: after.texts }
}

/** A database goes on being written to, and so may files: what is compared must be the rules alone. */
function changedInputs({ inputs: before = [] }: AppraiseResult, { inputs: after = [] }: AppraiseResult) {
  const hashes = new Map(before.map(({ file, sha256 }) => [file, sha256]))
  return after
    .filter(({ file, sha256 }) => hashes.has(file) && hashes.get(file) !== sha256)
    .map(({ file }) =>
      problem('records-changed', wholeFile(file), {
        zh: `两次考评之间“${file}”变了，比出来的就不只是规则：请重新运行`,
        en: `'${file}' changed between the two appraisals, so that not the rules alone would be compared: run again`,
      }),
    )
}

const NONE: ReadonlyMap<string, Verdict> = new Map()

async function pageOf(comparison: Comparison, appraisal: Appraisal, language: Language): Promise<string> {
  const templates = new URL('templates/', packageRoot)
  const none = {
    explanations: NO_EXPLANATIONS,
    findings: [],
    carried: [],
    rejected: [],
    returned: [],
    unmarked: [],
    problems: [],
    inputs: [],
    rules: [],
    own: (await compileTemplates(NO_TEMPLATES, templates)).own,
    run: NO_RUN,
  }
  return comparisonPage(comparison, { ...none, appraisal, language, templates })
}

function stopped({ diagnostics, texts }: AppraiseResult): ComparePacksResult {
  return { diagnostics, texts }
}

function filesOf(directory: string | undefined): readonly RuleFile[] {
  return loadPack(directory ?? SHIPPED_RULES).files
}
