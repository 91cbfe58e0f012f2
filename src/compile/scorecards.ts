/** Scorecards as written in: sections, items and their standards, marks, vetoes and gates checked and put in order. */

import { formatDay } from '../calendar/day.ts'
import type { Complain, Dictionary } from '../conditions/contract.ts'
import { compileNumber } from '../conditions/setting.ts'
import { isUnset, valueOn } from '../lib/dated.ts'
import { asMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type {
  Fairness,
  Gate,
  Grades,
  Method,
  Post,
  Scorecard,
  ScorecardItem,
  ScorecardSection,
  Standard,
  Veto,
} from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import type { Setting } from '../model/value.ts'
import type { Citations } from './citations.ts'
import { apartFrom } from './complaints.ts'
import type { Definition } from './definitions.ts'
import { readFactCondition } from './fact-condition.ts'
import type { OutcomeFactNames } from './outcome-facts.ts'
import { asList, asText, asTexts, readText, type Source } from './read.ts'
import { type Selectable, selectionText, selectStandards } from './selection.ts'
import { fixed, idByName, tellUnknown } from './settings.ts'

export interface ScorecardContext {
  readonly dictionary: Dictionary
  readonly complain: Complain
  readonly selectable: Selectable
  /** Those that compiled. */
  readonly standards: ReadonlyMap<string, Standard>
  readonly posts: ReadonlyMap<string, Post>
  readonly grades: Grades | undefined
  readonly fairness: Fairness
  readonly facts: OutcomeFactNames
  readonly citations: Citations
  /** Scorecards that only these profiles put in force: they may share a post with an ordinary one. */
  readonly profilesOf: ReadonlyMap<string, readonly string[]>
}

/** What a post has one scorecard of: the ordinary ones, or one profile. */
const ORDINARY = ''

export function compileScorecards(
  defined: ReadonlyMap<string, Definition>,
  context: ScorecardContext,
): readonly Scorecard[] {
  const holders = new Map<string, Place>()
  const scorecards: Scorecard[] = []
  for (const definition of defined.values()) {
    const complain = apartFrom(definition.wrong, definition.place, context.complain)
    const own = { ...context, complain, dictionary: { ...context.dictionary, complain } }
    scorecards.push(compileScorecard(definition, holders, own))
  }
  return scorecards
}

/** Ids of all sections of all scorecards, broken ones included: facts may name them. */
export function sectionIds(defined: ReadonlyMap<string, Definition>): ReadonlySet<string> {
  return new Set([...defined.values()].flatMap(({ source }) => Object.keys(asMap(asMap(source).sections))))
}

function compileScorecard(
  { id, source, place }: Definition,
  holders: Map<string, Place>,
  context: ScorecardContext,
): Scorecard {
  const { title, posts, sections: written, veto, gates, clauses } = asMap(source)
  const cite = (list: unknown, at: Place) => context.citations.cite(`scorecard:${id}`, list, at.at('clauses'))
  cite(clauses, place)
  const sections = Object.entries(asMap(written)).map(([sectionId, section]) =>
    compileSection(sectionId, asMap(section), place.at('sections', sectionId), context, cite),
  )
  checkMarks(sections, place.at('sections'), context.complain)
  checkTwice(sections, asMap(written), place.at('sections'), context.complain)
  return {
    id,
    title: readText(title, id),
    posts: compilePosts(posts, place.at('posts'), context.profilesOf.get(id) ?? [ORDINARY], holders, context),
    sections,
    veto: asList(veto).map((entry, at) => compileVeto(asMap(entry), place.at('veto', at), context, cite)),
    gates: asList(gates).map((entry, at) => compileGate(asMap(entry), place.at('gates', at), context, cite)),
    span: place.span('key'),
  }
}

type Cite = (clauses: unknown, place: Place) => void

/** By id or title; a post has one scorecard, in each profile one. */
function compilePosts(
  source: unknown,
  place: Place,
  profiles: readonly string[],
  holders: Map<string, Place>,
  { posts, complain }: ScorecardContext,
): readonly string[] {
  return asTexts(source).flatMap((name, at) => {
    const own = place.at(at)
    const id = idByName(name, posts.values())
    if (id === undefined) {
      tellUnknown('unknown-post', name, [...posts.keys()], { zh: '岗位', en: 'post' }, own, complain)
      return []
    }
    const keys = profiles.map(profile => `${profile}\n${id}`)
    const other = keys.map(key => holders.get(key)).find(one => one !== undefined)
    if (other) {
      const message = {
        zh: `岗位“${id}”已经有一张考评表，一个岗位只能有一张。`,
        en: `The post '${id}' has a scorecard already; it can have one.`,
      }
      complain('post-twice', own, message, { related: [other] })
      return []
    }
    for (const key of keys) holders.set(key, own)
    return [id]
  })
}

// --- sections and items ---------------------------------------------------------------------------------------------

function compileSection(
  id: string,
  source: Source,
  place: Place,
  context: ScorecardContext,
  cite: Cite,
): ScorecardSection {
  const { dictionary, complain, facts } = context
  cite(source.clauses, place)
  const method = asText(source.method) as Method | undefined
  const number = (key: string) => positive(source, key, place, context)
  const marks = number('marks')
  const most = number('most')
  const isBonus = method === 'bonus'
  if (isBonus && source.marks !== undefined) {
    const message = {
      zh: '加分部分没有满分，只写 most（最多加几分）。',
      en: 'A bonus section has no marks, only most (the points that it can add).',
    }
    complain('wrong-value', place.at('marks'), message, { part: 'key' })
  } else if (!isBonus && source.marks === undefined) {
    complain(
      'missing-key',
      place,
      { zh: '缺少必需的键：marks（满分）。', en: 'Required here but missing: marks.' },
      { part: 'key' },
    )
  }
  const when =
    source.when === undefined ? undefined : readFactCondition(source.when, place.at('when'), facts, dictionary)
  if (source.when !== undefined && !isBonus) {
    complain(
      'wrong-value',
      place.at('when'),
      { zh: '只有加分部分可以写 when。', en: 'Only a bonus section can have a when.' },
      { part: 'key' },
    )
  }
  return {
    id,
    title: readText(source.title, id),
    ...(marks ? { marks } : {}),
    ...(method ? { method } : {}),
    ...(most ? { most } : {}),
    empty: (asText(source.empty) ?? 'none') as ScorecardSection['empty'],
    items: asList(source.items).map((item, at) =>
      compileItem(asMap(item), method, place.at('items', at), context, cite),
    ),
    ...(when ? { when } : {}),
    span: place.span('key'),
  }
}

function compileItem(
  source: Source,
  sectionMethod: Method | undefined,
  place: Place,
  context: ScorecardContext,
  cite: Cite,
): ScorecardItem {
  const { selectable, complain } = context
  cite(source.clauses, place)
  const standards = selectStandards(source.standards, place.at('standards'), selectable, complain)
  const method = (asText(source.method) as Method | undefined) ?? sectionMethod
  const number = (key: string) => positive(source, key, place, context)
  const each = number('each')
  const most = number('most')
  const perCases = /^\d+/.exec(asText(source.per) ?? '')?.[0]
  if (method === undefined) {
    complain('method-missing', place.at('standards'), {
      zh: '没有说明计分方法：在这一项或它的部分写 method: deduct、rate、rating 或 bonus。',
      en: 'How it is scored is not said: write method: deduct, rate, rating or bonus here or on the section.',
    })
  } else checkMethod(method, standards, source, place, context)
  return {
    selection: selectionText(source.standards),
    ...(source.title === undefined ? {} : { title: readText(source.title, '') }),
    standards,
    method: method ?? 'rate',
    ...(each ? { each } : {}),
    ...(perCases === undefined ? {} : { perCases: Number(perCases) }),
    ...(most ? { most } : {}),
    weight: number('weight') ?? fixed(1),
    ...(typeof source.minimum === 'number' ? { minimum: source.minimum } : {}),
    by: source.by === 'incident' ? 'incident' : 'case',
    span: place.at('standards').span('value'),
  }
}

/** Items that count from fewer cases than the pack's fairness asks for, in words for every sheet. */
export function weakenedItems(
  scorecards: readonly Scorecard[],
  standards: ScorecardContext['standards'],
  { minimumCases }: Fairness,
): readonly Message[] {
  const items = scorecards.flatMap(card =>
    card.sections.flatMap(section => section.items.map(item => ({ card, item }))),
  )
  return items.flatMap(({ card, item }) => {
    const isPerCase = item.standards.some(id => standards.get(id)?.judgedPer === 'event')
    if (item.minimum === undefined || item.minimum >= minimumCases || !isPerCase) return []
    const name = item.title ?? { zh: item.selection, en: item.selection }
    return {
      zh: `“${card.title.zh}”的“${name.zh}”满 ${item.minimum} 件即计分（其他项目 ${minimumCases} 件）`,
      en: `In '${card.title.en}', '${name.en}' counts from ${item.minimum} cases (other items ${minimumCases})`,
    }
  })
}

/** Points and weights are never below zero, and a weight of nothing weighs nothing: told at the number. */
function positive(source: Source, key: string, place: Place, context: ScorecardContext): Setting<number> | undefined {
  if (source[key] === undefined) return undefined
  const setting = compileNumber(source[key], place.at(key), context.dictionary)
  const wrong = setting?.dated.find(({ value }) => value !== null && (key === 'weight' ? value <= 0 : value < 0))
  if (wrong) {
    context.complain('wrong-value', place.at(key), {
      zh: `${key} 是 ${wrong.value}：${key === 'weight' ? '权重应大于 0' : '分数不能小于 0'}。`,
      en: `${key} is ${wrong.value}: ${key === 'weight' ? 'a weight must be above 0' : 'points cannot be below 0'}.`,
    })
  }
  return setting
}

/** Whether a method fits the standards that it is to score. */
function checkMethod(
  method: Method,
  ids: readonly string[],
  source: Source,
  place: Place,
  context: ScorecardContext,
): void {
  const { standards, fairness, complain } = context
  const chosen = ids.map(id => standards.get(id)).filter(standard => standard !== undefined)
  const at = place.at('standards')
  const other = chosen.find(({ kind }) => kind !== 'rating')
  if (method === 'rating' && other) {
    complain('wrong-value', at, {
      zh: `method: rating 只用于 kind: rating 的标准，“${other.id}”是 ${other.kind}。`,
      en: `method: rating is for standards of kind: rating only; '${other.id}' is ${other.kind}.`,
    })
  }
  const isCounted = method === 'deduct' || method === 'bonus'
  if (isCounted && source.each === undefined && chosen.some(({ kind }) => kind !== 'ledger')) {
    complain('missing-key', place, {
      zh: '缺少必需的键：each（每次几分）。',
      en: 'Required here but missing: each (points for each).',
    })
  }
  const perEvent = chosen.find(({ judgedPer }) => judgedPer === 'event')
  if (method === 'deduct' && fairness.perCase === 'rate' && perEvent && source.per === undefined) {
    complain(
      'per-cases-missing',
      at,
      {
        zh: `“${perEvent.id}”按件评判，扣分要写明每多少件，如 per: 100 cases，免得做得多的人扣得多。`,
        en: `'${perEvent.id}' is judged per case: say per how many cases points are deducted (per: 100 cases), so that more work is not more guilt.`,
      },
      { hint: { zh: '或者改用 method: rate。', en: 'Or use method: rate.' } },
    )
  }
}

// --- marks, double counting -----------------------------------------------------------------------------------------

/** The marks (bonus aside) total 100 on every day on which some of them change. */
function checkMarks(sections: readonly ScorecardSection[], place: Place, complain: Complain): void {
  const scored = sections.filter(section => section.method !== 'bonus')
  const marks = scored.map(section => section.marks).filter(setting => setting !== undefined)
  if (marks.length < scored.length || marks.some(isUnset)) return
  const days = [...new Set(marks.flatMap(setting => setting.dated.map(entry => entry.from)))].toSorted(
    (one, other) => one - other,
  )
  for (const day of days) {
    const values = marks.map(setting => valueOn(setting, day))
    if (values.some(value => value === undefined) && day === Number.NEGATIVE_INFINITY) continue
    const total = sum(values)
    if (total === 100) continue
    const since =
      day === Number.NEGATIVE_INFINITY
        ? { zh: '', en: '' }
        : { zh: `自 ${formatDay(day)} 起，`, en: `From ${formatDay(day)} on ` }
    const list = values.map(String).join(' + ')
    complain(
      'marks-total',
      place,
      {
        zh: `${since.zh}各部分满分合计 ${total}（${list}），应为 100。加分部分不计在内。`,
        en: `${since.en}the marks total ${total} (${list}); they must total 100. Bonus sections do not count.`,
      },
      { part: 'key' },
    )
    return
  }
}

/** Exact for the decimals that people write. */
function sum(values: readonly (number | undefined)[]): number {
  return Math.round(values.reduce<number>((total, value) => total + (value ?? 0), 0) * 1e6) / 1e6
}

function checkTwice(sections: readonly ScorecardSection[], written: Source, place: Place, complain: Complain): void {
  const taken = new Map<string, Place>()
  for (const { id, items } of sections) {
    asList(asMap(written[id]).items).forEach((_, at) => {
      const own = place.at(id, 'items', at, 'standards')
      const twice = items[at]?.standards.find(standard => taken.has(standard))
      const other = twice === undefined ? undefined : taken.get(twice)
      if (twice !== undefined && other) {
        const message = {
          zh: `“${twice}”在这张考评表里已经计过一次。`,
          en: `'${twice}' counts in another item of this scorecard already.`,
        }
        complain('standards-twice', own, message, { related: [other] })
      }
      for (const standard of items[at]?.standards ?? []) if (!taken.has(standard)) taken.set(standard, own)
    })
  }
}

// --- vetoes and gates -----------------------------------------------------------------------------------------------

function compileVeto(
  source: Source,
  place: Place,
  { selectable, grades, complain }: ScorecardContext,
  cite: Cite,
): Veto {
  cite(source.clauses, place)
  const bands = grades?.bands ?? []
  const name = String(source.grade)
  const grade = idByName(name, bands)
  if (grade === undefined) {
    tellUnknown(
      'unknown-grade',
      name,
      bands.map(band => band.id),
      { zh: '等级', en: 'grade' },
      place.at('grade'),
      complain,
    )
  }
  return {
    standards: selectStandards(source.standards, place.at('standards'), selectable, complain),
    grade: grade ?? name,
  }
}

function compileGate(
  source: Source,
  place: Place,
  { selectable, posts, complain }: ScorecardContext,
  cite: Cite,
): Gate {
  cite(source.clauses, place)
  const of = asText(source.of) ?? 'staff'
  const levels = new Set(['staff', ...[...posts.values()].map(post => post.level)])
  if (!levels.has(of))
    tellUnknown('unknown-post', of, [...levels], { zh: '职级', en: 'level' }, place.at('of'), complain)
  return { standards: selectStandards(source.standards, place.at('standards'), selectable, complain), of }
}
