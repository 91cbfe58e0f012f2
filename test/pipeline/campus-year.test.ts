/** Two semesters of one company, played from the first draft to the second reissue: what everybody got, and what the story tells of it. */

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { YEAR_GOLDEN, yearFiles } from '../support/year.ts'

describe('the year of the example', () => {
  it('is what was reviewed; npm run golden records it anew', async () => {
    const files = await yearFiles()
    expect([...files.keys()].toSorted()).toEqual(readdirSync(YEAR_GOLDEN).toSorted())
    for (const [name, text] of files) expect(text, name).toBe(readFileSync(join(YEAR_GOLDEN, name), 'utf8'))
  })
})

describe('the story of the year', () => {
  it.each(['zh', 'en'] as const)('prints what the commands print, in their order: %s', language => {
    const page = language === 'zh' ? 'story.zh.md' : 'story.md'
    const story = readFileSync(resolve(import.meta.dirname, '../../docs', page), 'utf8')
    const told = readFileSync(join(YEAR_GOLDEN, `year.${language}.txt`), 'utf8').split('\n')
    const blocks = [...story.matchAll(/^```console\n([\s\S]*?)^```/gm)].map(([, text = '']) =>
      text.trimEnd().split('\n'),
    )
    expect(blocks.length).toBeGreaterThan(6)
    let from = 0
    for (const line of blocks.flat()) {
      const at = told.indexOf(line, from)
      expect(at, `'${line}' is not printed after '${told[from - 1]}'`).toBeGreaterThanOrEqual(from)
      from = at + 1
    }
  })
})
