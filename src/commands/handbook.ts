/** `yardstick handbook [PACK]`: the standards as a book to print, hand out and sign. */

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Command } from './command.ts'
import { civilDate, examples, withLanguage } from './command.ts'
import type { Terminal } from './terminal.ts'
import { writeOrTell } from './write-files.ts'

interface Options {
  readonly out?: string
  readonly post?: string
  readonly on?: string
  readonly profile?: string
  readonly pdf?: boolean
}

export const handbookCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('handbook')
      .summary(say({ zh: '把标准印成手册，新员工签阅', en: 'the standards as a book to print and sign' }))
      .description(
        say({
          zh: '把规则包写成一本可打印的手册：按岗位、按主题列出标准、时限、分值、免责、后果和条款索引，最后一页供签阅。文字由规则生成，与核对所用的完全一致。',
          en: 'Writes a rule pack as a book to print: standards by post and by subject, with limits, marks, exemptions, consequences and an index of clauses; the last page is signed. Its words are made from the rules.',
        }),
      )
      .argument(
        '[PACK]',
        say({ zh: '规则包文件夹；不写为随软件提供的', en: 'folder of a rule pack; the shipped one if none' }),
      )
      .option('--post <post>', say({ zh: '只要一个岗位的，写编号或名称', en: 'of one post only, by id or title' }))
      .option(
        '--on <date>',
        say({ zh: '这一天有效的数值，如 2025-09-01', en: 'with the values in force on this date, 2025-09-01' }),
        civilDate,
      )
      .option('--profile <name>', say({ zh: '只要这份方案启用的标准', en: 'only the standards of this profile' }))
      .option(
        '--out <file>',
        say({ zh: '写到哪个文件，默认 handbook.html', en: 'the file to write, handbook.html if not said' }),
      )
      .option(
        '--pdf',
        say({
          zh: '另存 PDF（需要装有 Chrome、Edge 或 Chromium）',
          en: 'a PDF as well (takes an installed Chrome, Edge or Chromium)',
        }),
      )
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick handbook', { zh: '全部标准', en: 'every standard' }],
          [
            'yardstick handbook my-rules --post 水电维修工 --pdf',
            { zh: '发给一个岗位的新员工', en: 'for a new employee of one post' },
          ],
          [
            'yardstick handbook my-rules --on 2025-09-01 --lang en',
            { zh: '新学期的数值，英文', en: 'with the values of a coming term' },
          ],
        ]),
      )
      .action((pack: string | undefined, options: Options) => run(pack, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(pack: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { say, workingDirectory, language } = terminal
  const { writeHandbook } = await import('../make-handbook.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { page, problem, diagnostics, texts } = await writeHandbook({
    workingDirectory,
    language,
    ...(pack === undefined ? {} : { pack }),
    ...(options.post === undefined ? {} : { post: options.post }),
    ...(options.on === undefined ? {} : { day: options.on }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
  })
  printDiagnostics(diagnostics, texts, terminal)
  if (problem) terminal.complain(terminal.style('red', say(problem)))
  if (page === undefined) {
    terminal.fail(1)
    return
  }
  const out = options.out ?? 'handbook.html'
  const path = resolve(workingDirectory, out)
  if (!writeOrTell([{ target: path, content: page }], terminal)) return
  terminal.print(say({ zh: `手册  ${out}`, en: `Handbook  ${out}` }))
  if (options.pdf) await printPdf(path, out, terminal)
}

async function printPdf(path: string, out: string, terminal: Terminal): Promise<void> {
  const { installedBrowser, printFailure } = await import('../installed-browser.ts')
  const { printPages } = await import('../browser/index.ts')
  const installed = await installedBrowser()
  if ('missing' in installed) {
    await refuse(terminal, installed.missing)
    return
  }
  terminal.progress(terminal.say({ zh: '打印 PDF……', en: 'Printing the PDF …' }))
  const name = `${out.replace(/\.html?$/i, '')}.pdf`
  try {
    const [pdf] = await printPages(installed.browser, [pathToFileURL(path)])
    if (pdf && !writeOrTell([{ target: resolve(terminal.workingDirectory, name), content: pdf }], terminal)) return
  } catch (error) {
    const failure = await printFailure(error, installed.browser)
    if (!failure) throw error
    await refuse(terminal, failure)
    return
  }
  terminal.print(`PDF  ${name}`)
}

async function refuse(terminal: Terminal, diagnostic: Diagnostic): Promise<void> {
  const { printDiagnostics } = await import('./diagnostics.ts')
  printDiagnostics([diagnostic], new Map(), terminal)
  terminal.fail(1)
}
