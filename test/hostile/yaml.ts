/** YAML made to do harm or damaged, wherever a person writes it: the setup, the rules, their tests, the confirmations. */

import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HostileCase, SETUP } from './case.ts'

type Told = Pick<HostileCase, 'status' | 'code' | 'zh' | 'en' | 'isLarge'>

interface Place {
  readonly name: string
  readonly path: string
  readonly command?: readonly string[]
  /** What stands there before the harm, so that the harm alone is at fault. */
  readonly sound: string
  /** What is told before anything is made of the file is the same as elsewhere, and not tried again. */
  readonly isRead?: true
}

const CHECK = ['check', 'rules']

const PLACES: readonly Place[] = [
  { name: 'appraisal.yaml', path: 'appraisal.yaml', sound: SETUP },
  { name: 'rules', path: 'rules/more.yaml', command: CHECK, sound: '' },
  { name: 'rule tests', path: 'rules/more.test.yaml', command: CHECK, sound: '', isRead: true },
  { name: 'confirmations', path: 'confirmations.yaml', sound: '', isRead: true },
]

interface Harm extends Told {
  readonly name: string
  make(): string | Uint8Array
}

const SYNTAX = { status: 1, code: 'yaml-syntax' } as const
const TOO_DEEP = { ...SYNTAX, zh: /嵌套太深/, en: /nested too deeply/ } as const
const TOO_LARGE = { ...SYNTAX, zh: /文件太大，拒绝读取/, en: /too large and is refused/ } as const

/** Nine lists of nine of the list before: three hundred million values in four hundred letters. */
function laughs(): string {
  const names = Array.from('abcdefghi')
  const lists = names.map((name, at) => `${name}: &${name} [${`${at === 0 ? 'lol' : `*${names[at - 1]}`},`.repeat(9)}]`)
  return `${lists.join('\n')}\n`
}

