/** A small appraisal written by hand: every state that a sheet can be in, and names that try to break it. */

import type {
  Appraisal,
  AppraisedAppeal,
  AppraisedOutcome,
  AppraisedPerson,
  AppraisedStandard,
  EvidenceLine,
  ItemScore,
  SectionScore,
} from '../../src/model/appraisal.ts'
import { NOT_BEGUN } from '../../src/model/round.ts'

export const LONG_NAME = '亚历山德罗'.repeat(12)
export const HOSTILE_NAME = '<script>alert(1)</script>"\'&'

const counts = { met: 0, missed: 0, pending: 0, undetermined: 0, exempt: 0 }

function both(zh: string, en: string) {
  return { zh, en }
}

function supplied(id: string, title: string) {
  return { id, title: both(title, id), isField: false }
}

function standard(id: string, given: Partial<AppraisedStandard> = {}): AppraisedStandard {
  return {
    ...counts,
    id,
    state: 'checked',
    title: both(`标准 ${id}`, `Standard ${id}`),
    kind: 'deadline',
    severity: 'minor',
    clauses: ['S1-01', 'S1-02'],
    file: 'standards.yaml',
    line: 7,
    missing: [],
    ...given,
  }
}

export function evidence(at: number, given: Partial<EvidenceLine> = {}): EvidenceLine {
  return {
    id: `arrival/R${at}/1`,
    number: `K-${String(at).padStart(4, '0')}`,
    standard: 'arrival',
    case: `R${at}`,
    at: '2024-03-05T14:00:00+08:00',
    verdict: 'missed',
    measured: { value: 45, unit: 'minutes' },
    limit: { value: 30, unit: 'minutes' },
    due: null,
    reason: both('用时 45 分钟，限 30 分钟', 'took 45 minutes, limit 30 minutes'),
    incident: null,
    charges: [],
    adjusted: null,
    waiver: null,
    contested: null,
    notice: null,
    evidence: [{ file: 'records/repair.csv', id: `R${at}` }],
    ...given,
  }
}

function item(given: Partial<ItemScore> = {}): ItemScore {
  return {
    ...counts,
    standard: 'arrival',
    standards: ['arrival'],
    method: 'rate',
    points: 36,
    outOf: 40,
    percent: 90,
    sameIncident: 0,
    capped: false,
    most: null,
    reckoned: null,
    peers: null,
    reason: both('达标率 90%', '90% met'),
    met: 9,
    missed: 1,
    ...given,
  }
}

function section(id: string, given: Partial<SectionScore> = {}): SectionScore {
  return {
    id,
    title: both('服务承诺', 'Promises'),
    marks: 100,
    weight: 100,
    score: 90,
    most: null,
    capped: false,
    reason: null,
    items: [item()],
    ...given,
  }
}

export function outcome(given: Partial<AppraisedOutcome> = {}): AppraisedOutcome {
  return {
    id: 'reward',
    title: both('物质奖励', 'Reward'),
    type: 'bonus',
    state: 'proposed',
    amount: 300,
    amountNotSet: false,
    approval: false,
    due: null,
    clauses: ['S1-39', 'S1-40'],
    because: [],
    confirmedBy: null,
    confirmedOn: null,
    ...given,
  }
}

export function appealed(id: string, given: Partial<AppraisedAppeal> = {}): AppraisedAppeal {
  return {
    id,
    state: 'open',
    change: null,
    finding: 'arrival/R1/1',
    section: null,
    to: null,
    isReceived: false,
    reason: '门锁着',
    evidence: null,
    filedOn: '2024-07-12',
    decideBy: '2024-07-26',
    decidedBy: null,
    decidedOn: null,
    original: { verdict: 'missed', points: null },
    result: { verdict: 'missed', points: null },
    given: null,
    ...given,
  }
}

