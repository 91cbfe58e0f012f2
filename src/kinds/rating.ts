/** `rating`: the scores that raters gave a person in a period in, their exact mean from 0 to 100 out. */

import type Fraction from 'fraction.js'
import { Type } from 'typebox'
import type { Condition, Fact } from '../conditions/contract.ts'
import { exact, HUNDRED, shortText, sumOf, ZERO } from '../lib/exact.ts'
import { isMap } from '../lib/map.ts'
import { isThemselves } from '../lib/themselves.ts'
import type { Index, Lens, Scope } from '../model/checker.ts'
import type { Event } from '../model/event.ts'
import type { RatedGroup } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import { ratingExamples } from './examples/rating.ts'
import { findingsOf, type Judged, settleMissing } from './finding.ts'
import type { Kind, KindTools } from './kind.ts'
import { compilePersonRecords, openCases, type PersonRecords, personCase } from './person-cases.ts'
import { compileScale, isBottom, type Scale } from './rating-scale.ts'
import { type Amount, isTold, type Source } from './reader.ts'
import { about, conditionSchema, eventFields, meaning, numberSchema } from './schema.ts'
import { joined } from './words.ts'

export const rating: Kind = {
  id: 'rating',
  title: { zh: '评分', en: 'Rating' },
  summary: {
    zh: '每人每期一个个案：先按评分人平均，再按组平均，再按权重合成，得出 0–100 的分数。',
    en: 'One case per person and period: the mean per rater, then per group, then weighted over the groups: 0 to 100.',
  },
  judgedPer: 'person',
  fields: {
    ...eventFields,
    score: Type.String(about('分数在哪个字段', 'The field that holds the score')),
    scale: Type.Optional(
      Type.Union(
        [
          Type.Number(),
          Type.Array(Type.Unknown(), { minItems: 2, maxItems: 2 }),
          Type.Record(Type.String(), Type.Unknown()),
        ],
        about(
          '分制：5（即 0 到 5）、[1, 5]、[0, { fact: 满分 }] 或等级 { met: 60, moved: 100 }；不写为 100',
          'The scale: 5 (0 to 5), [1, 5], [0, { fact: max }] or levels { met: 60, moved: 100 }; 100 unless said',
        ),
      ),
    ),
    rater: Type.Optional(
      Type.String(
        about(
          '评分人的字段；不写则每条记录各算一人',
          'The field that names the rater; without it each record is its own',
        ),
      ),
    ),
    groups: Type.Optional(
      Type.Object(
        { by: Type.String(), weights: Type.Record(Type.String(), numberSchema, { minProperties: 1 }) },
        {
          additionalProperties: false,
          ...about(
            '按组加权：{ by: 字段, weights: { 值: 权重 } }',
            'Weighted by group: { by: field, weights: { value: weight } }',
          ),
        },
      ),
    ),
    trim: Type.Optional(
      meaning(
        numberSchema,
        '去掉几个最高分和几个最低分；不写按公平设置',
        'So many highest and lowest are left out; as fairness says unless said',
      ),
    ),
    minimum: Type.Optional(
      meaning(
        numberSchema,
        '至少几人评分，否则无法判定；不写按公平设置',
        'So many ratings at least, else undetermined; as fairness says unless said',
      ),
    ),
    'self-ratings': Type.Optional(
      Type.Literal(
        'counted',
        about(
          'counted：自评也计入（如占 10% 的自评组）；不写则本人给自己的评分不计',
          'counted: ratings of oneself count too (a group of self-ratings with a weight, say); without it they do not',
        ),
      ),
    ),
    per: Type.Optional(
      Type.String(about('先按这个字段合计得分率', 'Scores are summed over maxima by this field first')),
    ),
    'zero-on-any-failure': Type.Optional(
      Type.Union(
        [Type.Boolean(), conditionSchema],
        about('一项不合格则整条记零：true 或条件', 'One failed item makes its record nought: true or a condition'),
      ),
    ),
    'at-least': Type.Optional(
      meaning(numberSchema, '至少多少分（0 到 100）', 'The mean must come to so much (0 to 100)'),
    ),
  },
  examples: ratingExamples,
  compile(source, place, tools) {
    const records = compilePersonRecords(source, place, tools)
    const parts = records && compileParts(source, place, records, tools)
    if (!parts) return undefined
    return {
      *cases(index, scope) {
        const sorted = records.sort(index, scope)
        for (const person of [...sorted.byPerson.keys()].toSorted()) yield personCase(person, scope)
        yield* openCases(sorted)
      },
      *judge(item, index, scope) {
        const sorted = records.sort(index, scope)
        const open = item.event && sorted.open.get(item.event.id)
        if (open) {
          yield* findingsOf(tools.id, item, open.people, open.judged, index)
          return
        }
        const person = item.owner?.id ?? ''
        const judged = judge(sorted.byPerson.get(person) ?? [], person, parts, index, scope)
        yield* findingsOf(tools.id, item, [person], settleMissing(judged, tools.ifMissing), index)
      },
      // Who gave which score stays between the raters and the panel.
      trace: () => [],
    }
  },
}

