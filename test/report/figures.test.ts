/** Numbers, dates and quantities as they are printed. */

import { describe, expect, it } from 'vitest'
import {
  dateText,
  decimalText,
  measuredText,
  moneyText,
  numberText,
  quantityText,
  shareText,
  signedText,
} from '../../src/report/figures.ts'

describe('figures', () => {
  it.each([
    [1234.5, '1,234.5'],
    [0.125, '0.13'],
    [-2, '−2'],
    [-0.001, '0'],
    [0, '0'],
  ])('%d is %s in both languages', (value, expected) => {
    expect(numberText(value, 'zh')).toBe(expected)
    expect(numberText(value, 'en')).toBe(expected)
  })

  it('have their sign where points are taken off or added', () =>
    expect([-2, 0, 3.5].map(value => signedText(value, 'zh'))).toEqual(['−2', '0', '+3.5']))

  it('money has all its decimals', () => expect(moneyText(-2700, 'CNY', 'en')).toBe('−2,700.00 CNY'))

  it('dates are words', () => {
    expect(dateText('2024-09-06', 'zh')).toBe('2024年9月6日')
    expect(dateText('2024-09-06', 'en')).toBe('6 September 2024')
  })

  it('what follows a date is kept, and what is no date', () => {
    expect(dateText('2024-07-05 18:00', 'zh')).toBe('2024年7月5日 18:00')
    expect(dateText('soon', 'en')).toBe('soon')
  })

  it('texts keep their decimals, however long', () => {
    expect(decimalText('1234.50', 'zh')).toBe('1,234.50')
    expect(decimalText('90071992547409931234.5', 'en')).toBe('90,071,992,547,409,931,234.5')
  })

  it('shares are rounded half up from the exact value', () => {
    expect(shareText(7, 2000, 'zh')).toBe('0.4%')
    expect(shareText(1, 1, 'en')).toBe('100.0%')
    expect(shareText(0, 0, 'en')).toBe('–')
  })

  it('quantities bear their unit, one as one', () => {
    expect(quantityText({ value: 45, unit: 'minutes' }, 'zh')).toBe('45分钟')
    expect(quantityText({ value: 1, unit: 'days' }, 'en')).toBe('1 day')
    expect(quantityText({ value: 2.5, unit: 'hours' }, 'en')).toBe('2.5 hours')
    expect(quantityText({ value: 88.5, unit: 'percent' }, 'zh')).toBe('88.5%')
    expect(quantityText({ value: 12, unit: 'number' }, 'en')).toBe('12')
  })

  it('what is over its limit by a second does not look the same', () => {
    const limit = { value: 24, unit: 'hours' } as const
    expect(measuredText({ value: 24 + 1 / 3600, unit: 'hours' }, limit, 'zh')).toBe('24.0003小时')
    expect(measuredText({ value: 30 + 1 / 60, unit: 'minutes' }, { value: 30, unit: 'minutes' }, 'zh')).toBe(
      '30.02分钟',
    )
    expect(measuredText(limit, limit, 'zh')).toBe('24小时')
    expect(measuredText({ value: 1 / 3, unit: 'hours' }, null, 'zh')).toBe('0.33小时')
  })
})
