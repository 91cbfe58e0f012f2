/** `yardstick test [PACK]`: a rule pack held against the small examples that come with it. */

import { printedJson } from '../lib/plain-words.ts'
import type { Coverage, FailedTest, TestPackResult } from '../test-pack.ts'
import type { Command } from './command.ts'
import { examples, oneOf, withLanguage } from './command.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly format: 'text' | 'json' | 'junit'
  readonly only?: string
  readonly gaps?: boolean
  readonly mutate?: boolean
  readonly update?: boolean
}

export const testCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('test')
      .summary(
        say({
          zh: '运行规则包的测试，列出没有例子的规则',
          en: 'run the tests of a rule pack, and list what no test shows',
        }),
      )
      .description(
        say({
          zh: '逐条运行规则包里的 *.test.yaml：不符合期望的，印出期望与实际及其原因；并列出哪些规则还没有例子。',
          en: 'Runs the *.test.yaml files of a pack: what differs from what is expected, with the reason, and which rules no example shows.',
        }),
      )
      .argument(
        '[PACK]',
        say({ zh: '规则包文件夹（默认：随软件提供的规则包）', en: 'folder of the pack (default: the shipped one)' }),
      )
      .option(
        '--format <text|json|junit>',
        say({ zh: '输出格式', en: 'form of the output' }),
        oneOf('text', 'json', 'junit'),
        'text',
      )
      .option(
        '--only <text>',
        say({
          zh: '只运行名称、文件或所测规则含有这段文字的测试',
          en: 'only tests whose name, file or tested rule holds this text',
        }),
      )
      .option(
        '--gaps',
        say({
          zh: '逐条列出还没有例子的规则；有缺口即以 1 退出',
          en: 'list every gap in the coverage; any gap ends with status 1',
        }),
      )
      .option(
        '--mutate',
        say({
          zh: '把每个限值、运算、条件、免责各改动一小步，列出没有测试察觉的；有则以 1 退出',
          en: 'change every limit, operator, condition and exemption by one step, and list what no test notices; any ends with status 1',
        }),
      )
      .option(
        '--update',
        say({
          zh: '给还没有写 expect 的测试写上现在的结果，供人核对；写好的不动',
          en: 'write what comes out now under tests that have no expect yet, for review; others stay as they are',
        }),
      )
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick test', { zh: '测试随软件提供的规则包', en: 'the shipped pack' }],
          [
            'yardstick test my-rules --only repair',
            { zh: '只测与 repair 有关的', en: 'only what has to do with repair' },
          ],
          ['yardstick test my-rules --gaps', { zh: '要求每条规则都有例子', en: 'every rule must have its examples' }],
          [
            'yardstick test my-rules --mutate',
            { zh: '试试测试是否经得起改动', en: 'whether the tests would notice a change' },
          ],
        ]),
      )
      .action((pack: string | undefined, options: Options) => run(pack, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(pack: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  if (options.update) {
    const { runUpdate } = await import('./update-tests.ts')
    return runUpdate(pack, terminal)
  }
  const { testPack } = await import('../test-pack.ts')
  const { diagnosticsAsJson, printDiagnostics } = await import('./diagnostics.ts')
  const { only } = options
  const result = await testPack({
    ...(pack === undefined ? {} : { pack }),
    ...(only === undefined ? {} : { only }),
    workingDirectory: terminal.workingDirectory,
  })
  const { diagnostics, passed, failed, coverage } = result
  const isEmpty = passed.length + failed.length === 0
  const { mutantsAsJson, printMutants, tryMutants } = await import('./mutants.ts')
  // While a test fails, what it would notice tells nothing.
  const mutants = options.mutate && !isEmpty && failed.length === 0 ? await tryMutants(pack, only, terminal) : undefined
  if (options.format === 'json') {
    const told = {
      diagnostics: diagnosticsAsJson(diagnostics, terminal),
      ...asJson(result, terminal),
      ...(mutants ? { mutants: mutantsAsJson(mutants, terminal) } : {}),
    }
    terminal.print(printedJson(told))
  } else if (options.format === 'junit' && diagnostics.length === 0) {
    const { junitOf } = await import('./junit.ts')
    terminal.print(junitOf(result, terminal.say))
  } else {
    printDiagnostics(diagnostics, result.texts, terminal)
    for (const one of failed) printFailure(one, terminal)
    if (options.gaps && coverage) printGaps(coverage, terminal)
    if (diagnostics.length === 0) printSummary(result, only, terminal)
    if (mutants) printMutants(mutants, terminal)
  }
  const hasGaps = options.gaps === true && coverage !== undefined && coverage.missing.length > 0
  const hasSurvivors =
    mutants !== undefined && mutants.survivors.length + mutants.stale.length + mutants.failing.length > 0
  if (isEmpty || failed.length > 0 || hasGaps || hasSurvivors) terminal.fail(1)
}

/** The place, then the difference: expected `-`, seen `+`, each with its reason. */
function printFailure({ test, difference, problems }: FailedTest, terminal: Terminal): void {
  const { span, id, name } = test
  terminal.print(terminal.style('bold', `${span.file}:${span.line}:${span.column} ${id}: ${name}`))
  for (const problem of problems) terminal.print(terminal.style('red', `  ${terminal.say(problem)}`))
  for (const { sign, text, reason } of difference) {
    const line = `  ${sign} ${text}`
    terminal.print(sign === ' ' ? line : terminal.style(sign === '-' ? 'red' : 'green', line))
    if (reason) terminal.print(`      ${terminal.say(reason)}`)
  }
  terminal.print('')
}

function printGaps({ missing }: Coverage, terminal: Terminal): void {
  for (const { span, id, what } of missing) {
    terminal.print(`${span.file}:${span.line}:${span.column} ${id}: ${terminal.say(what)}`)
  }
  if (missing.length > 0) terminal.print('')
}

function printSummary(
  { passed, failed, coverage }: TestPackResult,
  only: string | undefined,
  terminal: Terminal,
): void {
  const { say } = terminal
  const all = passed.length + failed.length
  if (all === 0) {
    const nothing =
      only === undefined
        ? { zh: '规则包里没有测试（*.test.yaml）。', en: 'The pack holds no tests (*.test.yaml).' }
        : {
            zh: `没有名称、文件或所测规则含有“${only}”的测试。`,
            en: `No test's name, file or tested rule holds '${only}'.`,
          }
    terminal.complain(terminal.style('red', say(nothing)))
    return
  }
  const counts = say({
    zh: `测试 ${all} 条：通过 ${passed.length}，未通过 ${failed.length}。`,
    en: `${all} tests: ${passed.length} passed, ${failed.length} failed.`,
  })
  terminal.print(terminal.style(failed.length > 0 ? 'red' : 'green', counts))
  if (!coverage) return
  const { percent, shown, wanted, missing } = coverage
  const hint = missing.length > 0 ? say({ zh: '用 --gaps 逐条列出。', en: ' --gaps lists what is missing.' }) : ''
  terminal.print(
    say({
      zh: `例子覆盖 ${percent}%（${shown}/${wanted}）。${hint}`,
      en: `Examples cover ${percent}% (${shown} of ${wanted}).${hint}`,
    }),
  )
}

function asJson({ passed, failed, coverage }: TestPackResult, { say }: Terminal): Readonly<Record<string, unknown>> {
  return {
    passed: passed.length,
    failed: failed.length,
    failures: failed.map(({ test, difference, problems }) => ({
      name: test.name,
      subject: test.subject,
      id: test.id,
      ...test.span,
      problems: problems.map(say),
      difference: difference.map(({ sign, text, reason }) => ({ sign, text, reason: reason ? say(reason) : null })),
    })),
    coverage: coverage
      ? {
          percent: coverage.percent,
          wanted: coverage.wanted,
          shown: coverage.shown,
          missing: coverage.missing.map(({ subject, id, what, span }) => ({ subject, id, what: say(what), ...span })),
        }
      : null,
  }
}
