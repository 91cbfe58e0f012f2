/** An appraisal in, what a browser is to print of it out. */

import type { ReportInput } from '../output.ts'
import { makeFrame } from '../pages/page.ts'
import { type CountedVolume, coversOf, documentsOf, type Mark, marksOf, type PrintedDocument } from './documents.ts'
import { type PrintedSheets, printedSheets } from './sheets.ts'

export type { CountedVolume, Mark, PrintedDocument } from './documents.ts'
export type { PrintedSheet } from './sheets.ts'

export interface Printing extends PrintedSheets {
  /** `zh-CN` */
  readonly language: string
  documents(): Iterable<PrintedDocument>
  /** Each under its volume's name. */
  covers(volumes: readonly CountedVolume[]): string
  marks(marks: readonly Mark[]): string
  /** 第 1 页 / 共 3 页 */
  pageMark(page: number, pages: number): Mark
  /** Where it stands in its volume. */
  leafMark(leaf: number): Mark
}

export function planPrinting(input: ReportInput): Printing {
  const frame = makeFrame(input.language, input.templates, input.own)
  const sheets = printedSheets(input, frame)
  return {
    ...sheets,
    language: frame.lang,
    documents: () => documentsOf(sheets.sheets, frame, input.own),
    covers: volumes => coversOf(volumes, input, frame),
    marks: marks => marksOf(marks, frame),
    pageMark: (page, pages) => ({
      name: `p${page}-${pages}`,
      edge: 'bottom-center',
      text: frame.word('pageNumber', { page, pages }),
    }),
    leafMark: leaf => ({ name: `l${leaf}`, edge: 'top-right', text: frame.word('volumeMark', { leaf }) }),
  }
}
