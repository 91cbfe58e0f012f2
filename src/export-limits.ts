/** A rule pack's folder in, its numbers as a workbook to read and to mark up out. */

import { packFolder } from './check-pack.ts'
import { compile } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { laidOut } from './limits/layout.ts'
import { numbersOf } from './limits/numbers.ts'
import { plannedSheets } from './limits/sheets.ts'
import { loadPack } from './load/pack.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Language } from './model/message.ts'
import { writeWorkbook } from './workbook/index.ts'

export interface ExportLimitsRequest {
  /** Left out: the shipped pack. */
  readonly pack?: string
  /** The civil date whose values are shown; left out: the newest. */
  readonly on?: string
  readonly language: Language
  readonly workingDirectory: string
}

export interface ExportLimitsResult {
  /** An .xlsx file; absent where the pack has an error. */
  readonly workbook?: Uint8Array
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  /** How many numbers there are, and how many of them can be changed in the workbook. */
  readonly counts: { readonly numbers: number; readonly editable: number }
}

/** The same pack gives the same bytes. */
export function exportLimits(request: ExportLimitsRequest): ExportLimitsResult {
  const { on, language, workingDirectory } = request
  const { files, sha256, diagnostics: unread } = loadPack(packFolder(request), workingDirectory)
  const { rulebook, diagnostics } = compile(files, { sha256 })
  const told = inOrder([...unread, ...diagnostics]).filter(({ severity }) => severity === 'error')
  const texts = new Map(files.map(file => [file.file, file.text]))
  if (!rulebook || told.length > 0) return { diagnostics: told, texts, counts: { numbers: 0, editable: 0 } }
  const numbers = numbersOf(files, rulebook)
  const sheets = plannedSheets({ pack: rulebook.pack, numbers, language, ...(on === undefined ? {} : { on }) })
  return {
    workbook: writeWorkbook(laidOut(sheets)),
    diagnostics: [],
    texts,
    counts: { numbers: numbers.length, editable: numbers.filter(({ lock }) => !lock).length },
  }
}
