/** Two texts in, what `diff -u` says of them out. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unifiedDiff } from '../../src/lib/unified-diff.ts'

const diff = (before: string, after: string) => unifiedDiff(before, after, 'a.yaml').map(({ text }) => text)

describe('a diff', () => {
  it('is empty where nothing differs', () => {
    expect(diff('a\nb\n', 'a\nb\n')).toEqual([])
  })

  it('shows what was removed and added, with three lines around', () => {
    expect(diff('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n5b\n6\n7\n8\n9\n')).toEqual([
      '--- a.yaml',
      '+++ a.yaml',
      '@@ -2,7 +2,8 @@',
      ' 2',
      ' 3',
      ' 4',
      '-5',
      '+five',
      '+5b',
      ' 6',
      ' 7',
      ' 8',
    ])
  })

  it('tells far places apart and joins near ones', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `line ${at}`)
    const changed = (...at: readonly number[]) =>
      lines.map((line, n) => (at.includes(n) ? `${line}!` : line)).join('\n')
    const places = (text: string) => diff(lines.join('\n'), text).filter(line => line.startsWith('@@')).length
    expect([places(changed(3, 25)), places(changed(3, 9)), places(changed(3, 10))]).toEqual([2, 1, 1])
    expect(places(changed(3, 11))).toBe(2)
  })

  it('is read back as both texts', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        fc.pre(one.at(-1) !== '' && other.at(-1) !== '')
        const [before, after] = [one.join('\n'), other.join('\n')]
        const around = Array.from({ length: 3 }, (_, at) => `same ${at}`).join('\n')
        const all = (text: string) => `${around}\n${text}\n${around}`
        const lines = unifiedDiff(all(before), all(after), 'x').filter(
          ({ kind }) => kind !== 'file' && kind !== 'place',
        )
        const side = (without: string) =>
          lines
            .filter(({ kind }) => kind !== without)
            .map(({ text }) => text.slice(1))
            .join('\n')
        if (before === after) expect(lines).toEqual([])
        else expect(all(before)).toContain(side('added'))
        if (before !== after) expect(all(after)).toContain(side('removed'))
      }),
    )
  })
})
