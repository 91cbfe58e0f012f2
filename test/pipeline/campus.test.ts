/** The example semester, whole: the golden, the story, and that neither order nor parts change anything. */

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Fraction from 'fraction.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { check } from '../../src/check/index.ts'
import { roundedNumber } from '../../src/lib/exact.ts'
import type { Appraisal } from '../../src/model/appraisal.ts'
import type { RejectedRow } from '../../src/model/event.ts'
import { type Prepared, prepare } from '../../src/prepare.ts'
import { CAMPUS, GOLDEN, type Golden, makeGolden } from '../support/golden.ts'

let golden: Golden
let appraisal: Appraisal
let prepared: Prepared
let rejected: readonly RejectedRow[]
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))

beforeAll(async () => {
  golden = await makeGolden()
  appraisal = golden.appraisal
  const ready = await prepare({ folder: CAMPUS })
  if (!ready.prepared) throw new Error('the example could not be appraised')
  prepared = ready.prepared
  rejected = ready.rejected
})

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('the golden appraisal', () => {
  it('is what was reviewed; npm run golden records it anew', () => {
    const { files } = golden
    expect([...files.keys()].toSorted()).toEqual(readdirSync(GOLDEN).toSorted())
    for (const [name, text] of files) expect(text, name).toBe(readFileSync(join(GOLDEN, name), 'utf8'))
  })
})

describe('the story of the semester', () => {
  const person = (id: string) => {
    const found = appraisal.people.find(one => one.id === id)
    if (!found) throw new Error(`nobody is ${id}`)
    return found
  }

  it('has 60 people and more in 8 posts and more, under a line of four levels', () => {
    expect(appraisal.people.length).toBeGreaterThanOrEqual(60)
    expect(new Set(appraisal.people.map(one => one.post)).size).toBeGreaterThanOrEqual(8)
    const day = prepared.setup.period.to
    expect(prepared.roster.lineAbove('0201', day).map(spell => spell.person)).toEqual(['0004', '0002', '0001'])
  })

  it('has 20,000 records and more of 12 types and more; every row is accounted for', () => {
    const { records } = appraisal
    expect(records.accepted).toBeGreaterThanOrEqual(20_000)
    expect(Object.keys(records.byType).length).toBeGreaterThanOrEqual(12)
    for (const counts of [records, ...Object.values(records.byType)]) {
      expect(counts.accepted + counts.rejected + counts.ignored).toBe(counts.read)
    }
    expect(records.rejected).toBe(rejected.length)
  })

  it('has people in every band, and two excellent and two failing at the least', () => {
    const count = (grade: string | null) => appraisal.people.filter(one => one.grade === grade).length
    expect(count('excellent')).toBeGreaterThanOrEqual(2)
    expect(count('good')).toBeGreaterThan(0)
    expect(count('pass')).toBeGreaterThan(0)
    expect(count('fail')).toBeGreaterThanOrEqual(2)
    expect(count(null)).toBeGreaterThan(0)
  })

  it('has a cascade up the line, one undone by an appeal and one waiting for its confirmation apart', () => {
    expect(person('0205').withheld).toMatchObject({ share: 0 })
    expect(person('0207').withheld).toMatchObject({ share: 1, amount: 3000 })
    expect(person('0209').withheld).toMatchObject({ share: 0 })
    expect(person('0004').withheld).toMatchObject({ share: 0.3, amount: 1800 })
    expect(person('0002').withheld).toMatchObject({ share: 0.15, amount: 1200 })
    expect(person('0001').withheld).toMatchObject({ share: 0.05, amount: 500 })
  })

  it('has a veto: the grade is lowered, the score stays', () => {
    const cook = person('0405')
    expect(cook.grade).toBe('fail')
    expect(cook.score).toBeGreaterThan(80)
    expect(cook.vetoes).toEqual([expect.objectContaining({ standard: 'failed-vegetables-not-served' })])
  })

  it('has a transfer, a leaver and somebody whose procedure is not complete', () => {
    expect(person('0121').spells.map(spell => spell.post)).toEqual(['dorm-cleaner', 'dorm-warden'])
    expect(person('0210')).toMatchObject({ grade: null, gradeReason: 'too-few-days' })
    expect(person('0127')).toMatchObject({ grade: null, gradeReason: 'incomplete' })
  })

  it('has an appeal that was upheld, one that was dismissed, a waiver and people who were away', () => {
    const states = (id: string) => person(id).adjustments.map(({ state }) => state)
    expect([states('0205'), states('0325')]).toEqual([
      ['answered', 'decided'],
      ['answered', 'dismissed'],
    ])
    expect(appraisal.standards.find(({ id }) => id === 'hygiene-contest-weekly')?.exempt).toBe(1)
    expect(person('0106').daysInPost).toBeLessThan(person('0105').daysInPost)
  })

  it('has exemptions, missing data, a case still open, and record types that nobody supplied', () => {
    const standard = (id: string) => appraisal.standards.find(one => one.id === id)
    expect(standard('meal-prices-stable')?.exempt).toBe(3)
    expect(standard('repair-arrival-minor')?.undetermined).toBeGreaterThan(0)
    expect(standard('found-things-returned')?.pending).toBe(1)
    expect(standard('value-understood')).toMatchObject({
      state: 'not-supplied',
      missing: [{ id: 'survey_response', isField: false }],
    })
  })

  it('judges the case that last semester left open, once', () => {
    const { records, history, scope, rulebook } = prepared
    const { findings } = check({ rulebook, records, history, scope, keepMet: true })
    const carried = findings.filter(finding => finding.case === 'R2399999')
    expect(carried.map(finding => finding.standard)).toEqual(['repair-arrival-minor'])
  })
})

