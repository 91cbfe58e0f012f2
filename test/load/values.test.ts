import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabels } from '../../src/load/place-names.ts'
import { choiceLabels, parseValue, type ValueContext } from '../../src/load/values.ts'
import type { Field, FieldType } from '../../src/model/event.ts'
import { at, CHOICES, day, field, valueContextOf, zone } from './support.ts'

const FIELD_TYPES: readonly FieldType[] = [
  'text',
  'number',
  'date-time',
  'date',
  'time',
  'yes-no',
  'choice',
  'person',
  'site',
  'unit',
  'record',
  'list',
]

const context: ValueContext = {
  zone: zone(),
  people: new Set(['0012', 'E1']),
  sites: new Map([
    ['d1', 'd1'],
    ['1号公寓楼', 'd1'],
  ]),
}

function read(type: FieldType | Field, raw: unknown, where: ValueContext = context) {
  const wanted = typeof type === 'string' ? field('f', type, type === 'choice' ? { choices: CHOICES } : {}) : type
  return parseValue(wanted, raw, where)
}

describe('blank cells are told apart from wrong ones', () => {
  it.each([undefined, null, '', '   ', '\u3000', '\t'])('%j', raw => {
    for (const type of FIELD_TYPES) expect(read(type, raw)).toEqual({ blank: true })
  })
})

describe('text', () => {
  it.each([
    ['R-0012', 'R-0012'],
    ['  R1\u3000', 'R1'],
    ['Ｒ１２', 'R12'],
    [12, '12'],
    [12.5, '12.5'],
    [true, 'true'],
    ['0012', '0012'],
  ])('%j is %j', (raw, value) => expect(read('text', raw)).toEqual({ value }))

  it.each(['4.4E+17', 1e21, { a: 1 }])('%j is refused: digits were lost, or it is no text', raw => {
    expect(read('text', raw)).toHaveProperty('reason')
  })
})

describe('a number that is a length of time', () => {
  const span = (raw: string, countedIn: NonNullable<Field['countedIn']> = 'seconds') =>
    parseValue(field('wait', 'number', { countedIn }), raw, valueContextOf())

  it.each([
    ['25', 'seconds', 25],
    ['25秒', 'seconds', 25],
    ['２５ 秒钟', 'seconds', 25],
    ['25 s', 'seconds', 25],
    ['1分30秒', 'seconds', 90],
    ['1分30秒', 'minutes', 1.5],
    ['2小时', 'minutes', 120],
    ['1 h 20 min', 'minutes', 80],
    ['0:01:25', 'seconds', 85],
    ['1.5小时', 'hours', 1.5],
    ['2天', 'hours', 48],
    ['90 minutes', 'hours', 1.5],
  ] as const)('%s, counted in %s, is %d', (raw, unit, value) => expect(span(raw, unit)).toEqual({ value }))

  it.each(['1:20', '半小时', '30秒1分', '1分1分', '分', '25秒左右', '-5秒', '约25秒'])('%s is refused', raw =>
    expect(span(raw)).toHaveProperty('reason'),
  )

  it('where the rules do not say in which unit the field counts, a unit is refused, and told how to say it', () => {
    const read = parseValue(field('wait', 'number'), '25秒', valueContextOf())
    expect(read).toMatchObject({ expected: { en: expect.stringContaining('in: seconds') } })
  })
})

describe('number', () => {
  it.each([
    ['12', 12],
    ['1,234.5', 1234.5],
    ['12,345,678', 12_345_678],
    ['１２．５', 12.5],
    ['-3', -3],
    ['+3', 3],
    ['95%', 95],
    [7.25, 7.25],
    ['０', 0],
  ])('%j is %j', (raw, value) => expect(read('number', raw)).toEqual({ value }))

  it.each([
    '1,23',
    '12,34',
    'twelve',
    '1e3',
    '12 34',
    '--1',
    'NaN',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '3件',
    true,
    '12345678901234567890',
  ])('%j is refused', raw => expect(read('number', raw)).toHaveProperty('reason'))
})

