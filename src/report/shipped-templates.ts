/** The folder of templates in; partials, words and the texts of templates out. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { compareText } from '../lib/order.ts'
import type { Language } from '../model/message.ts'

/** A name that is not there ends the run, and there are no helpers of anybody's. */
export const TEMPLATE_OPTIONS = { strict: true, knownHelpersOnly: true } as const

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

/** Every template and part by its name, as `partials/records`. */
export function readShippedTexts(templates: URL): readonly { readonly file: string; readonly text: string }[] {
  return ['', 'partials/'].flatMap(folder =>
    readdirSync(new URL(`./${folder}`, templates))
      .filter(name => name.endsWith('.hbs'))
      .sort(compareText)
      .map(name => `${folder}${name.replace(/\.hbs$/, '')}`)
      .map(file => ({ file, text: readTemplate(file, templates) })),
  )
}

export function readTemplate(name: string, templates: URL): string {
  return readFileSync(new URL(`${name}.hbs`, templates), 'utf8')
}

export function readWords(language: Language, templates: URL): Words {
  return JSON.parse(readFileSync(new URL(`wording/${language}.json`, templates), 'utf8')) as Words
}

interface ShippedFile {
  readonly file: string
  readonly sha256: string
}

/** All that pages are made from: templates, their parts, words, styles and scripts. Of one run they are the same from beginning to end. */
export function hashShipped(templates: URL): readonly ShippedFile[] {
  const hashes = HASHES.get(templates) ?? hashFiles(templates)
  HASHES.set(templates, hashes)
  return hashes
}

const HASHES = new WeakMap<URL, readonly ShippedFile[]>()

function hashFiles(templates: URL): readonly ShippedFile[] {
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
