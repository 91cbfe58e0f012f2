/** The text of `appraisal.yaml` and what is proposed in, the text with the proposals in it out; what stands there stays. */

import { Document, isMap, isPair, isSeq, parseDocument, type Scalar, type YAMLSeq } from 'yaml'
import { type FileProposal, ROSTER_KEYS } from '../model/proposal.ts'

export interface WrittenProposals {
  readonly text: string
  readonly added: readonly FileProposal[]
}

/** Files that are found by their names need no line; those that match nothing get none. */
export function withProposals(text: string, proposals: readonly FileProposal[]): WrittenProposals {
  const added = proposals.filter(({ match }) => match && !match.isFound)
  if (added.length === 0) return { text, added }
  const roster = added.filter(({ match }) => isRoster(match?.type))
  const records = Map.groupBy(
    added.filter(one => !roster.includes(one)),
    ({ match }) => match?.type ?? '',
  )
  const lines = roster.map(one => yamlOf({ [ROSTER[one.match?.type ?? ''] ?? '']: entryOf(one) }, [one])).join('')
  const entries = new Map([...records].map(([type, own]) => [type, own.map(entryOf)]))
  const written = entries.size === 0 ? text : withRecords(text, entries, added)
  return { text: lines === '' ? written : `${ended(written)}${lines}`, added }
}

const ROSTER: Readonly<Record<string, string>> = ROSTER_KEYS

function isRoster(type: string | undefined): boolean {
  return type !== undefined && Object.hasOwn(ROSTER, type)
}

/** What is to be added, by record type. */
type Entries = ReadonlyMap<string, readonly unknown[]>

function withRecords(text: string, entries: Entries, added: readonly FileProposal[]): string {
  const document = parseDocument(text)
  const pair = isMap(document.contents) ? document.contents.items.find(one => String(one.key) === 'records') : undefined
  const records = isPair(pair) ? pair.value : undefined
  const plain = Object.fromEntries([...entries].map(([type, own]) => [type, own.length === 1 ? own[0] : own]))
  if (records === undefined) return `${ended(text)}${yamlOf({ records: plain }, added)}`
  const isPlain = isMap(records) && !records.flow && [...entries.keys()].every(type => !records.has(type))
  if (!isPlain || !records.range) {
    // A map on one line, or a type that has a source already: the document is written anew, with its comments.
    for (const [type, own] of entries) document.setIn(['records', type], withMore(document, type, own))
    return document.toString({ lineWidth: 0 })
  }
  const [start, end] = records.range
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const upTo = ended(text.slice(0, end).trimEnd())
  const lines = yamlOf(plain, added).trimEnd().split('\n')
  return `${upTo}${lines.map(line => `${indent}${line}\n`).join('')}${text.slice(upTo.length)}`
}

/** The sources of a type with more behind them; what is written of the others (a query, mostly) stays as it is written. */
function withMore(document: Document.Parsed, type: string, own: readonly unknown[]): unknown {
  const before = document.getIn(['records', type], true)
  const written = before === undefined ? [] : isSeq(before) ? before.items : [before]
  const [only, ...others] = own
  if (written.length === 0 && others.length === 0) return document.createNode(only)
  const list = document.createNode(own) as YAMLSeq
  list.items.unshift(...written)
  return list
}

/** With a line break at its end. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function entryOf({ file, sheet, match }: FileProposal): unknown {
  const columns = (match?.columns ?? []).flatMap(({ header, field, how }) =>
    field && how !== 'name' ? [[header, field.name] as const] : [],
  )
  if (sheet === undefined && columns.length === 0) return file
  return {
    file,
    ...(sheet === undefined ? {} : { sheet }),
    ...(columns.length === 0 ? {} : { columns: Object.fromEntries(columns) }),
  }
}

/** Each guess says so beside it, until somebody takes the remark away. */
function yamlOf(value: Readonly<Record<string, unknown>>, proposals: readonly FileProposal[]): string {
  const document = new Document(value)
  const guesses = new Map(
    proposals.flatMap(({ match }) =>
      (match?.columns ?? []).flatMap(({ header, field, how }) =>
        field && how !== undefined && how !== 'name' ? [[`${header}\n${field.name}`, REMARKS[how]] as const] : [],
      ),
    ),
  )
  mark(document.contents, guesses)
  return document.toString({ lineWidth: 0 })
}

function mark(node: unknown, guesses: ReadonlyMap<string, string>): void {
  for (const item of (node as { items?: readonly unknown[] } | null)?.items ?? []) {
    if (!isPair(item)) mark(item, guesses)
    else if (isMap(item.value) || Array.isArray((item.value as { items?: unknown } | null)?.items))
      mark(item.value, guesses)
    else {
      const value = item.value as Scalar | null
      const remark = guesses.get(`${String(item.key)}\n${String(value?.value)}`)
      if (value && remark !== undefined) value.comment = remark
    }
  }
}

const REMARKS = {
  likeness: ' 名称相近，请核对 / a name like it, please check',
  content: ' 按内容推测，请核对 / by what it holds, please check',
} as const
