/** What is wrong with rows that were sent back in, lines on the terminal out: each mistake once, by file. */

import type { ProblemGroup } from '../model/event.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'

/** So many mistakes fit a glance; the others are counted. */
const MOST_SHOWN = 12
/** Values may be long; this much tells which it is. */
const MOST_LETTERS = 90

export function printProblems(problems: readonly ProblemGroup[], { say, complain, style }: Terminal): void {
  if (problems.length === 0) return
  complain(style('bold', say({ zh: '退回的行（相同的问题合并）', en: 'Rows sent back, each mistake once' })))
  const shown = problems.slice(0, MOST_SHOWN)
  for (const [name, own] of Map.groupBy(shown, ({ file, sheet }) =>
    sheet === undefined ? file : `${file}!${sheet}`,
  )) {
    complain(`  ${name}`)
    for (const problem of own) complain(`    ${problemLine(problem, say)}`)
  }
  if (problems.length > MOST_SHOWN) {
    const rest = problems.length - MOST_SHOWN
    complain(say({ zh: `  另有 ${rest} 种问题`, en: `  and ${counted(rest, 'more mistake')}` }))
  }
  complain('')
}

function problemLine({ column, header, expected, count, examples }: ProblemGroup, say: Terminal['say']): string {
  const [first] = examples
  if (!first) throw new Error('a mistake without an example')
  const cells = examples.map(({ row }) => `${column ?? ''}${row}`)
  const dots = count > examples.length ? ' …' : ''
  return say({
    zh: `${whereZh(column, header)}：${count} 处，${cut(first.reason.zh)}（${cells.join('、')}${dots}）；应为${expected.zh}`,
    en: `${whereEn(column, header)}: ${count} ×, ${cut(first.reason.en)} (${cells.join(', ')}${dots}); expected ${expected.en}`,
  })
}

function whereZh(column: string | undefined, header: string | undefined): string {
  return column === undefined ? (header === undefined ? '整行' : `“${header}”`) : `${column} 列“${header ?? ''}”`
}

function whereEn(column: string | undefined, header: string | undefined): string {
  return column === undefined ? (header === undefined ? 'rows' : `'${header}'`) : `column ${column} '${header ?? ''}'`
}

function cut(value: string): string {
  const letters = Array.from(value.replaceAll(/\s+/g, ' '))
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join('')}…` : letters.join('')
}
