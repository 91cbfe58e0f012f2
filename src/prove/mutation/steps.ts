/** A literal of a rule in (number, percentage, duration, time of day), the next ones above and below it out. */

export interface Step {
  readonly becomes: string | number
  /** The literal that the two readings of a case part at: `31 minutes` for 30 → 31, `30 minutes` for 30 → 29. */
  readonly parting: string
}

const NUMBER = /^-?\d+(\.\d+)?$/
const MEASURED = /^(-?\d+(?:\.\d+)?)(\s*)(\S.*)$/u
const TIME_OF_DAY = /^(\d{1,2}):(\d{2})$/
const DAY_MINUTES = 24 * 60

/** Empty where the literal has no next one: a name, a date. */
export function stepsOf(literal: unknown): readonly Step[] {
  if (typeof literal === 'number') return steps(String(literal), digits => digits).map(asNumber)
  if (typeof literal !== 'string') return []
  if (NUMBER.test(literal)) return steps(literal, digits => digits)
  const time = TIME_OF_DAY.exec(literal)
  if (time) return timesBeside(60 * Number(time[1]) + Number(time[2]), literal)
  const measured = MEASURED.exec(literal)
  if (!measured || /^[-/:]/.test(measured[3] ?? '')) return []
  const [, digits = '', gap = '', unit = ''] = measured
  return steps(digits, next => `${next}${gap}${unit}`).filter(({ becomes }) => isPossible(String(becomes), unit))
}

function steps(digits: string, worded: (digits: string) => string): readonly Step[] {
  const decimals = digits.split('.')[1]?.length ?? 0
  const scale = 10 ** decimals
  const whole = Math.round(Number(digits) * scale)
  const text = (value: number) => worded((value / scale).toFixed(decimals))
  return [
    { becomes: text(whole + 1), parting: text(whole + 1) },
    { becomes: text(whole - 1), parting: text(whole) },
  ]
}

function asNumber({ becomes, parting }: Step): Step {
  return { becomes: Number(becomes), parting }
}

/** No percentage beyond 100, no span of less than nothing. */
function isPossible(text: string, unit: string): boolean {
  const value = Number.parseFloat(text)
  return value >= 0 && !(unit === '%' && value > 100)
}

function timesBeside(minutes: number, literal: string): readonly Step[] {
  const text = (value: number) =>
    `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
  return [
    { becomes: text((minutes + 1) % DAY_MINUTES), parting: text((minutes + 1) % DAY_MINUTES) },
    { becomes: text((minutes + DAY_MINUTES - 1) % DAY_MINUTES), parting: literal },
  ]
}
