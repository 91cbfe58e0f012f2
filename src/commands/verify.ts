/** `yardstick verify OUT`: no byte of the results was altered since; with `--rerun FOLDER`, the same results again. */

import { existsSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { printedJson } from '../lib/plain-words.ts'
import type { Message } from '../model/message.ts'
import type { Difference, Verified } from '../report/verify.ts'
import type { Rerun, RerunFound } from '../rerun.ts'
import type { Command } from './command.ts'
import { examples, oneOf, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import { diagnosticsAsJson, printDiagnostics } from './diagnostics.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly rerun?: string | true
  readonly fingerprint?: string
  readonly format: 'text' | 'json'
}

export const verifyCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('verify')
      .summary(say({ zh: '核对结果有没有被改动过', en: 'whether results were altered since' }))
      .description(
        say({
          zh: '逐个核对结果文件夹里的文件和清单（manifest.json）：改动、缺少、多出来的都一一指出。--rerun 用原来的考评文件夹照原样重算一遍，应当逐字节相同。',
          en: 'Holds every file of the results against the manifest (manifest.json) and names each one that was altered, is missing or was added. --rerun appraises the folder once more in the same way, which must give the same bytes.',
        }),
      )
      .argument('OUT', say({ zh: '考评结果文件夹，或归档（.zip）', en: 'folder of results, or an archive (.zip)' }))
      .option(
        '--rerun [folder]',
        say({
          zh: '用这个考评文件夹重算，比对每一个字节（默认：结果所在的文件夹；归档则用其中的）',
          en: 'appraise this folder once more and compare every byte (default: the folder that OUT lies in; of an archive, the one in it)',
        }),
      )
      .option(
        '--fingerprint <hex>',
        say({
          zh: '考评表页脚印的结果指纹，或定稿时记下的清单指纹（开头 12 位即可）：是否就是这份结果',
          en: 'the fingerprint at the foot of a sheet, or the one noted when the round was final (its first 12 signs will do): whether these are the results',
        }),
        fingerprint,
      )
      .option(
        '--format <text|json>',
        say({ zh: '输出格式', en: 'format of the output' }),
        oneOf('text', 'json'),
        'text',
      )
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick verify 2024-H1/out', { zh: '有没有被改动', en: 'whether anything was altered' }],
          [
            'yardstick verify 2024-H1/out --rerun 2024-H1',
            { zh: '重算应得到同样的结果', en: 'the same results again' },
          ],
          [
            'yardstick verify 2024-H1/out --fingerprint 3f9a01c47be2',
            { zh: '手里的考评表是否出自这份结果', en: 'whether a printed sheet is of these results' },
          ],
        ]),
      )
      .action((out: string, options: Options) => run(out, options, terminal))
    withLanguage(command, terminal)
  },
}

/** Fewer signs could be met by chance. */
const LEAST_SIGNS = 8

function fingerprint(text: string): string {
  const plain = text.trim().toLowerCase()
  if (plain.length >= LEAST_SIGNS && /^[0-9a-f]{1,64}$/.test(plain)) return plain
  throw new InvalidArgumentError('3f9a01c47be2')
}

/** Results in a folder or in an archive. */
interface Subject extends Verified {
  readonly files: number
  /** What is appraised again, as it is told, and how. */
  readonly folder: string
  repeat(): Promise<Rerun>
}

async function run(out: string, options: Options, terminal: Terminal): Promise<void> {
  const subject = await subjectOf(out, options, terminal)
  if ('problem' in subject) {
    const { zh, en } = subject.problem
    terminal.complain(terminal.say({ zh: `${out}：${zh}。无从核对。`, en: `${out}: ${en}. Nothing can be verified.` }))
    terminal.fail(1)
    return
  }
  const again = options.rerun === undefined ? undefined : await subject.repeat()
  const asked = options.fingerprint === undefined ? undefined : bearerOf(options.fingerprint, subject)
  if (options.format === 'json') terminal.print(printedJson(asJson(subject, again, asked, terminal)))
  else printText(out, { subject, again, asked }, options, terminal)
  const isSame = again === undefined || (again.found !== undefined && isAlike(again.found))
  if (subject.differences.length > 0 || !isSame || asked === null) terminal.fail(1)
}

