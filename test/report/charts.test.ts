/** Charts for any labels and figures: nothing leaves the frame, no text lies on another, the same bytes, well-formed. */

import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { roomOf, wrap } from '../../src/report/charts/text.ts'
import {
  distributionChart,
  gradeShares,
  mostMissedChart,
  scoreBar,
  shareBar,
  trendChart,
} from '../../src/report/charts.ts'
import { chartsOf, HOSTILE_LABELS } from './chart-samples.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Its own words, without those of its title. */
  text: string
  title?: string
}

/** Fails on anything that is not well-formed. */
function elementsOf(svg: string): readonly Element[] {
  const all: Element[] = []
  const open: Element[] = []
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Readonly<Record<string, string>>, text: '' }
    all.push(element)
    open.push(element)
  })
  parser.on('text', text => {
    const inner = open.at(-1)
    const outer = open.at(-2)
    if (inner?.name === 'title' && outer) outer.title = text
    else if (inner) inner.text += text
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(svg).close()
  return all
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function boxOf({ attributes, text }: Element): Box {
  const [x, y, size] = [Number(attributes.x), Number(attributes.y), Number(attributes['font-size'])]
  const room = roomOf(text, size)
  const left =
    attributes['text-anchor'] === 'end' ? x - room : attributes['text-anchor'] === 'middle' ? x - room / 2 : x
  return { left, right: left + room, top: y - size * 0.9, bottom: y + size * 0.25 }
}

function expectSound(svg: string): void {
  if (svg === '') return
  expect(svg).not.toMatch(/NaN|Infinity|undefined|null/)
  const elements = elementsOf(svg)
  const [, , width = 0, height = 0] = (elements[0]?.attributes.viewBox ?? '').split(' ').map(Number)
  const isInside = ({ left, right, top, bottom }: Box) =>
    left >= -0.2 && top >= -0.2 && right <= width + 0.2 && bottom <= height + 0.2
  const texts = elements.filter(({ name, text }) => name === 'text' && text !== '')
  const boxes = texts.map(boxOf)
  for (const [at, box] of boxes.entries()) {
    expect(isInside(box), `${texts[at]?.text} leaves ${JSON.stringify(box)}`).toBe(true)
    for (const [later, other] of boxes.entries())
      if (later > at && box.left < other.right - 0.2 && other.left < box.right - 0.2)
        expect(
          box.bottom <= other.top + 0.5 || other.bottom <= box.top + 0.5,
          `${texts[at]?.text} | ${texts[later]?.text}`,
        ).toBe(true)
  }
  for (const { attributes } of elements.filter(({ name, attributes }) => name === 'rect' && attributes.x)) {
    const [left, top] = [Number(attributes.x), Number(attributes.y)]
    const box = { left, top, right: left + Number(attributes.width), bottom: top + Number(attributes.height) }
    expect(isInside(box), JSON.stringify(box)).toBe(true)
  }
  for (const { attributes } of elements.filter(({ name }) => name === 'line' || name === 'circle'))
    for (const [key, most] of [
      ['x1', width],
      ['x2', width],
      ['cx', width],
      ['y1', height],
      ['y2', height],
      ['cy', height],
    ] as const)
      if (attributes[key] !== undefined) expect(Number(attributes[key])).toBeLessThanOrEqual(most)
  const ids = elements.flatMap(({ attributes }) => attributes.id ?? [])
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id)
}

const label = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 90 }),
  fc.stringMatching(/^[一-龥]{0,60}$/),
  fc.stringMatching(/^[A-Za-z ]{0,80}$/),
  fc.constantFrom(...HOSTILE_LABELS),
)
const sample = fc
  .array(fc.tuple(label, fc.integer({ min: 0, max: 100_000 })), { maxLength: 14 })
  .map(rows => ({ labels: rows.map(([one]) => one), values: rows.map(([, value]) => value) }))

