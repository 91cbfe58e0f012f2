/** A workbook and what is wrong with its cells in, the same workbook with those cells marked and commented out. */

import type { Message } from '../model/message.ts'
import { cellName } from './cell.ts'
import { AUTHOR, type Comment, commentsXml, commentXml, notesXml, withNotes } from './comments.ts'
import { escapeCell } from './escape.ts'
import { type MarkedSheet, markSheet, type Said } from './mark-sheet.ts'
import { type MarkedStyles, markStyles } from './mark-styles.ts'
import { HEAD, type Namespaces, NOTES_TYPE, PACKAGE, packed, SHEET_TYPE, STRICT, TRANSITIONAL } from './package.ts'
import { type Parts, type Relation, readParts, relations, relationsPart } from './parts.ts'
import { appended, type Edit, edited, readTags, type Tag } from './patch.ts'
import { noSheet } from './words.ts'
import { openZip, type Zip } from './zip.ts'

export interface Mark extends Said {
  /** Absent: the only sheet. */
  readonly sheet?: string
}

type Problem = { readonly problem: Message }

/** A copy is made of all parts in memory. */
const MOST_BYTES = 48 * 1024 ** 2
const TOO_LARGE: Message = {
  zh: '文件太大；退回的行见 rejected.csv',
  en: 'it is too large; the rows sent back stand in rejected.csv',
}

/** Everything else in it stays as it is, part by part; the same marks give the same bytes. */
export async function markWorkbook(bytes: Uint8Array, marks: readonly Mark[]): Promise<Uint8Array | Problem> {
  const zip = await openZip(bytes)
  if ('problem' in zip) return zip
  if (zip.bytes > MOST_BYTES) return { problem: TOO_LARGE }
  const parts = await readParts(zip)
  if ('problem' in parts) return parts
  const draft = makeDraft(zip)
  const { stylePart } = parts
  const styleText = stylePart === undefined ? undefined : await draft.read(stylePart)
  if (typeof styleText === 'object') return styleText
  const styles: MarkedStyles | undefined = styleText === undefined ? undefined : markStyles(styleText)
  for (const [name, own] of Map.groupBy(marks, ({ sheet }) => sheet)) {
    const part = sheetPart(parts, name)
    if (typeof part === 'object') return part
    const problem = await markPart(part, own, { zip, draft, styles })
    if (problem) return { problem }
  }
  if (stylePart !== undefined && styles) draft.write(stylePart, styles.text())
  return draft.packed()
}

function sheetPart({ sheets }: Parts, name: string | undefined): string | Problem {
  const sheet = name === undefined ? sheets[0] : sheets.find(one => one.name === name)
  if (sheet) return sheet.part
  return { problem: noSheet(name ?? '') }
}

// --- parts, as they are and as they will be -------------------------------------------------------------------------

interface Draft {
  has(part: string): boolean
  /** As it stands by now. */
  read(part: string): Promise<string | Problem>
  write(part: string, text: string): void
  /** The first of `start1end`, `start2end` … that is not there yet. */
  free(start: string, end: string): { readonly part: string; readonly number: number }
  packed(): Promise<Uint8Array | Problem>
}

function makeDraft(zip: Zip): Draft {
  const written = new Map<string, string>()
  const nameOf = (part: string) => zip.names.find(name => name.toLowerCase() === part.toLowerCase()) ?? part
  return {
    has: part => zip.has(part) || written.has(part),
    async read(part) {
      const known = written.get(nameOf(part))
      if (known !== undefined) return known
      const pieces: string[] = []
      const problem = await zip.readText(part, text => void pieces.push(text))
      return problem ? { problem } : pieces.join('')
    },
    write: (part, text) => void written.set(nameOf(part), text),
    free(start, end) {
      for (let number = 1; ; number++) {
        const part = `${start}${number}${end}`
        if (!zip.has(part) && !written.has(part)) return { part, number }
      }
    },
    async packed() {
      const files: Record<string, string | Uint8Array> = Object.create(null)
      for (const name of zip.names) {
        const content = written.get(name) ?? (await zip.readBytes(name))
        if (typeof content === 'object' && 'problem' in content) return content
        files[name] = content
      }
      for (const [name, text] of written) files[name] ??= text
      return packed(files)
    },
  }
}

// --- one sheet ------------------------------------------------------------------------------------------------------

interface Marking {
  readonly zip: Zip
  readonly draft: Draft
  readonly styles: MarkedStyles | undefined
}

async function markPart(part: string, said: readonly Said[], marking: Marking): Promise<Message | undefined> {
  const { zip, draft, styles } = marking
  const text = await draft.read(part)
  if (typeof text === 'object') return text.problem
  const sheet = markSheet(text, said, style => styles?.styleOf(style))
  if ('problem' in sheet) return sheet.problem
  const links = await relations(zip, part)
  if ('problem' in links) return links.problem
  const names = text.includes(STRICT.main) ? STRICT : TRANSITIONAL
  const texts = [...links.values()].find(({ type }) => type.endsWith('/comments'))
  const shown = sheet.notes === undefined ? undefined : links.get(sheet.notes)
  const problem = texts
    ? await addComments(texts.target, sheet.comments, draft)
    : await newPart('comments', { part, draft, names, text: commentsXml(sheet.comments, names.main) })
  if (typeof problem === 'object' && 'zh' in problem) return problem
  const notes = await addNotes({ part, draft, names, sheet, shown })
  if ('zh' in notes) return notes
  draft.write(part, edited(text, [...sheet.edits, ...notes.edits]))
  return undefined
}

