/** One raw cell in, the value as rules compare it out, or what was expected instead. */

import { dayOf, parseDay } from '../calendar/day.ts'
import type { Zone } from '../model/calendar.ts'
import type { Field, FieldType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Day, Scalar, TimeOfDay, Value } from '../model/value.ts'

export interface ValueContext {
  readonly zone: Zone
  /** Staff numbers that the roster knows at any time; absent: any is accepted (while the roster itself is read). */
  readonly people?: ReadonlySet<string>
  /** Ids by id and by name; absent: any name is accepted. */
  readonly sites?: ReadonlyMap<string, string>
  readonly units?: ReadonlyMap<string, string>
}

export type ValueReading =
  | { readonly value: Value; readonly grain?: number }
  | { readonly blank: true }
  | { readonly reason: Message; readonly expected: Message }

type Reading = Exclude<ValueReading, { readonly blank: true }>

const MINUTE = 60
const DAY = 86_400

/** Blank cells (empty, white space, null) are told apart from wrong ones. */
export function parseValue(field: Field, raw: unknown, context: ValueContext): ValueReading {
  if (raw === undefined || raw === null) return { blank: true }
  const text = typeof raw === 'string' ? raw.normalize('NFKC').trim() : raw
  if (text === '' || (Array.isArray(text) && text.length === 0)) return { blank: true }
  return READERS[field.type](text, field, context)
}

type Reader = (raw: unknown, field: Field, context: ValueContext) => Reading

const READERS: Readonly<Record<FieldType, Reader>> = {
  text: (raw, field) => textReading(raw, field),
  record: (raw, field) => textReading(raw, field),
  number: raw => numberReading(raw),
  'date-time': (raw, _, { zone }) => dateTimeReading(raw, zone),
  date: raw => dateReading(raw),
  time: raw => timeReading(raw),
  'yes-no': raw => yesNoReading(raw),
  choice: (raw, field) => choiceReading(raw, field),
  person: (raw, _, { people }) => personReading(raw, people),
  site: (raw, _, { sites }) => placeReading(raw, sites, { zh: '地点', en: 'site' }),
  unit: (raw, _, { units }) => placeReading(raw, units, { zh: '部门', en: 'unit' }),
  list: (raw, field, context) => listReading(raw, field, context),
}

function wrong(raw: unknown, what: Message, expected: Message): Reading {
  const said = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '')
  return { reason: { zh: `“${said}”${what.zh}`, en: `'${said}' ${what.en}` }, expected }
}

function textReading(raw: unknown, field: Field): Reading {
  if (typeof raw === 'string') {
    if (/^\d+(\.\d+)?E\+\d+$/i.test(raw)) {
      return wrong(raw, { zh: '像是被电子表格改坏的编号', en: 'looks like a number that a spreadsheet has damaged' }, { zh: '请把该列设为“文本”后重新导出，如 440000000000000001', en: 'format the column as text and export again, for instance 440000000000000001' })
    }
    return { value: raw }
  }
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) return { value: String(raw) }
  if (typeof raw === 'boolean' && field.type === 'text') return { value: String(raw) }
  return wrong(raw, { zh: '不是文字', en: 'is no text' }, { zh: '文字，如 R-0012', en: 'text such as R-0012' })
}

function numberReading(raw: unknown): Reading {
  if (typeof raw === 'number' && Number.isFinite(raw)) return { value: raw }
  const text = typeof raw === 'string' ? raw.replace(/^([+-]?\d{1,3})((?:,\d{3})+)(?=\.|$)/, (_, head: string, tail: string) => head + tail.replaceAll(',', '')) : ''
  const percent = /^([+-]?\d+(?:\.\d+)?)%$/.exec(text)
  if (percent) return { value: Number(percent[1]) }
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return { value: Number(text) }
  return wrong(raw, { zh: '不是数字', en: 'is no number' }, { zh: '数字，如 12 或 1,234.5', en: 'a number such as 12 or 1,234.5' })
}