describe('every chart', () => {
  it('keeps within its frame and its texts apart, whatever the labels', () => {
    fc.assert(
      fc.property(sample, ({ labels, values }) => {
        const charts = chartsOf(labels, values)
        for (const chart of charts) expectSound(chart)
        expect(chartsOf(labels, values)).toEqual(charts)
      }),
      { numRuns: 60 },
    )
  })

  it('shows hostile labels as they are, and the whole of those that are shortened in a title', () => {
    const [, , , drawn = ''] = chartsOf(HOSTILE_LABELS, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    const texts = elementsOf(drawn).filter(({ name }) => name === 'text')
    const bare = (text: string) => text.replaceAll(/\s/g, '')
    const said = bare(texts.map(({ text, title }) => title ?? text).join(''))
    for (const hostile of HOSTILE_LABELS) expect(said).toContain(bare(hostile))
    expect(texts.find(({ title }) => title === HOSTILE_LABELS[3])?.text).not.toBe(HOSTILE_LABELS[3])
  })

  it('tells a screen reader what it shows, in figures', () => {
    const elements = elementsOf(distributionChart([{ label: '优秀', value: 1234 }], '各等级人数', 'zh'))
    const described = elements.find(({ name }) => name === 'desc')
    expect(elements[0]?.attributes).toMatchObject({ role: 'img', 'aria-label': '各等级人数' })
    expect(elements[0]?.attributes['aria-describedby']).toBe(described?.attributes.id)
    expect(described?.text).toBe('优秀 1,234 · 100.0%')
  })
})

describe('the score bar', () => {
  const bands = ['优秀', '良好', '合格', '不合格'].map((title, at) => ({ title, from: [90, 80, 60, 0][at] ?? 0 }))
  const textsOf = (svg: string) =>
    elementsOf(svg)
      .filter(({ name }) => name === 'text')
      .map(({ text }) => text)

  it('names each band below it, with its border', () => {
    expect(textsOf(scoreBar(88, bands, ''))).toEqual(['不合格', '合格', '良好', '优秀', '60', '80', '90'])
  })

  it('names them in a legend where they have no room there', () => {
    const tight = [...bands, { title: '特别优秀，可推荐评优', from: 99.5 }]
    expect(textsOf(scoreBar(88, tight, ''))).toContain('特别优秀，可推荐评优 ≥ 99.5')
  })

  it('hatches each band in a way of its own', () => {
    const fills = elementsOf(scoreBar(88, bands, '')).flatMap(({ name, attributes }) =>
      name === 'rect' && attributes.fill?.startsWith('url') ? attributes.fill : [],
    )
    expect(new Set(fills).size).toBe(4)
  })

  it('has no marker without a score', () => {
    expect(scoreBar(88, bands, '')).toContain('<line')
    expect(scoreBar(null, bands, '')).not.toContain('<line')
  })
})

it('a share is drawn as far as it goes, and grades of a period as parts of one bar', () => {
  const filled = (drawn: string) =>
    elementsOf(drawn)
      .filter(({ name, attributes }) => name === 'rect' && attributes.x)
      .map(({ attributes }) => Number(attributes.width))
  expect(filled(shareBar(50, '', '10 / 20'))[1]).toBeCloseTo(39, 1)
  expect(shareBar(null, '', '')).toBe('')
  const parts = [
    { title: '优秀', count: 3 },
    { title: '合格', count: 1 },
    { title: '不定等次', count: 0 },
  ]
  const [most = 0, least = 0] = filled(gradeShares([{ label: '2024-H1', parts }], ''))
  expect(most / least).toBeCloseTo(3, 1)
  expect(gradeShares([], '')).toBe('')
})

it('what was missed most is told by count and share', () => {
  const drawn = mostMissedChart([{ label: '到场', missed: 45, checked: 366 }], '', 'en')
  expect(drawn).toContain('45 / 366 · 12.3%')
})

describe('a trend', () => {
  const trend = (values: readonly (number | null)[]) =>
    trendChart(
      { label: '平均分', periods: values.map((_, at) => `202${at}-H1`), series: [{ label: '平均分', values }] },
      'zh',
    )
  const lineOf = (svg: string) => / d="([^"]*)" fill="none"/.exec(svg)?.[1] ?? ''

  it('breaks where a period is missing, and never falls to nothing', () => {
    const drawn = trend([88, null, 90, 91])
    expect(lineOf(drawn)).toMatch(/^M[\d. ]+M[\d. ]+L[\d. ]+$/)
    expect(elementsOf(drawn).filter(({ name }) => name === 'circle').length).toBe(3)
    expect(drawn).toContain('2021-H1 –')
  })

  it('writes each value beside its mark', () => {
    for (const value of ['88', '90.5', '91']) expect(trend([88, 90.5, 91])).toContain(`>${value}</text>`)
  })

  it('is empty where nothing is known', () => expect(trend([null, null])).toBe(''))

  it('gives each series a mark and dashes of its own', () => {
    const series = ['甲', '乙', '丙', '丁'].map((label, at) => ({ label, values: [80 + at, 90 - at] }))
    const drawn = trendChart({ label: '', periods: ['1', '2'], series }, 'zh')
    expect(new Set([...drawn.matchAll(/stroke-dasharray="([^"]+)"/g)].map(([, dashes]) => dashes)).size).toBe(3)
    for (const { label } of series) expect(drawn).toContain(`>${label}</text>`)
  })
})

describe('text in a given room', () => {
  it('is broken after words and beside Chinese characters', () => {
    expect(wrap('one two three', 10, roomOf('one two ', 10), 3)).toEqual(['one two', 'three'])
    expect(wrap('学生公寓管理', 10, roomOf('学生公', 10), 2)).toEqual(['学生公', '寓管理'])
  })

  it('loses nothing that it has room for', () => {
    fc.assert(
      fc.property(label, fc.integer({ min: 20, max: 400 }), (text, room) => {
        const lines = wrap(text, 12, room, 1000)
        for (const line of lines) expect(roomOf(line, 12)).toBeLessThanOrEqual(room)
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      }),
    )
  })
})
