import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { loadPack } from '../../src/load/pack.ts'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pack-'))
})

afterEach(() => {
  rmSync(directory, { recursive: true })
})

function write(path: string, content: string | Uint8Array): void {
  const file = join(directory, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const PACK = 'pack: { id: own, version: "1.0", title: 自己的, time-zone: Asia/Shanghai }\n'

describe('loadPack', () => {
  it('reads every YAML file below in one order, tests and profiles told apart', () => {
    write('b.yaml', PACK)
    write('a/z.yaml', 'posts: {}\n')
    write('a/z.test.yaml', 'tests: []\n')
    write('profiles/starter.yaml', 'profile: {}\n')
    write('readme.md', '# no rules\n')
    write('.hidden/x.yaml', 'x: 1\n')
    const { files, diagnostics } = loadPack(directory)
    expect(files.map(({ file, isTest, profile }) => [file, isTest, profile])).toEqual([
      ['a/z.test.yaml', true, undefined],
      ['a/z.yaml', false, undefined],
      ['b.yaml', false, undefined],
      ['profiles/starter.yaml', false, 'starter'],
    ])
    expect(diagnostics).toEqual([])
  })

  it('prints names relative to the root asked for', () => {
    write('rules/a.yaml', PACK)
    expect(loadPack(join(directory, 'rules'), directory).files.map(({ file }) => file)).toEqual(['rules/a.yaml'])
  })

  it('hashes names and bytes', () => {
    write('a.yaml', PACK)
    const { sha256 } = loadPack(directory)
    expect(loadPack(directory).sha256).toBe(sha256)
    write('a.yaml', `${PACK}# changed\n`)
    expect(loadPack(directory).sha256).not.toBe(sha256)
  })

  it('tells a folder that does not exist, and one without rules', () => {
    expect(loadPack(join(directory, 'nowhere')).diagnostics).toMatchObject([{ code: 'file-unreadable' }])
    expect(loadPack(directory).diagnostics).toMatchObject([{ code: 'pack-empty' }])
  })

  it('tells files that hold no rules', () => {
    write('a.yaml', '# nothing yet\n')
    const { files, sha256 } = loadPack(directory)
    expect(compile(files, { sha256 }).diagnostics.map(one => one.code)).toEqual(['pack-empty'])
  })

  it('does not follow a link out of the pack', () => {
    write('outside.yaml', PACK)
    write('rules/a.yaml', PACK)
    symlinkSync(join(directory, 'outside.yaml'), join(directory, 'rules/link.yaml'))
    symlinkSync(join(directory, 'nowhere.yaml'), join(directory, 'rules/stale.yaml'))
    const { files, diagnostics } = loadPack(join(directory, 'rules'))
    expect(files.map(({ file }) => file)).toEqual(['a.yaml'])
    expect(diagnostics).toMatchObject([
      { code: 'file-unreadable', span: { file: 'link.yaml' } },
      { code: 'file-unreadable', span: { file: 'stale.yaml' } },
    ])
  })

  it('tells a GBK file and goes on with the others', () => {
    write('a.yaml', PACK)
    write('b.yaml', new Uint8Array([0x74, 0x3a, 0x20, 0xb1, 0xa8]))
    const { files, diagnostics } = loadPack(directory)
    expect(files).toHaveLength(1)
    expect(diagnostics).toMatchObject([{ code: 'file-encoding', span: { file: 'b.yaml', line: 1, column: 1 } }])
  })
})

describe('a pack that extends another', () => {
  it('overrides by id', () => {
    write(
      'base/base.yaml',
      `${PACK}posts:\n  warden: { title: 管理员, level: staff }\n  guard: { title: 门卫, level: staff }\n`,
    )
    write(
      'own/own.yaml',
      'pack: { id: ours, version: "2.0", title: 我们的, time-zone: Asia/Shanghai, extends: ../base }\nposts:\n  warden: { title: 宿管, level: staff }\n',
    )
    const { files, diagnostics, sha256 } = loadPack(join(directory, 'own'))
    expect(diagnostics).toEqual([])
    const { rulebook, diagnostics: mistakes } = compile(files, { sha256 })
    expect(mistakes).toEqual([])
    expect(rulebook?.pack.id).toBe('ours')
    expect([...(rulebook?.posts.values() ?? [])].map(post => post.title.zh)).toEqual(['宿管', '门卫'])
  })

  it('must not extend itself or nothing', () => {
    write('a/a.yaml', 'pack: { extends: ../b }\n')
    write('b/b.yaml', 'pack: { extends: ../a }\n')
    write('c/c.yaml', 'pack: { extends: ../nowhere }\n')
    expect(loadPack(join(directory, 'a')).diagnostics).toMatchObject([
      { code: 'wrong-value', span: { line: 1, column: 18 } },
    ])
    expect(loadPack(join(directory, 'c')).diagnostics).toMatchObject([{ code: 'file-unreadable' }])
  })
})
