/** A number that a spreadsheet stores for a date or a time, with its format, in; the civil text that it means out. */

const DAY_SECONDS = 86_400
/** Whole days from 1970-01-01 back to the day before serial 1, in either system. */
const EPOCH_1900 = -25_569
const EPOCH_1904 = -24_107

export interface DateFormat {
  readonly hasDate: boolean
  readonly hasTime: boolean
  readonly hasSeconds: boolean
  /** `[h]:mm`: hours go on counting beyond 24. */
  readonly isElapsed: boolean
}

/** Undefined where the format makes no date or time of a number. */
export function dateFormat(code: string): DateFormat | undefined {
  const isElapsed = /\[(h+|m+|s+)\]/i.test(code)
  const plain = code
    .split(';')[0]
    ?.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase()
    .replaceAll(/am\/pm|a\/p|上午\/下午/g, 'h')
  if (
    plain === undefined ||
    plain === 'general' ||
    !/[ymdhs]/.test(plain) ||
    /[0#?]/.test(plain.replaceAll(/[.,]0+/g, ''))
  )
    return undefined
  const hasTime = /[hs]/.test(plain)
  // A month is an `m` that is no minute: it does not follow hours and does not stand before seconds.
  const months = plain.replaceAll(/h+\]?[^ymdhs]*m+/g, '').replaceAll(/m+[^ymdhs]*\[?s+/g, '')
  return {
    hasDate: /[yd]/.test(plain) || (/m/.test(months) && !isElapsed),
    hasTime,
    hasSeconds: /s/.test(plain),
    isElapsed,
  }
}

/** The formats that have a number instead of a code, as far as they make dates and times. */
export function builtInFormat(id: number): DateFormat | undefined {
  const of = (hasDate: boolean, hasTime: boolean, hasSeconds = false, isElapsed = false): DateFormat => ({
    hasDate,
    hasTime,
    hasSeconds,
    isElapsed,
  })
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return of(true, false)
  if (id === 18 || id === 20 || id === 32 || id === 34 || id === 55) return of(false, true)
  if (id === 19 || id === 21 || id === 33 || id === 35 || id === 45 || id === 47 || id === 56)
    return of(false, true, true)
  if (id === 22) return of(true, true)
  return id === 46 ? of(false, true, true, true) : undefined
}

/**
 * `2024-03-05`, `2024-03-05 14:30`, `14:30`, `26:30` (elapsed). What the format hides is told where it is there: a time
 * behind a date, seconds behind minutes. Undefined: no such day (the 29th of February 1900, negative numbers).
 */
export function serialText(serial: number, format: DateFormat, is1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0) return undefined
  const seconds = Math.round(serial * DAY_SECONDS)
  if (format.isElapsed) return clock(seconds, format.hasSeconds)
  const days = Math.floor(seconds / DAY_SECONDS)
  const rest = seconds - days * DAY_SECONDS
  if (days === 0 && !format.hasDate) return clock(rest, format.hasSeconds)
  const date = dateText(days, is1904)
  if (date === undefined) return undefined
  return rest > 0 || format.hasTime ? `${date} ${clock(rest, format.hasSeconds)}` : date
}

function clock(seconds: number, hasSeconds: boolean): string {
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(hour)}:${two(minute)}${hasSeconds || second > 0 ? `:${two(second)}` : ''}`
}

/** The system of 1900 has a 29th of February that never was; serials after it are one day ahead. */
function dateText(days: number, is1904: boolean): string | undefined {
  if (!is1904 && (days === 60 || days === 0)) return undefined
  const sinceEpoch = is1904 ? days + EPOCH_1904 : days + EPOCH_1900 + (days < 60 ? 1 : 0)
  const date = new Date(sinceEpoch * DAY_SECONDS * 1000)
  const year = date.getUTCFullYear()
  if (Number.isNaN(year) || year > 9999) return undefined
  return date.toISOString().slice(0, 10)
}
