/** The changes of an import in, what the terminal shows of them before they are written out: each in words, then as a diff. */

import type { ImportLimitsResult, LimitChange } from '../import-limits.ts'
import { printDiff } from './diff.ts'
import type { Terminal } from './terminal.ts'

export function printChanges({ changes, files }: ImportLimitsResult, terminal: Terminal): void {
  const { say, print } = terminal
  for (const change of changes) print(changeLine(change, terminal))
  print('')
  for (const { file, before, after } of files) printDiff({ before, after }, file, terminal)
  print('')
  print(
    say({
      zh: `共改 ${changes.length} 个数，涉及 ${files.length} 个文件；改后的规则包检查通过。`,
      en: `${changes.length} numbers change, in ${files.length} files; the pack with them passes its check.`,
    }),
  )
}

function changeLine(
  { number, shownWas, shownValue, day, since, reason }: LimitChange,
  { say, style }: Terminal,
): string {
  const { zh, en } = number.title
  const old = since === undefined ? { zh: '', en: '' } : { zh: `（${since} 起）`, en: ` (from ${since})` }
  const why = reason === undefined ? { zh: '', en: '' } : { zh: `，${reason}`, en: `: ${reason}` }
  return [
    style('bold', number.id),
    say({
      zh: `  ${zh}，${number.item.zh}：${shownWas.zh}${old.zh} → ${shownValue.zh}，${day} 起${why.zh}`,
      en: `  ${en}, ${number.item.en}: ${shownWas.en}${old.en} → ${shownValue.en} from ${day}${why.en}`,
    }),
  ].join('\n')
}
