/**
 * The text of a rule file and a value with its day in, the text with the value dated out: the old value keeps its place and
 * its comments, the new one comes after it. Nothing else of the file changes.
 */

import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml'
import type { Message } from '../model/message.ts'
import type { PathPart } from '../model/source.ts'

export interface DatedEdit {
  /** From the top of the file to the value. */
  readonly path: readonly PathPart[]
  /** The civil date from which the new value holds. */
  readonly day: string
  readonly value: string | number
  /** Since when the old value holds; read only where it stands without a date. */
  readonly since?: string
  /** Becomes the comment of the new value. */
  readonly reason?: string
}

export type EditResult = { readonly text: string } | { readonly refused: Message }

export function editDated(text: string, edit: DatedEdit): EditResult {
  const spot = findSpot(text, edit.path)
  if ('refused' in spot) return spot
  return { text: edited(spot, edit) }
}

// --- where it stands ------------------------------------------------------------------------------------------------

interface Spot {
  readonly text: string
  /** Absent: the key is not written; it comes after `after`. */
  readonly value?: Node
  readonly key?: Node
  readonly parent: Node
  readonly after?: Pair
  readonly name: string
  readonly isFlow: boolean
}

function findSpot(text: string, path: readonly PathPart[]): Spot | { readonly refused: Message } {
  const document = parseDocument(text, { uniqueKeys: false })
  let node: unknown = document.contents
  let isFlow = false
  for (const [at, step] of path.entries()) {
    const isLast = at === path.length - 1
    if (isAlias(node)) return { refused: ALIASED }
    const name = String(step)
    if (isMap(node)) {
      isFlow ||= node.flow === true
      const pair = node.items.find(item => isScalar(item.key) && keyText(item.key) === name)
      if (isLast) return spotIn(text, node, pair, name, isFlow)
      node = pair?.value
    } else if (isSeq(node)) {
      isFlow ||= node.flow === true
      const value: unknown = node.items[Number(step)]
      if (isLast) return isNode(value) ? checked({ text, value, parent: node, name, isFlow }) : { refused: GONE }
      node = value
    } else return { refused: GONE }
  }
  return { refused: GONE }
}

function spotIn(
  text: string,
  parent: YAMLMap,
  pair: Pair | undefined,
  name: string,
  isFlow: boolean,
): ReturnType<typeof findSpot> {
  if (!pair) {
    const after = parent.items.find(item => isScalar(item.key) && item.key.value === 'title') ?? parent.items.at(-1)
    return after ? { text, parent, after, name, isFlow } : { refused: GONE }
  }
  const { key, value } = pair
  if (!isNode(key)) return { refused: GONE }
  return checked({ text, parent, key, name, isFlow, ...(isNode(value) ? { value } : {}) })
}

const GONE: Message = { zh: '文件里找不到这个数', en: 'the number is not in its file' }
const ALIASED: Message = {
  zh: '这个数用 YAML 的 & 或 * 与别处共用，请在文件里直接改',
  en: 'the number is shared by & or * of YAML: change it in the file',
}

function checked(spot: Spot): Spot | { readonly refused: Message } {
  const { value } = spot
  const isShared = isAlias(value) || ((isScalar(value) || isMap(value)) && value.anchor !== undefined)
  return isShared ? { refused: ALIASED } : spot
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)
}

function keyText({ value, source }: { readonly value: unknown; readonly source?: string }): string {
  return typeof value === 'string' ? value : (source ?? String(value))
}

// --- what is written ------------------------------------------------------------------------------------------------

function edited(spot: Spot, edit: DatedEdit): string {
  const { value, key, parent } = spot
  if (isMap(value) && value.items.length > 0)
    return value.flow ? appendedInFlow(spot, value, edit) : appended(spot, value, edit)
  if (!value && !key && isMap(parent)) return inserted(spot, edit)
  return isEmpty(value) ? filled(spot, edit) : dated(spot, edit)
}

