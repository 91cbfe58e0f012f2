/** Dormitories, classrooms, canteens and shops. */

import type { Chance } from './chance.ts'
import type { Row } from './files.ts'
import { isThere } from './people.ts'
import { holders, type Semester } from './semester.ts'
import { stamp, weekday } from './time.ts'

const DORMITORIES = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6']

/** One hygiene contest a week and building, and what the canteens let see; now and then one is left out. */
export function inspections(semester: Semester, chance: Chance): readonly Row[] {
  const { facts } = semester
  const rows: Row[] = []
  const add = (row: Row): void => void rows.push({ inspection_no: `J${rows.length + 1}`, ...row })
  const mondays = semester.termDays.filter(day => weekday(day) === 1)
  mondays.forEach((monday, week) => {
    for (const site of DORMITORIES) {
      const isLeftOut = facts.contestsLeftOut[site]?.includes(week) ?? false
      if (!isLeftOut)
        add({
          inspected_at: stamp(monday, 14 * 60 + 1440 * chance.between(0, 3)),
          type: 'dorm-hygiene',
          passed: true,
          inspector: '0501',
          site,
        })
    }
  })
  for (const month of semester.months) {
    for (const site of ['c1', 'c2']) {
      for (const stage of ['purchase', 'acceptance', 'storage', 'processing', 'sale']) {
        if (facts.stagesLeftOut.includes(`${site} ${month} ${stage}`)) continue
        const cook = chance.pick(holders(semester, 'chef').filter(person => person.sites.includes(site)))
        for (let times = 0; times < 2; times++) {
          add({
            inspected_at: stamp(`${month}-${times === 0 ? '10' : '24'}`, 600),
            type: 'canteen',
            stage,
            passed: !chance.happens(cook.slip),
            responsible: cook.id,
            inspector: '0502',
            site,
          })
        }
      }
    }
  }
  for (const subject of ['repairs', 'dormitory', 'catering', 'classrooms', 'reception'])
    add({
      inspected_at: stamp(facts.days.standardsReview, 600),
      type: 'standard',
      subject,
      passed: true,
      inspector: '0502',
    })
  return rows
}

export function classroomSlots(semester: Semester, chance: Chance): readonly Row[] {
  const administrators = holders(semester, 'classroom-administrator')
  const days = semester.termDays.filter(day => weekday(day) >= 1 && weekday(day) <= 5)
  return days.flatMap(day =>
    administrators.flatMap(person =>
      semester.volume.classroomSlots.flatMap((minutes, slot) =>
        slot >= 3 && chance.happens(0.3)
          ? []
          : [
              {
                slot_no: `K${day.replaceAll('-', '')}${person.id}${slot}`,
                room: `${person.sites[0]}-${100 + slot}`,
                open_by: stamp(day, minutes),
                opened_at: stamp(
                  day,
                  minutes + (chance.happens(person.slip) ? chance.between(1, 25) : -chance.between(0, 20)),
                ),
                usable: !chance.happens(person.slip * 0.7),
                administrator: person.id,
                site: person.sites[0],
              },
            ],
      ),
    ),
  )
}

export function meals(semester: Semester, chance: Chance): readonly Row[] {
  const cooks = holders(semester, 'chef')
  return semester.mealDays.flatMap(day =>
    ['c1', 'c2'].flatMap(site =>
      (['breakfast', 'lunch', 'dinner'] as const).map((meal, at) => {
        const cook = chance.pick(cooks.filter(person => person.sites.includes(site)))
        const least = meal === 'breakfast' ? 30 : 40
        return {
          meal_no: `M${day.replaceAll('-', '')}${site}${at}`,
          served_at: stamp(day, [390, 675, 1020][at] ?? 675),
          meal,
          varieties: chance.happens(cook.slip) ? least - chance.between(1, 6) : least + chance.between(0, 9),
          cook: cook.id,
          site,
        }
      }),
    ),
  )
}

export function mealChecks(semester: Semester, chance: Chance): readonly Row[] {
  return holders(semester, 'chef').flatMap(cook =>
    Array.from({ length: semester.volume.mealChecks }, (_, at) => ({
      check_no: `H${cook.id}${String(at).padStart(3, '0')}`,
      checked_at: stamp(chance.pick(semester.mealDays), chance.pick([420, 700, 1050])),
      dish: chance.pick(['红烧肉', '清炒时蔬', '番茄炒蛋', '鱼香肉丝', '麻婆豆腐']),
      weight_g: chance.happens(cook.slip) ? chance.between(160, 188) : chance.between(192, 215),
      standard_g: 200,
      price_marked: !chance.happens(cook.slip * 0.6),
      cook: cook.id,
    })),
  )
}

