/** A definition in which enumerations may stand by their Chinese titles in, the same with their names out. */

import type { Meant } from '../conditions/contract.ts'
import { KINDS } from '../kinds/index.ts'
import { isMap } from '../lib/map.ts'
import type { PathPart, Place } from '../model/source.ts'
import type { Section } from './sections.ts'

type Titles = Readonly<Record<string, string>>

const KIND: Titles = Object.fromEntries(Object.values(KINDS).map(({ id, title }) => [title.zh, id]))
const SEVERITY: Titles = { 提示: 'note', 轻微: 'minor', 重要: 'major', 严重: 'critical' }
const IF_MISSING: Titles = { 无法判定: 'undetermined', 未达标: 'missed', 不计: 'exempt' }
const RESET: Titles = { 每期: 'period', 每半年: 'half-year', 每年: 'year', 不清零: 'never' }
const METHOD: Titles = { 扣分: 'deduct', 达标率: 'rate', 评分: 'rating', 加分: 'bonus' }
const TYPE: Titles = {
  文字: 'text',
  数字: 'number',
  日期时间: 'date-time',
  日期: 'date',
  时刻: 'time',
  是否: 'yes-no',
  选项: 'choice',
  人员: 'person',
  地点: 'site',
  部门: 'unit',
  列表: 'list',
  记录: 'record',
}

const ANY = '*'

/** Where an enumeration stands within a definition of a section. */
const PLACES: Readonly<Partial<Record<Section, readonly (readonly [readonly PathPart[], Titles])[]>>> = {
  standards: [
    [['kind'], KIND],
    [['severity'], SEVERITY],
    [['if-missing'], IF_MISSING],
    [['reset'], RESET],
  ],
  scorecards: [
    [['sections', ANY, 'method'], METHOD],
    [['sections', ANY, 'items', ANY, 'method'], METHOD],
  ],
  events: [
    [['fields', ANY, 'type'], TYPE],
    [['fields', ANY, 'item'], TYPE],
  ],
}

/** `meant` hears of each title, so that `format` can write the name instead. */
export function withNames(section: Section, source: unknown, place: Place, meant?: Meant): unknown {
  const places = PLACES[section] ?? []
  return places.reduce((value, [path, titles]) => renamed(value, path, titles, place, meant), source)
}

function renamed(value: unknown, path: readonly PathPart[], titles: Titles, place: Place, meant?: Meant): unknown {
  const [part, ...rest] = path
  if (part === undefined) {
    const name = typeof value === 'string' ? titles[value.normalize('NFKC').trim()] : undefined
    if (name !== undefined) meant?.(place, name)
    return name ?? value
  }
  if (Array.isArray(value)) {
    return part === ANY ? value.map((one, at) => renamed(one, rest, titles, place.at(at), meant)) : value
  }
  if (!isMap(value)) return value
  const keys = part === ANY ? Object.keys(value) : Object.hasOwn(value, part) ? [String(part)] : []
  const changed = keys.flatMap(key => {
    const own = renamed(value[key], rest, titles, place.at(key), meant)
    return own === value[key] ? [] : [[key, own] as const]
  })
  if (changed.length === 0) return value
  const own = new Map<string, unknown>(changed)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, own.has(key) ? own.get(key) : one]))
}