async function subjectOf(
  out: string,
  { rerun: folder }: Options,
  terminal: Terminal,
): Promise<Subject | { readonly problem: Message }> {
  const path = resolve(terminal.workingDirectory, out)
  const onStage = (stage: Message): void => terminal.progress(terminal.say(stage))
  if (existsSync(path) && statSync(path).isFile()) {
    const { verifyArchive } = await import('../verify-archive.ts')
    const archive = verifyArchive(path)
    if ('problem' in archive) return archive
    if (typeof folder === 'string') return { problem: ARCHIVE_ALONE }
    return { ...archive, folder: out, repeat: () => archive.repeat(onStage) }
  }
  const { verifyResults } = await import('../report/verify.ts')
  const { rerun } = await import('../rerun.ts')
  const verified = verifyResults(path)
  if ('problem' in verified) {
    const { file, problem } = verified
    return { problem: { zh: `${file} ${problem.zh}`, en: `${file} ${problem.en}` } }
  }
  const asked = typeof folder === 'string' ? resolve(terminal.workingDirectory, folder) : dirname(path)
  return {
    ...verified,
    files: verified.manifest.outputs.length + 1,
    folder: typeof folder === 'string' ? folder : relative(terminal.workingDirectory, asked) || '.',
    repeat: () => rerun({ folder: asked, manifest: verified.manifest, results: path, onStage }),
  }
}

const ARCHIVE_ALONE: Message = {
  zh: '归档由其中的文件夹重算，--rerun 后面不写文件夹',
  en: 'an archive is repeated from what it holds: give --rerun without a folder',
}

/** What the fingerprint is of; null: of nothing here. */
function bearerOf(asked: string, { manifest }: Verified): 'manifest' | 'results' | null {
  if (manifest.fingerprint.startsWith(asked)) return 'manifest'
  return resultsFingerprint(manifest).startsWith(asked) ? 'results' : null
}

function resultsFingerprint({ outputs }: Verified['manifest']): string {
  return outputs.find(({ file }) => file === 'appraisal.json')?.sha256 ?? ''
}

function isAlike({ engine, inputs, rules, templates, outputs }: RerunFound): boolean {
  return engine === undefined && [inputs, rules, templates, outputs].every(list => list.length === 0)
}

function asJson(
  { manifest, differences, files }: Subject,
  again: Rerun | undefined,
  asked: 'manifest' | 'results' | null | undefined,
  terminal: Terminal,
) {
  return {
    engine: manifest.engine,
    period: manifest.period,
    state: manifest.state,
    fingerprint: manifest.fingerprint,
    resultsFingerprint: resultsFingerprint(manifest),
    files,
    differences,
    ...(asked === undefined ? {} : { fingerprintOf: asked }),
    ...(again === undefined
      ? {}
      : {
          rerun: again.found ? { ...again.found, engine: again.found.engine ?? null } : null,
          diagnostics: diagnosticsAsJson(again.diagnostics, terminal),
        }),
  }
}

interface Told {
  readonly subject: Subject
  readonly again: Rerun | undefined
  readonly asked: 'manifest' | 'results' | null | undefined
}

function printText(out: string, told: Told, options: Options, terminal: Terminal): void {
  const { subject, again, asked } = told
  const { manifest, differences, files } = subject
  const { say } = terminal
  for (const difference of differences) terminal.print(say(lineOf(difference)))
  terminal.print(
    say(
      differences.length === 0
        ? {
            zh: `${out}：${files} 个文件，一个字节也没有改动。`,
            en: `${out}: ${counted(files, 'file')}, not a byte altered.`,
          }
        : {
            zh: `${out}：${differences.length} 处与清单不符（清单共 ${files} 个文件）。`,
            en: `${out}: ${counted(differences.length, 'difference')} from the manifest of ${counted(files, 'file')}.`,
          },
    ),
  )
  terminal.print(
    say({
      zh: `结果指纹（印在考评表页脚）  ${resultsFingerprint(manifest)}`,
      en: `Results, as at the foot of each sheet  ${resultsFingerprint(manifest)}`,
    }),
  )
  terminal.print(
    say({
      zh: `清单指纹（管所有文件）      ${manifest.fingerprint}`,
      en: `Manifest, over all files               ${manifest.fingerprint}`,
    }),
  )
  if (asked !== undefined) terminal.print(say(wordsOf(asked, options.fingerprint ?? '')))
  if (again) printRerun(again, subject.folder, manifest.outputs.length + 1, terminal)
}

