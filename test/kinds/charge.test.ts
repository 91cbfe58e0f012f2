/** `charge`: who answers for a case. */

import { describe, expect, it } from 'vitest'
import { judge, only } from '../support/judge.ts'
import { compileKindPack } from '../support/pack.ts'

const PACK = `
posts: { worker: { title: 维修工 }, foreman: { title: 班长 }, manager: { title: 部门经理 }, cook: { title: 厨师 } }
events:
  job:
    title: { zh: 工单, en: Job }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      done: { type: yes-no }
      moved: { type: yes-no }
      place: { type: text }
      site: { type: site }
      unit: { type: unit }
      worker: { type: person }
      helper: { type: person }
      crew: { type: list, item: person }
      cook: { type: person }
standards:
  it: { title: 完成, kind: requirement, event: job, require: { done: true }, charge: CHARGE }
`
const pack = (charge: string) =>
  PACK.replace('CHARGE', charge).replace('worker: { title: 维修工 }', 'fitter: { title: 维修工 }')
const PEOPLE = `
  - { id: W1, name: 工一, post: fitter, unit: east-team, sites: [b1], reports_to: F1 }
  - { id: W2, name: 工二, post: fitter, unit: west-team, sites: [b2], to: 2024-03-10 }
  - { id: W2, name: 工二, post: foreman, unit: west-team, from: 2024-03-11 }
  - { id: F1, name: 班一, post: foreman, unit: east-team, sites: [b1], reports_to: M1 }
  - { id: M1, name: 经理, post: manager, unit: office }`
const SITES =
  '[ { id: b1, name: 一号楼, unit: east-team }, { id: b2, name: 二号楼, unit: west-team }, { id: b3, name: 三号楼, unit: east-team } ]'

function charged(charge: string, job: string, people = PEOPLE): readonly (string | null)[] {
  const story = `sites: ${SITES}\npeople: ${people}\nevents: [ { type: job, no: J1, at: 2024-03-05 10:00, done: false${job === '' ? '' : `, ${job}`} } ]`
  return judge(pack(charge), story).findings.map(one => one.person)
}

describe('a person field, or a post by name', () => {
  it.each([
    ['worker', 'worker: W1', ['W1']],
    ['worker', '', [null]],
    ['crew', 'crew: [W2, W1]', ['W1', 'W2']],
    ['manager', '', ['M1']],
    ['部门经理', '', ['M1']],
  ])('charge: %s with %s: %j', (charge, job, expected) => {
    expect(charged(charge, job)).toEqual(expected)
  })
  it('both bearing it: error', () => {
    expect(compileKindPack(pack('cook')).diagnostics.map(one => one.code)).toEqual(['ambiguous-name'])
    expect(charged('{ post: cook }', 'cook: W1')).toEqual([null])
  })
})

describe('{ post }: the holder for the case’s site, else its unit, else the only holder anywhere', () => {
  it.each([
    ['{ post: foreman }', 'site: b1', ['F1']],
    // Nobody holds it for b3 itself: its unit does.
    ['{ post: foreman }', 'site: b3', ['F1']],
    ['{ post: fitter }', 'unit: west-team', ['W2']],
    ['{ post: manager }', 'site: b2', ['M1']],
    // Several anywhere, none for the site or unit: nobody can be told.
    ['{ post: fitter }', '', [null]],
    ['{ post: cook }', 'site: b1', [null]],
  ])('%s, %s: %j', (charge, job, expected) => {
    expect(charged(charge, job)).toEqual(expected)
  })
  it('post-holders are those as of the event', () => {
    const on = (day: string) =>
      only(
        judge(
          pack('{ post: foreman }'),
          `sites: ${SITES}\npeople: ${PEOPLE}\nevents: [ { type: job, no: J1, at: ${day} 10:00, done: false, unit: west-team } ]`,
        ),
      ).person
    expect(on('2024-03-11')).toBe('W2')
    // The day before only one foreman exists anywhere.
    expect(on('2024-03-10')).toBe('F1')
  })
})

describe('{ post, of }', () => {
  it.each([
    ['{ post: manager, of: worker }', 'worker: W1', ['M1']],
    ['{ post: foreman, of: worker }', 'worker: W1', ['F1']],
    ['{ post: foreman, of: site }', 'site: b1', ['F1']],
    ['{ post: fitter, of: unit }', 'unit: east-team', ['W1']],
    ['{ post: manager, of: worker }', '', [null]],
    // Nobody above W2 bears it, nor anybody in the unit on that day.
    ['{ post: foreman, of: helper }', 'helper: W2', [null]],
  ])('%s, %s: %j', (charge, job, expected) => {
    expect(charged(charge, job)).toEqual(expected)
  })
})

describe('a list: each is charged, nobody twice', () => {
  it.each([
    ['[worker, helper]', 'worker: W1, helper: W2', ['W1', 'W2']],
    ['[worker, helper]', 'worker: W1, helper: W1', ['W1']],
    ['[worker, { post: manager }]', '', ['M1']],
  ])('%s, %s: %j', (charge, job, expected) => {
    expect(charged(charge, job)).toEqual(expected)
  })
})

describe('{ first }: liability that moves', () => {
  const first = '{ first: [ { when: { moved: true }, charge: helper }, { charge: worker } ] }'
  it.each([
    ['moved: true, worker: W1, helper: W2', ['W2']],
    ['moved: false, worker: W1, helper: W2', ['W1']],
    // Not known whether it moved: nobody, until it is.
    ['worker: W1, helper: W2', [null]],
  ])('%s: %j', (job, expected) => {
    expect(charged(first, job)).toEqual(expected)
  })
})

describe('finding ids: standard/case/person, percent-encoded, `-` for nobody', () => {
  it.each([
    ['worker: W1', 'it/J1/W1'],
    ['', 'it/J1/-'],
  ])('%s: %s', (job, id) => {
    const text = `people: ${PEOPLE}\nevents: [ { type: job, no: J1, at: 2024-03-05 10:00, done: false${job === '' ? '' : `, ${job}`} } ]`
    expect(only(judge(pack('worker'), text)).id).toBe(id)
  })
  it('parts that hold a slash cannot be mistaken', () => {
    const text = `people: [ { id: 'A/-', name: 甲, post: fitter } ]\nevents: [ { type: job, no: 工单/1, at: 2024-03-05 10:00, done: false, worker: 'A/-' } ]`
    expect(only(judge(pack('worker'), text)).id).toBe(`it/${encodeURIComponent('工单/1')}/A%2F-`)
  })
})

describe('what is wrong in the rule', () => {
  it.each([
    ['wroker', 'charge-unknown standards.it.charge'],
    ['place', 'charge-unknown standards.it.charge'],
    ['{ post: manger }', 'unknown-post standards.it.charge.post'],
    ['{ post: manager, of: place }', 'charge-unknown standards.it.charge.of'],
    ['owner', 'charge-unknown standards.it.charge'],
    ['member', 'charge-unknown standards.it.charge'],
    ['[worker, nobody]', 'charge-unknown standards.it.charge.1'],
    ['{ first: [ { when: { moves: true }, charge: worker } ] }', 'unknown-fact standards.it.charge.first.0.when.moves'],
  ])('%s: %s', (charge, expected) => {
    expect(compileKindPack(pack(charge)).diagnostics.map(one => `${one.code} ${one.path}`)).toEqual([expected])
  })
})
