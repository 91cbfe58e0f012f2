/** An appraisal in, every file of the folder of results out; one line a report. */

import { dataFiles } from './data-files.ts'
import { appealRegisterPage } from './forms/appeal-register.ts'
import { hashedAsWritten, manifest, sha256 } from './manifest.ts'
import { LEFT_OUT_OF_REDACTED, type OutputFile, type ReportInput, type StreamedFile } from './output.ts'
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
export { PRINTED_OF_STANDARD } from './pages/standard-pages.ts'

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
] as const satisfies readonly ((context: PageContext) => Iterable<OutputFile>)[]

/** All at once, for whoever looks at them; a run writes them one by one. */
export function report(input: ReportInput): readonly OutputFile[] {
  // Each as it comes: the manifest asks what the hash of those before it is.
  return Array.from(reportFiles(input), file => ('content' in file ? file : whole(file)))
}

function whole({ path, pieces }: StreamedFile): OutputFile {
  return { path, content: Array.from(pieces(), String).join('') }
}

export type WrittenFile = OutputFile | StreamedFile

/** In the order in which they are made: the index, which lists all others, and the manifest over them come last. */
export function* reportFiles(input: ReportInput): Generator<WrittenFile, void, undefined> {
  const hashes: HashOf[] = []
  const context = makeContext(input)
  for (const file of others(context)) yield noted(file, hashes)
  yield* lastFiles(context, hashes)
}

/** The same, with more that are made one by one. */
export async function* reportWith(
  input: ReportInput,
  more: AsyncIterable<OutputFile>,
): AsyncGenerator<WrittenFile, void, undefined> {
  const hashes: HashOf[] = []
  const context = makeContext(input)
  for (const file of others(context)) yield noted(file, hashes)
  for await (const file of more) yield noted(file, hashes)
  yield* lastFiles(context, hashes)
}

function* lastFiles(context: PageContext, hashes: HashOf[]): Generator<WrittenFile, void, undefined> {
  const paths = hashes.map(hashOf => hashOf.path)
  yield noted(indexPage(context, paths), hashes)
  yield manifest(
    context.input,
    hashes.map(({ path: file, sha256 }) => ({ file, sha256: sha256() })),
  )
}

/** Of a file whose lines are made as they are written the hash is known once it was. */
interface HashOf {
  readonly path: string
  sha256(): string
}

function noted(file: WrittenFile, hashes: HashOf[]): WrittenFile {
  const { path } = file
  if ('content' in file) {
    const known = sha256(file.content)
    hashes.push({ path, sha256: () => known })
    return file
  }
  const streamed = hashedAsWritten(file)
  hashes.push({ path, sha256: streamed.sha256 })
  return streamed.file
}

/** Each is made when its turn comes: what was written is kept by nobody. */
function* others(context: PageContext): Generator<WrittenFile> {
  const { redacted } = context.appraisal
  for (const file of all(context)) if (!redacted || !isLeftOut(file.path)) yield file
}

function* all(context: PageContext): Generator<WrittenFile> {
  for (const make of REPORTS) yield* make(context)
  yield* dataFiles(context.input)
  yield* context.input.returned
}

function isLeftOut(path: string): boolean {
  return LEFT_OUT_OF_REDACTED.some(one => path.startsWith(one))
}
