/** A folder of one's own that is appraised in no time: the smallest pack, two people, and what a test adds or changes. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SMALL_PACK } from './small-pack.ts'

/** One promise of three days, a scorecard, grades, and a proposal for two excellent semesters of a year. */
export const YEAR_PACK = `${SMALL_PACK}fairness: { minimum-cases: 1 }
standards:
  on-time: { title: { zh: 三天内到场, en: There within 3 days }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 3 days, charge: technician }
scorecards:
  card: { title: { zh: 表, en: Card }, posts: [fitter], sections: { a: { title: { zh: 甲, en: A }, marks: 100, method: rate, items: [ { standards: on-time } ] } } }
grades: { decimals: 2, bands: { excellent: { title: { zh: 优秀, en: Excellent }, from: 90 }, fail: { title: { zh: 不合格, en: Fail }, from: 0 } } }
outcomes:
  two-excellent:
    title: { zh: 两次优秀, en: Two excellent }
    when: { all: [ { fact: year.complete, operator: equal, value: true }, { fact: year.count.excellent, operator: equal, value: 2 } ] }
    then: [ { type: nomination } ]
`

export const REPAIR_HEADER = 'order_no,reported_at,arrived_at,technician'

const FILES: Readonly<Record<string, string>> = {
  'rules/pack.yaml': YEAR_PACK,
  'rules/pack.test.yaml':
    'tests:\n  - { name: 三天, standard: on-time, events: [ { type: repair, order_no: R1, reported_at: 2024-03-05 14:00, arrived_at: 2024-03-08 14:00, technician: E1 } ], expect: [ { case: R1, verdict: met } ] }\n',
  'appraisal.yaml': 'period: 2024-H1\nrules: rules\npeople: people.csv\n',
  'people.csv': 'id,name,post\n0001,张三,fitter\n0002,李四,fitter\n',
  'records/repair.csv': `${REPAIR_HEADER}
R1,2024-03-05 14:00,2024-03-06 10:00,0001
R2,2024-03-07 09:00,2024-03-12 09:00,0001
R3,2024-05-02 08:00,2024-05-02 09:00,0002
`,
}

/** `more`: files beside or instead of these; an empty text leaves one out. */
export function smallFolder(path: string, more: Readonly<Record<string, string>> = {}): string {
  for (const [file, text] of Object.entries({ ...FILES, ...more })) {
    if (text === '') continue
    mkdirSync(dirname(join(path, file)), { recursive: true })
    writeFileSync(join(path, file), text)
  }
  return path
}
