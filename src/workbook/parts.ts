/** The parts that a workbook's sheets rest on in: its list of sheets, shared texts and formats out. */

import type { Message } from '../model/message.ts'
import { type NumberFormat, numberFormat } from './number-format.ts'
import { StopReading } from './stop-reading.ts'
import { makeTextStore, type TextStore } from './text-store.ts'
import { TOO_MUCH_TEXT } from './words.ts'
import { attribute, readXml } from './xml.ts'
import type { Zip } from './zip.ts'

export interface SheetPart {
  readonly name: string
  readonly isHidden: boolean
  readonly part: string
}

export interface Parts {
  /** The part that holds the styles; absent: the workbook has none. */
  readonly stylePart?: string
  readonly sheets: readonly SheetPart[]
  readonly is1904: boolean
  readonly texts: Pick<TextStore, 'at'>
  /** By the number of a cell's style: what it makes of a number. */
  readonly formats: readonly NumberFormat[]
}

/** Letters that all shared texts together may have. */
const MOST_LETTERS = 30_000_000
/** What a text takes beside its letters, in letters. */
const LETTERS_A_TEXT = 6
/** Excel keeps 65,490. */
const MOST_FORMATS = 100_000
/** Letters that the code of a format has at most. */
const LONGEST_CODE = 255
const TOO_MANY_FORMATS: Message = {
  zh: '单元格格式多得不合常理，拒绝读取',
  en: 'It has more formats than any office’s workbook, and is refused',
}

const NO_WORKBOOK: Message = {
  zh: '不是 Excel 工作簿（.xlsx）',
  en: 'It is no Excel workbook (.xlsx)',
}

export async function readParts(zip: Zip): Promise<Parts | { readonly problem: Message }> {
  const root = await relations(zip, '')
  if ('problem' in root) return root
  const main = [...root.values()].find(one => one.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  if (!zip.has(main)) return { problem: NO_WORKBOOK }
  const links = await relations(zip, main)
  if ('problem' in links) return links
  const workbook = await readWorkbookPart(zip, main, links)
  if ('problem' in workbook) return workbook
  const partOf = (type: string) => [...links.values()].find(one => one.type.endsWith(`/${type}`))?.target
  const texts = await sharedTexts(zip, partOf('sharedStrings'))
  if ('problem' in texts) return texts
  const formats = await readFormats(zip, partOf('styles'))
  if ('problem' in formats) return formats
  const stylePart = partOf('styles')
  return { ...workbook, ...(stylePart === undefined ? {} : { stylePart }), texts: texts.list, formats: formats.list }
}

export interface Relation {
  readonly type: string
  readonly target: string
}

/** What a part (or the package, `''`) refers to, by id; none where it refers to nothing. */
export async function relations(
  zip: Zip,
  part: string,
): Promise<ReadonlyMap<string, Relation> | { readonly problem: Message }> {
  const found = new Map<string, Relation>()
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const file = relationsPart(part)
  if (!zip.has(file)) return found
  const problem = await readXml(zip, file, {
    open(element, attributes) {
      const { Id: id, Type: type = '', Target: target = '', TargetMode: mode } = attributes
      if (element !== 'Relationship' || id === undefined || mode === 'External') return
      found.set(id, { type, target: resolved(target, folder) })
    },
  })
  return problem ? { problem } : found
}

export function relationsPart(part: string): string {
  const slash = part.lastIndexOf('/') + 1
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
}

function resolved(target: string, folder: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

async function readWorkbookPart(
  zip: Zip,
  part: string,
  links: ReadonlyMap<string, Relation>,
): Promise<{ readonly sheets: readonly SheetPart[]; readonly is1904: boolean } | { readonly problem: Message }> {
  const sheets: SheetPart[] = []
  let is1904 = false
  const problem = await readXml(zip, part, {
    open(element, attributes) {
      if (element === 'workbookPr') is1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '')
      if (element !== 'sheet') return
      const link = links.get(attribute(attributes, 'id') ?? '')
      // Charts have sheets of their own, which hold no cells.
      if (!link?.type.endsWith('/worksheet')) return
      const isHidden = (attributes.state ?? 'visible') !== 'visible'
      sheets.push({ name: attributes.name ?? '', isHidden, part: link.target })
    },
  })
  return problem ? { problem } : { sheets, is1904 }
}

/** Runs of rich text are joined; how Chinese characters are pronounced is left out. */
async function sharedTexts(
  zip: Zip,
  part: string | undefined,
): Promise<{ readonly list: TextStore } | { readonly problem: Message }> {
  const list = makeTextStore()
  if (part === undefined || !zip.has(part)) return { list }
  let text = ''
  let letters = 0
  let isText = false
  let isPhonetic = false
  const problem = await readXml(zip, part, {
    open(name) {
      if (name === 'si') {
        text = ''
        letters += LETTERS_A_TEXT
        if (letters > MOST_LETTERS) throw new StopReading(TOO_MUCH_TEXT)
      } else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    text(piece) {
      if (!isText) return
      text += piece
      letters += piece.length
      if (letters > MOST_LETTERS) throw new StopReading(TOO_MUCH_TEXT)
    },
    close(name) {
      if (name === 'si') list.add(unescaped(text))
      else if (name === 'rPh') isPhonetic = false
      else if (name === 't') isText = false
    },
  })
  return problem ? { problem } : { list }
}

/** Control characters are written `_x000D_` in workbooks. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
}

/** Pieces of a text that are longer than this are views of it: each keeps all of what it was cut from. */
const LONGEST_COPIED = 12

/** The same letters, kept by themselves. */
export function ownText(text: string): string {
  return text.length > LONGEST_COPIED ? Buffer.from(text, 'utf8').toString('utf8') : text
}

async function readFormats(
  zip: Zip,
  part: string | undefined,
): Promise<{ readonly list: readonly NumberFormat[] } | { readonly problem: Message }> {
  const codes = new Map<number, string>()
  const list: NumberFormat[] = []
  if (part === undefined || !zip.has(part)) return { list }
  let isCellStyle = false
  const problem = await readXml(zip, part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') isCellStyle = true
      else if (list.length >= MOST_FORMATS || codes.size >= MOST_FORMATS) throw new StopReading(TOO_MANY_FORMATS)
      else if (name === 'xf' && isCellStyle) {
        const id = Number(attributes.numFmtId ?? 0)
        const code = codes.get(id)
        list.push(numberFormat(id, code !== undefined && code.length > LONGEST_CODE ? '' : code))
      }
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false
    },
  })
  return problem ? { problem } : { list }
}
