/** `related: { RECORDS, after?, before?, during?, take }`: what other records say of this one. A record never answers for itself. */

import { exact, sumOf } from '../../lib/exact.ts'
import { isMap } from '../../lib/map.ts'
import type { Lens } from '../../model/checker.ts'
import type { Event } from '../../model/event.ts'
import type { Scalar } from '../../model/value.ts'
import type { Fact, Records } from '../contract.ts'
import { needsOf } from '../needs.ts'
import { COUNT, totalRange } from '../range.ts'
import { argument, complainForm, type Derivation, type DeriveContext, type Derived, under } from './derivation.ts'

const KEYS = ['event', 'when', 'match', 'at', 'after', 'before', 'during', 'take']
const TAKES = ['first', 'last', 'list', 'sum'] as const

export const related: Derivation = {
  form: '{ event, when?, match?, at?, after?: FACT, before?: FACT, during?: FACT, take: exists | count | first.x | last.x | list.x | sum.x }',
  summary: {
    zh: '有没有、有几条相关记录，或取其中某个字段',
    en: 'Whether and how many other records there are, or a field of theirs',
  },
  compile(source, context) {
    if (!isMap(source)) {
      complainForm(context, { zh: `应写成 { ${KEYS.join(', ')} }`, en: `{ ${KEYS.join(', ')} } is expected` })
      return undefined
    }
    const strange = Object.keys(source).filter(key => !KEYS.includes(key))
    for (const key of strange) {
      context.language.dictionary.complain(
        'unknown-key',
        context.place.at(key),
        {
          zh: `related 里没有“${key}”，可用：${KEYS.join('、')}`,
          en: `related has no '${key}'; there are ${KEYS.join(', ')}`,
        },
        { part: 'key' },
      )
    }
    const { after, before, during, take = 'exists', ...selection } = source
    const records = context.language.records(selection, context.names, context.place)
    const bounds = {
      after: bound(after, under(context, 'after')),
      before: bound(before, under(context, 'before')),
      during: bound(during, under(context, 'during')),
    }
    if (!records || strange.length > 0 || Object.values(bounds).includes('wrong')) return undefined
    if (!records.matched && source.match === undefined && selection.when === undefined) {
      context.language.dictionary.complain('match-missing', context.place, {
        zh: '没有说明如何对应：请写 match: { 对方字段: 本方字段 }',
        en: 'It is not said how the records are matched: write match: { their field: our field }',
      })
      return undefined
    }
    const taking = readTake(String(take), records, under(context, 'take'))
    if (!taking) return undefined
    const facts = Object.values(bounds).filter(one => one !== undefined && one !== 'wrong')
    const found = (lens: Lens) => within(records, bounds, lens)
    const needs = needsOf([records, ...facts, ...(taking.fact ? [taking.fact] : [])])
    return { ...taking.typed, ...needs, read: lens => taking.read(found(lens), lens) }
  },
}

type Bound = Fact | 'wrong' | undefined

function bound(source: unknown, context: DeriveContext): Bound {
  return source === undefined ? undefined : (argument(source, context, 'date-time') ?? 'wrong')
}

interface Found {
  readonly sure: readonly Event[]
  readonly unsure: readonly Event[]
}

/** Undefined where a bound is not known. */
function within(
  records: Records,
  bounds: Readonly<Record<'after' | 'before' | 'during', Bound>>,
  lens: Lens,
): Found | undefined {
  const read = (fact: Bound): number | undefined | 'none' => {
    if (fact === undefined || fact === 'wrong') return 'none'
    const value = fact.read(lens)
    return typeof value === 'number' ? value : undefined
  }
  const [after, before, during] = [read(bounds.after), read(bounds.before), read(bounds.during)]
  if (after === undefined || before === undefined || during === undefined) return undefined
  const keeps = (event: Event): boolean => {
    const at = records.at(event, lens)
    if (at === undefined) return false
    if (after !== 'none' && at <= after) return false
    if (before !== 'none' && at >= before) return false
    return during === 'none' || holds(event, records, during)
  }
  const { sure, unsure } = records.sift(lens, {
    from: after === 'none' ? Number.NEGATIVE_INFINITY : after,
    to: before === 'none' ? Number.POSITIVE_INFINITY : before,
  })
  return { sure: sure.filter(keeps), unsure: unsure.filter(keeps) }
}

