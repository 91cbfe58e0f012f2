/** Numbers, days and spans as readers of each language write them; the same by every version of Node that runs this. */

import { describe, expect, it } from 'vitest'
import { FIGURES } from '../../src/report/figures.ts'

describe.each([
  ['zh', '2024年7月5日', '28.5分钟', '2小时', '3天'],
  ['en', '5 July 2024', '28.5 minutes', '2 hours', '3 days'],
] as const)('in %s', (language, day, minutes, hours, days) => {
  const figures = FIGURES[language]

  it('numbers are grouped, and texts keep their decimals', () => {
    expect(figures.number(29186)).toBe('29,186')
    expect(figures.number(0.5)).toBe('0.5')
    expect(figures.number('1234.50')).toBe('1,234.50')
    expect(figures.number('90071992547409931234.5')).toBe('90,071,992,547,409,931,234.5')
  })

  it('shares are rounded half up from the exact value', () => {
    expect(figures.share(7, 2000)).toBe('0.4%')
    expect(figures.share(1, 1)).toBe('100.0%')
    expect(figures.share(0, 0)).toBe('–')
  })

  it('days are written out, and what follows them is kept', () => {
    expect(figures.day('2024-07-05')).toBe(day)
    expect(figures.day('2024-07-05 18:00')).toBe(`${day} 18:00`)
    expect(figures.day('soon')).toBe('soon')
  })

  it('spans of time have their unit', () => {
    expect(figures.duration(28.5, 'minute')).toBe(minutes)
    expect(figures.duration(2, 'hour')).toBe(hours)
    expect(figures.duration(3, 'day')).toBe(days)
  })
})
