/** Plain values in, the same held pressed together out, each of which can be had again: a tenth of the memory, and no file. */

import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Plain data, so that a worker can hand it on. */
export interface Pressed {
  readonly blocks: readonly Uint8Array[]
}

/** More to a block press little better, and take longer to be opened for one. */
const PER_BLOCK = 128

/** Values are plain JSON. */
export function press(values: readonly unknown[]): Pressed {
  const blocks = Array.from({ length: Math.ceil(values.length / PER_BLOCK) }, (_, at) => {
    const own = values.slice(at * PER_BLOCK, (at + 1) * PER_BLOCK)
    return new Uint8Array(deflateRawSync(JSON.stringify(own), { level: 1 }))
  })
  return { blocks }
}

/** Of everything pressed the block opened last stays open: cheap for whoever asks in the order in which values were given. */
const OPEN = new WeakMap<object, { readonly block: number; readonly values: readonly unknown[] }>()

export function pressedAt(pressed: Pressed, at: number): unknown {
  const block = Math.floor(at / PER_BLOCK)
  const open = OPEN.get(pressed)
  if (open?.block === block) return open.values[at % PER_BLOCK]
  const bytes = pressed.blocks[block]
  if (!bytes) throw new Error(`nothing was pressed at ${at}`)
  const values = JSON.parse(inflateRawSync(bytes).toString('utf8')) as readonly unknown[]
  OPEN.set(pressed, { block, values })
  return values[at % PER_BLOCK]
}
