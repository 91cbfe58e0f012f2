/** The definitions of a pack in, the names out that only count as defined: nobody is blamed for naming them. */

import { asMap, isMap } from '../lib/map.ts'
import type { RuleFile } from '../model/source.ts'
import type { Definition, Definitions } from './definitions.ts'
import { SECTIONS } from './sections.ts'

export function brokenNames(definitions: Definitions): readonly string[] {
  const names = SECTIONS.flatMap(section =>
    [...definitions.of(section).values()].filter(definition => definition.isBroken).flatMap(namesOf),
  )
  const grades = definitions.block('grades')
  const bands = grades?.isBroken ? Object.keys(asMap(asMap(grades.source).bands)) : []
  return [...names, ...bands]
}

/** The definition's own, and those of its parts that are wrong: fields, derived facts, clauses, sections. */
function namesOf({ id, wrong }: Definition): readonly string[] {
  return [id, ...wrong.flatMap(path => path.slice(1, 2).map(String))]
}

/** Record types of which not even the fields can be told: whatever rules say of their fields stays unjudged. */
export function unreadableEvents(definitions: Definitions): readonly string[] {
  return [...definitions.of('events').values()]
    .filter(({ source, isBroken }) => isBroken && !isMap(asMap(source).fields))
    .map(({ id }) => id)
}

/** Every key in the text of files whose YAML cannot be read: any of them may define what others name. */
export function namesInBrokenFiles(files: readonly RuleFile[]): readonly string[] {
  return files.filter(file => file.broken).flatMap(({ text }) => [...text.matchAll(KEY)].map(match => match[1] ?? ''))
}

const KEY = /^[ \t]*(?:- )?["']?([^\s:"'#{}[\]]+)["']?[ \t]*:/gm
