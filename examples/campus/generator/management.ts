/** Appraisal steps and ratings, training, attendance, tasks, documents: what the offices keep. */

import type { Chance } from './chance.ts'
import type { Row } from './files.ts'
import { isThere } from './people.ts'
import { holders, type Semester } from './semester.ts'
import { later, stamp } from './time.ts'

/** Five ratings each. The raters are told apart by a number that says nothing of who they are. */
export function panelRatings({ people, facts }: Semester, chance: Chance): readonly Row[] {
  const staff = people.filter(person => isThere(person, facts.days.panel))
  return staff.flatMap(person =>
    [1, 2, 3, 4, 5].map(rater => ({
      rating_no: `G${person.id}${rater}`,
      rated_on: facts.days.panel,
      ratee: person.id,
      rater: `评委${rater}`,
      score: Math.min(100, Math.max(40, person.panel + chance.between(-4, 4))),
    })),
  )
}

/** All five methods for everybody in the dormitories; whose residents nobody asked is in the facts. */
export function appraisalSteps(semester: Semester): readonly Row[] {
  const steps = [
    ['listen'],
    ['look'],
    ['check', 'onsite'],
    ['check', 'daily'],
    ['test'],
    ['ask', 'employee'],
    ['ask', 'resident'],
  ] as const
  return holders(semester, 'dorm-warden', 'dorm-cleaner').flatMap(person =>
    steps.flatMap(([method, part], at) =>
      person.id === semester.facts.residentsNotAsked && part === 'resident'
        ? []
        : [
            {
              step_no: `U${person.id}${at}`,
              done_on: semester.facts.days.steps,
              staff: person.id,
              method,
              part: part ?? '',
            },
          ],
    ),
  )
}

export function appraisalItems(semester: Semester): readonly Row[] {
  return holders(semester, 'dorm-warden', 'dorm-cleaner').flatMap(person =>
    [1, 2, 3].map(at => ({
      item_no: `V${person.id}${at}`,
      entered_on: semester.facts.days.items,
      staff: person.id,
      duty_ref: `ZZ-${at}`,
      rule_ref: person.id === '0104' && at === 3 ? '' : `XZ-${at}`,
      entered_by: '0003',
    })),
  )
}

export function attendance(semester: Semester, chance: Chance): readonly Row[] {
  return holders(semester, 'dorm-warden', 'dorm-cleaner').flatMap(person =>
    semester.workingDays
      .filter(day => isThere(person, day) && !chance.happens(0.004))
      .map(day => ({
        attendance_no: `D${person.id}${day.replaceAll('-', '')}`,
        date: day,
        staff: person.id,
        status: chance.weighted({ present: 95, leave: 5 }),
      })),
  )
}

export function training({ people, facts }: Semester, chance: Chance): readonly Row[] {
  const { ethics, skill } = facts.days
  const rows: Row[] = []
  const add = (staff: string, category: string, held_on: string): void =>
    void rows.push({ training_no: `Y${rows.length + 1}`, held_on, staff, category })
  for (const person of people) {
    if (!chance.happens(person.slip * 0.4)) add(person.id, 'ethics', isThere(person, ethics[0]) ? ethics[0] : ethics[1])
    if (!chance.happens(person.slip * 0.4)) add(person.id, 'skill', isThere(person, skill[0]) ? skill[0] : skill[1])
  }
  for (const { staff, category, held_on } of facts.training) add(staff, category, held_on)
  return rows
}

export function acknowledgements({ people, facts }: Semester, chance: Chance): readonly Row[] {
  const [first, second] = facts.days.acknowledged
  const rows: Row[] = []
  for (const person of people) {
    for (const topic of ['post-standard', 'goals', 'customers', 'service']) {
      if (!chance.happens(person.slip * 0.3))
        rows.push({
          acknowledgement_no: `Z${rows.length + 1}`,
          signed_on: isThere(person, first) ? first : second,
          staff: person.id,
          topic,
        })
    }
  }
  return rows
}

export function tasks(semester: Semester, chance: Chance): readonly Row[] {
  const managers = holders(
    semester,
    'dormitory-manager',
    'utility-manager',
    'catering-manager',
    'property-manager',
    'quality-manager',
  )
  const days = semester.workingDays.filter(day => day < semester.facts.days.lastTasks)
  return managers.flatMap(person =>
    Array.from({ length: 14 }, (_, at) => {
      const issued = stamp(chance.pick(days.filter(day => isThere(person, day))), 540)
      const due = later(issued, 1440 * 14)
      return {
        task_no: `RW${person.id}${at}`,
        issued_at: issued,
        source: chance.pick(['company', 'company', 'college', 'shared']),
        due_at: due,
        done_at: later(due, chance.happens(person.slip) ? chance.between(100, 4000) : -chance.between(10, 9000)),
        assignee: person.id,
      }
    }),
  )
}

export function reports({ months, facts }: Semester): readonly Row[] {
  const { plans, summaries } = facts.days
  const rows: Row[] = []
  const add = (kind: string, due_at: string, submitted_at: string, submitted_by: string, site = ''): void =>
    void rows.push({ report_no: `BG${rows.length + 1}`, kind, due_at, submitted_at, submitted_by, site })
  for (const [person, offset] of Object.entries(facts.reportsLateBy)) {
    add('work-plan', plans, later(plans, offset), person)
    add('summary', summaries, later(summaries, offset), person)
  }
  for (const month of months)
    for (const site of ['c1', 'c2'])
      if (!facts.costingLeftOut.includes(`${site} ${month}`))
        add('meal-costing', `${month}-25 17:00`, `${month}-24 10:00`, '0005', site)
  return rows
}
