/** What the sentences of “Scorecards and grades” and “Fair by default” mean, one table each. */

import { describe, expect, it } from 'vitest'
import { gradeGiven, score } from '../../src/score/index.ts'
import {
  always,
  atLeast,
  card,
  cases,
  checked,
  day,
  fairness,
  halfYear,
  item,
  noHistory,
  roster,
  rulebook,
  scoreOne,
  section,
  spell,
  standard,
  unset,
} from './fixture.ts'

const a = standard('a')
const b = standard('b')
const panel = standard('panel', { kind: 'rating', judgedPer: 'person' })

describe('bands by lower bound', () => {
  const book = rulebook([panel], [card([section('s', 100, [item('panel', { method: 'rating' })])])])
  const exactly = (measure: string) => scoreOne(book, [{ standard: 'panel', verdict: 'met', measure }])

  it.each([
    ['89.50', '89.50', 'good'],
    ['90.00', '90.00', 'excellent'],
    ['59.99', '59.99', 'fail'],
    ['60', '60.00', 'pass'],
    ['79.99', '79.99', 'pass'],
    ['80', '80.00', 'good'],
    ['0', '0.00', 'fail'],
    ['100', '100.00', 'excellent'],
  ])('%s is %s, %s', (measure, text, grade) => {
    expect(exactly(measure)).toMatchObject({ scoreText: text, score: Number(text), grade, gradeReason: null })
  })

  it('rounds once, half up, and grades the printed number', () => {
    expect(exactly('89.995')).toMatchObject({ scoreText: '90.00', grade: 'excellent', exactScore: '17999/200' })
    expect(exactly('89.994999')).toMatchObject({ scoreText: '89.99', grade: 'good' })
  })

  it('grades exact where decimals are left out', () => {
    const exactBook = {
      ...book,
      grades: { bands: book.grades?.bands ?? [], span: { file: 'pack.yaml', line: 1, column: 1 } },
    }
    const of = (measure: string) => scoreOne(exactBook, [{ standard: 'panel', verdict: 'met', measure }])
    expect(of('89.9999999')).toMatchObject({ scoreText: '89.999999…', grade: 'good' })
    expect(of('269/3')).toMatchObject({ scoreText: '89.666666…', grade: 'good' })
    expect(of('89.5')).toMatchObject({ scoreText: '89.5', grade: 'good' })
  })
})

