/** A rule pack's folder in, everything wrong with it out, and what it holds. */

import { resolve } from 'node:path'
import { parseDay } from './calendar/day.ts'
import { type ClauseCoverage, type ClauseTrace, compile, traceClauses } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { loadPack } from './load/pack.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import { SHIPPED_RULES } from './prepare.ts'

export type { ClauseTrace }

export interface CheckPackRequest {
  /** Left out: the shipped pack. */
  readonly pack?: string
  readonly profile?: string
  readonly workingDirectory: string
  /** Review dates are held against this civil date. */
  readonly today: string
}

export interface CheckPackResult {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  readonly clauses: ClauseCoverage
  /** Clause → what follows from it; empty where errors stand in the way. */
  readonly traces: readonly ClauseTrace[]
  /** Absent where errors stand in the way. */
  readonly counts?: {
    readonly standards: number
    readonly events: number
    readonly scorecards: number
    readonly outcomes: number
  }
}

/** The folder that is checked. */
export function packFolder({ pack, workingDirectory }: Pick<CheckPackRequest, 'pack' | 'workingDirectory'>): string {
  return pack === undefined ? SHIPPED_RULES : resolve(workingDirectory, pack)
}

export function checkPack(request: CheckPackRequest): CheckPackResult {
  const { profile, workingDirectory } = request
  const directory = packFolder(request)
  const loaded = loadPack(directory, workingDirectory)
  const today = parseDay(request.today)
  const { rulebook, diagnostics, clauses } = compile(loaded.files, {
    sha256: loaded.sha256,
    ...(profile === undefined ? {} : { profile }),
    ...(today === undefined ? {} : { today }),
  })
  return {
    diagnostics: inOrder([...loaded.diagnostics, ...diagnostics]),
    texts: new Map(loaded.files.map(file => [file.file, file.text])),
    clauses,
    traces: rulebook ? traceClauses(rulebook) : [],
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
  }
}