describe('the points of the evidence', () => {
  const deductions = () =>
    appraisal.people.flatMap(person =>
      person.sections.flatMap(section =>
        section.items.flatMap((item, at) =>
          item.method === 'deduct' && item.points !== null ? [{ person, section: section.id, item, at }] : [],
        ),
      ),
    )

  it('add up to what each deducting item takes off, beside what a ledger does', () => {
    const kinds = new Map(appraisal.standards.map(({ id, kind }) => [id, kind]))
    const withoutLedger = deductions().filter(({ item }) => item.standards.every(id => kinds.get(id) !== 'ledger'))
    expect(withoutLedger.length).toBeGreaterThan(50)
    expect(withoutLedger.some(({ item }) => item.capped)).toBe(true)
    for (const { person, section, item, at } of withoutLedger) {
      const own = person.evidence
        .flatMap(({ charges }) => charges)
        .filter(charge => charge.section === section && charge.item === at)
      const sum = own.reduce((total, { exactPoints }) => total.add(exactPoints ?? 0), new Fraction(0))
      expect(roundedNumber(sum, 2), `${person.id} ${section} ${at}`).toBe(item.points)
      if (!item.capped) expect(own.some(({ effect }) => effect === 'capped')).toBe(false)
      expect(own.length).toBe(item.missed)
    }
  })
})

describe('what a sheet compares', () => {
  it('is the share missed of peers, five others at the least, and counts of everything that had a case', () => {
    for (const { id, sections, tallies, unscored } of appraisal.people) {
      for (const { peers } of sections.flatMap(({ items }) => items))
        if (peers) expect(peers.people, id).toBeGreaterThanOrEqual(6)
      const counted = new Map(tallies.map(tally => [tally.standard, tally]))
      for (const one of unscored) expect(counted.get(one.standard)).toEqual(one)
    }
    const warden = appraisal.people.find(({ id }) => id === '0101')
    expect(warden?.sections.some(({ items }) => items.some(({ peers }) => peers !== null))).toBe(true)
    expect(Number(warden?.bonusBase)).toBeGreaterThan(0)
  })

  it('is no group of raters below the floor', () => {
    const groups = appraisal.people.flatMap(({ ratings }) => ratings.flatMap(one => one.groups))
    expect(groups.length).toBeGreaterThan(0)
    for (const { raters, mean } of groups) {
      expect(raters).toBeGreaterThanOrEqual(5)
      expect(mean).toBeGreaterThan(0)
    }
  })
})

describe('the order of records', () => {
  it('changes no byte of appraisal.json: every file shuffled', async () => {
    const shuffle = fc.sample(fc.infiniteStream(fc.nat()), { numRuns: 1, seed: 7 })[0]
    if (!shuffle) throw new Error('no chance')
    const folder = join(scratch, 'shuffled', 'campus', '2024-H1')
    cpSync(CAMPUS, folder, { recursive: true })
    cpSync(join(CAMPUS, '../../../rules'), join(scratch, 'rules'), { recursive: true })
    for (const name of readdirSync(join(folder, 'records'))) {
      const path = join(folder, 'records', name)
      const text = readFileSync(path, 'utf8')
      const lines = name.endsWith('.json') ? [] : text.split(/(?<=\n)/)
      const head = name.endsWith('.csv') ? lines.splice(0, 1) : []
      const keyed = lines
        .map(line => ({ line, key: shuffle.next().value ?? 0 }))
        .toSorted((one, other) => one.key - other.key)
      if (name.endsWith('.json')) writeFileSync(path, JSON.stringify((JSON.parse(text) as unknown[]).toReversed()))
      else writeFileSync(path, [...head, ...keyed.map(({ line }) => line)].join(''))
    }
    const shuffled = await appraise({ folder, language: 'zh' })
    expect(shuffled.diagnostics.filter(one => one.severity === 'error')).toEqual([])
    expect(JSON.stringify(shuffled.appraisal)).toBe(JSON.stringify(appraisal))
  })
})

describe('parts', () => {
  it('judged apart in any number and joined give the same', () => {
    const { records, history, scope, rulebook } = prepared
    const whole = check({ rulebook, records, history, scope })
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.nat(), (count, salt) => {
        const partOf = (standard: string, item: number): number =>
          (standard.length * 31 + item * 17 + ((item * salt) % 101)) % count
        const parts = Array.from(
          { length: count },
          (_, part) => (standard: string, item: number) => partOf(standard, item) === part,
        )
        expect(check({ rulebook, records, history, scope, parts })).toEqual(whole)
      }),
      { numRuns: 4 },
    )
  })
})

describe('the generator', () => {
  it('writes the same bytes again', async () => {
    const { generate } = await import('../../examples/campus/generate.ts')
    const folder = join(scratch, 'generated')
    generate(folder)
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
      /\.(csv|json|ndjson)$/.test(name),
    )
    expect(names.length).toBeGreaterThan(100)
    for (const name of names)
      expect(readFileSync(join(folder, name)).equals(readFileSync(join(CAMPUS, '..', name))), name).toBe(true)
  })
})
