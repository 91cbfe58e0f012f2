/** Numbers, civil dates and spans of time in, as the readers of one language write them out; the same by every version of Node. */

import { exact, fixedText } from '../lib/exact.ts'
import type { Language } from '../model/message.ts'

export interface Figures {
  /** A text keeps the decimals that it has, so that what was rounded exactly stays so; a number has two at the most. */
  number(value: number | string): string
  /** `12.5%`, rounded half up from the exact share; a dash where there is nothing to share. */
  share(part: number, whole: number): string
  /** Of `2024-07-05`; whatever follows the date stays as it is. */
  day(civil: string): string
  duration(value: number, unit: DurationUnit): string
}

type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month'

/** Calendar and digits are named: neither the machine's settings nor the tables of a later release choose them. */
const LOCALES: Readonly<Record<Language, string>> = {
  zh: 'zh-Hans-CN-u-ca-gregory-nu-latn',
  en: 'en-GB-u-ca-gregory-nu-latn',
}

const MOST_DECIMALS = 2

export const FIGURES: Readonly<Record<Language, Figures>> = { zh: figuresIn('zh'), en: figuresIn('en') }

function figuresIn(language: Language): Figures {
  const locale = LOCALES[language]
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: MOST_DECIMALS })
  const civilDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const number: Figures['number'] = value => (typeof value === 'number' ? plain.format(value) : kept(locale, value))
  return {
    number,
    share: (part, whole) => (whole === 0 ? '–' : `${number(fixedText(exact(part).mul(100).div(exact(whole)), 1))}%`),
    day: civil =>
      civil.replace(/^(\d{4})-(\d{2})-(\d{2})/, (_, year, month, day) =>
        civilDay.format(Date.UTC(Number(year), Number(month) - 1, Number(day))),
      ),
    // `Intl.DurationFormat` is younger than the oldest Node that we run on.
    duration: (value, unit) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: language === 'zh' ? 'short' : 'long',
        maximumFractionDigits: MOST_DECIMALS,
      }).format(value),
  }
}

function kept(locale: string, decimal: string): string {
  const decimals = decimal.split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return format.format(decimal as Intl.StringNumericLiteral)
}
