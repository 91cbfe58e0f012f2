import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/lib/nearest.ts'

describe('nearest', () => {
  it.each([
    ['wthin', ['within', 'by', 'between'], 'within'],
    ['with_in', ['within'], 'within'],
    ['reportedAt', ['reported_at', 'arrived_at'], 'reported_at'],
    ['reproted_at', ['reported_at', 'arrived_at'], 'reported_at'],
    ['repair-arival', ['repair-arrival', 'repair-finish'], 'repair-arrival'],
    ['零星维秀', ['零星维修', '室内小型'], '零星维修'],
    ['ｗｉｔｈｉｎ', ['within'], 'within'],
  ])('%s → %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected)
  })

  it.each([
    ['banana', ['within', 'by', 'between']],
    ['by', ['at', 'of']],
    ['', ['a']],
    ['x', ['y']],
    ['within', ['within']],
  ])('says nothing where nothing is near: %s', (name, candidates) => {
    expect(nearest(name, candidates)).toBeUndefined()
  })

  it('does not depend on the order of the candidates', () => {
    expect(nearest('repairs', ['repaird', 'repairx'])).toBe(nearest('repairs', ['repairx', 'repaird']))
  })
})
