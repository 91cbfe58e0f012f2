/** `yardstick test --mutate`: the small changes of a pack's rules that none of its tests notices, printed. */

import type { MutatePackResult } from '../mutate-pack.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly format: 'text' | 'json' | 'junit'
  readonly only?: string
}

export async function runMutants(pack: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const { mutatePack } = await import('../mutate-pack.ts')
  const { diagnosticsAsJson, printDiagnostics } = await import('./diagnostics.ts')
  const { only, format } = options
  const result = await mutatePack({
    ...(pack === undefined ? {} : { pack }),
    ...(only === undefined ? {} : { only }),
    workingDirectory: terminal.workingDirectory,
    onProgress: (done, all) =>
      terminal.progress(terminal.say({ zh: `改动规则 ${done}/${all}`, en: `Changing rules ${done} of ${all}` })),
  })
  const { diagnostics, texts, tried, survivors, stale, failing } = result
  if (format === 'json') {
    const told = { diagnostics: diagnosticsAsJson(diagnostics, terminal), ...asJson(result, terminal) }
    terminal.print(JSON.stringify(told, null, 2))
  } else {
    printDiagnostics(diagnostics, texts, terminal)
    if (diagnostics.length === 0) printResult(result, only, terminal)
  }
  if (tried === 0 || survivors.length + stale.length + failing.length > 0) terminal.fail(1)
}

function printResult(result: MutatePackResult, only: string | undefined, terminal: Terminal): void {
  const { say, style } = terminal
  const { tried, survivors, excused, stale, failing } = result
  if (failing.length > 0) {
    const names = failing.join(say({ zh: '、', en: ', ' }))
    terminal.complain(
      style(
        'red',
        say({
          zh: `这些规则自己的测试没有通过，先用 yardstick test 查看：${names}`,
          en: `The tests of these rules fail as they are; see yardstick test first: ${names}`,
        }),
      ),
    )
  }
  for (const { span, mutant, example } of survivors) {
    terminal.print(style('bold', `${span.file}:${span.line}:${span.column} ${mutant}`))
    terminal.print(
      `  ${say({ zh: '没有测试察觉。缺的例子：', en: 'No test notices. The example it lacks: ' })}${say(example)}`,
    )
  }
  for (const { span, mutant } of stale) {
    terminal.print(style('bold', `${span.file}:${span.line}:${span.column} ${mutant}`))
    terminal.print(
      `  ${say({
        zh: '写了理由，但这处改动已有测试察觉，或已不存在；请删去。',
        en: 'A reason is written for it, yet a test notices it or it is not there any more: take it out.',
      })}`,
    )
  }
  if (survivors.length + stale.length > 0) terminal.print('')
  if (tried === 0 && failing.length > 0) return
  if (tried === 0) {
    const nothing =
      only === undefined
        ? { zh: '规则包里没有可改动的规则。', en: 'The pack has no rule to change.' }
        : { zh: `没有编号或文件含有“${only}”的规则。`, en: `No rule's id or file holds '${only}'.` }
    terminal.complain(style('red', say(nothing)))
    return
  }
  const noticed = tried - survivors.length - excused.length
  terminal.print(
    style(
      survivors.length + stale.length > 0 ? 'red' : 'green',
      say({
        zh: `改动 ${tried} 处：${noticed} 处有测试察觉，${excused.length} 处写明了理由，${survivors.length} 处无人察觉。`,
        en: `${tried} changes: ${noticed} noticed by a test, ${excused.length} with a written reason, ${survivors.length} unnoticed.`,
      }),
    ),
  )
}

function asJson(
  { tried, survivors, excused, stale, failing }: MutatePackResult,
  { say }: Terminal,
): Readonly<Record<string, unknown>> {
  return {
    tried,
    survivors: survivors.map(({ mutant, example, span }) => ({ mutant, example: say(example), ...span })),
    excused: excused.map(({ mutant, reason, span }) => ({ mutant, reason: say(reason), ...span })),
    stale: stale.map(({ mutant, span }) => ({ mutant, ...span })),
    failing,
  }
}
