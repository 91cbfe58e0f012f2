/** A table and the record types of a pack in, what it most probably holds out; where it cannot be told, nothing. */

import { knownHeaders } from '../load/columns.ts'
import type { Problem } from '../load/formats/table.ts'
import { groupProblems } from '../load/problem-groups.ts'
import { readRows } from '../load/rows.ts'
import type { FoundTable } from '../load/tables.ts'
import type { ValueContext } from '../load/values.ts'
import type { EventType } from '../model/event.ts'
import type { FileProposal, ProposedMatch } from '../model/proposal.ts'
import { LOOKED_AT, type Match, matchType, type Sample } from './match.ts'

export interface Proposing {
  /** Record types and the roster's, each to be called by `names`. */
  readonly types: readonly EventType[]
  readonly context: ValueContext
  /** The type that the name of the file or of the sheet speaks of. */
  readonly named?: string
  /** The file is called just so, and is found without being named in `appraisal.yaml`. */
  readonly isFound: boolean
}

/** Fewer known headers than this are chance, unless the name of the file says the same. */
const LEAST_KNOWN = 3
/** So many known headers more than the next best leave no doubt. */
const CLEAR_LEAD = 2

export async function propose(file: string, found: FoundTable, proposing: Proposing): Promise<FileProposal | Problem> {
  const { sheet } = found
  const { context, named } = proposing
  const sample = await lookAt(found)
  if ('problem' in sample) return sample
  const matches = promising(sample, proposing)
    .map(type => matchType(sample, type, context))
    .toSorted(better)
  // A sheet beside others may hold anything, whatever the file is called.
  const byName = matches.find(({ type, known }) => type.id === named && (sheet === undefined || known > 0))
  const [first, second] = matches
  const best = byName ?? (first && first.known >= LEAST_KNOWN ? first : undefined)
  const lead = (best?.known ?? 0) - (second?.known ?? 0)
  const isSure = byName !== undefined || (best !== undefined && best.missing.length === 0 && lead >= CLEAR_LEAD)
  const others = isSure
    ? []
    : matches.filter(one => one !== best && best && one.known >= LEAST_KNOWN && best.known - one.known < CLEAR_LEAD)
  return {
    file,
    ...(sheet === undefined ? {} : { sheet }),
    rows: sample.count,
    headerRow: sample.headerRow,
    ...(best ? { match: await proposed(best, isSure, file, found, proposing) } : {}),
    others: others.slice(0, MOST_OTHERS).map(({ type }) => ({ type: type.id, title: type.title })),
  }
}

const MOST_OTHERS = 3
/** So many types with the most known headers are looked at cell by cell. */
const MOST_LOOKED_AT = 6

/** Its first rows, and how many there are. */
async function lookAt(found: FoundTable): Promise<(Sample & { readonly count: number }) | Problem> {
  const table = await found.open()
  if ('problem' in table) return table
  const rows: (readonly unknown[])[] = []
  let count = 0
  for await (const batch of table.rows) {
    if ('problem' in batch) return batch
    count += batch.length
    for (const row of batch) if ('cells' in row && rows.length < LOOKED_AT) rows.push(row.cells)
  }
  return { headers: table.headers, headerRow: table.headerRow, rows, count }
}

function promising({ headers }: Sample, { types, named }: Proposing): readonly EventType[] {
  const counted = types.map(type => {
    const isKnown = knownHeaders(type.fields)
    return { type, known: headers.filter(header => header !== '' && isKnown(header)).length }
  })
  const best = counted.toSorted((one, other) => other.known - one.known).slice(0, MOST_LOOKED_AT)
  const byName = counted.filter(({ type }) => type.id === named)
  return [...new Set([...byName, ...best.filter(({ known }) => known > 0)].map(({ type }) => type))]
}

/** Fits before it does not, then by how many headers are known, then by how many fields are left out. */
function better(one: Match, other: Match): number {
  const missing = (match: Match) => Math.min(match.missing.length, 1)
  return missing(one) - missing(other) || other.known - one.known || one.type.fields.size - other.type.fields.size
}

async function proposed(
  { type, columns, missing }: Match,
  isSure: boolean,
  file: string,
  found: FoundTable,
  { context, isFound }: Proposing,
): Promise<ProposedMatch> {
  const mapped = Object.fromEntries(
    columns.flatMap(({ header, field, how }) => (field && how !== 'name' ? [[header, field.name] as const] : [])),
  )
  const table = await found.open()
  // It could be read a moment ago.
  if ('problem' in table) throw new Error(`${file} cannot be read again: ${table.problem.en}`)
  let taken = 0
  const { rejected } = await readRows(
    { file, table },
    {
      type,
      file: { columns: mapped },
      context,
      onGood: () => {
        taken++
      },
    },
  )
  return {
    type: type.id,
    title: type.title,
    isSure,
    isFound: isFound && Object.keys(mapped).length === 0 && found.sheet === undefined,
    columns,
    missing: missing.map(({ title }) => title),
    taken,
    refused: rejected.length,
    sentBack: groupProblems(rejected).flatMap(({ column = '', count, examples: [first] }) =>
      first ? [{ reason: first.reason, rows: count, first: `${column}${first.row}` }] : [],
    ),
  }
}
