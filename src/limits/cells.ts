/** A value of a rule in, the cell that shows it out; and the cell as somebody filled it in, read as a value of its kind. */

import { formatDuration, parseDuration } from '../calendar/duration.ts'
import { LENGTHS } from '../describe/slots.ts'
import type { Language, Message } from '../model/message.ts'
import type { Literal, RuleNumber } from './number.ts'

/** A cell as it was filled in, whatever program saved it. */
export interface FilledCell {
  readonly sheet: string
  /** `C17`. */
  readonly ref: string
  /** Both count from 1. */
  readonly row: number
  readonly column: number
  /** As `plainText` makes it; a number as it is stored. */
  readonly text: string
  readonly number?: number
  /** Where the cell is a date, or reads like one: `2025-09-01`. */
  readonly day?: string
  /** Stored as a date or time of day, not merely typed like one. */
  readonly isDate?: boolean
}

/** On one line, without what a terminal would obey. */
export function plainText(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}

/** Durations and lengths of slots in words of the language; numbers as numbers. */
export function shownValue(value: Literal, language: Language): Literal {
  if (typeof value === 'number') return value
  const duration = parseDuration(value)
  if (duration) return formatDuration(duration, language)
  return LENGTHS[value]?.[language] ?? value
}

export type ReadValue =
  | { readonly value: Literal }
  | { readonly blank: true }
  /** What was expected, with an example. */
  | { readonly expected: Message }

/** The value as rules write it; spelling and width of the letters do not matter. */
export function readValue(cell: FilledCell, { measure, entries }: Pick<RuleNumber, 'measure' | 'entries'>): ReadValue {
  if (cell.text === '') return { blank: true }
  switch (measure) {
    case 'duration':
      return readDuration(cell)
    case 'percent':
      return readPercent(cell, typeof entries.at(-1)?.value === 'number')
    case 'number':
      return readNumber(cell)
    case 'text':
      return readText(cell)
    case 'any':
      return readAny(cell)
  }
}

const DURATION: Message = { zh: '时长，如 20分钟、3个工作日', en: 'a duration such as 20 minutes, 3 working days' }
const PERCENT: Message = { zh: '百分比，如 25%', en: 'a percentage such as 25%' }
const NUMBER: Message = { zh: '数字，如 3 或 0.5', en: 'a number such as 3 or 0.5' }
const TEXT: Message = { zh: '文字，如 month、12:00', en: 'text such as month or 12:00' }

function readDuration(cell: FilledCell): ReadValue {
  const duration = cell.number === undefined ? parseDuration(cell.text) : undefined
  return duration ? { value: formatDuration(duration, 'en') } : { expected: DURATION }
}

function readPercent({ text, number, isDate }: FilledCell, asNumber: boolean): ReadValue {
  if (isDate) return { expected: PERCENT }
  const typed = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.normalize('NFKC'))?.[1]
  const percent = number === undefined ? (typed === undefined ? undefined : Number(typed)) : percentOf(number)
  if (percent === undefined || percent < 0) return { expected: PERCENT }
  return { value: asNumber ? percent : `${percent}%` }
}

/** A bare 0.25 may be meant in two ways; a bare 25 may not. */
function percentOf(number: number): number | undefined {
  return number > 1 || number === 0 ? number : undefined
}

function readNumber({ text, number, isDate }: FilledCell): ReadValue {
  if (isDate) return { expected: NUMBER }
  if (number !== undefined) return { value: number }
  const plain = text
    .normalize('NFKC')
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*[元分次个件人条]$/, '')
  const isGrouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
  const digits = isGrouped ? plain.replaceAll(',', '') : plain
  return /^-?\d+(\.\d+)?$/.test(digits) ? { value: Number(digits) } : { expected: NUMBER }
}

/** `每月` is `month`. */
function readText({ text, isDate }: FilledCell): ReadValue {
  if (isDate) return { expected: TEXT }
  const plain = text.normalize('NFKC')
  const length = Object.entries(LENGTHS).find(([, { zh, en }]) => zh === plain || en === plain.toLowerCase())
  return { value: length?.[0] ?? plain }
}

function readAny(cell: FilledCell): ReadValue {
  const readings = [readDuration(cell), readNumber(cell), readPercentTyped(cell), readText(cell)]
  return readings.find(reading => 'value' in reading) ?? { expected: NUMBER }
}

function readPercentTyped(cell: FilledCell): ReadValue {
  return /[%％]$/.test(cell.text) ? readPercent(cell, false) : { expected: PERCENT }
}

/** `3 days` and `3天`, `20%` and `20 %` are the same. */
export function isSame(one: Literal | null, other: Literal | null): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: Literal | null): string {
  if (typeof value !== 'string') return String(value)
  const duration = parseDuration(value)
  if (duration) return formatDuration(duration, 'en')
  return value
    .normalize('NFKC')
    .replace(/\s+%$/, '%')
    .replace(/^(\d+(?:\.\d+)?)%$/, '$1')
}
