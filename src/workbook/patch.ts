/** The text of an XML part in, changed at a few places and the same everywhere else out. */

import type { Message } from '../model/message.ts'
import { stopped } from './stop-reading.ts'
import { localName, strictParser } from './xml.ts'

/** What stands between the two offsets is replaced. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

export interface Tag {
  /** Without its prefix. */
  readonly name: string
  /** `x:` of `x:row`; nothing where it has none. */
  readonly prefix: string
  readonly attributes: Readonly<Record<string, string>>
  readonly from: number
  readonly to: number
  readonly isSelfClosing: boolean
  /** Elements around it, the outermost first. */
  readonly within: readonly string[]
}

export interface TagReader {
  open?(tag: Tag): void
  /** `from` is where the closing tag begins; that of a self-closing one is where the tag itself does. */
  close?(name: string, end: { readonly from: number; readonly to: number; readonly isSelfClosing: boolean }): void
}

/** Hands on each tag with its place; undefined, or what is wrong. */
export function readTags(text: string, reader: TagReader): Message | undefined {
  const parser = strictParser()
  const within: string[] = []
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    const to = parser.position
    // No `<` stands within a tag of sound XML.
    const from = text.lastIndexOf('<', to - 1)
    const short = localName(name)
    const prefix = name.slice(0, name.length - short.length)
    within.push(short)
    reader.open?.({
      name: short,
      prefix,
      attributes: attributes as Record<string, string>,
      from,
      to,
      isSelfClosing,
      within: within.slice(0, -1),
    })
  })
  parser.on('closetag', ({ name, isSelfClosing }) => {
    within.pop()
    const to = parser.position
    reader.close?.(localName(name), { from: text.lastIndexOf('<', to - 1), to, isSelfClosing })
  })
  return stopped(() => void parser.write(text).close())
}

export function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const edit of edits.toSorted((one, other) => one.from - other.from || one.to - other.to)) {
    pieces.push(text.slice(at, edit.from), edit.text)
    at = edit.to
  }
  return [...pieces, text.slice(at)].join('')
}

/** The text of a tag with an attribute changed, or added. */
export function withAttribute(tag: string, name: string, value: string): string {
  const pattern = new RegExp(`(\\s${name}\\s*=\\s*)("[^"]*"|'[^']*')`)
  if (pattern.test(tag)) return tag.replace(pattern, (_, before: string) => `${before}"${value}"`)
  return tag.replace(/^<[^\s/>]+/, start => `${start} ${name}="${value}"`)
}

/** Puts `content` in front of the end of the only element of that name; undefined where there is none. */
export function appended(text: string, element: string, content: (prefix: string) => string): string | undefined {
  let tag: Tag | undefined
  let edit: Edit | undefined
  const problem = readTags(text, {
    open(one) {
      if (one.name === element) tag ??= one
    },
    close(name, { from, to, isSelfClosing }) {
      if (name !== element || !tag || edit) return
      const inside = content(tag.prefix)
      const opened = text.slice(tag.from, tag.to).replace(/\s*\/>$/, '>')
      edit = isSelfClosing
        ? { from: tag.from, to, text: `${opened}${inside}</${tag.prefix}${element}>` }
        : { from, to: from, text: inside }
    },
  })
  return problem || !edit ? undefined : edited(text, [edit])
}
