/** The sheet of whoever appealed, or moved, tells what was found, what counts, and how the spells add up. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appeal, appraiseOffice } from '../adjust/office.ts'

const sheetOf = (folder: string, id: string) => readFileSync(join(folder, `out/people/${id}.html`), 'utf8')
const plain = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the sheet', () => {
  it('prints appeals: as found, as it counts, who decided when, and the result before', async () => {
    const { folder } = await appraiseOffice({
      files: {
        'adjustments.yaml':
          appeal({}) +
          appeal({ id: 'A-2', finding: 'on-time/R2/0001', change: 'reassign', to: '0002' }) +
          appeal({ id: 'A-3', finding: '', person: '0001', section: 'care', change: 'points', points: 2 }) +
          appeal({ id: 'A-4', finding: 'tidy/R2/0001', change: '', state: 'dismissed' }),
      },
      out: 'out',
    })
    const own = plain(sheetOf(folder, '0001'))
    expect(own).toContain('Appeals No. About As found As it counts Decision')
    expect(own).toMatch(/A-1 K-0001 There within 3 days Missed met overturned 考评小组 2024-07-10 .*门卫登记 17/)
    expect(own).toMatch(/A-2 K-0002 There within 3 days Missed exempt 0002 answers instead/)
    expect(own).toMatch(/A-3 Care 25\.5 27\.5 2 points given back/)
    expect(own).toMatch(/A-4 K-0003 Left tidy Missed Missed the original result stands/)
    expect(own).toContain('Before appeals: 70.50 Poor')
    const other = plain(sheetOf(folder, '0002'))
    expect(other).toMatch(/A-2 K-\d{4} There within 3 days taken over from somebody else – Missed 0002 answers instead/)
  })

  it('without any appeal has no such part', async () => {
    const { folder } = await appraiseOffice({ out: 'out' })
    expect(sheetOf(folder, '0001')).not.toContain('class="appeals"')
    expect(sheetOf(folder, '0001')).not.toContain('class="parts"')
  })

  it('of somebody who moved prints each scorecard with its weight', async () => {
    const people = `id,name,post,sites,reports_to,bonus_base,from,to
0001,张三,fitter,east,,,,2024-03-31
0001,张三,head,,,,2024-04-01,
0002,李四,fitter,west,,,,
`
    const pack = `scorecards:
  second:
    title: { zh: 二, en: Second }
    posts: [ head ]
    sections: { only: { title: { zh: 查, en: Checks }, marks: 100, method: rate, items: [ { standards: monthly } ] } }
`
    const { folder, person } = await appraiseOffice({
      files: { 'people.csv': people, 'rules/second.yaml': pack },
      out: 'out',
    })
    expect(person('0001').parts.map(({ scoreText, weight }) => [scoreText, weight])).toEqual([
      [null, 0],
      ['0.00', 100],
    ])
    const sheet = plain(sheetOf(folder, '0001'))
    expect(sheet).toContain('Scored by spell')
    expect(sheet).toMatch(/Second Head 0\.00 Checks 0 \/ 100 91 days in post: 100% of the score/)
  })
})
