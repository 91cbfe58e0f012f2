/** The residential estate and the offices: welcome duty, guards, the counter of the service centre, and how people were treated. */

import type { Chance } from './chance.ts'
import type { Row } from './files.ts'
import type { Person } from './people.ts'
import { holders, type Semester } from './semester.ts'
import { later, stamp } from './time.ts'

/** When and where somebody welcomes; who, in turn, is in the facts. */
const WELCOME = {
  o1: { from: 8 * 60, minutes: 30, place: 'main-door' },
  r1: { from: 17 * 60 + 30, minutes: 35, place: 'estate-gate' },
} as const
const WELCOMED = ['o1', 'r1'] as const

export function welcomeTurns({ facts }: Semester): readonly Row[] {
  return WELCOMED.flatMap(site => {
    const { line, since } = facts.welcome[site]
    return line.map((staff, at) => ({
      turn_no: `WT-${site}-${at + 1}`,
      from: since,
      staff,
      next_staff: line[(at + 1) % line.length],
      site,
    }))
  })
}

/** One welcome a working day and place. Somebody swaps now and then, and on some days the estate is left without. */
export function shifts({ workingDays, facts }: Semester, chance: Chance): readonly Row[] {
  return WELCOMED.flatMap(site => {
    const { from, minutes, place } = WELCOME[site]
    const { line } = facts.welcome[site]
    return workingDays.flatMap((day, at) => {
      if (site === 'r1' && facts.notWelcomed.includes(day)) return []
      const turn = facts.welcomeSwapped === day ? at + 1 : at
      const begins = from + (chance.happens(0.03) ? chance.between(5, 12) : -chance.between(0, 4))
      const ends = stamp(day, from + minutes)
      return [
        {
          shift_no: `W${site}${day.replaceAll('-', '')}`,
          from: stamp(day, begins),
          to: ends,
          left_at: later(ends, chance.happens(0.04) ? chance.between(11, 20) : chance.between(0, 6)),
          station: 'welcome',
          staff: line[turn % line.length],
          place: chance.happens(0.02) ? 'elsewhere' : place,
          site,
        },
      ]
    })
  })
}

/** The gate of the estate by day in two shifts, the lobby of the offices in the rush hours. */
export function standingSpells(semester: Semester, chance: Chance): readonly Row[] {
  const rows: Row[] = []
  const add = (from: string, to: string, more: Row): void =>
    void rows.push({ spell_no: `Z${rows.length + 1}`, from, to, ...more })
  const [first, second] = holders(semester, 'guard').filter(person => person.sites.includes('r1'))
  const [lobby] = holders(semester, 'guard').filter(person => person.sites.includes('o1'))
  for (const day of semester.days) {
    const lost = chance.happens(0.02) ? chance.between(10, 40) : 0
    add(stamp(day, 6 * 60), stamp(day, 14 * 60), { station: 'gate', shift_kind: 'early', staff: first?.id, site: 'r1' })
    add(stamp(day, 14 * 60 + lost), stamp(day, 22 * 60), {
      station: 'gate',
      shift_kind: 'middle',
      staff: second?.id,
      site: 'r1',
    })
  }
  for (const day of semester.workingDays) {
    const late = chance.happens(0.03) ? 6 : 0
    const own = { station: 'lobby', staff: lobby?.id, site: 'o1' }
    add(stamp(day, 8 * 60 + late), stamp(day, 8 * 60 + 40), { ...own, shift_kind: 'early' })
    add(stamp(day, 17 * 60 + 20), stamp(day, 18 * 60), { ...own, shift_kind: 'middle' })
  }
  return rows
}

const HANDLING = ['both-hands-in', 'sit', 'register', 'stand', 'both-hands-out', 'thank'] as const

/** Times to the second: a document is back within 25. */
export function visitorRegistrations(semester: Semester, chance: Chance): readonly Row[] {
  return holders(semester, 'guard').flatMap(person =>
    Array.from({ length: semester.volume.visitors }, (_, at) => {
      const isOff = chance.happens(person.slip)
      const received = `${stamp(chance.pick(semester.workingDays), chance.between(8 * 60, 17 * 60))}:${two(chance.between(0, 20))}`
      const seconds = isOff && chance.happens(0.4) ? chance.between(26, 32) : chance.between(14, 25)
      return {
        registration_no: `F${person.id}${two(at)}`,
        doc_received_at: received,
        doc_returned_at: secondsLater(received, seconds),
        staff: person.id,
        handling: isOff && chance.happens(0.4) ? HANDLING.filter(step => step !== 'stand') : [...HANDLING],
        entry_clear: true,
        entry_accurate: !(isOff && chance.happens(0.3)),
        see_off_distance_m: isOff && chance.happens(0.4) ? 3 : chance.between(5, 8),
        see_off_standing: true,
        site: person.sites[0],
      }
    }),
  )
}