const HARMS: readonly Harm[] = [
  { name: 'an alias bomb', make: laughs, ...SYNTAX, zh: /展开后太大/, en: /stand for too much/ },
  { name: 'an alias of itself', make: () => 'a: &a [ *a ]\n', ...SYNTAX, zh: /引用了自己/, en: /itself a part of/ },
  { name: 'an alias of nothing', make: () => 'a: *b\n', ...SYNTAX, zh: /没有对应/, en: /There is no &b/ },
  { name: 'brackets a hundred thousand deep', make: () => '['.repeat(100_000), ...TOO_DEEP },
  {
    name: 'braces a hundred thousand deep, closed',
    make: () => `${'{a: '.repeat(100_000)}${'}'.repeat(100_000)}`,
    ...TOO_DEEP,
  },
  { name: 'dashes a hundred thousand deep', make: () => `${'- '.repeat(100_000)}x\n`, ...TOO_DEEP },
  {
    name: 'lines indented ever deeper',
    make: () => Array.from({ length: 1500 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    ...TOO_DEEP,
  },
  { name: 'a million lines of nothing', make: () => '\n'.repeat(1_000_000), ...TOO_LARGE },
  { name: 'a list of half a million', make: () => `a: [${'1,'.repeat(500_000)}]\n`, ...TOO_LARGE },
  { name: 'one text of 2 MB', make: () => `a: ${'x'.repeat(2_000_000)}\n`, status: 1 },
  { name: 'one quoted text of 2 MB', make: () => `a: "${'x'.repeat(2_000_000)}"\n`, status: 1 },
  {
    name: 'a quote never closed over 2 MB',
    make: () => `a: "${'x'.repeat(2_000_000)}\n`,
    ...SYNTAX,
    zh: /没有闭合/,
    en: /not closed/,
  },
  { name: 'a key of 2 MB', make: () => `${'k'.repeat(2_000_000)}: 1\n`, status: 1 },
  { name: 'block text of 2 MB', make: () => `a: |\n${`  ${'x'.repeat(1000)}\n`.repeat(2000)}`, status: 1 },
  {
    name: 'one key ten thousand times',
    make: () => 'a: 1\n'.repeat(10_000),
    status: 1,
    code: 'duplicate-key',
    zh: /已经写过/,
    en: /already/,
  },
  {
    name: 'fifteen thousand keys that nobody knows',
    make: () => Array.from({ length: 15_000 }, (_, at) => `k${at}: 1\n`).join(''),
    status: 1,
    isLarge: true,
  },
  {
    name: 'seven thousand entries that are none',
    make: () => '- { kind: x }\n'.repeat(7000),
    status: 1,
    isLarge: true,
  },
  {
    name: 'the keys __proto__ and constructor',
    make: () => '__proto__: { isAdmin: true }\nconstructor: { prototype: { isAdmin: true } }\n',
    status: 1,
  },
  { name: 'merge keys', make: () => 'a: &a { b: 1 }\nc:\n  <<: *a\n', status: 1 },
  {
    name: 'a function as a tag',
    make: () => 'a: !!js/function "function () { process.exit(0) }"\n',
    ...SYNTAX,
    zh: /不认识以 ! 开头的标签/,
    en: /tag/,
  },
  {
    name: 'an object of Python as a tag',
    make: () => 'a: !!python/object/apply:os.system [ "echo harm" ]\n',
    ...SYNTAX,
    zh: /标签/,
    en: /tag/,
  },
  { name: 'a tag of its own namespace', make: () => '%TAG ! tag:evil.example,2000:\n---\na: !run x\n', ...SYNTAX },
  {
    name: 'keys that are lists',
    make: () => '? [ a, b ]\n: 1\n',
    ...SYNTAX,
    zh: /键必须是文字/,
    en: /key must be text/,
  },
  { name: 'several documents', make: () => `${'---\na: 1\n'.repeat(200)}`, ...SYNTAX },
  { name: 'a version that there is not', make: () => '%YAML 9.9\n---\na: 1\n', status: 1 },
  {
    name: 'numbers beyond all bounds',
    make: () => `a: 1e999999\nb: ${'9'.repeat(5000)}\nc: 0x${'f'.repeat(5000)}\nd: .nan\n`,
    status: 1,
  },
  {
    name: 'NUL bytes',
    make: () => 'a: x\0y\n',
    ...SYNTAX,
    zh: /控制字符（U\+0000）/,
    en: /control character \(U\+0000\)/,
  },
  {
    name: 'terminal escapes',
    make: () => 'a: \u001b]52;c;aGFybQ==\u0007\n',
    ...SYNTAX,
    zh: /控制字符（U\+001B）/,
    en: /control character \(U\+001B\)/,
  },
  {
    name: 'terminal escapes written as escapes',
    make: () => 'a: "\\e]52;c;aGFybQ==\\a"\n',
    ...SYNTAX,
    zh: /控制字符（U\+001B）/,
    en: /control character \(U\+001B\)/,
  },
  {
    name: 'a turn of the direction of writing',
    make: () => 'a: "gepj.\u202Excod"\n',
    ...SYNTAX,
    zh: /控制字符（U\+202E）/,
    en: /U\+202E/,
  },
  { name: 'a file of NUL bytes alone', make: () => new Uint8Array(100_000), ...SYNTAX },
  {
    name: 'UTF-16',
    make: () => new Uint8Array(Buffer.from('\uFEFFa: 1\n', 'utf16le')),
    status: 1,
    code: 'file-encoding',
  },
  {
    name: 'a file that ends in the middle of a letter',
    make: () => new Uint8Array(Buffer.from('a: 甲\n').subarray(0, 4)),
    status: 1,
    code: 'file-encoding',
  },
]

export const YAML: readonly HostileCase[] = PLACES.flatMap(place =>
  HARMS.filter(({ code }) => !place.isRead || code === undefined).map(({ make, name, ...told }) => ({
    name: `${place.name}: ${name}`,
    ...told,
    ...(place.command === undefined ? {} : { command: place.command }),
    lay(folder: string) {
      const [path, harm] = [join(folder, place.path), make()]
      rmSync(path, { force: true })
      writeFileSync(path, typeof harm === 'string' ? place.sound + harm : harm)
    },
  })),
)
