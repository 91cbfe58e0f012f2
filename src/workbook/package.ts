/** What every .xlsx file is put together from: the names that its parts go by, and the parts packed into bytes. */

import { strToU8, type Zippable, zipSync } from 'fflate'

/** Of the elements of a sheet, and of what its parts refer to each other by. */
export interface Namespaces {
  readonly main: string
  readonly office: string
}

export const TRANSITIONAL: Namespaces = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  office: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
}
/** Of workbooks saved as “Strict Open XML”. */
export const STRICT: Namespaces = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  office: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
}
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
export const NOTES_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing'

/** The same parts give the same bytes. */
export function packed(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files: Zippable = Object.create(null)
  for (const [name, part] of Object.entries(parts)) {
    const bytes = typeof part === 'string' ? strToU8(part) : part
    files[name] = [bytes, { level: bytes.length < LARGE_BYTES ? 6 : 3 }]
  }
  // ZIP knows no time before 1980; any other would make two writings differ.
  return zipSync(files, { mtime: new Date(1980, 0, 1) })
}

/** Of a larger part the last tenth of what pressing saves takes more than half of the time. */
const LARGE_BYTES = 1024 * 1024
