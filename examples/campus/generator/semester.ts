/** What a semester is to the generator: its days, its people, how much is recorded, and what happened in it. */

import type { Row } from './files.ts'
import { EVERYBODY, type Person, type Stretch } from './people.ts'
import { daysBetween, isWorkday } from './time.ts'

export interface Semester extends Omit<Plan, 'people'> {
  readonly days: readonly string[]
  readonly workingDays: readonly string[]
  /** Days with students on campus. */
  readonly termDays: readonly string[]
  readonly mealDays: readonly string[]
  /** `2024-03` */
  readonly months: readonly string[]
  /** Once for each stretch in a post of another name. */
  readonly people: readonly Person[]
}

/** What is written down of one semester alone. */
export interface Plan {
  readonly name: string
  readonly seed: number
  readonly from: string
  readonly to: string
  /** First and last day, both ends included. */
  readonly term: readonly (readonly [string, string])[]
  readonly canteensClosed?: readonly [string, string]
  /** By staff number, for the roster. */
  readonly moves: Readonly<Record<string, readonly Stretch[]>>
  /** By staff number: what is otherwise than at the beginning of the year, once for each stretch. */
  readonly people: Readonly<Record<string, readonly Partial<Person>[]>>
  readonly volume: Volume
  readonly facts: Facts
}

/** How many are recorded: of a thing, or of each person. */
export interface Volume {
  readonly repairsADay: { readonly inTerm: readonly [number, number]; readonly inHolidays: readonly [number, number] }
  readonly rework: number
  readonly outages: number
  /** Minutes of the day at which rooms open. */
  readonly classroomSlots: readonly number[]
  readonly mealChecks: number
  readonly encounters: number
  readonly observed: number
  /** Of manners, of attitude, of awareness. */
  readonly observations: readonly [number, number, number]
  readonly requests: number
  readonly support: number
  readonly lostItems: number
  readonly visitors: number
  readonly vehicles: number
  readonly receptions: number
}

export interface Facts {
  /** Orders and callbacks are numbered from here. */
  readonly firstNumber: number
  readonly firstLostItem: number
  readonly days: Days
  /** By dormitory, the weeks of term, from 0, without a hygiene contest. */
  readonly contestsLeftOut: Readonly<Record<string, readonly number[]>>
  /** `c2 2024-04 storage` */
  readonly stagesLeftOut: readonly string[]
  /** Days on which the second canteen serves, from 0: without a test; and when whose failed batch was sold. */
  readonly vegetables: {
    readonly forgotten: readonly number[]
    readonly sold?: { readonly at: number; readonly cook: string }
  }
  /** Why a dish went up, a month each. */
  readonly priceChanges: readonly string[]
  /** Nobody visits rooms or talks with the offices' committee. */
  readonly holidayMonth?: string
  /** Which Saturday of term, from 0, had no reception. */
  readonly receptionLeftOut: number
  readonly contests: readonly { readonly held_on: string; readonly kind: string }[]
  readonly badWork: readonly { readonly technician: string; readonly nth: number; readonly confirmed?: string }[]
  /** Which outages, from 1, came with a storm. */
  readonly storms: readonly number[]
  /** Of whom nobody asked the residents. */
  readonly residentsNotAsked?: string
  readonly training: readonly { readonly staff: string; readonly category: string; readonly held_on: string }[]
  /** Minutes after the deadline at which managers handed in plan and summary; below 0: before it. */
  readonly reportsLateBy: Readonly<Record<string, number>>
  /** `c2 2024-03` */
  readonly costingLeftOut: readonly string[]
  /** Days without inspections of the offices. */
  readonly slackDays: readonly string[]
  /** Months in which the offices' fourth night check was left out, and the monthly inspection announced. */
  readonly nightCheckLeftOut?: string
  readonly inspectionAnnounced?: string
  /** Who checks again what was put right. */
  readonly inspector: string
  /** Who welcomes, in turn, since when. */
  readonly welcome: Readonly<Record<'o1' | 'r1', { readonly line: readonly string[]; readonly since: string }>>
  readonly notWelcomed: readonly string[]
  readonly welcomeSwapped?: string
  /** Beside those that chance makes. */
  readonly lostItems: readonly Row[]
  /** A key service, and the calls that it asks for, beside those that chance makes. */
  readonly keyServices: readonly Row[]
  readonly keyCallbacks: readonly Row[]
  readonly festivals: readonly Row[]
  readonly wetWeather: readonly { readonly day: string; readonly kind: string }[]
  readonly exams: readonly Row[]
  readonly assignments: readonly Row[]
  readonly hires: readonly Row[]
  readonly documents: readonly Row[]
  readonly roles: readonly Row[]
  readonly round: readonly Row[]
  readonly practices: readonly Row[]
  readonly breaches: readonly Row[]
}

/** Civil dates, times where they say so. */
export interface Days {
  readonly standardsReview: string
  readonly civilDining: string
  /** Orders of this day and later may be open still. */
  readonly lastRepairs: string
  /** Before it: reported what had to be done again; given what was done; found what was lost. */
  readonly lastRework: string
  readonly lastTasks: string
  readonly lastLostItems: string
  /** For most, and for whoever was not there. */
  readonly ethics: readonly [string, string]
  readonly skill: readonly [string, string]
  readonly acknowledged: readonly [string, string]
  readonly ownerFiles: string
  /** Deadlines, with the time of day. */
  readonly plans: string
  readonly summaries: string
  readonly quarterly: readonly string[]
  readonly staffCounted: string
  readonly attitude: string
  readonly attentiveness: string
  readonly respect: string
  readonly steps: string
  readonly dimensions: string
  readonly panel: string
  readonly items: string
}

export function makeSemester(plan: Plan): Semester {
  const days = daysBetween(plan.from, plan.to)
  const [shut, open] = plan.canteensClosed ?? []
  const isShut = (day: string): boolean => shut !== undefined && open !== undefined && shut <= day && day <= open
  return {
    ...plan,
    days,
    workingDays: days.filter(isWorkday),
    termDays: days.filter(day => plan.term.some(([first, last]) => first <= day && day <= last)),
    mealDays: days.filter(day => !isShut(day)),
    months: [...new Set(days.map(day => day.slice(0, 7)))],
    people: EVERYBODY.flatMap(person =>
      (plan.people[person.id] ?? [{}]).map(stretch => ({ ...person, ...stretch })),
    ).filter(person => (person.to ?? '9999') >= plan.from),
  }
}

export function holders({ people }: Semester, ...posts: readonly string[]): readonly Person[] {
  return people.filter(person => posts.includes(person.post))
}
