/** Reception, requests, observations, found things: service as somebody saw it. */

import type { Chance } from './chance.ts'
import type { Row } from './files.ts'
import { isThere } from './people.ts'
import { holders, type Semester } from './semester.ts'
import { later, stamp } from './time.ts'

export function encounters(semester: Semester, chance: Chance): readonly Row[] {
  const staff = holders(semester, 'receptionist', 'guard')
  return Array.from({ length: semester.volume.encounters }, (_, at) => {
    const person = staff[at % staff.length] ?? chance.pick(staff)
    const day = chance.pick(semester.workingDays)
    const minutes = chance.between(8 * 60, 17 * 60)
    const isOff = chance.happens(person.slip)
    const greeting = minutes < 720 ? 'good-morning' : minutes >= 660 && minutes <= 840 ? 'good-noon' : 'can-i-help'
    const slips = isOff ? chance.weighted({ smile: 4, speak: 3, phrase: 3, steps: 2, said: 1 }) : 'none'
    return {
      encounter_no: `E${at + 1}`,
      seen_at: stamp(day, minutes),
      staff: person.id,
      profile: 'hotel',
      // Not every observer judged the distance: unknown stays unknown.
      ...(chance.happens(0.03)
        ? {}
        : { smile_distance_m: slips === 'smile' ? chance.between(8, 18) : chance.between(20, 26) }),
      ...(chance.happens(0.1) ? { teeth_shown: chance.between(6, 10) } : {}),
      speak_distance_m: slips === 'speak' ? chance.between(3, 8) : chance.between(10, 14),
      phrase: slips === 'phrase' ? 'none' : chance.happens(0.4) ? 'need-help' : greeting,
      steps: slips === 'steps' ? ['focus', 'ask'] : ['focus', 'eye-contact', 'ask', 'serve'],
      said_impossible: slips === 'said',
      site: 'o1',
    }
  })
}

/** Observed by the quality department at counters and gates, by each post's own manner. */
export function observedEncounters(semester: Semester, chance: Chance): readonly Row[] {
  const { festivals, wetWeather } = semester.facts
  const staff = holders(semester, 'receptionist', 'guard', 'service-supervisor')
  return staff.flatMap(person =>
    Array.from({ length: semester.volume.observed }, (_, at) => {
      const seen = stamp(chance.pick(semester.workingDays), chance.between(8 * 60, 17 * 60))
      const isGuard = person.post === 'guard'
      const isOff = chance.happens(person.slip)
      const slips = isOff ? chance.weighted({ stand: 3, smile: 2, words: 3, help: 2, steps: 2 }) : 'none'
      const isHoliday = festivals.some(one => one.major && String(one.from) <= seen && seen <= String(one.to))
      const isWet = wetWeather.some(({ day }) => `${day} 07:00` <= seen && seen <= `${day} 19:00`)
      const need = chance.weighted({ none: 6, carrying: 1, way: 2 })
      const steps = ['salute', 'smile', 'greet', 'ask', 'direct']
      return {
        encounter_no: `EO${person.id}${at}`,
        seen_at: seen,
        staff: person.id,
        profile: isGuard ? 'guard' : 'service-centre',
        stand_distance_m: slips === 'stand' ? 2 : chance.between(3, 6),
        smile: slips !== 'smile',
        asked: true,
        ...(isGuard
          ? { steps: slips === 'steps' ? steps.slice(1) : steps, situation: 'outdoors' }
          : {
              busy: chance.happens(0.1),
              receiving: chance.happens(0.8),
              focused_or_smiled: !isOff,
              situation: 'counter',
            }),
        need,
        helped: need === 'none' ? undefined : slips !== 'help',
        language_ok: slips !== 'words',
        phrases: [
          ...(slips === 'words' ? ['please'] : ['hello', 'please', 'goodbye']),
          ...(isHoliday ? ['happy-holiday'] : []),
          ...(isWet && !isOff ? ['mind-safety'] : []),
        ],
        site: person.sites[0],
      }
    }),
  )
}

const HEARTS = ['warm', 'meticulous', 'patient', 'careful', 'sincere', 'affinity', 'friendly']
const FOUR_POINTS = [
  'tidy',
  'uniform',
  'badge',
  'speech-polite',
  'speech-clear',
  'tone',
  'civil',
  'courteous',
  'posture',
  'greeting',
  'thanking',
  'handshake',
]
const DILIGENCES = [
  'greets-first',
  'questions-answered',
  'listens',
  'eyes-diligent',
  'hands-diligent',
  'walks-softly',
  'talks-softly',
]

