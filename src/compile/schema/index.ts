/** Every shape of a rule pack by name, and the schemas of whole files that editors use. Needed at build time only. */

import { type TSchema, Type } from 'typebox'
import { standardSchemas } from '../../kinds/standard.ts'
import { BLOCKS, ROSTER_TYPES, SECTIONS, type ShapeName, standardShape } from '../sections.ts'
import { cascade, fairness, grades, outcome, scorecard } from './consequences.ts'
import { event, rosterEvent } from './events.ts'
import { appraisal, testFile } from './files.ts'
import { calendar, holidays, pack, parameter, post, profile, season, source } from './surroundings.ts'

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
  const maps = SECTIONS.map(section => [section, entriesOf(section)] as const)
  const blocks = BLOCKS.map(block => [block, PARTS[block]] as const)
  return Type.Unsafe({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...maps, ...blocks, ['profile', profile]]),
  })
}

function entriesOf(section: (typeof SECTIONS)[number]): Readonly<Record<string, unknown>> {
  if (section === 'standards') return { type: 'object', additionalProperties: standard() }
  const properties =
    section === 'events' ? { properties: Object.fromEntries(ROSTER_TYPES.map(type => [type, rosterEvent])) } : {}
  return { type: 'object', ...properties, additionalProperties: PARTS[section] }
}

/** The kind says which fields there are. */
function standard(): Readonly<Record<string, unknown>> {
  const kinds = Object.keys(standardSchemas)
  return {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: kinds } },
    allOf: Object.entries(standardSchemas).map(([kind, schema]) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: schema,
    })),
  }
}
