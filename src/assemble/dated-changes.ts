/** A rulebook and a period in, the numbers that came into force within it out: what changed without anybody touching a rule. */

import { formatDay } from '../calendar/day.ts'
import { formatDuration } from '../calendar/duration.ts'
import { compareText } from '../lib/order.ts'
import type { DatedChange } from '../model/appraisal.ts'
import type { Message } from '../model/message.ts'
import type { Period } from '../model/period.ts'
import type { Parameter, Rulebook, Scorecard, Standard } from '../model/rulebook.ts'
import type { Duration, Setting } from '../model/value.ts'

type Shown = (value: number | string | Duration) => Message

/** By day, then by what it is a number of. Values of parameters are told once, wherever they are used. */
export function datedChanges(rulebook: Rulebook, { from, to }: Period): readonly DatedChange[] {
  const [first, last] = [formatDay(from), formatDay(to)]
  return allChanges(rulebook)
    .filter(change => change.from >= first && change.from <= last)
    .sort(
      (one, other) =>
        compareText(one.from, other.from) ||
        compareText(one.of.zh, other.of.zh) ||
        compareText(one.site ?? '', other.site ?? ''),
    )
}

function allChanges(rulebook: Rulebook): readonly DatedChange[] {
  const { parameters, standards, scorecards, grades, outcomes, cascades } = rulebook
  return [
    ...[...parameters.values()].flatMap(parameterChanges),
    ...standards.flatMap(standardChanges),
    ...(grades?.bands ?? []).flatMap(({ title, from }) => ownChanges(named(title, LOWER_BOUND), from, plain)),
    ...scorecards.flatMap(cardChanges),
    ...outcomes.flatMap(({ title, then }) =>
      then.flatMap(({ amount, within }) => [
        ...ownChanges(named(title, AMOUNT), amount, plain),
        ...ownChanges(named(title, TERM), within, plain),
      ]),
    ),
    ...cascades.flatMap(({ title, shares }) =>
      Object.entries(shares).flatMap(([level, share]) =>
        ownChanges(named(title, { zh: level, en: level }), share, percent),
      ),
    ),
  ]
}

const LOWER_BOUND: Message = { zh: '最低分', en: 'lower bound' }
const AMOUNT: Message = { zh: '金额', en: 'amount' }
const TERM: Message = { zh: '期限', en: 'term' }
const MARKS: Message = { zh: '满分', en: 'marks' }
const MOST: Message = { zh: '至多', en: 'at most' }
const EACH: Message = { zh: '每次', en: 'each' }
const WEIGHT: Message = { zh: '权重', en: 'weight' }

function parameterChanges({ title, setting }: Parameter): readonly DatedChange[] {
  return changesOf(title, setting, plain)
}

function standardChanges(standard: Standard): readonly DatedChange[] {
  return standard
    .values()
    .filter(({ parameter }) => parameter === undefined)
    .flatMap(({ title, entries }) =>
      entries.flatMap(({ from, value }, at) =>
        from === null
          ? []
          : [
              {
                from,
                of: named(standard.title, title),
                before: entries[at - 1]?.value ?? null,
                after: value,
                site: null,
              },
            ],
      ),
    )
}

function cardChanges(card: Scorecard): readonly DatedChange[] {
  return card.sections.flatMap(section => {
    const place = named(card.title, section.title)
    return [
      ...ownChanges(named(place, MARKS), section.marks, plain),
      ...ownChanges(named(place, MOST), section.most, plain),
      ...section.items.flatMap(item => {
        const own = named(place, item.title ?? { zh: item.selection, en: item.selection })
        return [
          ...ownChanges(named(own, EACH), item.each, plain),
          ...ownChanges(named(own, MOST), item.most, plain),
          ...ownChanges(named(own, WEIGHT), item.weight, plain),
        ]
      }),
    ]
  })
}

/** Of a setting stated in place; a parameter's are told with the parameter. */
function ownChanges(of: Message, setting: Setting<number | string | Duration> | undefined, shown: Shown) {
  return setting === undefined || setting.parameter !== undefined ? [] : changesOf(of, setting, shown)
}

function changesOf(of: Message, { dated, bySite }: Setting<number | string | Duration>, shown: Shown) {
  const change = (entries: typeof dated, site: string | null): readonly DatedChange[] =>
    entries.flatMap(({ from, value }, at) => {
      if (!Number.isFinite(from)) return []
      const before = entries[at - 1]?.value ?? null
      return [
        {
          from: formatDay(from),
          of,
          before: before === null ? null : shown(before),
          after: value === null ? null : shown(value),
          site,
        },
      ]
    })
  return [...change(dated, null), ...Object.entries(bySite ?? {}).flatMap(([site, entries]) => change(entries, site))]
}

function named(of: Message, part: Message): Message {
  return { zh: `${of.zh}：${part.zh}`, en: `${of.en}: ${part.en}` }
}

function plain(value: number | string | Duration): Message {
  if (typeof value !== 'object') return { zh: String(value), en: String(value) }
  return { zh: formatDuration(value, 'zh'), en: formatDuration(value, 'en') }
}

function percent(value: number | string | Duration): Message {
  const { zh, en } = plain(value)
  return { zh: `${zh}%`, en: `${en}%` }
}
