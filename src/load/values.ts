/** One raw cell in, the value as rules compare it out, or what was expected instead. */

import { secondsOf } from '../calendar/duration.ts'
import { parseJson } from '../lib/json.ts'
import { nearest } from '../lib/nearest.ts'
import type { Zone } from '../model/calendar.ts'
import type { Field, FieldType } from '../model/event.ts'
import type { Language, Message } from '../model/message.ts'
import type { Spell } from '../model/people.ts'
import type { Day, DurationUnit, Scalar } from '../model/value.ts'
import { type KnownParts, listParts, mostSeparators } from './list-parts.ts'
import { type Fault, type Reading, wrong } from './reading.ts'
import { readDate, readDateTime, readTime } from './times.ts'

export interface ValueContext {
  readonly zone: Zone
  /** Staff numbers that the roster knows at any time; absent: any is accepted (while the roster itself is read). */
  readonly people?: ReadonlySet<string>
  /** Who bears a name, and when. */
  readonly names?: ReadonlyMap<string, readonly NameBearer[]>
  /** The civil day of the record that is read; undefined where it does not say. */
  readonly on?: () => Day | undefined
  /** Ids by id and by name; absent: any name is accepted. */
  readonly sites?: ReadonlyMap<string, string>
  readonly units?: ReadonlyMap<string, string>
}

export type NameBearer = Pick<Spell, 'person' | 'from' | 'to'>

export type ValueReading = Reading | { readonly blank: true }

/** Blank cells (empty, white space, null, lists of nothing) are told apart from wrong ones. */
export function parseValue(field: Field, written: unknown, context: ValueContext): ValueReading {
  if (written === undefined || written === null) return BLANK
  const raw = typeof written === 'string' && written.charCodeAt(0) === EQUALS ? unwrapped(written) : written
  const isUsual = typeof raw === 'string' && isPlain(raw)
  const fault = typeof raw === 'string' && !isUsual ? unsound(raw, field) : undefined
  if (fault) return fault
  const plain = typeof raw !== 'string' ? raw : isUsual ? raw.trim() : plainCell(raw)
  if (plain === '') return BLANK
  return field.type === 'list' ? readList(plain, field, context) : READERS[field.type](plain, field, context)
}

const BLANK = { blank: true } as const

/** Short, of printed ASCII: what most cells of most files are is in one width and sound as it is. */
function isPlain(raw: string): boolean {
  if (raw.length > MOST_LETTERS) return false
  for (let at = 0; at < raw.length; at++) {
    const letter = raw.charCodeAt(at)
    if (letter < 0x20 || letter > 0x7e) return false
  }
  return true
}

/** Of whatever is not free text: numbers, times, names, choices. */
const MOST_LETTERS = 500
/** What a cell of a spreadsheet holds. */
const MOST_LETTERS_OF_TEXT = 32_767

const CONTROL = /(?![\t\n\v\f\r])\p{Cc}/gu
/** Marks that copying from pages and chats leaves behind: nobody sees them, and no staff number has them. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** What nobody typed: a damaged file, or one made to do harm. */
function unsound(raw: string, field: Field): Fault | undefined {
  const { type } = field
  const most = type === 'text' || type === 'list' ? MOST_LETTERS_OF_TEXT : MOST_LETTERS
  if (raw.length > most)
    return wrong(
      raw,
      { zh: `有 ${raw.length} 个字，太长了`, en: `has ${raw.length} letters, which is too long` },
      { zh: `不超过 ${most} 个字`, en: `no more than ${most} letters` },
    )
  const at = isRemark(field) ? -1 : raw.search(CONTROL)
  if (at < 0) return undefined
  const name = `U+${raw.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`
  return wrong(
    raw,
    { zh: `含有控制字符（${name}）`, en: `holds control characters (${name})` },
    {
      zh: '键盘能打出来的文字：请重新导出，或删去这些字符',
      en: 'what a keyboard types: export it again, or take them out',
    },
  )
}

