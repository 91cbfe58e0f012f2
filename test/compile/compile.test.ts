import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/calendar/day.ts'
import { clauseCoverage, compile } from '../../src/compile/index.ts'
import { loadPack } from '../../src/load/pack.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import type { Rulebook } from '../../src/model/rulebook.ts'

const root = resolve(import.meta.dirname, '../..')
const base = readFileSync(join(root, 'test/fixtures/base-pack.yaml'), 'utf8')

/** The codes told and the rulebook of the base pack with more files. */
function withBase(...more: readonly string[]): {
  readonly told: readonly string[]
  readonly rulebook: Rulebook | undefined
} {
  return compiled(base, ...more)
}

function compiled(...texts: readonly string[]): {
  readonly told: readonly string[]
  readonly rulebook: Rulebook | undefined
} {
  const read = texts.map((text, at) => parseYaml(text, `${at}.yaml`))
  const { rulebook, diagnostics } = compile(
    read.map(({ file }) => file),
    { sha256: 'x' },
  )
  const all = [...read.flatMap(one => one.diagnostics), ...diagnostics]
  return { told: all.map(({ code, span }) => `${code} ${span.line}:${span.column}`), rulebook }
}

describe('the shipped pack', () => {
  it('has no mistake', () => {
    const { files, diagnostics, sha256 } = loadPack(join(root, 'rules'))
    const result = compile(files, { sha256 })
    expect([...diagnostics, ...result.diagnostics]).toEqual([])
    expect(result.rulebook && clauseCoverage(result.rulebook).open).toBe(0)
  })
})

describe('a rulebook', () => {
  const { rulebook } = withBase()

  it('keeps the order written', () => {
    expect(rulebook?.standards.map(({ id }) => id)).toEqual(['arrival', 'called-back'])
    expect([...(rulebook?.posts.keys() ?? [])]).toEqual(['warden', 'cook', 'manager'])
  })

  it('has bands from the highest lower bound to the lowest, written from the best or from the worst', () => {
    const bands =
      '      fail: { title: 不合格, from: 0 }\n      pass: { title: 合格, from: 60 }\n      good: { title: 良好, from: 80 }\n'.replaceAll(
        '      ',
        '    ',
      )
    const { rulebook: other } = compiled(
      `${PACK}posts:\n  guard: { title: 门卫, level: staff }\ngrades:\n  bands:\n${bands}`,
    )
    expect(other?.grades?.bands.map(({ id }) => id)).toEqual(['good', 'pass', 'fail'])
  })

  it('has the columns of people, sites and units, the posts being choices', () => {
    const post = rulebook?.rosterTypes.person.fields.get('post')
    expect(post?.type).toBe('choice')
    expect([...(post?.choices?.keys() ?? [])]).toEqual(['warden', 'cook', 'manager'])
  })

  it('takes the columns that a pack adds to people, sites and units', () => {
    const { told, rulebook: more } = withBase(
      'events:\n  site:\n    fields:\n      beds: { type: number, title: { zh: 床位, en: Beds } }\n',
    )
    expect(told).toEqual([])
    expect(more?.rosterTypes.site.fields.get('beds')?.type).toBe('number')
    expect(more?.eventTypes.has('site')).toBe(false)
  })

  it('knows which clause is cited by what', () => {
    expect(rulebook?.citations.get('S1-1')).toEqual(['parameter:prompt', 'standard:arrival'])
    expect(rulebook && clauseCoverage(rulebook)).toEqual({ total: 3, cited: 2, unchecked: 1, open: 0 })
  })

  it('keeps parameters as they are to be read: durations, numbers, texts, none', () => {
    expect(rulebook?.parameters.get('prompt')?.setting.dated).toEqual([
      { from: Number.NEGATIVE_INFINITY, value: { value: 24, unit: 'hours', working: false } },
    ])
    expect(rulebook?.parameters.get('bonus')?.setting.dated).toEqual([])
  })

  it('is the same when compiled again', () => {
    const plain = (book: Rulebook | undefined) =>
      JSON.stringify(book, (_, value: unknown) => (value instanceof Map ? [...value] : value))
    expect(plain(withBase().rulebook)).toBe(plain(withBase().rulebook))
  })

  it('is absent where there is an error', () => {
    expect(withBase('posts:\n  guard: { title: 门卫 }\n').rulebook).toBeUndefined()
    expect(withBase('seasons：\n').rulebook).toBeUndefined()
  })

  it('takes posts of a scorecard by title', () => {
    const text =
      "scorecards:\n  cooks:\n    title: 厨师\n    posts: [厨师]\n    sections:\n      all: { title: 承诺, marks: 100, method: rate, items: [ { standards: 'tag:promise' } ] }\n"
    const { told, rulebook: more } = withBase(text)
    expect(told).toEqual([])
    expect(more?.scorecards.at(-1)?.posts).toEqual(['cook'])
  })
})

