/** `elapsed: { from, to, unit, calendar? }`: the time between two facts, negative where `to` is earlier. */

import { needsOf } from '../needs.ts'
import { ANY, differenceRange } from '../range.ts'
import { argument, calendarNamed, complainForm, type Derivation, readMap, under } from './derivation.ts'

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 }

export const elapsed: Derivation = {
  form: '{ from: FACT, to: FACT, unit: seconds | minutes | hours | days | working minutes | working hours, calendar?: NAME }',
  summary: { zh: '两个时间之间相隔多久', en: 'The time between two facts' },
  compile(source, context) {
    const map = readMap(source, ['from', 'to', 'unit'], ['calendar'], context)
    if (!map) return undefined
    const from = argument(map.from, under(context, 'from'), 'date-time', 'date', 'time')
    const to = argument(map.to, under(context, 'to'), 'date-time', 'date', 'time')
    const unit = String(map.unit)
    const isWorking = unit.startsWith('working ')
    const seconds = SECONDS[unit.replace('working ', '')]
    const calendar = calendarNamed(map.calendar, under(context, 'calendar'))
    if (seconds === undefined || (isWorking && seconds === 86_400)) {
      complainForm(under(context, 'unit'), {
        zh: `没有单位“${unit}”，可用：${[...Object.keys(SECONDS), 'working minutes', 'working hours'].join('、')}`,
        en: `There is no unit '${unit}'; there are ${[...Object.keys(SECONDS), 'working minutes', 'working hours'].join(', ')}`,
      })
      return undefined
    }
    if (!from || !to || calendar === undefined) return undefined
    if (from.type !== to.type) {
      complainForm(context, {
        zh: `from 是 ${from.type}，to 是 ${to.type}，应为同一种`,
        en: `from is ${from.type} and to is ${to.type}; both must be of one type`,
      })
      return undefined
    }
    const scale = from.type === 'date' ? 86_400 : 1
    const range = differenceRange(to, from)
    return {
      type: 'number',
      range: isWorking ? ANY : { low: (range.low * scale) / seconds, high: (range.high * scale) / seconds },
      ...needsOf([from, to]),
      read(lens) {
        const start = from.read(lens)
        const end = to.read(lens)
        if (typeof start !== 'number' || typeof end !== 'number') return undefined
        if (!isWorking) return ((end - start) * scale) / seconds
        const open = lens.scope.calendars.get(calendar)?.openSeconds(start, end)
        return open === undefined ? undefined : open / seconds
      },
    }
  },
}
