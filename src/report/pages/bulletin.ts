/** An appraisal in, the bulletin of what inspections found out: a part for each month, units named and never people. */

import type { BulletinLine } from '../../model/appraisal.ts'
import type { OutputFile } from '../output.ts'
import type { ViewModel } from '../views/index.ts'
import { listed, type PageContext, periodText, unitTitle } from './page.ts'

export const BULLETIN_PAGE = 'internal/bulletin.html'

export function bulletinPage(context: PageContext): readonly OutputFile[] {
  return [{ path: BULLETIN_PAGE, content: context.page('bulletin', context.word('bulletin'), bulletinModel(context)) }]
}

function bulletinModel(context: PageContext): ViewModel<'bulletin'> {
  const { appraisal, say } = context
  const { bulletin, print } = appraisal
  const byMonth = Map.groupBy(bulletin.lines, ({ on }) => on.slice(0, 7))
  // Without a record of the kind there is nothing to say of any month.
  const months = bulletin.types.some(({ state }) => state !== 'not-supplied') ? monthsOf(appraisal.period) : []
  return {
    period: periodText(context),
    remarks: remarks(context),
    months: months.map(month => monthModel(context, month, byMonth.get(month) ?? [])),
    issuer: say(print.company ?? appraisal.title ?? appraisal.pack.title),
  }
}

function remarks(context: PageContext): readonly string[] {
  const { appraisal, word, say } = context
  const { types } = appraisal.bulletin
  if (types.length === 0) return [word('bulletinNoTypes')]
  const titled = (wanted: (typeof types)[number]['state']) =>
    types
      .filter(({ state }) => state === wanted)
      .map(({ type }) => say(appraisal.words.eventTypes[type] ?? { zh: type, en: type }))
  const [missing, none] = [titled('not-supplied'), titled('none')]
  return [
    ...(missing.length > 0 ? [word('bulletinNotSupplied', { types: listed(context, missing) })] : []),
    ...(none.length > 0 ? [word('bulletinNone', { types: listed(context, none) })] : []),
  ]
}

function monthModel(
  context: PageContext,
  month: string,
  lines: readonly BulletinLine[],
): ViewModel<'bulletin'>['months'][number] {
  const { word, say } = context
  const open = lines.filter(({ recheck }) => recheck === null).length
  return {
    title: monthTitle(context, month),
    says: lines.length === 0 ? word('monthBlank') : word('monthSays', { count: lines.length, open }),
    problems: lines.map(({ on, issue, place, unit, due, recheck }, at) => ({
      number: at + 1,
      date: on,
      issue: say(issue),
      place: place ? say(place) : '–',
      unit: unitTitle(context, unit) || '–',
      due: due ? say(due) : '–',
      recheck: recheck ? say(recheck) : word('notRechecked'),
    })),
  }
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `2024 年 3 月`, `March 2024`: written here, so that no version of the language data changes a byte. */
function monthTitle({ language }: PageContext, month: string): string {
  const [year = '', number = ''] = month.split('-')
  return language === 'zh' ? `${year} 年 ${Number(number)} 月` : `${MONTHS[Number(number) - 1] ?? month} ${year}`
}

/** Every month that the period touches: `2024-01` … `2024-06`. */
function monthsOf({ from, to }: { readonly from: string; readonly to: string }): readonly string[] {
  const [first, last] = [monthNumber(from), monthNumber(to)]
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const number = first + at
    return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
  })
}

function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}