describe('deduct', () => {
  const book = (more: Parameters<typeof item>[1] = {}, minimumCases = 20) =>
    rulebook(
      [a],
      [card([section('duties', 100, [item('a', { method: 'deduct', each: always(2), perCases: 100, ...more })])])],
      { fairness: { ...fairness, minimumCases } },
    )

  it('takes each per so many cases: more work is not more guilt', () => {
    const person = scoreOne(book(), [...cases('a', 'met', 403), ...cases('a', 'missed', 9)])
    expect(person.sections[0]?.items[0]).toMatchObject({ points: -4.37, met: 403, missed: 9, capped: false })
    expect(person.exactScore).toBe('9850/103') // 100 − 2 × 9 × 100 ÷ 412
    expect(person.sections[0]?.items[0]?.reason.zh).toBe(
      '检查 412 次，未达标 9 次；每检查 100 次，未达标一次扣 2 分：2 × 9 × 100 ÷ 412 = 4.37 分',
    )
    expect(person.sections[0]?.items[0]?.reason.en).toBe(
      '412 checked, 9 missed; 2 for each miss in 100 checks: 2 × 9 × 100 ÷ 412 = 4.37 points',
    )
    expect(person.sections[0]?.reason?.zh).toBe('满分 100 分；扣 4.37 分，得 95.63 分')
  })

  it('stops at the cap of the item, and says so', () => {
    const person = scoreOne(book({ most: always(3) }), [...cases('a', 'met', 403), ...cases('a', 'missed', 9)])
    expect(person).toMatchObject({ score: 97 })
    expect(person.sections[0]?.items[0]).toMatchObject({ points: -3, capped: true })
    expect(person.sections[0]?.items[0]?.reason.zh).toContain('= 4.37 分；封顶 3 分，扣 3 分')
  })

  it('starts at the marks and stops at 0', () => {
    const person = scoreOne(book({ each: always(50) }), [...cases('a', 'met', 10), ...cases('a', 'missed', 10)])
    expect(person).toMatchObject({ score: 0, grade: 'fail' })
    expect(person.sections[0]?.reason?.zh).toContain('扣完为止')
  })

  it('an item with cases and no miss costs nothing', () => {
    expect(scoreOne(book(), cases('a', 'met', 20))).toMatchObject({ score: 100 })
  })

  it('fewer cases than minimum-cases: the item is undetermined', () => {
    const person = scoreOne(book(), [...cases('a', 'met', 10), ...cases('a', 'missed', 9)])
    expect(person).toMatchObject({ score: null, scoreText: null, grade: null, gradeReason: 'incomplete' })
    expect(person.sections[0]).toMatchObject({ score: null })
    expect(person.sections[0]?.items[0]).toMatchObject({ points: null })
    expect(person.sections[0]?.items[0]?.reason.zh).toContain('只检查了 19 次，不足 20 次')
  })

  it('slots are not bound by minimum-cases', () => {
    const slot = standard('a', { judgedPer: 'slot' })
    const slots = { ...book({}), standards: [slot] }
    expect(scoreOne(slots, [...cases('a', 'met', 5), ...cases('a', 'missed', 1)]).score).toBe(66.67)
  })

  it('an item’s own minimum binds all of its cases', () => {
    const slots = { ...book({ minimum: 7 }), standards: [standard('a', { judgedPer: 'slot' })] }
    expect(scoreOne(slots, cases('a', 'met', 6)).score).toBeNull()
    expect(scoreOne(slots, cases('a', 'met', 7)).score).toBe(100)
  })

  it.each(['undetermined', 'pending', 'exempt'] as const)('%s never costs points', verdict => {
    const without = scoreOne(book(), cases('a', 'met', 40))
    const withMore = scoreOne(book(), [...cases('a', 'met', 40), ...cases('a', verdict, 7)])
    expect(withMore.exactScore).toBe(without.exactScore)
    expect(withMore.sections[0]?.items[0]).toMatchObject({ [verdict]: 7 })
  })

  it('notes never cost points, and are listed', () => {
    const noted = rulebook(
      [a, standard('b', { severity: 'note' })],
      [card([section('s', 100, [item(['a', 'b'], { method: 'deduct', each: always(5) })])])],
    )
    const person = scoreOne(noted, [...cases('a', 'met', 5), ...cases('b', 'missed', 5)])
    expect(person).toMatchObject({ score: 100, unscored: [{ standard: 'b', missed: 5 }] })
  })

  it('a ledger costs its balance × each, each being 1 unless said', () => {
    const ledger = standard('points', { kind: 'ledger', judgedPer: 'person' })
    const of = (measure: string, each?: number) =>
      scoreOne(
        rulebook(
          [ledger],
          [
            card([
              section('s', 100, [
                item('points', { method: 'deduct', ...(each === undefined ? {} : { each: always(each) }) }),
              ]),
            ]),
          ],
        ),
        [{ standard: 'points', verdict: 'met', measure }],
      )
    expect(of('12')).toMatchObject({ score: 88, ledgers: { points: '12' } })
    expect(of('12', 0.5)).toMatchObject({ score: 94 })
    expect(of('-3')).toMatchObject({ score: 100 })
  })

  it('a charge that is a parameter without value makes the item not count', () => {
    const person = scoreOne(book({ each: unset }), cases('a', 'missed', 30))
    expect(person.sections[0]?.items[0]?.reason.en).toContain('open-amount')
    expect(person.score).toBeNull()
  })
})

