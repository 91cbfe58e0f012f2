/** `yardstick compare FOLDER --with PACK`: what changes under other rules, before they go live. */

import { resolve } from 'node:path'
import type { Comparison } from '../compare-packs.ts'
import { printedJson } from '../lib/plain-words.ts'
import type { Command } from './command.ts'
import { civilDate, examples, oneOf, withLanguage } from './command.ts'
import type { Terminal } from './terminal.ts'
import { writeOrTell } from './write-files.ts'

interface Options {
  readonly with?: string
  readonly valuesOf?: string
  readonly profile?: string
  readonly format: 'text' | 'json' | 'html'
  readonly out?: string
  readonly all?: boolean
}

export const compareCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('compare')
      .summary(say({ zh: '换一套规则，同样的记录会怎样', en: 'what other rules would make of the same records' }))
      .description(
        say({
          zh: '同样的记录按两套规则各考评一遍，列出：哪些标准增加、取消、改了哪些数值；谁的得分、等次、奖惩、扣减变了，是哪些检查结果造成的；哪些标准因为缺记录而判不了。不改动任何结果。',
          en: 'Appraises the same records by two packs: which standards were added, removed or changed and in which values; whose score, grade, outcomes or withheld share change, and which findings did it; what cannot be judged for want of records. Results stay as they are.',
        }),
      )
      .argument('FOLDER', say({ zh: '考评文件夹（内有 appraisal.yaml）', en: 'folder with appraisal.yaml' }))
      .option('--with <pack>', say({ zh: '另一套规则包的文件夹', en: 'folder of the other rule pack' }))
      .option(
        '--values-of <date>',
        say({
          zh: '假定这一天生效的数值一直有效（如 2025-01-01）',
          en: 'as if the values in force on this date held all along (2025-01-01)',
        }),
        civilDate,
      )
      .option('--profile <name>', say({ zh: '只启用这份方案的标准', en: 'only the standards of this profile' }))
      .option(
        '--format <text|json|html>',
        say({ zh: '输出格式', en: 'form of the output' }),
        oneOf('text', 'json', 'html'),
        'text',
      )
      .option('--out <file>', say({ zh: '写入文件，而不是显示', en: 'write to a file instead of the screen' }))
      .option('--all', say({ zh: '每个人的全部变化，不只前几条', en: 'every change of everybody, not the first few' }))
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick compare 2024-H1 --with new-rules', { zh: '新规则会影响谁', en: 'whom new rules would touch' }],
          [
            'yardstick compare 2024-H1 --values-of 2025-01-01',
            { zh: '明年的限值用在今年的记录上', en: "next year's limits on this year's records" },
          ],
          [
            'yardstick compare 2024-H1 --with new-rules --format html --out compare.html',
            { zh: '可打印的报告', en: 'a report to print' },
          ],
        ]),
      )
      .action((folder: string, options: Options) => run(folder, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(folder: string, options: Options, terminal: Terminal): Promise<void> {
  const { say, workingDirectory, language } = terminal
  const usage = usageProblem(options)
  if (usage) {
    terminal.complain(terminal.style('red', say(usage)))
    terminal.fail(2)
    return
  }
  const { comparePacks } = await import('../compare-packs.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { comparison, page, diagnostics, texts } = await comparePacks({
    folder,
    workingDirectory,
    language,
    ...(options.with === undefined ? {} : { with: options.with }),
    ...(options.valuesOf === undefined ? {} : { valuesOf: options.valuesOf }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    asPage: options.format === 'html',
    onStage: stage => terminal.progress(say(stage)),
  })
  printDiagnostics(diagnostics, texts, terminal)
  if (!comparison) {
    terminal.fail(1)
    return
  }
  const text = page ?? (await written(comparison, options, terminal))
  if (options.out === undefined) terminal.print(text)
  else writeOrTell([{ target: resolve(workingDirectory, options.out), content: `${text}\n` }], terminal)
}

function usageProblem({ with: pack, valuesOf }: Options) {
  if (pack === undefined && valuesOf === undefined)
    return {
      zh: '请用 --with 指出另一套规则包，或用 --values-of 指出一个日期。',
      en: 'Name the other pack with --with, or a date with --values-of.',
    }
  return undefined
}

async function written(comparison: Comparison, { format, all }: Options, terminal: Terminal): Promise<string> {
  if (format === 'json') return printedJson(comparison)
  const { comparisonText } = await import('../report/index.ts')
  return comparisonText(comparison, terminal.language, all === true)
}
