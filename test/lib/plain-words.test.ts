import { describe, expect, it } from 'vitest'
import { plainWords, printedJson, withoutControls } from '../../src/lib/plain-words.ts'

const HOSTILE = 'a\u001b[2J\u202eb\u2028c\u0000\u009b'

describe('words that quote data', () => {
  it('show what a terminal would obey, and keep line breaks and tabs where these are meant', () => {
    expect(withoutControls(`${HOSTILE}\n\td`)).toBe('a·[2J·b·c··\n\td')
  })

  it('stand on one line in a message', () => {
    expect(plainWords({ zh: 'a\nb\t\tc', en: HOSTILE })).toEqual({ zh: 'a b c', en: 'a·[2J·b·c··' })
  })

  it('of a long message the beginning and the end stay, and no half of a letter', () => {
    const { en } = plainWords({ zh: '', en: `The header '${'🙂'.repeat(1000)}' feeds no field` })
    expect(en.length).toBeLessThan(610)
    expect(en).toMatch(/^The header '🙂.*…\ufffd?🙂.* feeds no field$/u)
    expect(en.isWellFormed()).toBe(true)
  })

  it('printed JSON is the same value', () => {
    const text = printedJson({ name: HOSTILE })
    expect(JSON.parse(text)).toEqual({ name: HOSTILE })
    expect(text).toContain('a\\u001b[2J\\u202eb\\u2028c\\u0000\\u009b')
  })
})
