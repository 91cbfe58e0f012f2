/** Forms of the process as asked for on the command line in; their pages, and PDFs of them, written out. */

import { join, resolve } from 'node:path'
import type { ProcessFormName } from '../report/forms/index.ts'
import type { OutputFile } from '../report/index.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'
import { filesInTheWay, writeOrTell } from './write-files.ts'

/** By name and title, as they may be asked for; kept here so that help and completion need not load the pages. */
export const PROCESS_FORM_NAMES: Readonly<Record<ProcessFormName, readonly string[]>> = {
  'deduction-notice': ['扣分告知单'],
  'appeal-form': ['考评申诉表'],
  'appeal-decision': ['申诉处理决定书'],
  'appeal-register': ['申诉登记簿'],
}

export function processFormCalled(name: string): ProcessFormName | undefined {
  const plain = name.normalize('NFKC').trim().toLowerCase()
  const found = Object.entries(PROCESS_FORM_NAMES).find(([id, titles]) => id === plain || titles.includes(plain))
  return found?.[0] as ProcessFormName | undefined
}

export interface ProcessFormOptions {
  readonly from?: string
  readonly person?: readonly string[]
  readonly appeal?: readonly string[]
  readonly on?: string
  readonly folder?: string
  readonly rules?: string
  readonly out: string
  readonly pdf?: boolean
  readonly force?: boolean
}

export async function writeProcessForms(
  names: readonly ProcessFormName[],
  options: ProcessFormOptions,
  terminal: Terminal,
): Promise<void> {
  const { say, style, workingDirectory, language } = terminal
  const refuse = (zh: string, en: string, status: 1 | 2) => {
    terminal.complain(style('red', say({ zh, en })))
    terminal.fail(status)
  }
  const { from, person = [], appeal = [], on, folder, rules, out } = options
  if (from === undefined && (person.length > 0 || appeal.length > 0 || on !== undefined)) {
    return refuse(
      '--person、--appeal、--on 要和 --from（考评结果文件夹）一起用；不写 --from 是空白表。',
      '--person, --appeal and --on go with --from, the folder of results; without --from forms are blank.',
      2,
    )
  }
  const { makeProcessForms } = await import('../make-process-forms.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { files, diagnostics, texts, problems } = await makeProcessForms({
    names,
    people: person,
    appeals: appeal,
    ...(from === undefined ? {} : { from: resolve(workingDirectory, from) }),
    ...(on === undefined ? {} : { on }),
    ...(folder === undefined ? {} : { folder: resolve(workingDirectory, folder) }),
    ...(rules === undefined ? {} : { pack: rules }),
    language,
    workingDirectory,
  })
  printDiagnostics(diagnostics, texts, terminal)
  for (const { zh, en } of problems) refuse(zh, en, 1)
  if (files.length === 0) return terminal.fail(1)
  const printed = options.pdf ? await printOf(files, terminal) : []
  if (!printed) return
  const target = resolve(workingDirectory, out)
  const all = [...files, ...printed].map(({ path, content }) => ({ target: join(target, path), content }))
  const inTheWay = options.force ? [] : filesInTheWay(all)
  if (inTheWay.length > 0) {
    const some = inTheWay.map(path => join(out, path))
    return refuse(
      `${some.join('、')} 已经在了，内容不同，一份也没有写。请用 --out 另选文件夹，或加 --force 覆盖。`,
      `${some.join(', ')}: there already, with other content; nothing was written. Name another folder with --out, or add --force.`,
      1,
    )
  }
  if (!writeOrTell(all, terminal)) return
  for (const { path } of files.slice(0, MOST_NAMED)) terminal.print(join(out, path))
  const more = files.length - MOST_NAMED
  if (more > 0) terminal.print(say({ zh: `……另有 ${more} 份`, en: `… and ${counted(more, 'more file')}` }))
}

/** So many are named; the folder has the others. */
const MOST_NAMED = 20

/** Undefined has been told. */
async function printOf(files: readonly OutputFile[], terminal: Terminal): Promise<readonly OutputFile[] | undefined> {
  const { installedBrowser, printFailure } = await import('../installed-browser.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const installed = await installedBrowser()
  if ('missing' in installed) {
    printDiagnostics([installed.missing], new Map(), terminal)
    terminal.fail(1)
    return undefined
  }
  const { startPrinter } = await import('../browser/index.ts')
  const printer = startPrinter(installed.browser)
  try {
    const printed: OutputFile[] = []
    for (const { path, content } of files) {
      terminal.progress(terminal.say({ zh: `打印 ${path}……`, en: `Printing ${path} …` }))
      printed.push({ path: path.replace(/\.html$/, '.pdf'), content: await printer.print(String(content)) })
    }
    return printed
  } catch (error) {
    const failure = await printFailure(error, installed.browser)
    if (!failure) throw error
    printDiagnostics([failure], new Map(), terminal)
    terminal.fail(1)
    return undefined
  } finally {
    await printer.close()
  }
}