export function vehiclePasses(semester: Semester, chance: Chance): readonly Row[] {
  const guards = holders(semester, 'guard').filter(person => person.sites.includes('r1'))
  const exit = ['check', 'collect-card', 'swipe', 'charge', 'tear-ticket', 'release']
  return Array.from({ length: semester.volume.vehicles }, (_, at) => {
    const [entry, leaving] = [chance.pick(guards), chance.pick(guards)]
    const entered = stamp(chance.pick(semester.days), chance.between(7 * 60, 20 * 60))
    return {
      pass_no: `V${at + 1}`,
      entered_at: entered,
      left_at: later(entered, chance.between(20, 240)),
      entry_staff: entry.id,
      exit_staff: leaving.id,
      entry_steps: chance.happens(entry.slip) ? ['issue-card'] : ['issue-card', 'tell-tariff'],
      exit_steps: chance.happens(leaving.slip) ? exit.filter(step => step !== 'tear-ticket') : exit,
      site: 'r1',
    }
  })
}

export function handovers(semester: Semester, chance: Chance): readonly Row[] {
  const guards = holders(semester, 'guard')
  return Array.from({ length: 120 }, (_, at) => {
    const [by, taken] = [guards[at % guards.length], guards[(at + 1) % guards.length]]
    const isOff = chance.happens((by?.slip ?? 0) / 2)
    return {
      handover_no: `H${at + 1}`,
      handed_at: stamp(semester.days[at] ?? semester.from, 14 * 60),
      handed_by: by?.id,
      taken_by: taken?.id,
      normal: !isOff,
      reason: isOff && chance.happens(0.4) ? '接班人路上堵车' : '',
    }
  })
}

export function absences(semester: Semester, chance: Chance): readonly Row[] {
  return holders(semester, 'receptionist', 'guard').flatMap(person =>
    Array.from({ length: 4 }, (_, at) => {
      const from = stamp(chance.pick(semester.workingDays), chance.between(9 * 60, 16 * 60))
      return {
        absence_no: `X${person.id}${at}`,
        from,
        to: later(from, chance.between(20, 90)),
        staff: person.id,
        authorised: !chance.happens(person.slip / 2),
      }
    }),
  )
}

const SEATS = ['left-2', 'right-2', 'left-1', 'right-1'] as const
const SEEING_OFF = ['rise', 'bow', 'goodbye', 'customer-out', 'sit'] as const

/** The first seat in the order that is not busy takes the visitor. */
export function counterReceptions(semester: Semester, chance: Chance): readonly Row[] {
  const clerks = holders(semester, 'receptionist')
  return Array.from({ length: semester.volume.receptions }, (_, at) => {
    const clerk = clerks[at % clerks.length] ?? chance.pick(clerks)
    const busy = SEATS.filter(() => chance.happens(0.3)).slice(0, 3)
    const free = SEATS.filter(seat => !busy.includes(seat))
    const isOff = chance.happens(clerk.slip)
    const other = clerks[(at + 1) % clerks.length] ?? clerk
    return {
      reception_no: `C${at + 1}`,
      received_at: stamp(chance.pick(semester.workingDays), chance.between(8 * 60 + 30, 17 * 60)),
      clerk: clerk.id,
      seat: isOff && chance.happens(0.4) ? free.at(-1) : free[0],
      busy_seats: busy.length === 0 ? ['none'] : busy,
      receivers: isOff && chance.happens(0.3) ? [clerk.id, other.id] : [clerk.id],
      seeing_off: isOff && chance.happens(0.5) ? SEEING_OFF.filter(step => step !== 'bow') : [...SEEING_OFF],
    }
  })
}

