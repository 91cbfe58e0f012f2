/** A pack of five thousand standards in, what is told of it out: what is compared with each other must be looked up, not tried. */

import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { parseYaml } from '../../src/load/yaml.ts'

const STANDARDS = 5_000
const CLASSES = Array.from({ length: STANDARDS }, (_, at) => `class-${at}`)
/** A file holds no more. */
const AT_ONCE = 1_000

const PACK = `pack: { id: many, version: 0.1.0, title: 许多标准, time-zone: Asia/Shanghai }
sources:
  S: { title: 承诺, clauses: { S-1: { text: 签字 } } }
posts:
  fitter: { title: 维修工, level: staff }
events:
  repair:
    title: 报修
    id: number
    at: reported_at
    fields:
      number: { type: text, required: true }
      reported_at: { type: date-time, required: true }
      class: { type: choice, choices: { ${CLASSES.map(id => `${id}: ${id}`).join(', ')} } }
      room: { type: text }
      floor: { type: number }
      signed: { type: yes-no }
      technician: { type: person }
`

/** All of the same check, each of cases of its own unless said. */
function told(whenOf: (at: number) => string, more = '') {
  const lines = CLASSES.map(
    (id, at) =>
      `  ${id}: { title: 签字, clauses: [S-1], kind: requirement, event: repair, require: { signed: true }, charge: technician, when: ${whenOf(at)} }\n`,
  )
  const parts = Array.from({ length: STANDARDS / AT_ONCE }, (_, at) => lines.slice(at * AT_ONCE, (at + 1) * AT_ONCE))
  const files = [
    parseYaml(PACK, 'pack.yaml'),
    parseYaml(more, 'more.yaml'),
    ...parts.map((part, at) => parseYaml(`standards:\n${part.join('')}`, `standards-${at}.yaml`)),
  ]
  expect(files.flatMap(({ diagnostics }) => diagnostics)).toEqual([])
  const { diagnostics } = compile(
    files.map(({ file }) => file),
    { sha256: '' },
  )
  return diagnostics.map(({ code, span }) => `${code} ${span.file}:${span.line}`)
}

const classOf = (at: number) => `class-${at % STANDARDS}`

describe('five thousand standards that check the same', () => {
  it.each([
    ['of one value each', (at: number) => `{ class: ${classOf(at)} }`],
    ['of two values each', (at: number) => `{ class: [${classOf(at)}, ${classOf(at + 1)}] }`],
    ['of a stretch of numbers', (at: number) => `{ fact: floor, operator: between, value: [${at}, ${at + 0.5}] }`],
    [
      'of a stretch of numbers of two kinds',
      (at: number) =>
        `{ all: [ { class: [class-1, class-2] }, { fact: floor, operator: between, value: [${at}, ${at + 1.5}] } ] }`,
    ],
    ['of texts', (at: number) => `{ room: r${at} }`],
    ['of either', (at: number) => `{ any: [ { class: ${classOf(at)} }, { room: r${at} } ] }`],
  ])('%s: none overlaps', (_, whenOf) => {
    expect(told(whenOf)).toEqual([])
  })

  it('each in an item of its own of a scorecard', () => {
    const items = CLASSES.map(id => `          - { standards: ${id}, method: rate }\n`).join('')
    const card = `scorecards:
  fitter:
    title: 维修工考评表
    posts: [fitter]
    sections:
      work:
        title: 维修
        marks: 100
        items:
${items}grades:
  bands:
    good: { title: 良好, from: 80 }
    fail: { title: 不合格, from: 0 }
`
    expect(told(at => `{ class: ${classOf(at)} }`, card)).toEqual([])
  })

  it('of which one takes in another: that one alone is told', () => {
    const whenOf = (at: number) => (at === 4_321 ? '{ class: class-17, room: r1 }' : `{ class: ${classOf(at)} }`)
    expect(told(whenOf)).toEqual(['overlapping-check standards-4.yaml:323'])
  })
})