const DATE_EXPECTED: Message = { zh: '日期，如 2024-03-05 或 2024年3月5日', en: 'a date such as 2024-03-05' }
const DATE_TIME_EXPECTED: Message = { zh: '日期和时间，如 2024-03-05 14:30', en: 'a date and time such as 2024-03-05 14:30' }
const TIME_EXPECTED: Message = { zh: '时刻，如 08:30', en: 'a time of day such as 08:30' }

const DATE_FORMS = [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/, /^(\d{4})年(\d{1,2})月(\d{1,2})日$/, /^(\d{4})(\d{2})(\d{2})$/]

/** Undefined: not a date, or one that does not exist. */
function civilDay(text: string): Day | undefined {
  for (const form of DATE_FORMS) {
    const match = form.exec(text)
    if (match) return dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
  }
  return undefined
}

function dateReading(raw: unknown): Reading {
  const text = typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : ''
  const day = civilDay(text)
  if (day !== undefined) return { value: day }
  return wrong(raw, isAmbiguous(text) ? AMBIGUOUS : { zh: '不是存在的日期', en: 'is no date that exists' }, DATE_EXPECTED)
}

const AMBIGUOUS: Message = { zh: '的年月日次序不明，不能猜', en: 'could be read in several ways and is not guessed' }

function isAmbiguous(text: string): boolean {
  return /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(text)
}

interface TimeReading {
  readonly time: TimeOfDay
  readonly grain: number
}

/** `14:30`, `14:30:05`, `下午2:30`, `2:30 PM`. */
function timeOf(text: string): TimeReading | undefined {
  const match = /^(上午|下午|中午|凌晨|晚上)?\s*(\d{1,2})(?::|点|时)(\d{1,2})(?:(?::|分)(\d{1,2})(?:\.\d+)?秒?|分)?\s*(AM|PM)?$/i.exec(text)
  if (!match) return undefined
  const [, chinese, hourText, minuteText, secondText, english] = match
  const isAfternoon = chinese === '下午' || chinese === '晚上' || english?.toUpperCase() === 'PM'
  const isMorning = chinese === '上午' || chinese === '凌晨' || english?.toUpperCase() === 'AM'
  let hour = Number(hourText)
  if ((isAfternoon || isMorning) && hour > 12) return undefined
  if (isAfternoon && hour < 12) hour += 12
  if (isMorning && hour === 12) hour = 0
  const [minute, second] = [Number(minuteText), Number(secondText ?? 0)]
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return undefined
  return { time: hour * 3600 + minute * 60 + second, grain: secondText === undefined ? MINUTE : 1 }
}

function timeReading(raw: unknown): Reading {
  const read = typeof raw === 'string' ? timeOf(raw) : undefined
  return read ? withGrain(read.time, read.grain) : wrong(raw, { zh: '不是时刻', en: 'is no time of day' }, TIME_EXPECTED)
}

function dateTimeReading(raw: unknown, zone: Zone): Reading {
  const text = typeof raw === 'string' ? raw : ''
  const offset = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})$/.exec(text)
  if (offset) return withOffset(raw, offset)
  const split = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|\d{8})[T\s]*(\S.*)?$/.exec(text)
  const day = split ? civilDay(split[1] ?? '') : undefined
  if (day === undefined) return wrong(raw, isAmbiguous(text) ? AMBIGUOUS : { zh: '不是存在的日期时间', en: 'is no date and time that exists' }, DATE_TIME_EXPECTED)
  const time = split?.[2] === undefined ? undefined : timeOf(split[2])
  if (!time) return wrong(raw, split?.[2] === undefined ? { zh: '只有日期，没有时间', en: 'has a date but no time' } : { zh: '的时间写法不对', en: 'has a time that cannot be read' }, DATE_TIME_EXPECTED)
  const instant = zone.instantOf(day + (time.time === DAY ? 1 : 0), time.time % DAY)
  if (instant === undefined) {
    return wrong(raw, { zh: `在 ${zone.name} 不存在（夏令时跳过了这一小时）`, en: `does not exist in ${zone.name} (the hour that summer time skips)` }, DATE_TIME_EXPECTED)
  }
  return withGrain(instant, time.grain)
}

