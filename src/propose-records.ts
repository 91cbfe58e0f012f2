/** A folder of files in, what each of them most probably is out: the `records:` of its `appraisal.yaml`, to be looked over. */

import { packFolder } from './check-pack.ts'
import { compile } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { withoutControls } from './lib/plain-words.ts'
import { knownHeaders } from './load/columns.ts'
import { dataFiles, plainName, SETUP_FILE, stemOf } from './load/data-files.ts'
import { loadSetup, type SetupReading } from './load/folder.ts'
import { namesOf, pathsOf } from './load/found-records.ts'
import { loadPack } from './load/pack.ts'
import { loadRoster } from './load/people.ts'
import { valueContext } from './load/records.ts'
import { shownName } from './load/source-file.ts'
import { queryName } from './load/source-name.ts'
import { readTables } from './load/tables.ts'
import type { ValueContext } from './load/values.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { EventType } from './model/event.ts'
import type { Message } from './model/message.ts'
import { type FileProposal, ROSTER_KEYS } from './model/proposal.ts'
import type { Rulebook } from './model/rulebook.ts'
import { propose } from './propose/index.ts'
import { withProposals } from './propose/yaml.ts'

export interface ProposeRecordsRequest {
  /** Absolute. */
  readonly folder: string
  /** Left out: the pack that `appraisal.yaml` names, else the shipped one. */
  readonly pack?: string
  readonly workingDirectory: string
}

export interface ProposeRecordsResult {
  /** In order of file and sheet; absent where the pack has an error. */
  readonly proposals?: readonly FileProposal[]
  /** Files and queries named in `appraisal.yaml` already, which are left as they are. */
  readonly named: readonly string[]
  readonly unreadable: readonly { readonly file: string; readonly problem: Message }[]
  /** `appraisal.yaml` as it would be; absent: there is none yet, or nothing is to be added. */
  readonly setup?: { readonly before: string; readonly after: string }
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
}

export async function proposeRecords(request: ProposeRecordsRequest): Promise<ProposeRecordsResult> {
  const { folder, pack, workingDirectory } = request
  const reading = loadSetup(folder)
  // What is written there already must be known before anything is proposed beside it.
  if (reading.isBroken) {
    const texts = new Map([[SETUP_FILE, reading.text]])
    return { named: [], unreadable: [], diagnostics: reading.diagnostics, texts }
  }
  const directory = pack === undefined ? (reading.rules ?? packFolder({ workingDirectory })) : packFolder(request)
  const { files, sha256, diagnostics: unread } = loadPack(directory, workingDirectory)
  const { rulebook, diagnostics } = compile(files, { sha256 })
  const errors = inOrder([...unread, ...diagnostics]).filter(({ severity }) => severity === 'error')
  const texts = new Map(files.map(file => [file.file, file.text]))
  if (!rulebook || errors.length > 0) return { named: [], unreadable: [], diagnostics: errors, texts }

  const context = await contextOf(reading, rulebook)
  const taken = filesNamed(reading)
  const proposals: FileProposal[] = []
  const unreadable: { file: string; problem: Message }[] = []
  for (const path of dataFiles(folder)) {
    if (taken.has(path)) continue
    const file = shownName(path, folder)
    if (withoutControls(file) !== file) {
      unreadable.push({ file, problem: UNSEEN_IN_NAME })
      continue
    }
    const found = await proposalsOf(path, file, rulebook, context)
    if ('problem' in found) unreadable.push({ file, problem: found.problem })
    else proposals.push(...found)
  }
  const before = reading.text
  const { text: after, added } = withProposals(before, proposals)
  return {
    proposals,
    named: [...[...taken].map(path => shownName(path, folder)), ...queriesNamed(reading, rulebook)],
    unreadable,
    ...(before !== '' && added.length > 0 ? { setup: { before, after } } : {}),
    diagnostics: [],
    texts,
  }
}

/** YAML does not take them, and nobody sees what is wrong with a name that has them. */
const UNSEEN_IN_NAME: Message = {
  zh: '文件名里有看不见的控制字符，请改名',
  en: 'its name holds unseen control characters; rename it',
}

async function proposalsOf(
  path: string,
  file: string,
  rulebook: Rulebook,
  context: ValueContext,
): Promise<readonly FileProposal[] | { readonly problem: Message }> {
  const types = [...rulebook.eventTypes.values(), ...Object.values(rulebook.rosterTypes)]
  const known = types.map(type => knownHeaders(type.fields))
  const tables = await readTables(path, { isKnown: header => known.some(isKnown => isKnown(header)) })
  if ('problem' in tables) return tables
  const names = new Map([...ROSTER_NAMES, ...namesOf(rulebook.eventTypes)])
  const exact = names.get(stemOf(path))
  const proposals: FileProposal[] = []
  for (const one of tables) {
    const named = exact ?? spokenOf(`${stemOf(path)} ${plainName(one.sheet ?? '')}`, types)
    const proposal = await propose(file, one, {
      types,
      context,
      isFound: exact !== undefined,
      ...(named === undefined ? {} : { named }),
    })
    if ('problem' in proposal) return proposal
    proposals.push(proposal)
  }
  return proposals
}

const ROSTER_NAMES: readonly (readonly [string, string])[] = [
  ['people', 'person'],
  ['人员名册', 'person'],
  ['sites', 'site'],
  ['楼栋', 'site'],
  ['units', 'unit'],
  ['部门', 'unit'],
]

/** The one type whose title the name holds: 报修工单 in 2024年报修工单汇总. */
function spokenOf(name: string, types: readonly EventType[]): string | undefined {
  const held = types.filter(({ id, title }) =>
    [id, title.zh, title.en].some(one => one.length > 1 && name.includes(plainName(one))),
  )
  const longest = Math.max(...held.map(({ title }) => title.zh.length))
  const [only, ...others] = held.filter(({ title }) => title.zh.length === longest)
  return others.length === 0 ? only?.id : undefined
}

/** People are known by the roster where it can be read; else any staff number will do. */
async function contextOf({ setup }: SetupReading, rulebook: Rulebook): Promise<ValueContext> {
  const { zone, rosterTypes } = rulebook
  if (!setup) return { zone }
  const { roster, diagnostics } = await loadRoster({ setup, types: rosterTypes, zone })
  return diagnostics.some(({ severity }) => severity === 'error') ? { zone } : valueContext({ roster, zone })
}

function filesNamed({ setup, text }: SetupReading): ReadonlySet<string> {
  if (!setup) return new Set()
  const isWritten = (key: string) => new RegExp(`^${key}:`, 'm').test(text)
  const roster = Object.values(ROSTER_KEYS).flatMap(key => (setup[key] && isWritten(key) ? [setup[key].path] : []))
  const records = [...setup.records.values()].flatMap(pathsOf)
  return new Set([...roster, ...records, ...setup.history.map(({ path }) => path)])
}

/** `postgres: repair`: they are not asked here, where only files are looked at. */
function queriesNamed({ setup }: SetupReading, { eventTypes }: Rulebook): readonly string[] {
  const names = namesOf(eventTypes)
  return [...(setup?.records ?? [])].flatMap(([name, sources]) => {
    const id = names.get(plainName(name)) ?? name
    const queries = sources === 'none' ? [] : sources.filter(one => 'query' in one)
    return queries.map((query, at) => queryName(query, { id }, at + 1))
  })
}
