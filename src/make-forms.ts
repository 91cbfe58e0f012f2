/** Record types of a pack in, an entry sheet for each out; with the folder of an appraisal, its people and places to choose from. */

import { packFolder } from './check-pack.ts'
import { compile } from './compile/index.ts'
import { formColumn, type Known } from './form/column.ts'
import { knownOf } from './form/known.ts'
import { formSheets } from './form/sheets.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { nearest } from './lib/nearest.ts'
import { plainName } from './load/data-files.ts'
import { loadSetup } from './load/folder.ts'
import { namesOf } from './load/found-records.ts'
import { loadPack } from './load/pack.ts'
import { loadRoster } from './load/people.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { EventType } from './model/event.ts'
import type { Language, Message } from './model/message.ts'
import type { DataNeed } from './model/needs.ts'
import type { Rulebook } from './model/rulebook.ts'
import type { Setup } from './model/setup.ts'
import { needsOf } from './needs/index.ts'
import { writeWorkbook } from './workbook/index.ts'

export interface MakeFormsRequest {
  /** Ids or titles of record types; left out: every one that a standard needs. */
  readonly events?: readonly string[]
  /** Folder of a pack; left out: that of the folder, else the shipped one. */
  readonly pack?: string
  /** The folder of an appraisal, whose people, sites and units can be chosen. */
  readonly folder?: string
  /** Rows that are ready to be filled in. */
  readonly rows: number
  /** Columns too that no standard reads. */
  readonly allColumns?: boolean
  readonly language: Language
  readonly workingDirectory: string
}

export interface Form {
  readonly type: string
  readonly title: Message
  /** The name under which it is found again: after its record type. */
  readonly file: string
  readonly columns: number
  readonly required: number
  /** Columns with a drop-down. */
  readonly choices: number
  readonly workbook: Uint8Array
}

export interface MakeFormsResult {
  /** Empty where something stands in the way. */
  readonly forms: readonly Form[]
  /** Names that no record type bears, each with the one that may be meant. */
  readonly unknown: readonly { readonly name: string; readonly meant?: string }[]
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
}

/** The same pack and roster give the same bytes. */
export async function makeForms(request: MakeFormsRequest): Promise<MakeFormsResult> {
  const { folder, workingDirectory } = request
  const setup = folder === undefined ? undefined : loadSetup(folder)
  const pack = request.pack ?? setup?.rules
  const {
    files,
    sha256,
    diagnostics: unread,
  } = loadPack(packFolder({ ...(pack === undefined ? {} : { pack }), workingDirectory }), workingDirectory)
  const profile = setup?.setup?.profile
  const { rulebook, diagnostics } = compile(files, { sha256, ...(profile === undefined ? {} : { profile }) })
  const told = inOrder([...unread, ...diagnostics]).filter(({ severity }) => severity === 'error')
  const found = [...(setup?.diagnostics ?? []), ...told]
  const texts = new Map([
    ...files.map(file => [file.file, file.text] as const),
    ...(setup ? [['appraisal.yaml', setup.text] as const] : []),
  ])
  if (!rulebook || found.some(({ severity }) => severity === 'error'))
    return { forms: [], unknown: [], diagnostics: found, texts }
  const needed = needsOf(rulebook)
  const { types, unknown } = typesMeant(request.events ?? needed.map(({ type }) => type), rulebook)
  if (unknown.length > 0) return { forms: [], unknown, diagnostics: found, texts }
  const roster = setup?.setup && (await rosterOf(setup.setup, rulebook))
  const all = [...found, ...(roster?.diagnostics ?? [])]
  if (all.some(({ severity }) => severity === 'error')) return { forms: [], unknown, diagnostics: all, texts }
  const known = roster?.known ?? {}
  return {
    forms: types.map(type => formOf(type, { rulebook, needed, known, request })),
    unknown,
    diagnostics: all,
    texts,
  }
}

function typesMeant(events: readonly string[], { eventTypes }: Rulebook) {
  const names = namesOf(eventTypes)
  const ids = events.map(name => ({ name, id: eventTypes.has(name) ? name : names.get(plainName(name)) }))
  const unknown = ids.flatMap(({ name, id }) => {
    const meant = id === undefined ? nearest(plainName(name), names.keys()) : undefined
    return id === undefined ? [{ name, ...(meant === undefined ? {} : { meant }) }] : []
  })
  const chosen = new Set(ids.map(({ id }) => id))
  return { types: [...eventTypes.values()].filter(({ id }) => chosen.has(id)), unknown }
}

async function rosterOf(setup: Setup, { rosterTypes, zone }: Rulebook) {
  const { roster, diagnostics } = await loadRoster({ setup, types: rosterTypes, zone })
  return { known: knownOf(roster, setup.period), diagnostics }
}

interface FormContext {
  readonly rulebook: Rulebook
  readonly needed: readonly DataNeed[]
  readonly known: Known
  readonly request: MakeFormsRequest
}

function formOf(type: EventType, { rulebook, needed, known, request }: FormContext): Form {
  const { rows, language, allColumns } = request
  const own = needed.find(need => need.type === type.id)?.columns.map(({ field }) => field)
  const columns = [...type.fields.values()]
    .filter(({ name }) => allColumns || !own || own.includes(name))
    .map(field =>
      formColumn({
        type,
        field,
        known,
        language,
        readBy: rulebook.standards
          .filter(({ fields }) => fields[type.id]?.includes(field.name))
          .map(({ title }) => title),
        titleOf: id => rulebook.eventTypes.get(id)?.title,
      }),
    )
  return {
    type: type.id,
    title: type.title,
    file: `${type.id}.xlsx`,
    columns: columns.length,
    required: columns.filter(({ isRequired }) => isRequired).length,
    choices: columns.filter(({ options }) => options).length,
    workbook: writeWorkbook(formSheets({ type, columns, rows, language })),
  }
}
