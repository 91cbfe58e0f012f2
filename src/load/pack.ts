/** The directory of a rule pack in, its files read and located out, with everything in them that cannot be read. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import { isMap } from '../lib/map.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { RuleFile } from '../model/source.ts'
import { named, problem, wholeFile } from './problem.ts'
import { MOST_WRITTEN, readWhole } from './whole-file.ts'
import { readYaml } from './yaml.ts'

export interface LoadedPack {
  /** In order of path; the files of a pack that this one extends come first, with a lower `layer`. */
  readonly files: readonly RuleFile[]
  readonly diagnostics: readonly Diagnostic[]
  /** Over the names (relative to the pack) and bytes of all files but tests. */
  readonly sha256: string
  /** Each of these files by its name within its pack, with its own hash. */
  readonly hashes: readonly { readonly file: string; readonly sha256: string }[]
  /** Its tests likewise: they change nothing about the rules, but pages name them. */
  readonly testHashes: readonly { readonly file: string; readonly sha256: string }[]
  /** Its own folder and, below it, those of the packs that it extends. */
  readonly folders: readonly string[]
}

/** Packs may extend packs that extend packs; deeper than this is a mistake. */
const MOST_LAYERS = 8

/** `displayRoot`: names are printed relative to it; default: the pack itself. */
export function loadPack(directory: string, displayRoot: string = directory): LoadedPack {
  const root = resolve(directory)
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    const name = printed(root, displayRoot) || basename(root)
    const message = {
      zh: `没有“${name}”这个规则包文件夹。`,
      en: `There is no folder '${name}' to be read as a rule pack.`,
    }
    return {
      files: [],
      diagnostics: [problem('file-unreadable', wholeFile(name), message)],
      sha256: hashOf([]),
      hashes: [],
      testHashes: [],
      folders: [root],
    }
  }
  const chain = readChain(root, displayRoot)
  const { files, diagnostics, hashed, tests, folders } = chain
  if (files.length === 0 && diagnostics.length === 0) {
    const name = printed(root, displayRoot)
    const message = {
      zh: '这个文件夹里没有任何 .yaml 规则文件。',
      en: 'There is no .yaml rule file in this folder.',
    }
    diagnostics.push(problem('pack-empty', wholeFile(name === '' ? '.' : name), message))
  }
  return {
    files,
    diagnostics,
    sha256: hashOf(hashed),
    hashes: hashed.map(hashOfFile),
    testHashes: tests.map(hashOfFile),
    folders,
  }
}

type NamedBytes = readonly [name: string, bytes: Uint8Array]

function hashOfFile([file, bytes]: NamedBytes) {
  return { file, sha256: createHash('sha256').update(bytes).digest('hex') }
}

interface Reading {
  readonly files: RuleFile[]
  readonly diagnostics: Diagnostic[]
  readonly hashed: NamedBytes[]
  readonly tests: NamedBytes[]
}

/** The pack and, below it, the packs that it extends. */
function readChain(root: string, displayRoot: string): Reading & Pick<LoadedPack, 'folders'> {
  const layers: Reading[] = []
  const folders: string[] = []
  const seen = new Set<string>()
  let next: string | undefined = root
  while (next !== undefined) {
    seen.add(realpathSync(next))
    folders.push(next)
    const layer = readDirectory(next, displayRoot)
    layers.unshift(layer)
    next = extendedPack(layer, next, seen)
  }
  return {
    files: layers.flatMap(({ files }, layer) => files.map(file => ({ ...file, layer }))),
    diagnostics: layers.flatMap(layer => layer.diagnostics),
    hashed: layers.flatMap(layer => layer.hashed),
    tests: layers.flatMap(layer => layer.tests),
    folders,
  }
}

/** Where `pack: { extends: ../base }` leads; told and undefined where that is no pack. */
function extendedPack(
  { files, diagnostics }: Reading,
  directory: string,
  seen: ReadonlySet<string>,
): string | undefined {
  for (const file of files) {
    const pack = isMap(file.value) ? file.value.pack : undefined
    const path = isMap(pack) ? pack.extends : undefined
    if (typeof path !== 'string') continue
    const target = resolve(directory, path)
    const span = file.locate(['pack', 'extends'])
    if (!existsSync(target) || !statSync(target).isDirectory()) {
      const message = { zh: `没有“${path}”这个规则包文件夹。`, en: `There is no folder '${path}' to be extended.` }
      diagnostics.push(problem('file-unreadable', span, message))
    } else if (seen.has(realpathSync(target)) || seen.size >= MOST_LAYERS) {
      const message = {
        zh: '规则包不能扩展自己，也不能层层扩展太多。',
        en: 'A pack cannot extend itself, nor a long chain of packs.',
      }
      diagnostics.push(problem('wrong-value', span, message))
    } else return target
  }
  return undefined
}

function readDirectory(root: string, displayRoot: string): Reading {
  const reading: Reading = { files: [], diagnostics: [], hashed: [], tests: [] }
  for (const path of yamlFilesBelow(root)) {
    const name = printed(path, displayRoot)
    const inPack = relative(root, path).split(sep).join('/')
    const read = readWhole(path, { mostMebibytes: MOST_WRITTEN, folder: root })
    if ('bytes' in read) addFile(read.bytes, name, inPack, reading)
    else reading.diagnostics.push(problem('file-unreadable', wholeFile(name), named(name, read.problem)))
  }
  return reading
}

function addFile(bytes: Uint8Array, name: string, inPack: string, reading: Reading): void {
  const isTest = inPack.endsWith('.test.yaml')
  // A test says what the rules mean and changes nothing about them.
  const list = isTest ? reading.tests : reading.hashed
  list.push([inPack, bytes])
  const { file, diagnostics } = readYaml(bytes, name, isTest)
  reading.diagnostics.push(...diagnostics)
  if (!file) return
  const profile = /^profiles\/([^/]+)\.yaml$/.exec(inPack)?.[1]
  reading.files.push({ ...file, ...(profile === undefined ? {} : { profile }) })
}

/** Every `.yaml` (or `.yml`) below, in an order that is the same everywhere. */
function yamlFilesBelow(root: string): readonly string[] {
  return (
    readdirSync(root, { recursive: true, withFileTypes: true })
      // A folder that is a link is not gone into: it leads out of the pack, or round in a circle.
      .filter(entry => realpathSync(entry.parentPath) === join(realpathSync(root), relative(root, entry.parentPath)))
      .filter(entry => /\.ya?ml$/i.test(entry.name) && !entry.isDirectory())
      .map(entry => join(entry.parentPath, entry.name))
      .filter(
        path =>
          !relative(root, path)
            .split(sep)
            .some(part => part.startsWith('.') || part === 'node_modules'),
      )
      .toSorted(compareText)
  )
}

function printed(path: string, displayRoot: string): string {
  return relative(resolve(displayRoot), path).split(sep).join('/')
}

function hashOf(files: readonly NamedBytes[]): string {
  const hash = createHash('sha256')
  for (const [name, bytes] of files) hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  return hash.digest('hex')
}