export function person(id: string, given: Partial<AppraisedPerson> = {}): AppraisedPerson {
  return {
    id,
    name: `甲${id}`,
    post: 'warden',
    postTitle: both('公寓管理员', 'Dormitory warden'),
    unit: 'east',
    scorecard: 'staff',
    scorecardTitle: both('员工学期考评表', 'Staff appraisal'),
    spells: [{ post: 'warden', from: '2024-01-01', to: '2024-06-30', days: 182, away: 0, share: 1 }],
    daysInPost: 182,
    parts: [],
    score: 90,
    scoreText: '90.00',
    grade: 'excellent',
    gradeReason: null,
    gradeBeforeVeto: null,
    vetoes: [],
    gates: [],
    measuredMarks: 100,
    uncapped: null,
    previous: null,
    yearBefore: null,
    sections: [section('promises')],
    unscored: [],
    tallies: [],
    ratings: [],
    bonusBase: null,
    outcomes: [],
    undecided: [],
    withheld: { share: 0, amount: 0, because: [], skipped: [] },
    adjustments: [],
    original: null,
    evidence: [],
    ledgers: {},
    rejectedRows: 0,
    ...given,
  }
}

const ungraded = { score: null, scoreText: null, grade: null, measuredMarks: null } as const
const cascade = { cascade: 'zero-defect', finding: 'arrival/R7/1', incident: 'repair:R7' } as const

const people: readonly AppraisedPerson[] = [
  person('excellent', {
    uncapped: 103,
    previous: { period: '2023-H2', score: null, grade: null },
    outcomes: [
      outcome(),
      outcome({ id: 'other', state: 'confirmed', confirmedBy: 'HR', confirmedOn: '2024-07-20', approval: true }),
      outcome({ id: 'again', amount: 0, sameIncidentAs: 'reward', because: ['arrival/R1/1'] }),
      outcome({ id: 'unset', amount: null, amountNotSet: true, state: 'approved', due: '2024-09-30' }),
    ],
  }),
  person('good', { score: 89.03, scoreText: '89.03', grade: 'good', name: HOSTILE_NAME, unit: 'north' }),
  person('good-2', { score: 89.04, scoreText: '89.04', grade: 'good', unit: 'north' }),
  person('pass', { score: 60, scoreText: '60.00', grade: 'pass', name: LONG_NAME, unit: 'south' }),
  person('fail', {
    score: 88,
    scoreText: '88.00',
    grade: 'fail',
    gradeBeforeVeto: 'good',
    vetoes: [{ standard: 'safety', grade: 'fail', finding: 'safety/R2/1' }],
    unscored: [{ ...counts, standard: 'safety', missed: 1 }],
    evidence: [evidence(1), evidence(2, { id: 'safety/R2/1', standard: 'safety' })],
    withheld: {
      share: 0.45,
      amount: null,
      because: [{ ...cascade, role: 'person', share: 0.45, state: 'confirmed' }],
      skipped: ['manager', 'director'],
    },
  }),
  person('incomplete', {
    ...ungraded,
    gradeReason: 'incomplete',
    gates: [
      { standard: 'asked', met: false },
      { standard: 'looked', met: true },
    ],
    unscored: [{ ...counts, standard: 'asked', missed: 1 }],
    undecided: [{ outcome: 'reward', title: both('物质奖励', 'Reward'), unknown: ['score', 'year.complete'] }],
    sections: [
      section('empty', {
        marks: 60,
        weight: 0,
        score: null,
        reason: both('不适用', 'not applicable'),
        items: [item({ points: null, percent: null, met: 0, missed: 0, standards: ['arrival', 'safety', 'asked'] })],
      }),
      section('moved', { marks: 40, weight: 100 }),
      section('bonus', { marks: null, weight: null, score: 3, items: [item({ sameIncident: 2, capped: true })] }),
    ],
  }),
  person('little', { score: 95, scoreText: '95.00', grade: null, gradeReason: 'too-little-measured' }),
  person('short', {
    ...ungraded,
    gradeReason: 'too-few-days',
    daysInPost: 20,
    evidence: Array.from({ length: 201 }, (_, at) => evidence(at + 1)),
  }),
  person('none', {
    ...ungraded,
    gradeReason: 'no-scorecard',
    post: null,
    postTitle: null,
    unit: null,
    scorecard: null,
    scorecardTitle: null,
    spells: [],
    sections: [],
  }),
]

