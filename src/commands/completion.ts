/** `yardstick completion SHELL`: a script that completes commands, options and folders in bash, zsh or fish. */

import type { Command as Commander } from 'commander'
import { type Command, choicesOf, examples, oneOf, withLanguage } from './command.ts'
import type { CompletedCommand } from './completion-scripts.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

export const completionCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('completion')
      .summary(say({ zh: '输出命令行补全脚本', en: 'print a script for completion in the shell' }))
      .description(
        say({
          zh: '输出 bash、zsh 或 fish 的补全脚本：按 Tab 补全命令、选项、选项的值和文件夹。',
          en: 'Prints a script for bash, zsh or fish: Tab completes commands, options, their values and folders.',
        }),
      )
      .argument('SHELL', SHELLS.join(' | '), oneOf(...SHELLS))
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick completion bash >> ~/.bashrc', { zh: '重新打开终端后生效', en: 'in the next terminal' }],
          ['yardstick completion zsh >> ~/.zshrc', { zh: '重新打开终端后生效', en: 'in the next terminal' }],
          ['yardstick completion fish > ~/.config/fish/completions/yardstick.fish', { zh: '立即生效', en: 'at once' }],
        ]),
      )
      .action(async (shell: (typeof SHELLS)[number]) => {
        const { SCRIPTS } = await import('./completion-scripts.ts')
        terminal.print(SCRIPTS[shell](completedCommands(program)).trimEnd())
      })
    withLanguage(command, terminal)
  },
}

/** What help lists, as far as a shell can complete it. */
function completedCommands(program: Commander): readonly CompletedCommand[] {
  const help = program.createHelp()
  const commands = help.visibleCommands(program)
  const names = commands.map(command => command.name())
  return commands.map(command => ({
    name: command.name(),
    summary: help.subcommandDescription(command),
    options: help.visibleOptions(command).map(option => ({
      ...(option.short === undefined ? {} : { short: option.short }),
      long: option.long ?? option.flags,
      description: option.description,
      takesValue: option.required || option.optional,
      isFolder: option.flags.includes('<folder>'),
      choices: choicesOf(option),
    })),
    words: command.name() === 'help' ? names : command.registeredArguments.flatMap(choicesOf),
    takesFolder: command.registeredArguments.some(argument => FOLDERS.includes(argument.name())),
  }))
}

/** Arguments, as help names them, that are folders. */
const FOLDERS: readonly string[] = ['DIR', 'FOLDER', 'OUT', 'PACK']
