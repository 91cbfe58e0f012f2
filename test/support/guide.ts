/**
 * A guide in, the same guide out with every output that it prints as it really is: its commands are run to the letter, and its
 * edits made, one after the other in a folder of their own.
 *
 * - A fenced `sh` block is run by a shell; a `text` block that comes next is what it prints.
 * - After `<!-- replace FILE -->` two fenced blocks: the first, which the file holds once, becomes the second.
 * - After `<!-- append FILE -->` a fenced block that is written at the end of the file, after `<!-- create FILE -->` a new file.
 */

import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { PROGRAM } from './command-line.ts'

const DOCS = resolve(import.meta.dirname, '../../docs')

/** Guides whose every command is run, by the language they speak. */
export const GUIDES = { 'first-standard.zh.md': 'zh', 'first-standard.md': 'en' } as const

export type GuideName = keyof typeof GUIDES

export function guidePath(name: GuideName): string {
  return join(DOCS, name)
}

type Part = { readonly kind: 'words' | 'block'; readonly text: string; readonly language: string }

export function playGuide(text: string, language: 'zh' | 'en'): string {
  const scratch = mkdtempSync(join(tmpdir(), 'yardstick-guide-'))
  const folder = join(scratch, 'work')
  mkdirSync(folder)
  const run = shellIn(scratch, folder, language)
  try {
    const parts = partsOf(text)
    let printed: string | undefined
    const played = parts.map((part, at): string => {
      if (part.kind === 'words') {
        if (part.text.trim() !== '') printed = undefined
        edit(part.text, parts.slice(at + 1), folder)
        return part.text
      }
      if (part.language === 'sh') {
        printed = run(part.text)
        return fenced(part)
      }
      if (part.language === 'text' && printed !== undefined) {
        const shown = fenced({ ...part, text: printed })
        printed = undefined
        return shown
      }
      return fenced(part)
    })
    return played.join('')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(/^```(\w*)\n([\s\S]*?)^```\n/gm)) {
    parts.push({ kind: 'words', text: text.slice(end, match.index), language: '' })
    parts.push({ kind: 'block', text: match[2] ?? '', language: match[1] ?? '' })
    end = match.index + match[0].length
  }
  return [...parts, { kind: 'words', text: text.slice(end), language: '' }]
}

function fenced({ text, language }: Part): string {
  return `\`\`\`${language}\n${text}\`\`\`\n`
}

/** Makes the edit that the words announce with the blocks that follow them. */
function edit(words: string, following: readonly Part[], folder: string): void {
  const [, how, name = ''] = /<!-- (replace|append|create) (\S+) -->/.exec(words) ?? []
  if (how === undefined) return
  const file = join(folder, name)
  const [first = '', second = ''] = following.filter(part => part.kind === 'block').map(part => part.text)
  if (how === 'append') appendFileSync(file, first)
  if (how === 'create') {
    if (existsSync(file)) throw new Error(`${name} is there already`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, first)
  }
  if (how === 'replace') {
    const before = readFileSync(file, 'utf8')
    if (before.split(first).length !== 2) throw new Error(`${name} does not hold once:\n${first}`)
    writeFileSync(
      file,
      before.replace(first, () => second),
    )
  }
}

/** `yardstick` is the program from its sources; what a command prints comes with its status where that is not 0. */
function shellIn(scratch: string, folder: string, language: 'zh' | 'en'): (script: string) => string {
  const command = join(scratch, 'yardstick')
  writeFileSync(
    command,
    `#!/bin/sh\nexec "${process.execPath}" --disable-warning=ExperimentalWarning "${PROGRAM}" "$@"\n`,
  )
  chmodSync(command, 0o755)
  return script => {
    const { stdout, status } = spawnSync('sh', ['-c', `exec 2>&1\n${script}`], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: [scratch, process.env.PATH].join(delimiter),
        YARDSTICK_LANG: language,
        NO_COLOR: '1',
      },
    })
    if (status === null || status > 1) throw new Error(`status ${status}: ${script}\n${stdout}`)
    return stdout
  }
}