/** `30 minutes` becomes `{ 2017-04-26: 30 minutes, 2025-01-01: 20 minutes }`, or lines where there is a reason to tell. */
function dated(spot: Spot, edit: DatedEdit): string {
  if (edit.since === undefined) throw new Error('since when the old value holds is not known')
  const { text, value } = spot
  const [start, end] = rangeOf(value)
  const was = `${edit.since}: ${text.slice(start, end)}`
  const is = entryText(edit, value)
  if (!isInBlock(spot) || edit.reason === undefined) return replaced(text, start, end, flowMap(spot, [was, is], edit))
  // A comment beside the old value stays beside it.
  const lineEnd = endOfLine(text, end)
  const rest = text.slice(end, lineEnd)
  return replaced(
    text,
    colonOf(spot),
    lineEnd,
    `${newLineIn(spot)}${was}${rest}${newLineIn(spot)}${is}${comment(edit)}`,
  )
}

/** A key without a value: nothing held before. */
function filled(spot: Spot, edit: DatedEdit): string {
  const { text, value } = spot
  const colon = colonOf(spot)
  const [start, end] = value?.range && value.range[1] > value.range[0] ? rangeOf(value) : [colon, colon]
  const is = entryText(edit)
  if (!isInBlock(spot) || edit.reason === undefined)
    return replaced(text, start, end, `${start === colon ? ' ' : ''}${flowMap(spot, [is], edit)}`)
  const lineEnd = endOfLine(text, end)
  const rest = text.slice(end, lineEnd).trimEnd()
  return replaced(text, colon, lineEnd, `${rest}${newLineIn(spot)}${is}${comment(edit)}`)
}

/** A key that is not written yet: after the title. */
function inserted(spot: Spot, edit: DatedEdit): string {
  const { text, after, name, isFlow } = spot
  if (!after) throw new Error('nothing to stand after')
  const [, end] = rangeOf(isNode(after.value) ? after.value : (after.key as Node))
  const is = entryText(edit)
  if (isFlow) return replaced(text, end, end, `, ${name}: ${flowMap(spot, [is], edit)}`)
  const at = endOfLine(text, text.slice(0, end).trimEnd().length)
  const key = `${lineBreak(text)}${columnOf(text, rangeOf(after.key as Node)[0])}`
  const written = edit.reason === undefined ? `${key}${name}: { ${is} }` : `${key}${name}:${key}  ${is}${comment(edit)}`
  return replaced(text, at, at, written)
}

/** One line more. */
function appended({ text }: Spot, map: YAMLMap, edit: DatedEdit): string {
  const [first, last] = [map.items[0], map.items.at(-1)]
  if (!first || !last) throw new Error('an empty map')
  const at = endOfLine(text, endOfPair(last))
  const indent = columnOf(text, rangeOf(first.key as Node)[0])
  return replaced(text, at, at, `${lineBreak(text)}${indent}${entryText(edit, last.value)}${comment(edit)}`)
}

function appendedInFlow(spot: Spot, map: YAMLMap, edit: DatedEdit): string {
  const { text } = spot
  const [start, end] = rangeOf(map)
  const last = map.items.at(-1)
  if (!last) throw new Error('an empty map')
  const lastEnd = endOfPair(last)
  const is = entryText(edit, last.value)
  if (text.slice(start, end).includes('\n')) {
    const further = startOfLine(text, start) === startOfLine(text, lastEnd) ? '    ' : ''
    return appendedInLines(text, lastEnd, `${indentAt(text, lastEnd)}${further}`, is, edit)
  }
  if (edit.reason === undefined) return replaced(text, lastEnd, lastEnd, `, ${is}`)
  const entries = [...map.items.map(pair => text.slice(rangeOf(pair.key as Node)[0], endOfPair(pair))), is]
  if (!isInBlock(spot)) return replaced(text, start, end, flowMap(spot, entries, edit))
  const lineEnd = endOfLine(text, end)
  const lines = entries.map(entry => `${newLineIn(spot)}${entry}`).join('')
  return replaced(text, colonOf(spot), lineEnd, `${text.slice(end, lineEnd).trimEnd()}${lines}${comment(edit)}`)
}

