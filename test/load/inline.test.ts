import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { rosterType } from '../../src/compile/roster-types.ts'
import { inlineEvents, inlineRoster } from '../../src/load/inline.ts'
import { at, eventType, field, types, zone } from './support.ts'

const context = { zone: zone() }

function events(yaml: string, eventTypes = types) {
  const { events: found, problems } = inlineEvents(parse(yaml), eventTypes, context)
  return { events: Object.fromEntries(found), problems: problems.map(one => `${one.entry} ${one.message.en}`) }
}

describe('records of rule tests are read as if they had come from files', () => {
  it('natural YAML values and text alike', () => {
    expect(
      events(`
- { type: repair, order_no: R1, class: minor, hours: 1.5, reported_at: 2024-03-05 14:00, technician: E1 }
- { type: repair, 工单号: R2, 类别: 室内小型, 工时: '2', 报修时间: 2024年3月5日 15:00 }
`),
    ).toMatchObject({
      problems: [],
      events: {
        repair: [
          {
            id: 'R1',
            at: at('2024-03-05 14:00:00'),
            values: { class: 'minor', hours: 1.5, technician: 'E1' },
            grain: { reported_at: 60 },
          },
          { id: 'R2', values: { class: 'indoor-small', hours: 2 } },
        ],
      },
    })
  })

  it('`at: { of: LINK }` takes the linked record’s time here too', () => {
    expect(
      events('[ { type: repair, order_no: R1, reported_at: 2024-03-05 14:00 }, { type: callback, ref: R1 } ]').events
        .callback,
    ).toMatchObject([{ id: 'test:2', at: at('2024-03-05 14:00:00') }])
  })

  it('a field that is itself called `type` is written after its record type, or by its title or an alias', () => {
    const inspection = eventType('inspection', { field: 'd' }, [
      field('d', 'date'),
      field('type', 'text', { title: { zh: '检查类别', en: 'Kind' } }),
    ])
    expect(
      events('[ { type: inspection, d: 2024-03-05, 检查类别: night } ]', new Map([['inspection', inspection]])),
    ).toMatchObject({
      problems: [],
      events: { inspection: [{ values: { type: 'night' } }] },
    })
    expect(
      events('[ { type: inspection, d: 2024-03-05, inspection.type: day } ]', new Map([['inspection', inspection]])),
    ).toMatchObject({ problems: [], events: { inspection: [{ values: { type: 'day' } }] } })
  })

  it('a field given with its record type and without is told, not chosen from', () => {
    const written = '[ { type: repair, order_no: R1, repair.order_no: R2, reported_at: 2024-03-05 14:00 } ]'
    expect(events(written).problems).toEqual([expect.stringMatching(/^0 'repair.order_no' .* feeds no field/)])
  })

  it('what is wrong is told by entry', () => {
    const { problems } = events(`
- { type: repiar, order_no: R1 }
- { type: repair, order_no: R1, reported_at: soon }
- { type: repair, order_no: R2, reported_at: 2024-03-05 14:00, class: big }
- { type: callback, ref: R9 }
- { type: repair, order_no: R3, reported_at: 2024-03-05 14:00, colour: red }
- { order_no: R3 }
`)
    expect(problems).toEqual([
      "0 There is no record type 'repiar'",
      expect.stringMatching(/^1 reported_at 'soon' is no date/),
      expect.stringMatching(/^2 class 'big' is not one of the choices/),
      '3 The linked record R9 is not there, so the time is not known',
      expect.stringMatching(/^4 'colour' .* feeds no field/),
      "5 There is no record type 'undefined'",
    ])
  })
})

describe('people, sites and units of rule tests', () => {
  const posts = new Map([['warden', { id: 'warden', title: { zh: '公寓管理员', en: 'Warden' }, level: 'staff' }]])
  const type = (id: 'person' | 'site' | 'unit') =>
    eventType(id, { field: 'id' }, rosterType(id, posts).fields, { idField: 'id' })
  const rosterTypes = { person: type('person'), site: type('site'), unit: type('unit') }

  it('who is not named is called by their id', () => {
    const { roster, problems } = inlineRoster(
      parse('[ { id: E1, post: 公寓管理员, sites: [d1], from: 2024-01-01 } ]'),
      [{ id: 'd1', name: '一号楼' }],
      rosterTypes,
      zone(),
    )
    expect(problems).toEqual([])
    expect(roster).toMatchObject({
      spells: [{ person: 'E1', name: 'E1', post: 'warden', sites: ['d1'] }],
      sites: [{ id: 'd1', name: '一号楼' }],
    })
    expect(roster).not.toHaveProperty('units')
  })

  it('unknown posts and sites are told', () => {
    const { problems } = inlineRoster(
      [
        { id: 'E1', post: 'warden', sites: 'd9' },
        { id: 'E2', post: 'x' },
      ],
      [{ id: 'd1' }],
      rosterTypes,
      zone(),
    )
    expect(problems.map(one => one.entry)).toEqual([0, 1])
  })
})
