/** `yardstick test --mutate`: the small changes of a pack's rules that none of its tests notices, printed. */

import type { MutatePackResult } from '../mutate-pack.ts'
import type { Terminal } from './terminal.ts'

export async function tryMutants(
  pack: string | undefined,
  only: string | undefined,
  terminal: Terminal,
): Promise<MutatePackResult> {
  const { mutatePack } = await import('../mutate-pack.ts')
  return mutatePack({
    ...(pack === undefined ? {} : { pack }),
    ...(only === undefined ? {} : { only }),
    workingDirectory: terminal.workingDirectory,
    onProgress: (done, all) =>
      terminal.progress(terminal.say({ zh: `改动规则 ${done}/${all}`, en: `Changing rules ${done} of ${all}` })),
  })
}

export function printMutants(result: MutatePackResult, terminal: Terminal): void {
  const { made, survivors, excused, stale, failing } = result
  const { say, style } = terminal
  for (const id of failing)
    terminal.complain(style('red', say({ zh: `“${id}”没有试成`, en: `'${id}' could not be tried` })))
  const isWhole = survivors.length + stale.length === 0
  if (!isWhole) terminal.print('')
  for (const { span, mutant, example } of survivors) {
    terminal.print(style('bold', `${span.file}:${span.line}:${span.column} ${mutant}`))
    terminal.print(
      `  ${say({ zh: '没有测试察觉。缺的例子：', en: 'No test notices. The example it lacks: ' })}${say(example)}`,
    )
  }
  for (const { span, mutant } of stale) {
    terminal.print(style('bold', `${span.file}:${span.line}:${span.column} ${mutant}`))
    terminal.print(`  ${say(STALE)}`)
  }
  if (!isWhole) terminal.print('')
  const killed = made - survivors.length - excused.length
  const counts = say({
    zh: `改动 ${made} 处：${killed} 处有测试察觉，${excused.length} 处写明了理由，${survivors.length} 处无人察觉。`,
    en: `${made} changes: ${killed} noticed by a test, ${excused.length} with a written reason, ${survivors.length} unnoticed.`,
  })
  terminal.print(style(isWhole ? 'green' : 'red', counts))
}

const STALE = {
  zh: '写了理由，但这处改动已有测试察觉，或已不存在；请删去。',
  en: 'A reason is written for it, yet a test notices it or it is not there any more: take it out.',
}

export function mutantsAsJson(
  { made, survivors, excused, stale, failing }: MutatePackResult,
  { say }: Terminal,
): Readonly<Record<string, unknown>> {
  const survived = survivors.length + excused.length
  return {
    made,
    killed: made - survived,
    survived,
    excused: excused.length,
    survivors: survivors.map(({ mutant, example, span }) => ({ mutant, example: say(example), ...span })),
    stale: stale.map(({ mutant, span }) => ({ mutant, ...span })),
    failing,
  }
}