describe('date-time', () => {
  it.each([
    '2024-03-05 14:02',
    '2024-03-05T14:02',
    '2024-3-5 14:02',
    '2024/3/5 14:02',
    '2024/03/05  14:02',
    '2024.3.5 14:02',
    '2024年3月5日 14:02',
    '2024年03月05日14:02',
    '２０２４－０３－０５　１４：０２',
    '20240305 14:02',
    '2024/3/5 下午2:02',
    '2024-03-05下午2:02',
    '2024年3月5日 下午 2:02',
    '2024-03-05 2:02 PM',
    '2024年3月5日14时2分',
    '2024-03-05 14点02分',
    '2024-03-05T14:02+08:00',
    '2024-03-05T06:02Z',
  ])('%s is a minute stamp, and its grain says so', raw => {
    expect(read('date-time', raw)).toEqual({ value: at('2024-03-05 14:02:00'), grain: 60 })
  })

  it.each([
    '2024-03-05 14:02:10',
    '2024-03-05T14:02:10+08:00',
    '2024-03-05T14:02:10.250+0800',
    '2024-03-05T06:02:10Z',
    '2024年3月5日14时2分10秒',
  ])('%s is to the second', raw => expect(read('date-time', raw)).toEqual({ value: at('2024-03-05 14:02:10') }))

  it.each([
    ['2024-03-05 24:00', '2024-03-06 00:00:00'],
    ['2024-03-05 上午12:10', '2024-03-05 00:10:00'],
    ['2024-03-05 下午12:10', '2024-03-05 12:10:00'],
    ['2024-03-05 中午1:10', '2024-03-05 13:10:00'],
    ['2024-03-05 晚上8:10', '2024-03-05 20:10:00'],
    ['2024-03-05 下午14:02', '2024-03-05 14:02:00'],
    ['2024-02-29 00:00', '2024-02-29 00:00:00'],
  ])('%s is %s', (raw, instant) => expect(read('date-time', raw)).toEqual({ value: at(instant), grain: 60 }))

  it.each([
    '3/5/24 14:02',
    '03-05-2024 14:02',
    '2024-02-30 14:02',
    '2023-02-29 14:02',
    '2024-13-01 14:02',
    '2024-03-05 25:00',
    '2024-03-05 24:01',
    '2024-03-05 14:60',
    '2024-03-05 14',
    '2024-3-114:02',
    '2024-03-0514:02',
    '2024-03-05 晚上12:10',
    '2024-03-05 晚上1:10',
    '2024-03-05 上午13:10',
    '2024-03-05T14:02+19:00',
    '2024-3/5 14:02',
    '3月5日 14:02',
    'yesterday',
    45_356.58,
    '45356.58',
    true,
  ])('%j is refused: ambiguous, or there is no such time', raw =>
    expect(read('date-time', raw)).toHaveProperty('reason'),
  )

  it.each(['2024-03-05', '2024年3月5日', '20240305'])('%s has no time, and midnight is not assumed', raw => {
    expect(read('date-time', raw)).toMatchObject({ reason: { en: expect.stringContaining('has a date but no time') } })
  })

  it('an ambiguous date is told as such', () => {
    expect(read('date-time', '3/5/24 14:02')).toMatchObject({ reason: { zh: expect.stringContaining('次序不明') } })
  })
})

describe('times without an offset are in the pack’s zone', () => {
  const newYork: ValueContext = { zone: zone('America/New_York') }

  it('in the repeated hour of autumn the first is taken', () => {
    expect(read('date-time', '2024-11-03 01:30', newYork)).toEqual({
      value: Date.parse('2024-11-03T01:30-04:00') / 1000,
      grain: 60,
    })
  })

  it('a time in the skipped hour of spring is rejected', () => {
    expect(read('date-time', '2024-03-10 02:30', newYork)).toMatchObject({
      reason: { en: expect.stringContaining('summer time') },
    })
  })

  it.each(['2024-03-05 14:00:00+08', '2024-03-05 14:00+0800', '2024-03-05 06:00Z', '2024-03-05 01:00:00-05'])(
    '%s: an offset in hours, or hours and minutes',
    raw => expect(read('date-time', raw, newYork)).toMatchObject({ value: at('2024-03-05 14:00') }),
  )

  it.each(['2024-03-05 14:00+8', '2024-03-05 14:00+15', '2024-03-05 14:00+08:60', '2024-03-05 14:00+080000'])(
    '%s is no offset that there is',
    raw => expect(read('date-time', raw, newYork)).toHaveProperty('reason'),
  )

  it('an offset says which hour is meant', () => {
    expect(read('date-time', '2024-11-03T01:30:00-05:00', newYork)).toEqual({
      value: Date.parse('2024-11-03T01:30-05:00') / 1000,
    })
  })
})

