/** Sheets in, the documents that a browser prints out: many sheets in one, and once their leaves are counted, covers and page numbers. */

import type { OwnTemplates } from '../../model/templates.ts'
import type { ReportInput } from '../output.ts'
import { type Frame, type makeContext, periodText } from '../pages/page.ts'
import { type Edge, namedLeaves } from '../pages/page-footer.ts'
import { notePages, type PrintedSheet, type Volume } from './sheets.ts'

export interface PrintedDocument {
  readonly html: string
  readonly sheets: readonly PrintedSheet[]
}

/** A volume whose leaves are known. */
export interface CountedVolume {
  readonly volume: Volume
  /** Of each sheet the leaf that it begins on, counted from 1 behind the cover. */
  readonly starts: readonly number[]
  readonly leaves: number
}

/** A line at the edge of a leaf, laid over it. */
export interface Mark {
  readonly name: string
  readonly edge: Edge
  readonly text: string
}

/** One document takes so many sheets, and so many letters: a browser holds some three megabytes for each leaf. */
const MOST_SHEETS = 100
const MOST_LETTERS = 600_000

/** Nothing of it is seen before it is printed: to lay it out for a screen as well would take as long again. */
const FOR_PAPER_ALONE = '@media screen { body { display: none; } }\n'

/** Made as they are asked for: together they are large. */
export function* documentsOf(
  sheets: readonly PrintedSheet[],
  frame: Frame,
  own: OwnTemplates,
): Iterable<PrintedDocument> {
  const most = isKeptApart(own) ? 1 : MOST_SHEETS
  let together: { readonly sheet: PrintedSheet; readonly html: string }[] = []
  let letters = 0
  const document = (): PrintedDocument => ({
    html: bound(
      together.map(({ sheet, html }) => ({ ...sheet, html })),
      frame,
    ),
    sheets: together.map(({ sheet }) => sheet),
  })
  for (const sheet of sheets) {
    const html = frame.leaf(sheet.page)
    // The same picture on each weighs once.
    const weight = html.length - sheet.page.logo.length
    if (together.length >= most || (together.length > 0 && letters + weight > MOST_LETTERS)) {
      yield document()
      together = []
      letters = 0
    }
    together.push({ sheet, html })
    letters += weight
  }
  if (together.length > 0) yield document()
}

/** What a pack's own templates fix to every leaf, count, or say of a first leaf would reach the sheets of others. */
const REACHES_FAR = /position:\s*fixed|@page[^{]*:|counter|body\s*>|\sid=/i

function isKeptApart({ templates, style }: OwnTemplates): boolean {
  return [style, ...templates.map(({ text }) => text)].some(text => REACHES_FAR.test(text))
}

export function coversOf(volumes: readonly CountedVolume[], input: ReportInput, frame: Frame): string {
  const leaves = volumes.flatMap(counted =>
    notePages(input, frame, context => [{ path: counted.volume.path, content: cover(counted, context) }]).map(
      ({ page }) => ({ name: counted.volume.name, page, html: frame.leaf(page) }),
    ),
  )
  return bound(leaves, frame)
}

function cover({ volume, starts, leaves }: CountedVolume, context: ReturnType<typeof makeContext>): string {
  const { word, appraisal, say } = context
  const people = volume.sheets.flatMap(({ person, attached }, at) =>
    attached === ''
      ? {
          id: person?.id ?? '',
          name: person?.name ?? '',
          post: person?.postTitle ? say(person.postTitle) : (person?.post ?? ''),
          leaf: starts[at] ?? '',
        }
      : [],
  )
  return context.page(
    'cover',
    volume.title,
    {
      unit: volume.unit,
      period: periodText(context),
      asOf: appraisal.asOf,
      people,
      count: word('volumeCount', { people: people.length, leaves }),
    },
    { foot: volume.unit },
  )
}

function bound(leaves: readonly (Pick<PrintedSheet, 'name' | 'page'> & { readonly html: string })[], frame: Frame) {
  const styles = leaves.map(({ name, page }) =>
    namedLeaves(name, { 'bottom-left': page.foot, 'bottom-right': page.rules }),
  )
  const isDraft = leaves[0]?.page.isDraft ?? false
  return frame.bind(
    leaves.map(({ name, html }) => ({ name, html })),
    FOR_PAPER_ALONE + styles.join(''),
    isDraft,
  )
}

/** Whatever lies below shows through; and what has no height at all stands on no leaf of its own. */
const NOTHING_BUT_MARKS = 'body { background: none; } body > div { height: 1px; }\n'

/** A leaf for each, with nothing else on it. */
export function marksOf(marks: readonly Mark[], frame: Frame): string {
  const styles = marks.map(({ name, edge, text }) => namedLeaves(name, { [edge]: text }))
  return frame.bind(
    marks.map(({ name }) => ({ name, html: '' })),
    FOR_PAPER_ALONE + NOTHING_BUT_MARKS + styles.join(''),
    false,
  )
}