/** Braces over several lines: a line more before the closing one. */
function appendedInLines(text: string, lastEnd: number, indent: string, is: string, edit: DatedEdit): string {
  const lineEnd = endOfLine(text, lastEnd)
  const tail = text.slice(lastEnd, lineEnd)
  const newLine = `${lineBreak(text)}${indent}`
  if (/^[ \t]*,?[ \t]*\}/.test(tail)) {
    const closing = edit.reason === undefined ? '' : `,${comment(edit)}${newLine}`
    return replaced(text, lastEnd, lastEnd, `,${newLine}${is}${closing}`)
  }
  const comma = /^[ \t]*,/.test(tail) ? '' : ','
  return replaced(text, lastEnd, lineEnd, `${comma}${tail}${newLine}${is},${comment(edit)}`)
}

// --- pieces ---------------------------------------------------------------------------------------------------------

function entryText({ day, value }: DatedEdit, like?: unknown): string {
  return `${day}: ${scalarText(value, like)}`
}

/** Quoted where the value beside it is, or where it would be read as something else. */
function scalarText(value: string | number, like: unknown): string {
  if (typeof value === 'number') return String(value)
  const type = isScalar(like) ? like.type : undefined
  if (type === 'QUOTE_SINGLE') return `'${value.replaceAll("'", "''")}'`
  return type !== 'QUOTE_DOUBLE' && /^[\p{L}\p{N}][\p{L}\p{N} ._%-]*$/u.test(value) && isPlainText(value)
    ? value
    : JSON.stringify(value)
}

function isPlainText(value: string): boolean {
  return parseDocument(value).toJS() === value
}

/** `{ a, b }`, or each on a line of its own where the last has a reason beside it. */
function flowMap({ text, value, key, after }: Spot, entries: readonly string[], edit: DatedEdit): string {
  if (edit.reason === undefined) return `{ ${entries.join(', ')} }`
  const [start] = rangeOf(value ?? key ?? (after?.key as Node))
  const outer = `${lineBreak(text)}${indentAt(text, start)}`
  const lines = entries.map((entry, at) => `${outer}    ${entry},${at === entries.length - 1 ? comment(edit) : ''}`)
  return `{${lines.join('')}${outer}  }`
}

/** On one line, whatever was typed. */
function comment({ reason }: DatedEdit): string {
  const words = reason?.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim() ?? ''
  return words === '' ? '' : ` # ${words}`
}

/** Lines may be broken below the key. */
function isInBlock({ text, key, value, parent, isFlow }: Spot): boolean {
  if (!key || isFlow || !isMap(parent)) return false
  return !text.slice(rangeOf(key)[0], rangeOf(value ?? key)[0]).includes('\n')
}

function isEmpty(value: Node | undefined): boolean {
  return value === undefined || (isScalar(value) && value.value === null)
}

function colonOf({ text, key }: Spot): number {
  return text.indexOf(':', rangeOf(key)[1]) + 1
}

/** A new line below the key, two columns further in. */
function newLineIn({ text, key }: Spot): string {
  return `${lineBreak(text)}${columnOf(text, rangeOf(key)[0])}  `
}

function endOfPair({ key, value }: Pair): number {
  return rangeOf(isNode(value) ? value : (key as Node))[1]
}

function rangeOf(node: Node | undefined): readonly [number, number] {
  if (!node?.range) throw new Error('a node that was not read from text')
  return [node.range[0], node.range[1]]
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  if (at === -1) return text.length
  return text[at - 1] === '\r' && at > from ? at - 1 : at
}

function lineBreak(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** The blanks that the line at hand begins with. */
function indentAt(text: string, at: number): string {
  return /^ */.exec(text.slice(startOfLine(text, at)))?.[0] ?? ''
}

/** As many blanks as stand left of it, dashes of lists included. */
function columnOf(text: string, at: number): string {
  return ' '.repeat(at - startOfLine(text, at))
}

function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}
