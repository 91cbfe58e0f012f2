/** A tree of texts in, its lines with the branches drawn out. */

import type { Language, Message } from '../../model/message.ts'
import type { TraceStep } from '../../model/trace.ts'

/** A line and what stands under it. */
export interface Branch {
  readonly text: string
  readonly under: readonly Branch[]
  /** Whether what the line asks held; absent where it asks nothing. */
  readonly mark?: 'yes' | 'no' | 'unknown'
  /** Pages show it folded up. */
  readonly isFolded?: boolean
}

const MARKS = { yes: '✓ ', no: '✗ ', unknown: '? ' } as const

export function leaf(text: string): Branch {
  return { text, under: [] }
}

/** The tree with its lines drawn. */
export function draw({ text, mark, under }: Branch, indent = ''): readonly string[] {
  const last = under.length - 1
  return [
    `${indent}${mark === undefined ? '' : MARKS[mark]}${text}`,
    ...under.flatMap((child, at) => {
      const [first = '', ...rest] = draw(child)
      const stem = indent + (at === last ? '└─ ' : '├─ ')
      const trunk = indent + (at === last ? '   ' : '│  ')
      return [`${stem}${first}`, ...rest.map(line => `${trunk}${line}`)]
    }),
  ]
}

const PARTS: Readonly<Record<TraceStep['part'], Message>> = {
  applies: { zh: '适用', en: 'Applies' },
  exemption: { zh: '免责', en: 'Exempt' },
  clock: { zh: '计时', en: 'Clock' },
  requirement: { zh: '要求', en: 'Required' },
  record: { zh: '记录', en: 'Record' },
}

/** What was asked, what was there, and whether it held; the part is named once, at the top. */
export function traceBranch(step: TraceStep, language: Language, isTop = true): Branch {
  const { part, text, seen, holds, under } = step
  const label = isTop && part !== 'record' ? `${PARTS[part][language]}${language === 'zh' ? '：' : ': '}` : ''
  const saw = seen ? `  ⇐  ${seen[language]}` : ''
  const isQuiet =
    holds === null && (part === 'clock' || part === 'record' || part === 'requirement') && seen !== undefined
  const branch = {
    text: `${label}${text[language]}${saw}`,
    under: under.map(one => traceBranch(one, language, false)),
  }
  return isQuiet ? branch : { ...branch, mark: holds === null ? 'unknown' : holds ? 'yes' : 'no' }
}