export const APPRAISAL: Appraisal = {
  format: 1,
  engine: 'yardstick 0.0.0',
  title: null,
  pack: {
    id: 'pack',
    version: '1.0.0',
    sha256: '0123456789abcdef'.repeat(4),
    title: both('规则', 'Rules'),
    currency: 'CNY',
  },
  period: { name: '2024-H1', from: '2024-01-01', to: '2024-06-30', year: 2024, length: 'half-year' },
  asOf: '2024-07-05',
  state: 'draft',
  round: NOT_BEGUN,
  issue: { number: 1, reason: null },
  entriesUntil: null,
  lateApproval: null,
  completeness: { fields: [], units: [], gaps: [], late: [] },
  rejectionsAccepted: null,
  records: {
    read: 10,
    accepted: 8,
    rejected: 1,
    ignored: 1,
    files: [],
    rejectedNamingNobody: 0,
    byType: { repair: { read: 10, accepted: 8, rejected: 1, ignored: 1 } },
  },
  findings: { met: 8, missed: 1, pending: 1, undetermined: 1, exempt: 1, unattributed: 1 },
  standards: [
    standard('arrival', { met: 1993, missed: 7 }),
    standard('safety', { met: 1, missed: 1, severity: 'critical' }),
    standard('asked'),
    standard('looked', { state: 'no-cases' }),
    standard('inspected', {
      state: 'not-supplied',
      missing: [supplied('inspection', '巡查'), supplied('survey', '问卷')],
    }),
    standard('filled', {
      state: 'not-supplied',
      missing: [{ ...supplied('repair.class', '报修的“类别”'), isField: true }],
    }),
    standard('prompt', { state: 'not-configured', clauses: [] }),
    standard('old', { state: 'not-in-force' }),
  ],
  measures: [],
  people,
  withheldElsewhere: [
    { person: '9', name: '乙', bonusBase: null, withheld: { share: 0.05, amount: null, because: [], skipped: [] } },
  ],
  waiting: [{ cascade: 'zero-defect', finding: 'arrival/R7/1', fact: 'confirmed_at' }],
  bulletin: { types: [], lines: [] },
  earlier: [],
  datedChanges: [],
  inspectors: [],
  unattributed: [evidence(9, { id: 'arrival/R9/-' })],
  words: {
    posts: { warden: both('公寓管理员', 'Dormitory warden') },
    outcomeFacts: { score: both('得分', 'Score'), 'year.complete': both('本年度各期齐全', 'Year complete') },
    units: { east: both('东区', 'East'), north: both('北区', 'North'), south: both('南区', 'South') },
    grades: [
      { id: 'excellent', title: both('优秀', 'Excellent'), from: 90 },
      { id: 'good', title: both('良好', 'Good'), from: 80 },
      { id: 'pass', title: both('合格', 'Pass'), from: 60 },
      { id: 'fail', title: both('不合格', 'Fail'), from: 0 },
    ],
    clauses: {},
    suppliers: {},
    eventTypes: { inspection: both('巡查', 'Inspection'), survey: both('问卷', 'Survey') },
    cascades: { 'zero-defect': both('零缺陷', 'Zero defect') },
    cascadeClauses: { 'zero-defect': ['S1-12', 'S1-13'] },
    levels: { person: both('本人', 'Person'), manager: both('经理', 'Manager') },
  },
  print: {
    company: null,
    logo: null,
    documentNumber: null,
    signatures: [both('被考评人', 'Employee'), both('直接上级', 'Superior'), both('考评小组', 'Panel')],
    appeal: { to: both('考评小组', 'the panel'), within: both('5 个工作日', '5 working days') },
    notice: { shows: 'names', to: both('人事行政部', 'Human Resources'), within: both('5 个工作日', '5 working days') },
  },
  fairness: {
    settings: [both('没有交来的记录，不作为未达标', 'Records not handed in count against nobody')],
    weakened: [both('按条扣分', 'Per finding')],
  },
  parameters: [{ id: 'prompt', title: both('及时', 'Promptly'), value: null, clauses: ['S1-01', 'S1-02'] }],
}
