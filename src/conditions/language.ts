/** A pack's names in, the reader of its conditions, facts and record selections out. */

import { valueOn } from '../lib/dated.ts'
import { isMap } from '../lib/map.ts'
import type { EventType } from '../model/event.ts'
import type { Place } from '../model/source.ts'
import type { Value } from '../model/value.ts'
import { compileCondition } from './condition.ts'
import type { Dictionary, Fact, Language } from './contract.ts'
import { compileDerived } from './derive/index.ts'
import { dayOf, resolveFact } from './facts.ts'
import { readLiteral, type Typed } from './literal.ts'
import { NO_NEEDS } from './needs.ts'
import { settingRange } from './range.ts'
import { compileRecords } from './records.ts'
import { compileSetting, type SingleReader } from './setting.ts'

export function makeLanguage(dictionary: Dictionary): Language {
  const done = new Map<string, Fact | undefined>()
  const underWay: string[] = []

  /** A derived fact is compiled once, when it is first named; a circle is complained about where it closes. */
  const derived = (type: EventType, name: string): Fact | undefined => {
    const key = `${type.id}.${name}`
    if (done.has(key)) return done.get(key)
    const source = type.derive.get(name)
    if (!source) return undefined
    if (underWay.includes(key)) {
      const circle = [...underWay.slice(underWay.indexOf(key)), key].join(' → ')
      dictionary.complain(
        'circular-fact',
        source.place,
        { zh: `推算的事实互相依赖：${circle}`, en: `Derived facts depend on each other in a circle: ${circle}` },
        { part: 'key' },
      )
      for (const one of underWay.slice(underWay.indexOf(key))) done.set(one, undefined)
      return undefined
    }
    underWay.push(key)
    const fact = compileDerived(source, type, language)
    underWay.pop()
    if (!done.has(key)) done.set(key, fact)
    return done.get(key)
  }

  const language: Language = {
    dictionary,
    fact: (name, names, place) => resolveFact(name, names, place, { dictionary, derived }),
    argument(source, names, place, expected) {
      if (isMap(source)) {
        if ('fact' in source && typeof source.fact === 'string')
          return language.fact(source.fact, names, place.at('fact'))
        if ('parameter' in source)
          return parameterFact(
            String(source.parameter),
            { type: expected ?? 'number' },
            place.at('parameter'),
            dictionary,
          )
        if ('value' in source)
          return constantFact(source.value, { type: expected ?? typeOf(source.value) }, place.at('value'), dictionary)
      }
      if (typeof source === 'string') return language.fact(source, names, place)
      return constantFact(source, { type: expected ?? typeOf(source) }, place, dictionary)
    },
    condition: (source, names, place) =>
      compileCondition(source, place, {
        dictionary,
        fact: (name, at) => language.fact(name, names, at),
        parameter: (name, typed, at) => parameterFact(name, typed, at, dictionary),
      }),
    records: (source, asking, place) => compileRecords(source, asking, place, language),
  }
  return language
}

function typeOf(value: unknown): Fact['type'] {
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'yes-no' : 'text'
}

function constantFact(source: unknown, typed: Typed, place: Place, dictionary: Dictionary): Fact | undefined {
  if (Array.isArray(source)) {
    const item = typed.type === 'list' ? 'text' : typed.type
    const read = source.map((one: unknown, at) => readLiteral(one, { ...typed, type: item }, place.at(at), dictionary))
    const members = read.filter(one => one !== undefined)
    return members.length < read.length ? undefined : { ...constant(members, 'list'), item }
  }
  const value = readLiteral(source, typed, place, dictionary)
  return value === undefined ? undefined : constant(value, typed.type)
}

function constant(value: Value, type: Fact['type']): Fact {
  const text = String(value)
  const range = typeof value === 'number' ? { range: { low: value, high: value } } : {}
  return { name: text, type, title: { zh: text, en: text }, ...range, read: () => value, grain: () => 1, ...NO_NEEDS }
}

/** A parameter read as of the moment asked about, at the record's site. */
function parameterFact(name: string, typed: Typed, place: Place, dictionary: Dictionary): Fact | undefined {
  const reader: SingleReader<Value> = {
    code: 'wrong-value',
    expected: { zh: `${typed.type} 类型的值`, en: `a value of type ${typed.type}` },
    read: source =>
      typeof source === 'object' ? undefined : readLiteral(source, typed, place, { ...dictionary, complain: () => {} }),
  }
  const setting = compileSetting({ parameter: name }, { ...place, at: () => place }, reader, dictionary)
  if (!setting) return undefined
  const title = dictionary.parameters.get(name)?.title ?? { zh: name, en: name }
  const range = settingRange(setting)
  return {
    name,
    type: typed.type,
    title,
    ...(range ? { range } : {}),
    read(lens) {
      const site = lens.event?.values.site ?? (lens.owner?.type === 'site' ? lens.owner.id : undefined)
      return valueOn(setting, dayOf(lens), typeof site === 'string' ? site : undefined)
    },
    grain: () => 1,
    ...NO_NEEDS,
    parameters: [name],
  }
}