const PACK = 'pack: { id: own, version: "1.0", title: 自己的, time-zone: Asia/Shanghai }\n'

describe('a pack without scorecards or grades', () => {
  it('is valid: findings only', () => {
    const text = `${PACK}events:\n  patrol:\n    title: 巡查\n    at: at\n    fields: { at: { type: date-time, required: true }, guard: { type: person }, done: { type: yes-no } }\nstandards:\n  done:\n    title: 巡查完成\n    kind: requirement\n    event: patrol\n    require: { done: true }\n    charge: guard\n`
    const { told, rulebook } = compiled(text)
    expect(told).toEqual(['clause-missing 8:3'])
    expect(rulebook?.standards).toHaveLength(1)
  })

  it('needs the block pack', () => {
    expect(compiled('posts:\n  guard: { title: 门卫, level: staff }\n').told).toEqual(['missing-key 1:1'])
  })
})

describe('one root cause for each mistake', () => {
  const citing = (field: string) =>
    `standards:\n  extra:\n    title: 巡查\n    clauses: [S1-1]\n    kind: requirement\n    event: patrol\n    require: { ${field}: true }\n    charge: guard\n`

  it('blames nobody for naming a field that is itself wrong', () => {
    const event =
      'events:\n  patrol:\n    title: 巡查\n    at: at\n    fields:\n      at: { type: date-time }\n      done: { type: yesno }\n      guard: { type: person }\n'
    expect(withBase(event, citing('done')).told).toEqual(['wrong-value 7:21'])
    expect(withBase(event, citing('doen')).told).toEqual(['wrong-value 7:21', 'unknown-fact 7:16'])
  })

  it('blames nobody for naming a definition that cannot be read', () => {
    expect(
      withBase(
        'posts:\n  guard: { title: 门卫 }\n',
        citing('x')
          .replace('charge: guard', 'charge: { post: guard }')
          .replace('patrol', 'repair')
          .replace('x: true', 'urgent: true'),
      ).told,
    ).toEqual(['missing-key 2:3'])
  })

  it('tells no name as unknown that a broken file may define', () => {
    const broken = 'events:\n  patrol:\n    title: "巡查\n    at: at\n'
    // The quote that is not closed is mended, and the rest read as it was meant.
    expect(withBase(broken, citing('done')).told).toEqual(['yaml-syntax 3:12', 'missing-key 2:3'])
    const swallowed = `posts:\n  guard: { title: "门卫, level: staff }\nevents:\n  patrol:\n    fields: { done: { type: yes-no } }\n`
    expect(withBase(swallowed, citing('done')).told).toEqual(['yaml-syntax 2:19', 'missing-key 4:3'])
  })

  it('tells a mistyped key once, not as missing too', () => {
    expect(withBase('posts:\n  guard: { titel: 门卫, level: staff }\n').told).toEqual(['unknown-key 2:12'])
  })

  it('tells all missing keys of one place together', () => {
    expect(withBase('posts:\n  guard: {}\n').told).toEqual(['missing-key 2:3'])
  })
})

describe('marks', () => {
  const card = (marks: string) =>
    `scorecards:\n  cooks:\n    title: 厨师\n    posts: [cook]\n    sections:\n      a: { title: 甲, marks: ${marks}, method: rate, items: [ { standards: arrival } ] }\n      b: { title: 乙, marks: 40, method: rate, items: [ { standards: called-back } ] }\n      more: { title: 加分, method: bonus, most: 5, items: [ { standards: tag:none, each: 1 } ] }\n`.replace(
      '      more: { title: 加分, method: bonus, most: 5, items: [ { standards: tag:none, each: 1 } ] }\n',
      '',
    )

  it('total 100 on every day on which some of them change', () => {
    expect(withBase(card('60')).told).toEqual([])
    expect(withBase(card('{ 2024-01-01: 60 }')).told).toEqual([])
    expect(withBase(card('{ 2024-01-01: 60, 2025-01-01: 50 }')).told).toEqual(['marks-total 5:5'])
    expect(withBase(card('0.1')).told).toEqual(['marks-total 5:5'])
  })
})

