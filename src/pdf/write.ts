/** Pages of PDFs in, a PDF of them out: laid over each other, with bookmarks; the same pages give the same bytes. */

import type { PdfFile, PdfPart } from './read.ts'

/** What is laid over each other on one leaf, the lowest first. */
export type Leaf = readonly Layer[]

export interface Layer {
  readonly file: PdfFile
  readonly page: number
}

export interface Bookmark {
  readonly title: string
  /** On which leaf, the first being 0. */
  readonly leaf: number
}

export interface PdfCover {
  readonly title: string
  /** `zh-CN` */
  readonly language: string
  readonly bookmarks?: readonly Bookmark[]
  /** So many leaves go before those that are counted: viewers number them i, ii, iii. */
  readonly uncounted?: number
}

export function writePdf(leaves: readonly Leaf[], cover: PdfCover): Uint8Array {
  const writer = makeWriter()
  const [catalog, tree, info] = [writer.reserve(), writer.reserve(), writer.reserve()]
  const pages = leaves.map(leaf => writer.add(pageOf(leaf, tree, writer)))
  writer.fill(tree, [`<</Type /Pages /Count ${pages.length} /Kids [`, ...pages.flatMap(page => [page, ' ']), ']>>'])
  writer.fill(info, [`<</Title ${hexText(cover.title)}>>`])
  writer.fill(catalog, [
    '<</Type /Catalog /Pages ',
    tree,
    ` /Lang (${cover.language}) /ViewerPreferences <</DisplayDocTitle true>>`,
    ...labelsOf(cover.uncounted ?? 0),
    ...outline(cover.bookmarks ?? [], pages, writer),
    '>>',
  ])
  return writer.finish(catalog, info)
}

interface Writer {
  /** A number for an object that is written later. */
  reserve(): number
  fill(number: number, parts: readonly PdfPart[], stream?: Uint8Array): void
  add(parts: readonly PdfPart[], stream?: Uint8Array): number
  /** An object of a file, with all that it refers to; written once. */
  copy(file: PdfFile, number: number): number
  /** Parts of a file, their references turned into those of what is written. */
  moved(file: PdfFile, parts: readonly PdfPart[]): readonly PdfPart[]
  /** Made once for each key. */
  once(key: string, file: PdfFile, make: () => number): number
  finish(catalog: number, info: number): Uint8Array
}

/** Each page as a drawing of its own that the leaf places: so that names within one never meet those of another. */
function pageOf(leaf: Leaf, tree: number, writer: Writer): readonly PdfPart[] {
  const forms = leaf.map(({ file, page }) => formOf(file, page, writer))
  const [lowest] = leaf
  const box = lowest?.file.pages[lowest.page]?.box ?? '[0 0 595 842]'
  const placed = Buffer.from(forms.map((_, at) => `/L${at} Do\n`).join(''), 'latin1')
  return [
    '<</Type /Page /Parent ',
    tree,
    ` /MediaBox ${box} /Resources <</XObject <<`,
    ...forms.flatMap((form, at) => [`/L${at} `, form, ' ']),
    '>>>> /Contents ',
    writer.add([`<</Length ${placed.length}>>`], placed),
    '>>',
  ]
}

function formOf(file: PdfFile, at: number, writer: Writer): number {
  return writer.once(`page ${at}`, file, () => {
    const page = file.pages[at]
    if (!page) throw new Error(`no page ${at}`)
    const { parts, stream } = file.object(page.drawing)
    const [first = '', ...rest] = parts
    const head = [
      '<</Type /XObject /Subtype /Form /BBox ',
      page.box,
      ' /Resources ',
      ...writer.moved(file, page.resources),
      ' ',
    ]
    return writer.add([...head, String(first).replace(/^<</, ''), ...writer.moved(file, rest)], stream)
  })
}

function labelsOf(uncounted: number): readonly PdfPart[] {
  return uncounted === 0 ? [] : [` /PageLabels <</Nums [0 <</S /r>> ${uncounted} <</S /D>>]>>`]
}

