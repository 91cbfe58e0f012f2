/** `yardstick check [PACK]`: everything wrong with a rule pack, in one run. */

import { relative } from 'node:path'
import type { CheckPackRequest, CheckPackResult, ClauseTrace } from '../check-pack.ts'
import { printedJson } from '../lib/plain-words.ts'
import type { Span } from '../model/diagnostic.ts'
import type { Standard } from '../model/rulebook.ts'
import type { Command } from './command.ts'
import { civilDate, examples, oneOf, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly format: 'text' | 'json' | 'sarif' | 'github'
  readonly profile?: string
  readonly folder?: string
  readonly clauses?: boolean
  readonly unscored?: boolean
  readonly publish?: string | true
  readonly against?: string
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
        '--unscored',
        terminal.say({
          zh: '列出没有考评表、奖惩用到的标准',
          en: 'list the standards that no scorecard and no outcome takes',
        }),
      )
      .option(
        '--folder <FOLDER>',
        terminal.say({
          zh: '考评文件夹：核对人员名册，哪些考评表的岗位无人担任（不写规则包时用它的）',
          en: 'folder of an appraisal: which scorecards nobody of its roster gets (its pack is the default)',
        }),
      )
      .option(
        '--publish [DATE]',
        terminal.say({
          zh: '把现在的数存入 published.json：以后改写了它们，会提醒改用带日期的值（默认今天）',
          en: 'keep the numbers as of DATE in published.json: later checks tell which were overwritten (default: today)',
        }),
        civilDate,
      )
      .option(
        '--against <FILE>',
        terminal.say({
          zh: '与另一份 published.json 对照（默认：规则包里的那份）',
          en: 'hold the numbers against another published.json (default: the one in the pack)',
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
          [
            'yardstick check --folder my-semester',
            { zh: '连同考评文件夹的人员名册', en: 'together with the roster of an appraisal' },
          ],
          [
            'yardstick check my-rules --publish',
            { zh: '制度公布后，记下现在的数', en: 'once the standards are published' },
          ],
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
  const { checkPack } = await import('../check-pack.ts')
  const { folders } = await checkPack(requestOf(pack, options, terminal))
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const isInput = (file: string) => /\.(ya?ml|csv|json)$/.test(file)
  await runAgain(changesBelow(folders, stop.signal), isInput, async () => {
    process.exitCode = 0
    await run(pack, options, terminal)
    terminal.complain(terminal.say({ zh: '—— 等待保存，Ctrl-C 结束', en: '—— waiting for a save, Ctrl-C to end' }))
  })
}

async function run(pack: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { checkPack } = await import('../check-pack.ts')
  if (options.publish !== undefined && pack === undefined && options.folder === undefined) {
    terminal.complain(
      terminal.style(
        'red',
        terminal.say({
          zh: '--publish 要写明规则包文件夹：yardstick check my-rules --publish',
          en: '--publish needs the folder of the pack: yardstick check my-rules --publish',
        }),
      ),
    )
    terminal.fail(2)
    return
  }
  const result = await checkPack(requestOf(pack, options, terminal))
  await PRINTERS[options.format](result, options, terminal)
  if (result.published) await publish(result.published, terminal)
  if (result.diagnostics.some(({ severity }) => severity === 'error')) terminal.fail(1)
}

function requestOf(
  pack: string | undefined,
  { profile, folder, publish, against }: Options,
  { workingDirectory, today }: Terminal,
): CheckPackRequest {
  return {
    ...(pack === undefined ? {} : { pack }),
    ...(profile === undefined ? {} : { profile }),
    ...(folder === undefined ? {} : { folder }),
    ...(against === undefined ? {} : { against }),
    ...(publish === undefined ? {} : { publishOn: publish === true ? today : publish }),
    workingDirectory,
    today,
  }
}

async function publish(
  { path, text, numbers }: NonNullable<CheckPackResult['published']>,
  terminal: Terminal,
): Promise<void> {
  const { writeFiles } = await import('./write-files.ts')
  const problem = writeFiles([{ target: path, content: text }])
  const name = relative(terminal.workingDirectory, path)
  if (problem) {
    terminal.complain(terminal.style('red', terminal.say(problem)))
    terminal.fail(1)
    return
  }
  terminal.complain(
    terminal.say({
      zh: `已把现在的 ${numbers} 个数记入 ${name}：以后改写了它们，check 会提醒。`,
      en: `Kept in ${name}: ${numbers} of its numbers as they are now. Checks tell where one is overwritten.`,
    }),
  )
}

// --- the forms of the output -----------------------------------------------------------------------------------------

type Printer = (result: CheckPackResult, options: Options, terminal: Terminal) => Promise<void>

const PRINTERS: Readonly<Record<Options['format'], Printer>> = {
  async text(result, options, terminal) {
    const { printDiagnostics } = await import('./diagnostics.ts')
    printDiagnostics(result.diagnostics, result.texts, terminal)
    if (options.clauses) for (const trace of result.traces) terminal.print(traceLine(trace, terminal))
    if (options.unscored) for (const standard of result.unscored) terminal.print(unscoredLine(standard, terminal))
    printCounts(result, terminal)
  },
  async json({ diagnostics, clauses, traces, unscored }, options, terminal) {
    const { diagnosticsAsJson } = await import('./diagnostics.ts')
    const told = {
      diagnostics: diagnosticsAsJson(diagnostics, terminal),
      clauses,
      ...(options.clauses ? { traces } : {}),
      ...(options.unscored ? { unscored: unscored.map(({ id, span }) => ({ standard: id, ...placeOf(span) })) } : {}),
    }
    terminal.print(printedJson(told))
  },
  async sarif({ diagnostics }, _options, terminal) {
    const { sarifOf } = await import('./sarif.ts')
    const { VERSION } = await import('../version.ts')
    terminal.print(printedJson(sarifOf(diagnostics, VERSION, terminal)))
  },
  async github({ diagnostics }, _options, terminal) {
    const { githubLine } = await import('./github.ts')
    for (const diagnostic of diagnostics) terminal.print(githubLine(diagnostic, terminal))
  },
}

function placeOf({ file, line, column }: Span): Span {
  return { file, line, column }
}

function unscoredLine({ id, title, span: { file, line, column } }: Standard, { say }: Terminal): string {
  return `${file}:${line}:${column}  ${id}  ${say(title)}`
}

function printCounts({ counts, clauses }: CheckPackResult, terminal: Terminal): void {
  if (!counts) return
  const { standards, events, scorecards, outcomes } = counts
  terminal.print(
    terminal.say({
      zh: `标准 ${standards} 项，记录类型 ${events} 种，考评表 ${scorecards} 张，奖惩建议 ${outcomes} 项；条款 ${clauses.total} 条：已引用 ${clauses.cited}，不检查（写明原因）${clauses.unchecked}，未落实 ${clauses.open}。`,
      en: `${counted(standards, 'standard')}, ${counted(events, 'record type')}, ${counted(scorecards, 'scorecard')}, ${counted(outcomes, 'outcome')}; ${counted(clauses.total, 'clause')}: ${clauses.cited} cited, ${clauses.unchecked} unchecked with a reason, ${clauses.open} open.`,
    }),
  )
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
