/** `yardstick records FOLDER`: which file feeds what, proposed from their headers and cells. */

import { join, resolve } from 'node:path'
import { printedJson } from '../lib/plain-words.ts'
import type { FileProposal, ProposedColumn } from '../model/proposal.ts'
import type { Command } from './command.ts'
import { examples, oneOf, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'
import { writeOrTell } from './write-files.ts'

interface Options {
  readonly rules?: string
  readonly format: 'text' | 'json'
  readonly write?: boolean
}

export const recordsCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('records')
      .summary(
        say({
          zh: '看看文件夹里的文件各是什么记录，提出 records 的写法',
          en: 'what the files of a folder are: proposes the records part of appraisal.yaml',
        }),
      )
      .description(
        say({
          zh: '逐个查看文件夹（和其中的 records/）里的文件：是哪种记录，哪一列对应哪个字段，哪些列没有用到，还缺哪些必需的列，有多少行读得进来。拿不准的会说明，由您核对；--write 写进 appraisal.yaml。',
          en: 'Looks at each file of the folder (and of its records/): which records it holds, which column feeds which field, which are not used, which required ones are missing, and how many rows can be read. What is not certain is said, for you to check; --write puts it into appraisal.yaml.',
        }),
      )
      .argument('<FOLDER>', say({ zh: '考评文件夹', en: 'folder of an appraisal' }))
      .option(
        '--rules <PACK>',
        say({
          zh: '规则包文件夹，代替 appraisal.yaml 里的',
          en: 'folder of a rule pack, instead of the one in appraisal.yaml',
        }),
      )
      .option('--format <text|json>', say({ zh: '输出格式', en: 'form of the output' }), oneOf('text', 'json'), 'text')
      .option('--write', say({ zh: '把提议写进 appraisal.yaml', en: 'write the proposal into appraisal.yaml' }))
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick records 2024-H1', { zh: '先看看', en: 'look first' }],
          [
            'yardstick records 2024-H1 --write',
            { zh: '写进 appraisal.yaml，注释保留', en: 'write it down; comments stay' },
          ],
        ]),
      )
      .action((folder: string, options: Options) => run(folder, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(folder: string, options: Options, terminal: Terminal): Promise<void> {
  const { say, workingDirectory } = terminal
  const { proposeRecords } = await import('../propose-records.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const path = resolve(workingDirectory, folder)
  const result = await proposeRecords({
    folder: path,
    ...(options.rules === undefined ? {} : { pack: options.rules }),
    workingDirectory,
  })
  printDiagnostics(result.diagnostics, result.texts, terminal)
  const { proposals, unreadable, named, setup } = result
  if (!proposals) {
    terminal.fail(1)
    return
  }
  if (options.format === 'json') {
    terminal.print(printedJson({ proposals, named, unreadable, appraisal: setup?.after ?? null }))
  } else {
    for (const proposal of proposals) printProposal(proposal, terminal)
    for (const { file, problem } of unreadable) terminal.complain(terminal.style('red', `${file}  ${say(problem)}`))
    printSummary(proposals, named, terminal)
    if (setup && !options.write) await printAddition(setup, terminal)
  }
  if (options.write) write(path, setup, terminal)
  if (proposals.length + named.length + unreadable.length === 0 || unreadable.length > 0) terminal.fail(1)
}

function printProposal({ file, sheet, rows, match, others }: FileProposal, terminal: Terminal): void {
  const { say, language, style, print } = terminal
  const name = sheet === undefined ? file : `${file}!${sheet}`
  if (!match) {
    print(
      `${style('bold', name)}  ${style('yellow', say({ zh: `${rows} 行，看不出是什么记录`, en: `${counted(rows, 'row')}, no records that the rules know` }))}`,
    )
    return
  }
  const doubt = match.isSure ? '' : say({ zh: '（请核对）', en: ' (please check)' })
  print(
    `${style('bold', name)}  →  ${match.type} ${match.title[language]}${doubt}  ${say({ zh: `${rows} 行`, en: counted(rows, 'row') })}`,
  )
  if (others.length > 0)
    print(
      `  ${say({ zh: '也可能是：', en: 'or perhaps: ' })}${others.map(({ type, title }) => `${type} ${title[language]}`).join(say({ zh: '、', en: ', ' }))}`,
    )
  for (const column of match.columns) print(`  ${columnLine(column, terminal)}`)
  if (match.missing.length > 0)
    print(
      style(
        'red',
        `  ${say({ zh: '缺少必需的列：', en: 'required columns missing: ' })}${match.missing.map(one => one[language]).join(say({ zh: '、', en: ', ' }))}`,
      ),
    )
  else {
    print(
      `  ${say({ zh: `读得进 ${match.taken} 行，退回 ${match.refused} 行`, en: `${counted(match.taken, 'row')} can be read, ${match.refused} would be sent back` })}`,
    )
    for (const { reason, rows: count, first } of match.sentBack.slice(0, MOST_REASONS))
      print(`    ${say({ zh: `${count} 处，如 ${first}：`, en: `${count} ×, such as ${first}: ` })}${reason[language]}`)
  }
}

const MOST_REASONS = 5

const HOW = {
  name: { zh: '', en: '' },
  likeness: { zh: '（名称相近，请核对）', en: ' (a name like it, please check)' },
  content: { zh: '（按内容推测，请核对）', en: ' (by what it holds, please check)' },
} as const

function columnLine(
  { letter, header, field, how = 'name', preview }: ProposedColumn,
  { say, language, style }: Terminal,
): string {
  const at = letter === undefined ? header : `${letter} ${header}`
  const values = preview
    .filter(one => one !== '')
    .join(' | ')
    .slice(0, MOST_PREVIEW)
  const shown = values === '' ? '' : style('dim', `  ${values}`)
  if (!field) return `${at}  ${style('yellow', say({ zh: '没有用到', en: 'not used' }))}${shown}`
  return `${at}  →  ${field.name} ${field.title[language]}${say(HOW[how])}${shown}`
}

const MOST_PREVIEW = 80

function printSummary(proposals: readonly FileProposal[], named: readonly string[], { say, print }: Terminal): void {
  const found = proposals.filter(({ match }) => match?.isFound).length
  const unknown = proposals.filter(({ match }) => !match).length
  const added = proposals.length - found - unknown
  print(
    say({
      zh: `已写在 appraisal.yaml 的 ${named.length} 个；按文件名就能找到的 ${found} 个；建议写入 ${added} 个；看不出的 ${unknown} 个。`,
      en: `${named.length} in appraisal.yaml already, ${found} found by their names, ${added} proposed, ${unknown} not known.`,
    }),
  )
}

async function printAddition(
  texts: { readonly before: string; readonly after: string },
  terminal: Terminal,
): Promise<void> {
  const { printDiff } = await import('./diff.ts')
  terminal.print('')
  printDiff(texts, 'appraisal.yaml', terminal)
  terminal.print(terminal.say({ zh: '写进去：加 --write', en: 'To write it: add --write' }))
}

function write(folder: string, setup: { readonly after: string } | undefined, terminal: Terminal): void {
  if (!setup) {
    terminal.complain(terminal.say({ zh: '没有什么要写的。', en: 'There is nothing to write.' }))
    return
  }
  if (!writeOrTell([{ target: join(folder, 'appraisal.yaml'), content: setup.after }], terminal)) return
  terminal.complain(terminal.say({ zh: '已写进 appraisal.yaml。', en: 'Written to appraisal.yaml.' }))
}
