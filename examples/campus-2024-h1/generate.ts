/** Writes the records of the example semester; the same seed gives the same bytes. `npm run example` */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as life from './generator/campus-life.ts'
import { makeChance } from './generator/chance.ts'
import { carried, earlierAppraisal } from './generator/earlier.ts'
import * as estate from './generator/estate.ts'
import { makeWriter, type Row } from './generator/files.ts'
import * as management from './generator/management.ts'
import { roster, SITES, UNITS } from './generator/people.ts'
import * as quality from './generator/quality.ts'
import * as repairs from './generator/repairs.ts'
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

export function generate(folder: string, seed = 20240630): void {
  mkdirSync(join(folder, 'records'), { recursive: true })
  mkdirSync(join(folder, 'history', '2023-H2'), { recursive: true })
  const write = makeWriter(folder)
  const records = makeWriter(join(folder, 'records'))
  // Each file draws from its own chance, so that a change to one leaves the others as they were.
  const chance = (nth: number) => makeChance(seed + nth * 7919)

  write('people.csv', roster(), {})
  write('sites.csv', SITES)
  write('units.csv', UNITS)

  const orders = repairs.repairs(chance(1))
  records('报修工单.csv', spoiled(orders), REPAIR_HEADERS)
  records('rework.csv', repairs.rework(chance(2), orders))
  const { outages, notifications } = repairs.outages(chance(3))
  records('outage.csv', outages)
  records('notification.csv', notifications)
  records('utility_check.csv', repairs.utilityChecks(chance(4)))

  records('encounter.ndjson', [...service.encounters(chance(5)), ...service.observedEncounters(chance(34))])
  records('observation.csv', service.observations(chance(6)))
  records('request.csv', service.requests(chance(7)))
  records('lost_item.csv', service.lostItems(chance(8)))

  records('inspection.csv', [...life.inspections(chance(9)), ...quality.officeInspections(chance(35))])
  records('inspection_score.csv', quality.inspectionScores(chance(36)))
  records('dimension_rating.csv', quality.dimensionRatings(chance(37)))
  records('defect.csv', quality.defects(chance(40)))
  records('callback.csv', quality.callbacks(chance(38), orders))
  records('classroom_slot.ndjson', life.classroomSlots(chance(10)))
  records('meal.csv', life.meals(chance(11)))
  records('meal_check.csv', life.mealChecks(chance(12)))
  records('food_test.csv', life.foodTests(chance(13)))
  records('shop_check.csv', life.shopChecks(chance(14)))
  records('price_change.csv', life.priceChanges())
  records('activity.json', life.activities(chance(15)))

  records('panel_rating.csv', management.panelRatings(chance(16)))
  records('appraisal_step.csv', management.appraisalSteps())
  records('appraisal_item.csv', management.appraisalItems())
  records('attendance.csv', management.attendance(chance(17)))
  records('training.csv', [...management.training(chance(18)), ...quality.moreTraining(chance(39))])
  records('acknowledgement.csv', [...management.acknowledgements(chance(19)), ...quality.moreAcknowledgements()])
  records('exam.csv', management.EXAMS)
  records('assignment.csv', management.ASSIGNMENTS)
  records('hire.csv', management.HIRES)
  records('task.csv', management.tasks(chance(20)))
  records('report.csv', management.reports())
  records('document.json', management.DOCUMENTS)
  records('role.json', management.ROLES)
  records('appraisal_round.json', management.ROUND)
  records('practice.csv', management.PRACTICES)

  records('shift.csv', estate.shifts(chance(21)))
  records('welcome_turn.csv', estate.WELCOME_TURNS)
  records('standing_spell.csv', estate.standingSpells(chance(22)))
  records('visitor_registration.csv', estate.visitorRegistrations(chance(23)))
  records('vehicle_pass.csv', estate.vehiclePasses(chance(24)))
  records('shift_handover.csv', estate.handovers(chance(25)))
  records('post_absence.csv', estate.absences(chance(26)))
  records('counter_reception.csv', estate.counterReceptions(chance(27)))
  records('counter_dispatch.csv', estate.dispatches(chance(28)))
  records('visitor_group.csv', estate.visitorGroups(chance(29)))
  records('festival.csv', estate.FESTIVALS)
  records('wet_weather.csv', estate.WET_WEATHER)
  records('manual_phrase.csv', estate.MANUAL)
  records('attentiveness_rating.csv', estate.attentivenessRatings(chance(30)))
  records('respect_rating.csv', estate.respectRatings(chance(31)))
  records('attitude_review.csv', estate.attitudeReviews(chance(32)))
  records('conduct_breach.csv', estate.BREACHES)
  records('service_step_check.csv', estate.stepChecks(chance(33)))

  const history = makeWriter(join(folder, 'history', '2023-H2'))
  writeFileSync(
    join(folder, 'history', '2023-H2', 'appraisal.json'),
    `${JSON.stringify(earlierAppraisal(), null, 1)}\n`,
  )
  history('carried.ndjson', carried())
}

if (import.meta.main) generate(import.meta.dirname)