const HOW: Readonly<Record<Difference['how'], Message>> = {
  altered: { zh: '改动过', en: 'altered' },
  missing: { zh: '缺少', en: 'missing' },
  added: { zh: '多出来', en: 'added' },
}

export function lineOf({ file, how }: Difference): Message {
  return { zh: `${HOW[how].zh}  ${file}`, en: `${HOW[how].en.padEnd(7)}  ${file}` }
}

function wordsOf(asked: 'manifest' | 'results' | null, text: string): Message {
  if (asked === null)
    return {
      zh: `${text} 不是这份结果的指纹：那张考评表或那条记录出自另一份结果，或结果后来被改动过。`,
      en: `${text} is no fingerprint of these results: the sheet or note is of others, or these were altered afterwards.`,
    }
  return asked === 'manifest'
    ? { zh: `${text} 是这份清单的指纹。`, en: `${text} is the fingerprint of this manifest.` }
    : { zh: `${text} 是这份结果的指纹。`, en: `${text} is the fingerprint of these results.` }
}

function printRerun(again: Rerun, folder: string, files: number, terminal: Terminal): void {
  const { say } = terminal
  terminal.print('')
  if (!again.found) {
    printDiagnostics(again.diagnostics, again.texts, terminal)
    terminal.print(say({ zh: `${folder} 无法重算：见上。`, en: `${folder} cannot be appraised again: see above.` }))
    return
  }
  const { engine, inputs, rules, templates, outputs } = again.found
  if (engine)
    terminal.print(
      say({
        zh: `程序不同：当时 ${engine.was}，现在 ${engine.is}`,
        en: `Another program: it was ${engine.was} and is ${engine.is}`,
      }),
    )
  const groups = [
    [{ zh: '输入', en: 'Input' }, inputs],
    [{ zh: '规则', en: 'Rules' }, rules],
    [{ zh: '模板', en: 'Template' }, templates],
    [{ zh: '结果', en: 'Result' }, outputs],
  ] as const
  for (const [title, changes] of groups)
    for (const change of changes)
      terminal.print(
        say({ zh: `${title.zh}  ${lineOf(change).zh}`, en: `${title.en.padEnd(8)}  ${lineOf(change).en}` }),
      )
  terminal.print(say(rerunWords(again.found, folder, files)))
}

function rerunWords(found: RerunFound, folder: string, files: number): Message {
  if (isAlike(found))
    return {
      zh: `重算 ${folder}：同样的 ${files} 个文件，逐字节相同。`,
      en: `Appraised ${folder} again: the same ${counted(files, 'file')}, byte for byte.`,
    }
  const { outputs } = found
  if (outputs.length === 0)
    return {
      zh: `重算 ${folder}：依据有所不同，但结果逐字节相同（除清单外）。`,
      en: `Appraised ${folder} again: it rests on other things, yet gives the same bytes (but for the manifest).`,
    }
  const isPrintedOnly = outputs.every(({ file }) => file.endsWith('.pdf'))
  return isPrintedOnly
    ? {
        zh: `重算 ${folder}：只有 PDF 不同（${outputs.length} 个）：PDF 由本机浏览器印制，版本或字体不同就会不同；内容以 HTML 为准。`,
        en: `Appraised ${folder} again: only PDFs differ (${outputs.length}). The installed browser prints them, and another version or other fonts print otherwise; the HTML tells what is in them.`,
      }
    : {
        zh: `重算 ${folder}：${outputs.length} 个结果文件不同。`,
        en: `Appraised ${folder} again: ${counted(outputs.length, 'file')} of results differ.`,
      }
}
