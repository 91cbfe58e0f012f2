/** `next-in-turn`: whose turn it is after whoever served last, the absent passed over (S2-92, S2-163). */

import { isMap } from '../../lib/map.ts'
import type { Lens } from '../../model/checker.ts'
import type { Event } from '../../model/event.ts'
import type { Scalar, Value } from '../../model/value.ts'
import type { Fact } from '../contract.ts'
import { type Needs, needsOf } from '../needs.ts'
import { membersOf } from '../operators.ts'
import { isRosterType, rosterRows } from '../roster-rows.ts'
import { argument, complainForm, type Derivation, type DeriveContext, readMap, under } from './derivation.ts'

export const nextInTurn: Derivation = {
  form: '{ among: LIST FIELD, last: FACT, absent?: LIST FIELD } or { among: { each: person, when? }, order: FACT, last, absent? }',
  summary: {
    zh: '按次序，上一次之后轮到谁；不在的跳过。上一次是谁、谁不在有一样不知道，或都不在，则不可知',
    en: 'Whose turn comes after the last one, the absent passed over; unknown without the last one, without knowing who is absent, or where all are',
  },
  compile(source, context) {
    const written = readMap(source, ['among', 'last'], ['order', 'absent'], context)
    const line = written && compileLine(written, context)
    const last = line && argument(written?.last, under(context, 'last'), line.member.type)
    if (!last) return undefined
    const absent =
      written?.absent === undefined ? undefined : argument(written.absent, under(context, 'absent'), 'list')
    if (written?.absent !== undefined && !absent) return undefined
    return {
      ...line.member,
      ...needsOf([line, last, ...(absent ? [absent] : [])]),
      read(lens) {
        const all = line.read(lens)
        const served = last.read(lens)
        const away = absent ? absent.read(lens) : []
        if (all === undefined || served === undefined || away === undefined) return undefined
        return nextAfter(served, all, membersOf(away))
      },
    }
  },
}

/** Round the line from the one after `served`; whoever has left it tells nothing about whose turn it is. */
function nextAfter(served: Value, line: readonly Scalar[], absent: readonly Scalar[]): Scalar | undefined {
  const at = line.findIndex(one => Object.is(one, served))
  if (at < 0) return undefined
  return [...line.slice(at + 1), ...line.slice(0, at + 1)].find(one => !absent.includes(one))
}

interface Line extends Needs {
  /** What its members are. */
  readonly member: Pick<Fact, 'type' | 'choices' | 'of'>
  /** In turn; undefined: not known. */
  read(lens: Lens): readonly Scalar[] | undefined
}

/** Undefined has been complained about. */
function compileLine(written: Readonly<Record<string, unknown>>, context: DeriveContext): Line | undefined {
  const { among, order } = written
  const own = under(context, 'among')
  if (isMap(among) && 'each' in among) return compileRosterLine(among, order, context)
  const list = argument(among, own, 'list')
  if (!list) return undefined
  if (order !== undefined) {
    complainForm(under(context, 'order'), {
      zh: '名单字段本身已有先后，不写 order',
      en: 'a list field has its own order; leave order out',
    })
    return undefined
  }
  return {
    member: {
      type: list.item ?? 'text',
      ...(list.choices ? { choices: list.choices } : {}),
      ...(list.of ? { of: list.of } : {}),
    },
    ...needsOf([list]),
    read: lens => {
      const members = list.read(lens)
      return members === undefined ? undefined : membersOf(members)
    },
  }
}

function compileRosterLine(
  among: Readonly<Record<string, unknown>>,
  order: unknown,
  context: DeriveContext,
): Line | undefined {
  const own = under(context, 'among')
  const written = readMap(among, ['each'], ['when'], own)
  if (!written) return undefined
  const { each, when } = written
  const { language } = context
  if (!isRosterType(each)) {
    complainForm(under(own, 'each'), { zh: 'each 应为 person、site 或 unit', en: 'each is person, site or unit' })
    return undefined
  }
  const type = language.dictionary.eventTypes.get(each)
  const names = type ? { event: type } : {}
  const condition = when === undefined ? undefined : language.condition(when, names, own.place.at('when'))
  if (when !== undefined && !condition) return undefined
  if (typeof order !== 'string') {
    complainForm(under(context, 'order'), {
      zh: '应写明按名册的哪一列排次序',
      en: 'the column of the roster that orders them is expected',
    })
    return undefined
  }
  const rank = language.fact(order, names, context.place.at('order'))
  if (!rank) return undefined
  return {
    member: { type: each },
    ...needsOf([rank, ...(condition ? [condition] : [])]),
    read(lens) {
      const rows = rosterRows(each, lens.scope, lens.scope.zone.dayOf(lens.at))
      const seen = (row: Event): Lens => ({ ...lens, event: row, ...(lens.event ? { case: lens.event } : {}) })
      const truths = rows.map(row => ({ row, truth: condition ? condition.test(seen(row)) : true }))
      if (truths.some(one => one.truth === undefined)) return undefined
      const ranked = truths.filter(one => one.truth).map(({ row }) => ({ id: row.id, rank: rank.read(seen(row)) }))
      if (ranked.some(one => typeof one.rank !== 'number')) return undefined
      return ranked.toSorted((one, other) => Number(one.rank) - Number(other.rank)).map(one => one.id)
    },
  }
}
