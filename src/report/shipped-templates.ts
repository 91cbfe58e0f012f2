/** The folder of templates in; partials, words and the texts of templates out. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { compareText } from '../lib/order.ts'
import type { Language } from '../model/message.ts'
import type { HashedFile } from './output.ts'

type Words = Readonly<Record<string, string>>

export function readShipped(templates: URL) {
  const names = readdirSync(new URL('partials/', templates)).sort(compareText)
  return {
    /** By name. */
    partials: new Map(
      names.map(file => [file.replace(/\.hbs$/, ''), readFileSync(new URL(`partials/${file}`, templates), 'utf8')]),
    ),
    /** As templates name them; both languages have the same, which a test holds. */
    words: new Set(Object.keys(readWords('zh', templates)).map(templateWord)),
  }
}

export function readTemplate(name: string, templates: URL): string {
  return readFileSync(new URL(`${name}.hbs`, templates), 'utf8')
}

export function readWords(language: Language, templates: URL): Words {
  return JSON.parse(readFileSync(new URL(`wording/${language}.json`, templates), 'utf8')) as Words
}

/** All that pages are made from: templates, their parts, words, styles and scripts. */
export function hashShipped(templates: URL): readonly HashedFile[] {
  return ['', 'partials/', 'wording/']
    .flatMap(folder =>
      readdirSync(new URL(`./${folder}`, templates), { withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(({ name }) => `${folder}${name}`),
    )
    .sort(compareText)
    .map(file => ({
      file,
      sha256: createHash('sha256')
        .update(readFileSync(new URL(file, templates)))
        .digest('hex'),
    }))
}

/** `sign.hr` as `sign_hr`: templates name a word without a dot. */
export function templateWord(key: string): string {
  return key.replace('.', '_')
}