describe('a profile', () => {
  const file = (text: string) => ({ ...parseYaml(text, 'profiles/starter.yaml').file, profile: 'starter' })
  const files = [parseYaml(base, 'base.yaml').file, file("profile: { title: 起步, standards: 'arr*' }\n")]

  it('switches on its standards alone', () => {
    const { rulebook, diagnostics } = compile(files, { sha256: '', profile: 'starter' })
    expect(diagnostics).toEqual([])
    expect(rulebook?.standards.map(({ id }) => id)).toEqual(['arrival'])
    expect(rulebook?.scorecards[0]?.sections[0]?.items.map(item => item.standards)).toEqual([['arrival'], []])
    expect(rulebook?.scorecards[0]?.sections[0]?.empty).toBe('none')
  })

  const section = 'work: { title: 工作, marks: 100, method: rate, items: [ { standards: called-back } ] }'
  const card = `scorecards:\n  other: { title: 另一张, posts: [warden, cook], sections: { ${section} } }\n`
  const withCard = (profile: string, cards = card) => [
    parseYaml(base, 'base.yaml').file,
    parseYaml(cards, 'cards.yaml').file,
    file(profile),
  ]

  it('puts its own scorecard in the place of the ordinary one of a post, and no other does', () => {
    const all = withCard("profile: { title: 另, standards: '*', scorecards: [other] }\n")
    const ordinary = compile(all, { sha256: '' })
    expect(ordinary.diagnostics).toEqual([])
    expect(ordinary.rulebook?.scorecards.map(({ id, posts }) => [id, posts])).toEqual([['wardens', ['warden']]])
    expect(ordinary.rulebook?.otherScorecards.map(({ id }) => id)).toEqual(['other'])
    const chosen = compile(all, { sha256: '', profile: 'starter' }).rulebook
    expect(chosen?.scorecards.map(({ id, posts }) => [id, posts])).toEqual([['other', ['warden', 'cook']]])
    expect(chosen?.otherScorecards.map(({ id }) => id)).toEqual(['wardens'])
  })

  it('shares out the marks of a section of which it leaves nothing', () => {
    const all = withCard('profile: { title: 另, standards: [arrival], scorecards: [other] }\n')
    const { rulebook } = compile(all, { sha256: '', profile: 'starter' })
    expect(rulebook?.scorecards[0]?.sections[0]).toMatchObject({ id: 'work', empty: 'redistribute' })
  })

  it('has one scorecard for a post', () => {
    const two = `${card}  third: { title: 第三张, posts: [cook], sections: { ${section} } }\n`
    const of = (names: string) => withCard(`profile: { title: 另, standards: '*', scorecards: [${names}] }\n`, two)
    expect(compile(of('other, third'), { sha256: '' }).diagnostics.map(one => one.code)).toEqual(['post-twice'])
    expect(compile(of('other'), { sha256: '' }).diagnostics).toEqual([])
    expect(compile(of('third'), { sha256: '' }).diagnostics.map(one => one.code)).toEqual(['post-twice'])
  })

  it('names scorecards that there are', () => {
    const wrong = withCard("profile: { title: 另, standards: '*', scorecards: [othre] }\n")
    const told = compile(wrong, { sha256: '' }).diagnostics.map(
      ({ code, span }) => `${code} ${span.line}:${span.column}`,
    )
    expect(told).toEqual(['post-twice 2:32', 'unknown-standard 1:51'])
  })

  it('is checked even where nobody asks for it', () => {
    const wrong = [files[0], file('profile: { title: 起步, standards: [arival] }\n')].filter(one => one !== undefined)
    expect(compile(wrong, { sha256: '' }).diagnostics.map(one => one.code)).toEqual(['unknown-standard'])
  })
})

describe('rule tests', () => {
  it('are checked for the names that they test', () => {
    const text =
      'tests:\n  - name: a\n    standard: arival\n    events: [ { type: repiar } ]\n    expect: [ { case: R1, verdcit: met } ]\n'
    const tests = { ...parseYaml(text, 'x.test.yaml', true).file }
    const { diagnostics } = compile([parseYaml(base, 'base.yaml').file, tests], { sha256: '' })
    expect(diagnostics.map(({ code, span }) => `${code} ${span.line}`)).toEqual([
      'unknown-standard 3',
      'unknown-event 4',
      'unknown-key 5',
    ])
  })
})

