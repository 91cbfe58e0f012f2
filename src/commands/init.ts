/** `yardstick init DIR`: a starter folder that passes `check`, `test` and `appraise` at once. */

import { resolve } from 'node:path'
import type { Command } from './command.ts'
import { examples, withLanguage } from './command.ts'
import { shellWord } from './shell-word.ts'
import type { Terminal } from './terminal.ts'

export const initCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('init')
      .summary(say({ zh: '新建一个可以直接运行的起步文件夹', en: 'make a starter folder that runs as it is' }))
      .description(
        say({
          zh: '新建文件夹，放入小规则包和它的测试、名册、几行记录和编辑器设置，可以直接核对、测试、考评。不覆盖任何文件。',
          en: 'Makes a folder with a small rule pack and its tests, a roster, a few records and settings for editors, ready to be checked, tested and appraised. Overwrites nothing.',
        }),
      )
      .argument('DIR', say({ zh: '新文件夹（没有或是空的）', en: 'the new folder (not there yet, or empty)' }))
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick init my-standards', { zh: '在当前文件夹里新建', en: 'in the folder you are in' }],
          ['yardstick init 2025/logistics', { zh: '上级文件夹一并新建', en: 'makes the folder above it too' }],
        ]),
      )
      .action((directory: string) => run(directory, terminal))
    withLanguage(command, terminal)
  },
}

/** So many names of what is in the way are told. */
const NAMES_TOLD = 5

async function run(directory: string, terminal: Terminal): Promise<void> {
  const { initFolder } = await import('../init-folder.ts')
  const { say, style } = terminal
  const result = initFolder(resolve(terminal.workingDirectory, directory))
  if ('refused' in result) {
    const { refused, holds, written } = result
    const more = holds.length > NAMES_TOLD ? say({ zh: '……', en: ', …' }) : ''
    const names = holds.slice(0, NAMES_TOLD).join(say({ zh: '、', en: ', ' })) + more
    const held = holds.length > 0 ? { zh: `，里面有：${names}`, en: `; it holds ${names}` } : { zh: '', en: '' }
    const left =
      written === 0
        ? { zh: '没有写入任何文件。', en: 'Nothing was written.' }
        : { zh: `只写了 ${written} 个文件。`, en: `Only ${written} files were written.` }
    terminal.complain(
      say({
        zh: `“${directory}”${refused.zh}${held.zh}。${left.zh}`,
        en: `'${directory}' ${refused.en}${held.en}. ${left.en}`,
      }),
    )
    terminal.fail(1)
    return
  }
  const folder = directory.replace(/[\\/]+$/, '')
  terminal.print(style('bold', say({ zh: `新建了 ${folder}：`, en: `Made ${folder}:` })))
  for (const path of result.written) terminal.print(`  ${path}`)
  terminal.print(nextCommands(folder, terminal))
}

function nextCommands(folder: string, { say }: Terminal): string {
  const steps = [
    [`yardstick check ${shellWord(`${folder}/rules`)}`, say({ zh: '检查规则', en: 'check the rules' })],
    [`yardstick test ${shellWord(`${folder}/rules`)}`, say({ zh: '测试规则', en: 'test them' })],
    [`yardstick appraise ${shellWord(folder)}`, say({ zh: '考评', en: 'appraise' })],
  ] as const
  const width = Math.max(...steps.map(([call]) => call.length))
  const title = say({ zh: '接下来：', en: 'Next:' })
  return ['', title, ...steps.map(([call, says]) => `  ${call.padEnd(width)}  ${says}`)].join('\n')
}