describe('date', () => {
  it.each([
    '2024-03-05',
    '2024-3-5',
    '2024/3/5',
    '2024.03.05',
    '2024年3月5日',
    '20240305',
    20_240_305,
    '2024-03-05 00:00:00',
    '2024/3/5 0:00',
  ])('%j is a day', raw => expect(read('date', raw)).toEqual({ value: day('2024-03-05'), grain: 86_400 }))

  it.each(['3/5/24', '5.3.2024', '2024-02-30', '2024-03', '2024-03-05 14:02', '三月五日', 45_356])(
    '%j is refused',
    raw => {
      expect(read('date', raw)).toHaveProperty('reason')
    },
  )
})

describe('time', () => {
  it.each([
    ['08:30', { value: 30_600, grain: 60 }],
    ['8:30', { value: 30_600, grain: 60 }],
    ['08:30:05', { value: 30_605 }],
    ['下午2:30', { value: 52_200, grain: 60 }],
    ['24:00', { value: 86_400, grain: 60 }],
  ])('%s', (raw, expected) => expect(read('time', raw)).toEqual(expected))

  it.each(['8', '8.30', '08:61', 'noon', 830])('%j is refused', raw =>
    expect(read('time', raw)).toHaveProperty('reason'),
  )
})

describe('yes-no', () => {
  it.each(['是', '√', 'Y', 'yes', 'TRUE', '1', 1, true, '有'])('%j is yes', raw =>
    expect(read('yes-no', raw)).toEqual({ value: true }),
  )
  it.each(['否', '×', 'N', 'no', 'False', '0', 0, false, '无'])('%j is no', raw =>
    expect(read('yes-no', raw)).toEqual({ value: false }),
  )
  it.each(['x', '合格', '也许', '2', 2, 'on'])('%j is neither', raw =>
    expect(read('yes-no', raw)).toHaveProperty('reason'),
  )
})

describe('choice by id or title in either language', () => {
  it.each(['minor', '零星维修', 'Minor repair', 'minor REPAIR', ' 零星维修 '])('%s', raw =>
    expect(read('choice', raw)).toEqual({ value: 'minor' }),
  )

  it('what is none names the choices and the nearest', () => {
    expect(read('choice', '零星')).toMatchObject({ expected: { zh: expect.stringContaining('零星维修、室内小型') } })
    expect(read('choice', 'indoor-smal')).toMatchObject({
      expected: { en: expect.stringContaining("did you mean 'indoor-small'") },
    })
  })

  it('a title that two choices bear names neither', () => {
    const choices = new Map([
      ['a', { zh: '其他', en: 'Other a' }],
      ['b', { zh: '其他', en: 'Other b' }],
    ])
    expect(read(field('f', 'choice', { choices }), '其他')).toHaveProperty('reason')
    expect(read(field('f', 'choice', { choices }), 'other b')).toEqual({ value: 'b' })
  })

  it('an id goes before a title', () => {
    const choices = new Map([
      ['a', { zh: 'b', en: 'b' }],
      ['b', { zh: '乙', en: 'B2' }],
    ])
    expect(read(field('f', 'choice', { choices }), 'b')).toEqual({ value: 'b' })
  })

  it.each([{ a: 1 }, ['minor']])('%j is none', raw => expect(read('choice', raw)).toHaveProperty('reason'))
})

describe('person, site and unit', () => {
  it('a number with the name of its bearer, as entry sheets offer people, is that person', () => {
    const named: ValueContext = {
      ...context,
      names: new Map([
        ['张三', [{ person: '0012' }]],
        ['李四', [{ person: 'E1' }]],
      ]),
    }
    expect(read('person', '0012 张三', named)).toEqual({ value: '0012' })
    expect(read('person', '0012　张三', named)).toEqual({ value: '0012' })
    expect(read('person', '0012 李四', named)).toMatchObject({
      what: { en: expect.stringContaining('not one person') },
    })
    expect(read('person', '0012 王五', named)).toHaveProperty('reason')
    expect(read(field('f', 'list', { item: 'person' }), '0012 张三、E1 李四', named)).toEqual({ value: ['0012', 'E1'] })
  })
  it('a person is a staff number that the roster knows', () => {
    expect(read('person', '0012')).toEqual({ value: '0012' })
    expect(read('person', 'N0012')).toHaveProperty('reason')
  })

  it('a number that lost its leading zeros is rejected, with what was probably meant', () => {
    expect(read('person', 12)).toMatchObject({ expected: { en: expect.stringContaining("did you mean '0012'") } })
  })

  it('without a sites file any name is accepted, with one an unknown name is rejected', () => {
    expect(read('site', '9号楼', { zone: context.zone })).toEqual({ value: '9号楼' })
    expect(read('site', '1号公寓楼')).toEqual({ value: 'd1' })
    expect(read('site', 'd1')).toEqual({ value: 'd1' })
    expect(read('site', '2号公寓楼')).toMatchObject({ expected: { zh: expect.stringContaining('1号公寓楼') } })
  })
})

