/** A definition and the name of its shape in, every departure from the shape told; the paths that are wrong out. */

import { dateMeant, durationMeant } from '../calendar/as-meant.ts'
import type { Complain } from '../conditions/contract.ts'
import { numberMeant, yesNoMeant } from '../lib/as-meant.ts'
import { asMeant, didYouMean } from '../lib/did-you-mean.ts'
import { asMap, isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'
import type { PathPart, Place } from '../model/source.ts'
import { keyMeant } from './chinese-keys.ts'
import type { Source } from './read.ts'
import type { ShapeName } from './sections.ts'
import type { ShapeError, ShapeValidator } from './shape-error.ts'
import * as validators from './validators.generated.js'

export function hasShape(name: string): boolean {
  return Object.hasOwn(validators, name)
}

/** Paths within the definition that are wrong; none: it has its shape. */
export function checkShape(
  name: ShapeName,
  value: unknown,
  place: Place,
  complain: Complain,
): readonly (readonly PathPart[])[] {
  const validate: ShapeValidator | undefined = (validators as Readonly<Record<string, ShapeValidator>>)[name]
  if (!validate) throw new Error(`no shape is called ${name}: run npm run generate`)
  if (validate(value)) return []
  const errors = (validate.errors ?? []).filter(error => error.keyword !== 'if')
  const wrong: (readonly PathPart[])[] = []
  for (const [pointer, own] of Map.groupBy(errors, error => error.instancePath)) {
    const path = pathOf(pointer, value)
    wrong.push(...tell(own, path, place, complain).map(part => [...path, ...part]))
  }
  return wrong
}

/** A JSON pointer as a path; parts that index a list are numbers. */
function pathOf(pointer: string, root: unknown): readonly PathPart[] {
  let value = root
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => {
      const step = Array.isArray(value) ? Number(part) : part
      value = Array.isArray(value) ? value[Number(part)] : isMap(value) ? value[part] : undefined
      return step
    })
}

/** All that is wrong with one value: unknown keys each, missing keys together, else the first objection to the value. */
function tell(
  errors: readonly ShapeError[],
  path: readonly PathPart[],
  root: Place,
  complain: Complain,
): readonly (readonly PathPart[])[] {
  const place = root.at(...path)
  const meant = new Set<string>()
  const wrong: (readonly PathPart[])[] = []
  for (const error of errors.filter(one => one.keyword === 'additionalProperties')) {
    const key = String(error.params.additionalProperty)
    wrong.push([key])
    const guess = tellUnknownKey(key, error, place, complain)
    if (guess !== undefined) meant.add(guess)
  }
  const missing = errors.filter(one => one.keyword === 'required').map(one => String(one.params.missingProperty))
  // A key that is there under a mistyped name is not missing as well.
  const really = missing.filter(key => !meant.has(key))
  if (really.length > 0) {
    wrong.push([])
    tellMissing(really, errors, place, complain)
  }
  const [other] = errors.filter(one => one.keyword !== 'additionalProperties' && one.keyword !== 'required')
  if (other) {
    wrong.push([])
    tellWrongValue(other, place, complain)
  }
  return wrong
}

// --- keys -----------------------------------------------------------------------------------------------------------

function tellUnknownKey(
  key: string,
  { parentSchema = {}, data }: ShapeError,
  place: Place,
  complain: Complain,
): string | undefined {
  const known = [...Object.keys(asMap(parentSchema.properties)), ...textsIn(parentSchema.otherKeys)]
  const free = known.filter(name => !(isMap(data) && name in data))
  const guess = keyMeant(key, free) ?? nearest(key, free)
  if (guess === undefined && isMap(parentSchema.patternProperties)) {
    tellWrongKey(key, parentSchema, place, complain)
    return undefined
  }
  complain(
    'unknown-key',
    place.at(key),
    {
      zh: `这里没有“${key}”这个键。${known.length > 0 ? `可用的键：${known.join('、')}。` : ''}`,
      en: `There is no key '${key}' here.${known.length > 0 ? ` There are ${known.join(', ')}.` : ''}`,
    },
    { part: 'key', ...didYouMean(guess) },
  )
  return guess
}

/** A key of a dated map that is no date, or of something else that was taken for one. */
function tellWrongKey(key: string, schema: Source, place: Place, complain: Complain): void {
  if (/^\d/.test(key)) {
    complain(
      'wrong-date',
      place.at(key),
      { zh: `“${key}”不是日期，应写成 2025-09-01。`, en: `'${key}' is no date; write 2025-09-01.` },
      { part: 'key', ...asMeant(dateMeant(key)) },
    )
    return
  }
  complain('wrong-value', place, expectation(`{ ${key}: … }`, schema))
}

