/** Appraisal steps and ratings, training, attendance, tasks, documents: what the offices keep. */

import type { Chance } from './chance.ts'
import type { Row } from './files.ts'
import { holders, isThere, PEOPLE } from './people.ts'
import { later, stamp, WORKING_DAYS } from './time.ts'

const STAFF_AT_END = PEOPLE.filter(person => isThere(person, '2024-06-25'))

/** Five ratings each. The raters are told apart by a number that says nothing of who they are. */
export function panelRatings(chance: Chance): readonly Row[] {
  return STAFF_AT_END.flatMap(person =>
    [1, 2, 3, 4, 5].map(rater => ({
      rating_no: `G${person.id}${rater}`,
      rated_on: '2024-06-25',
      ratee: person.id,
      rater: `评委${rater}`,
      score: Math.min(100, Math.max(40, person.panel + chance.between(-4, 4))),
    })),
  )
}

/** All five methods for everybody in the dormitories; nobody asked the residents about 0127. */
export function appraisalSteps(): readonly Row[] {
  const steps = [
    ['listen'],
    ['look'],
    ['check', 'onsite'],
    ['check', 'daily'],
    ['test'],
    ['ask', 'employee'],
    ['ask', 'resident'],
  ] as const
  return holders('dorm-warden', 'dorm-cleaner').flatMap(person =>
    steps.flatMap(([method, part], at) =>
      person.id === '0127' && part === 'resident'
        ? []
        : [{ step_no: `U${person.id}${at}`, done_on: '2024-06-20', staff: person.id, method, part: part ?? '' }],
    ),
  )
}

export function appraisalItems(): readonly Row[] {
  return holders('dorm-warden', 'dorm-cleaner').flatMap(person =>
    [1, 2, 3].map(at => ({
      item_no: `V${person.id}${at}`,
      entered_on: '2024-06-26',
      staff: person.id,
      duty_ref: `ZZ-${at}`,
      rule_ref: person.id === '0104' && at === 3 ? '' : `XZ-${at}`,
      entered_by: '0003',
    })),
  )
}

export function attendance(chance: Chance): readonly Row[] {
  return holders('dorm-warden', 'dorm-cleaner').flatMap(person =>
    WORKING_DAYS.filter(day => isThere(person, day) && !chance.happens(0.004)).map(day => ({
      attendance_no: `D${person.id}${day.replaceAll('-', '')}`,
      date: day,
      staff: person.id,
      status: chance.weighted({ present: 95, leave: 5 }),
    })),
  )
}

export function training(chance: Chance): readonly Row[] {
  const rows: Row[] = []
  const add = (staff: string, category: string, held_on: string): void =>
    void rows.push({ training_no: `Y${rows.length + 1}`, held_on, staff, category })
  for (const person of PEOPLE) {
    if (!chance.happens(person.slip * 0.4))
      add(person.id, 'ethics', isThere(person, '2024-03-12') ? '2024-03-12' : '2024-04-12')
    if (!chance.happens(person.slip * 0.4))
      add(person.id, 'skill', isThere(person, '2024-03-13') ? '2024-03-13' : '2024-05-14')
  }
  add('0003', 'politics', '2024-04-10')
  add('0003', 'business', '2024-05-10')
  add('0128', 'induction', '2024-03-04')
  return rows
}

export function acknowledgements(chance: Chance): readonly Row[] {
  const rows: Row[] = []
  for (const person of PEOPLE) {
    for (const topic of ['post-standard', 'goals', 'customers', 'service']) {
      if (!chance.happens(person.slip * 0.3))
        rows.push({
          acknowledgement_no: `Z${rows.length + 1}`,
          signed_on: isThere(person, '2024-03-01') ? '2024-03-01' : '2024-03-08',
          staff: person.id,
          topic,
        })
    }
  }
  return rows
}

/** Two exams before a post; one was failed, and the post taken all the same. */
export const EXAMS: readonly Row[] = [
  { exam_no: 'KS1', taken_on: '2024-03-01', staff: '0128', kind: 'post', score: 93 },
  { exam_no: 'KS2', taken_on: '2024-03-28', staff: '0121', kind: 'post', score: 85 },
  { exam_no: 'KS3', taken_on: '2024-04-20', staff: '0121', kind: 'post', score: 91 },
]
export const ASSIGNMENTS: readonly Row[] = [
  { assignment_no: 'SG1', starts_on: '2024-03-04', staff: '0128', assigned_by: '0003' },
  { assignment_no: 'SG2', starts_on: '2024-04-01', staff: '0121', assigned_by: '0003' },
]
export const HIRES: readonly Row[] = [{ hire_no: 'RZ1', hired_on: '2024-03-04', staff: '0128' }]

export function tasks(chance: Chance): readonly Row[] {
  const managers = holders(
    'dormitory-manager',
    'utility-manager',
    'catering-manager',
    'property-manager',
    'quality-manager',
  )
  return managers.flatMap(person =>
    Array.from({ length: 14 }, (_, at) => {
      const issued = stamp(chance.pick(WORKING_DAYS.filter(day => day < '2024-06-01')), 540)
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

export function reports(): readonly Row[] {
  const rows: Row[] = []
  const add = (kind: string, due_at: string, submitted_at: string, submitted_by: string, site = ''): void =>
    void rows.push({ report_no: `BG${rows.length + 1}`, kind, due_at, submitted_at, submitted_by, site })
  const managers: readonly (readonly [string, number])[] = [
    ['0003', -60],
    ['0004', -30],
    ['0005', -2000],
    ['0006', 3000],
    ['0007', -500],
  ]
  for (const [person, offset] of managers) {
    add('work-plan', '2024-01-10 17:00', later('2024-01-10 17:00', offset), person)
    add('summary', '2024-06-28 17:00', later('2024-06-28 17:00', offset), person)
  }
  for (let month = 1; month <= 6; month++)
    for (const site of ['c1', 'c2'])
      if (!(site === 'c2' && month === 3))
        add('meal-costing', `2024-0${month}-25 17:00`, `2024-0${month}-24 10:00`, '0005', site)
  return rows
}

export const DOCUMENTS: readonly Row[] = [
  {
    document_no: 'WJ1',
    issued_on: '2024-01-08',
    kind: 'quality-certificate',
    valid_from: '2023-06-01 00:00',
    valid_to: '2026-05-31 23:59',
  },
  { document_no: 'WJ2', issued_on: '2024-03-15', kind: 'benchmark' },
  { document_no: 'WJ3', issued_on: '2024-02-20', kind: 'rule', revised: true },
]
export const ROLES: readonly Row[] = [
  { role_no: 'RM1', from: '2023-09-01 00:00', role: 'benchmark-owner', holder: '0501' },
  { role_no: 'RM2', from: '2023-09-01 00:00', role: 'leading-group', holder: '0001' },
]
export const ROUND: readonly Row[] = [
  {
    round_no: '2024-H1',
    created_on: '2024-06-03',
    panel: ['leader', 'head-office', 'centre-office', 'student', 'student'],
    convened_by: '0003',
  },
]
export const PRACTICES: readonly Row[] = [
  { practice_no: 'CX1', found_on: '2024-03-20', staff: '0101', text: '雨天在公寓门口备伞', adopted: true },
  { practice_no: 'CX2', found_on: '2024-04-11', staff: '0101', text: '考试周延长自习室照明', adopted: true },
  { practice_no: 'CX3', found_on: '2024-05-06', staff: '0201', text: '常用配件上门车', adopted: true },
  { practice_no: 'CX4', found_on: '2024-05-09', staff: '0208', text: '报修二维码', adopted: false },
]