const WITH_SEPARATORS = new Map([
  ['utilities', { zh: '水、电、暖', en: 'Water; power; heat' }],
  ['windows', { zh: '门窗', en: 'Doors, and windows' }],
])

describe('list', () => {
  it.each(['甲、乙', '甲;乙', '甲；乙', '甲,乙', '甲，乙', '甲|乙', '甲、 乙、', '["甲","乙"]', '甲\n乙'])(
    '%j is two',
    raw => {
      expect(read('list', raw)).toEqual({ value: ['甲', '乙'] })
    },
  )

  it('natural lists and single values count too', () => {
    expect(read('list', ['甲', 2])).toEqual({ value: ['甲', '2'] })
    expect(read('list', 2)).toEqual({ value: ['2'] })
  })

  it.each(['、', '[]', [[]], [['', null]]])('%j is blank', raw =>
    expect(read('list', Array.isArray(raw) ? raw[0] : raw)).toEqual({ blank: true }),
  )

  it.each(['无', ' 没有 ', 'None', 'none'])('%s lists nothing, which is known, unlike a blank cell', raw => {
    expect(read('list', raw)).toEqual({ value: [] })
    expect(read(field('f', 'list', { item: 'person' }), raw)).toEqual({ value: [] })
  })
  it('unless it is one of the choices', () => {
    const choices = new Map([['none', { zh: '无', en: 'None' }]])
    for (const raw of ['无', 'none', 'None']) {
      expect(read(field('f', 'list', { item: 'choice', choices }), raw)).toEqual({ value: ['none'] })
    }
  })
  it('a choice whose title holds a separator is found whole, alone and among others', () => {
    const list = field('f', 'list', { item: 'choice', choices: WITH_SEPARATORS })
    for (const [raw, value] of [
      ['水、电、暖', ['utilities']],
      ['门窗；水，电，暖', undefined],
      ['门窗；水、电、暖;doors, and windows', ['windows', 'utilities', 'windows']],
      [' Doors, and windows ', ['windows']],
      ['DOORS, AND WINDOWS|utilities', ['windows', 'utilities']],
      ['水、电、暖、', ['utilities']],
      ['水、电', undefined],
    ] as const)
      expect([raw, read(list, raw)]).toEqual([
        raw,
        value ? { value } : expect.objectContaining({ what: expect.anything() }),
      ])
  })
  it('where a part is not known, it is the part that is told', () => {
    const list = field('f', 'list', { item: 'choice', choices: WITH_SEPARATORS })
    expect(read(list, '水、电、暖、火')).toMatchObject({ reason: { zh: '“火”不在选项之中' } })
  })
  it('a place whose name could be those of several is offered by its id', () => {
    const rows = ['一号楼', '二号楼', '一号楼、二号楼', '三、四号楼'].map((name, at) => ({
      id: `d${at}`,
      name,
      values: {},
    }))
    expect(placeLabels(rows)).toEqual(['d2', '一号楼', '三、四号楼', '二号楼'])
  })
  it('what could be one choice or several is refused, and its id does', () => {
    const choices = new Map([
      ['repair', { zh: '报修', en: 'Repairs' }],
      ['noise', { zh: '噪声', en: 'Noise' }],
      ['both', { zh: '报修、噪声', en: 'Both' }],
    ])
    const list = field('f', 'list', { item: 'choice', choices })
    expect(read(list, '报修、噪声')).toMatchObject({
      reason: { zh: '“报修、噪声”可以是一项，也可以是几项：有的名称里就有分隔号' },
    })
    expect(read(list, '噪声、报修')).toEqual({ value: ['noise', 'repair'] })
    expect(read(list, 'both、噪声')).toEqual({ value: ['both', 'noise'] })
    expect(choiceLabels(list, 'zh')).toEqual(['报修', '噪声', 'both'])
    expect(choiceLabels({ ...list, type: 'choice' }, 'zh')).toEqual(['报修', '噪声', '报修、噪声'])
  })
  it('so are names of people and places', () => {
    const more = {
      ...context,
      sites: new Map([
        ['d1', 'd1'],
        ['一、二号楼', 'd1'],
        ['d2', 'd2'],
        ['三号楼', 'd2'],
      ]),
      people: new Set(['0012', 'E1']),
      names: new Map([
        ['Smith, John', [{ person: '0012' }]],
        ['李四', [{ person: 'E1' }]],
      ]),
    }
    expect(read(field('f', 'list', { item: 'site' }), '一、二号楼、三号楼', more)).toEqual({ value: ['d1', 'd2'] })
    expect(read(field('f', 'list', { item: 'person' }), '0012 Smith, John; 李四', more)).toEqual({
      value: ['0012', 'E1'],
    })
    expect(read(field('f', 'list', { item: 'person' }), '0012 Smith; 李四', more)).toHaveProperty('reason')
  })
  it('a long text of separators takes no time', () => {
    const list = field('f', 'list', { item: 'choice', choices: WITH_SEPARATORS })
    expect(read(list, '水、'.repeat(200_000))).toHaveProperty('reason')
    expect(read(list, '水、电、暖、'.repeat(5_000))).toHaveProperty('value.length', 5_000)
  })
  it.each(['choice', 'list'] as const)(
    'whatever choices are called, what a form offers for a %s is read back as that choice',
    type => {
      const word = fc.string({
        unit: fc.constantFrom('甲', '乙', 'a', 'B', '、', '；', ',', '|', '\n', ' ', '[', ']', '"', '无', '1', '／'),
        maxLength: 7,
      })
      const title = fc.oneof(word, fc.constantFrom('无', 'none', '甲、乙', '甲', '乙', '[1]', '["a"]'))
      const choice = fc.record({
        id: fc.oneof(fc.stringMatching(/^[a-z0-9]{1,2}$/), fc.constantFrom('甲、乙', '甲;乙', 'a,b', 'a', 'b')),
        zh: title,
        en: title,
      })
      fc.assert(
        fc.property(fc.uniqueArray(choice, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }), own => {
          const choices = new Map(own.map(({ id, zh, en }) => [id, { zh, en }]))
          const asked = field('f', type, { choices, ...(type === 'list' ? { item: 'choice' as const } : {}) })
          for (const language of ['zh', 'en'] as const) {
            const found = choiceLabels(asked, language).map(label => read(asked, label))
            expect(found).toEqual([...choices.keys()].map(id => ({ value: type === 'list' ? [id] : id })))
          }
        }),
        { numRuns: 2000 },
      )
    },
  )
  it('a member that is wrong makes the list wrong', () => {
    expect(read(field('f', 'list', { item: 'choice', choices: CHOICES }), '零星维修、外线')).toHaveProperty('reason')
    expect(read(field('f', 'list', { item: 'choice', choices: CHOICES }), '零星维修、室内小型')).toEqual({
      value: ['minor', 'indoor-small'],
    })
  })

  it('brackets that hold no JSON are text', () => expect(read('list', '[甲]')).toEqual({ value: ['[甲]'] }))
})