describe('once per incident', () => {
  const items = [item('a', { method: 'deduct', each: always(5) }), item('b', { method: 'deduct', each: always(2) })]
  const both = [
    { standard: 'a', verdict: 'missed', id: '1', incident: 'repair:R1' },
    { standard: 'a', verdict: 'missed', id: '2', incident: 'repair:R1' },
    { standard: 'b', verdict: 'missed', id: '3', incident: 'repair:R1' },
  ] as const

  it('deductions once per person and incident: the largest; the others print as the same incident', () => {
    const person = scoreOne(rulebook([a, b], [card([section('s', 100, items)])]), both)
    expect(person.score).toBe(95)
    expect(person.sections[0]?.items).toMatchObject([
      { points: -5, missed: 2, sameIncident: 1 },
      { points: 0, missed: 1, sameIncident: 1 },
    ])
  })

  it('across sections too', () => {
    const [first, second] = items
    if (!first || !second) throw new Error('two items')
    const person = scoreOne(rulebook([a, b], [card([section('s', 50, [first]), section('t', 50, [second])])]), both)
    expect(person.sections.map(one => one.score)).toEqual([45, 50])
  })

  it('per finding where the pack says so', () => {
    const book = rulebook([a, b], [card([section('s', 100, items)])], { fairness: { ...fairness, oncePer: 'finding' } })
    expect(scoreOne(book, both).score).toBe(88)
  })

  it('rates keep each standard’s own cases', () => {
    const rates = [item('a'), item('b')]
    const person = scoreOne(rulebook([a, b], [card([section('s', 100, rates)])]), [...both, ...cases('b', 'met', 1)])
    expect(person.sections[0]?.items.map(one => one.percent)).toEqual([0, 50])
  })

  it('what a cap swallows in one item is charged in the other: an appeal won can never cost points', () => {
    const capped = [
      item('a', { method: 'deduct', each: always(5), most: always(5) }),
      item('b', { method: 'deduct', each: always(2) }),
    ]
    const book = rulebook([a, b], [card([section('s', 100, capped)])])
    const of = (verdict: 'met' | 'missed') =>
      scoreOne(book, [
        { standard: 'a', verdict: 'missed', id: '1', incident: 'x:1' },
        { standard: 'a', verdict, id: '2', incident: 'x:2' },
        { standard: 'b', verdict: 'missed', id: '3', incident: 'x:2' },
      ])
    expect(of('missed').score).toBe(93)
    expect(of('met').score).toBe(93)
    expect(of('missed').sections[0]?.items[1]?.reason.zh).toContain('同一件事在别的项目因封顶未扣足的 2 分在此扣')
  })
})

describe('rate and rating', () => {
  it('pools cases within an item and takes the weighted mean over items', () => {
    const c = standard('c')
    const book = rulebook([a, b, c], [card([section('s', 100, [item(['a', 'b'], { weight: always(3) }), item('c')])])])
    const person = scoreOne(book, [
      ...cases('a', 'met', 30),
      ...cases('b', 'missed', 10),
      ...cases('c', 'met', 5),
      ...cases('c', 'missed', 5),
    ])
    expect(person.score).toBe(68.75) // (75 × 3 + 50) ÷ 4
    expect(person.sections[0]?.items).toMatchObject([
      { points: 56.25, percent: 75 },
      { points: 12.5, percent: 50 },
    ])
    expect(person.sections[0]?.items[0]?.reason.zh).toBe(
      '检查 40 次，达标 30 次，未达标 10 次，达标率 75%；100 × 3 ÷ 4 × 30 ÷ 40 = 56.25 分',
    )
  })

  it('an item where nothing applies leaves the mean to the others', () => {
    const book = rulebook([a, b], [card([section('s', 100, [item('a'), item('b', { weight: always(9) })])])])
    expect(scoreOne(book, [...cases('a', 'met', 3), ...cases('a', 'missed', 1)]).score).toBe(75)
  })

  it('by incident: any miss voids the whole case (100−1=0)', () => {
    const book = rulebook([a, b], [card([section('s', 100, [item(['a', 'b'], { by: 'incident' })])])])
    const person = scoreOne(book, [
      ...cases('a', 'met', 9, { incident: 'x:1' }),
      { standard: 'b', verdict: 'missed', incident: 'x:1' },
      { standard: 'a', verdict: 'met', id: 'other', incident: 'x:2' },
    ])
    expect(person.score).toBe(50)
  })

  it('a rating scales its 0–100 to the marks', () => {
    const book = rulebook(
      [a, panel],
      [card([section('s', 70, [item('a')]), section('panel', 30, [item('panel', { method: 'rating' })])])],
    )
    const person = scoreOne(book, [...cases('a', 'met', 4), { standard: 'panel', verdict: 'met', measure: '1234/17' }])
    expect(person.sections[1]).toMatchObject({ score: 21.78, marks: 30, weight: 30 })
    expect(person.exactScore).toBe('7801/85') // 70 + 30 × 1234 ÷ 1700
  })
})