interface Parts {
  readonly scale: Scale
  readonly rater: Fact | undefined
  readonly per: Fact | undefined
  readonly groups: { readonly by: Fact; readonly weights: ReadonlyMap<string, Amount<number>> } | undefined
  /** Voids a record: true for a score at the bottom of the scale. */
  readonly failure: Condition | true | undefined
  readonly countsOwn: boolean
  readonly trim: Amount<number>
  readonly minimum: Amount<number>
  readonly atLeast: Amount<number> | undefined
  /** Of fewer raters than these neither number nor mean is told. */
  readonly shownFrom: number
  /** The record type and the field that the scores are read from. */
  readonly of: string
}

function compileParts(
  source: Source,
  place: Place,
  { names, eventType }: PersonRecords,
  tools: KindTools,
): Parts | undefined {
  const { reader, context } = tools
  const factAt = (key: string) =>
    source[key] === undefined ? undefined : reader.fact(String(source[key]), names, place.at(key))
  const numberAt = (key: string, fallback: number): Amount<number> | undefined =>
    source[key] === undefined ? () => fallback : reader.number(source[key], names, place.at(key))
  const score = factAt('score')
  const scale = score && compileScale(source.scale, score, names, place.at('scale'), reader)
  const rater = factAt('rater')
  const per = factAt('per')
  const groups = isMap(source.groups) ? compileGroups(source.groups, place.at('groups'), { names }, tools) : undefined
  const written = source['zero-on-any-failure']
  const failure = isMap(written)
    ? reader.condition(written, names, place.at('zero-on-any-failure'))
    : written === true
      ? true
      : undefined
  const trim = numberAt('trim', context.fairness.raters.trim)
  const minimum = numberAt('minimum', context.fairness.raters.minimum)
  const atLeast =
    source['at-least'] === undefined ? undefined : reader.number(source['at-least'], names, place.at('at-least'))
  const isLacking = (key: string, part: unknown) =>
    source[key] !== undefined && source[key] !== false && part === undefined
  const lacking = [
    isLacking('rater', rater),
    isLacking('per', per),
    isLacking('groups', groups),
    isLacking('zero-on-any-failure', failure),
    isLacking('at-least', atLeast),
  ]
  if (!score || !scale || !trim || !minimum || lacking.includes(true)) return undefined
  const countsOwn = source['self-ratings'] === 'counted'
  const { shownFrom } = context.fairness.raters
  const of = `${eventType.id}.${score.name}`
  return { scale, rater, per, groups, failure, countsOwn, trim, minimum, atLeast, shownFrom, of }
}

function compileGroups(
  source: Source,
  place: Place,
  { names }: Pick<PersonRecords, 'names'>,
  { reader }: KindTools,
): Parts['groups'] {
  const by = reader.fact(String(source.by), names, place.at('by'))
  if (!by || !isMap(source.weights) || !isTold(by, place.at('by'), reader.complain)) return undefined
  const weights = new Map<string, Amount<number>>()
  for (const [name, value] of Object.entries(source.weights)) {
    const id = by.choices
      ? [...by.choices].find(([one, title]) => one === name || title.zh === name || title.en === name)?.[0]
      : name
    const weight = reader.number(value, names, place.at('weights', name))
    if (id === undefined) {
      reader.complain(
        'unknown-choice',
        place.at('weights', name),
        { zh: `“${name}”不是“${by.title.zh}”的选项`, en: `'${name}' is no choice of '${by.name}'` },
        { part: 'key' },
      )
    }
    if (id === undefined || !weight) return undefined
    weights.set(id, weight)
  }
  return { by, weights }
}

/** One rating: of a record, or of all records of one `per`. */
interface Rating {
  readonly rater: string
  readonly group: string
  readonly value: Fraction
}

