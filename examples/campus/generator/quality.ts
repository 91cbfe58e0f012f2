/** What the quality department and the offices look at: inspections of every sort, their scores, the five dimensions. */

import type { Chance } from './chance.ts'
import type { Row } from './files.ts'
import { isThere, type Person } from './people.ts'
import { holders, type Semester } from './semester.ts'
import { later, stamp } from './time.ts'

const OFFICES = ['r1', 'o1'] as const

/** Daily on three levels, patrols, night checks, the warehouse, plant rooms; monthly and quarterly by the quality department. */
export function officeInspections(semester: Semester, chance: Chance): readonly Row[] {
  const { days, months, facts } = semester
  const rows: Row[] = []
  const add = (at: string, type: string, site: string, inspector: string, more: Row = {}): void =>
    void rows.push({ inspection_no: `JC${rows.length + 1}`, inspected_at: at, type, inspector, site, ...more })
  for (const site of OFFICES) {
    const internal = { side: 'internal', content: 'management' }
    for (const day of days) {
      if (site === 'o1' && facts.slackDays.includes(day)) continue
      add(stamp(day, 9 * 60), 'daily', site, '0008', { ...internal, level: 'full', areas: ['safety', 'environment'] })
      if (!chance.happens(0.02))
        add(stamp(day, 10 * 60), 'daily', site, chance.pick(['0345', '0319']), {
          ...internal,
          level: 'professional',
          areas: ['equipment', 'repair'],
        })
      add(stamp(day, 14 * 60), 'daily', site, site === 'r1' ? '0351' : '0353', { ...internal, level: 'work-patrol' })
    }
    for (const month of months) {
      const on = (date: number, minutes: number) => stamp(`${month}-${String(date).padStart(2, '0')}`, minutes)
      const nights = site === 'o1' && month === facts.nightCheckLeftOut ? 3 : 4
      for (let night = 0; night < nights; night++)
        add(
          on(3 + night * 7, chance.pick([22 * 60 + 30, 23 * 60, 90, 4 * 60])),
          'night-check',
          site,
          chance.pick(['0008', '0319']),
          {
            random: true,
          },
        )
      add(on(8, 15 * 60), 'patrol', site, '0345', {
        ...internal,
        mode: 'check',
        announced: false,
        fault_found: false,
        record_ref: `XJ-${site}-${month.slice(5)}`,
      })
      add(on(12, 10 * 60), 'warehouse', site, '0008', {
        stock_counted: true,
        arrangement_checked: true,
        recorded_on: 'daily-sheet',
        passed: true,
      })
      add(on(22, 9 * 60), 'monthly', site, '0501', {
        ...internal,
        announced: month === facts.inspectionAnnounced,
        organiser: 'quality-department',
        team: ['head-office', 'site-director'],
        forms: ['group-patrol', 'customer-survey'],
        opinions_checked: true,
        spot_calls: chance.between(1, 4),
      })
    }
    for (const day of days.filter((_, at) => at % 6 === 2))
      for (const place of ['lift-room', 'plant-room'])
        add(stamp(day, 11 * 60), 'equipment', site, '0345', { place, record_ref: `SB-${day}` })
    for (const day of facts.days.quarterly)
      add(stamp(day, 9 * 60), 'quarterly', site, '0501', {
        ...internal,
        team: ['head-office', 'owners-committee'],
        form_ref: `WY-${site}`,
      })
  }
  return rows
}

/** Six items for each cleaner and gardener every month. */
export function inspectionScores(semester: Semester, chance: Chance): readonly Row[] {
  return holders(semester, 'cleaner', 'gardener').flatMap(person =>
    semester.months.flatMap((month, nth) =>
      ['地面', '玻璃', '垃圾', '绿篱', '楼道', '电梯'].map((item, at) => ({
        score_no: `P${person.id}${month.slice(5)}${at}`,
        scored_on: `${month}-22`,
        inspection: `JC-${person.sites[0]}-${nth + 1}`,
        item,
        full: 10,
        score: 10 - (chance.happens(person.slip * 2) ? chance.between(2, 5) : chance.between(0, 1)),
        responsible: person.id,
        director: '0008',
      })),
    ),
  )
}

const DIMENSIONS = ['reliability', 'responsiveness', 'assurance', 'empathy', 'tangibles'] as const

/** Six residents on each of the five dimensions. */
export function dimensionRatings(semester: Semester, chance: Chance): readonly Row[] {
  const rated = holders(semester, 'receptionist', 'guard', 'service-supervisor', 'dorm-warden', 'cleaner')
  return rated.flatMap(person =>
    DIMENSIONS.flatMap(dimension =>
      [1, 2, 3, 4, 5, 6].map(rater => ({
        rating_no: `DR${person.id}${dimension.slice(0, 3)}${rater}`,
        rated_on: semester.facts.days.dimensions,
        ratee: person.id,
        rater: `住户${rater}`,
        dimension,
        score: Math.max(40, Math.min(100, person.panel + chance.between(-6, 6))),
      })),
    ),
  )
}