describe('review dates', () => {
  it('are held against today, where it is known', () => {
    const file = parseYaml(base, 'base.yaml').file
    const today = parseDay('2027-07-01')
    const told = (options: object) =>
      compile([file], { sha256: '', ...options }).diagnostics.map(({ code, severity }) => `${severity} ${code}`)
    expect(told({ today })).toEqual(['warning review-overdue'])
    expect(told({ today: parseDay('2027-06-30') })).toEqual([])
    expect(told({})).toEqual([])
  })
})

describe('any pack', () => {
  const lines = [
    base,
    ...readdirSync(join(root, 'test/fixtures/bad')).map(name =>
      readFileSync(join(root, 'test/fixtures/bad', name), 'utf8'),
    ),
  ]
    .join('\n')
    .split('\n')

  it('is never thrown at', () => {
    const whole = base.split('\n')
    const change = fc.record({
      at: fc.nat(whole.length - 1),
      line: fc.constantFrom(...lines),
      how: fc.constantFrom('replace', 'insert', 'delete'),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), changes => {
        const text = [...whole]
        for (const { at, line, how } of changes)
          text.splice(at, how === 'insert' ? 0 : 1, ...(how === 'delete' ? [] : [line]))
        const { file, diagnostics } = parseYaml(text.join('\n'), 'f.yaml')
        const result = compile([file], { sha256: '' })
        const isSound = ![...diagnostics, ...result.diagnostics].some(one => one.severity === 'error')
        expect(result.rulebook !== undefined).toBe(isSound)
      }),
      { numRuns: 400 },
    )
  })

  it('is never thrown at, whatever stands in the place of a value', () => {
    const odd = fc.constantFrom(
      '',
      '[]',
      '{}',
      'null',
      '3',
      'true',
      '"x"',
      '[ { a: [] } ]',
      '{ parameter: 3 }',
      '{ 2024-01-01: {} }',
      '{ fact: [] }',
      '-1',
    )
    const keyed = base.split('\n').flatMap((line, at) => (/^ +[\w-]+: ./.test(line) ? [at] : []))
    fc.assert(
      fc.property(fc.constantFrom(...keyed), odd, (at, value) => {
        const text = base.split('\n').map((line, index) => (index === at ? line.replace(/: .*/, `: ${value}`) : line))
        compile([parseYaml(text.join('\n'), 'f.yaml').file], { sha256: '' })
      }),
      { numRuns: 600 },
    )
  })
})

describe('numbers that can only be slips', () => {
  const card = (item: string, bands = '') => `${PACK}posts:
  guard: { title: 门卫, level: staff }
${bands}scorecards:
  card: { title: 表, posts: [guard], sections: { a: { title: 甲, marks: 100, method: deduct, items: [ { standards: done, ${item} } ] } } }
`
  it.each(['each: -2', 'each: 1, most: -30', 'each: 1, weight: -1', 'each: 1, weight: 0'])(
    '%s is told at the number',
    item => {
      expect(compiled(card(item)).told.some(told => told.startsWith('wrong-value'))).toBe(true)
    },
  )
  it('bands that leave their order', () => {
    const bands =
      'grades:\n  bands:\n    best: { title: 优, from: 80 }\n    middle: { title: 中, from: 85 }\n    worst: { title: 差, from: 0 }\n'
    expect(compiled(`${PACK}${bands}`).told.some(told => told.startsWith('bands-broken'))).toBe(true)
  })
  it.each([
    ['one dated bound among others without a day', '{ 2020-01-01: 80, 2025-01-01: 85 }', false],
    ['a dated bound that ends', '{ 2020-01-01: 80, 2025-01-01: null }', true],
    ['a dated bound that comes to stand above the next', '{ 2020-01-01: 80, 2025-01-01: 95 }', true],
  ])('%s', (_, bound, isTold) => {
    const bands = `grades:\n  bands:\n    best: { title: 优, from: 90 }\n    middle: { title: 中, from: ${bound} }\n    worst: { title: 差, from: 0 }\n`
    expect(compiled(`${PACK}${bands}`).told.some(told => told.startsWith('bands-broken'))).toBe(isTold)
  })
})
