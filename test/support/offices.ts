/** A folder of files as other programs write them in, what of them is taken, sent back and said out, as text to be read. */

import { resolve } from 'node:path'
import { makeZone } from '../../src/calendar/zone.ts'
import type { Event, RejectedRow } from '../../src/model/event.ts'
import { prepare } from '../../src/prepare.ts'

export const OFFICES = resolve(import.meta.dirname, '../fixtures/offices')
export const OFFICES_GOLDEN = resolve(import.meta.dirname, '../golden/offices.txt')

export async function officesText(folder = OFFICES): Promise<string> {
  const { prepared, diagnostics } = await prepare({ folder })
  const said = diagnostics.map(({ span, severity, code, message, hint }) =>
    [`${span.file}:${span.line} ${severity} ${code}`, ...[message, hint].flatMap(one => (one ? [one.zh, one.en] : []))]
      .join('\n  ')
      .concat('\n'),
  )
  if (!prepared) return `said\n\n${said.join('\n')}`
  const { records, rejected } = prepared
  const files = records.files.map(({ file, type, encoding, rows }) => {
    const own = (records.events.get(type) ?? []).filter(event => event.source.file === file)
    const back = rejected.filter(row => row.file === file)
    const lines = [...own.map(eventLine), ...back.map(rejectedLine)]
    return [`${file}  ${type}  ${encoding}  ${rows} rows`, ...lines].join('\n  ').concat('\n')
  })
  return [...files, 'said\n', ...said].join('\n')
}

const zone = makeZone('Asia/Shanghai')

function eventLine({ source, at, values }: Event): string {
  const shown = Object.entries(values).map(([name, value]) => {
    const isInstant = name.endsWith('_at') && typeof value === 'number'
    return `${name}=${isInstant ? zone?.format(value) : JSON.stringify(value)}`
  })
  return `${source.row}  ${source.id}  ${zone?.format(at)}  ${shown.join('  ')}`
}

function rejectedLine({ row, column, header, value, reason, expected }: RejectedRow): string {
  const cell = column === undefined ? `${row}` : `${column}${row}`
  return `${cell}  sent back  ${header ?? ''} ${JSON.stringify(value)}: ${reason.en}; expected ${expected.en}`
}