export function dispatches(semester: Semester, chance: Chance): readonly Row[] {
  const clerks = holders(semester, 'receptionist')
  const addressees = holders(semester, 'repair-technician', 'guard').filter(person => person.to === undefined)
  return Array.from({ length: 40 }, (_, at) => {
    const addressee = chance.pick(addressees)
    return {
      dispatch_no: `DP${at + 1}`,
      ordered_at: stamp(chance.pick(semester.workingDays), chance.between(9 * 60, 17 * 60)),
      ordered_by: chance.pick(clerks).id,
      resource: chance.pick(['people', 'material']),
      addressee: addressee.id,
      accepted: !chance.happens(addressee.slip / 3),
    }
  })
}

export function visitorGroups(semester: Semester, chance: Chance): readonly Row[] {
  const guides = holders(semester, 'receptionist', 'office-clerk')
  return Array.from({ length: 24 }, (_, at) => {
    const guide = chance.pick(guides)
    return {
      group_no: `VG${at + 1}`,
      arrived_at: stamp(chance.pick(semester.workingDays), chance.between(9 * 60, 15 * 60)),
      purpose: chance.weighted({ tour: 3, study: 3, assessment: 1, other: 1 }),
      guide: guide.id,
      welcomed: true,
      guided: !chance.happens(guide.slip),
      seen_off: !chance.happens(guide.slip / 2),
      site: 'o1',
    }
  })
}

/** Wet mornings and afternoons, from seven to seven. */
export function wetWeather({ facts }: Semester): readonly Row[] {
  return facts.wetWeather.map(({ day, kind }, at) => ({
    weather_no: `RW${at + 1}`,
    from: `${day} 07:00`,
    to: `${day} 19:00`,
    kind,
  }))
}

export const MANUAL: readonly Row[] = [
  ['counter', 'hello'],
  ['counter', 'goodbye'],
  ['outdoors', 'hello'],
].map(([situation, phrase], at) => ({ phrase_no: `MP${at + 1}`, from: '2023-09-01 00:00', situation, phrase }))

/** Nine raters each: two of them drop out as highest and lowest. */
function ratings(
  people: readonly Person[],
  raters: number,
  row: (person: Person, rater: number) => Row,
): readonly Row[] {
  return people.flatMap(person => Array.from({ length: raters }, (_, at) => row(person, at + 1)))
}

export function attentivenessRatings(semester: Semester, chance: Chance): readonly Row[] {
  return ratings(holders(semester, 'receptionist', 'guard', 'dorm-warden'), 6, (person, rater) => ({
    rating_no: `AR${person.id}${rater}`,
    rated_on: semester.facts.days.attentiveness,
    ratee: person.id,
    rater: `住户${rater}`,
    score: Math.max(4, Math.min(10, Math.round((person.panel / 10 + chance.between(-1, 1)) * 10) / 10)),
  }))
}

export function respectRatings({ people, facts }: Semester, chance: Chance): readonly Row[] {
  return ratings(
    people.filter(person => person.sites.length > 0),
    6,
    (person, rater) => ({
      rating_no: `RR${person.id}${rater}`,
      rated_on: facts.days.respect,
      ratee: person.id,
      rater: `${rater <= 3 ? '业主' : '同事'}${rater}`,
      relation: rater <= 3 ? 'customer' : 'colleague',
      score: Math.max(50, Math.min(100, person.panel + chance.between(-5, 5))),
    }),
  )
}

export function attitudeReviews(semester: Semester, chance: Chance): readonly Row[] {
  return holders(semester, 'receptionist', 'dorm-warden').map(person => ({
    review_no: `TR${person.id}`,
    reviewed_on: semester.facts.days.attitude,
    staff: person.id,
    expression: '自然微笑',
    movement: '起身迎送',
    wording: chance.happens(person.slip) ? '' : '称呼得当',
  }))
}

export function stepChecks(semester: Semester, chance: Chance): readonly Row[] {
  return holders(semester, 'receptionist', 'dorm-warden').flatMap(person =>
    Array.from({ length: 6 }, (_, at) => ({
      check_no: `SC${person.id}${at}`,
      checked_at: stamp(chance.pick(semester.workingDays), chance.between(9 * 60, 16 * 60)),
      service_case: `FW${person.id}${at}`,
      step: chance.pick(['接待', '登记', '办理', '告知']),
      staff: person.id,
      ok: !chance.happens(person.slip / 2),
    })),
  )
}

function secondsLater(time: string, seconds: number): string {
  return new Date(Date.parse(`${time.replace(' ', 'T')}Z`) + seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
