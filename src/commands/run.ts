/** A terminal and the words of a call in, one command run, its exit status out: 0 fine, 1 findings about the input, 2 wrong usage, 70 our own bug. */

import { Command, CommanderError } from 'commander'
import { COMMANDS } from './index.ts'
import { OldNode, refuseOldNode } from './node-version.ts'
import { makeTerminal } from './terminal.ts'
import { explainUsageError, helpFooter, helpTitle, overview } from './usage.ts'

/** `today` is the civil date. */
export async function run(today: string): Promise<void> {
  const terminal = makeTerminal({
    argv: process.argv.slice(2),
    environment: process.env,
    // Opened where they are used.
    get input() {
      return process.stdin
    },
    output: process.stdout,
    get errors() {
      return process.stderr
    },
    workingDirectory: process.cwd(),
    today,
  })

  // Whoever reads our output may have seen enough (`| head`).
  process.stdout.on('error', error => {
    if ('code' in error && error.code === 'EPIPE') process.exit()
    throw error
  })

  const program = new Command('yardstick')
    .description(overview(terminal.language))
    .helpOption('-h, --help', terminal.say({ zh: '显示帮助', en: 'show help' }))
    .helpCommand('help [command]', terminal.say({ zh: '显示某个命令的帮助', en: 'show help for a command' }))
    .addHelpText('after', helpFooter(terminal.language))
    .option('--lang <zh|en>', terminal.say({ zh: '语言（默认 zh）', en: 'language (default zh)' }))
    .configureHelp({ styleTitle: title => helpTitle(title, terminal.language) })
    .configureOutput({ writeErr: () => {}, writeOut: text => terminal.print(text.trimEnd()) })
    .exitOverride()

  for (const command of COMMANDS) command.define(program, terminal)

  try {
    refuseOldNode(process.versions.node)
    if (process.argv.length <= 2) program.help()
    await program.parseAsync(process.argv)
  } catch (error) {
    if (error instanceof OldNode) {
      terminal.complain(terminal.say(error.words))
      process.exitCode = 2
    } else if (!(error instanceof CommanderError)) {
      terminal.complain(
        terminal.say({
          zh: '准绳自身出错（不是你的输入有误），请把以下内容发给维护者：',
          en: 'A bug of Yardstick itself (not your input). Please send this to its maintainers:',
        }),
      )
      terminal.complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
      process.exitCode = 70
    } else if (error.exitCode === 0 || error.code === 'commander.help') {
      process.exitCode = 0
    } else {
      terminal.complain(explainUsageError(error, program, terminal.language))
      process.exitCode = 2
    }
  }
}
