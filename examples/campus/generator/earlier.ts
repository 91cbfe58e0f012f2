/** The semester before: last semester's result as history, and a repair that it left open on New Year's Eve. */

import type { Row } from './files.ts'
import { EVERYBODY, isThere, type Person } from './people.ts'

const BANDS = [
  ['excellent', 90],
  ['good', 80],
  ['pass', 60],
  ['fail', 0],
] as const

export function earlierAppraisal(): Readonly<Record<string, unknown>> {
  const people = EVERYBODY.filter(person => isThere(person, '2023-12-31')).map(earlierSheet)
  return {
    format: 1,
    engine: 'yardstick 0.1.0',
    title: { zh: '后勤服务总公司学期考评', en: 'Campus logistics: semester appraisal' },
    pack: {
      id: 'campus-logistics',
      version: '0.1.0',
      sha256: '',
      title: { zh: '高校后勤服务标准', en: 'Campus logistics service standards' },
      currency: 'CNY',
    },
    period: { name: '2023-H2', from: '2023-07-01', to: '2023-12-31', year: 2023, length: 'half-year' },
    asOf: '2024-01-05',
    people,
  }
}

function earlierSheet(person: Person): Readonly<Record<string, unknown>> {
  const score = Math.round((0.6 * (100 - person.slip * 100) + 0.4 * person.panel) * 100) / 100
  const grade = BANDS.find(([, from]) => score >= from)?.[0] ?? null
  const hasSheet = !person.post.endsWith('general-manager')
  return {
    id: person.id,
    name: person.name,
    post: person.post,
    unit: person.unit,
    score: hasSheet ? score : null,
    grade: hasSheet ? grade : null,
    sections: [],
    outcomes: [],
    ledgers: {},
  }
}

/** Reported at 23:50 on New Year's Eve, reached twenty minutes later: judged in this semester, once. */
export function carried(): readonly Row[] {
  const at = Date.parse('2023-12-31T23:50:00+08:00') / 1000
  const values = {
    order_no: 'R2399999',
    reported_at: at,
    class: 'minor',
    place: 'on-campus',
    technician: '0203',
    site: 'd3',
  }
  return [
    {
      standard: 'repair-arrival-minor',
      case: 'R2399999',
      records: [
        {
          type: 'repair',
          id: 'R2399999',
          at,
          values,
          grain: { reported_at: 60 },
          source: { file: '2023-H2/报修工单.csv', row: 9, id: 'R2399999' },
        },
      ],
      from: '2023-H2',
    } as unknown as Row,
  ]
}
