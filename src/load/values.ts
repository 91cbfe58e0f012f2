/** One raw cell in, the value as rules compare it out, or what was expected instead. */

import { secondsOf } from '../calendar/duration.ts'
import { nearest } from '../lib/nearest.ts'
import type { Zone } from '../model/calendar.ts'
import type { Field, FieldType } from '../model/event.ts'
import type { Language, Message } from '../model/message.ts'
import type { Spell } from '../model/people.ts'
import type { Day, DurationUnit, Scalar } from '../model/value.ts'
import { type Reading, wrong } from './reading.ts'
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
export function parseValue(field: Field, raw: unknown, context: ValueContext): ValueReading {
  if (raw === undefined || raw === null) return BLANK
  const plain = typeof raw === 'string' ? plainText(raw) : raw
  if (plain === '') return BLANK
  return field.type === 'list' ? readList(plain, field, context) : READERS[field.type](plain, field, context)
}

const BLANK = { blank: true } as const

/** In one width, without white space around it. Most cells of most files are plain already. */
function plainText(written: string): string {
  const raw = written.charCodeAt(0) === EQUALS ? unwrapped(written) : written
  for (let at = 0; at < raw.length; at++) if (raw.charCodeAt(at) > 0x7f) return raw.normalize('NFKC').trim()
  return raw.trim()
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

/** What each choice is to be called for it to be found again: its title, else its id where the title means others too. */
export function choiceLabels(choices: Choices, language: Language): readonly string[] {
  const names = choiceNames(choices)
  return [...choices].map(([id, title]) => (names.get(plainName(title[language])) === id ? title[language] : id))
}

function readChoice(raw: unknown, { choices = new Map() }: Field): Reading {
  const text = typeof raw === 'object' ? '' : String(raw)
  const names = choiceNames(choices)
  const id = choices.has(text) ? text : names.get(plainName(text))
  if (id !== undefined) return { value: id }
  const meant = nearest(text, names.keys())
  return wrong(
    raw,
    { zh: '不在选项之中', en: 'is not one of the choices' },
    withMeant(meant, {
      zh: [...choices.values()].map(title => title.zh).join('、'),
      en: [...choices].map(([key, title]) => title.en || key).join(', '),
    }),
  )
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
  const bare = id.replace(/^0+/, '')
  const alike = [...people].filter(one => one.replace(/^0+/, '') === bare)
  return alike.length === 1 ? alike[0] : undefined
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
    withMeant(nearest(name, known?.keys() ?? []), {
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
  if (typeof raw === 'string' && NOTHING.has(raw.toLowerCase()) && !isChoice(raw, field)) return { value: [] }
  const values: Scalar[] = []
  for (const part of listParts(raw)) {
    const read = parseValue(item, part, context)
    if ('blank' in read) continue
    if ('reason' in read) return read
    if (typeof read.value === 'object') throw new Error(`the list '${field.name}' holds lists`)
    values.push(read.value)
  }
  return values.length === 0 ? BLANK : { value: values }
}

function isChoice(raw: string, { choices }: Field): boolean {
  return [...(choices ?? [])].some(([id, title]) => id === raw || title.zh === raw || title.en === raw)
}

function listParts(raw: unknown): readonly unknown[] {
  if (Array.isArray(raw)) return raw
  if (typeof raw !== 'string') return [raw]
  if (raw.startsWith('[') && raw.endsWith(']')) {
    try {
      const parsed: unknown = JSON.parse(raw)
      if (Array.isArray(parsed)) return parsed
    } catch (error) {
      // Not JSON: brackets are part of the text.
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return raw.split(/[、;,|\n]/)
}
