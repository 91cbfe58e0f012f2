/** `yardstick test --update`: expectations written under new tests, and printed for review. */

import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Terminal } from './terminal.ts'

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
  for (const [file, text] of files) writeFileSync(resolve(workingDirectory, file), text)
  const written = updated.filter(one => one.lines.length > 0).length
  if (diagnostics.length === 0)
    terminal.print(
      written > 0
        ? say({
            zh: `写好 ${written} 条测试的 expect。请逐条核对：写的是现在的结果，不一定是应有的结果。`,
            en: `Wrote the expect of ${written} tests. Review each: it says what comes out now, which need not be what should.`,
          })
        : say({ zh: '没有缺 expect 的测试。', en: 'No test lacks its expect.' }),
    )
  if (diagnostics.length > 0 || written < updated.length) terminal.fail(1)
}
