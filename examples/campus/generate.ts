/** Writes the records of both example semesters; the same seeds give the same bytes. `npm run example` */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as life from './generator/campus-life.ts'
import { makeChance } from './generator/chance.ts'
import { carried, earlierAppraisal } from './generator/earlier.ts'
import * as estate from './generator/estate.ts'
import { makeWriter, type Row, type Write } from './generator/files.ts'
import { FIRST_HALF } from './generator/first-half.ts'
import * as management from './generator/management.ts'
import { roster, SITES, UNITS } from './generator/people.ts'
import * as quality from './generator/quality.ts'
import * as repairs from './generator/repairs.ts'
import { SECOND_HALF } from './generator/second-half.ts'
import { makeSemester, type Semester } from './generator/semester.ts'
import * as service from './generator/service.ts'

const REPAIR_HEADERS = {
  order_no: '工单号',
  reported_at: '报修时间',
  arrived_at: '到场时间',
  completed_at: '完成时间',
  class: '类别',
  place: '地点',
  room_kind: '场所',
  quality_ok: '质量合格',
  technician: '维修工',
  customer_phone: '报修电话',
  site: '楼栋',
}

/** Rows as they should not be; each must be told, and none may stop the run. */
function spoiled(rows: readonly Row[]): readonly Row[] {
  const [first, second, third] = rows
  return [
    ...rows,
    { ...first, order_no: 'R2490001', reported_at: '2024-02-30 09:00' },
    { ...first, order_no: 'R2490002', reported_at: '3/5/24 9:00' },
    { ...first, order_no: 'R2490003', technician: '9999' },
    { ...first, order_no: 'R2490004', class: '零星' },
    { ...first, order_no: '' },
    // The same row once more, and two rows of one order that contradict each other.
    { ...second },
    { ...third, order_no: 'R2490005', place: '院内' },
    { ...third, order_no: 'R2490005', place: '院外' },
  ]
}

/** Both semesters, each in a folder of its own below this one. */
export function generate(folder: string): void {
  const first = makeSemester(FIRST_HALF)
  const second = makeSemester(SECOND_HALF)
  writeSemester(join(folder, first.name), first, spoiled)
  writeSemester(join(folder, second.name), second, rows => rows)
  const earlier = join(folder, first.name, 'history', '2023-H2')
  mkdirSync(earlier, { recursive: true })
  writeFileSync(join(earlier, 'appraisal.json'), `${JSON.stringify(earlierAppraisal(), null, 1)}\n`)
  makeWriter(earlier)('carried.ndjson', carried())
}

type Orders = (rows: readonly Row[]) => readonly Row[]

function writeSemester(folder: string, semester: Semester, asHandedIn: Orders): void {
  mkdirSync(join(folder, 'records'), { recursive: true })
  const write = makeWriter(folder)
  write('people.csv', roster(semester.moves), {})
  write('sites.csv', SITES)
  write('units.csv', UNITS)
  // What nobody has is not handed in: a file with a header alone would say the same in more words.
  const writeRecords = makeWriter(join(folder, 'records'))
  const records: Write = (name, rows, headers) => (rows.length > 0 ? writeRecords(name, rows, headers) : undefined)
  const { facts } = semester
  // Each file draws from its own chance, so that a change to one leaves the others as they were.
  const chance = (nth: number) => makeChance(semester.seed + nth * 7919)

  const orders = repairs.repairs(semester, chance(1))
  records('报修工单.csv', asHandedIn(orders), REPAIR_HEADERS)
  records('rework.csv', repairs.rework(semester, chance(2), orders))
  const { outages, notifications } = repairs.outages(semester, chance(3))
  records('outage.csv', outages)
  records('notification.csv', notifications)
  records('utility_check.csv', repairs.utilityChecks(semester, chance(4)))

  records('encounter.ndjson', [
    ...service.encounters(semester, chance(5)),
    ...service.observedEncounters(semester, chance(34)),
  ])
  records('observation.csv', service.observations(semester, chance(6)))
  records('request.csv', [...service.requests(semester, chance(7)), ...facts.keyServices])
  records('lost_item.csv', service.lostItems(semester, chance(8)))

  records('inspection.csv', [
    ...life.inspections(semester, chance(9)),
    ...quality.officeInspections(semester, chance(35)),
  ])
  records('inspection_score.csv', quality.inspectionScores(semester, chance(36)))
  records('dimension_rating.csv', quality.dimensionRatings(semester, chance(37)))
  records('defect.csv', quality.defects(semester, chance(40)))
  records('callback.csv', [...quality.callbacks(semester, chance(38), orders), ...facts.keyCallbacks])
  records('classroom_slot.ndjson', life.classroomSlots(semester, chance(10)))
  records('meal.csv', life.meals(semester, chance(11)))
  records('meal_check.csv', life.mealChecks(semester, chance(12)))
  records('food_test.csv', life.foodTests(semester, chance(13)))
  records('shop_check.csv', life.shopChecks(semester, chance(14)))
  records('price_change.csv', life.priceChanges(semester))
  records('activity.json', life.activities(semester, chance(15)))

  records('panel_rating.csv', management.panelRatings(semester, chance(16)))
  records('appraisal_step.csv', management.appraisalSteps(semester))
  records('appraisal_item.csv', management.appraisalItems(semester))
  records('attendance.csv', management.attendance(semester, chance(17)))
  records('training.csv', [...management.training(semester, chance(18)), ...quality.moreTraining(semester, chance(39))])
  records('acknowledgement.csv', [
    ...management.acknowledgements(semester, chance(19)),
    ...quality.moreAcknowledgements(semester),
  ])
  records('exam.csv', facts.exams)
  records('assignment.csv', facts.assignments)
  records('hire.csv', facts.hires)
  records('task.csv', management.tasks(semester, chance(20)))
  records('report.csv', management.reports(semester))
  records('document.json', facts.documents)
  records('role.json', facts.roles)
  records('appraisal_round.json', facts.round)
  records('practice.csv', facts.practices)

  records('shift.csv', estate.shifts(semester, chance(21)))
  records('welcome_turn.csv', estate.welcomeTurns(semester))
  records('standing_spell.csv', estate.standingSpells(semester, chance(22)))
  records('visitor_registration.csv', estate.visitorRegistrations(semester, chance(23)))
  records('vehicle_pass.csv', estate.vehiclePasses(semester, chance(24)))
  records('shift_handover.csv', estate.handovers(semester, chance(25)))
  records('post_absence.csv', estate.absences(semester, chance(26)))
  records('counter_reception.csv', estate.counterReceptions(semester, chance(27)))
  records('counter_dispatch.csv', estate.dispatches(semester, chance(28)))
  records('visitor_group.csv', estate.visitorGroups(semester, chance(29)))
  records('festival.csv', facts.festivals)
  records('wet_weather.csv', estate.wetWeather(semester))
  records('manual_phrase.csv', estate.MANUAL)
  records('attentiveness_rating.csv', estate.attentivenessRatings(semester, chance(30)))
  records('respect_rating.csv', estate.respectRatings(semester, chance(31)))
  records('attitude_review.csv', estate.attitudeReviews(semester, chance(32)))
  records('conduct_breach.csv', facts.breaches)
  records('service_step_check.csv', estate.stepChecks(semester, chance(33)))
}

if (import.meta.main) generate(import.meta.dirname)
