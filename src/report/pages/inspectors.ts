/** What each inspector's records came to in, inspectors of one record type side by side out: told, never adjusted by. */

import { exact, fixedText } from '../../lib/exact.ts'
import { compareText } from '../../lib/order.ts'
import type { InspectorCount } from '../../model/appraisal.ts'
import type { ViewModel } from '../views/index.ts'
import type { PageContext } from './page.ts'

/** With fewer, a share says more of chance than of anybody. */
export const ENOUGH_RECORDS = 20

/** Record types where two at least have judged enough. */
export function inspectorModel(context: PageContext): ViewModel<'summary'>['inspectors'] {
  const { appraisal, say } = context
  return [...Map.groupBy(appraisal.inspectors, ({ type }) => type)]
    .sort(([one], [other]) => compareText(one, other))
    .map(([type, all]) => ({
      type: say(appraisal.words.eventTypes[type] ?? { zh: type, en: type }),
      rows: all.flatMap(one => rowOf(one, all) ?? []),
    }))
    .filter(({ rows }) => rows.length > 1)
}

/** Undefined: one's own records or those of the others are too few. */
function rowOf(one: InspectorCount, all: readonly InspectorCount[]) {
  const others = all.filter(other => other !== one)
  const [judged, missed] = [sum(others, ({ judged }) => judged), sum(others, ({ missed }) => missed)]
  if (one.judged < ENOUGH_RECORDS || judged < ENOUGH_RECORDS) return undefined
  const [own, mean] = [percent(one.missed, one.judged), percent(missed, judged)]
  const difference = fixedText(own.sub(mean), 1)
  return {
    id: one.person,
    name: one.name,
    judged: one.judged,
    missed: one.missed,
    share: `${fixedText(own, 1)}%`,
    others: `${fixedText(mean, 1)}%`,
    difference: own.gt(mean) ? `+${difference}` : difference.replace('-', '−'),
  }
}

function percent(part: number, whole: number) {
  return exact(part * 100).div(whole)
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((whole, one) => whole + of(one), 0)
}
