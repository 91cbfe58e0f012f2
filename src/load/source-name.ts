/** A file and its sheet, or a query, in; the name that evidence and diagnostics print out. */

import type { EventType } from '../model/event.ts'
import type { RecordQuery } from '../model/setup.ts'

/** Where a row stands: `sheet` only of a workbook that has several. */
export interface SourceName {
  readonly file: string
  readonly sheet?: string
}

/** `报修.xlsx!三月`. */
export function sourceName({ file, sheet }: SourceName): string {
  return sheet === undefined ? file : `${file}!${sheet}`
}

/** `postgres: repair`, `postgres: repair 2`: no file is called so, and nothing of the connection is in it. */
export function queryName({ from }: RecordQuery, { id }: Pick<EventType, 'id'>, number: number): string {
  return number === 1 ? `${from}: ${id}` : `${from}: ${id} ${number}`
}
