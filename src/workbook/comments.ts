/** Comments on cells in, their text and the drawings of the notes that show them out, as workbooks keep both. */

import { cellName } from './cell.ts'
import { escapeCell } from './escape.ts'

/** Row and column count from 1. */
export interface Comment {
  readonly row: number
  readonly column: number
  readonly text: string
}

export const AUTHOR = 'Yardstick'

/** `namespace` is that of the workbook's main parts. */
export function commentsXml(comments: readonly Comment[], namespace: string): string {
  const list = comments.map(comment => commentXml(comment, 0, '')).join('')
  return `<comments xmlns="${namespace}"><authors><author>${AUTHOR}</author></authors><commentList>${list}</commentList></comments>`
}

/** `prefix` such as `x:` is what the part puts before the names of its elements. */
export function commentXml({ row, column, text }: Comment, author: number, prefix: string): string {
  return `<${prefix}comment ref="${cellName(row, column)}" authorId="${author}"><${prefix}text><${prefix}t xml:space="preserve">${escapeCell(text)}</${prefix}t></${prefix}text></${prefix}comment>`
}

/** The part with the notes of one sheet; `number` tells the drawings of a workbook apart. */
export function notesXml(comments: readonly Comment[], number: number): string {
  const shapes = comments.map((comment, at) => noteXml(comment, 1025 + at)).join('')
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${number}"/></o:shapelayout>${NOTE_TYPE}${shapes}</xml>`
}

const TYPE_ID = '_x0000_t202'

const NOTE_TYPE = `<v:shapetype id="${TYPE_ID}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

function noteXml({ row, column }: Comment, id: number): string {
  return `<v:shape id="_x0000_s${id}" type="#${TYPE_ID}" style="position:absolute;visibility:hidden;width:220pt;height:90pt" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`
}

/** A part with notes, which need not be sound XML, in; the same with further notes out. Undefined: it is no such part. */
export function withNotes(part: string, comments: readonly Comment[]): string | undefined {
  const end = part.lastIndexOf('</xml>')
  if (end < 0) return undefined
  const used = [...part.matchAll(/_x0000_s(\d{1,9})/g)].map(match => Number(match[1]))
  const first = used.reduce((most, id) => Math.max(most, id), 1024) + 1
  const type = part.includes(`id="${TYPE_ID}"`) || part.includes(`id='${TYPE_ID}'`) ? '' : NOTE_TYPE
  const shapes = comments.map((comment, at) => noteXml(comment, first + at)).join('')
  return part.slice(0, end) + type + shapes + part.slice(end)
}
