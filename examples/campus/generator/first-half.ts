/** The first half of 2024: when it was, and what happened in it alone. */

import { keyCall } from './key-call.ts'
import type { Plan } from './semester.ts'

export const FIRST_HALF: Plan = {
  name: '2024-H1',
  seed: 20240630,
  from: '2024-01-01',
  to: '2024-06-30',
  term: [
    ['2024-01-01', '2024-01-14'],
    ['2024-02-26', '2024-06-30'],
  ],
  // Around the Spring Festival.
  canteensClosed: ['2024-02-04', '2024-02-18'],
  // One cleaner becomes a warden in April.
  moves: {
    '0121': [
      { post: '公寓保洁员', to: '2024-03-31' },
      { post: '公寓管理员', from: '2024-04-01' },
    ],
  },
  people: {},
  volume: {
    repairsADay: { inTerm: [32, 42], inHolidays: [14, 20] },
    rework: 45,
    outages: 120,
    classroomSlots: [475, 575, 805, 905, 1110],
    mealChecks: 90,
    encounters: 1600,
    observed: 30,
    observations: [30, 26, 40],
    requests: 52,
    support: 30,
    lostItems: 22,
    visitors: 40,
    vehicles: 160,
    receptions: 240,
  },
  facts: {
    firstNumber: 1,
    firstLostItem: 0,
    days: {
      standardsReview: '2024-05-20',
      civilDining: '2024-05-08',
      lastRepairs: '2024-06-27',
      lastRework: '2024-06-10',
      lastTasks: '2024-06-01',
      lastLostItems: '2024-06-20',
      ethics: ['2024-03-12', '2024-04-12'],
      skill: ['2024-03-13', '2024-05-14'],
      acknowledged: ['2024-03-01', '2024-03-08'],
      ownerFiles: '2024-03-20',
      plans: '2024-01-10 17:00',
      summaries: '2024-06-28 17:00',
      quarterly: ['2024-03-21', '2024-06-20'],
      staffCounted: '2024-06-01',
      attitude: '2024-06-12',
      attentiveness: '2024-06-18',
      respect: '2024-06-19',
      steps: '2024-06-20',
      dimensions: '2024-06-21',
      panel: '2024-06-25',
      items: '2024-06-26',
    },
    // The fifth dormitory lost three weeks, the second one.
    contestsLeftOut: { d5: [5, 9, 13], d2: [7] },
    stagesLeftOut: ['c2 2024-04 storage'],
    // The second canteen forgot four days, and one cook sold a batch that had failed: the veto.
    vegetables: { forgotten: [12, 40, 66, 90], sold: { at: 55, cook: '0405' } },
    priceChanges: ['state-policy', 'state-policy', 'state-policy', 'cost', 'other'],
    holidayMonth: '2024-02',
    receptionLeftOut: 6,
    contests: [
      { held_on: '2024-05-04', kind: 'culture' },
      { held_on: '2024-04-20', kind: 'four-contest' },
    ],
    // Two confirmed as bad workmanship, one still being looked into.
    badWork: [
      { technician: '0205', nth: 60, confirmed: '2024-03-20 10:00' },
      { technician: '0207', nth: 200, confirmed: '2024-05-16 15:30' },
      { technician: '0209', nth: 310 },
    ],
    storms: [17, 43],
    residentsNotAsked: '0127',
    training: [
      { staff: '0003', category: 'politics', held_on: '2024-04-10' },
      { staff: '0003', category: 'business', held_on: '2024-05-10' },
      { staff: '0128', category: 'induction', held_on: '2024-03-04' },
    ],
    reportsLateBy: { '0003': -60, '0004': -30, '0005': -2000, '0006': 3000, '0007': -500 },
    costingLeftOut: ['c2 2024-03'],
    slackDays: ['2024-02-11', '2024-02-12'],
    nightCheckLeftOut: '2024-05',
    inspectionAnnounced: '2024-04',
    inspector: '0501',
    welcome: {
      o1: { line: ['0006', '0007', '0010'], since: '2023-09-01 00:00' },
      r1: { line: ['0008', '0009', '0345'], since: '2023-09-01 00:00' },
    },
    notWelcomed: ['2024-05-14', '2024-05-15'],
    welcomeSwapped: '2024-03-12',
    // The owner was found the day before the cut-off: there is time yet, so the case is carried over.
    lostItems: [
      {
        item_no: 'L010399',
        found_at: '2024-06-24 18:00',
        found_by: '0103',
        registered_at: '2024-06-24 18:20',
        owner_known_at: '2024-07-04 15:00',
        keeper: '0103',
      },
    ],
    // Done on the last Friday: called that day and the next; the call a week later is not due at the cut-off.
    keyServices: [
      {
        request_no: 'QZ1',
        received_at: '2024-06-27 19:20',
        kind: 'student-trouble',
        first_received_by: '0121',
        handled_by: '0121',
        responded_at: '2024-06-27 19:40',
        followed_up: true,
        outcome: 'solved',
        closed_at: '2024-06-28 16:30',
        completed_at: '2024-06-28 16:30',
        service_class: 'key',
        callback_by: '0121',
        customer_opinion: 'satisfied',
        customer_signed: true,
      },
    ],
    keyCallbacks: [keyCall('HZ1', '2024-06-28 17:10'), keyCall('HZ2', '2024-06-29 10:05')],
    festivals: [
      { festival_no: 'FE1', from: '2024-02-10 00:00', to: '2024-02-16 23:59', name: '春节', major: true },
      { festival_no: 'FE2', from: '2024-05-01 00:00', to: '2024-05-05 23:59', name: '劳动节', major: true },
      { festival_no: 'FE3', from: '2024-06-10 00:00', to: '2024-06-10 23:59', name: '端午节', major: false },
    ],
    wetWeather: [
      { day: '2024-01-18', kind: 'rain' },
      { day: '2024-02-21', kind: 'snow' },
      { day: '2024-02-22', kind: 'snow' },
      { day: '2024-03-19', kind: 'rain' },
      { day: '2024-04-03', kind: 'rain' },
      { day: '2024-04-16', kind: 'rain' },
      { day: '2024-05-27', kind: 'rain' },
      { day: '2024-06-18', kind: 'rain' },
      { day: '2024-06-20', kind: 'rain' },
    ],
    // Before a post; one was failed, and the post taken all the same.
    exams: [
      { exam_no: 'KS1', taken_on: '2024-03-01', staff: '0128', kind: 'post', score: 93 },
      { exam_no: 'KS2', taken_on: '2024-03-28', staff: '0121', kind: 'post', score: 85 },
      { exam_no: 'KS3', taken_on: '2024-04-20', staff: '0121', kind: 'post', score: 91 },
    ],
    assignments: [
      { assignment_no: 'SG1', starts_on: '2024-03-04', staff: '0128', assigned_by: '0003' },
      { assignment_no: 'SG2', starts_on: '2024-04-01', staff: '0121', assigned_by: '0003' },
    ],
    hires: [{ hire_no: 'RZ1', hired_on: '2024-03-04', staff: '0128' }],
    documents: [
      {
        document_no: 'WJ1',
        issued_on: '2024-01-08',
        kind: 'quality-certificate',
        valid_from: '2023-06-01 00:00',
        valid_to: '2026-05-31 23:59',
      },
      { document_no: 'WJ2', issued_on: '2024-03-15', kind: 'benchmark' },
      { document_no: 'WJ3', issued_on: '2024-02-20', kind: 'rule', revised: true },
    ],
    roles: [
      { role_no: 'RM1', from: '2023-09-01 00:00', role: 'benchmark-owner', holder: '0501' },
      { role_no: 'RM2', from: '2023-09-01 00:00', role: 'leading-group', holder: '0001' },
    ],
    round: [
      {
        round_no: '2024-H1',
        created_on: '2024-06-03',
        panel: ['leader', 'head-office', 'centre-office', 'student', 'student'],
        convened_by: '0003',
      },
    ],
    practices: [
      { practice_no: 'CX1', found_on: '2024-03-20', staff: '0101', text: '雨天在公寓门口备伞', adopted: true },
      { practice_no: 'CX2', found_on: '2024-04-11', staff: '0101', text: '考试周延长自习室照明', adopted: true },
      { practice_no: 'CX3', found_on: '2024-05-06', staff: '0201', text: '常用配件上门车', adopted: true },
      { practice_no: 'CX4', found_on: '2024-05-09', staff: '0208', text: '报修二维码', adopted: false },
    ],
    // Few, and one of them the outflow of an encounter that was observed.
    breaches: [
      { breach_no: 'BR1', seen_at: '2024-03-06 10:12', staff: '0304', kind: 'shirking' },
      { breach_no: 'BR2', seen_at: '2024-04-11 15:40', staff: '0314', kind: 'untidy-dress' },
      { breach_no: 'BR3', seen_at: '2024-05-22 09:05', staff: '0303', kind: 'refusal', alternative_offered: true },
      { breach_no: 'BR4', seen_at: '2024-06-04 16:30', staff: '0111', kind: 'arguing' },
    ],
  },
}
