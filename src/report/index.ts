/** An appraisal in, every file of the folder of results out; one line a report. */

import { dataFiles, manifest } from './data-files.ts'
import type { OutputFile, ReportInput } from './output.ts'
import { explanationPages } from './pages/explanation-pages.ts'
import { indexPage } from './pages/index-page.ts'
import { makeContext, type PageContext } from './pages/page.ts'
import { recordsPage } from './pages/records-page.ts'
import { sheetPages } from './pages/sheet.ts'
import { standardPages } from './pages/standard-pages.ts'
import { summaryPage } from './pages/summary.ts'

export { comparisonText } from './comparison-text.ts'
export type { OutputFile, ReportInput } from './output.ts'
export { checkOwnTemplates } from './own-templates.ts'

export { comparisonPage } from './pages/comparison.ts'
export { handbookPage } from './pages/handbook.ts'

/** What can be made of an appraisal, in the order in which it is written; the index lists all of it, and is made last. */
export const REPORTS = [
  sheetPages,
  summaryPage,
  recordsPage,
  explanationPages,
  standardPages,
] as const satisfies readonly ((context: PageContext) => readonly OutputFile[])[]

export function report(input: ReportInput): readonly OutputFile[] {
  const context = makeContext(input)
  const made = [...REPORTS.flatMap(make => make(context)), ...dataFiles(input), ...input.returned]
  const files = [...indexPage(context, made), ...made]
  return [...files, manifest(input, files)]
}