/** Whether the record's span holds at an instant; an empty end is open. */
function holds(event: Event, { eventType }: Records, instant: number): boolean {
  const { span } = eventType
  const from = span ? event.values[span.from] : event.at
  const to = span ? event.values[span.to] : event.at
  return typeof from === 'number' && from <= instant && (typeof to !== 'number' || instant <= to)
}

interface Taking {
  readonly typed: Pick<Derived, 'type' | 'choices' | 'item' | 'of' | 'range'>
  readonly fact?: Fact
  read(found: Found | undefined, lens: Lens): ReturnType<Derived['read']>
}

function readTake(take: string, records: Records, context: DeriveContext): Taking | undefined {
  if (take === 'exists') {
    return {
      typed: { type: 'yes-no' },
      read: found => (!found ? undefined : found.sure.length > 0 ? true : found.unsure.length > 0 ? undefined : false),
    }
  }
  if (take === 'count') {
    return {
      typed: { type: 'number', range: COUNT },
      read: found => (!found || found.unsure.length > 0 ? undefined : found.sure.length),
    }
  }
  const [how = '', ...rest] = take.split('.')
  const known = TAKES.find(one => one === how)
  const fact =
    known && rest.length > 0
      ? context.language.fact(
          rest.join('.'),
          { event: records.eventType, ...(context.names.event ? { case: context.names.event } : {}) },
          context.place,
        )
      : undefined
  if (!known || rest.length === 0) {
    complainForm(context, {
      zh: `take 不能是“${take}”，可用：exists、count、first.x、last.x、list.x、sum.x`,
      en: `take cannot be '${take}'; there are exists, count, first.x, last.x, list.x, sum.x`,
    })
    return undefined
  }
  if (!fact) return undefined
  const value = (event: Event, lens: Lens) =>
    fact.read({
      event,
      ...(lens.event ? { case: lens.event } : {}),
      at: event.at,
      index: lens.index,
      scope: lens.scope,
    })
  if (known === 'first' || known === 'last') {
    const typed = {
      type: fact.type,
      ...(fact.choices ? { choices: fact.choices } : {}),
      ...(fact.item ? { item: fact.item } : {}),
      ...(fact.of ? { of: fact.of } : {}),
      ...(fact.range ? { range: fact.range } : {}),
    }
    return {
      typed,
      fact,
      read(found, lens) {
        if (!found || found.unsure.length > 0) return undefined
        const inTime = found.sure.toSorted(
          (one, other) => (records.at(one, lens) ?? one.at) - (records.at(other, lens) ?? other.at),
        )
        const event = known === 'first' ? inTime[0] : inTime.at(-1)
        return event && value(event, lens)
      },
    }
  }
  if (known === 'sum' && fact.type !== 'number') {
    complainForm(context, {
      zh: `“${fact.title.zh}”不是数字，不能求和`,
      en: `'${fact.name}' is no number and cannot be summed`,
    })
    return undefined
  }
  return {
    typed:
      known === 'sum'
        ? { type: 'number', range: totalRange(fact) }
        : {
            type: 'list',
            item: fact.type,
            ...(fact.choices ? { choices: fact.choices } : {}),
            ...(fact.of ? { of: fact.of } : {}),
          },
    fact,
    read(found, lens) {
      if (!found || found.unsure.length > 0) return undefined
      const values = found.sure.map(event => value(event, lens))
      if (known === 'list')
        return values.flatMap((one): readonly Scalar[] =>
          one === undefined ? [] : typeof one === 'object' ? one : [one],
        )
      const numbers = values.filter(one => typeof one === 'number')
      return numbers.length < values.length ? undefined : sumOf(numbers.map(exact)).valueOf()
    },
  }
}
