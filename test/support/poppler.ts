/** What poppler's programs make of a PDF; where they are not installed the reason is printed, and CI fails. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROGRAMS = ['pdftotext', 'pdftoppm', 'pdftohtml']

export const hasPoppler = PROGRAMS.every(program => spawnSync(program, ['-v']).error === undefined)

if (!hasPoppler) {
  const reason = `tests of PDFs skipped: ${PROGRAMS.join(', ')} are not installed (Debian: apt-get install poppler-utils)`
  if (process.env.CI) throw new Error(reason)
  console.warn(reason)
}

/** The text of each leaf, laid out as on paper, or one piece after the other as it was printed. */
export function leavesOf(pdf: Uint8Array, order: 'layout' | 'raw' = 'layout'): readonly string[] {
  return run('pdftotext', [`-${order}`, '-enc', 'UTF-8', '-', '-'], pdf)
    .toString('utf8')
    .split('\f')
    .slice(0, -1)
}

export interface ReadBookmark {
  readonly title: string
  /** The first leaf is 1. */
  readonly leaf: number
}

export function bookmarksOf(pdf: Uint8Array): readonly ReadBookmark[] {
  const text = inFile(pdf, path => run('pdftohtml', ['-xml', '-i', '-stdout', path]).toString('utf8'))
  return Array.from(text.matchAll(/<item page="(\d+)">([^<]*)<\/item>/g), ([, leaf, title = '']) => ({
    title: unescaped(title),
    leaf: Number(leaf),
  }))
}

/** Shades of grey, leaf by leaf, row by row. */
export function picturesOf(pdf: Uint8Array): readonly Uint8Array[] {
  return inFile(pdf, (path, folder) => {
    run('pdftoppm', ['-gray', '-r', '60', path, join(folder, 'leaf')])
    return readdirSync(folder)
      .filter(name => name.endsWith('.pgm'))
      .sort()
      .map(name => readFileSync(join(folder, name)))
  })
}

function inFile<T>(pdf: Uint8Array, use: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-'))
  const path = join(folder, 'it.pdf')
  writeFileSync(path, pdf)
  const result = use(path, folder)
  rmSync(folder, { recursive: true })
  return result
}

function run(program: string, words: readonly string[], input?: Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync(program, words, { input, maxBuffer: 2 ** 30 })
  // What poppler complains of is broken, even where it can guess what was meant.
  if (status !== 0 || stderr.length > 0) throw new Error(`${program}: ${stderr}`)
  return stdout
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