export function observations(semester: Semester, chance: Chance): readonly Row[] {
  const [manners, attitudes, awarenesses] = semester.volume.observations
  const rows: Row[] = []
  const see = (staff: string, items: readonly string[], slip: number): void => {
    const item = chance.pick(items)
    rows.push({
      observation_no: `B${rows.length + 1}`,
      seen_at: stamp(chance.pick(semester.workingDays), chance.between(480, 1020)),
      staff,
      unit: '',
      item,
      ok: !chance.happens(slip),
      standard_ref: item === 'attitude' ? '' : 'QB-03',
    })
  }
  for (const person of holders(semester, 'receptionist', 'guard')) {
    for (let at = 0; at < manners; at++) see(person.id, ['stand', 'lift-door', 'walk'], person.slip)
    for (let at = 0; at < attitudes; at++) see(person.id, ['attitude', 'understanding'], person.slip)
  }
  for (const person of holders(semester, 'dorm-warden', 'dorm-cleaner'))
    for (let at = 0; at < attitudes; at++) see(person.id, ['attitude', 'understanding'], person.slip)
  const awareness = [...HEARTS, ...FOUR_POINTS, ...DILIGENCES]
  for (const person of holders(semester, 'receptionist', 'guard', 'dorm-warden', 'cleaner'))
    for (let at = 0; at < awarenesses; at++) see(person.id, awareness, person.slip / 2)
  for (const item of ['civil-service', 'civil-dining'])
    rows.push({
      observation_no: `B${rows.length + 1}`,
      seen_at: stamp(semester.facts.days.civilDining, 720),
      staff: '',
      unit: 'catering-centre',
      item,
      ok: true,
      standard_ref: 'QB-07',
    })
  return rows
}

export function requests(semester: Semester, chance: Chance): readonly Row[] {
  const { volume, termDays } = semester
  const rows: Row[] = []
  const front = holders(semester, 'dorm-warden', 'dorm-cleaner', 'receptionist', 'guard')
  const office = holders(semester, 'hr-officer', 'office-clerk', 'quality-inspector')
  for (const person of front) {
    for (let at = 0; at < volume.requests; at++) {
      const day = chance.pick(termDays.filter(one => isThere(person, one)))
      const received = stamp(day, chance.between(480, 1300))
      const isDorm = person.post.startsWith('dorm')
      const isOff = chance.happens(person.slip)
      rows.push({
        request_no: `Q${rows.length + 1}`,
        received_at: received,
        kind: isDorm && at % 2 === 0 ? 'student-trouble' : 'enquiry',
        first_received_by: person.id,
        handled_by: person.id,
        responded_at: later(received, chance.between(5, 300)),
        followed_up: !isOff,
        outcome:
          isOff && chance.happens(0.5)
            ? chance.pick(['pushed-off', 'refused'])
            : chance.weighted({ solved: 9, referred: 1 }),
        closed_at: later(received, chance.between(300, 4000)),
      })
    }
  }
  for (const person of office) {
    for (let at = 0; at < volume.support; at++) {
      const received = stamp(chance.pick(semester.workingDays), chance.between(520, 1000))
      rows.push({
        request_no: `Q${rows.length + 1}`,
        received_at: received,
        kind: 'support',
        handled_by: person.id,
        first_received_by: person.id,
        responded_at: later(
          received,
          chance.happens(person.slip) ? chance.between(6000, 9000) : chance.between(10, 900),
        ),
        followed_up: true,
        outcome: 'solved',
        closed_at: later(received, 9100),
      })
    }
  }
  return rows
}

export function lostItems(semester: Semester, chance: Chance): readonly Row[] {
  const { facts, termDays, volume } = semester
  const items = holders(semester, 'dorm-warden', 'dorm-cleaner').flatMap(person =>
    Array.from({ length: volume.lostItems }, (_, at) => {
      const found = stamp(
        chance.pick(termDays.filter(day => isThere(person, day) && day < facts.days.lastLostItems)),
        chance.between(400, 1300),
      )
      const owner = chance.happens(0.6) ? later(found, chance.between(300, 4000)) : undefined
      return {
        item_no: `L${person.id}${String(facts.firstLostItem + at).padStart(2, '0')}`,
        found_at: found,
        found_by: person.id,
        registered_at: later(found, chance.happens(person.slip) ? chance.between(5900, 9000) : chance.between(5, 2000)),
        owner_known_at: owner,
        returned_at:
          owner === undefined
            ? undefined
            : later(owner, chance.happens(person.slip) ? chance.between(5900, 9000) : chance.between(60, 2500)),
        keeper: person.id,
      }
    }),
  )
  return [...items, ...facts.lostItems]
}
