/** `yardstick limits [PACK]`: the numbers of a pack as a workbook; `--import` brings changed ones back into the rule files. */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { ChangedFile } from '../import-limits.ts'
import { whyUnread } from '../lib/readable.ts'
import type { Message } from '../model/message.ts'
import type { Command } from './command.ts'
import { civilDate, examples, withLanguage } from './command.ts'
import { printChanges } from './limit-changes.ts'
import type { Terminal } from './terminal.ts'
import { type FileToWrite, writeFiles } from './write-files.ts'

interface Options {
  readonly out?: string
  readonly on?: string
  readonly force?: boolean
  readonly import?: string
  readonly since?: string
  readonly yes?: boolean
  readonly dryRun?: boolean
}

/** Unless `--out` says another. */
const WORKBOOK: Message = { zh: '标准维护表.xlsx', en: 'limits.xlsx' }

export const limitsCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('limits')
      .summary(
        say({
          zh: '把规则包里的数导出成标准维护表，改过的读回来',
          en: 'the numbers of a pack as a workbook, and changed ones back',
        }),
      )
      .description(
        say({
          zh: '把时限、数量、分值、封顶、金额等全部导出成一个工作簿，给领导看和改。加 --import 把改过的数读回来：按生效日期写进规则文件，旧的数保留，注释不动；先列出改动，确认后才写。判断逻辑只在规则文件里改。',
          en: 'Puts every limit, count, mark, cap and amount into one workbook, to be read and marked up. --import brings changed values back: written into the rule files with the day from which they hold, the old ones and all comments kept; the changes are listed first and written once you agree. Logic is changed in the rule files alone.',
        }),
      )
      .argument(
        '[PACK]',
        say({ zh: '规则包文件夹（默认：随软件提供的规则包）', en: 'folder of the pack (default: the shipped one)' }),
      )
      .option(
        '--out <file>',
        say({ zh: `工作簿写到哪里（默认 ${WORKBOOK.zh}）`, en: `where the workbook goes (default ${WORKBOOK.en})` }),
      )
      .option(
        '--on <date>',
        say({ zh: '列出这一天生效的数（默认：最新的）', en: 'the values in force on this date (default: the newest)' }),
        civilDate,
      )
      .option('--force', say({ zh: '工作簿已存在也覆盖', en: 'write over a workbook that is there' }))
      .option(
        '--import <file>',
        say({ zh: '把改过的工作簿读回规则文件', en: 'bring a filled-in workbook back into the rule files' }),
      )
      .option(
        '--since <date>',
        say({
          zh: '没有写日期的旧数自哪一天起有效（如 2020-01-01）',
          en: 'since when old values hold that stand without a date (2020-01-01)',
        }),
        civilDate,
      )
      .option('--dry-run', say({ zh: '只列出改动，不写', en: 'list the changes and write nothing' }))
      .option('--yes', say({ zh: '不再询问，直接写', en: 'write without asking' }))
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick limits my-rules', { zh: `导出 ${WORKBOOK.zh}`, en: `writes ${WORKBOOK.en}` }],
          [
            `yardstick limits my-rules --import ${say(WORKBOOK)}`,
            { zh: '列出改动，确认后写回', en: 'lists the changes, and writes once you agree' },
          ],
          [
            `yardstick limits my-rules --import ${say(WORKBOOK)} --since 2020-01-01 --dry-run`,
            { zh: '只看会改什么', en: 'only shows what would change' },
          ],
        ]),
      )
      .action((pack: string | undefined, options: Options) => run(pack, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(pack: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const usage = usageProblem(options)
  if (usage) {
    terminal.complain(terminal.style('red', terminal.say(usage)))
    terminal.fail(2)
    return
  }
  await (options.import === undefined
    ? runExport(pack, options, terminal)
    : runImport(pack, options.import, options, terminal))
}

const OF_EXPORT = ['out', 'on', 'force'] as const
const OF_IMPORT = ['since', 'yes', 'dryRun'] as const

function usageProblem(options: Options): Message | undefined {
  const isImport = options.import !== undefined
  const stray = (isImport ? OF_EXPORT : OF_IMPORT).find(key => options[key] !== undefined)
  if (stray === undefined) return undefined
  const flag = stray === 'dryRun' ? '--dry-run' : `--${stray}`
  return isImport
    ? {
        zh: `${flag} 用于导出，不能和 --import 一起用。`,
        en: `${flag} is for the export; it does not go with --import.`,
      }
    : { zh: `${flag} 要和 --import 一起用。`, en: `${flag} goes with --import.` }
}

// --- out ------------------------------------------------------------------------------------------------------------

async function runExport(pack: string | undefined, { out, on, force }: Options, terminal: Terminal): Promise<void> {
  const { exportLimits } = await import('../export-limits.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { say, language, workingDirectory } = terminal
  const { workbook, diagnostics, texts, counts } = exportLimits({
    ...(pack === undefined ? {} : { pack }),
    ...(on === undefined ? {} : { on }),
    language,
    workingDirectory,
  })
  printDiagnostics(diagnostics, texts, terminal)
  if (!workbook) {
    terminal.fail(1)
    return
  }
  const name = out ?? say(WORKBOOK)
  const target = resolve(workingDirectory, name)
  if (existsSync(target) && !force && !readFileSync(target).equals(workbook)) {
    refuse(terminal, {
      zh: `${name} 已经在了，里面可能有填好的改动，没有覆盖。请用 --out 另取名字，或加 --force 覆盖。`,
      en: `${name} is there already and may have been filled in; it was left alone. Name another with --out, or add --force.`,
    })
    return
  }
  if (!written([{ target, content: workbook }], terminal)) return
  terminal.print(
    say({
      zh: `写好了 ${name}：${counts.numbers} 个数，其中 ${counts.editable} 个可以在表里改（浅黄色）。`,
      en: `Wrote ${name}: ${counts.numbers} numbers, of which ${counts.editable} can be changed in it (pale yellow).`,
    }),
  )
  const call = `yardstick limits ${pack === undefined ? '' : `${pack} `}--import ${name}`
  terminal.print(say({ zh: `改好以后：${call}`, en: `Once it is filled in: ${call}` }))
}

/** A workbook of the shipped pack has 60 KB. */
const MOST_MEBIBYTES = 32

// --- back in --------------------------------------------------------------------------------------------------------

async function runImport(
  pack: string | undefined,
  file: string,
  { since, yes, dryRun }: Options,
  terminal: Terminal,
): Promise<void> {
  const { importLimits } = await import('../import-limits.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { say, workingDirectory, today } = terminal
  const path = resolve(workingDirectory, file)
  const problem = whyUnread(existsSync(path) ? statSync(path) : undefined, MOST_MEBIBYTES)
  if (problem) {
    refuse(terminal, { zh: `${file} ${problem.zh}。`, en: `${file} ${problem.en}.` })
    return
  }
  const result = await importLimits({
    ...(pack === undefined ? {} : { pack }),
    ...(since === undefined ? {} : { since }),
    workbook: readFileSync(path),
    name: basename(file),
    workingDirectory,
    today,
  })
  const { diagnostics, texts, changes, files } = result
  printDiagnostics(diagnostics, texts, terminal)
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    refuse(terminal, { zh: '规则文件没有改动。', en: 'The rule files were left as they are.' })
    return
  }
  if (changes.length === 0) {
    terminal.print(
      say({
        zh: '没有改动：表里的数和规则文件一致。',
        en: 'Nothing to change: the workbook agrees with the rule files.',
      }),
    )
    return
  }
  printChanges(result, terminal)
  if (dryRun) {
    terminal.print(say({ zh: '只是查看，没有写。', en: 'Only shown; nothing was written.' }))
    return
  }
  const agreed =
    yes === true
      ? true
      : await terminal.ask(say({ zh: '写进规则文件吗？(y/N)', en: 'Write this into the rule files? (y/N)' }))
  if (agreed === undefined) {
    terminal.complain(
      say({
        zh: '没有写：这里不是终端，无法询问。确认以上改动后，加 --yes 再运行一次。',
        en: 'Nothing was written: there is no terminal to ask at. Once you agree with the changes, run it again with --yes.',
      }),
    )
    terminal.fail(2)
  } else if (!agreed) terminal.print(say({ zh: '没有写。', en: 'Nothing was written.' }))
  else if (
    written(
      files.map(one => ({ target: resolve(workingDirectory, one.file), content: one.after })),
      terminal,
    )
  )
    printDone(pack, changes.length, files, terminal)
}

function printDone(pack: string | undefined, count: number, files: readonly ChangedFile[], terminal: Terminal): void {
  const { say, print } = terminal
  print(
    say({
      zh: `写好了：${count} 个数，${files.length} 个文件。`,
      en: `Written: ${count} numbers, ${files.length} files.`,
    }),
  )
  const folder = pack ?? ''
  print(
    say({
      zh: `接下来：yardstick test ${folder}（规则测试是否还通过），yardstick compare 考评文件夹 --values-of 生效日期（会影响谁）`,
      en: `Next: yardstick test ${folder} (whether its tests still pass), yardstick compare FOLDER --values-of DATE (whom it touches)`,
    }),
  )
}

function written(files: readonly FileToWrite[], terminal: Terminal): boolean {
  const problem = writeFiles(files)
  if (problem) refuse(terminal, problem)
  return problem === undefined
}

function refuse(terminal: Terminal, message: Message): void {
  terminal.complain(terminal.style('red', terminal.say(message)))
  terminal.fail(1)
}
