/** A pack's files and a mutant in, the files with it out, cut down to what the changed definition needs. */

import { asMap, isMap } from '../../lib/map.ts'
import type { PathPart, RuleFile } from '../../model/source.ts'
import { DROPPED, type Mutant } from './mutants.ts'

/** The definition with the part at the mutant's path changed. */
export function changed(definition: unknown, { path, becomes }: Mutant): unknown {
  return replaced(definition, path, becomes)
}

function replaced(value: unknown, [part, ...rest]: readonly PathPart[], becomes: unknown): unknown {
  if (part === undefined) return becomes
  const inner = replaced(Array.isArray(value) ? value[Number(part)] : asMap(value)[part], rest, becomes)
  if (Array.isArray(value)) {
    return inner === DROPPED
      ? value.filter((_, at) => at !== part)
      : value.map((one, at) => (at === part ? inner : one))
  }
  const { [part]: _, ...others } = asMap(value)
  if (inner === DROPPED) return others
  return Object.fromEntries(Object.entries(asMap(value)).map(([key, one]) => [key, key === part ? inner : one]))
}

/** What hangs on other definitions and is left out with them. */
const CONSEQUENCES = new Set(['scorecards', 'outcomes', 'cascades', 'sources'])

/** The files with the standards and event types given alone, and nothing that follows from them. */
export function narrowed(
  files: readonly RuleFile[],
  standards: ReadonlyMap<string, unknown>,
  events: ReadonlySet<string>,
): readonly RuleFile[] {
  return files
    .filter(file => !file.isTest && file.profile === undefined)
    .map(file => ({ ...file, value: narrowedGroups(asMap(file.value), standards, events) }))
}

function narrowedGroups(
  groups: Readonly<Record<string, unknown>>,
  standards: ReadonlyMap<string, unknown>,
  events: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(groups).flatMap(([group, entries]): [string, unknown][] => {
    if (CONSEQUENCES.has(group)) return []
    if (group === 'standards')
      return [
        [
          group,
          Object.fromEntries(
            Object.keys(asMap(entries)).flatMap(id => (standards.has(id) ? [[id, standards.get(id)]] : [])),
          ),
        ],
      ]
    if (group === 'events')
      return [[group, Object.fromEntries(Object.entries(asMap(entries)).filter(([id]) => events.has(id)))]]
    return [[group, entries]]
  })
  return Object.fromEntries(kept)
}

/** Every word that stands in the parts, keys and texts alike. */
export function wordsIn(parts: readonly unknown[]): Set<string> {
  const words = new Set<string>()
  const waiting = [...parts]
  for (let part = waiting.pop(); part !== undefined || waiting.length > 0; part = waiting.pop()) {
    if (typeof part === 'string') for (const word of part.split(/[^\p{L}\p{N}_-]+/u)) words.add(word)
    else if (Array.isArray(part)) waiting.push(...part)
    else if (isMap(part))
      for (const [key, value] of Object.entries(part)) {
        words.add(key)
        waiting.push(value)
      }
  }
  return words
}