function judge(events: readonly Event[], person: string, parts: Parts, index: Index, scope: Scope): Judged {
  const { zone, period } = scope
  const lens: Lens = { at: zone.startOf(period.to + 1) - 1, index, scope }
  const day = period.from
  const { ratings, counted, outside, own } = readRatings(events, person, parts, index, scope)
  const trim = parts.trim(lens, day, undefined)
  const minimum = parts.minimum(lens, day, undefined)
  const atLeast = parts.atLeast?.(lens, day, undefined)
  if (typeof trim !== 'number' || typeof minimum !== 'number' || atLeast === 'unset' || atLeast === 'missing')
    return UNSET
  const raters = new Set(ratings.map(one => one.rater)).size
  const evidence = { evidence: counted, ...(parts.rater ? { raters } : {}) }
  const note: readonly Message[] = [
    ...(outside === 0
      ? []
      : [
          {
            zh: `${outside} 条超出量程或不在所列组内，未计`,
            en: `${outside} off the scale or outside the groups, not counted`,
          },
        ]),
    ...(own === 0 ? [] : [{ zh: `本人给自己的 ${own} 条评分未计`, en: `${own} by the person rated, not counted` }]),
  ]
  if (raters < Math.max(1, minimum)) {
    return {
      verdict: 'undetermined',
      isMissing: true,
      reason: joined([tooFewWords(raters, minimum, parts), ...note], '；', '; '),
      ...evidence,
    }
  }
  const means = groupMeans(ratings, trim, parts)
  const mean = meanOf(means, parts, lens, day)
  if (!mean) return UNSET
  const measured = { value: mean.valueOf(), unit: 'points' as const }
  const base = {
    measured,
    exact: mean.toFraction(),
    groups: means.map(one => ratedGroup(one, parts)),
    ...evidence,
    ...(atLeast === undefined ? {} : { limit: { value: atLeast, unit: 'points' as const } }),
  }
  const isMissed = atLeast !== undefined && mean.lt(exact(atLeast))
  return {
    ...base,
    verdict: isMissed ? 'missed' : 'met',
    reason: joined([storyWords(mean, ratings, raters, trim, atLeast, parts), ...note], '；', '; '),
  }
}

const UNSET: Judged = {
  verdict: 'undetermined',
  reason: {
    zh: '评分的人数、去极值或权重没有生效的值',
    en: 'No value is in force for the number of raters, the trim or the weights',
  },
}

/** A record without a score does not count; nor, unless the rule says so, one by which people rate themselves, under number or name. */
function readRatings(
  events: readonly Event[],
  person: string,
  parts: Parts,
  index: Index,
  scope: Scope,
): {
  readonly ratings: readonly Rating[]
  readonly counted: readonly Event[]
  readonly outside: number
  readonly own: number
} {
  const units = new Map<string, { rater: string; group: string; got: Fraction; of: Fraction; isVoid: boolean }>()
  const counted: Event[] = []
  let outside = 0
  let byThemselves = 0
  const names = scope.roster.spellsOf(person).map(({ name }) => name)
  for (const event of events) {
    const lens: Lens = { event, at: event.at, index, scope }
    const points = parts.scale(lens)
    if (points === 'blank') continue
    const rater = parts.rater?.read(lens)
    if (!parts.countsOwn && rater !== undefined && isThemselves(String(rater), person, names)) {
      byThemselves++
      continue
    }
    const group = parts.groups ? String(parts.groups.by.read(lens) ?? '') : ''
    if (points === 'outside' || (parts.groups && !parts.groups.weights.has(group))) {
      outside++
      continue
    }
    counted.push(event)
    const unit = parts.per?.read(lens)
    const given = unit === undefined ? `record ${event.id}` : `unit ${String(unit)}`
    // Without a rater each record (or each unit of `per`) is its own.
    const who = rater === undefined ? given : `rater ${String(rater)}`
    const key = [given, who, group].join('\n')
    const known = units.get(key) ?? { rater: who, group, got: ZERO, of: ZERO, isVoid: false }
    const hasFailed = parts.failure === true ? isBottom(points) : (parts.failure?.test(lens) ?? false)
    units.set(key, {
      ...known,
      got: known.got.add(points.got),
      of: known.of.add(points.of),
      isVoid: known.isVoid || hasFailed,
    })
  }
  const ratings = [...units.values()].map(unit => ({
    rater: unit.rater,
    group: unit.group,
    value: unit.isVoid ? ZERO : unit.got.div(unit.of),
  }))
  return { ratings, counted, outside, own: byThemselves }
}

