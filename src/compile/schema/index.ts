/** Every shape of a rule pack by name, and the schemas of whole files that editors use. Needed at build time only. */

import { type TSchema, Type } from 'typebox'
import { KINDS, type KindId } from '../../kinds/index.ts'
import { standardSchemas } from '../../kinds/standard.ts'
import { BLOCKS, ROSTER_TYPES, SECTIONS, type Section, type ShapeName, standardShape } from '../sections.ts'
import { cascade, fairness, grades, outcome, scorecard } from './consequences.ts'
import { event, rosterEvent } from './events.ts'
import { appraisal, testFile } from './files.ts'
import { type Words, words } from './shapes.ts'
import {
  calendar,
  holidays,
  pack,
  parameter,
  post,
  print,
  profile,
  round,
  season,
  source,
  subject,
} from './surroundings.ts'

const PARTS = {
  sources: source,
  parameters: parameter,
  calendars: calendar,
  holidays,
  seasons: season,
  posts: post,
  events: event,
  scorecards: scorecard,
  outcomes: outcome,
  cascades: cascade,
  pack,
  fairness,
  grades,
  print,
  round,
  subject,
  rosterEvent,
  profile,
  testFile,
} as const satisfies Partial<Record<ShapeName, TSchema>>

/** Shapes by the names that `compile/shape.ts` asks for. */
export function shapes(): Readonly<Record<string, TSchema>> {
  const standards = Object.entries(standardSchemas).map(([kind, schema]) => [standardShape(kind), schema] as const)
  return { ...PARTS, ...Object.fromEntries(standards) }
}

/** The JSON Schemas of whole files, by name. */
export function fileSchemas(): Readonly<Record<'pack' | 'tests' | 'appraisal', Readonly<Record<string, unknown>>>> {
  return {
    pack: whole('准绳规则包 / Yardstick rule pack', packFile()),
    tests: whole('准绳规则测试 / Yardstick rule tests', testFile),
    appraisal: whole('准绳考评设置 / Yardstick appraisal', appraisal),
  }
}

function whole(title: string, schema: object): Readonly<Record<string, unknown>> {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...schema }
}

function packFile(): TSchema {
  const maps = SECTIONS.map(section => [section, { ...entriesOf(section), ...SECTION_WORDS[section] }] as const)
  const blocks = BLOCKS.map(block => [block, PARTS[block]] as const)
  return Type.Unsafe({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...maps, ...blocks, ['subject', subject], ['profile', profile]]),
  })
}

/** What editors show of each part of a rule file. */
const SECTION_WORDS = {
  sources: words(
    '来源文件和它们的条款：编号 → { title, clauses }',
    'Source documents with their clauses: id to { title, clauses }',
  ),
  parameters: words(
    '参数：原文没有写明的数字，编号 → { title, value }',
    'Parameters, what the source leaves open: id to { title, value }',
  ),
  calendars: words(
    '日历：什么时候计时，编号 → { hours, holidays }',
    'Calendars, when time counts: id to { hours, holidays }',
  ),
  holidays: words('节假日表：编号 → { years, off, work }', 'Tables of holidays: id to { years, off, work }'),
  seasons: words('季节：什么时候适用，编号 → [ 日期范围 ]', 'Seasons, when a standard applies: id to [ ranges ]'),
  posts: words('岗位：编号 → { title, level }', 'Posts: id to { title, level }'),
  events: words('记录类型：编号 → { title, id, at, fields }', 'Record types: id to { title, id, at, fields }'),
  standards: words('标准：编号 → { title, kind, charge, … }', 'Standards: id to { title, kind, charge, … }'),
  scorecards: words('考评表：编号 → { title, posts, sections }', 'Scorecards: id to { title, posts, sections }'),
  outcomes: words('奖惩建议：编号 → { title, when, then }', 'Outcomes: id to { title, when, then }'),
  cascades: words('管理连带责任：编号 → { on, shares }', 'Cascades: id to { on, shares }'),
} as const satisfies Readonly<Record<Section, Words>>

function entriesOf(section: (typeof SECTIONS)[number]): Readonly<Record<string, unknown>> {
  if (section === 'standards') return { type: 'object', additionalProperties: standard() }
  const properties =
    section === 'events' ? { properties: Object.fromEntries(ROSTER_TYPES.map(type => [type, rosterEvent])) } : {}
  return { type: 'object', ...properties, additionalProperties: PARTS[section] }
}

function kindWords(kinds: readonly string[]): Words {
  const list = kinds.map(kind => KINDS[kind as KindId])
  const titles = list.map(({ id, title }) => `${id}（${title.zh}）`).join('、')
  return words(`标准类型：${titles}`, `The kind: ${kinds.join(', ')}`)
}

/** The kind says which fields there are. */
function standard(): Readonly<Record<string, unknown>> {
  const kinds = Object.keys(standardSchemas)
  return {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: kinds, ...kindWords(kinds) } },
    allOf: Object.entries(standardSchemas).map(([kind, schema]) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: schema,
    })),
  }
}