describe('every reading', () => {
  it('refuses an object whose own text cannot be had', () => {
    for (const type of FIELD_TYPES) expect(read(type, { toString: 1, valueOf: 2 })).toHaveProperty('reason')
  })

  it('gives a value, a blank or a reason with what was expected, and never throws', () => {
    const raw = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.jsonValue(),
      fc.double(),
      fc.constantFrom(undefined, null),
    )
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_TYPES), raw, (type, cell) => {
        const reading = read(type, cell)
        const kinds = [
          Object.hasOwn(reading, 'value'),
          Object.hasOwn(reading, 'blank'),
          Object.hasOwn(reading, 'reason'),
        ]
        expect(kinds.filter(Boolean)).toHaveLength(1)
        if ('reason' in reading)
          expect([reading.reason.zh, reading.reason.en, reading.expected.zh, reading.expected.en].every(Boolean)).toBe(
            true,
          )
      }),
    )
  })

  it('reads every minute as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 1439 }), (days, minutes) => {
        const instant = days * 86_400 + minutes * 60 - 8 * 3600
        const text = new Date((instant + 8 * 3600) * 1000).toISOString().slice(0, 16)
        expect(read('date-time', text, { zone: zone('Etc/GMT-8') })).toEqual({ value: instant, grain: 60 })
      }),
    )
  })
})