const UNSOUND: Message = {
  zh: '批注部分不是有效的 XML，无法标注',
  en: 'Its comments are not sound XML, and cannot be added to',
}

/** Who commented before keeps the comment; what is said of a cell that has one is written below it. */
async function addComments(part: string, comments: readonly Comment[], draft: Draft): Promise<Message | undefined> {
  const text = await draft.read(part)
  if (typeof text === 'object') return text.problem
  const ends = new Map<string, { readonly at: number; readonly prefix: string }>()
  let authors = 0
  let ref: string | undefined
  let prefix = ''
  const problem = readTags(text, {
    open(tag: Tag) {
      if (tag.name === 'author') authors++
      else if (tag.name === 'comment') ref = tag.attributes.ref
      if (tag.within.length === 0) prefix = tag.prefix
    },
    close(name, { from, isSelfClosing }) {
      if (name === 'text' && ref !== undefined && !isSelfClosing) ends.set(ref, { at: from, prefix })
    },
  })
  if (problem) return problem
  const isThere = ({ row, column }: Comment) => ends.has(cellName(row, column))
  const below = comments.filter(isThere).map(({ row, column, text: words }): Edit => {
    const at = ends.get(cellName(row, column))?.at ?? 0
    const run = `<${prefix}r><${prefix}t xml:space="preserve">${escapeCell(`\n${words}`)}</${prefix}t></${prefix}r>`
    return { from: at, to: at, text: run }
  })
  const fresh = comments.filter(comment => !isThere(comment))
  const withAuthor = appended(edited(text, below), 'authors', own => `<${own}author>${AUTHOR}</${own}author>`)
  const all =
    withAuthor === undefined
      ? undefined
      : appended(withAuthor, 'commentList', own => fresh.map(one => commentXml(one, authors, own)).join(''))
  if (all === undefined) return UNSOUND
  draft.write(part, all)
  return undefined
}

interface NotesRequest {
  readonly part: string
  readonly draft: Draft
  readonly names: Namespaces
  readonly sheet: MarkedSheet
  readonly shown: Relation | undefined
}

async function addNotes(request: NotesRequest): Promise<{ readonly edits: readonly Edit[] } | Message> {
  const { part, draft, names, sheet, shown } = request
  const { comments } = sheet
  if (shown) {
    const text = await draft.read(shown.target)
    if (typeof text === 'object') return text.problem
    const known = noted(text)
    const drawn = comments.filter(({ row, column }) => !known.has(`${row - 1}:${column - 1}`))
    const all = withNotes(text, drawn)
    if (all === undefined) return UNSOUND
    draft.write(shown.target, all)
    return { edits: [] }
  }
  const made = await newPart('vmlDrawing', { part, draft, names, text: number => notesXml(comments, number) })
  if (typeof made === 'object') return made
  const reference = `<${sheet.prefix}legacyDrawing xmlns:notes="${names.office}" notes:id="${made}"/>`
  return { edits: [{ from: sheet.notesAt, to: sheet.notesAt, text: reference }] }
}

/** The cells that have a note, as `row:column` counted from 0. */
function noted(drawing: string): ReadonlySet<string> {
  const places = drawing.matchAll(/Row>(\d+)<\/[^>]*Row>\s*<[^>]*Column>(\d+)</g)
  return new Set([...places].map(([, row, column]) => `${row}:${column}`))
}

interface NewPart {
  readonly part: string
  readonly draft: Draft
  readonly names: Namespaces
  readonly text: string | ((number: number) => string)
}

const NEW_PARTS = {
  comments: { start: 'xl/comments', end: '.xml', head: HEAD },
  vmlDrawing: { start: 'xl/drawings/vmlDrawing', end: '.vml', head: '' },
} as const

/** Adds a part that the sheet refers to; the id of the reference, or what is wrong. */
async function newPart(type: keyof typeof NEW_PARTS, { part, draft, names, text }: NewPart): Promise<string | Message> {
  const { start, end, head } = NEW_PARTS[type]
  const { part: added, number } = draft.free(start, end)
  draft.write(added, head + (typeof text === 'string' ? text : text(number)))
  const types = await draft.read('[Content_Types].xml')
  if (typeof types === 'object') return types.problem
  const typed = appended(types, 'Types', prefix => contentType(type, added, types, prefix))
  if (typed === undefined) return UNSOUND
  draft.write('[Content_Types].xml', typed)
  const file = relationsPart(part)
  const before = draft.has(file)
    ? await draft.read(file)
    : `<Relationships xmlns="${PACKAGE}/relationships"></Relationships>`
  if (typeof before === 'object') return before.problem
  const id = `yardstick${type}`
  const linked = appended(
    before,
    'Relationships',
    prefix => `<${prefix}Relationship Id="${id}" Type="${names.office}/${type}" Target="/${added}"/>`,
  )
  if (linked === undefined) return UNSOUND
  draft.write(file, linked)
  return id
}

function contentType(type: keyof typeof NEW_PARTS, part: string, types: string, prefix: string): string {
  if (type === 'comments') return `<${prefix}Override PartName="/${part}" ContentType="${SHEET_TYPE}.comments+xml"/>`
  return /Extension\s*=\s*["']vml["']/i.test(types)
    ? ''
    : `<${prefix}Default Extension="vml" ContentType="${NOTES_TYPE}"/>`
}
