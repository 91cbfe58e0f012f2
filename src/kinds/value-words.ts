/** Values of facts, read or as rules write them, in; the words for them out. */

import { formatDay } from '../calendar/day.ts'
import type { Fact } from '../conditions/contract.ts'
import { isMap } from '../lib/map.ts'
import type { Zone } from '../model/calendar.ts'
import type { Lens } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Value } from '../model/value.ts'
import { titleOf } from './list.ts'
import { clockText, joined, numberText, timeText } from './words.ts'

/** A value that was read; undefined: not known. */
export function valueWords(value: Value | undefined, fact: Fact, lens: Lens): Message | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'object')
    return joined(
      value.map(one => scalarWords(one, fact, lens)),
      '、',
      ', ',
    )
  return scalarWords(value, fact, lens)
}

function scalarWords(value: string | number | boolean, fact: Fact, lens: Lens): Message {
  const type = fact.type === 'list' ? (fact.item ?? 'text') : fact.type
  if (typeof value === 'boolean') return yesNo(value)
  if (typeof value === 'string') return titleOf(value, fact, lens)
  const text = numberWords(value, type, lens.scope.zone)
  return { zh: text, en: text }
}

function yesNo(value: boolean): Message {
  return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
}

function numberWords(value: number, type: Fact['type'], zone: Zone): string {
  if (type === 'date-time') return timeText(value, zone)
  if (type === 'date') return formatDay(value)
  return type === 'time' ? clockText(value) : numberText(value)
}

/** What the rule asks for, as written there; choices by their titles, people and places by name where a roster is at hand. */
export function literalWords(value: unknown, fact: Fact, lens?: Lens): Message {
  if (Array.isArray(value))
    return joined(
      value.map((one: unknown) => literalWords(one, fact, lens)),
      '、',
      ', ',
    )
  if (isMap(value)) {
    const parts = Object.entries(value).map(([one, count]) => ({
      member: titleOf(one, fact, lens),
      count: String(count),
    }))
    return {
      zh: parts.map(part => `${part.member.zh} ${part.count}`).join('、'),
      en: parts.map(part => `${part.member.en} ${part.count}`).join(', '),
    }
  }
  if (typeof value === 'boolean') return yesNo(value)
  return titleOf(typeof value === 'number' ? numberText(value) : String(value), fact, lens)
}
