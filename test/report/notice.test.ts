/** 公示: the best band or all grades, by name; nothing else of anybody. */

import { describe, expect, it } from 'vitest'
import type { Appraisal } from '../../src/model/appraisal.ts'
import { noticePage } from '../../src/report/pages/notice.ts'
import { APPRAISAL, person } from './fixture.ts'
import { contextOf } from './support.ts'

const PEOPLE = [
  person('0001', { name: '张伟' }),
  person('0002', { name: '张伟', unit: 'north' }),
  person('0003', { name: '李娜' }),
  person('0004', { name: '李娜' }),
  person('0005', { name: '王芳', score: 85.25, scoreText: '85.25', grade: 'good' }),
  person('0006', { name: '赵敏', score: null, scoreText: null, grade: null, gradeReason: 'too-few-days' }),
  person('0007', {
    name: '钱总',
    score: null,
    scoreText: null,
    grade: null,
    gradeReason: 'no-scorecard',
    scorecard: null,
  }),
]

function notice(print: Partial<Appraisal['print']> = {}, people = PEOPLE, language: 'zh' | 'en' = 'zh') {
  const [file] = noticePage(contextOf({ ...APPRAISAL, people, print: { ...APPRAISAL.print, ...print } }, language))
  const page = String(file?.content)
  return { page, main: page.slice(page.indexOf('<main'), page.indexOf('</main>')) }
}

const ALL = { notice: { ...APPRAISAL.print.notice, shows: 'names-and-grades' as const } }

describe('a notice of the best', () => {
  it('names them by unit, and nobody else', () => {
    const { main } = notice()
    for (const name of ['张伟', '李娜']) expect(main).toContain(name)
    for (const name of ['王芳', '赵敏', '钱总', '良好', '不定等次']) expect(main).not.toContain(name)
    expect(main).toContain('下列 4 人的考评结果为“优秀”')
  })

  it('tells two of one name in one unit apart by staff number, and shows no other number, score or reason', () => {
    const { main } = notice()
    expect(main.match(/00\d\d/g)).toEqual(['0003', '0004'])
    expect(main).not.toMatch(/\d\d\.\d\d/)
  })

  it('says whom to object to and for how long, with the days to be filled in, and leaves room for number, seal and date', () => {
    const { main } = notice()
    expect(main).toContain('公示期 5 个工作日：自　')
    expect(main).toContain('向人事行政部提出')
    expect(main).toMatch(/文号：＿+/)
    expect(main).toContain('（盖章）')
    expect(main).toContain('　　 年　 月　 日')
  })

  it('bears the number of the pack where that is not one for each person', () => {
    const documentNumber = { zh: '人考〔{year}〕{period}', en: 'HR {period}' }
    expect(notice({ documentNumber }).main).toContain('文号：人考〔2024〕2024-H1')
    expect(notice({ documentNumber: { zh: '人考{person}', en: 'HR {person}' } }).main).toMatch(/文号：＿+</)
  })

  it('says so where there is nobody to name', () => expect(notice({}, []).main).toContain('本期没有可公示的人员'))
})

describe('a notice of all grades', () => {
  it('has everybody who was appraised, with the grade and without the reason', () => {
    const { main } = notice(ALL)
    for (const text of ['张伟', '王芳', '良好', '赵敏', '不定等次', '下列 6 人']) expect(main).toContain(text)
    for (const text of ['钱总', '在岗天数不足', '85.25', '90.00', '0005']) expect(main).not.toContain(text)
  })

  it('is in English too', () => expect(notice(ALL, PEOPLE, 'en').main).toContain('The grades of these 6 people'))
})
