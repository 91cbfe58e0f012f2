/** `yardstick check [PACK]`: everything wrong with a rule pack, in one run. */

import type { ClauseTrace } from '../check-pack.ts'
import type { Command } from './command.ts'
import { examples, oneOf, withLanguage } from './command.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly format: 'text' | 'json' | 'sarif' | 'github'
  readonly profile?: string
  readonly clauses?: boolean
  readonly watch?: boolean
}

export const checkCommand: Command = {
  define(program, terminal) {
    const command = program
      .command('check')
      .summary(
        terminal.say({
          zh: '检查规则包：写法、名称、日期、条款覆盖',
          en: 'check a rule pack: shape, names, dates, clause coverage',
        }),
      )
      .description(
        terminal.say({
          zh: '一次报出规则包里的全部错误：在哪个文件、哪一行、哪一列，错在哪里，应当怎样写。',
          en: 'Reports every mistake of a rule pack in one run: file, line and column, what is wrong, what to write instead.',
        }),
      )
      .argument(
        '[PACK]',
        terminal.say({
          zh: '规则包文件夹（默认：随软件提供的规则包）',
          en: 'folder of the pack (default: the shipped one)',
        }),
      )
      .option(
        '--format <text|json|sarif|github>',
        terminal.say({ zh: '输出格式', en: 'form of the output' }),
        oneOf('text', 'json', 'sarif', 'github'),
        'text',
      )
      .option(
        '--profile <name>',
        terminal.say({ zh: '只启用 profiles/ 里这份方案的标准', en: 'only the standards of this profile' }),
      )
      .option(
        '--clauses',
        terminal.say({
          zh: '列出每个条款由哪些标准、考评表、奖惩建议、参数落实',
          en: 'list for each clause the standards, scorecards, outcomes and parameters that follow from it',
        }),
      )
      .option(
        '--watch',
        terminal.say({ zh: '保存后自动重新检查，按 Ctrl-C 结束', en: 'check again on every save, until Ctrl-C' }),
      )
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick check', { zh: '检查随软件提供的规则包', en: 'the shipped pack' }],
          ['yardstick check my-rules', { zh: '检查自己的规则包', en: 'a pack of your own' }],
          ['yardstick check --clauses', { zh: '条款对照表', en: 'the traceability table' }],
          ['yardstick check my-rules --format json', { zh: '供其他程序读取', en: 'for other programs' }],
          ['yardstick check my-rules --watch', { zh: '边改边查', en: 'while you write' }],
        ]),
      )
      .action((pack: string | undefined, options: Options) =>
        options.watch ? runWatching(pack, options, terminal) : run(pack, options, terminal),
      )
    withLanguage(command, terminal)
  },
}

/** Ends with what the last check came to. */
async function runWatching(pack: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { changesBelow, runAgain } = await import('./watch.ts')
  const { packFolder } = await import('../check-pack.ts')
  const { workingDirectory } = terminal
  const folder = packFolder({ ...(pack === undefined ? {} : { pack }), workingDirectory })
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const isRule = (file: string) => /\.ya?ml$/.test(file)
  await runAgain(changesBelow(folder, stop.signal), isRule, async () => {
    process.exitCode = 0
    await run(pack, options, terminal)
    terminal.complain(terminal.say({ zh: '—— 等待保存，Ctrl-C 结束', en: '—— waiting for a save, Ctrl-C to end' }))
  })
}

async function run(pack: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { checkPack } = await import('../check-pack.ts')
  const { diagnosticsAsJson, printDiagnostics } = await import('./diagnostics.ts')
  const result = checkPack({
    ...(pack === undefined ? {} : { pack }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    workingDirectory: terminal.workingDirectory,
    today: terminal.today,
  })
  const { diagnostics, clauses, traces } = result
  if (options.format === 'json') {
    const told = diagnosticsAsJson(diagnostics, terminal)
    terminal.print(JSON.stringify({ diagnostics: told, clauses, ...(options.clauses ? { traces } : {}) }, null, 2))
  } else if (options.format === 'sarif') {
    const { sarifOf } = await import('./sarif.ts')
    const { VERSION } = await import('../version.ts')
    terminal.print(JSON.stringify(sarifOf(diagnostics, VERSION, terminal), null, 2))
  } else if (options.format === 'github') {
    const { githubLine } = await import('./github.ts')
    for (const diagnostic of diagnostics) terminal.print(githubLine(diagnostic, terminal))
  } else {
    printDiagnostics(diagnostics, result.texts, terminal)
    if (options.clauses) for (const trace of traces) terminal.print(traceLine(trace, terminal))
    if (result.counts) {
      const { standards, events, scorecards, outcomes } = result.counts
      terminal.print(
        terminal.say({
          zh: `标准 ${standards} 项，记录类型 ${events} 种，考评表 ${scorecards} 张，奖惩建议 ${outcomes} 项；条款 ${clauses.total} 条：已引用 ${clauses.cited}，不检查（写明原因）${clauses.unchecked}，未落实 ${clauses.open}。`,
          en: `${standards} standards, ${events} record types, ${scorecards} scorecards, ${outcomes} outcomes; ${clauses.total} clauses: ${clauses.cited} cited, ${clauses.unchecked} unchecked with a reason, ${clauses.open} open.`,
        }),
      )
    }
  }
  if (diagnostics.some(diagnostic => diagnostic.severity === 'error')) terminal.fail(1)
}

/** `S1-08  标准 face-to-face-steps；考评表 hotel`. */
function traceLine(trace: ClauseTrace, { say }: Terminal): string {
  const parts = [
    { title: { zh: '标准', en: 'standards' }, names: trace.standards },
    { title: { zh: '考评表', en: 'scorecards' }, names: trace.scorecards },
    { title: { zh: '奖惩', en: 'outcomes' }, names: trace.outcomes },
    { title: { zh: '参数', en: 'parameters' }, names: trace.parameters },
    { title: { zh: '规则包', en: 'pack' }, names: trace.blocks },
  ].filter(({ names }) => names.length > 0)
  const cited = parts.map(({ title, names }) => `${say(title)} ${names.join(say({ zh: '、', en: ', ' }))}`)
  const excused = trace.unchecked
    ? [say({ zh: `不检查：${trace.unchecked.zh}`, en: `unchecked: ${trace.unchecked.en}` })]
    : []
  return `${trace.clause}  ${[...cited, ...excused].join(say({ zh: '；', en: '; ' }))}`
}
