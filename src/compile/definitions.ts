/** The files of a pack in, every definition by section and id out: merged, duplicates told, overridden by higher layers. */

import type { Complain, Meant } from '../conditions/contract.ts'
import { KINDS } from '../kinds/index.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import { makePlace } from '../lib/place.ts'
import type { PathPart, Place, RuleFile } from '../model/source.ts'
import { keyMeant } from './chinese-keys.ts'
import { BLOCKS, type Block, isRosterType, SECTIONS, type Section, type ShapeName, standardShape } from './sections.ts'
import { checkShape, hasShape } from './shape.ts'
import { withNames } from './titles.ts'

export interface Definition {
  readonly id: string
  readonly source: unknown
  readonly place: Place
  readonly layer: number
  /** It does not have its shape; it counts as defined but is not compiled further. */
  readonly isBroken: boolean
  /** The parts of it that are wrong, as paths within it. */
  readonly wrong: readonly (readonly PathPart[])[]
}

export interface Definitions {
  readonly of: (section: Section) => ReadonlyMap<string, Definition>
  readonly block: (block: Block) => Definition | undefined
  readonly testFiles: readonly RuleFile[]
}

/** What the standards of a file are about: of the file, not of the pack. */
const SUBJECT = 'subject'

/** Ids stand in case ids, file names and globs. */
const ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u

export function gatherDefinitions(files: readonly RuleFile[], complain: Complain, meant?: Meant): Definitions {
  const sections = new Map<Section, Map<string, Definition>>(SECTIONS.map(section => [section, new Map()]))
  const blocks = new Map<Block, Definition>()
  for (const file of files) {
    if (file.isTest || file.profile !== undefined) continue
    for (const [name, value] of partsOf(file, complain)) {
      const place = makePlace(file, [name])
      if (name === SUBJECT) checkShape(SUBJECT, value, place, complain)
      else if (isBlock(name)) {
        keep(blocks, name, define(name, value, place, file, complain, name), name, complain)
      } else if (isSection(name)) gatherSection(name, value, place, file, sections, complain, meant)
      else tellUnknownPart(name, place, complain)
    }
  }
  return {
    of: section => sections.get(section) ?? new Map(),
    block: block => blocks.get(block),
    testFiles: files.filter(file => file.isTest),
  }
}

function partsOf(file: RuleFile, complain: Complain): readonly (readonly [string, unknown])[] {
  if (isMap(file.value)) return Object.entries(file.value)
  if (file.value !== null && !file.broken) {
    const message = {
      zh: `规则文件的最外层应是 ${SECTIONS.join('、')} 等键。`,
      en: `At its outermost a rule file holds keys such as ${SECTIONS.join(', ')}.`,
    }
    complain('wrong-value', makePlace(file), message)
  }
  return []
}

function gatherSection(
  section: Section,
  value: unknown,
  place: Place,
  file: RuleFile,
  sections: ReadonlyMap<Section, Map<string, Definition>>,
  complain: Complain,
  meant?: Meant,
): void {
  const into = sections.get(section)
  if (!into || value === null) return
  if (!isMap(value)) {
    if (file.broken) return
    const message = {
      zh: `${section} 下面应是 编号: 内容 的列表，每个编号一项。`,
      en: `Under ${section} stand ids, each with its definition.`,
    }
    complain('wrong-value', place, message)
    return
  }
  for (const [id, written] of Object.entries(value)) {
    const own = place.at(id)
    const source = withNames(section, written, own, meant)
    const shape = shapeOf(section, id, source)
    keep(into, id, define(id, source, own, file, complain, shape), section, complain)
  }
}

/** Standards have the shape of their kind; without a kind that exists there is none. */
function shapeOf(section: Section, id: string, source: unknown): ShapeName | undefined {
  if (section === 'events' && isRosterType(id)) return 'rosterEvent'
  if (section !== 'standards') return section
  const kind = isMap(source) ? source.kind : undefined
  return typeof kind === 'string' && hasShape(standardShape(kind)) ? standardShape(kind) : undefined
}

function define(
  id: string,
  source: unknown,
  place: Place,
  file: RuleFile,
  complain: Complain,
  shape: ShapeName | undefined,
): Definition {
  const layer = file.layer ?? 0
  if (file.broken) return { id, source, place, layer, isBroken: true, wrong: [[]] }
  const wrong = [...idProblems(id, place, complain), ...shapeProblems(shape, source, place, complain)]
  return { id, source, place, layer, isBroken: wrong.length > 0, wrong }
}