describe('a section where nothing applies', () => {
  const book = (empty: 'none' | 'full' | 'redistribute') =>
    rulebook(
      [a, b],
      [
        card([
          section('s', 40, [item('a', { method: 'deduct', each: always(4) })]),
          section(
            't',
            20,
            [item('a')].map(one => ({ ...one, standards: ['c'] })),
          ),
          section('u', 40, [item('b')], { empty }),
        ]),
      ],
    )
  const c = standard('c')
  const of = (empty: 'none' | 'full' | 'redistribute') =>
    scoreOne({ ...book(empty), standards: [a, b, c] }, [
      ...cases('a', 'met', 9),
      ...cases('a', 'missed', 1),
      ...cases('c', 'met', 1),
    ])

  it('is null and says so, never 0 and never full; the score is null, “incomplete”', () => {
    const person = of('none')
    expect(person).toMatchObject({ score: null, grade: null, gradeReason: 'incomplete' })
    expect(person.sections[2]).toMatchObject({ score: null, weight: 40 })
    expect(person.sections[2]?.reason?.en).toContain('incomplete')
  })

  it('unless `empty: full`', () => {
    expect(of('full').sections[2]).toMatchObject({ score: 40 })
    expect(of('full')).toMatchObject({ score: 96, measuredMarks: 60 })
  })

  it('`redistribute` shares its marks over the others in proportion', () => {
    const person = of('redistribute')
    expect(person.sections.map(one => one.weight)).toEqual([66.67, 33.33, null])
    expect(person.score).toBe(93.33) // (36 + 20) × 100 ÷ 60
    expect(person.sections[0]?.reason?.zh).toContain('按 66.67 分折算')
    expect(person.sections[2]?.reason?.zh).toContain('按比例摊到其他部分')
  })

  it('everything empty: too little measured', () => {
    const all = rulebook([a], [card([section('s', 100, [item('a')], { empty: 'redistribute' })])])
    expect(scoreOne(all, [])).toMatchObject({ score: null, grade: null, gradeReason: 'too-little-measured' })
  })

  it('a standard not supplied judges nobody', () => {
    const person = scoreOne(rulebook([a], [card([section('s', 100, [item('a')])])]), [], {
      states: { a: 'not-supplied' },
      missing: { a: ['inspection'] },
    })
    expect(person.sections[0]?.items[0]?.reason.zh).toContain('没有收到所需的记录（inspection）')
    expect(person.facts['missed.a']).toBeUndefined()
  })
})

describe('bonus', () => {
  const praise = standard('praise')
  const book = (more: Parameters<typeof section>[3] = {}) =>
    rulebook(
      [a, praise],
      [
        card([
          section('s', 100, [item('a')]),
          section('moving', undefined, [item('praise', { method: 'bonus', each: always(1) })], {
            method: 'bonus',
            most: always(5),
            ...more,
          }),
        ]),
      ],
    )
  const base = [...cases('a', 'met', 98), ...cases('a', 'missed', 2)]

  it('is added up to its most; the total stops at 100, both printed', () => {
    expect(scoreOne(book(), [...base, ...cases('praise', 'met', 1)])).toMatchObject({ score: 99, uncapped: null })
    expect(scoreOne(book(), [...base, ...cases('praise', 'met', 9)])).toMatchObject({ score: 100, uncapped: 103 })
  })

  it('comes after redistribution', () => {
    const [first] = book().scorecards
    if (!first) throw new Error('a card')
    const shared = {
      ...first,
      sections: [
        section('r', 50, [item('b')], { empty: 'redistribute' }),
        section('s', 50, [item('a')]),
        ...first.sections.slice(1),
      ],
    }
    const person = scoreOne({ ...book(), standards: [a, b, praise], scorecards: [shared] }, [
      ...base,
      ...cases('praise', 'met', 1),
    ])
    expect(person.score).toBe(99)
  })

  it('is no gap when there is none', () => {
    expect(scoreOne(book(), base)).toMatchObject({ score: 98, gradeReason: null })
  })

  it.each([
    ['holds', 90, 99],
    ['does not hold', 98.5, 98],
  ])('its `when` over the score before bonus %s', (_, least, expected) => {
    expect(scoreOne(book({ when: atLeast('score', least) }), [...base, ...cases('praise', 'met', 1)]).score).toBe(
      expected,
    )
  })

  it('unknown: no bonus', () => {
    const person = scoreOne(book({ when: atLeast('previous.score', 0) }), [...base, ...cases('praise', 'met', 1)])
    expect(person.score).toBe(98)
    expect(person.sections[1]?.reason?.en).toContain('not known')
  })
})

