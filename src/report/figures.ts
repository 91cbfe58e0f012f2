/** Numbers, shares, civil dates and quantities in, as the readers of a language write them out; the same by every version of Node. */

import { exact, fixedText } from '../lib/exact.ts'
import type { Language } from '../model/message.ts'
import type { Quantity } from '../model/value.ts'

/** Calendar and digits are named: neither the machine's settings nor the tables of a later release choose them. */
const LOCALES: Readonly<Record<Language, string>> = {
  zh: 'zh-Hans-CN-u-ca-gregory-nu-latn',
  en: 'en-GB-u-ca-gregory-nu-latn',
}

/** `1,234.5`, to two decimals; with `decimals` always so many. */
export function numberText(value: number, language: Language, decimals?: number): string {
  return formatted(value, language, decimals ?? 0, decimals ?? 2)
}

/** A text keeps the decimals that it has, so that what was rounded exactly stays so. */
export function decimalText(decimal: string, language: Language): string {
  const decimals = decimal.split('.')[1]?.length ?? 0
  return formatted(decimal as Intl.StringNumericLiteral, language, decimals, decimals)
}

/** What rounds to nought has no sign. */
function formatted(value: number | Intl.StringNumericLiteral, language: Language, least: number, most: number): string {
  return numberFormat(language, least, most).format(value).replace('-', '−')
}

/** Making one costs a hundred times what using it does. */
const formats = new Map<string, Intl.NumberFormat[]>()
/** More than `Intl` takes. */
const MOST_DECIMALS = 101

function numberFormat(language: Language, least: number, most: number, unit?: string): Intl.NumberFormat {
  const key = unit === undefined ? language : `${language} ${unit}`
  const own = formats.get(key) ?? []
  formats.set(key, own)
  const at = least * MOST_DECIMALS + most
  const known = own[at]
  if (known) return known
  const digits = { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: 'negative' } as const
  const unitDisplay = language === 'zh' ? 'short' : 'long'
  const style = unit === undefined ? {} : ({ style: 'unit', unit, unitDisplay } as const)
  const made = new Intl.NumberFormat(LOCALES[language], { ...digits, ...style })
  own[at] = made
  return made
}

/** `−2`, `0`, `+3.5`. */
export function signedText(value: number, language: Language): string {
  return `${value > 0 ? '+' : ''}${numberText(value, language)}`
}

/** Of `value` in a hundred. */
export function percentText(value: number, language: Language): string {
  return `${numberText(value, language)}%`
}

/** `12.5%`, rounded half up from the exact share; a dash where there is nothing to share. */
export function shareText(part: number, whole: number, language: Language): string {
  return whole === 0 ? '–' : `${decimalText(fixedText(exact(part).mul(100).div(exact(whole)), 1), language)}%`
}

/** `2,700.00 CNY`. */
export function moneyText(value: number, currency: string, language: Language): string {
  return `${numberText(value, language, 2)} ${currency}`
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** `2024年9月30日`, `30 September 2024`, of a civil date `2024-09-30`; what follows the date stays as it is. */
export function dateText(date: string, language: Language): string {
  return date.replace(/^(\d{4})-(0[1-9]|1[0-2])-(\d{2})/, (_, ...parts) => {
    const [year, month, day] = parts.map(Number)
    return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[Number(month) - 1]} ${year}`
  })
}

/** Units of time that `Intl` knows. */
const TIMES = {
  seconds: 'second',
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
} as const

const COUNTS: Readonly<
  Record<
    Language,
    Readonly<Record<Exclude<Quantity['unit'], keyof typeof TIMES>, readonly [one: string, many: string]>>
  >
> = {
  zh: { times: [' 次', ' 次'], percent: ['%', '%'], points: [' 分', ' 分'], number: ['', ''] },
  en: { times: [' time', ' times'], percent: ['%', '%'], points: [' point', ' points'], number: ['', ''] },
}

/** `28.5分钟`, `28.5 minutes`. */
export function quantityText(quantity: Quantity, language: Language): string {
  return withUnit(quantity, language, 2)
}

/** What was measured beside its limit: with so many decimals that what is over does not look the same. */
export function measuredText(measured: Quantity, limit: Quantity | null, language: Language): string {
  const format = (value: number, decimals: number): string => formatted(value, language, 0, decimals)
  const isTold = (decimals: number): boolean =>
    limit?.unit !== measured.unit ||
    limit.value === measured.value ||
    Math.abs(limit.value - measured.value) > ALWAYS_TOLD ||
    format(limit.value, decimals) !== format(measured.value, decimals)
  const decimals = [2, 4, 6].find(isTold) ?? 6
  return withUnit(measured, language, decimals)
}

/** What lies further apart looks different to two decimals already. */
const ALWAYS_TOLD = 0.02

function withUnit({ value, unit }: Quantity, language: Language, most: number): string {
  if (isTime(unit)) return numberFormat(language, 0, most, TIMES[unit]).format(value).replace('-', '−')
  const [one, many] = COUNTS[language][unit]
  return formatted(value, language, 0, most) + (value === 1 ? one : many)
}

function isTime(unit: Quantity['unit']): unit is keyof typeof TIMES {
  return unit in TIMES
}
