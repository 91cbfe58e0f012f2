/** A small office with two fitters, a head and a pack of its own; folders of it with appeals, waivers and days away, appraised. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type AppraiseResult, appraise } from '../../src/appraise.ts'
import type { AppraisedPerson } from '../../src/model/appraisal.ts'

export const PACK = `
pack: { id: office, version: 1.0.0, title: { zh: 小, en: Small }, time-zone: Asia/Shanghai, calendar: always, currency: CNY }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
fairness: { minimum-cases: 3, measured-marks-at-least: 0 }
posts:
  fitter: { title: { zh: 维修岗, en: Fitter }, level: staff }
  head: { title: { zh: 主任, en: Head }, level: department-manager }
events:
  repair:
    title: { zh: 报修, en: Repair }
    id: order_no
    at: reported_at
    incident: incident
    fields:
      order_no: { type: text, required: true, title: { zh: 单号, en: Order } }
      reported_at: { type: date-time, required: true, title: { zh: 报修时间, en: Reported } }
      arrived_at: { type: date-time, title: { zh: 到场时间, en: Arrived } }
      tidy: { type: yes-no, title: { zh: 清理, en: Tidy } }
      technician: { type: person, required: true, title: { zh: 维修工, en: Technician } }
      site: { type: site, title: { zh: 楼栋, en: Site } }
      incident: { type: text, title: { zh: 事件, en: Incident } }
  check:
    title: { zh: 检查, en: Check }
    id: no
    at: at
    fields:
      no: { type: text, required: true, title: { zh: 号, en: No. } }
      at: { type: date-time, required: true, title: { zh: 时间, en: At } }
      by: { type: person, title: { zh: 检查人, en: By } }
      points: { type: number, title: { zh: 分, en: Points } }
standards:
  on-time: { title: { zh: 三天内到场, en: There within 3 days }, tags: [ prompt ], kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 3 days, charge: technician }
  tidy: { title: { zh: 清理现场, en: Left tidy }, kind: requirement, event: repair, require: { tidy: true }, charge: technician }
  monthly: { title: { zh: 每月一查, en: A check a month }, kind: frequency, event: check, every: month, for: each person, at-least: 1, charge: owner }
  book: { title: { zh: 积分, en: Points }, kind: ledger, event: check, points: points, from: [ { standards: tidy, points: 2 } ], charge: by }
scorecards:
  card:
    title: { zh: 表, en: Card }
    posts: [ fitter ]
    sections:
      work: { title: { zh: 工作, en: Work }, marks: 60, method: rate, items: [ { standards: on-time } ] }
      care: { title: { zh: 细致, en: Care }, marks: 40, method: deduct, empty: full, items: [ { standards: tidy, each: 1, per: 100 cases }, { standards: book, each: 1 } ] }
grades: { decimals: 2, bands: { good: { title: { zh: 好, en: Good }, from: 80 }, poor: { title: { zh: 差, en: Poor }, from: 0 } } }
outcomes:
  fine:
    title: { zh: 罚, en: Fine }
    when: { fact: missed.on-time, operator: greaterThan, value: 0 }
    once-per: incident
    then: [ { type: fine, amount: 100 } ]
  talk:
    title: { zh: 谈话, en: Talk }
    when: { fact: score, operator: lessThan, value: 80 }
    then: [ { type: deduction, amount: 50 } ]
cascades:
  late: { title: { zh: 连带, en: Cascade }, on: { standards: on-time, verdict: missed }, shares: { person: 20%, department-manager: 10% }, combine: capped }
`

const PEOPLE = `id,name,post,sites,reports_to,bonus_base,from,to
0001,张三,fitter,east,0009,1000,,
0002,李四,fitter,west,0009,1000,,
0009,王主任,head,,,5000,,
`

/** Eight repairs of 0001, two of them late, one untidy; four of 0002, all well. */
const REPAIRS = `order_no,reported_at,arrived_at,tidy,technician,site,incident
R1,2024-03-05 10:00,2024-03-20 10:00,是,0001,east,
R2,2024-03-06 10:00,2024-03-20 10:00,否,0001,east,
R3,2024-04-05 10:00,2024-04-06 10:00,是,0001,east,
R4,2024-04-06 10:00,2024-04-06 12:00,是,0001,east,
R5,2024-05-05 10:00,2024-05-06 10:00,是,0001,west,
R6,2024-05-06 10:00,2024-05-06 12:00,是,0001,west,
R7,2024-06-05 10:00,2024-06-06 10:00,是,0001,west,
R8,2024-06-06 10:00,2024-06-06 12:00,是,0001,west,
S1,2024-04-05 10:00,2024-04-06 10:00,是,0002,west,
S2,2024-04-06 10:00,2024-04-06 12:00,是,0002,west,
S3,2024-05-05 10:00,2024-05-06 10:00,是,0002,west,
S4,2024-05-06 10:00,2024-05-06 12:00,是,0002,west,
`

const CHECKS = `no,at,by,points
C1,2024-01-10 09:00,0001,0
C2,2024-02-10 09:00,0001,0
C3,2024-03-10 09:00,0001,0
C4,2024-01-11 09:00,0002,0
C5,2024-03-11 09:00,0002,0
`

export interface Office {
  /** Added to `appraisal.yaml`. */
  readonly setup?: string
  /** Files beside it, in place of the usual ones where they bear the same name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  /** Where results are written, below the folder. */
  readonly out?: string
}

export interface OfficeResult extends AppraiseResult {
  readonly folder: string
  /** `code line:column` of every diagnostic. */
  readonly told: readonly string[]
  person(id: string): AppraisedPerson
}

export async function appraiseOffice({ setup = '', files = {}, out }: Office = {}): Promise<OfficeResult> {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-office-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const all = {
    'appraisal.yaml': `period: 2024-H1\nrules: rules\n${setup}`,
    'people.csv': PEOPLE,
    'repair.csv': REPAIRS,
    'check.csv': CHECKS,
    'rules/pack.yaml': PACK,
    ...files,
  }
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const result = await appraise({ folder, language: 'en', ...(out === undefined ? {} : { out: join(folder, out) }) })
  return {
    ...result,
    folder,
    told: result.diagnostics.map(({ code, span }) => `${code} ${span.file}:${span.line}:${span.column}`),
    person(id) {
      const found = result.appraisal?.people.find(one => one.id === id)
      if (!found) throw new Error(`no sheet of ${id}: ${result.diagnostics.map(one => one.message.en).join('; ')}`)
      return found
    },
  }
}

/** One entry of `adjustments.yaml`, with everything that it needs. */
export function appeal(given: Readonly<Record<string, string | number>>): string {
  const entry = {
    id: 'A-1',
    finding: 'on-time/R1/0001',
    change: 'overturn',
    reason: '门卫记录证明已到',
    evidence: '门卫登记 17',
    'decided-by': '考评小组',
    'decided-on': '2024-07-10',
    ...given,
  }
  const written = Object.entries(entry).filter(([, value]) => value !== '')
  return `- { ${written.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')} }\n`
}
