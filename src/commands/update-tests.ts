/** `yardstick test --update`: expectations written under new tests, and printed for review. */

import { resolve } from 'node:path'
import type { Terminal } from './terminal.ts'
import { writeOrTell } from './write-files.ts'

export async function runUpdate(pack: string | undefined, terminal: Terminal): Promise<void> {
  const { updateTests } = await import('../update-tests.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { say, style, workingDirectory } = terminal
  const { diagnostics, texts, updated, files } = await updateTests({
    ...(pack === undefined ? {} : { pack }),
    workingDirectory,
  })
  printDiagnostics(diagnostics, texts, terminal)
  for (const { test, lines, problems } of updated) {
    terminal.print(style('bold', `${test.span.file} ${test.id}: ${test.name}`))
    for (const line of lines) terminal.print(`  ${line}`)
    for (const problem of problems) terminal.print(style('red', `  ${say(problem)}`))
  }
  const written = [...files].map(([file, text]) => ({ target: resolve(workingDirectory, file), content: text }))
  if (!writeOrTell(written, terminal)) return
  const count = updated.filter(one => one.lines.length > 0).length
  if (diagnostics.length === 0)
    terminal.print(
      count > 0
        ? say({
            zh: `写好 ${count} 条测试的 expect。请逐条核对：写的是现在的结果，不一定是应有的结果。`,
            en: `Wrote the expect of ${count} tests. Review each: it says what comes out now, which need not be what should.`,
          })
        : say({ zh: '没有缺 expect 的测试。', en: 'No test lacks its expect.' }),
    )
  if (diagnostics.length > 0 || count < updated.length) terminal.fail(1)
}
