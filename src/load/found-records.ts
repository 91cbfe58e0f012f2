/** A setup and the record types of its pack in, the setup with every record file under its type out. */

import { existsSync, statSync } from 'node:fs'
import { nearest } from '../lib/nearest.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType } from '../model/event.ts'
import type { RecordFile, RecordSource, Setup } from '../model/setup.ts'
import type { RuleFile } from '../model/source.ts'
import { dataFiles, plainName, SETUP_FILE, stemOf } from './data-files.ts'
import { passingFormat } from './passing/index.ts'
import { didYouMean, problem, wholeFile } from './problem.ts'
import { shownName } from './source-file.ts'

export interface FoundRecords {
  readonly setup: Setup
  readonly diagnostics: readonly Diagnostic[]
}

type EventTypes = ReadonlyMap<string, EventType>

/**
 * Types that `records:` does not name get every file of the folder, or of `records/`, that is called after them. `locate`
 * finds places in `appraisal.yaml`.
 */
export function withFoundRecords(setup: Setup, eventTypes: EventTypes, locate?: RuleFile['locate']): FoundRecords {
  const diagnostics: Diagnostic[] = []
  const names = namesOf(eventTypes)
  const named = namedRecords(setup.records, names, eventTypes, diagnostics, locate)
  const taken = new Set([
    ...[...named.values()].flatMap(pathsOf),
    ...[setup.people, setup.sites, setup.units, setup.away, setup.adjustments, setup.notices].flatMap(file =>
      file ? [file.path] : [],
    ),
    ...(setup.waivers && 'path' in setup.waivers ? [setup.waivers.path] : []),
    ...setup.history.map(({ path }) => path),
    ...(setup.published === undefined ? [] : [setup.published]),
  ])
  const found = new Map<string, readonly RecordFile[]>()
  for (const path of dataFiles(setup.folder)) {
    if (taken.has(path)) continue
    const type = names.get(stemOf(path))
    if (type !== undefined && !named.has(type)) found.set(type, [...(found.get(type) ?? []), { path }])
    else diagnostics.push(unmatched(shownName(path, setup.folder), type, named, names))
  }
  return { setup: { ...setup, records: new Map([...named, ...found]) }, diagnostics }
}

/** Of the files among them. */
export function pathsOf(sources: 'none' | readonly RecordSource[]): readonly string[] {
  return sources === 'none' ? [] : sources.flatMap(source => ('path' in source ? [source.path] : []))
}

/** Of all files that may be records and hold lines of text; whether they are is not known before the rules are. */
export function bytesOfLines({ folder, records }: Setup): number {
  const paths = new Set([...[...records.values()].flatMap(pathsOf), ...dataFiles(folder)])
  // What cannot be read is told by whoever reads it.
  return [...paths]
    .filter(path => passingFormat(path) !== undefined && existsSync(path))
    .reduce((sum, path) => sum + statSync(path).size, 0)
}

/** What a file may be called, by the type that it then feeds; an id goes before a title. */
export function namesOf(eventTypes: EventTypes): ReadonlyMap<string, string> {
  const types = [...eventTypes.values()]
  const titles = types.flatMap(({ id, title }) => [title.zh, title.en].map(name => [plainName(name), id] as const))
  return new Map([...titles, ...types.map(({ id }) => [plainName(id), id] as const)])
}

/** `records:` with its types by id. */
function namedRecords(
  records: Setup['records'],
  names: ReadonlyMap<string, string>,
  eventTypes: EventTypes,
  diagnostics: Diagnostic[],
  locate?: RuleFile['locate'],
): Setup['records'] {
  const named = new Map<string, 'none' | readonly RecordSource[]>()
  for (const [name, files] of records) {
    const place = locate?.(['records', name], 'key') ?? wholeFile(SETUP_FILE)
    const id = eventTypes.has(name) ? name : names.get(plainName(name))
    if (id === undefined) {
      const words = { zh: `records 里的“${name}”不是记录类型`, en: `'${name}' under records is no record type` }
      diagnostics.push(problem('unknown-event', place, words, didYouMean(nearest(name, [...names.keys()]))))
    } else if (named.has(id)) {
      const words = {
        zh: `records 里“${name}”和 ${id} 是同一种记录`,
        en: `'${name}' and ${id} under records are one record type`,
      }
      diagnostics.push(problem('duplicate-key', place, words))
    } else named.set(id, files)
  }
  return named
}

function unmatched(
  shown: string,
  type: string | undefined,
  named: Setup['records'],
  names: ReadonlyMap<string, string>,
): Diagnostic {
  if (type === undefined) {
    const words = {
      zh: `${shown} 的文件名不对应任何记录类型，没有读取`,
      en: `${shown} is not named after a record type and was not read`,
    }
    return problem('records-unmatched', wholeFile(shown), words, didYouMean(nearest(stemOf(shown), names.keys())))
  }
  if (named.get(type) === 'none') {
    const words = {
      zh: `appraisal.yaml 写明没有“${type}”（none），却有文件 ${shown}：请删去其一`,
      en: `appraisal.yaml says that there were no '${type}' (none), and yet there is ${shown}: remove one of the two`,
    }
    return problem('records-unmatched', wholeFile(shown), words, { severity: 'error' })
  }
  return problem('records-unmatched', wholeFile(shown), {
    zh: `${shown} 没有读取：appraisal.yaml 已为“${type}”另指定了来源`,
    en: `${shown} was not read: appraisal.yaml names other sources for '${type}'`,
  })
}