function idProblems(id: string, place: Place, complain: Complain): readonly (readonly PathPart[])[] {
  if (ID.test(id)) return []
  const message = {
    zh: `编号“${id}”只能用文字、数字、减号、下划线和点，并以文字或数字开头。`,
    en: `The id '${id}' may hold letters, digits, hyphens, underscores and dots only, and starts with a letter or digit.`,
  }
  const meant = id
    .normalize('NFKC')
    .trim()
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '')
  complain('wrong-value', place, message, { part: 'key', ...(ID.test(meant) ? { meant } : {}) })
  return [[]]
}

function shapeProblems(
  shape: ShapeName | undefined,
  source: unknown,
  place: Place,
  complain: Complain,
): readonly (readonly PathPart[])[] {
  if (shape !== undefined) return checkShape(shape, source, place, complain)
  tellKind(source, place, complain)
  return [[]]
}

function tellKind(source: unknown, place: Place, complain: Complain): void {
  const kinds = Object.keys(KINDS)
  const kind = isMap(source) ? source.kind : undefined
  const list = { zh: kinds.join('、'), en: kinds.join(', ') }
  if (!isMap(source)) {
    complain('wrong-value', place, {
      zh: '标准应是一组键值：title、kind、charge 等。',
      en: 'A standard is a map with title, kind, charge and more.',
    })
  } else if (kind === undefined) {
    const guess = nearest('kind', Object.keys(source))
    if (guess !== undefined) {
      complain(
        'unknown-key',
        place.at(guess),
        { zh: `这里没有“${guess}”这个键。`, en: `There is no key '${guess}' here.` },
        { part: 'key', ...didYouMean('kind') },
      )
    } else {
      complain(
        'missing-key',
        place,
        { zh: `缺少必需的键：kind（${list.zh}）。`, en: `Required here but missing: kind (${list.en}).` },
        { part: 'key' },
      )
    }
  } else {
    const guess = nearest(String(kind), kinds)
    const message = {
      zh: `没有“${String(kind)}”这种标准，有：${list.zh}。`,
      en: `There is no kind '${String(kind)}'; there are ${list.en}.`,
    }
    complain('unknown-kind', place.at('kind'), message, didYouMean(guess))
  }
}

/** The first stays; a second one of the same layer is told, one of a higher layer takes its place. */
function keep<K>(into: Map<K, Definition>, key: K, definition: Definition, what: string, complain: Complain): void {
  const first = into.get(key)
  if (!first || definition.layer > first.layer) {
    into.set(key, definition)
    return
  }
  const { file, line } = first.place.span('key')
  const message = {
    zh: `“${definition.id}”（${what}）在 ${file}:${line} 已经定义过。请改掉其中一个编号，或删去一处。`,
    en: `'${definition.id}' (${what}) is defined in ${file}:${line} already. Rename one of them or delete one.`,
  }
  complain('duplicate-id', definition.place, message, { part: 'key', related: [first.place] })
}

function tellUnknownPart(name: string, place: Place, complain: Complain): void {
  const known = [...SECTIONS, ...BLOCKS]
  const isTestKey = ['tests', 'people', 'sites', 'units', 'as-of', 'history', 'excused'].includes(name)
  const guess = keyMeant(name, known) ?? nearest(name, known)
  const message = {
    zh: `规则文件里没有“${name}”这一部分，有：${known.join('、')}。`,
    en: `There is no part '${name}' in a rule file; there are ${known.join(', ')}.`,
  }
  const hint = isTestKey
    ? {
        hint: {
          zh: '规则测试写在以 .test.yaml 结尾的文件里。',
          en: 'Rule tests stand in files that end in .test.yaml.',
        },
      }
    : name === 'profile'
      ? { hint: { zh: '方案写在 profiles 文件夹里。', en: 'Profiles stand in the folder profiles.' } }
      : didYouMean(guess)
  complain('unknown-key', place, message, { part: 'key', ...hint })
}

function isSection(name: string): name is Section {
  return SECTIONS.some(section => section === name)
}

function isBlock(name: string): name is Block {
  return BLOCKS.some(block => block === name)
}