function tellMissing(keys: readonly string[], errors: readonly ShapeError[], place: Place, complain: Complain): void {
  const { parentSchema = {} } = errors.find(error => error.keyword === 'required') ?? {}
  const properties = asMap(parentSchema.properties)
  const told = (at: 0 | 1) =>
    keys.map(key => {
      const about = descriptionOf(asMap(properties[key]))?.[at]
      return about === undefined ? key : at === 0 ? `${key}（${about}）` : `${key} (${about})`
    })
  complain(
    'missing-key',
    place,
    { zh: `缺少必需的键：${told(0).join('、')}。`, en: `Required here but missing: ${told(1).join(', ')}.` },
    { part: 'key' },
  )
}

// --- values ---------------------------------------------------------------------------------------------------------

function tellWrongValue(
  { keyword, params, parentSchema = {}, data }: ShapeError,
  place: Place,
  complain: Complain,
): void {
  const said = shown(data)
  if (keyword === 'enum' || keyword === 'const') {
    const allowed = keyword === 'enum' ? textsIn(params.allowedValues) : [String(params.allowedValue)]
    const guess = typeof data === 'string' ? nearest(data, allowed) : undefined
    const message = {
      zh: `“${said}”不合适，这里应为 ${allowed.join('、')} 之一。`,
      en: `'${said}' does not fit: one of ${allowed.join(', ')} is expected here.`,
    }
    complain('wrong-value', place, message, didYouMean(guess))
    return
  }
  const meant = valueMeant(data, parentSchema, String(place.path.at(-1)))
  complain(codeFor(parentSchema), place, expectation(said, parentSchema), {
    ...quoteHint(data, params),
    ...asMeant(meant),
  })
}

/** What was probably meant by a plain value that has not the shape: the line to paste is made of it. */
function valueMeant(data: unknown, schema: Source, key: string): string | undefined {
  const takes = (type: string) => typesOf(schema).has(type)
  if (typeof data === 'number' && isDuration(schema)) return `${data} minutes`
  if (typeof data !== 'string') return undefined
  if (isDuration(schema)) return durationMeant(data)
  if (takes('number') || takes('integer')) return numberMeant(data)
  if (takes('boolean')) return yesNoMeant(data)
  if (takes('array') && /^-[^\s\d-]/.test(data)) return `- ${data.slice(1)}`
  if (takes('array') && /^[\w.-]+$/.test(data)) return `[${data}]`
  const date = key === 'effective' ? dateMeant(data) : undefined
  if (date !== undefined) return data.trim().endsWith('止') ? `{ to: ${date} }` : `{ from: ${date} }`
  const comparison = isCondition(schema) ? /^([A-Za-z_][\w.]*)\s*(?:={1,2}|是|为)\s*(\S+)$/.exec(data.trim()) : null
  return comparison ? `{ ${comparison[1]}: ${comparison[2]} }` : undefined
}

function typesOf(schema: Source): ReadonlySet<string> {
  const branches = Array.isArray(schema.anyOf) ? schema.anyOf.map(asMap) : []
  return new Set([schema, ...branches].flatMap(({ type }) => [type].flat().map(String)))
}

function isDuration(schema: Source): boolean {
  return descriptionOf(schema)?.[1]?.includes('minutes') ?? false
}

function isCondition(schema: Source): boolean {
  return descriptionOf(schema)?.[1]?.includes('all / any / not') ?? false
}

function codeFor({ description }: Source): DiagnosticCode {
  if (typeof description !== 'string') return 'wrong-value'
  if (description.startsWith('时长')) return 'wrong-duration'
  return description.startsWith('日期') ? 'wrong-date' : 'wrong-value'
}

/** A number where text is wanted: `version: 1.0`. */
function quoteHint(data: unknown, { type }: Source): { readonly hint: Message } | undefined {
  if (typeof data !== 'number' || type !== 'string') return undefined
  return { hint: { zh: '如果是文字，请加引号。', en: 'Quote it where it is text.' } }
}

function expectation(said: string, schema: Source): Message {
  const [zh, en] = descriptionOf(schema) ?? typeWords(schema)
  return { zh: `“${said}”不合适，这里应为：${zh}。`, en: `'${said}' does not fit here; expected: ${en}.` }
}

const TYPE_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  string: ['文字', 'text'],
  number: ['数字', 'a number'],
  integer: ['整数', 'a whole number'],
  boolean: ['true 或 false', 'true or false'],
  array: ['列表，如 [ a, b ]', 'a list such as [ a, b ]'],
  object: ['一组键值，如 { 键: 值 }', 'a map such as { key: value }'],
  null: ['空', 'nothing'],
}

function typeWords({ type }: Source): readonly [string, string] {
  const words = [type].flat().map(one => TYPE_WORDS[String(one)] ?? ['其他形式的值', 'a value of another form'])
  return [words.map(([zh]) => zh).join('，或'), words.map(([, en]) => en).join(', or ')]
}

/** Chinese in the first line of a description, English in the second. */
function descriptionOf({ description }: Source): readonly [string, string] | undefined {
  if (typeof description !== 'string') return undefined
  const [zh = '', en = zh] = description.split('\n')
  return [zh, en]
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
