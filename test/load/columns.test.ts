import { describe, expect, it } from 'vitest'
import { columnLetter, readColumns } from '../../src/load/columns.ts'
import { field, repair } from './support.ts'

const where = { file: 'repair.csv', row: 1 }

function feeds(headers: readonly string[], mapping: Readonly<Record<string, string>> = {}) {
  const { columns, diagnostics } = readColumns(headers, repair.fields, mapping, where)
  return {
    columns: columns.map(({ header, index, field: { name } }) => `${index} ${header} → ${name}`),
    problems: diagnostics.map(one => `${one.severity} ${one.code}`),
    hints: diagnostics.flatMap(one => one.hint?.en ?? []),
    messages: diagnostics.map(one => one.message.en),
  }
}

describe('a header is matched by field name, title in either language, or alias, after trimming and NFKC', () => {
  it.each([
    'order_no',
    '工单号',
    'Order no.',
    'ORDER NO.',
    '单号',
    ' 工单号　',
    '\uFEFF工单号'.slice(1),
    'ｏｒｄｅｒ＿ｎｏ',
  ])('%j', header => {
    expect(feeds([header, '报修时间'])).toMatchObject({
      columns: [`0 ${header} → order_no`, '1 报修时间 → reported_at'],
      problems: [],
    })
  })
})

describe('headers that do not fit', () => {
  it('a required column that is missing is an error, with what it may be called', () => {
    const { problems, messages } = feeds(['工单号'])
    expect(problems).toEqual(['error header-missing'])
    expect(messages[0]).toContain('reported_at, 报修时间')
  })

  it('two columns for one field are an error: neither is preferred', () => {
    expect(feeds(['工单号', '报修时间', '单号'])).toMatchObject({
      problems: ['error header-twice'],
      messages: [expect.stringContaining('column A')],
    })
  })

  it('an unknown column is a warning, with the nearest name', () => {
    expect(feeds(['工单号', '报修时间', '到场时问'])).toMatchObject({
      problems: ['warning header-unknown'],
      hints: ['Did you mean 到场时间?'],
    })
  })

  it('a blank header above blank cells is nothing', () =>
    expect(feeds(['工单号', '报修时间', '']).problems).toEqual([]))

  it('__proto__ and constructor are unknown columns like others', () => {
    expect(feeds(['工单号', '报修时间', '__proto__', 'constructor']).problems).toEqual([
      'warning header-unknown',
      'warning header-unknown',
    ])
  })

  it('a title that two fields bear is an error, until columns says which', () => {
    const fields = new Map(
      [field('a', 'text', { aliases: ['备注'] }), field('b', 'text', { aliases: ['备注'] })].map(one => [
        one.name,
        one,
      ]),
    )
    expect(readColumns(['备注'], fields, {}, where).diagnostics.map(one => one.code)).toEqual(['ambiguous-name'])
    expect(readColumns(['备注'], fields, { 备注: 'b' }, where).columns.map(one => one.field.name)).toEqual(['b'])
  })

  it('a field name goes before a title, a title before an alias', () => {
    const fields = new Map(
      [field('a', 'text', { title: { zh: 'b', en: 'c' } }), field('b', 'text', { aliases: ['c'] })].map(one => [
        one.name,
        one,
      ]),
    )
    expect(readColumns(['b', 'c'], fields, {}, where).columns.map(one => one.field.name)).toEqual(['b', 'a'])
  })
})

describe('columns of appraisal.yaml', () => {
  it('go before what a header says', () => {
    expect(feeds(['单号', '时间', '报修时间'], { 时间: 'reported_at' })).toMatchObject({
      columns: ['0 单号 → order_no', '1 时间 → reported_at'],
      problems: ['warning header-unknown'],
    })
  })

  it('must name a header of the file and a field of the type', () => {
    expect(feeds(['工单号', '报修时间'], { 时间: 'arrived_at' }).problems).toEqual(['error header-missing'])
    expect(feeds(['工单号', '报修时间', 'x'], { x: 'arived_at' })).toMatchObject({
      problems: ['error unknown-fact', 'warning header-unknown'],
      hints: ['Did you mean arrived_at?'],
    })
  })
})

it('columns are lettered as a spreadsheet does', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