interface GroupMean {
  readonly group: string
  readonly raters: number
  /** Those of whom the mean is, the highest and lowest left out. */
  readonly counted: number
  /** 0 to 1. */
  readonly mean: Fraction
}

/** The mean per rater, then per group, in the order of the rule. */
function groupMeans(ratings: readonly Rating[], trim: number, { groups }: Parts): readonly GroupMean[] {
  const order = [...(groups?.weights.keys() ?? [''])]
  const present = Map.groupBy(ratings, one => one.group)
  return order.flatMap(group => {
    const own = present.get(group)
    if (!own) return []
    const perRater = [...Map.groupBy(own, one => one.rater).values()].map(some => mean(some.map(one => one.value)))
    const counted = trimmed(perRater, trim)
    return [{ group, raters: perRater.length, counted: counted.length, mean: mean(counted) }]
  })
}

/** Weighted over the groups present. */
function meanOf(means: readonly GroupMean[], { groups }: Parts, lens: Lens, day: number): Fraction | undefined {
  let sum = ZERO
  let whole = ZERO
  for (const one of means) {
    const weight = groups ? groups.weights.get(one.group)?.(lens, day, undefined) : 1
    if (typeof weight !== 'number') return undefined
    sum = sum.add(one.mean.mul(exact(weight)))
    whole = whole.add(exact(weight))
  }
  return whole.equals(ZERO) ? undefined : sum.div(whole).mul(HUNDRED)
}

function ratedGroup({ group, raters, counted, mean: value }: GroupMean, { groups, of }: Parts): RatedGroup {
  const title = groups ? (groups.by.choices?.get(group) ?? { zh: group, en: group }) : null
  return { title, raters, counted, mean: value.mul(HUNDRED).toFraction(), of }
}

function mean(values: readonly Fraction[]): Fraction {
  return sumOf(values).div(values.length)
}

/** Drops that many highest and lowest, but never all: a group too small for it is taken whole. */
function trimmed(values: readonly Fraction[], trim: number): readonly Fraction[] {
  if (values.length <= 2 * trim) return values
  return values.toSorted((one, other) => one.compare(other)).slice(trim, values.length - trim)
}

function tooFewWords(raters: number, minimum: number, { rater }: Parts): Message {
  if (rater)
    return { zh: `评分人不足 ${minimum} 名，不计算平均`, en: `Fewer raters than the ${minimum} needed: no mean` }
  return {
    zh: `评分 ${raters} 份，不足 ${minimum} 份，不计算平均`,
    en: `${raters} ratings, fewer than the ${minimum} needed: no mean`,
  }
}

/**
 * People who rate are never counted here: two such numbers, a mean with each, would let one rating be told. How many there
 * were stands beside the groups, where all of what is shown is weighed together.
 */
function storyWords(
  value: Fraction,
  ratings: readonly Rating[],
  raters: number,
  trim: number,
  atLeast: number | undefined,
  { groups, rater, shownFrom }: Parts,
): Message {
  const isFew = rater !== undefined && raters < shownFrom
  const [zh, en] = rater
    ? isFew
      ? [
          [`评分人不足 ${shownFrom} 名，人数和平均分不显示`],
          [`Fewer than ${shownFrom} raters: number and mean not shown`],
        ]
      : [[`评分人 ${shownFrom} 名以上`], [`${shownFrom} raters or more`]]
    : [[`评分 ${ratings.length} 份`], [`${ratings.length} ratings`]]
  const largest = Math.max(
    ...[...Map.groupBy(ratings, one => one.group).values()].map(own => new Set(own.map(one => one.rater)).size),
  )
  if (trim > 0 && largest > 2 * trim) {
    zh.push(`去掉 ${trim} 个最高、${trim} 个最低`)
    en.push(`the ${trim} highest and ${trim} lowest dropped`)
  }
  if (groups) {
    zh.push('各组按权重合成')
    en.push('groups weighted')
  }
  if (!isFew) {
    zh.push(`平均 ${shortText(value)} 分`)
    en.push(`mean ${shortText(value)} points`)
  }
  if (atLeast !== undefined) {
    zh.push(`应不低于 ${atLeast} 分`)
    en.push(`at least ${atLeast} required`)
  }
  return { zh: zh.join('，'), en: en.join(', ') }
}