function outline(bookmarks: readonly Bookmark[], pages: readonly number[], writer: Writer): readonly PdfPart[] {
  if (bookmarks.length === 0) return []
  const root = writer.reserve()
  const items = bookmarks.map(() => writer.reserve())
  const [first = root, last = root] = [items[0], items.at(-1)]
  bookmarks.forEach(({ title, leaf }, at) => {
    const [before, after, page] = [items[at - 1], items[at + 1], pages[leaf]]
    if (page === undefined) throw new Error(`no leaf ${leaf}`)
    writer.fill(items[at] ?? root, [
      `<</Title ${hexText(title)} /Parent `,
      root,
      ...(before === undefined ? [] : [' /Prev ', before]),
      ...(after === undefined ? [] : [' /Next ', after]),
      ' /Dest [',
      page,
      ' /Fit]>>',
    ])
  })
  writer.fill(root, ['<</Type /Outlines /First ', first, ' /Last ', last, ` /Count ${items.length}>>`])
  return [' /Outlines ', root, ' /PageMode /UseOutlines']
}

function makeWriter(): Writer {
  const objects: { readonly parts: readonly PdfPart[]; readonly stream: Uint8Array | undefined }[] = []
  const copies = new Map<PdfFile, Map<string, number>>()
  const writer: Writer = {
    reserve: () => objects.push({ parts: [], stream: undefined }),
    fill(number, parts, stream) {
      objects[number - 1] = { parts, stream }
    },
    add(parts, stream) {
      const number = writer.reserve()
      writer.fill(number, parts, stream)
      return number
    },
    copy: (file, number) => {
      const known = copies.get(file)?.get(String(number))
      if (known !== undefined) return known
      const copy = writer.reserve()
      knownOf(file).set(String(number), copy)
      const { parts, stream } = file.object(number)
      writer.fill(copy, writer.moved(file, parts), stream)
      return copy
    },
    moved: (file, parts) => parts.map(part => (typeof part === 'number' ? writer.copy(file, part) : part)),
    once(key, file, make) {
      const known = knownOf(file).get(key)
      if (known !== undefined) return known
      const made = make()
      knownOf(file).set(key, made)
      return made
    },
    finish: (catalog, info) => assemble(objects, catalog, info),
  }
  const knownOf = (file: PdfFile): Map<string, number> => {
    const known = copies.get(file) ?? new Map<string, number>()
    copies.set(file, known)
    return known
  }
  return writer
}

type Written = { readonly parts: readonly PdfPart[]; readonly stream: Uint8Array | undefined }

function assemble(objects: readonly Written[], catalog: number, info: number): Uint8Array {
  const chunks: Uint8Array[] = []
  let length = 0
  const put = (chunk: Uint8Array): void => {
    chunks.push(chunk)
    length += chunk.length
  }
  const putText = (text: string): void => put(Buffer.from(text, 'latin1'))
  // The second line tells whoever passes the file on that it is not text.
  putText('%PDF-1.4\n%\xd3\xeb\xe9\xe1\n')
  const offsets = objects.map(({ parts, stream }, at) => {
    const offset = length
    const value = parts.map(part => (typeof part === 'number' ? `${part} 0 R` : part)).join('')
    if (stream) {
      putText(`${at + 1} 0 obj\n${value}stream\n`)
      put(stream)
      putText('\nendstream\nendobj\n')
    } else putText(`${at + 1} 0 obj\n${value}\nendobj\n`)
    return offset
  })
  const table = length
  const lines = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  putText(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}trailer\n<</Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${info} 0 R>>\nstartxref\n${table}\n%%EOF\n`,
  )
  return Buffer.concat(chunks, length)
}

/** A text of any language, as UTF-16 with its mark. */
function hexText(text: string): string {
  return `<FEFF${Buffer.from(text.toWellFormed(), 'utf16le').swap16().toString('hex')}>`
}