/** Vegetables daily and canteen; some days are forgotten. A batch that had failed and was sold is the veto. */
export function foodTests(semester: Semester, chance: Chance): readonly Row[] {
  const { forgotten, sold } = semester.facts.vegetables
  const rows: Row[] = []
  semester.mealDays.forEach((day, at) => {
    for (const site of ['c1', 'c2']) {
      const cooks = holders(semester, 'chef').filter(person => person.sites.includes(site))
      const isForgotten = site === 'c2' && forgotten.includes(at)
      const isSold = site === 'c2' && at === sold?.at
      const cook = isSold && sold ? sold.cook : chance.pick(cooks).id
      const hasFailed = isSold || chance.happens(0.04)
      if (!isForgotten)
        rows.push({
          test_no: `T${rows.length + 1}`,
          tested_at: stamp(day, 380),
          kind: 'leaf-vegetable',
          passed: !hasFailed,
          served: isSold || !hasFailed,
          cook,
          inspector: site === 'c1' ? '0411' : '0412',
          site,
        })
      if (!chance.happens(0.02))
        rows.push({
          test_no: `T${rows.length + 1}`,
          tested_at: stamp(day, 800),
          kind: 'tableware',
          passed: !chance.happens(0.03),
          cook: chance.pick(cooks).id,
          inspector: site === 'c1' ? '0411' : '0412',
          site,
        })
    }
  })
  return rows
}

export function shopChecks(semester: Semester, chance: Chance): readonly Row[] {
  return holders(semester, 'shop-manager').flatMap(person =>
    Array.from({ length: 26 }, (_, at) => ({
      check_no: `S${person.id}${at}`,
      checked_at: stamp(chance.pick(semester.workingDays), chance.between(600, 1100)),
      price_marked: !chance.happens(person.slip),
      unlabelled: chance.happens(person.slip / 2) ? 1 : 0,
      expired: chance.happens(person.slip / 2) ? chance.between(1, 3) : 0,
      spoiled: 0,
      manager: person.id,
      run_by: 'living-centre',
    })),
  )
}

/** Dishes that went up, one a month: by state policy that is exempt. */
export function priceChanges({ months, facts }: Semester): readonly Row[] {
  return facts.priceChanges.map((reason, at) => ({
    change_no: `P${at + 1}`,
    changed_on: `${months[at]}-15`,
    dish: `套餐${at + 1}`,
    price_before: 8 + at,
    price_after: 8.5 + at,
    reason,
    decided_by: '0005',
  }))
}

export function activities(semester: Semester, chance: Chance): readonly Row[] {
  const { facts, months } = semester
  const rows: Row[] = []
  const add = (held_on: string, kind: string, participants: readonly string[]): void => {
    const attending = kind === 'dorm-visit' ? { managers: participants } : {}
    rows.push({ activity_no: `A${rows.length + 1}`, held_on, kind, participants, ...attending, opinions: true })
  }
  for (const month of months) {
    if (month !== facts.holidayMonth) add(`${month}-18`, 'dorm-visit', ['0002', '0003', '0006'])
    const visitors = holders(
      semester,
      'dormitory-manager',
      'utility-manager',
      'catering-manager',
      'property-manager',
      'quality-manager',
      'hr-officer',
      'office-clerk',
    )
    for (const date of ['05', '15', '26']) {
      const day = `${month}-${date}`
      const there = visitors.filter(person => isThere(person, day) && !chance.happens(person.slip * 1.6))
      add(
        day,
        'site-visit',
        there.map(person => person.id),
      )
    }
  }
  const saturdays = semester.termDays.filter(day => weekday(day) === 6)
  saturdays.forEach((day, at) => {
    if (at !== facts.receptionLeftOut) add(day, 'reception-day', ['0521', '0002'])
  })
  for (const month of months) {
    for (const site of ['r1', 'o1'])
      if (!(site === 'o1' && month === facts.holidayMonth))
        rows.push({
          activity_no: `AY${Number(month.slice(5))}${site}`,
          held_on: `${month}-20`,
          kind: 'committee-talk',
          participants: ['0008'],
          opinions: true,
          site,
        })
  }
  for (const { held_on, kind } of facts.contests) add(held_on, kind, ['0003'])
  return rows
}
