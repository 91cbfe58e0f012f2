/** A standard as written in, its numbers that change with time or rest on a parameter out, each with its history. */

import { formatDay, parseDay } from '../calendar/day.ts'
import type { Language } from '../conditions/contract.ts'
import type { Source } from '../kinds/reader.ts'
import { plain } from '../kinds/words.ts'
import { isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { RuleValue } from '../model/rulebook.ts'
import type { Setting } from '../model/value.ts'
import { asDuration, asNumber, asPercent } from './settings.ts'
import { LENGTHS } from './slots.ts'

const KEYS: Readonly<Record<string, Message>> = {
  within: { zh: '时限', en: 'Limit' },
  between: { zh: '时限', en: 'Limit' },
  'at-least-before': { zh: '至少提前', en: 'Ahead at least' },
  grace: { zh: '宽限', en: 'Grace' },
  'at-least': { zh: '至少', en: 'At least' },
  'at-most': { zh: '至多', en: 'At most' },
  covers: { zh: '覆盖', en: 'Covers' },
  points: { zh: '分值', en: 'Points' },
  minimum: { zh: '最少', en: 'Minimum' },
  trim: { zh: '去极值', en: 'Trim' },
  weights: { zh: '权重', en: 'Weight' },
  every: { zh: '周期', en: 'How often' },
  hours: { zh: '时间', en: 'Hours' },
  value: { zh: '比较值', en: 'Compared with' },
  calendar: { zh: '日历', en: 'Calendar' },
}

/** In the order written; plain numbers, which never changed, are left to the words of the rule. */
export function valuesOf(source: Source, { dictionary }: Language): readonly RuleValue[] {
  const found: RuleValue[] = []
  const seen = new Set<string>()
  const visit = (one: unknown, key: string): void => {
    if (Array.isArray(one)) for (const part of one) visit(part, key)
    if (!isMap(one)) return
    const keys = Object.keys(one)
    if (typeof one.parameter === 'string') {
      const parameter = dictionary.parameters.get(one.parameter)
      if (!parameter || seen.has(parameter.id)) return
      seen.add(parameter.id)
      found.push({
        title: parameter.title,
        parameter: parameter.id,
        entries: entriesOf(parameter.setting),
        clauses: parameter.clauses,
      })
    } else if (keys.length > 0 && keys.every(day => parseDay(day) !== undefined)) {
      const entries = keys.map(from => ({ from, value: one[from] === null ? null : shown(one[from]) }))
      found.push({ title: KEYS[key] ?? plain(key), entries, clauses: [] })
    } else for (const [name, part] of Object.entries(one)) visit(part, KEYS[name] ? name : key)
  }
  for (const [key, one] of Object.entries(source)) visit(one, key)
  return found
}

function entriesOf({ dated, bySite }: Setting<unknown>): RuleValue['entries'] {
  const own = dated.map(({ from, value }) => ({
    from: Number.isFinite(from) ? formatDay(from) : null,
    value: value === null ? null : shown(value),
  }))
  const sites = Object.entries(bySite ?? {}).flatMap(([site, values]) =>
    values.map(({ from, value }) => ({
      from: Number.isFinite(from) ? formatDay(from) : null,
      value: value === null ? null : shown(value),
      site,
    })),
  )
  return [...own, ...sites]
}

function shown(value: unknown): Message {
  const length = typeof value === 'string' ? LENGTHS[value] : undefined
  if (length) return length
  if (isMap(value) || (typeof value === 'string' && !/%$/.test(value))) return asDuration(value)
  return typeof value === 'string' ? asPercent(value) : asNumber(value)
}