describe('veto and gates', () => {
  const safety = standard('safety')
  const base = [...cases('a', 'met', 19), ...cases('a', 'missed', 1)]
  const book = (grade: string, more: Parameters<typeof card>[1] = {}) =>
    rulebook(
      [a, safety, standard('heard', { judgedPer: 'slot' })],
      [card([section('s', 100, [item('a')])], { veto: [{ standards: ['safety'], grade }], ...more })],
    )
  const gated = { gates: [{ standards: ['heard'], of: 'staff' }] }

  it('the lower grade wins, the score stays printed', () => {
    const person = scoreOne(book('fail'), [...base, ...cases('safety', 'missed', 1)])
    expect(person).toMatchObject({
      score: 95,
      grade: 'fail',
      gradeBeforeVeto: 'excellent',
      vetoes: [{ standard: 'safety', grade: 'fail' }],
    })
  })

  it('a veto never raises a grade', () => {
    const low = [...cases('a', 'missed', 20), ...cases('safety', 'missed', 1)]
    expect(scoreOne(book('good'), low)).toMatchObject({ score: 0, grade: 'fail', gradeBeforeVeto: null })
  })

  it('not all done for this person: no grade yet, “incomplete”; the score stays printed', () => {
    expect(scoreOne(book('fail', gated), base)).toMatchObject({
      score: 95,
      grade: null,
      gradeReason: 'incomplete',
      gates: [{ standard: 'heard', met: false }],
    })
  })

  it('done when the slot of this person was, whoever answers for it', () => {
    const measures = [{ standard: 'heard', owner: 'E1', slot: '2024-H1', value: 1 }]
    expect(scoreOne(book('fail', gated), base, { measures })).toMatchObject({
      grade: 'excellent',
      gates: [{ met: true }],
    })
    const missedByDirector = { standard: 'heard', verdict: 'missed', person: 'D1', owner: 'E1' } as const
    expect(scoreOne(book('fail', gated), [...base, missedByDirector], { measures }).gates).toMatchObject([
      { met: false },
    ])
    const missedForAnother = { ...missedByDirector, person: 'E1', owner: 'E9' } as const
    expect(scoreOne(book('fail', gated), [...base, missedForAnother], { measures }).gates).toMatchObject([
      { met: true },
    ])
  })

  it('gates beat veto', () => {
    const person = scoreOne(book('fail', gated), [...base, ...cases('safety', 'missed', 1)])
    expect(person).toMatchObject({ grade: null, gradeReason: 'incomplete', vetoes: [{ grade: 'fail' }] })
  })

  it('a gate of another level does not concern this person', () => {
    const others = { gates: [{ standards: ['heard'], of: 'department-manager' }] }
    expect(scoreOne(book('fail', others), base)).toMatchObject({ grade: 'excellent', gates: [] })
  })
})

