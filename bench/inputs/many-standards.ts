/** Packs of as many standards as wanted over ten record types, of which the same few apply to a record, and records for them. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FITTERS } from './folders.ts'
import { stamp } from './orders.ts'
import { fitter, writePeople } from './people.ts'
import { makeRandom } from './random.ts'
import { writeLines } from './write-lines.ts'

const TYPES = Array.from({ length: 10 }, (_, at) => `work_${String(at + 1).padStart(2, '0')}`)
/** Kinds of work that the packs speak of; records are of the first four alone. */
const CLASSES = Array.from({ length: 40 }, (_, at) => `c${String(at + 1).padStart(2, '0')}`)
const CLASSES_IN_USE = 4
const FLOORS = 12

const FIELDS = `      order_no: { type: text, required: true }
      reported_at: { type: date-time, required: true }
      arrived_at: { type: date-time }
      done_at: { type: date-time }
      called_at: { type: date-time }
      class: { type: choice, choices: { ${CLASSES.map(id => `${id}: ${id}`).join(', ')} } }
      place: { type: choice, choices: { on-campus: 院内, off-campus: 院外 } }
      floor: { type: number }
      signed: { type: yes-no }
      technician: { type: person, required: true }`

const RESPONSE = 'kind: deadline, from: reported_at, to: arrived_at'
const REPAIR = 'kind: deadline, from: reported_at, to: done_at'
const CALLBACK = 'kind: deadline, from: done_at, to: called_at'
const SIGNED = 'kind: requirement, require: { signed: true }'

/** What applies to records: four of these five to most of them. */
const APPLYING: readonly (readonly [name: string, keys: string])[] = [
  ['response', `${RESPONSE}, within: 30 minutes`],
  ['repair', `${REPAIR}, within: 24 hours, when: { class: [c01, c02, c03] }`],
  ['repair-large', `${REPAIR}, within: 72 hours, when: { class: c04 }`],
  ['callback', `${CALLBACK}, within: 48 hours, when: { place: on-campus }`],
  ['signed', `${SIGNED}, when: { fact: floor, operator: greaterThanInclusive, value: 2 }`],
]

/** What applies to no record: to classes of which there are none, or to floors that no house has. No two are alike. */
function keysOfOther(index: number): string {
  const unused = CLASSES.slice(CLASSES_IN_USE)
  const round = Math.floor(index / 4)
  const one = unused[round % unused.length] ?? ''
  const another = unused[(round + 7) % unused.length] ?? ''
  const keys = [
    `${RESPONSE}, within: ${31 + index} minutes, when: { class: ${one} }`,
    `${SIGNED}, when: { class: [${one}, ${another}], place: on-campus }`,
    `${REPAIR}, within: ${1 + index} hours, when: { fact: floor, operator: greaterThan, value: ${FLOORS + index} }`,
    `${CALLBACK}, within: ${24 + index} hours, when: { class: ${another}, place: off-campus }`,
  ]
  return keys[index % 4] ?? ''
}

function standardsOf(type: string, count: number): string {
  const others = Array.from(
    { length: count - APPLYING.length },
    (_, at) => [`other-${at + 1}`, keysOfOther(at)] as const,
  )
  const lines = [...APPLYING, ...others].map(([name, keys]) => {
    const id = `${type.replace('_', '-')}-${name}`
    return `  ${id}: { title: ${id}, clauses: [P-01], tags: [promise], event: ${type}, ${keys}, charge: technician }`
  })
  return ['standards:', ...lines, ''].join('\n')
}

/** A pack of so many standards: a tenth of them for each record type. */
export function writeManyStandards(rules: string, count: number): void {
  for (const folder of ['events', 'standards']) mkdirSync(join(rules, folder), { recursive: true })
  writeFileSync(join(rules, 'pack.yaml'), PACK)
  for (const type of TYPES) {
    const event = `events:\n  ${type}:\n    title: ${type}\n    id: order_no\n    at: reported_at\n    fields:\n${FIELDS}\n`
    writeFileSync(join(rules, 'events', `${type}.yaml`), event)
    writeFileSync(join(rules, 'standards', `${type}.yaml`), standardsOf(type, count / TYPES.length))
  }
}

const PACK = `pack:
  id: many-standards
  version: 0.1.0
  title: { zh: 许多标准, en: Many standards }
  time-zone: Asia/Shanghai
posts:
  fitter: { title: { zh: 维修工, en: Fitter }, level: staff }
sources:
  P:
    title: { zh: 服务承诺, en: Service promises }
    clauses: { P-01: { text: { zh: 按时办, en: In time } } }
scorecards:
  fitter:
    title: { zh: 维修工考评表, en: "Fitter's appraisal" }
    posts: [fitter]
    sections:
      work: { title: { zh: 维修, en: Work }, marks: 100, method: rate, items: [ { standards: 'tag:promise' } ] }
grades:
  decimals: 2
  bands:
    good: { title: { zh: 良好, en: Good }, from: 80 }
    fail: { title: { zh: 不合格, en: Fail }, from: 0 }
`

const SETUP = `title: { zh: 许多标准, en: Many standards }
period: 2024-H1
as-of: 2024-06-30
rules: rules
people: people.csv
`

export interface ManyStandards {
  readonly standards: number
  readonly records: number
  /** One time in so many is too late, one signature in so many lacks. */
  readonly oneMissedIn: number
}

/** A folder that `appraise` takes: fifty fitters, a pack of so many standards, so many records in a file for each of the ten types. */
export function writeManyStandardsFolder(folder: string, { standards, records, oneMissedIn }: ManyStandards): void {
  mkdirSync(join(folder, 'records'), { recursive: true })
  writeFileSync(join(folder, 'appraisal.yaml'), SETUP)
  writePeople(join(folder, 'people.csv'), FITTERS)
  writeManyStandards(join(folder, 'rules'), standards)
  for (const [at, type] of TYPES.entries()) {
    const lines = workLines({ first: at * (records / TYPES.length) + 1, count: records / TYPES.length, oneMissedIn })
    writeLines(join(folder, 'records', `${type}.ndjson`), lines)
  }
}

const PERIOD_MINUTES = 160 * 24 * 60

function* workLines(wanted: { readonly first: number; readonly count: number; readonly oneMissedIn: number }) {
  const random = makeRandom(wanted.first)
  const below = (limit: number) => Math.floor(random() * limit)
  const isMissed = () => below(wanted.oneMissedIn) === 0
  const taken = (limit: number) => (isMissed() ? limit + 1 + below(limit) : 1 + below(limit))
  for (let number = wanted.first; number < wanted.first + wanted.count; number++) {
    const at = below(CLASSES_IN_USE)
    const reported = below(PERIOD_MINUTES)
    const arrived = reported + taken(30)
    const done = Math.max(arrived, reported + taken((at === CLASSES_IN_USE - 1 ? 72 : 24) * 60))
    yield JSON.stringify({
      order_no: `W${number}`,
      reported_at: stamp(reported),
      arrived_at: stamp(arrived),
      done_at: stamp(done),
      called_at: stamp(done + taken(48 * 60)),
      class: CLASSES[at],
      place: below(2) === 0 ? 'on-campus' : 'off-campus',
      floor: 1 + below(FLOORS),
      signed: !isMissed(),
      technician: fitter(below(FITTERS)),
    })
  }
}
