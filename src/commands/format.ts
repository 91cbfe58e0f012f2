/** `yardstick format [PACK]`: the files of a pack put in their canonical form. */

import { resolve } from 'node:path'
import type { FormattedFile } from '../format-pack.ts'
import type { Command } from './command.ts'
import { examples, withLanguage } from './command.ts'
import type { Terminal } from './terminal.ts'
import { writeOrTell } from './write-files.ts'

interface Options {
  readonly check?: boolean
}

export const formatCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('format')
      .summary(
        say({ zh: '把规则文件改成规范写法，注释保留', en: 'put rule files in their canonical form, comments kept' }),
      )
      .description(
        say({
          zh: '改正输入法和表格习惯留下的符号，把中文名称换成编号（选项、岗位、记录类型、时段），时长统一写法，整理行尾和空行。注释和排版不动。',
          en: 'Mends what keyboards and spreadsheets leave behind, turns titles into ids (choices, posts, record types, slots), spells durations one way, and tidies line ends and blank lines. Comments and layout stay.',
        }),
      )
      .argument('[PACK]', say({ zh: '规则包文件夹', en: 'folder of the pack' }), 'rules')
      .option(
        '--check',
        say({ zh: '只说哪里会改，不写文件；有则以 1 退出', en: 'only tell what would change; any ends with status 1' }),
      )
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick format my-rules', { zh: '改好并写回', en: 'mends and writes' }],
          ['yardstick format my-rules --check', { zh: '先看看会改什么', en: 'looks first' }],
        ]),
      )
      .action((pack: string, options: Options) => run(pack, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(pack: string, options: Options, terminal: Terminal): Promise<void> {
  const { formatPack } = await import('../format-pack.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { say, workingDirectory } = terminal
  const { files, count, diagnostics, texts } = formatPack({ pack, workingDirectory })
  for (const file of files) printFile(file, terminal)
  const written = files.map(({ file, text }) => ({ target: resolve(workingDirectory, file), content: text }))
  if (!options.check && !writeOrTell(written, terminal)) return
  printDiagnostics(diagnostics, texts, terminal)
  if (count > 0) terminal.print(say(summary(files.length, count, options.check === true)))
  if (diagnostics.length > 0 || (options.check && files.length > 0)) terminal.fail(1)
}

function printFile({ file, changes }: FormattedFile, { print, style, say }: Terminal): void {
  print(style('bold', file))
  for (const { line, was, becomes } of changes) {
    print(style('red', `  ${line} - ${was.trim()}`))
    print(style('green', `  ${line} + ${becomes.trim()}`))
  }
  if (changes.length === 0) print(`  ${say({ zh: '空行、行尾', en: 'blank lines, line ends' })}`)
}

function summary(changed: number, count: number, isCheck: boolean) {
  if (changed === 0) return { zh: `${count} 个文件都已是规范写法。`, en: `All ${count} files are in their form.` }
  return isCheck
    ? { zh: `${count} 个文件中有 ${changed} 个要改。`, en: `${changed} of ${count} files would change.` }
    : { zh: `${count} 个文件中改了 ${changed} 个。`, en: `${changed} of ${count} files changed.` }
}
