/** A value as written in a rule, in; the value as records hold it, out: dates parsed, Chinese titles turned into ids. */

import { dateMeant } from '../calendar/as-meant.ts'
import { parseDay } from '../calendar/day.ts'
import { parseTimeOfDay } from '../calendar/hours.ts'
import { numberMeant, yesNoMeant } from '../lib/as-meant.ts'
import { asMeant, didYouMean } from '../lib/did-you-mean.ts'
import { nearest } from '../lib/nearest.ts'
import type { FieldType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { Scalar } from '../model/value.ts'
import type { Dictionary, Fact } from './contract.ts'

export type Typed = Pick<Fact, 'type' | 'choices'> & { readonly name?: string }

export const TYPE_NAMES: Readonly<Record<FieldType, Message>> = {
  text: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  'date-time': { zh: '日期时间（2024-03-05 14:30）', en: 'a date and time (2024-03-05 14:30)' },
  date: { zh: '日期（2024-03-05）', en: 'a date (2024-03-05)' },
  time: { zh: '时刻（08:30）', en: 'a time of day (08:30)' },
  'yes-no': { zh: 'true 或 false', en: 'true or false' },
  choice: { zh: '选项', en: 'a choice' },
  person: { zh: '工号', en: 'a staff number' },
  site: { zh: '地点编号', en: 'a site' },
  unit: { zh: '部门编号', en: 'a unit' },
  list: { zh: '列表', en: 'a list' },
  record: { zh: '记录编号', en: "a record's id" },
}

/** Undefined has been complained about. */
export function readLiteral(source: unknown, typed: Typed, place: Place, dictionary: Dictionary): Scalar | undefined {
  const value = literalValue(source, typed, dictionary)
  if (typed.choices && typeof value === 'string' && value !== source) dictionary.meant?.(place, value)
  if (value !== undefined) return value
  const { complain } = dictionary
  if (typed.choices && typeof source === 'string') {
    const known = [...typed.choices.keys()]
    const meant = nearest(source, [...known, ...[...typed.choices.values()].flatMap(title => [title.zh, title.en])])
    complain(
      'unknown-choice',
      place,
      {
        zh: `“${source}”不在选项之中，可用：${known.join('、')}`,
        en: `'${source}' is not one of the choices: ${known.join(', ')}`,
      },
      didYouMean(severalMeant(source, typed, dictionary) ?? meant),
    )
    return undefined
  }
  const said = JSON.stringify(source) ?? 'null'
  const expected = TYPE_NAMES[typed.type]
  const message = {
    zh: `${said} 不合适，这里应为${expected.zh}`,
    en: `${said} does not fit: ${expected.en} is expected here`,
  }
  complain('value-type', place, message, typeof source === 'string' ? asMeant(meantAs(source, typed)) : {})
  return undefined
}

function meantAs(source: string, { type }: Typed): string | undefined {
  if (type === 'number') return numberMeant(source)
  if (type === 'yes-no') return yesNoMeant(source)
  return type === 'date' ? dateMeant(source) : undefined
}

/** `minor、major` for [minor, major]. */
function severalMeant(source: string, typed: Typed, dictionary: Dictionary): string | undefined {
  const parts = source.split(/[、，;；/]|或/).map(part => part.trim())
  const read = parts.map(part => literalValue(part, typed, dictionary))
  return parts.length > 1 && read.every(one => typeof one === 'string' && typed.choices?.has(one))
    ? `[${read.join(', ')}]`
    : undefined
}

function literalValue(source: unknown, typed: Typed, dictionary: Dictionary): Scalar | undefined {
  switch (typed.type) {
    case 'number':
      return typeof source === 'number' && Number.isFinite(source) ? source : undefined
    case 'yes-no':
      return typeof source === 'boolean' ? source : undefined
    case 'date':
      return typeof source === 'string' ? parseDay(source) : undefined
    case 'time':
      return typeof source === 'string' ? parseTimeOfDay(source) : undefined
    case 'date-time':
      return typeof source === 'string' ? parseDateTime(source, dictionary) : undefined
    case 'choice':
      return typeof source === 'string' ? choiceOf(source, typed.choices) : undefined
    case 'list':
      return undefined
    default:
      if (typed.choices) return typeof source === 'string' ? choiceOf(source, typed.choices) : undefined
      return typeof source === 'string' ? source.normalize('NFKC').trim() : undefined
  }
}

/** By id, or by title in either language. */
function choiceOf(source: string, choices: Typed['choices']): string | undefined {
  const plain = source.normalize('NFKC').trim()
  if (!choices || choices.has(plain)) return plain
  return [...choices].find(
    ([, title]) => title.zh.normalize('NFKC') === plain || title.en.normalize('NFKC') === plain,
  )?.[0]
}

function parseDateTime(source: string, { zone }: Dictionary): number | undefined {
  const [date = '', time = '00:00', ...more] = source.trim().split(/[T ]/)
  const day = parseDay(date)
  const seconds = parseTimeOfDay(time)
  if (day === undefined || seconds === undefined || more.length > 0) return undefined
  return zone.instantOf(day, seconds)
}
