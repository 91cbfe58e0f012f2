/** A number that a cell stores and the format that it is shown in, in; what the cell says out. */

import type { Cell } from './cell.ts'
import { builtInFormat, type DateFormat, dateFormat, serialText } from './serial.ts'

export interface NumberFormat {
  readonly date?: DateFormat
  /** `0000`: so many digits are shown, leading zeros included. */
  readonly digits?: number
  /** `0%`: 0.95 is shown as 95%. */
  readonly isPercent?: boolean
}

/** `code` is absent for the formats that every spreadsheet knows by their number. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  const date = code === undefined ? builtInFormat(id) : dateFormat(code)
  const zeros = code === undefined ? undefined : /^0{2,}$/.exec(code.split(';')[0]?.replaceAll('"', '') ?? '')?.[0]
  const isPercent = code === undefined ? id === 9 || id === 10 : /^[#0.,]+%/.test(code)
  return { ...(date ? { date } : {}), ...(zeros ? { digits: zeros.length } : {}), ...(isPercent ? { isPercent } : {}) }
}

export function numberShown(
  number: number,
  format: NumberFormat | undefined,
  is1904: boolean,
): Pick<Cell, 'kind' | 'value' | 'isPercent'> {
  const text = format?.date && serialText(number, format.date, is1904)
  if (text !== undefined) return { kind: 'date', value: text }
  // A format such as 0000 shows staff number 0012 where 12 is stored.
  if (format?.digits !== undefined && Number.isInteger(number) && number >= 0)
    return { kind: 'text', value: String(number).padStart(format.digits, '0') }
  return { kind: 'number', value: number, ...(format?.isPercent ? { isPercent: true } : {}) }
}
