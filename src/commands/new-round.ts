/** `yardstick new-round PERIOD --from FOLDER`: a folder for the next round, rolled forward from the last. */

import { basename, dirname, join, relative, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { parsePeriod } from '../calendar/period.ts'
import type { Language } from '../model/message.ts'
import type { Period } from '../model/period.ts'
import type { NewRound, RefusedRound } from '../new-round.ts'
import { type Command, examples, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import { printDiagnostics } from './diagnostics.ts'
import { shellWord } from './shell-word.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly from: string
  readonly to?: string
  readonly results?: string
  readonly lang?: Language
}

export const newRoundCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('new-round')
      .summary(say({ zh: '由上一期建出下一期的考评文件夹', en: 'a folder for the next round, from the last' }))
      .description(
        say({
          zh: '由上一期的考评文件夹建出下一期的：名册、楼栋、部门和免考核事项照抄，appraisal.yaml 换成新的周期并接上往期结果（上期成绩、结转个案），注释保留；记录、复核调整和确认不带过来。不覆盖任何文件。',
          en: 'Makes the folder of the next round from that of the last: roster, places, units and waivers are copied, appraisal.yaml gets the new period and the results of the old round as its history (previous scores, open cases), comments stay; records, adjustments and confirmations are not taken over. Overwrites nothing.',
        }),
      )
      .argument(
        'PERIOD',
        say({ zh: '新的周期，如 2025-H1、2025-Q1', en: 'the new period: 2025-H1, 2025-Q1, say' }),
        period,
      )
      .requiredOption('--from <folder>', say({ zh: '上一期的考评文件夹', en: 'the folder of the last round' }))
      .option(
        '--to <folder>',
        say({
          zh: '新文件夹（默认：上一期旁边，以周期为名）',
          en: 'the new folder (default: beside the last, named after the period)',
        }),
      )
      .option(
        '--results <folder>',
        say({ zh: '上一期的结果（默认：它的 out）', en: 'the results of the last round (default: its out)' }),
      )
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick new-round 2025-H1 --from 2024-H2', { zh: '建出 2025-H1', en: 'makes 2025-H1' }],
          ['yardstick new-round 2025-H1 --from 2024-H2 --to spring', { zh: '换个名字', en: 'under another name' }],
        ]),
      )
      .action((asked: Period, options: Options) => run(asked, options, terminal))
    withLanguage(command, terminal)
  },
}

function period(text: string): Period {
  const parsed = parsePeriod(text)
  if (parsed) return parsed
  throw new InvalidArgumentError('2025-H1 | 2025-Q1 | 2025-03 | 2025')
}

async function run(asked: Period, options: Options, terminal: Terminal): Promise<void> {
  const { newRound } = await import('../new-round.ts')
  const from = resolve(terminal.workingDirectory, options.from)
  const to = options.to === undefined ? join(dirname(from), asked.name) : resolve(terminal.workingDirectory, options.to)
  const results =
    options.results === undefined ? join(from, 'out') : resolve(terminal.workingDirectory, options.results)
  const made = newRound({ period: asked, from, to, results, language: terminal.language })
  const name = relative(terminal.workingDirectory, to) || '.'
  if ('refused' in made) refuse(made, name, terminal)
  else tell(made, asked, { name, old: basename(from) }, terminal)
}

function refuse({ refused, diagnostics, texts }: RefusedRound, name: string, terminal: Terminal): void {
  printDiagnostics(diagnostics, texts, terminal)
  terminal.complain(terminal.say({ zh: `${name} ${refused.zh}。`, en: `${name} ${refused.en}.` }))
  terminal.fail(1)
}

function tell(
  { written, copied, carried, warnings }: NewRound,
  asked: Period,
  { name, old }: { readonly name: string; readonly old: string },
  terminal: Terminal,
): void {
  const { say, style, print } = terminal
  for (const warning of warnings)
    terminal.complain(style('yellow', say({ zh: `注意：${warning.zh}。`, en: `Note: ${warning.en}.` })))
  print(style('bold', say({ zh: `新建了 ${name}（${asked.name}）：`, en: `Made ${name} (${asked.name}):` })))
  for (const path of written)
    print(
      `  ${path}${copied.includes(path) ? say({ zh: `  （照抄 ${old}，请核对有无变动）`, en: `  (as in ${old}: see to what has changed)` }) : ''}`,
    )
  print(
    say({
      zh: `上一期结转来 ${carried} 件未了的个案。`,
      en: `${counted(carried, 'open case')} carried over from the last round.`,
    }),
  )
  print(nextSteps(name, terminal))
}

function nextSteps(name: string, { say }: Terminal): string {
  const folder = shellWord(name)
  const steps = [
    [`yardstick needs --folder ${folder}`, say({ zh: '要收哪些记录', en: 'which records are to be collected' })],
    [
      `yardstick form --all --folder ${folder} --out ${shellWord(`${name}/forms`)}`,
      say({ zh: '空白登记表', en: 'blank entry sheets' }),
    ],
    [`yardstick records ${folder} --write`, say({ zh: '记录放进 records/ 以后', en: 'once records lie in records/' })],
    [`yardstick appraise ${folder} --check-only`, say({ zh: '先试一遍', en: 'a dry run' })],
  ] as const
  const width = Math.max(...steps.map(([call]) => call.length))
  const title = say({ zh: '接下来：', en: 'Next:' })
  return ['', title, ...steps.map(([call, says]) => `  ${call.padEnd(width)}  ${says}`)].join('\n')
}
