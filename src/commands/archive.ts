/** `yardstick archive FOLDER`: one file with all it takes to repeat a round years later. */

import { basename, join, relative, resolve } from 'node:path'
import type { Archive, RefusedArchive } from '../make-archive.ts'
import { type Command, examples, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import { printDiagnostics } from './diagnostics.ts'
import { shellWord } from './shell-word.ts'
import type { Terminal } from './terminal.ts'
import { lineOf } from './verify.ts'

interface Options {
  readonly out?: string
  readonly results?: string
}

export const archiveCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('archive')
      .summary(
        say({ zh: '归档：日后能原样重算的一个文件', en: 'one file by which the round can be repeated years later' }),
      )
      .description(
        say({
          zh: '把考评文件夹里的输入、规则包、结果、模板和程序本身打成一个 ZIP，附两种语言的说明。内含原始记录，按人事档案保管。结果或输入与考评时不同就不归档。',
          en: 'Packs inputs, rule pack, results, templates and the program itself into one ZIP, with instructions in both languages. It holds the raw records and is to be kept as personnel files are. Nothing is archived where results or inputs are not as they were.',
        }),
      )
      .argument('FOLDER', say({ zh: '考评文件夹', en: 'folder of an appraisal' }))
      .option(
        '--out <file>',
        say({ zh: '归档文件（默认：考评文件夹旁边）', en: 'the archive (default: beside the folder)' }),
      )
      .option(
        '--results <folder>',
        say({ zh: '结果文件夹（默认：FOLDER/out）', en: 'folder of results (default: FOLDER/out)' }),
      )
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick archive 2024-H1', { zh: '写成 2024-H1.zip', en: 'makes 2024-H1.zip' }],
          ['yardstick verify 2024-H1.zip --rerun', { zh: '由归档重算一遍', en: 'repeats the round from the archive' }],
        ]),
      )
      .action((folder: string, options: Options) => run(folder, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(folder: string, options: Options, terminal: Terminal): Promise<void> {
  const { makeArchive } = await import('../make-archive.ts')
  const directory = resolve(terminal.workingDirectory, folder)
  const results =
    options.results === undefined ? join(directory, 'out') : resolve(terminal.workingDirectory, options.results)
  const made = makeArchive({ folder: directory, results })
  if ('refused' in made) refuse(made, folder, terminal)
  else await write(made, directory, options, terminal)
}

function refuse({ refused, changed, diagnostics, texts }: RefusedArchive, folder: string, terminal: Terminal): void {
  printDiagnostics(diagnostics, texts, terminal)
  for (const change of changed) terminal.complain(terminal.say(lineOf(change)))
  terminal.complain(
    terminal.say({ zh: `${folder} 没有归档：${refused.zh}。`, en: `${folder} was not archived: ${refused.en}.` }),
  )
  terminal.fail(1)
}

async function write(made: Archive, directory: string, options: Options, terminal: Terminal): Promise<void> {
  const { writeNew } = await import('./write-files.ts')
  const { say, print } = terminal
  const { issue, state } = made.manifest
  const name = `${basename(directory)}${issue.number > 1 ? `-issue-${issue.number}` : ''}.zip`
  const target =
    options.out === undefined ? join(directory, '..', name) : resolve(terminal.workingDirectory, options.out)
  const shown = relative(terminal.workingDirectory, target)
  const problem = writeNew({ target, content: made.bytes })
  if (problem) {
    terminal.complain(say(problem))
    terminal.fail(1)
    return
  }
  print(
    say({ zh: `归档为 ${shown}：${made.files} 个文件。`, en: `Archived as ${shown}: ${counted(made.files, 'file')}.` }),
  )
  print(
    say({
      zh: '内含原始记录（包括评分人、电话等从不印出的内容）：按人事档案保管，不要外传。',
      en: 'It holds the raw records (raters, telephone numbers, what is never printed too): keep it as personnel files are kept.',
    }),
  )
  if (state !== 'final')
    print(say({ zh: `注意：还没有定稿（${state}）。`, en: `Note: the round is not final (${state}).` }))
  if (made.otherProgram !== undefined)
    print(
      say({
        zh: `注意：结果是另一个程序算的（${made.manifest.engine}），归档里放的是现在这个 ${made.otherProgram}：重算未必逐字节相同。`,
        en: `Note: another program made the results (${made.manifest.engine}); the archive holds the present one, ${made.otherProgram}, which need not give the same bytes.`,
      }),
    )
  if (made.queries.length > 0)
    print(
      say({
        zh: `注意：${made.queries.join('、')} 来自数据库，行不在归档里：重算要连得上同样的数据。`,
        en: `Note: ${made.queries.join(', ')} came from a database and is not in it: repeating takes the same data there.`,
      }),
    )
  if (made.left.length > 0)
    print(
      say({
        zh: `注意：结果文件夹里有 ${made.left.length} 个不是程序写的文件（如 ${made.left[0]}），没有放进去，请另行保存。`,
        en: `Note: ${counted(made.left.length, 'file')} beside the results that no run wrote (${made.left[0]}) ${made.left.length === 1 ? 'is' : 'are'} not in it; keep them elsewhere.`,
      }),
    )
  print(
    say({
      zh: `核对：yardstick verify ${shellWord(shown)} --rerun`,
      en: `To verify: yardstick verify ${shellWord(shown)} --rerun`,
    }),
  )
}