describe('too little to go by', () => {
  const shared = rulebook(
    [a, b],
    [card([section('s', 49, [item('a')]), section('t', 51, [item('b')], { empty: 'redistribute' })])],
  )

  it.each([
    [49, 'excellent', null],
    [49.5, null, 'too-little-measured'],
  ])('measured marks 49, at least %s', (least, grade, gradeReason) => {
    const book = { ...shared, fairness: { ...fairness, measuredMarksAtLeast: least } }
    expect(scoreOne(book, cases('a', 'met', 5))).toMatchObject({ score: 100, grade, gradeReason, measuredMarks: 49 })
  })

  const book = rulebook(
    [a, b],
    [
      card([section('s', 100, [item('a')])]),
      card([section('s', 100, [item('b')])], { id: 'kitchen', posts: ['cook'] }),
    ],
  )
  const scored = (spells: readonly ReturnType<typeof spell>[]) =>
    score({
      rulebook: book,
      checked: checked(book.standards, [...cases('a', 'met', 5), ...cases('b', 'missed', 5)]),
      roster: roster(spells),
      period: halfYear,
      history: noHistory,
    })

  it.each([
    ['2024-04-01', 91, 'excellent', null], // 182 days: exactly half
    ['2024-04-02', 90, null, 'too-few-days'],
  ])('in post from %s', (from, daysInPost, grade, gradeReason) => {
    expect(scored([spell('E1', 'warden', { from: day(from) })])).toMatchObject([
      { score: 100, daysInPost, grade, gradeReason },
    ])
  })

  it('the days of the period count its first and its last', () => {
    const whole = { ...book, fairness: { ...fairness, minimumDaysPercent: 100 } }
    const of = (from: string) =>
      score({
        rulebook: whole,
        checked: checked(book.standards, cases('a', 'met', 5)),
        roster: roster([spell('E1', 'warden', { from: day(from) })]),
        period: halfYear,
        history: noHistory,
      })
    expect(of('2024-01-01')).toMatchObject([{ daysInPost: 182, gradeReason: null }])
    expect(of('2024-01-02')).toMatchObject([{ daysInPost: 181, gradeReason: 'too-few-days' }])
  })

  it('people with a spell touching the period, in order of id', () => {
    const people = [
      spell('E3', 'warden', { to: day('2024-01-01') }),
      spell('E2', 'warden', { to: day('2023-12-31') }),
      spell('E1'),
    ]
    expect(scored(people).map(one => one.id)).toEqual(['E1', 'E3'])
  })

  it('a post without scorecard', () => {
    expect(scored([spell('E1', 'manager')])).toMatchObject([
      { score: null, grade: null, gradeReason: 'no-scorecard', scorecard: null },
    ])
  })
})

describe('facts', () => {
  it('tells what outcomes ask about, and leaves out what is not known', () => {
    const ledger = standard('points', { kind: 'ledger', judgedPer: 'person' })
    const unasked = standard('c')
    const outcomes = ['missed.a', 'missed.b', 'missed.points', 'ledger.points'].map(fact => ({
      id: fact,
      title: { zh: fact, en: fact },
      clauses: [],
      when: atLeast(fact, 0),
      oncePer: 'period' as const,
      // biome-ignore lint/suspicious/noThenProperty: the key of the rule language
      then: [],
      span: { file: 'pack.yaml', line: 1, column: 1 },
    }))
    const book = { ...rulebook([a, b, unasked, ledger], [card([section('s', 100, [item('a')])])]), outcomes }
    const all = [
      ...cases('c', 'missed', 1),
      ...cases('a', 'met', 3),
      ...cases('a', 'missed', 1),
      { standard: 'points', verdict: 'met', measure: '7.5' } as const,
    ]
    const { facts } = scoreOne(book, all, { states: { b: 'not-configured' } })
    expect(facts).toEqual({
      post: 'warden',
      score: 75,
      grade: 'pass',
      'missed.a': 1,
      'missed.points': 0,
      'ledger.points': 7.5,
      'section.s.percent': 75,
    })
  })

  it('tenure is whole months from the first day to the period’s last', () => {
    const book = rulebook([a], [card([section('s', 100, [item('a')])])])
    const tenure = (from: string) =>
      score({
        rulebook: book,
        checked: checked([a], []),
        roster: roster([spell('E1', 'warden', { from: day(from) })]),
        period: halfYear,
        history: noHistory,
      })[0]?.facts.tenure
    expect([tenure('2024-01-01'), tenure('2024-01-02'), tenure('2019-07-01')]).toEqual([6, 5, 60])
  })
})

describe('a rule test that gives the sections', () => {
  const grades = rulebook([], []).grades
  it.each([
    [{ duties: 40, promises: 30, panel: 19.5 }, '89.50', 'good'],
    [{ duties: 40, promises: 30, panel: 20 }, '90.00', 'excellent'],
    [{ duties: 0.1, promises: 0.2, panel: 59.7 }, '60.00', 'pass'],
    [{ duties: 60, promises: 40, moving: 5 }, '100.00', 'excellent'],
    [{ duties: 60, promises: null }, null, null],
  ])('%j', (sections, scoreText, grade) => {
    expect(gradeGiven(sections, grades, day('2024-01-01'))).toMatchObject({ scoreText, grade })
  })
})
