/** Lines of text in, the same held pressed together out, each of which can be had again: a tenth of the memory, and no file. */

import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Plain data, so that a worker can hand it on. */
export interface Pressed {
  readonly blocks: readonly Uint8Array[]
}

/** More to a block press little better, and take longer to be opened for one. */
const PER_BLOCK = 128

const NEWLINE = Buffer.from('\n')

/** Lines as UTF-8; none holds a newline. */
export function press(lines: readonly Uint8Array[]): Pressed {
  const blocks = Array.from({ length: Math.ceil(lines.length / PER_BLOCK) }, (_, at) => {
    const own = lines.slice(at * PER_BLOCK, (at + 1) * PER_BLOCK)
    const text = Buffer.concat(own.flatMap(line => [line, NEWLINE]))
    // A copy: what the library gives back stands in a larger buffer, which it would keep.
    return new Uint8Array(deflateRawSync(text, { level: 1 }))
  })
  return { blocks }
}

/** Of everything pressed the block opened last stays open: cheap for whoever asks in the order in which lines were given. */
const OPEN = new WeakMap<object, { readonly block: number; readonly lines: readonly string[] }>()

export function pressedAt(pressed: Pressed, at: number): string {
  const block = Math.floor(at / PER_BLOCK)
  const lines = OPEN.get(pressed)?.block === block ? OPEN.get(pressed)?.lines : opened(pressed, block)
  const line = lines?.[at % PER_BLOCK]
  if (line === undefined) throw new Error(`nothing was pressed at ${at}`)
  return line
}

function opened(pressed: Pressed, block: number): readonly string[] | undefined {
  const bytes = pressed.blocks[block]
  if (!bytes) return undefined
  const lines = inflateRawSync(bytes).toString('utf8').split('\n').slice(0, -1)
  OPEN.set(pressed, { block, lines })
  return lines
}
