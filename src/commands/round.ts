/** `yardstick round FOLDER`: how far a round has come, and what stands between now and final. */

import { join, relative, resolve } from 'node:path'
import type { AppraiseResult } from '../appraise.ts'
import { printedJson } from '../lib/plain-words.ts'
import type { Appraisal } from '../model/appraisal.ts'
import { hasReached, ROUND_STATES, type RoundItem, type RoundState } from '../model/round.ts'
import { type Command, civilDate, examples, oneOf, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import { shellWord } from './shell-word.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly format: 'text' | 'json'
  readonly asOf?: string
}

export const roundCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('round')
      .summary(say({ zh: '这一轮考评到了哪一步，离定稿还差什么', en: 'what stands between now and final' }))
      .description(
        say({
          zh: '说明一轮考评走到哪个阶段（草稿、小组评议、审批、公布、定稿）、由谁、何时，以及每个阶段以前还差什么：考评小组不全、组长本人的考评没有别人主持、听看查测问没有做全、没有人审批、退回和补录的记录、申诉期和没有决定的申诉、缺材料或缺批准的奖惩。什么也不写。',
          en: 'Tells how far a round has come (draft, panel, approved, published, final), by whom and when, and what each further state still needs: a panel that is complete, somebody else to lead where its leader is appraised, methods that were not applied, approvals, rows that were sent back or entered late, the time for appeals and open ones, outcomes that lack an approval or something that must be on file. Writes nothing.',
        }),
      )
      .argument('FOLDER', say({ zh: '考评文件夹', en: 'the folder of an appraisal' }))
      .option(
        '--as-of <date>',
        say({ zh: '代替 appraisal.yaml 里的截止日期', en: 'instead of as-of in appraisal.yaml' }),
        civilDate,
      )
      .option('--format <text|json>', say({ zh: '输出格式', en: 'form of the output' }), oneOf('text', 'json'), 'text')
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick round 2024-H1', { zh: '离定稿还差什么', en: 'what stands between now and final' }],
          ['yardstick round 2024-H1 --format json', { zh: '给程序读', en: 'for programs' }],
        ]),
      )
      .action((folder: string, options: Options) => run(folder, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(written: string, options: Options, terminal: Terminal): Promise<void> {
  const { appraise } = await import('../appraise.ts')
  const folder = resolve(terminal.workingDirectory, written)
  // What was accepted when the results were made is not asked for again.
  const { rejectionsAcceptedIn } = await import('../report/issues.ts')
  const accepted = rejectionsAcceptedIn(join(folder, 'out'))
  const result = await appraise({
    folder,
    language: terminal.language,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(accepted === undefined ? {} : { acceptRejected: accepted }),
    onStage: stage => terminal.progress(terminal.say(stage)),
  })
  if (!result.standing) {
    await tellErrors(result, terminal)
    return
  }
  const { appraisal, items } = result.standing
  const standing = { period: appraisal.period.name, state: appraisal.state, steps: stepsOf(appraisal), items }
  if (options.format === 'json') terminal.print(printedJson(standing))
  else await print(appraisal, items, relative(terminal.workingDirectory, folder) || '.', terminal)
}

async function tellErrors({ diagnostics, texts, problems }: AppraiseResult, terminal: Terminal): Promise<void> {
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { printProblems } = await import('./problems.ts')
  printDiagnostics(diagnostics, texts, terminal)
  printProblems(problems, terminal)
  terminal.fail(1)
}

interface Step {
  readonly state: RoundState
  readonly reached: boolean
  /** Null: not written, or nobody in particular. */
  readonly by: string | null
  readonly on: string | null
}

function stepsOf({ state, round }: Appraisal): readonly Step[] {
  const { panel, approved, published, final } = round
  const last = approved.toSorted((one, other) => (one.on < other.on ? -1 : 1)).at(-1)
  const who: Readonly<Record<RoundState, Pick<Step, 'by' | 'on'>>> = {
    draft: { by: null, on: null },
    panel: { by: null, on: panel?.on ?? null },
    approved: { by: [...new Set(approved.map(({ name }) => name))].join(', ') || null, on: last?.on ?? null },
    published: { by: published?.name ?? null, on: published?.on ?? null },
    final: { by: final?.name ?? null, on: final?.on ?? null },
  }
  return ROUND_STATES.map(one => ({ state: one, reached: hasReached(state, one), ...who[one] }))
}

async function print(
  appraisal: Appraisal,
  items: readonly RoundItem[],
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const { say, style, print: line } = terminal
  const { STATE_TITLES } = await import('../round/index.ts')
  const title = appraisal.title ?? appraisal.pack.title
  line(style('bold', `${title[terminal.language]} ${appraisal.period.name}`))
  for (const { state, reached, by, on } of stepsOf(appraisal)) {
    const parts = [`${say(STATE_TITLES[state])} (${state})`, on, by].filter(part => part !== null)
    const now = state === appraisal.state ? say({ zh: '  ← 现在', en: '  ← now' }) : ''
    line(`${reached ? style('green', '✓') : '·'} ${parts.join('  ')}${now}`)
  }
  for (const state of ROUND_STATES) {
    const own = items.filter(({ before }) => before === state)
    if (own.length === 0) continue
    const name = STATE_TITLES[state]
    line('')
    line(style('bold', say({ zh: `${name.zh}以前：`, en: `Before ${state}:` })))
    for (const [at, { blocks, message, hint }] of own.entries()) {
      line(`  ${blocks ? style('red', '✗') : '·'} ${say(message)}`)
      // What is to be done about several things is said once, below the last of them.
      const after = own[at + 1]
      if (!after || say(after.hint) !== say(hint)) line(`      ${say(hint)}`)
    }
  }
  line('')
  line(lastLine(appraisal, items, folder, terminal))
}

function lastLine({ state }: Appraisal, items: readonly RoundItem[], folder: string, { say }: Terminal): string {
  const blocking = items.filter(({ blocks }) => blocks)
  const refused = blocking.filter(({ before }) => hasReached(state, before)).length
  if (refused > 0) {
    return say({
      zh: `state: ${state} 写早了：先办妥上面到这一阶段为止的 ${refused} 项，否则不出结果。`,
      en: `state: ${state} is written too early: ${counted(refused, 'thing')} above ${refused === 1 ? 'stands' : 'stand'} in its way, and no results are made.`,
    })
  }
  if (state === 'final') return say({ zh: '已定稿。', en: 'Final.' })
  const next = ROUND_STATES[ROUND_STATES.indexOf(state) + 1] ?? 'final'
  const before = blocking.filter(one => one.before === next).length
  return before === 0
    ? say({
        zh: `下一步：在 appraisal.yaml 写 state: ${next}，再运行 yardstick appraise ${shellWord(folder)}。`,
        en: `Next: write state: ${next} in appraisal.yaml, then yardstick appraise ${shellWord(folder)}.`,
      })
    : say({
        zh: `到下一阶段（${next}）还差 ${before} 项，到定稿共 ${blocking.length} 项。`,
        en: `${counted(before, 'thing')} to the next state (${next}), ${blocking.length} to final.`,
      })
}
