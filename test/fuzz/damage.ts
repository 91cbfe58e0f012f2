/** Sound bytes in, the same damaged as disks, transfers and malice damage files out. */

import fc from 'fast-check'

interface Edit {
  readonly kind: 'flip' | 'cut' | 'insert' | 'repeat' | 'swap' | 'end'
  /** From 0 to 1: where in the bytes. */
  readonly at: number
  readonly to: number
  readonly bytes: Uint8Array
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat', 'swap', 'end'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc.constantFrom(...'"\n,;\t\0<>&{}[]:\\'.split('').map(bytesOf)),
  ),
})

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** `from`: bytes before this share of the whole are left as they are. */
export function damaged(sound: fc.Arbitrary<Uint8Array>, from = 0): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(sound, fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([bytes, edits]) => edits.reduce((left, one) => applied(left, one, Math.floor(bytes.length * from)), bytes))
}

function applied(bytes: Uint8Array, { kind, at, to, bytes: more }: Edit, first: number): Uint8Array {
  const place = (share: number): number =>
    Math.min(bytes.length, first + Math.floor(share * Math.max(0, bytes.length - first)))
  const [start, end] = [place(Math.min(at, to)), place(Math.max(at, to))]
  const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
  switch (kind) {
    case 'flip':
      return bytes.map((byte, index) =>
        index >= start && index < start + more.length ? byte ^ (more[index - start] ?? 0) : byte,
      )
    case 'cut':
      return joined(bytes.subarray(0, start), bytes.subarray(Math.min(end, start + 64)))
    case 'insert':
      return joined(bytes.subarray(0, start), more, bytes.subarray(start))
    case 'repeat':
      return joined(bytes.subarray(0, end), bytes.subarray(start))
    case 'swap':
      return joined(bytes.subarray(0, start), bytes.subarray(end), bytes.subarray(start, end))
    case 'end':
      return bytes.slice(0, start)
  }
}