function withOffset(raw: unknown, match: RegExpExecArray): Reading {
  const [, date = '', clock = '', zone = 'Z'] = match
  const day = parseDay(date)
  const time = timeOf(clock)
  if (day === undefined || !time) return wrong(raw, { zh: '不是存在的日期时间', en: 'is no date and time that exists' }, DATE_TIME_EXPECTED)
  const minutes = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  const seconds = (zone.startsWith('-') ? -minutes : minutes) * 60
  return withGrain(day * DAY + time.time - seconds, time.grain)
}

function withGrain(value: number, grain: number): Reading {
  return grain > 1 ? { value, grain } : { value }
}

const YES = new Set(['是', '有', '√', '✓', 'y', 'yes', 'true', '1', '对', '合格'])
const NO = new Set(['否', '无', '×', '✗', 'x', 'n', 'no', 'false', '0', '错', '不合格'])

function yesNoReading(raw: unknown): Reading {
  if (typeof raw === 'boolean') return { value: raw }
  const text = String(raw).toLowerCase()
  if (YES.has(text)) return { value: true }
  if (NO.has(text)) return { value: false }
  return wrong(raw, { zh: '看不出是“是”还是“否”', en: 'is neither yes nor no' }, { zh: '是 或 否（也可 √ × Y N true false 1 0）', en: 'yes or no (or √ × Y N true false 1 0)' })
}

function choiceReading(raw: unknown, { choices }: Field): Reading {
  const text = typeof raw === 'string' ? raw : String(raw)
  if (!choices || choices.has(text)) return { value: text }
  const byTitle = [...choices].find(([, title]) => title.zh.normalize('NFKC') === text || title.en.normalize('NFKC').toLowerCase() === text.toLowerCase())
  if (byTitle) return { value: byTitle[0] }
  return wrong(raw, { zh: '不在选项之中', en: 'is not one of the choices' }, {
    zh: [...choices.values()].map(title => title.zh).join('、'),
    en: [...choices].map(([id, title]) => title.en || id).join(', '),
  })
}

function personReading(raw: unknown, people: ReadonlySet<string> | undefined): Reading {
  const id = typeof raw === 'number' ? String(raw) : raw
  if (typeof id !== 'string') return wrong(raw, { zh: '不是工号', en: 'is no staff number' }, { zh: '工号，如 0012', en: 'a staff number such as 0012' })
  if (!people || people.has(id)) return { value: id }
  return wrong(raw, { zh: '不在人员名册里', en: 'is not in the roster' }, { zh: '名册里的工号，如 0012（注意前面的 0）', en: 'a staff number of the roster such as 0012 (mind leading zeros)' })
}

function placeReading(raw: unknown, known: ReadonlyMap<string, string> | undefined, what: Message): Reading {
  const name = typeof raw === 'number' ? String(raw) : raw
  if (typeof name !== 'string') return wrong(raw, { zh: `不是${what.zh}`, en: `is no ${what.en}` }, { zh: `${what.zh}的编号或名称`, en: `the id or name of a ${what.en}` })
  const id = known ? known.get(name) : name
  if (id !== undefined) return { value: id }
  return wrong(raw, { zh: `不在${what.zh}表里`, en: `is not among the ${what.en}s` }, { zh: `${what.zh}表里的编号或名称`, en: `an id or name from the list of ${what.en}s` })
}

function listReading(raw: unknown, field: Field, context: ValueContext): Reading {
  const parts: readonly unknown[] = Array.isArray(raw) ? raw : String(raw).split(/[、;,|]/)
  const item: Field = { ...field, type: field.item ?? 'text' }
  const values: Scalar[] = []
  for (const part of parts) {
    const read = parseValue(item, part, context)
    if ('blank' in read) continue
    if ('reason' in read) return read
    if (typeof read.value === 'object') return wrong(part, { zh: '是列表中的列表', en: 'is a list inside a list' }, { zh: '用 、 分开的几个值', en: 'values separated by ;' })
    values.push(read.value)
  }
  return { value: values }
}