/** Words that nothing is known by: they are read without what nobody typed, rather than lose a good row over it. */
function isRemark({ type, required }: Field): boolean {
  return type === 'text' && !required
}

/** Letters in full width, white space at the ends and unseen marks do not count; half a letter is none. */
function plainCell(raw: string): string {
  return raw.normalize('NFKC').replaceAll(UNSEEN, '').replaceAll(CONTROL, '').trim().toWellFormed()
}

const EQUALS = '='.charCodeAt(0)

/** `="0012"`: how payrolls and other exports keep a spreadsheet from making 12 of it. */
function unwrapped(raw: string): string {
  return /^="((?:[^"]|"")*)"$/.exec(raw.trim())?.[1]?.replaceAll('""', '"') ?? raw
}

type Reader = (raw: unknown, field: Field, context: ValueContext) => Reading

const READERS: Readonly<Record<Exclude<FieldType, 'list'>, Reader>> = {
  text: readText,
  record: readText,
  number: readNumber,
  'date-time': (raw, _, { zone }) => readDateTime(raw, zone),
  date: readDate,
  time: readTime,
  'yes-no': readYesNo,
  choice: readChoice,
  person: (raw, _, context) => readPerson(raw, context),
  site: (raw, _, { sites }) => readPlace(raw, sites, { zh: '地点', en: 'site' }),
  unit: (raw, _, { units }) => readPlace(raw, units, { zh: '部门', en: 'unit' }),
}

function readText(raw: unknown, field: Field): Reading {
  if (typeof raw === 'string') return /^\d+(\.\d+)?E\+\d+$/i.test(raw) ? wrong(raw, DAMAGED, AS_TEXT) : { value: raw }
  // Beyond this a number has lost digits already; below it, it reads as it was written.
  if (typeof raw === 'number' && Math.abs(raw) <= Number.MAX_SAFE_INTEGER) return { value: String(raw) }
  if (typeof raw === 'boolean' && field.type === 'text') return { value: String(raw) }
  if (typeof raw === 'number') return wrong(raw, DAMAGED, AS_TEXT)
  return wrong(raw, { zh: '不是文字', en: 'is no text' }, { zh: '文字，如 R-0012', en: 'text such as R-0012' })
}

const DAMAGED: Message = { zh: '像是被电子表格改坏的编号', en: 'looks like a number that a spreadsheet has damaged' }
const AS_TEXT: Message = {
  zh: '完整的编号：请把该列设为“文本”后重新导出，如 440000000000000001',
  en: 'the whole number: format the column as text and export again, as in 440000000000000001',
}

