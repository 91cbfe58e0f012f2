/** A rulebook in, the calendar that counts where no rule names one out. */

import type { WorkCalendar } from '../model/calendar.ts'
import type { Rulebook } from '../model/rulebook.ts'

/** The calendar that the pack names, or its only one. */
export function defaultCalendar({ pack, calendars }: Pick<Rulebook, 'pack' | 'calendars'>): WorkCalendar | undefined {
  if (pack.calendar !== undefined) return calendars.get(pack.calendar)
  return calendars.size === 1 ? [...calendars.values()][0] : undefined
}
