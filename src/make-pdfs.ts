/** An appraisal in, a PDF for each person and a bound one for each department out, one by one; printed by an installed browser. */

import type { Printer } from './browser/index.ts'
import { printFailure } from './installed-browser.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Message } from './model/message.ts'
import type { PdfFile } from './pdf/read.ts'
import type { Leaf } from './pdf/write.ts'
import { type OutputFile, type ReportInput, reportWith } from './report/index.ts'
import type { CountedVolume, Mark, PrintedSheet, Printing } from './report/printed/index.ts'
import { type ResultsPlace, writeWhole } from './report/write.ts'

export interface PdfRequest {
  readonly input: ReportInput
  /** The program. */
  readonly browser: string
  readonly onStage: (stage: Message) => void
}

/** All results, PDFs among them, into the folder: or nothing, and why. */
export async function writeWithPdfs(place: ResultsPlace, request: PdfRequest): Promise<Diagnostic | undefined> {
  try {
    return await writeWhole(place, reportWith(request.input, makePdfs(request)))
  } catch (error) {
    const failure = await printFailure(error, request.browser)
    if (!failure) throw error
    return failure
  }
}

/** Throws `BrowserFailure` where the browser does not do its part, `UnreadablePdf` where it does it in no known way. */
export async function* makePdfs({ input, browser, onStage }: PdfRequest): AsyncGenerator<OutputFile> {
  const { startPrinter } = await import('./browser/index.ts')
  const { planPrinting } = await import('./report/printed/index.ts')
  const { writePdf } = await import('./pdf/write.ts')
  const printing = planPrinting(input)
  const { language } = printing
  const printer = startPrinter(browser)
  let paper: Paper
  try {
    paper = await print(printing, printer, onStage)
  } finally {
    await printer.close()
  }
  for (const [sheet, pages] of paper.sheets) {
    const leaves = numbered(pages, paper.marks, printing)
    yield { path: sheet.path, content: writePdf(leaves, { title: sheet.page.title, language }) }
  }
  for (const { volume, starts } of paper.volumes) {
    const cover = numbered(pagesOf(paper.covers, volume.name), paper.marks, printing)
    const sheets = volume.sheets.flatMap(sheet => numbered(known(paper.sheets, sheet), paper.marks, printing))
    const counted = sheets.map((leaf, at) => [...leaf, markOf(printing.leafMark(at + 1), paper.marks)])
    const bookmarks = volume.sheets.map(({ person, attached, page }, at) => ({
      title: person ? [person.id, person.name, attached].filter(part => part !== '').join(' ') : page.title,
      leaf: cover.length + (starts[at] ?? 1) - 1,
    }))
    yield {
      path: volume.path,
      content: writePdf([...cover, ...counted], { title: volume.title, language, bookmarks, uncounted: cover.length }),
    }
  }
}

/** All that the browser has printed. */
interface Paper {
  readonly sheets: ReadonlyMap<PrintedSheet, Pages>
  readonly volumes: readonly CountedVolume[]
  readonly covers: PrintedLeaves
  readonly marks: PrintedLeaves
}

interface PrintedLeaves {
  readonly file: PdfFile
  /** By the name of what begins there; a page may hold links of its own to other places. */
  readonly starts: ReadonlyMap<string, number>
}

interface Pages {
  readonly file: PdfFile
  readonly from: number
  readonly count: number
}

/**
 * How many leaves a sheet takes is known only when it is laid out; to lay out all of it twice for the sake of “page 1 of
 * 3” would cost twice the time. So page numbers are printed last, each once, and laid over the leaves.
 */
async function print(printing: Printing, printer: Printer, onStage: PdfRequest['onStage']): Promise<Paper> {
  const total = printing.sheets.length
  const found = new Map<PrintedSheet, Pages>()
  const documents = printing.documents()[Symbol.iterator]()
  const printNext = async (): Promise<void> => {
    for (let next = documents.next(); !next.done; next = documents.next()) {
      onStage({ zh: `印制 ${found.size}/${total}`, en: `Printing ${found.size}/${total}` })
      const { html, sheets } = next.value
      const leaves = await printLeaves(html, sheets, printer)
      for (const sheet of sheets) found.set(sheet, pagesOf(leaves, sheet.name))
    }
  }
  await Promise.all(Array.from({ length: printer.breadth }, printNext))
  // In order again: which document is done first is chance.
  const sheets = new Map(printing.sheets.map(sheet => [sheet, known(found, sheet)]))
  const volumes = printing.volumes.map(volume => {
    const counts = volume.sheets.map(sheet => known(sheets, sheet).count)
    const starts = counts.map((_, at) => 1 + sum(counts.slice(0, at)))
    return { volume, starts, leaves: sum(counts) }
  })
  const bound = volumes.map(({ volume }) => volume)
  const covers = await printLeaves(printing.covers(volumes), bound, printer)
  const all = [...sheets.values(), ...bound.map(({ name }) => pagesOf(covers, name))]
  const marks = [
    ...all.flatMap(({ count }) => Array.from({ length: count }, (_, at) => printing.pageMark(at + 1, count))),
    ...volumes.flatMap(({ leaves }) => Array.from({ length: leaves }, (_, at) => printing.leafMark(at + 1))),
  ]
  const distinct = [...new Map(marks.map(mark => [mark.name, mark])).values()]
  return { sheets, volumes, covers, marks: await printLeaves(printing.marks(distinct), distinct, printer) }
}

/** Of a document in which elements of these names each begin a leaf of their own. */
async function printLeaves(
  html: string,
  named: readonly { readonly name: string }[],
  printer: Printer,
): Promise<PrintedLeaves> {
  const { readPdf, UnreadablePdf } = await import('./pdf/read.ts')
  const file = readPdf(await printer.print(html))
  const starts = new Map(named.map(({ name }) => [name, file.places.get(name) ?? -1]))
  const begun = new Set([...starts.values()].filter(start => start >= 0)).size
  if (begun !== named.length) throw new UnreadablePdf(`${begun} of ${named.length} pages begin a leaf of their own`)
  return { file, starts }
}

/** From where an element of that name begins to where the next one does. */
function pagesOf({ file, starts }: PrintedLeaves, name: string): Pages {
  const from = starts.get(name)
  if (from === undefined) throw new Error(`${name} is not on paper`)
  const ends = [...starts.values()].filter(start => start > from)
  return { file, from, count: Math.min(file.pages.length, ...ends) - from }
}

function numbered({ file, from, count }: Pages, marks: PrintedLeaves, printing: Printing): readonly Leaf[] {
  return Array.from({ length: count }, (_, at) => [
    { file, page: from + at },
    markOf(printing.pageMark(at + 1, count), marks),
  ])
}

function markOf({ name }: Mark, { file, starts }: PrintedLeaves) {
  const page = starts.get(name)
  if (page === undefined) throw new Error(`${name} is not on paper`)
  return { file, page }
}

function known(sheets: ReadonlyMap<PrintedSheet, Pages>, sheet: PrintedSheet): Pages {
  const pages = sheets.get(sheet)
  if (!pages) throw new Error(`${sheet.path} was not printed`)
  return pages
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0)
}
