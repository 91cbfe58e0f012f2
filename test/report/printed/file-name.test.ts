/** Names of people in, names of files out that every system takes, and that never meet. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeDistinct, readableName } from '../../../src/report/printed/file-name.ts'

describe('a name that people can read', () => {
  it.each<[string, readonly string[], string]>([
    ['joins its parts', ['0012', '张三', '考评表'], '0012_张三_考评表.pdf'],
    ['keeps other letters and emoji', ['1', 'Zoë 😀', '考评表'], '1_Zoë 😀_考评表.pdf'],
    ['names no folder', ['a/b', '..\\c', '<x>:"|?*'], 'a-b_-c_-x------.pdf'],
    ['ends in no dot, and hides nowhere', ['.7', 'J. R. ', 'x...'], '7_J. R_x.pdf'],
    ['holds nothing that cannot be seen', ['1', 'a\u202Eb\u0000\u200Bc\n', '考'], '1_abc_考.pdf'],
    ['leaves out a part of which nothing is left', ['1', '\u200B', '考评表'], '1_考评表.pdf'],
    ['is no device of Windows', ['con'], '_con.pdf'],
    ['is no device whatever follows', ['COM1.north'], '_COM1.north.pdf'],
    ['is one letter where a system might have two', ['e\u0301'], '\u00E9.pdf'],
    ['is never nothing', [''], '_.pdf'],
  ])('%s', (_, parts, name) => expect(readableName(parts, '.pdf')).toBe(name))

  it('shortens a long one', () => {
    expect(readableName(['0012', '亚历山德罗'.repeat(12), '考评表'], '.pdf')).toBe(
      `0012_${'亚历山德罗'.repeat(6)}亚历山…_考评表.pdf`,
    )
  })

  it('is taken by every system, whatever it is made of', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('con', 'nul.', ' . ', '\uD800', '/'),
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), parts => {
        const name = readableName(parts, '.pdf')
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u)
        expect(name).not.toMatch(/^[. ]|[. ]\.pdf$|^(con|prn|aux|nul|com\d|lpt\d)\b/i)
        expect(Buffer.byteLength(readableName([...parts.slice(0, 2), '考评表'], '.pdf'))).toBeLessThan(250)
        expect(name.normalize('NFC')).toBe(name)
      }),
    )
  })

  it('is given once, also where a system tells no capitals', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a.pdf', 'A.pdf', 'b.pdf', 'a (2).pdf')), names => {
        const distinct = makeDistinct()
        const given = names.map(distinct)
        expect(new Set(given.map(name => name.toLowerCase())).size).toBe(names.length)
      }),
    )
    const distinct = makeDistinct()
    expect(['p/a.pdf', 'p/A.pdf', 'p/a.pdf'].map(distinct)).toEqual(['p/a.pdf', 'p/A (2).pdf', 'p/a (3).pdf'])
  })
})
