/** The scorecards, grades and fairness settings of a rule pack in, a row for each of their marks, points and bounds out. */

import { asMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { Rulebook, Scorecard, ScorecardItem } from '../model/rulebook.ts'
import type { Measure, RuleNumber, ValueColumn } from './number.ts'
import { clausesOf, numberAt, titles } from './number-at.ts'
import { type Numbering, selectionName } from './standards.ts'
import type { Definition } from './written.ts'

// --- scorecards -----------------------------------------------------------------------------------------------------

export function numbersOfScorecard(
  definition: Definition,
  scorecard: Scorecard,
  numbering: Numbering,
): readonly RuleNumber[] {
  const { id, source } = definition
  const { rulebook } = numbering
  const charge = titles(scorecard.posts, rulebook)
  const own = clausesOf(source)
  return scorecard.sections.flatMap(section => {
    const written = asMap(asMap(source.sections)[section.id])
    const clauses = [...clausesOf(written), ...own]
    const common = { clauses, charge, group: scorecard.title }
    const name = `scorecard:${id}.${section.id}`
    const path = ['sections', section.id]
    const isBonus = section.method === 'bonus'
    const at = (key: string, item: Message, column: ValueColumn) =>
      numberAt(
        definition,
        'marks',
        written[key],
        { ...common, name: `${name}.${key}`, path: [...path, key], item, column, title: section.title },
        numbering,
      )
    const items = Array.isArray(written.items) ? written.items : []
    return [
      ...at('marks', { zh: '满分', en: 'Marks' }, 'points'),
      ...at('most', isBonus ? { zh: '最多加分', en: 'Added at most' } : { zh: '封顶', en: 'At most' }, 'cap'),
      ...items.flatMap((one: unknown, nth) => {
        const item = section.items[nth]
        if (!item) return []
        const part = asMap(one)
        const title = joined(section.title, itemTitle(item, rulebook))
        const spot = { ...common, title, clauses: [...clausesOf(part), ...clauses] }
        return ITEM_KEYS.flatMap(({ key, words, column, isUndated }) =>
          numberAt(
            definition,
            'marks',
            part[key],
            {
              ...spot,
              name: `${name}.${selectionName(part.standards)}.${key}`,
              path: [...path, 'items', nth, key],
              item: words(item),
              column,
              ...(isUndated ? { isUndated } : {}),
            },
            numbering,
          ),
        )
      }),
    ]
  })
}

interface ItemKey {
  readonly key: string
  readonly column: ValueColumn
  readonly isUndated?: boolean
  words(item: ScorecardItem): Message
}

const ITEM_KEYS: readonly ItemKey[] = [
  {
    key: 'each',
    column: 'points',
    words({ method, perCases }) {
      if (method === 'bonus') return { zh: '每次加分', en: 'Added for each' }
      if (perCases === undefined) return { zh: '每次扣分', en: 'Deducted for each' }
      return { zh: `每 ${perCases} 件中每次扣分`, en: `Deducted for each, per ${perCases} cases` }
    },
  },
  {
    key: 'most',
    column: 'cap',
    words: ({ method }) =>
      method === 'bonus' ? { zh: '最多加分', en: 'Added at most' } : { zh: '最多扣分', en: 'Deducted at most' },
  },
  { key: 'weight', column: 'points', words: () => ({ zh: '权重', en: 'Weight' }) },
  {
    key: 'minimum',
    column: 'count',
    isUndated: true,
    words: () => ({ zh: '满多少件才计分', en: 'Scored from (cases)' }),
  },
]

function itemTitle({ title, standards, selection }: ScorecardItem, rulebook: Rulebook): Message {
  if (title) return title
  const [only] = standards
  const one = standards.length === 1 ? rulebook.standards.find(({ id }) => id === only)?.title : undefined
  return one ?? { zh: selection, en: selection }
}

function joined(one: Message, other: Message): Message {
  return { zh: `${one.zh} › ${other.zh}`, en: `${one.en} › ${other.en}` }
}

// --- grades and fairness --------------------------------------------------------------------------------------------

const GRADES: Message = { zh: '等级', en: 'Grades' }
const FAIR: Message = { zh: '公平设置', en: 'Fairness' }
const EVERYBODY: Message = { zh: '全体', en: 'Everybody' }

export function numbersOfGrades(definition: Definition, numbering: Numbering): readonly RuleNumber[] {
  const { source } = definition
  const own = clausesOf(source)
  const bands = Object.entries(asMap(source.bands)).flatMap(([id, written]) => {
    const band = asMap(written)
    const title = numbering.rulebook.grades?.bands.find(one => one.id === id)?.title ?? { zh: id, en: id }
    const spot = {
      group: GRADES,
      title,
      clauses: [...clausesOf(band), ...own],
      charge: EVERYBODY,
      column: 'points',
    } as const
    const item = { zh: '最低分', en: 'From (score)' }
    return numberAt(
      definition,
      'grades',
      band.from,
      { ...spot, name: `grade:${id}.from`, path: ['bands', id, 'from'], item },
      numbering,
    )
  })
  const decimals = {
    name: 'grades.decimals',
    path: ['decimals'],
    group: GRADES,
    title: GRADES,
    item: { zh: '得分保留小数', en: 'Decimals of scores' },
    clauses: own,
    charge: EVERYBODY,
    column: 'count',
    isUndated: true,
  } as const
  return [...bands, ...numberAt(definition, 'grades', source.decimals, decimals, numbering)]
}

const FAIRNESS: readonly { readonly path: readonly string[]; readonly item: Message; readonly measure?: Measure }[] = [
  { path: ['minimum-cases'], item: { zh: '按件评判：满多少件才计分', en: 'Judged per case: scored from (cases)' } },
  {
    path: ['measured-marks-at-least'],
    item: { zh: '有记录依据的满分至少多少才定等次', en: 'Graded from (marks that rest on records)' },
  },
  {
    path: ['minimum-days'],
    item: { zh: '在岗满周期的多少才定等次', en: 'Graded from (share of the period in post)' },
    measure: 'percent',
  },
  { path: ['raters', 'minimum'], item: { zh: '满几人评分才计分', en: 'Ratings count from (raters)' } },
  { path: ['raters', 'trim'], item: { zh: '去掉最高、最低各几个', en: 'Highest and lowest left out' } },
  { path: ['raters', 'shown-from'], item: { zh: '满几人评分才显示', en: 'Ratings are shown from (raters)' } },
]

export function numbersOfFairness(definition: Definition, numbering: Numbering): readonly RuleNumber[] {
  return FAIRNESS.flatMap(({ path, item, measure }) => {
    const written = path.reduce<unknown>((one, key) => asMap(one)[key], definition.source)
    const spot = {
      name: `fairness.${path.join('.')}`,
      path,
      item,
      group: FAIR,
      title: FAIR,
      clauses: clausesOf(definition.source),
      charge: EVERYBODY,
      column: 'count',
      isUndated: true,
      ...(measure ? { measure } : {}),
    } as const
    return numberAt(definition, 'grades', written, spot, numbering)
  })
}
