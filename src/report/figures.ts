/** Numbers, dates and quantities in, their text in a language out: the same on every machine. */

import type { Language } from '../model/message.ts'
import type { Quantity } from '../model/value.ts'

const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }

/** `1,234.5`; with `decimals` always so many. */
export function numberText(value: number, language: Language, decimals?: number): string {
  return formatted(value, language, decimals ?? 0, decimals ?? 2)
}

/** What rounds to nought has no sign. */
function formatted(value: number, language: Language, least: number, most: number): string {
  const digits = { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: 'negative' } as const
  return new Intl.NumberFormat(LOCALES[language], digits).format(value).replace('-', '−')
}

/** `−2`, `0`, `+3.5`. */
export function signedText(value: number, language: Language): string {
  return `${value > 0 ? '+' : ''}${numberText(value, language)}`
}

/** Of `value` in a hundred. */
export function percentText(value: number, language: Language): string {
  return `${numberText(value, language)}%`
}

/** `2,700.00 CNY`. */
export function moneyText(value: number, currency: string, language: Language): string {
  return `${numberText(value, language, 2)} ${currency}`
}

/** `2024年9月30日`, `30 September 2024`, of a civil date `2024-09-30`. */
export function dateText(date: string, language: Language): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const options = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(LOCALES[language], options).format(Date.UTC(year, month - 1, day))
}

const UNITS: Readonly<Record<Language, Readonly<Record<Quantity['unit'], readonly [one: string, many: string]>>>> = {
  zh: {
    seconds: [' 秒', ' 秒'],
    minutes: [' 分钟', ' 分钟'],
    hours: [' 小时', ' 小时'],
    days: [' 天', ' 天'],
    weeks: [' 周', ' 周'],
    months: [' 个月', ' 个月'],
    times: [' 次', ' 次'],
    percent: ['%', '%'],
    points: [' 分', ' 分'],
    number: ['', ''],
  },
  en: {
    seconds: [' second', ' seconds'],
    minutes: [' minute', ' minutes'],
    hours: [' hour', ' hours'],
    days: [' day', ' days'],
    weeks: [' week', ' weeks'],
    months: [' month', ' months'],
    times: [' time', ' times'],
    percent: ['%', '%'],
    points: [' point', ' points'],
    number: ['', ''],
  },
}

/** `28.5 分钟`, `28.5 minutes`. */
export function quantityText(quantity: Quantity, language: Language): string {
  return withUnit(numberText(quantity.value, language), quantity, language)
}

/** What was measured beside its limit: with so many decimals that what is over does not look the same. */
export function measuredText(measured: Quantity, limit: Quantity | null, language: Language): string {
  const format = (value: number, decimals: number): string => formatted(value, language, 0, decimals)
  const isTold = (decimals: number): boolean =>
    limit?.unit !== measured.unit ||
    limit.value === measured.value ||
    format(limit.value, decimals) !== format(measured.value, decimals)
  const decimals = [2, 4, 6].find(isTold) ?? 6
  return withUnit(format(measured.value, decimals), measured, language)
}

function withUnit(text: string, { value, unit }: Quantity, language: Language): string {
  const [one, many] = UNITS[language][unit]
  return text + (value === 1 ? one : many)
}
