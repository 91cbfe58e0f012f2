/** A part of a workbook in, its elements one by one out; names come without prefixes, and nothing is expanded. */

import { SaxesParser } from 'saxes'
import type { Message } from '../model/message.ts'
import { StopReading, stopped } from './stop-reading.ts'
import type { Zip } from './zip.ts'

export interface Elements {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

const NOT_XML: Message = {
  zh: '内部结构不是有效的 XML：请用电子表格程序打开，另存为 .xlsx',
  en: 'Its inside is not sound XML: open it in a spreadsheet program and save it as .xlsx',
}
const DOCTYPE: Message = {
  zh: '内含实体声明（DOCTYPE），拒绝读取',
  en: 'It declares entities (DOCTYPE) and is refused',
}

/** Undefined, or what is wrong with the part. */
export async function readXml(zip: Zip, part: string, elements: Elements): Promise<Message | undefined> {
  const parser = parserOf(elements)
  let isWhole = true
  const problem = await zip.readText(part, text => {
    isWhole = false
    parser.write(text)
    // Not reached where somebody has read enough.
    isWhole = true
  })
  return problem ?? (isWhole ? stopped(parser.close) : undefined)
}

/** The same, a step at a time: whoever takes the steps has what came of each before the next one. */
export async function* xmlSteps(zip: Zip, part: string, elements: Elements): AsyncIterable<Message | undefined> {
  const parser = parserOf(elements)
  for await (const text of zip.texts(part)) {
    const problem = typeof text === 'string' ? stopped(() => parser.write(text)) : text.problem
    yield problem
    if (problem) return
  }
  yield stopped(parser.close)
}

/** Stops where what is held in memory grows beyond reason. */
function parserOf(elements: Elements) {
  const parser = strictParser()
  // Letters since the parser last handed something on: it holds them all until it does.
  let held = 0
  let depth = 0
  parser.on('opentag', ({ name, attributes }) => {
    held = 0
    if (++depth > DEEPEST_NESTING) throw new StopReading(UNREASONABLE)
    elements.open?.(localName(name), attributes as Record<string, string>)
  })
  parser.on('text', text => elements.text?.(text))
  parser.on('cdata', text => elements.text?.(text))
  parser.on('closetag', ({ name }) => {
    held = 0
    depth--
    elements.close?.(localName(name))
  })
  return {
    write(text: string): void {
      held += text.length
      parser.write(text)
      if (held > MOST_HELD) throw new StopReading(UNREASONABLE)
    },
    close: () => void parser.close(),
  }
}

const DEEPEST_NESTING = 200
/** More than a cell may hold, and than any tag, comment or stretch of blanks that a program writes. */
const MOST_HELD = 2_000_000
const UNREASONABLE: Message = {
  zh: '内部结构不合常理（标签嵌套太深，或一处文字太长），拒绝读取',
  en: 'Its inside is unreasonable (tags nested too deeply, or too long a text in one place), and it is refused',
}

/** Stops at the first thing that is no sound XML, and at a declaration of entities. */
export function strictParser() {
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false })
  parser.on('error', () => {
    throw new StopReading(NOT_XML)
  })
  parser.on('doctype', () => {
    throw new StopReading(DOCTYPE)
  })
  return parser
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** An attribute by its name without a prefix: `r:id` as `id`. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (name in attributes) return attributes[name]
  const found = Object.keys(attributes).find(one => localName(one) === name)
  return found === undefined ? undefined : attributes[found]
}
