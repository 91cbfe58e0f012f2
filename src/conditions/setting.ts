/** A number or duration as rules write it (plain, dated, or a parameter) in, a setting out. */

import { dateMeant, durationMeant } from '../calendar/as-meant.ts'
import { parseDay } from '../calendar/day.ts'
import { parseDuration } from '../calendar/duration.ts'
import { numberMeant } from '../lib/as-meant.ts'
import { isUnset } from '../lib/dated.ts'
import { asMeant, didYouMean } from '../lib/did-you-mean.ts'
import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { DatedEntry, Duration, Setting } from '../model/value.ts'
import type { Dictionary } from './contract.ts'

type SettingContext = Pick<Dictionary, 'complain' | 'parameters'>

/** How one plain value is read: the value, or what was expected instead. */
export interface SingleReader<T> {
  readonly expected: Message
  readonly code: 'wrong-value' | 'wrong-duration'
  read(source: unknown): T | undefined
  /** What was probably meant by a text that cannot be read. */
  meant?(text: string): string | undefined
}

export const NUMBER: SingleReader<number> = {
  expected: { zh: '数字', en: 'a number' },
  code: 'wrong-value',
  read: source => (typeof source === 'number' && Number.isFinite(source) ? source : undefined),
  meant: numberMeant,
}

/** `20%` or 20; the value is 20. */
export const PERCENT: SingleReader<number> = {
  expected: { zh: '百分比，如 20%', en: 'a percentage such as 20%' },
  code: 'wrong-value',
  read(source) {
    const match = typeof source === 'string' ? /^(\d+(?:\.\d+)?)\s*[%％]$/.exec(source.trim()) : undefined
    if (match) return Number(match[1])
    return typeof source === 'number' && Number.isFinite(source) ? source : undefined
  },
}

export const DURATION: SingleReader<Duration> = {
  expected: {
    zh: '时长，如 30 minutes、2 hours、3 working days、30分钟',
    en: 'a duration such as 30 minutes, 2 hours, 3 working days',
  },
  code: 'wrong-duration',
  read(source) {
    if (isMap(source) && typeof source.value === 'number' && typeof source.unit === 'string')
      return source as unknown as Duration
    return typeof source === 'string' ? parseDuration(source) : undefined
  },
  meant: durationMeant,
}

export function compileNumber(source: unknown, place: Place, context: SettingContext): Setting<number> | undefined {
  return compileSetting(source, place, NUMBER, context)
}

export function compilePercent(source: unknown, place: Place, context: SettingContext): Setting<number> | undefined {
  return compileSetting(source, place, PERCENT, context)
}

export function compileDuration(source: unknown, place: Place, context: SettingContext): Setting<Duration> | undefined {
  return compileSetting(source, place, DURATION, context)
}

/** Undefined has been complained about. */
export function compileSetting<T>(
  source: unknown,
  place: Place,
  reader: SingleReader<T>,
  context: SettingContext,
): Setting<T> | undefined {
  if (isMap(source) && 'parameter' in source)
    return fromParameter(source.parameter, place.at('parameter'), reader, context)
  const dated = readDated(source, place, reader, context)
  return dated && { dated }
}

/** A plain value, or a map from the day each comes into force. */
export function readDated<T>(
  source: unknown,
  place: Place,
  reader: SingleReader<T>,
  context: Pick<Dictionary, 'complain'>,
): readonly DatedEntry<T>[] | undefined {
  if (!isMap(source)) {
    const value = reader.read(source)
    if (value !== undefined) return [{ from: Number.NEGATIVE_INFINITY, value }]
    complainOf(source, place, reader, context)
    return undefined
  }
  const entries: DatedEntry<T>[] = []
  let isWhole = true
  for (const [key, one] of Object.entries(source)) {
    const from = parseDay(key)
    const value = one === null ? null : reader.read(one)
    if (from === undefined) {
      isWhole = false
      context.complain(
        'wrong-date',
        place.at(key),
        { zh: `“${key}”不是日期，应写成 2025-09-01`, en: `'${key}' is no date; write 2025-09-01` },
        { part: 'key', ...asMeant(dateMeant(key)) },
      )
    } else if (value === undefined) {
      isWhole = false
      complainOf(one, place.at(key), reader, context)
    } else {
      const last = entries.at(-1)
      if (last && last.from >= from) {
        isWhole = false
        context.complain(
          'dated-order',
          place.at(key),
          {
            zh: `${key} 应排在前面的日期之后：按生效日期从早到晚写`,
            en: `${key} must come after the dates above: write them from the earliest to the latest`,
          },
          { part: 'key' },
        )
      }
      entries.push({ from, value })
    }
  }
  if (entries.length === 0 && isWhole) {
    isWhole = false
    complainOf(source, place, reader, context)
  }
  return isWhole ? entries : undefined
}

function complainOf<T>(
  source: unknown,
  place: Place,
  reader: SingleReader<T>,
  { complain }: Pick<Dictionary, 'complain'>,
): void {
  const said = typeof source === 'string' ? source : (JSON.stringify(source) ?? '')
  const message = {
    zh: `“${said}”不合适，这里应为${reader.expected.zh}`,
    en: `'${said}' does not fit: ${reader.expected.en} is expected here`,
  }
  complain(reader.code, place, message, typeof source === 'string' ? asMeant(reader.meant?.(source)) : {})
}

function fromParameter<T>(
  name: unknown,
  place: Place,
  reader: SingleReader<T>,
  context: SettingContext,
): Setting<T> | undefined {
  const parameter = typeof name === 'string' ? context.parameters.get(name) : undefined
  if (typeof name !== 'string' || !parameter) {
    const meant = nearest(String(name), context.parameters.keys())
    context.complain(
      'unknown-parameter',
      place,
      { zh: `没有参数“${String(name)}”`, en: `There is no parameter '${String(name)}'` },
      didYouMean(meant),
    )
    return undefined
  }
  const { setting } = parameter
  if (isUnset(setting)) return { parameter: name, dated: [] }
  const turned = (entries: readonly DatedEntry<unknown>[]) =>
    entries.map(({ from, value }) => ({ from, value: value === null ? null : reader.read(value) }))
  const all = [...turned(setting.dated), ...Object.values(setting.bySite ?? {}).flatMap(turned)]
  if (all.some(entry => entry.value === undefined)) {
    context.complain('value-type', place, {
      zh: `参数“${name}”的值不合适，这里应为${reader.expected.zh}`,
      en: `The value of parameter '${name}' does not fit: ${reader.expected.en} is expected here`,
    })
    return undefined
  }
  return {
    parameter: name,
    dated: turned(setting.dated) as readonly DatedEntry<T>[],
    ...(setting.bySite
      ? {
          bySite: Object.fromEntries(
            Object.entries(setting.bySite).map(([site, dated]) => [site, turned(dated) as readonly DatedEntry<T>[]]),
          ),
        }
      : {}),
  }
}
