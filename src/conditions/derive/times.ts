/** `plus`, `end-of`, `time-of-day`, `weekday`, `is-working-day`, `is-open`, `slot`: times from times. */

import { DAY_SECONDS, weekdayOf } from '../../calendar/day.ts'
import { addDuration } from '../../calendar/duration.ts'
import { SLOT_LENGTHS, type SlotLength, slotOf } from '../../calendar/slots.ts'
import { valueOn } from '../../lib/dated.ts'
import { isMap } from '../../lib/map.ts'
import type { Lens } from '../../model/checker.ts'
import type { Fact } from '../contract.ts'
import { needsOf } from '../needs.ts'
import { compileDuration } from '../setting.ts'
import {
  argument,
  calendarNamed,
  complainForm,
  type Derivation,
  type DeriveContext,
  readMap,
  under,
} from './derivation.ts'

export const plus: Derivation = {
  form: '{ fact: FACT, add: DURATION, calendar?: NAME }',
  summary: { zh: '一个时间之后多久', en: 'So long after a time' },
  compile(source, context) {
    const map = readMap(source, ['fact', 'add'], ['calendar'], context)
    const fact = map && argument(map.fact, under(context, 'fact'), 'date-time')
    const duration = map && compileDuration(map.add, context.place.at('add'), context.language.dictionary)
    const calendar = map && calendarNamed(map.calendar, under(context, 'calendar'))
    if (!fact || !duration || calendar === undefined) return undefined
    const needs = needsOf([fact])
    return {
      type: 'date-time',
      ...needs,
      parameters: duration.parameter === undefined ? needs.parameters : [...needs.parameters, duration.parameter],
      read(lens) {
        const from = fact.read(lens)
        const length = valueOn(duration, lens.scope.zone.dayOf(lens.at))
        const work = lens.scope.calendars.get(calendar)
        if (typeof from !== 'number' || length === undefined || !work) return undefined
        const answer = addDuration({ from, duration: length, days: 'rolling', zone: lens.scope.zone, calendar: work })
        return 'at' in answer ? answer.at : undefined
      },
      grain: lens => fact.grain(lens),
    }
  },
}

export const endOf: Derivation = {
  form: '{ of: FACT, every: day | week | month | … }',
  summary: { zh: '所在的日、周、月等的最后一秒', en: 'The last second of the day, week, month … it lies in' },
  compile(source, context) {
    const read = slotArguments(source, context)
    return (
      read && {
        type: 'date-time',
        ...needsOf([read.fact]),
        read(lens) {
          const day = dayRead(read.fact, lens)
          return day === undefined
            ? undefined
            : lens.scope.zone.startOf(slotOf(read.every, day, lens.scope.period).lastDay + 1) - 1
        },
      }
    )
  },
}

export const slot: Derivation = {
  form: '{ of: FACT, every: day | week | month | … }',
  summary: { zh: '所在的时段，如 2024-03', en: 'The slot it lies in, such as 2024-03' },
  compile(source, context) {
    const read = slotArguments(source, context)
    return (
      read && {
        type: 'text',
        ...needsOf([read.fact]),
        read(lens) {
          const day = dayRead(read.fact, lens)
          return day === undefined ? undefined : slotOf(read.every, day, lens.scope.period).id
        },
      }
    )
  },
}

function slotArguments(
  source: unknown,
  context: DeriveContext,
): { readonly fact: Fact; readonly every: SlotLength } | undefined {
  const map = readMap(source, ['of', 'every'], [], context)
  if (!map) return undefined
  const fact = argument(map.of, under(context, 'of'), 'date-time', 'date')
  const every = SLOT_LENGTHS.find(one => one === map.every)
  if (every === undefined) {
    complainForm(under(context, 'every'), {
      zh: `没有“${String(map.every)}”，可用：${SLOT_LENGTHS.join('、')}`,
      en: `There is no '${String(map.every)}'; there are ${SLOT_LENGTHS.join(', ')}`,
    })
    return undefined
  }
  return fact && { fact, every }
}

function dayRead(fact: Fact, lens: Lens): number | undefined {
  const value = fact.read(lens)
  if (typeof value !== 'number') return undefined
  return fact.type === 'date' ? value : lens.scope.zone.dayOf(value)
}

export const timeOfDay: Derivation = {
  form: 'FACT',
  summary: { zh: '几点几分', en: 'The time of day' },
  compile(source, context) {
    const fact = argument(source, context, 'date-time')
    return (
      fact && {
        type: 'time',
        range: { low: 0, high: DAY_SECONDS - 1 },
        ...needsOf([fact]),
        read(lens) {
          const value = fact.read(lens)
          return typeof value === 'number' ? lens.scope.zone.timeOf(value) : undefined
        },
        grain: lens => fact.grain(lens),
      }
    )
  },
}

const WEEKDAYS = new Map([
  ['mon', { zh: '周一', en: 'Monday' }],
  ['tue', { zh: '周二', en: 'Tuesday' }],
  ['wed', { zh: '周三', en: 'Wednesday' }],
  ['thu', { zh: '周四', en: 'Thursday' }],
  ['fri', { zh: '周五', en: 'Friday' }],
  ['sat', { zh: '周六', en: 'Saturday' }],
  ['sun', { zh: '周日', en: 'Sunday' }],
])
const WEEKDAY_IDS = [...WEEKDAYS.keys()]

export const weekday: Derivation = {
  form: 'FACT',
  summary: { zh: '星期几：mon … sun', en: 'The day of the week: mon … sun' },
  compile(source, context) {
    const fact = argument(source, context, 'date-time', 'date')
    return (
      fact && {
        type: 'choice',
        choices: WEEKDAYS,
        ...needsOf([fact]),
        read(lens) {
          const day = dayRead(fact, lens)
          return day === undefined ? undefined : WEEKDAY_IDS[weekdayOf(day) - 1]
        },
      }
    )
  },
}

/** `FACT`, or `{ of: FACT, calendar: NAME }`. */
function withCalendar(
  source: unknown,
  context: DeriveContext,
): { readonly fact: Fact; readonly calendar: string } | undefined {
  const map = isMap(source) && 'of' in source ? readMap(source, ['of'], ['calendar'], context) : { of: source }
  if (!map) return undefined
  const fact = argument(
    map.of,
    'calendar' in map || isMap(source) ? under(context, 'of') : context,
    'date-time',
    'date',
  )
  const calendar = calendarNamed(map.calendar, under(context, 'calendar'))
  return fact && calendar !== undefined ? { fact, calendar } : undefined
}

export const isWorkingDay: Derivation = {
  form: 'FACT | { of: FACT, calendar: NAME }',
  summary: { zh: '是不是工作日', en: 'Whether it lies on a working day' },
  compile(source, context) {
    const read = withCalendar(source, context)
    return (
      read && {
        type: 'yes-no',
        ...needsOf([read.fact]),
        read(lens) {
          const day = dayRead(read.fact, lens)
          return day === undefined ? undefined : lens.scope.calendars.get(read.calendar)?.isWorkingDay(day)
        },
      }
    )
  },
}

export const isOpen: Derivation = {
  form: 'FACT | { of: FACT, calendar: NAME }',
  summary: { zh: '是不是在工作时间内', en: 'Whether it lies in open time' },
  compile(source, context) {
    const read = withCalendar(source, context)
    return (
      read && {
        type: 'yes-no',
        ...needsOf([read.fact]),
        read(lens) {
          const value = read.fact.read(lens)
          return typeof value === 'number' ? lens.scope.calendars.get(read.calendar)?.isOpen(value) : undefined
        },
      }
    )
  },
}
