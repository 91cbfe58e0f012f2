import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseYaml, readYaml } from '../../src/load/yaml.ts'

const utf8 = new TextEncoder()

function told(text: string): readonly string[] {
  return parseYaml(text, 'f.yaml').diagnostics.map(({ code, span }) => `${code} ${span.line}:${span.column}`)
}

describe('parseYaml', () => {
  it('gives plain values with the keys as written', () => {
    const { file } = parseYaml('2024-01-01: 1\n1.0: x\ntrue: y\n', 'f.yaml')
    expect(Object.keys(Object(file.value))).toEqual(['2024-01-01', '1.0', 'true'])
  })

  it('refuses keys that every plain object has, and hides nothing behind them', () => {
    const { file, diagnostics } = parseYaml('a: { b: 1 }\n__proto__: { c: 1 }\nconstructor: x\ntoString: y\n', 'f.yaml')
    expect(diagnostics.map(({ code, span }) => `${code} ${span.line}:${span.column}`)).toEqual([
      'yaml-syntax 2:1',
      'yaml-syntax 3:1',
      'yaml-syntax 4:1',
    ])
    expect(file.broken).toBe(true)
    expect(Object.keys(Object(file.value))).toEqual(['a'])
    expect(Object.getPrototypeOf(file.value)).toBe(Object.prototype)
  })

  it.each([
    ['a: x\u0000y', '1:5'],
    ['a: 1\nb: \u009b2J', '2:4'],
    ['a: "\\e[2J"', '1:4'],
    ['"\\x07": 1', '1:1'],
    ['a: \u202ex', '1:4'],
    ['a: "\\u202ex"', '1:4'],
  ])('refuses what nobody sees and terminals obey: %j', (text, place) => {
    expect(told(text)).toEqual([`yaml-syntax ${place}`])
    expect(parseYaml(text, 'f.yaml').file.broken).toBe(true)
  })

  it('takes line breaks and tabs in texts', () => {
    expect(told('a: "x\\ty\\nz"\nb: |\n  x\n  y\n')).toEqual([])
  })

  it('finds each of twenty thousand keys at once', () => {
    const text = Array.from({ length: 19_000 }, (_, at) => `k${at}: ${at}\n`).join('')
    const { file } = parseYaml(text, 'f.yaml')
    for (let at = 0; at < 19_000; at++) expect(file.locate([`k${at}`]).line).toBe(at + 1)
  })

  it('locates keys, values and the nearest ancestor of what is not there', () => {
    const { file } = parseYaml('标准:\n  甲: { 时限: 30 minutes }\n  乙:\n    - x\n    - 报修\n', 'f.yaml')
    const at = (...args: Parameters<typeof file.locate>) => {
      const { line, column, length } = file.locate(...args)
      return `${line}:${column}+${length}`
    }
    expect(at(['标准', '甲', '时限'])).toBe('2:12+10')
    expect(at(['标准', '甲', '时限'], 'key')).toBe('2:8+2')
    expect(at(['标准', '乙', 1])).toBe('5:7+2')
    expect(at(['标准', '乙'])).toBe('3:3+1')
    expect(at(['标准', '丙', '丁'])).toBe('1:1+2')
    expect(file.locate([])).toMatchObject({ line: 1, column: 1 })
  })

  it('tells what YAML cannot read, where it is', () => {
    expect(told('a: 1\nb: *nowhere\n')).toEqual(['yaml-syntax 2:4'])
    expect(told('a: &x { b: *x }\n')).toEqual(['yaml-syntax 1:12'])
    expect(told('a: !secret x\n')).toEqual(['yaml-syntax 1:4'])
    expect(told('a: 1\n? { b: 1 }\n: 2\n')).toEqual(['yaml-syntax 2:3'])
    expect(told('a: "open\nb: 1\n')).toEqual(['yaml-syntax 1:4'])
    expect(told('a: 1\n---\nb: 2\n')).toEqual(['yaml-syntax 2:1'])
    expect(told('a: 1\nb: 2\na: 3\n')).toEqual(['duplicate-key 3:1'])
  })

  it('bounds aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let at = 1; at < 9; at++)
      lines.push(
        `a${at}: &a${at} [${Array(9)
          .fill(`*a${at - 1}`)
          .join(', ')}]`,
      )
    const { file, diagnostics } = parseYaml(lines.join('\n'), 'bomb.yaml')
    expect(file.broken).toBe(true)
    expect(diagnostics.every(one => one.code === 'yaml-syntax')).toBe(true)
  })

  it('bounds nesting', () => {
    expect(told('['.repeat(5000))).toEqual(['yaml-syntax 1:1'])
  })

  it('gives the value as it was meant where the keyboard was at fault', () => {
    const { file } = parseYaml('标题：报修\nids: [012，013]\n', 'f.yaml')
    expect(file.value).toEqual({ 标题: '报修', ids: ['012', '013'] })
    expect(file.blamed).toEqual(new Set([1, 2]))
    expect(file.broken).toBe(false)
  })

  it('never throws', () => {
    const pieces = fc.constantFrom(
      ...'：，“"\'\t\n :,[]{}-#|>&*!%?ab01'.split(''),
      '\n  ',
      '- ',
      ': ',
      '&a ',
      '*a ',
      '<<: ',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), parts => {
        const { file } = parseYaml(parts.join(''), 'f.yaml')
        expect(file.locate(['a', 0, 'b'])).toMatchObject({ file: 'f.yaml' })
      }),
      { numRuns: 3000 },
    )
  })
})

describe('readYaml', () => {
  it('leaves a byte order mark out', () => {
    expect(readYaml(utf8.encode('\uFEFFa: 1'), 'f.yaml').file?.value).toEqual({ a: 1 })
  })

  it('tells a file saved as GBK how to be saved', () => {
    const gbk = new Uint8Array([0x74, 0x3a, 0x20, 0xb1, 0xa8, 0xd0, 0xde])
    const { file, diagnostics } = readYaml(gbk, 'f.yaml')
    expect(file).toBeUndefined()
    expect(diagnostics).toMatchObject([{ code: 'file-encoding', span: { line: 1, column: 1 } }])
    expect(diagnostics[0]?.message.zh).toContain('GBK')
  })
})
