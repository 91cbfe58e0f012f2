/**
 * A folder of holiday-cn's year files in, `rules/holidays-cn.yaml` out: `tsx scripts/import-holidays.ts FOLDER`.
 *
 * The notices say which days are off and which weekends are worked, not whose hours a make-up day follows: each is paired
 * here, in order, with the days of the same holiday that chinese-days knows as exchanged.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import chineseDays from 'chinese-days'
import { formatDay, parseDay, weekdayOf } from '../src/calendar/day.ts'
import { WEEKDAYS } from '../src/calendar/hours.ts'

interface Notice {
  readonly year: number
  readonly papers: readonly string[]
  readonly days: readonly { readonly name: string; readonly date: string; readonly isOffDay: boolean }[]
}

interface Holiday {
  readonly name: string
  readonly off: readonly number[]
  readonly work: readonly number[]
}

const folder = process.argv[2]
if (folder === undefined) {
  console.error('Usage: tsx scripts/import-holidays.ts FOLDER   (year files of NateScarlet/holiday-cn)')
  process.exit(2)
}
const notices = readdirSync(folder)
  .filter(name => /^\d{4}\.json$/.test(name))
  .toSorted()
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Notice)
const years = notices.map(notice => notice.year)
writeFileSync(resolve(import.meta.dirname, '../rules/holidays-cn.yaml'), packFile())

function packFile(): string {
  return [
    '# yaml-language-server: $schema=../schemas/pack.schema.json',
    '# 国务院办公厅放假安排，按年分组。数据取自 NateScarlet/holiday-cn（MIT，Copyright (c) 2019 NateScarlet）；各年通知见 sources。',
    '# Public holidays of China as the State Council announces them, by year. Data: NateScarlet/holiday-cn (MIT); notices under sources.',
    '# 由 scripts/import-holidays.ts 生成。通知不写补班日按星期几的时间上班，这里依次对应同一节日的调休日；各单位另有安排的，直接改。',
    '# Written by scripts/import-holidays.ts. Notices do not say whose hours a make-up day follows: here, in order, those of the days exchanged.',
    'holidays:',
    '  cn:',
    '    title: { zh: 中国法定节假日, en: Public holidays of China }',
    '    sources:',
    ...notices.flatMap(({ year, papers }) =>
      papers.map((paper, at) => `      ${year}${at === 0 ? '' : '-amended'}: ${paper}`),
    ),
    `    years: [${years.join(', ')}]`,
    '    off:',
    ...notices.flatMap(notice => [`      # ${notice.year}`, ...holidaysOf(notice).flatMap(offLines).toSorted()]),
    '    work:',
    ...notices.flatMap(notice => [`      # ${notice.year}`, ...holidaysOf(notice).flatMap(workLines).toSorted()]),
    '',
  ].join('\n')
}

/** A notice may reach into a year that no file covers whole (the last days of 2018): those days are left out. */
function holidaysOf({ days }: Notice): readonly Holiday[] {
  const known = days.filter(({ date }) => years.includes(Number(date.slice(0, 4))))
  return [...new Set(known.map(day => day.name))].map(name => {
    const own = known.filter(day => day.name === name)
    // A weekday that is listed as worked (3 February 2020, the first day after the extension) is nothing out of the ordinary.
    const work = own.filter(day => !day.isOffDay).map(day => dayOf(day.date))
    return {
      name,
      off: own.filter(day => day.isOffDay).map(day => dayOf(day.date)),
      work: work.filter(day => weekdayOf(day) > 5),
    }
  })
}

function offLines({ name, off }: Holiday): readonly string[] {
  const ranges: [number, number][] = []
  for (const day of off) {
    const last = ranges.at(-1)
    if (last?.[1] === day - 1) last[1] = day
    else ranges.push([day, day])
  }
  return ranges.map(
    ([from, to]) =>
      `      - ${(from === to ? formatDay(from) : `${formatDay(from)}..${formatDay(to)}`).padEnd(22)} # ${name}`,
  )
}

function workLines({ name, off, work }: Holiday): readonly string[] {
  const exchanged = off.filter(day => chineseDays.isInLieu(formatDay(day)))
  return work.map((day, at) => {
    const lieu = exchanged[at]
    if (lieu === undefined) throw new Error(`${formatDay(day)} (${name}): no day is known that it was exchanged for`)
    return `      ${formatDay(day)}: ${WEEKDAYS[weekdayOf(lieu) - 1]} # ${name}，调 ${formatDay(lieu)}`
  })
}

function dayOf(date: string): number {
  const day = parseDay(date)
  if (day === undefined) throw new Error(`'${date}' is no date`)
  return day
}