function readNumber(raw: unknown, { countedIn }: Field): Reading {
  const expected: Message = { zh: '数字，如 12 或 1,234.5', en: 'a number such as 12 or 1,234.5' }
  if (typeof raw === 'number' && Number.isFinite(raw)) return { value: raw }
  const match = typeof raw === 'string' ? /^([+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)\s*%?$/.exec(raw) : null
  if (!match) return readSpan(raw, countedIn, expected)
  const digits = (match[1] ?? '').replaceAll(',', '')
  if (digits.replace(/\D/g, '').replace(/^0+/, '').length <= 15) return { value: Number(digits) }
  return wrong(raw, { zh: '位数太多，会丢失精度', en: 'has more digits than can be kept' }, expected)
}

/** `25秒`, `1小时20分`, `1 h 20 min`, `0:01:25`, where the rules say in which unit the field counts. */
function readSpan(raw: unknown, countedIn: Field['countedIn'], expected: Message): Reading {
  const seconds = typeof raw === 'string' ? spanSeconds(raw) : undefined
  if (seconds === undefined) return wrong(raw, { zh: '不是数字', en: 'is no number' }, expected)
  if (countedIn !== undefined) return { value: seconds / (secondsOf(countedIn) ?? 1) }
  return wrong(
    raw,
    {
      zh: '带有单位，而规则没有写明这个字段以何为单位',
      en: 'has a unit, and the rules do not say in which unit the field counts',
    },
    {
      zh: '数字，不带单位；或在规则里给字段写 in: seconds',
      en: 'a number alone; or in: seconds for the field in the rules',
    },
  )
}

const SPAN_PARTS: readonly (readonly [RegExp, DurationUnit])[] = [
  [/^(\d+(?:\.\d+)?)\s*(?:天|日|days?|d)\s*/i, 'days'],
  [/^(\d+(?:\.\d+)?)\s*(?:个?小时|时|hours?|hrs?|h)\s*/i, 'hours'],
  [/^(\d+(?:\.\d+)?)\s*(?:分钟|分|minutes?|mins?|m)\s*/i, 'minutes'],
  [/^(\d+(?:\.\d+)?)\s*(?:秒钟|秒|seconds?|secs?|s)\s*/i, 'seconds'],
]

/** Larger units before smaller ones, each once. `1:20` could be hours or minutes, and is none. */
function spanSeconds(text: string): number | undefined {
  const clock = /^(\d{1,4}):([0-5]\d):([0-5]\d)$/.exec(text)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  let rest = text
  let seconds = 0
  for (const [part, unit] of SPAN_PARTS) {
    const match = part.exec(rest)
    if (!match) continue
    seconds += Number(match[1]) * (secondsOf(unit) ?? 0)
    rest = rest.slice(match[0].length)
  }
  return rest === '' && text !== '' ? seconds : undefined
}

const YES = new Set(['是', '有', '对', '√', '✓', '✔', 'y', 'yes', 'true', '1'])
const NO = new Set(['否', '无', '错', '×', '✗', '✘', 'n', 'no', 'false', '0'])

function readYesNo(raw: unknown): Reading {
  const text = typeof raw === 'object' ? '' : String(raw).toLowerCase()
  if (YES.has(text)) return { value: true }
  if (NO.has(text)) return { value: false }
  return wrong(
    raw,
    { zh: '看不出是“是”还是“否”', en: 'is neither yes nor no' },
    { zh: '是 或 否（也可 √ × Y N true false 1 0）', en: 'yes or no (or √ × Y N true false 1 0)' },
  )
}

type Choices = NonNullable<Field['choices']>

const CHOICE_NAMES = new WeakMap<Choices, ReadonlyMap<string, string>>()

/** Ids by id and by title; an id goes before a title, and a title that two choices bear names neither. */
function choiceNames(choices: Choices): ReadonlyMap<string, string> {
  let names = CHOICE_NAMES.get(choices)
  if (!names) {
    const titles = new Map<string, Set<string>>()
    for (const [id, { zh, en }] of choices) {
      for (const title of [zh, en].map(plainName)) titles.set(title, (titles.get(title) ?? new Set()).add(id))
    }
    const single = [...titles].flatMap(([title, ids]) =>
      ids.size === 1 ? [...ids].map(id => [title, id] as const) : [],
    )
    names = new Map([...single, ...[...choices.keys()].map(id => [plainName(id), id] as const)])
    CHOICE_NAMES.set(choices, names)
  }
  return names
}

function plainName(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

/**
 * What each choice is to be called for it to be found again: its title, else its id where the title means others too; in a
 * list, where even the id may be several, a JSON list of one.
 */
export function choiceLabels({ type, choices = new Map() }: Field, language: Language): readonly string[] {
  const isFound = (label: string, id: string): boolean => {
    const plain = label.normalize('NFKC').trim()
    if (plain === '') return false
    if (type !== 'list') return choiceMeant(plain, choices) === id
    const parts = listParts(plain, knownChoices(choices))
    return parts !== 'several' && parts.length === 1 && choiceMeant(plain, choices) === id
  }
  return [...choices].map(
    ([id, title]) =>
      [title[language], id].find(label => isFound(label, id)) ?? (type === 'list' ? JSON.stringify([id]) : id),
  )
}

function choiceMeant(text: string, choices: Choices): string | undefined {
  return choices.has(text) ? text : choiceNames(choices).get(plainName(text))
}

function readChoice(raw: unknown, { choices = new Map() }: Field): Reading {
  const text = typeof raw === 'object' ? '' : String(raw)
  const id = choiceMeant(text, choices)
  if (id !== undefined) return { value: id }
  const meant = meantBy(text, choiceNames(choices))
  return wrong(
    raw,
    { zh: '不在选项之中', en: 'is not one of the choices' },
    withMeant(meant, {
      zh: [...choices.values()].map(title => title.zh).join('、'),
      en: [...choices].map(([key, title]) => title.en || key).join(', '),
    }),
  )
}

const MEANT = new WeakMap<ReadonlyMap<string, string>, Map<string, string | undefined>>()
/** Whoever mistakes more names than these mistook the column: no name is near, and a long file is not searched for each. */
const MOST_MEANT = 500

function meantBy(name: string, known: ReadonlyMap<string, string>): string | undefined {
  const found = MEANT.get(known) ?? new Map<string, string | undefined>()
  MEANT.set(known, found)
  if (!found.has(name) && found.size < MOST_MEANT) found.set(name, nearest(name, known.keys()))
  return found.get(name)
}

function withMeant(meant: string | undefined, { zh, en }: Message): Message {
  return meant === undefined
    ? { zh, en }
    : { zh: `${zh}（是不是“${meant}”？）`, en: `${en} (did you mean '${meant}'?)` }
}

/** A staff number; or a name that one person alone bears on the day of the record. */
function readPerson(raw: unknown, { people, names, on }: ValueContext): Reading {
  const id = typeof raw === 'number' ? String(raw) : raw
  if (typeof id !== 'string') {
    return wrong(
      raw,
      { zh: '不是工号', en: 'is no staff number' },
      { zh: '工号，如 0012', en: 'a staff number such as 0012' },
    )
  }
  if (!people || people.has(id)) return { value: id }
  const bearers = names?.get(id)
  if (bearers) return readName(id, bearers, on?.())
  const [, number = '', name = ''] = /^(\S+) +(.+)$/.exec(id) ?? []
  if (people.has(number)) return readBoth(number, name, names)
  return wrong(
    raw,
    { zh: '不在人员名册里', en: 'is not in the roster' },
    withMeant(paddedAlike(id, people), {
      zh: '名册里的工号，如 0012',
      en: 'a staff number of the roster, such as 0012',
    }),
  )
}

/** `0012 张三`, as entry sheets offer people: the number counts, and the name must be that of its bearer. */
function readBoth(number: string, name: string, names: ValueContext['names']): Reading {
  if (names?.get(name)?.some(({ person }) => person === number)) return { value: number }
  return wrong(
    `${number} ${name}`,
    { zh: '的工号和姓名在名册里不是同一个人', en: 'has a number and a name that are not one person in the roster' },
    { zh: '工号，如 0012', en: 'a staff number such as 0012' },
  )
}

function readName(name: string, bearers: readonly NameBearer[], day: Day | undefined): Reading {
  const then = bearers.filter(
    ({ from, to }) => day === undefined || ((from === undefined || from <= day) && (to === undefined || to >= day)),
  )
  const [person, ...others] = new Set(then.map(one => one.person))
  if (person !== undefined && others.length === 0) return { value: person }
  const all = [person, ...others].join('、')
  return wrong(
    name,
    person === undefined
      ? { zh: '那一天不在名册里', en: 'is in the roster, but not on that day' }
      : {
          zh: `在名册里不止一人（${all}）`,
          en: `is borne by several people of the roster (${all.replaceAll('、', ', ')})`,
        },
    { zh: '工号，如 0012', en: 'a staff number such as 0012' },
  )
}

/** The staff number that differs in leading zeros only: what a spreadsheet does to 0012. */
function paddedAlike(id: string, people: ReadonlySet<string>): string | undefined {
  if (!/^\d+$/.test(id)) return undefined
  const byBare = BARE.get(people) ?? Map.groupBy(people, withoutZeros)
  BARE.set(people, byBare)
  const [person, ...others] = byBare.get(withoutZeros(id)) ?? []
  return others.length === 0 ? person : undefined
}

const BARE = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, readonly string[]>>()

function withoutZeros(id: string): string {
  return id.replace(/^0+/, '')
}

function readPlace(raw: unknown, known: ReadonlyMap<string, string> | undefined, what: Message): Reading {
  const name = typeof raw === 'number' ? String(raw) : raw
  if (typeof name !== 'string') {
    return wrong(
      raw,
      { zh: `不是${what.zh}`, en: `is no ${what.en}` },
      { zh: `${what.zh}的编号或名称`, en: `the id or name of a ${what.en}` },
    )
  }
  const id = known ? known.get(name) : name
  if (id !== undefined) return { value: id }
  return wrong(
    raw,
    { zh: `不在${what.zh}表里`, en: `is not among the ${what.en}s` },
    withMeant(known && meantBy(name, known), {
      zh: `${what.zh}表里的编号或名称`,
      en: `an id or name from the list of ${what.en}s`,
    }),
  )
}

/** What says that there is nothing to list, which a blank cell does not. */
const NOTHING = new Set(['无', '没有', 'none'])

/** `a、b`, `a;b`, `a,b`, `a|b`, one a line, or a JSON list; `无` is a list of nothing, unless that is one of its choices. */
function readList(raw: unknown, field: Field, context: ValueContext): ValueReading {
  const item: Field = { ...field, type: field.item ?? 'text' }
  const known = knownItems(item, context)
  const isChoice = typeof raw === 'string' && item.type === 'choice' && known?.has(raw)
  if (typeof raw === 'string' && NOTHING.has(raw.toLowerCase()) && !isChoice) return { value: [] }
  const parts = partsOf(raw, known)
  if (parts === 'several') return wrong(raw, SEVERAL_WAYS, AS_IDS)
  const values: Scalar[] = []
  for (const part of parts) {
    const read = parseValue(item, part, context)
    if ('blank' in read) continue
    if ('reason' in read) return read
    if (typeof read.value === 'object') throw new Error(`the list '${field.name}' holds lists`)
    values.push(read.value)
  }
  return values.length === 0 ? BLANK : { value: values }
}

const SEVERAL_WAYS: Message = {
  zh: '可以是一项，也可以是几项：有的名称里就有分隔号',
  en: 'may be one or several: there are names that hold a separator',
}
const AS_IDS: Message = {
  zh: '分不清的写编号；仍分不清的写成 ["编号"]',
  en: 'ids in place of such names, or ["id"] where these too hold a separator',
}

function partsOf(raw: unknown, known: KnownParts | undefined): readonly unknown[] | 'several' {
  if (Array.isArray(raw)) return raw
  if (typeof raw !== 'string') return [raw]
  if (raw.startsWith('[') && raw.endsWith(']') && !known?.has(raw)) {
    const parsed = parseJson(raw)
    // Not JSON: brackets are part of the text.
    if ('value' in parsed && Array.isArray(parsed.value)) return parsed.value
  }
  return listParts(raw, known)
}

/** What a list may hold, where not just anything. */
function knownItems(item: Field, context: ValueContext): KnownParts | undefined {
  const of = (names: ReadonlyMap<string, unknown> | undefined): KnownParts | undefined =>
    names && { has: part => 'value' in parseValue(item, part, context), mostSeparators: separatorsIn(names) }
  switch (item.type) {
    case 'choice':
      return knownChoices(item.choices ?? new Map())
    case 'person':
      return of(context.names)
    case 'site':
      return of(context.sites)
    case 'unit':
      return of(context.units)
    default:
      return undefined
  }
}

function knownChoices(choices: Choices): KnownParts {
  return {
    has: part => choiceMeant(part, choices) !== undefined,
    mostSeparators: separatorsIn(choiceNames(choices)),
  }
}

const SEPARATORS_IN = new WeakMap<ReadonlyMap<string, unknown>, number>()

function separatorsIn(names: ReadonlyMap<string, unknown>): number {
  const known = SEPARATORS_IN.get(names)
  const most = known ?? mostSeparators(names.keys())
  if (known === undefined) SEPARATORS_IN.set(names, most)
  return most
}
