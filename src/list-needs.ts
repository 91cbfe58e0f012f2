/** A rule pack in, what it needs to be supplied out; with the folder of an appraisal, what of it there is. */

import { formatDay } from './calendar/day.ts'
import { packFolder } from './check-pack.ts'
import { compile } from './compile/index.ts'
import { coverageOf, recordedSpan } from './completeness/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { loadPack } from './load/pack.ts'
import { sourceName } from './load/source-name.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Event, EventType } from './model/event.ts'
import type { Language } from './model/message.ts'
import type { DataNeed, SuppliedFile, Supply } from './model/needs.ts'
import type { Rulebook } from './model/rulebook.ts'
import { needsOf } from './needs/index.ts'
import { needsSheet } from './needs/sheet.ts'
import { type Prepared, prepare } from './prepare.ts'
import { writeWorkbook } from './workbook/index.ts'

export interface ListNeedsRequest {
  /** Left out: that of the folder, else the shipped pack. */
  readonly pack?: string
  /** The folder of an appraisal, whose files are held against the list. */
  readonly folder?: string
  readonly profile?: string
  readonly language: Language
  readonly workingDirectory: string
}

export interface ListNeedsResult {
  /** Empty where an error stands in the way. */
  readonly needs: readonly DataNeed[]
  /** The list as an .xlsx file. */
  workbook(): Uint8Array
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
}

export async function listNeeds(request: ListNeedsRequest): Promise<ListNeedsResult> {
  const { folder, language } = request
  const { needs, diagnostics, texts } = folder === undefined ? ofPack(request) : await ofFolder(request, folder)
  return { needs, diagnostics, texts, workbook: () => writeWorkbook([needsSheet(needs, language)]) }
}

type Listed = Pick<ListNeedsResult, 'needs' | 'diagnostics' | 'texts'>

function ofPack(request: ListNeedsRequest): Listed {
  const { profile, workingDirectory } = request
  const { files, sha256, diagnostics: unread } = loadPack(packFolder(request), workingDirectory)
  const { rulebook, diagnostics } = compile(files, { sha256, ...(profile === undefined ? {} : { profile }) })
  return {
    needs: rulebook ? needsOf(rulebook) : [],
    diagnostics: inOrder([...unread, ...diagnostics]).filter(({ severity }) => severity === 'error'),
    texts: new Map(files.map(file => [file.file, file.text])),
  }
}

async function ofFolder(request: ListNeedsRequest, folder: string): Promise<Listed> {
  const { pack, profile } = request
  const { prepared, diagnostics, texts } = await prepare({
    folder,
    ...(pack === undefined ? {} : { rules: packFolder(request) }),
    ...(profile === undefined ? {} : { profile }),
  })
  return {
    needs: prepared ? needsOf(prepared.rulebook, type => supplyOf(type, prepared)) : [],
    diagnostics,
    texts,
  }
}

function supplyOf({ id }: EventType, prepared: Prepared): Supply {
  const { records, rulebook } = prepared
  const own = records.files.filter(({ type }) => type === id)
  if (records.confirmedNone.has(id)) return { state: 'none' }
  if (own.length === 0) return { state: 'missing' }
  const events = records.events.get(id) ?? []
  const { beginsLate = false, endsEarly = false } =
    coverageOf(
      events.map(({ at }) => rulebook.zone.dayOf(at)),
      recordedSpan(prepared),
    ) ?? {}
  return {
    state: 'supplied',
    files: own.map(file => suppliedFile(sourceName(file), file.read, events, rulebook)),
    beginsLate,
    endsEarly,
  }
}

function suppliedFile(file: string, rows: number, events: readonly Event[], { zone }: Rulebook): SuppliedFile {
  const days = events.filter(({ source }) => source.file === file).map(({ at }) => zone.dayOf(at))
  const [first, last] = [
    days.reduce((a, b) => Math.min(a, b), Infinity),
    days.reduce((a, b) => Math.max(a, b), -Infinity),
  ]
  return days.length === 0 ? { file, rows } : { file, rows, first: formatDay(first), last: formatDay(last) }
}
