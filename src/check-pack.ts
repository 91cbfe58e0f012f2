/** A rule pack's folder in, everything wrong with it out, and what it holds. */

import { relative, resolve, sep } from 'node:path'
import { parseDay } from './calendar/day.ts'
import {
  type ClauseCoverage,
  type ClauseTrace,
  compile,
  tellUnheld,
  tellUnscored,
  traceClauses,
  unscoredStandards,
} from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { numbersOfConditions } from './limits/conditions.ts'
import { numbersOf } from './limits/numbers.ts'
import { publishedNumbers, tellGone, tellOverwritten } from './limits/published.ts'
import { loadSetup, type SetupReading } from './load/folder.ts'
import { loadPack } from './load/pack.ts'
import { loadPackTemplates } from './load/pack-templates.ts'
import { loadRoster } from './load/people.ts'
import { loadPublished, publishedText } from './load/published.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import { PUBLISHED_FILE } from './model/published.ts'
import type { Rulebook, Standard } from './model/rulebook.ts'
import type { OwnTemplates } from './model/templates.ts'
import { packageRoot } from './package-root.ts'
import { SHIPPED_RULES } from './prepare.ts'

export type { ClauseTrace }

export interface CheckPackRequest {
  /** Left out: the pack that `folder` names, else the shipped one. */
  readonly pack?: string
  /** The folder of an appraisal: scorecards are held against its people. */
  readonly folder?: string
  readonly profile?: string
  /** Published numbers to hold the pack's against; left out: those that lie beside its rules. */
  readonly against?: string
  readonly workingDirectory: string
  /** Review dates are held against this civil date. */
  readonly today: string
  /** The civil date as of which the numbers are to be published. */
  readonly publishOn?: string
}

export interface CheckPackResult {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  readonly clauses: ClauseCoverage
  /** Clause → what follows from it; empty where errors stand in the way. */
  readonly traces: readonly ClauseTrace[]
  /** Standards that are judged and then go no further; empty where errors stand in the way. */
  readonly unscored: readonly Standard[]
  /** The folders read: the pack's, those of the packs that it extends, the appraisal's. */
  readonly folders: readonly string[]
  /** Absent where errors stand in the way. */
  readonly counts?: {
    readonly standards: number
    readonly events: number
    readonly scorecards: number
    readonly outcomes: number
  }
  /** To be written beside the rules; only where `publishOn` is given and no error stands in the way. */
  readonly published?: { readonly path: string; readonly text: string; readonly numbers: number }
}

/** The folder of the pack that is meant. */
export function packFolder({ pack, workingDirectory }: Pick<CheckPackRequest, 'pack' | 'workingDirectory'>): string {
  return pack === undefined ? SHIPPED_RULES : resolve(workingDirectory, pack)
}

export async function checkPack(request: CheckPackRequest): Promise<CheckPackResult> {
  const { pack, workingDirectory, publishOn } = request
  const folder = request.folder === undefined ? undefined : resolve(workingDirectory, request.folder)
  const setup = folder === undefined ? undefined : loadSetup(folder)
  const directory = (pack === undefined && setup?.setup?.rules) || packFolder(request)
  const loaded = loadPack(directory, workingDirectory)
  const printed = loadPackTemplates(loaded.folders, workingDirectory)
  const today = parseDay(request.today)
  const profile = request.profile ?? setup?.setup?.profile
  const { rulebook, diagnostics, clauses } = compile(loaded.files, {
    sha256: loaded.sha256,
    ...(profile === undefined ? {} : { profile }),
    ...(today === undefined ? {} : { today }),
  })
  const unscored = rulebook ? unscoredStandards(rulebook) : []
  const before = loadPublished({
    directory,
    displayRoot: workingDirectory,
    ...(request.against === undefined ? {} : { against: resolve(workingDirectory, request.against) }),
    ...(rulebook ? { pack: rulebook.pack.id } : {}),
  })
  // A profile leaves standards out, whose numbers count all the same.
  const isAsked = before.published !== undefined || publishOn !== undefined
  const unprofiled = (): Rulebook | undefined =>
    profile === undefined ? rulebook : compile(loaded.files, { sha256: loaded.sha256 }).rulebook
  const whole = isAsked ? unprofiled() : undefined
  const own = whole ? numbersOf(loaded.files, whole) : []
  const numbers = whole ? [...own, ...numbersOfConditions(loaded.files, own)] : []
  const shown = (file: string) => shownFrom(workingDirectory, resolve(folder ?? '', file))
  const told = inOrder([
    ...loaded.diagnostics,
    ...diagnostics,
    ...printed.diagnostics,
    ...(await tellTemplates(printed.own)),
    ...before.diagnostics,
    ...(rulebook ? tellUnscored(unscored, rulebook) : []),
    ...(whole && before.published ? tellOverwritten(numbers, before.published) : []),
    ...(whole && before.published ? tellGone(numbers, before.published, before.span) : []),
    ...(setup ? await tellOfFolder(setup, rulebook, shown) : []),
  ])
  const texts = new Map([...loaded.files, ...printed.own.templates].map(({ file, text }) => [file, text]))
  if (setup) texts.set(shown('appraisal.yaml'), setup.text)
  return {
    diagnostics: told,
    texts,
    clauses,
    traces: rulebook ? traceClauses(rulebook) : [],
    unscored,
    folders: [...loaded.folders, ...(folder === undefined ? [] : [folder])],
    ...(rulebook
      ? {
          counts: {
            standards: rulebook.standards.length,
            events: rulebook.eventTypes.size,
            scorecards: rulebook.scorecards.length,
            outcomes: rulebook.outcomes.length + rulebook.cascades.length,
          },
        }
      : {}),
    ...(rulebook && publishOn !== undefined
      ? {
          published: {
            path: resolve(directory, PUBLISHED_FILE),
            text: publishedText(publishedNumbers(numbers, rulebook.pack, publishOn)),
            numbers: numbers.length,
          },
        }
      : {}),
  }
}

/** What prints pages is loaded only where a pack has some of its own. */
async function tellTemplates(own: OwnTemplates): Promise<readonly Diagnostic[]> {
  if (own.templates.length === 0) return []
  const { compileTemplates } = await import('./report/index.ts')
  return (await compileTemplates(own, new URL('templates/', packageRoot))).diagnostics
}

/** `shown` is how a file of the folder is printed. */
async function tellOfFolder(
  { setup, diagnostics }: SetupReading,
  rulebook: Rulebook | undefined,
  shown: (file: string) => string,
): Promise<readonly Diagnostic[]> {
  const here = (one: Diagnostic): Diagnostic => ({ ...one, span: { ...one.span, file: shown(one.span.file) } })
  if (!setup || !rulebook) return diagnostics.map(here)
  const people = await loadRoster({ setup, types: rulebook.rosterTypes, zone: rulebook.zone })
  const told = [...diagnostics, ...people.diagnostics].map(here)
  const isRead = told.every(({ severity }) => severity !== 'error')
  return isRead ? [...told, ...tellUnheld(rulebook, setup.period, people.roster.spells)] : told
}

function shownFrom(workingDirectory: string, path: string): string {
  return relative(workingDirectory, path).split(sep).join('/')
}
