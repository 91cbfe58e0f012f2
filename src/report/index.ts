/** An appraisal in, every file of the folder of results out; one line a report. */

import { dataFiles } from './data-files.ts'
import { appealRegisterPage } from './forms/appeal-register.ts'
import { hashed, manifest } from './manifest.ts'
import { type HashedFile, LEFT_OUT_OF_REDACTED, type OutputFile, type ReportInput } from './output.ts'
import { appraisalsWorkbook } from './pages/appraisals-workbook.ts'
import { bulletinPage } from './pages/bulletin.ts'
import { explanationPages } from './pages/explanation-pages.ts'
import { indexPage } from './pages/index-page.ts'
import { noticePage } from './pages/notice.ts'
import { makeContext, type PageContext } from './pages/page.ts'
import { payrollFiles } from './pages/payroll.ts'
import { payrollDeltaFiles } from './pages/payroll-delta.ts'
import { recordsPage } from './pages/records-page.ts'
import { rectificationPages } from './pages/rectification.ts'
import { sheetPages } from './pages/sheet.ts'
import { standardPages } from './pages/standard-pages.ts'
import { summaryPage } from './pages/summary.ts'

export { comparisonText } from './comparison-text.ts'
export { compileTemplates, type PrintedTemplates } from './compile-templates.ts'
export type { OutputFile, ReportInput } from './output.ts'
export { comparisonPage } from './pages/comparison.ts'
export { handbookPage } from './pages/handbook.ts'

/** What can be made of an appraisal, in the order in which it is written; the index lists all of it, and is made last. */
export const REPORTS = [
  sheetPages,
  rectificationPages,
  summaryPage,
  recordsPage,
  explanationPages,
  standardPages,
  payrollFiles,
  payrollDeltaFiles,
  appraisalsWorkbook,
  noticePage,
  bulletinPage,
  appealRegisterPage,
] as const satisfies readonly ((context: PageContext) => readonly OutputFile[])[]

export function report(input: ReportInput): readonly OutputFile[] {
  const context = makeContext(input)
  const made = others(context)
  const files = [
    ...made,
    indexPage(
      context,
      made.map(({ path }) => path),
    ),
  ]
  return [...files, manifest(input, files.map(hashed))]
}

/** The same, with more that are made one by one: the index, which lists all of them, and the manifest over it come last. */
export async function* reportWith(
  input: ReportInput,
  more: AsyncIterable<OutputFile>,
): AsyncGenerator<OutputFile, void, undefined> {
  const hashes: HashedFile[] = []
  const noted = (file: OutputFile): OutputFile => {
    hashes.push(hashed(file))
    return file
  }
  const context = makeContext(input)
  for (const file of others(context)) yield noted(file)
  for await (const file of more) yield noted(file)
  yield noted(
    indexPage(
      context,
      hashes.map(({ file }) => file),
    ),
  )
  yield manifest(input, hashes)
}

function others(context: PageContext): readonly OutputFile[] {
  const { input } = context
  const made = [...REPORTS.flatMap(make => make(context)), ...dataFiles(input), ...input.returned]
  return input.appraisal.redacted ? made.filter(({ path }) => !isLeftOut(path)) : made
}

function isLeftOut(path: string): boolean {
  return LEFT_OUT_OF_REDACTED.some(one => path.startsWith(one))
}
