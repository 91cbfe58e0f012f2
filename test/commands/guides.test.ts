/** The guides, followed to the letter as a new user would: every command run, every edit made, every line of output compared. */

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { GUIDES, type GuideName, guidePath, playGuide } from '../support/guide.ts'

const hasShell = spawnSync('sh', ['-c', 'true']).status === 0

describe.skipIf(!hasShell)('a guide prints what its commands print', () => {
  it.each(Object.keys(GUIDES) as GuideName[])('%s', name => {
    const text = readFileSync(guidePath(name), 'utf8')
    expect(text.match(/^```sh$/gm)?.length).toBeGreaterThan(8)
    expect(playGuide(text, GUIDES[name])).toBe(text)
  })
})

describe('links of the pages for readers', () => {
  const root = resolve(import.meta.dirname, '../..')
  const pages = ['README.md', 'README.zh.md', ...readdirSync(join(root, 'docs')).map(name => `docs/${name}`)]

  it.each(pages.filter(name => name.endsWith('.md')))('%s leads only where something is', page => {
    const links = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
    const broken = links.map(([, link = '']) => link).filter(link => !existsSync(join(root, dirname(page), link)))
    expect(broken).toEqual([])
  })
})
