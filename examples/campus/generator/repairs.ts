/** Repairs, rework and outages of a semester. */

import type { Chance } from './chance.ts'
import type { Row } from './files.ts'
import { isThere, type Person } from './people.ts'
import { holders, type Semester } from './semester.ts'
import { later, stamp } from './time.ts'

/** Minutes until the work must be done, by class. */
const LIMITS = {
  minor: 0,
  'indoor-small': 120,
  'external-line': 240,
  'external-main': 600,
  'external-branch': 120,
  glass: 1440,
  carpentry: 1440,
} as const
const TITLES = {
  minor: '零星维修',
  'indoor-small': '室内小型',
  'external-line': '外线',
  'external-main': '外主管',
  'external-branch': '外支管',
  glass: '玻璃',
  carpentry: '木工',
} as const
type Class = keyof typeof LIMITS

export function repairs(semester: Semester, chance: Chance): readonly Row[] {
  const rows: Row[] = []
  const technicians = holders(semester, 'repair-technician')
  const carpenters = holders(semester, 'carpenter')
  const { inTerm, inHolidays } = semester.volume.repairsADay
  for (const day of semester.days) {
    const [least, most] = semester.termDays.includes(day) ? inTerm : inHolidays
    for (let count = chance.between(least, most); count > 0; count--) {
      const kind = chance.weighted<Class>({
        minor: 40,
        'indoor-small': 34,
        'external-line': 3,
        'external-main': 2,
        'external-branch': 5,
        glass: 6,
        carpentry: 10,
      })
      const crew = (kind === 'glass' || kind === 'carpentry' ? carpenters : technicians).filter(person =>
        isThere(person, day),
      )
      const number = semester.facts.firstNumber + rows.length
      const isLast = day >= semester.facts.days.lastRepairs
      rows.push(repair(chance, { day, kind, person: chance.pick(crew), number, isLast }))
    }
  }
  return rows
}

interface Order {
  readonly day: string
  readonly kind: Class
  readonly person: Person
  readonly number: number
  /** So late that it may be open still. */
  readonly isLast: boolean
}