function staffOf({ people, facts }: Semester): readonly Person[] {
  return people.filter(person => isThere(person, facts.days.staffCounted) && !person.post.endsWith('general-manager'))
}

/** Professional learning and service awareness for nearly everybody; personalised service for the front line. */
export function moreTraining(semester: Semester, chance: Chance): readonly Row[] {
  const row = (person: Person, category: string, month: number): Row => ({
    training_no: `TS${category.slice(0, 4)}${person.id}`,
    held_on: `${semester.months[month - 1]}-1${month}`,
    staff: person.id,
    category,
    form: chance.pick(['internal', 'internal', 'external', 'expert']),
  })
  return staffOf(semester).flatMap((person, at) => [
    ...(chance.happens(person.slip) ? [] : [row(person, 'professional', (at % 5) + 1)]),
    row(person, 'service-awareness', (at % 6) + 1),
    ...(person.sites.length > 0 ? [row(person, 'personalised', (at % 4) + 2)] : []),
  ])
}

/** Signed on owners' files by whoever works in the estate. */
export function moreAcknowledgements(semester: Semester): readonly Row[] {
  const staff = staffOf(semester).filter(person => person.sites.length > 0)
  return staff.map(person => ({
    acknowledgement_no: `YF${person.id}`,
    signed_on: semester.facts.days.ownerFiles,
    staff: person.id,
    topic: 'owner-files',
  }))
}

/** A fifth of each week's repairs and then some, by the callback officers. */
export function callbacks(semester: Semester, chance: Chance, repairs: readonly Row[]): readonly Row[] {
  const callers = holders(semester, 'callback-officer')
  return repairs
    .filter(repair => typeof repair.completed_at === 'string' && repair.completed_at !== '' && chance.happens(0.3))
    .flatMap((repair, at) => {
      const done = String(repair.completed_at)
      const day = semester.workingDays.find(one => one > done.slice(0, 10))
      return day === undefined
        ? []
        : [
            {
              callback_no: `HF${semester.facts.firstNumber + at}`,
              called_at: stamp(day, chance.between(9 * 60, 17 * 60)),
              repair: repair.order_no,
              channel: 'phone',
              about: 'repair',
              by_unit: 'quality-department',
              topics: ['quality', 'attitude', 'result'],
              caller: callers[at % callers.length]?.id,
              result: chance.happens(0.06) ? 'problem' : 'no-problem',
            },
          ]
    })
}

/** What monthly inspections come upon, by the kind of place. */
const PROBLEMS: Readonly<Record<string, readonly string[]>> = {
  d: ['楼道应急灯不亮', '洗衣房地面积水未及时清理', '晾衣区堆放杂物', '消防通道放有自行车'],
  t: ['讲台抽屉有积尘', '三楼饮水机未贴检测日期', '走廊灯白天未关', '教室门锁松动'],
  c: ['留样标签漏写时间', '干货库货架离墙不足', '售饭窗口价签缺一张', '洗碗间地漏堵塞'],
  o: ['大厅地垫移位', '会议室绿植枯黄', '登记簿漏填离开时间', '电梯轿厢有划痕'],
  r: ['单元门禁失灵', '绿地有裸露的线管', '垃圾桶盖破损', '车位线磨损看不清'],
}

/** Two or three places each month have something; most is put right in time. Answered for by the centre's manager. */
export function defects({ months, facts }: Semester, chance: Chance): readonly Row[] {
  const places = ['d1', 'd3', 'd5', 't1', 't2', 'c1', 'c2', 'o1', 'r1']
  return months.flatMap((month, nth) =>
    places
      .filter(() => chance.happens(0.3))
      .map((site, at) => {
        const found = stamp(`${month}-22`, 9 * 60 + at * 25)
        const isOpen = nth === 5
        const recheck = chance.weighted({ passed: 8, partly: 1, failed: 1 })
        return {
          defect_no: `QX${month.slice(5)}${at + 1}`,
          found_at: found,
          found_in: 'monthly',
          found_by: at % 2 === 0 ? '0501' : '0502',
          problem: chance.pick(PROBLEMS[site.slice(0, 1)] ?? []),
          rectify_by: later(found, 7 * 24 * 60).slice(0, 10),
          recheck: isOpen ? '' : recheck,
          cause: 'staff',
          cause_text: chance.pick(['巡查遗漏', '备件未到', '交接不清', '当班人员疏忽']),
          recorded_on: 'clearing-record',
          responsible: site === 'r1' ? '0008' : managerOf(site),
          closed_at: isOpen || recheck === 'failed' ? '' : later(found, chance.between(1, 6) * 24 * 60),
          verified_at: isOpen || recheck === 'failed' ? '' : stamp(`${months[nth + 1]}-22`, 10 * 60),
          verified_by: isOpen || recheck === 'failed' ? '' : facts.inspector,
          site,
        }
      }),
  )
}

function managerOf(site: string): string {
  const managers: Readonly<Record<string, string>> = { d: '0003', t: '0006', c: '0005', o: '0006' }
  return managers[site.slice(0, 1)] ?? ''
}
