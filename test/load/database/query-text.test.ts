import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readQueryText } from '../../../src/load/database/query-text.ts'

describe('how a query begins', () => {
  it.each([
    ['select 1', 'select'],
    ['  -- first\n/* a /* nested */ one */ WITH x as (select 1) select * from x', 'with'],
    ['(select 1) order by 1', 'select'],
    ["delete from repair where note = 'select'", 'delete'],
    ['', ''],
    ['-- nothing', ''],
  ])('%s', (query, verb) => expect(readQueryText(query).verb).toBe(verb))
})

describe('what its rows are sorted by', () => {
  it.each([
    ['select 1', undefined],
    ['select * from a order by id', ['id']],
    ['select * from a ORDER  BY\n id desc nulls last, 2;', ['id', 2]],
    ['select * from a order by Order_No asc, "Order No", "say ""x"""', ['order_no', 'Order No', 'say "x"']],
    ['select * from a order by 报修时间, "工单号"', ['报修时间', '工单号']],
    ['select * from a order by id limit 10 offset 2', ['id']],
    ['select * from a order by id fetch first 3 rows only', ['id']],
    ['select * from a order by a.id, lower(name), id + 1, name collate "C", -id', Array(5).fill(undefined)],
    ['select * from a order by coalesce(x, y), id', [undefined, 'id']],
    ['select * from a union select * from b order by 1', [1]],
  ])('%s', (query, keys) => expect(readQueryText(query).sortedBy).toEqual(keys))

  it.each([
    'select array_agg(x order by x) from a',
    'select rank() over (order by x) from a',
    'select * from (select * from a order by id) as b',
    'with b as (select * from a order by id) select * from b',
    "select 'order by id' from a",
    "select E'it\\'s order by' from a",
    'select $$ order by id $$ from a',
    'select $q$ $$ order by id $q$ from a',
    'select "order by" from a',
    'select 1 -- order by id',
    'select 1 /* order by id /* and */ order by id */',
    'select a$b$ from c$b$',
  ])('nothing: %s', query => expect(readQueryText(query)).toEqual({ verb: expect.any(String) }))

  it('whatever the text is, it is read to its end', () => {
    const piece = fc.constantFrom(
      'select',
      ' ',
      "'",
      '"',
      '$$',
      '$a$',
      '--',
      '\n',
      '/*',
      '*/',
      '(',
      ')',
      'order by',
      'x',
      '1',
      ',',
      ';',
      'é𝄞',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const query = pieces.join('')
        expect(readQueryText(query).verb).toBeTypeOf('string')
        const settled = readQueryText(`${query.replaceAll(/['"$/*();-]/g, ' ')} order by x, 2`)
        expect(settled.sortedBy?.slice(-2)).toEqual(['x', 2])
      }),
    )
  })
})
