/** The parameters of a rule pack in, a row for each value of theirs out: that of all sites, and of each site with its own. */

import { textOf } from '../kinds/text.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { PathPart, RuleFile } from '../model/source.ts'
import type { Measure, NumberEntry, RuleNumber, ValueColumn } from './number.ts'
import { chargeOf, type Numbering } from './standards.ts'
import { type Definition, definitionsOf, headingOf, lockOf, measureOf, writtenValue } from './written.ts'

/** By parameter: the keys under which it stands, the titles of what uses it, and the standards among them. */
export interface Use {
  readonly keys: ReadonlySet<string>
  readonly titles: ReadonlyMap<string, Message>
  readonly standards: ReadonlySet<string>
}

export function usesOf(files: readonly RuleFile[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, { keys: Set<string>; titles: Map<string, Message>; standards: Set<string> }>()
  const visit = (value: unknown, key: string, user: { readonly group: string } & Definition): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, key, user)
    if (!isMap(value)) return
    if (typeof value.parameter === 'string') {
      const use = uses.get(value.parameter) ?? { keys: new Set(), titles: new Map(), standards: new Set() }
      uses.set(value.parameter, use)
      use.keys.add(key)
      use.titles.set(`${user.group}:${user.id}`, textOf(user.source.title ?? user.id))
      if (user.group === 'standards') use.standards.add(user.id)
    }
    for (const [name, one] of Object.entries(value)) visit(one, name, user)
  }
  for (const group of ['standards', 'events', 'scorecards', 'outcomes', 'cascades'])
    for (const definition of definitionsOf(files, group)) visit(definition.source, '', { ...definition, group })
  return uses
}

const DURATIONS = new Set(['within', 'between', 'at-least-before', 'grace', 'add'])
const NUMBERS = new Set([
  'at-least',
  'at-most',
  'minimum',
  'trim',
  'points',
  'marks',
  'each',
  'most',
  'weight',
  'amount',
])

export function numbersOfParameter(
  definition: Definition,
  use: Use | undefined,
  { rulebook, since }: Pick<Numbering, 'rulebook' | 'since'>,
): readonly RuleNumber[] {
  const { id, source, file } = definition
  const parameter = rulebook.parameters.get(id)
  if (!parameter) return []
  const { title, clauses } = parameter
  const keys = use?.keys ?? new Set()
  const start = since(clauses)
  const row = (path: readonly PathPart[], written: unknown, site?: string): readonly RuleNumber[] => {
    const place = [...definition.path, ...path]
    const value = writtenValue(written, file, place)
    if (value.form !== 'values') return []
    const { entries } = value
    const measure = measureFor(entries, keys)
    return [
      {
        id: site === undefined ? `parameter:${id}` : `parameter:${id}.by-site.${site}`,
        subject: 'parameters',
        group: headingOf(file),
        title,
        item:
          site === undefined
            ? listed([...(use?.titles.values() ?? [])])
            : { zh: `只在 ${site}`, en: `At ${site} only` },
        clauses,
        charge: chargesOf(use, rulebook),
        column: columnFor(measure, keys),
        measure,
        file,
        path: place,
        entries,
        ...lockOf(definition),
        ...(start === undefined ? {} : { since: start }),
      },
    ]
  }
  return [
    ...row(['value'], source.value),
    ...Object.entries(asMap(source['by-site'])).flatMap(([site, value]) => row(['by-site', site], value, site)),
  ]
}

/** Where no value was ever set, as its uses want it. */
function measureFor(entries: readonly NumberEntry[], keys: ReadonlySet<unknown>): Measure {
  const measure = measureOf(entries)
  if (measure !== 'any') return measure
  if ([...keys].some(key => DURATIONS.has(String(key)))) return 'duration'
  return [...keys].some(key => NUMBERS.has(String(key))) ? 'number' : 'any'
}

function columnFor(measure: Measure, keys: ReadonlySet<unknown>): ValueColumn {
  if (keys.has('amount')) return 'amount'
  if (measure === 'duration') return 'term'
  return measure === 'number' || measure === 'percent' ? 'count' : 'text'
}

/** So many of what uses it are named. */
const NAMES_TOLD = 3

function chargesOf(use: Use | undefined, rulebook: Rulebook): Message {
  const charges = standardsOf(use, rulebook).map(chargeOf)
  return listed([...new Map(charges.map(charge => [charge.zh, charge])).values()])
}

function standardsOf(use: Use | undefined, { standards }: Rulebook) {
  return standards.filter(({ id }) => use?.standards.has(id))
}

/** `甲、乙、丙等 5 项`. */
function listed(all: readonly Message[]): Message {
  const told = all.slice(0, NAMES_TOLD)
  const more = all.length - told.length
  return {
    zh: `${told.map(({ zh }) => zh).join('、')}${more > 0 ? ` 等 ${all.length} 项` : ''}`,
    en: `${told.map(({ en }) => en).join('; ')}${more > 0 ? ` and ${more} more` : ''}`,
  }
}
