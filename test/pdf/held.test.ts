/** PDFs of many people wait in memory to be bound: of each the bytes are kept, and not the same once more as text. */

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { type PdfFile, readPdf } from '../../src/pdf/read.ts'
import { writePdf } from '../../src/pdf/write.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const MEBIBYTE = 1024 ** 2

/** Outside the heap, where long texts and bytes lie. */
function outside(): number {
  collectGarbage()
  return process.memoryUsage().external / MEBIBYTE
}

it('keeps no text of a drawing of thirty megabytes', () => {
  const stream = Buffer.alloc(30 * MEBIBYTE, ' ')
  const drawn: PdfFile = {
    pages: [{ box: '[0 0 594.96 841.92]', resources: ['<<>>'], drawing: 1 }],
    places: new Map(),
    object: () => ({ parts: [`<</Length ${stream.length}>>`], stream }),
  }
  const bytes = writePdf([[{ file: drawn, page: 0 }]], { title: 'one page', language: 'en' })
  const before = outside()
  const file = readPdf(bytes)
  const numbers = [1, 2, 3, 4, 5, 6]
  const streams = numbers.flatMap(number => file.object(number).stream?.length ?? [])
  expect(streams).toContain(stream.length)
  expect(file.pages.map(({ box }) => box)).toEqual(['[0 0 594.96 841.92]'])
  expect(outside() - before).toBeLessThan(10)
  expect(file.pages).toHaveLength(1)
})
