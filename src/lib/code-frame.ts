/** A text and a place in it in, a few numbered lines with a caret under the place out. */

import type { Span } from '../model/diagnostic.ts'
import { withoutControls } from './plain-words.ts'
import { displayWidth } from './width.ts'

const WIDEST_LINE = 110
const CONTEXT_LINES = 1

/** The marked line with its neighbours; empty where the text has no such line. */
export function codeFrame(text: string, span: Pick<Span, 'line' | 'column' | 'length'>): string {
  const lines = text.split(/\r\n|\r|\n/)
  const marked = lines[span.line - 1]
  if (marked === undefined) return ''
  const first = Math.max(1, span.line - CONTEXT_LINES)
  const last = Math.min(lines.length, span.line + CONTEXT_LINES)
  const digits = String(last).length
  const cut = cutAround(marked, span.column - 1)
  const frame: string[] = []
  for (let line = first; line <= last; line++) {
    const shown = line === span.line ? cut : cutAround(lines[line - 1] ?? '', 0)
    if (line !== span.line && shown.text.trim() === '') continue
    frame.push(`${line === span.line ? '>' : ' '} ${String(line).padStart(digits)} | ${visible(shown.text)}`.trimEnd())
    if (line === span.line) frame.push(`  ${' '.repeat(digits)} | ${caret(cut, span)}`)
  }
  return frame.join('\n')
}

interface Cut {
  readonly text: string
  /** Characters left out on the left, minus those of the dots put there. */
  readonly shift: number
}

/** Very long lines are shown around the place only. */
function cutAround(line: string, at: number): Cut {
  if (line.length <= WIDEST_LINE) return { text: line, shift: 0 }
  const from = at > WIDEST_LINE - 20 ? at - Math.floor(WIDEST_LINE / 2) : 0
  const to = Math.min(line.length, from + WIDEST_LINE)
  return {
    text: `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`,
    shift: from > 0 ? from - 1 : 0,
  }
}

function caret(cut: Cut, span: Pick<Span, 'column' | 'length'>): string {
  const start = Math.max(0, span.column - 1 - cut.shift)
  const marked = cut.text.slice(start, start + (span.length ?? 1))
  const indent = displayWidth(visible(cut.text.slice(0, start)))
  return ' '.repeat(indent) + '^'.repeat(Math.max(1, displayWidth(visible(marked))))
}

/** Tabs as wide as they are drawn here, no character that a terminal would obey, full-width spaces to be seen. */
function visible(text: string): string {
  return withoutControls(text.replaceAll('\t', '⇥ ').replaceAll('\u3000', '□'))
}
