/** `yardstick needs [PACK]`: which records the rules need, with which columns, for which standards; and which of them there are. */

import { resolve } from 'node:path'
import { printedJson } from '../lib/plain-words.ts'
import type { DataNeed } from '../model/needs.ts'
import type { Command } from './command.ts'
import { examples, oneOf, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'
import { writeOrTell } from './write-files.ts'

interface Options {
  readonly folder?: string
  readonly profile?: string
  readonly format: 'text' | 'json'
  readonly out?: string
  readonly lacking?: boolean
}

export const needsCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('needs')
      .summary(
        say({
          zh: '数据需求清单：要哪些记录，用在哪里，还缺什么',
          en: 'which records are needed, what for, and what is lacking',
        }),
      )
      .description(
        say({
          zh: '按规则列出需要的每一种记录：文件名、必须有的列、还用到的列、用于哪些标准、由谁提供、何时交。给出考评文件夹时，再列出本期收到了什么：哪个文件、从哪天到哪天、哪段没有记录。',
          en: 'Lists every kind of record that the rules need: the name of its file, the columns that must be there and those that are read besides, the standards that rest on it, who supplies it and when. With the folder of an appraisal also what was received: which file, from which day to which, and where nothing is recorded.',
        }),
      )
      .argument(
        '[PACK]',
        say({
          zh: '规则包文件夹；不写为考评文件夹的或随软件提供的',
          en: 'folder of a rule pack; that of the appraisal, or the shipped one',
        }),
      )
      .option(
        '--folder <FOLDER>',
        say({ zh: '考评文件夹：对照已经收到的文件', en: 'folder of an appraisal: hold the list against its files' }),
      )
      .option(
        '--lacking',
        say({
          zh: '只列没有收到或不完整的（与 --folder 一起用）',
          en: 'only what is missing or incomplete (with --folder)',
        }),
      )
      .option('--profile <name>', say({ zh: '只要这份方案启用的标准', en: 'only for the standards of this profile' }))
      .option('--format <text|json>', say({ zh: '输出格式', en: 'form of the output' }), oneOf('text', 'json'), 'text')
      .option(
        '--out <file.xlsx>',
        say({ zh: '写成 Excel 清单，发给各部门', en: 'write the list as a workbook, to be sent round' }),
      )
      .addHelpText(
        'after',
        examples(terminal, [
          [
            'yardstick needs rules --out 数据需求清单.xlsx',
            { zh: '发给各部门的清单', en: 'the list to be sent round' },
          ],
          ['yardstick needs --folder 2024-H1 --lacking', { zh: '还要催谁', en: 'what is still to be asked for' }],
          ['yardstick needs rules --profile starter', { zh: '起步方案需要什么', en: 'what the starter profile needs' }],
        ]),
      )
      .action((pack: string | undefined, options: Options) => run(pack, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(pack: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { say, workingDirectory, language } = terminal
  if (options.lacking && options.folder === undefined) {
    terminal.complain(
      terminal.style('red', say({ zh: '--lacking 要和 --folder 一起用。', en: '--lacking goes with --folder.' })),
    )
    terminal.fail(2)
    return
  }
  const { listNeeds } = await import('../list-needs.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const result = await listNeeds({
    ...(pack === undefined ? {} : { pack }),
    ...(options.folder === undefined ? {} : { folder: resolve(workingDirectory, options.folder) }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    language,
    workingDirectory,
  })
  printDiagnostics(result.diagnostics, result.texts, terminal)
  if (result.diagnostics.some(({ severity }) => severity === 'error')) {
    terminal.fail(1)
    return
  }
  const needs = options.lacking ? result.needs.filter(isLacking) : result.needs
  if (options.out !== undefined) {
    const file = { target: resolve(workingDirectory, options.out), content: result.workbook() }
    if (!writeOrTell([file], terminal)) return
    terminal.print(
      say({
        zh: `清单  ${options.out}  ${result.needs.length} 种记录`,
        en: `List  ${options.out}  ${counted(result.needs.length, 'kind')} of records`,
      }),
    )
  } else if (options.format === 'json') terminal.print(printedJson(needs))
  else if (options.lacking && needs.length === 0) {
    const all = result.needs.length
    terminal.print(
      say({
        zh: `${all} 种记录都收到了，没有看出不完整的。`,
        en: `Nothing is lacking: ${counted(all, 'kind')} of records, all received, none that seems incomplete.`,
      }),
    )
  } else await printNeeds(needs, result.needs.length, terminal)
}

function isLacking({ supply }: DataNeed): boolean {
  if (!supply || supply.state === 'none') return false
  return supply.state === 'missing' || supply.beginsLate || supply.endsEarly
}

async function printNeeds(needs: readonly DataNeed[], all: number, terminal: Terminal): Promise<void> {
  const { say, language } = terminal
  const { columnWords, supplyWords } = await import('../needs/words.ts')
  for (const { type, title, columns, standards, supplier, due, supply } of needs) {
    terminal.print(`${terminal.style('bold', title[language])}  ${type}`)
    const line = (name: { zh: string; en: string }, text: string) => {
      if (text !== '') terminal.print(`  ${say(name)}${text}`)
    }
    line(
      { zh: '必须有：', en: 'must have: ' },
      columnWords(
        columns.filter(one => one.isRequired),
        language,
      ),
    )
    line(
      { zh: '还用到：', en: 'read besides: ' },
      columnWords(
        columns.filter(one => !one.isRequired),
        language,
      ),
    )
    line(
      { zh: `标准 ${standards.length} 项：`, en: `${counted(standards.length, 'standard')}: ` },
      standards.map(({ id }) => id).join(say({ zh: '、', en: ', ' })),
    )
    line({ zh: '由谁：', en: 'supplied by: ' }, supplier?.[language] ?? '')
    line({ zh: '何时：', en: 'due: ' }, due?.[language] ?? '')
    if (supply) line({ zh: '收到：', en: 'received: ' }, say(supplyWords(supply)))
  }
  const counts = supplyCounts(needs)
  terminal.print(
    say({
      zh: `${all} 种记录${counts ? `，这里列出 ${needs.length} 种：没有收到 ${counts.missing}，不完整 ${counts.partial}` : ''}。`,
      en: `${counted(all, 'kind')} of records${counts ? `, ${needs.length} listed: ${counts.missing} not received, ${counts.partial} incomplete` : ''}.`,
    }),
  )
}

function supplyCounts(needs: readonly DataNeed[]) {
  const supplies = needs.flatMap(({ supply }) => supply ?? [])
  if (supplies.length === 0) return undefined
  return {
    missing: supplies.filter(({ state }) => state === 'missing').length,
    partial: supplies.filter(one => one.state === 'supplied' && (one.beginsLate || one.endsEarly)).length,
  }
}