function repair(chance: Chance, { day, kind, person, number, isLast }: Order): Row {
  const reported = stamp(day, chance.between(6 * 60, 23 * 60))
  const isSlow = chance.happens(person.slip)
  const isPrompt = kind === 'minor' || kind === 'indoor-small'
  const arrival = isPrompt
    ? isSlow
      ? chance.between(31, 120)
      : chance.between(4, 30)
    : chance.between(20, isSlow ? 1700 : 600)
  const limit = LIMITS[kind]
  const work =
    limit === 0
      ? chance.between(10, 90)
      : isSlow && chance.happens(0.8)
        ? chance.between(limit + 1, limit * 2)
        : chance.between(Math.min(arrival + 5, limit), limit)
  const arrived = limit === 0 ? arrival : Math.min(arrival, work)
  const isOpen = isLast && chance.happens(0.04)
  return {
    order_no: `R24${String(number).padStart(5, '0')}`,
    reported_at: reported,
    arrived_at: isOpen ? undefined : later(reported, arrived),
    completed_at: isOpen ? undefined : later(reported, arrived + work - (limit === 0 ? 0 : arrived)),
    // Now and then the clerk left the class or the acceptance blank: nothing is assumed of these.
    class: chance.happens(0.004) ? undefined : TITLES[kind],
    place: chance.happens(0.94) ? '院内' : '院外',
    room_kind: chance.weighted({ 学生公寓: 6, 教室: 2, 办公室: 2, 其他: 1 }),
    quality_ok: isOpen || chance.happens(0.006) ? undefined : !chance.happens(person.slip * 0.12),
    technician: person.id,
    customer_phone: `1380000${String(chance.between(0, 9999)).padStart(4, '0')}`,
    site: chance.pick(['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 't1', 't2', 'o1']),
  }
}

/** Some repairs had to be done again; few were bad workmanship, and not all of these are confirmed. */
export function rework({ facts, volume }: Semester, chance: Chance, all: readonly Row[]): readonly Row[] {
  const done = all.filter(row => row.completed_at !== undefined && String(row.reported_at) < facts.days.lastRework)
  const by = (person: string, at: number): Row | undefined => done.filter(row => row.technician === person)[at]
  const rows: Row[] = facts.badWork.flatMap(({ technician, nth, confirmed }, at) => {
    const row = by(technician, nth)
    return row
      ? [
          {
            rework_no: `F${at + 1}`,
            repair: row.order_no,
            found_at: later(String(row.completed_at), 900),
            cause: 'workmanship',
            responsible: row.technician,
            confirmed_at: confirmed,
          },
        ]
      : []
  })
  for (let count = 0; count < volume.rework; count++) {
    const row = chance.pick(done)
    if (rows.some(one => one.repair === row.order_no)) continue
    rows.push({
      rework_no: `F${rows.length + 1}`,
      repair: row.order_no,
      found_at: later(String(row.completed_at), chance.between(600, 9000)),
      cause: chance.weighted({ material: 5, use: 4, other: 1 }),
      responsible: row.technician,
    })
  }
  return rows
}

const OFFICES = ['college-office', 'logistics', 'catering', 'dormitory']

/** Outages and who was told of them. In a storm the phones had to wait: an exemption. */
export function outages(
  semester: Semester,
  chance: Chance,
): { readonly outages: readonly Row[]; readonly notifications: readonly Row[] } {
  const officers = holders(semester, 'duty-officer')
  const rows: Row[] = []
  const notifications: Row[] = []
  const tell = (outage: string, sentAt: string, channel: string, recipient: string, sentBy: string): void => {
    notifications.push({
      notification_no: `N${notifications.length + 1}`,
      outage,
      sent_at: sentAt,
      channel,
      recipient,
      sent_by: sentBy,
    })
  }
  for (let at = 1; at <= semester.volume.outages; at++) {
    const officer = officers[at % officers.length] ?? chance.pick(officers)
    const day = chance.pick(semester.days)
    const detected = stamp(day, chance.between(0, 1439))
    const isAnnounced = chance.happens(0.55)
    const isStorm = semester.facts.storms.includes(at)
    const outage = `W${String(at).padStart(3, '0')}`
    const start = isAnnounced ? later(detected, -chance.between(30, 600)) : detected
    const isSlow = isStorm || chance.happens(officer.slip)
    const limit = isAnnounced ? 10 : 40
    rows.push({
      outage_no: outage,
      utility: chance.pick(['water', 'power']),
      started_at: detected,
      detected_at: detected,
      notice_at: isAnnounced && !isStorm ? start : undefined,
      dispatched_at: isAnnounced ? undefined : later(detected, chance.between(2, 9)),
      cause_found_at: isAnnounced
        ? undefined
        : later(detected, isSlow ? chance.between(31, 80) : chance.between(10, 30)),
      duty_officer: officer.id,
      storm: isStorm,
    })
    for (const office of OFFICES)
      tell(
        outage,
        later(start, isSlow ? chance.between(limit - 6, limit * 3) : chance.between(1, limit)),
        'phone',
        office,
        officer.id,
      )
    if (isAnnounced)
      tell(
        outage,
        later(start, isSlow ? chance.between(25, 60) : chance.between(8, 30)),
        'posting',
        'family-quarter',
        officer.id,
      )
  }
  return { outages: rows, notifications }
}

export function utilityChecks(semester: Semester, chance: Chance): readonly Row[] {
  const officers = holders(semester, 'duty-officer')
  return semester.days.flatMap((day, at) =>
    officers.map((officer, nth) => ({
      check_no: `X${at * officers.length + nth + 1}`,
      checked_at: stamp(day, chance.between(20 * 60, 23 * 60)),
      item: chance.pick(['light-left-on', 'water-left-running']),
      found: chance.happens(officer.slip * 0.8),
      responsible: officer.id,
      site: chance.pick(['d1', 'd2', 'd3', 't1', 't2', 'o1']),
    })),
  )
}
