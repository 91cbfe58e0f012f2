/** PDFs taken apart and put together: nothing is lost, mixed up or left to chance; what is of no known kind is refused. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPdf, UnreadablePdf } from '../../src/pdf/read.ts'
import { writePdf } from '../../src/pdf/write.ts'

const COVER = { title: 'Bound', language: 'en' } as const

/** A file as browsers write them: its objects, numbered from 1, the first being the catalogue. */
function file(objects: readonly string[], end = ''): Uint8Array {
  let text = '%PDF-1.4\n'
  const lines = objects.map((object, at) => {
    const line = `${String(text.length).padStart(10, '0')} 00000 n \n`
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return line
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${lines.join('')}trailer\n<</Size ${size}\n/Root 1 0 R${end}>>\n`
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, 'latin1')
}

function drawing(text: string): string {
  return `<</Length ${text.length}>> stream\n${text}\nendstream`
}

/** Two pages, each drawn with a font of its own under the same name, and one picture for both. */
const TWO = file([
  '<</Type /Catalog /Pages 2 0 R /Dests 9 0 R>>',
  '<</Type /Pages /Count 2 /Kids [3 0 R 4 0 R]>>',
  '<</Type /Page /Parent 2 0 R /MediaBox [0 0 10 20] /Resources <</Font <</F 7 0 R>> /XObject <</P 10 0 R>>>> /Contents 5 0 R>>',
  '<</Type /Page /Parent 2 0 R /MediaBox [0 0 10 20] /Resources 11 0 R /Contents 6 0 R>>',
  drawing('one (5 0 R) Tj'),
  drawing('two endstream endobj Tj'),
  '<</Type /Font /Name (12 0 R \\) first)>>',
  '<</Type /Font /Name <0041>>>',
  '<</a [3 0 R /XYZ 0 20 0] /b [4 0 R /XYZ 0 20 0]>>',
  drawing('picture'),
  '<</Font <</F 8 0 R>> /XObject <</P 10 0 R>>>>',
])

function text(pdf: Uint8Array): string {
  return Buffer.from(pdf).toString('latin1')
}

describe('a file is read', () => {
  it('with its pages, their drawings and the places that links lead to', () => {
    const { pages, places, object } = readPdf(TWO)
    expect(pages.map(({ box, drawing: number }) => [box, text(object(number).stream ?? new Uint8Array())])).toEqual([
      ['[0 0 10 20]', 'one (5 0 R) Tj'],
      ['[0 0 10 20]', 'two endstream endobj Tj'],
    ])
    expect([...places]).toEqual([
      ['a', 0],
      ['b', 1],
    ])
    expect(object(7).parts).toEqual(['<</Type /Font /Name (12 0 R \\) first)>>'])
  })

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another file', Buffer.from('PK\x03\x04')],
    ['half a file', TWO.subarray(0, TWO.length / 2)],
    ['a file that was added to', file(['<</Type /Catalog /Pages 2 0 R>>'], ' /Prev 17')],
    ['one that is locked', file(['<</Type /Catalog /Pages 2 0 R>>'], ' /Encrypt 2 0 R')],
    ['one without pages', file(['<</Type /Catalog>>'])],
    ['one whose pages are missing', file(['<</Type /Catalog /Pages 2 0 R>>'])],
    [
      'a page in several parts',
      file(['<</Pages 2 0 R>>', '<</Type /Page /MediaBox [0 0 1 1] /Resources <<>> /Contents [3 0 R]>>']),
    ],
  ])('or refused: %s', (_, bytes) => expect(() => readPdf(bytes)).toThrow(UnreadablePdf))

  it('or refused where a drawing does not end where it says', () => {
    const bytes = file([
      '<</Pages 2 0 R>>',
      '<</Type /Page /MediaBox [0 0 1 1] /Resources <<>> /Contents 3 0 R>>',
      '<</Length 3>> stream\nlonger\nendstream',
    ])
    expect(() => readPdf(bytes).object(3)).toThrow(UnreadablePdf)
  })
})

describe('a file is written', () => {
  const source = readPdf(TWO)
  const leaf = (...pages: readonly number[]) => pages.map(page => ({ file: source, page }))

  it('that can be read again, with what its pages need and nothing else', () => {
    const first = text(writePdf([leaf(0)], COVER))
    expect(first).toContain('one (5 0 R) Tj')
    expect(first).toContain('(12 0 R \\) first)')
    expect(first).toContain('picture')
    expect(first).not.toContain('two')
    expect(first).not.toContain('<0041>')
    expect(readPdf(Buffer.from(first, 'latin1')).pages).toHaveLength(1)
  })

  it('with pages over each other, in order, each with its own names, and what they share once', () => {
    const pdf = writePdf([leaf(0, 1), leaf(1)], COVER)
    const { pages, object } = readPdf(pdf)
    expect(pages.map(page => text(object(page.drawing).stream ?? new Uint8Array()))).toEqual([
      '/L0 Do\n/L1 Do\n',
      '/L0 Do\n',
    ])
    expect(text(pdf).match(/picture/g)).toHaveLength(1)
    expect(text(pdf).match(/two endstream/g)).toHaveLength(1)
  })

  it('with bookmarks that lead to their leaves, and covers counted apart', () => {
    const bookmarks = [
      { title: '0001 张三', leaf: 1 },
      { title: '(a\\', leaf: 2 },
    ]
    const pdf = text(writePdf([leaf(0), leaf(0), leaf(1)], { ...COVER, bookmarks, uncounted: 1 }))
    const titles = Array.from(pdf.matchAll(/\/Title <FEFF([0-9a-f]*)> \/Parent/g), ([, hex = '']) =>
      Buffer.from(hex, 'hex').swap16().toString('utf16le'),
    )
    expect(titles).toEqual(['0001 张三', '(a\\'])
    expect(pdf).toContain('/Nums [0 <</S /r>> 1 <</S /D>>]')
    expect(pdf).toContain('/PageMode /UseOutlines')
    expect(() => writePdf([leaf(0)], { ...COVER, bookmarks })).toThrow('no leaf')
  })

  it('the same each time, and by no clock', () => {
    const write = () => writePdf([leaf(0, 1), leaf(1)], COVER)
    expect(text(write())).toBe(text(write()))
    expect(text(write())).not.toMatch(/Date|\/ID/)
  })

  it('whatever leaves are laid over each other, as many and in that order', () => {
    const leaves = fc.array(fc.array(fc.nat(1), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(leaves, all => {
        const { pages, object } = readPdf(
          writePdf(
            all.map(pages_ => leaf(...pages_)),
            COVER,
          ),
        )
        expect(pages).toHaveLength(all.length)
        pages.forEach((page, at) => {
          const forms = page.resources.filter(part => typeof part === 'number')
          const drawn = forms.map(form => text(object(form).stream ?? new Uint8Array()).slice(0, 3))
          expect(drawn).toEqual(all[at]?.map(number => ['one', 'two'][number]))
        })
      }),
    )
  })
})
