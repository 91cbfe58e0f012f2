/** A folder of files as other programs write them in, what of them is taken, sent back and said out, as text to be read. */

import { resolve } from 'node:path'
import { makeZone } from '../../src/calendar/zone.ts'
import { faultsOf } from '../../src/load/problem-groups.ts'
import { sourceName } from '../../src/load/source-name.ts'
import type { Event, FileCounts, RejectedRow } from '../../src/model/event.ts'
import { prepare } from '../../src/prepare.ts'

export const OFFICES = resolve(import.meta.dirname, '../fixtures/offices')
export const OFFICES_GOLDEN = resolve(import.meta.dirname, '../golden/offices.txt')

export async function officesText(folder = OFFICES): Promise<string> {
  const { prepared, diagnostics, rejected } = await prepare({ folder })
  const said = diagnostics.map(({ span, severity, code, message, hint }) =>
    [`${span.file}:${span.line} ${severity} ${code}`, ...[message, hint].flatMap(one => (one ? [one.zh, one.en] : []))]
      .join('\n  ')
      .concat('\n'),
  )
  if (!prepared) return `said\n\n${said.join('\n')}`
  const { records } = prepared
  const files = records.files.map(counts => {
    const name = sourceName(counts)
    const own = (records.events.get(counts.type) ?? []).filter(event => event.source.file === name)
    const back = rejected.filter(row => sourceName(row) === name)
    const lines = [...own.map(eventLine), ...back.flatMap(rejectedLines)]
    return [`${name}  ${counts.type}  ${counts.encoding}  ${countsLine(counts)}`, ...lines].join('\n  ').concat('\n')
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

function countsLine({ read, accepted, rejected, totals, notes, repeats }: FileCounts): string {
  const ignored = Object.entries({ totals, notes, repeats }).filter(([, count]) => count > 0)
  const more = ignored.map(([what, count]) => ` + ${count} ${what}`).join('')
  return `${read} rows = ${accepted} accepted + ${rejected} rejected${more}`
}

function rejectedLines(row: RejectedRow): readonly string[] {
  const whom = row.people ? `  (${row.people.join(', ')})` : '  (anybody)'
  return faultsOf(row).map(({ column = '', header = '', value, reason, expected }) => {
    const cell = `${column}${row.row}`
    return `${cell}  sent back  ${header} ${JSON.stringify(value)}: ${reason.en}; expected ${expected.en}${whom}`
  })
}
