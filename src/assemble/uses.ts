/** A standard and the rulebook in, where it counts out: scorecards, vetoes, gates, cascades and outcomes, in words. */

import { valueOn } from '../lib/dated.ts'
import type { Message } from '../model/message.ts'
import type { Rulebook, Scorecard, ScorecardItem, ScorecardSection } from '../model/rulebook.ts'
import type { Day, Setting } from '../model/value.ts'

/** Marks, weights and charges are those in force on the day. */
export function usesOf(standard: string, rulebook: Rulebook, day: Day): readonly Message[] {
  return [
    ...rulebook.scorecards.flatMap(card => cardUses(standard, card, rulebook, day)),
    ...rulebook.cascades
      .filter(cascade => cascade.standards.includes(standard))
      .map(({ title }) => ({ zh: `管理连带责任：${title.zh}`, en: `Cascade: ${title.en}` })),
    ...rulebook.outcomes
      .filter(({ when }) => when.facts.some(fact => fact === `missed.${standard}` || fact === `ledger.${standard}`))
      .map(({ title }) => ({ zh: `奖惩建议：${title.zh}`, en: `Outcome: ${title.en}` })),
  ]
}

function cardUses(standard: string, card: Scorecard, { grades }: Rulebook, day: Day): readonly Message[] {
  const inCard = (text: Message): Message => ({
    zh: `${card.title.zh}：${text.zh}`,
    en: `${card.title.en}: ${text.en}`,
  })
  const items = card.sections.flatMap(section =>
    section.items.filter(item => item.standards.includes(standard)).map(item => inCard(itemWords(item, section, day))),
  )
  const vetoes = card.veto
    .filter(veto => veto.standards.includes(standard))
    .map(veto => {
      const grade = grades?.bands.find(band => band.id === veto.grade)?.title ?? { zh: veto.grade, en: veto.grade }
      return inCard({ zh: `一票否决，等次最高为“${grade.zh}”`, en: `veto: the grade is at most '${grade.en}'` })
    })
  const gates = card.gates
    .filter(gate => gate.standards.includes(standard))
    .map(() => inCard({ zh: '未完成时不定等次', en: 'no grade before it is done' }))
  return [...items, ...vetoes, ...gates]
}

function itemWords(item: ScorecardItem, section: ScorecardSection, day: Day): Message {
  const { zh, en } = section.title
  const marks = section.marks && valueOn(section.marks, day)
  const outOf = marks === undefined ? { zh: '', en: '' } : { zh: `（${marks} 分）`, en: ` (${marks} marks)` }
  const how = methodWords(item, day)
  return { zh: `${zh}${outOf.zh}，${how.zh}`, en: `${en}${outOf.en}, ${how.en}` }
}

/** How an item counts: `每次未达标扣 2 分，至多 10 分`. */
export function methodWords(item: ScorecardItem, day: Day): Message {
  const [each, most, weight] = [figure(item.each, day), figure(item.most, day), figure(item.weight, day)]
  const cap = most.zh === UNSET.zh ? { zh: '', en: '' } : { zh: `，至多 ${most.zh} 分`, en: `, at most ${most.en}` }
  const rated =
    item.by === 'incident'
      ? { zh: '按整件达标率', en: 'by the share of incidents wholly met' }
      : { zh: '按达标率', en: 'by the share met' }
  switch (item.method) {
    case 'deduct':
      return item.perCases === undefined
        ? { zh: `每次未达标扣 ${each.zh} 分${cap.zh}`, en: `${each.en} off for each miss${cap.en}` }
        : {
            zh: `每 ${item.perCases} 件中每次未达标扣 ${each.zh} 分${cap.zh}`,
            en: `${each.en} off for each miss in ${item.perCases} cases${cap.en}`,
          }
    case 'bonus':
      return { zh: `每次达标加 ${each.zh} 分${cap.zh}`, en: `${each.en} on top for each one met${cap.en}` }
    case 'rating':
      return { zh: `按评分计，权重 ${weight.zh}`, en: `by the rating, weight ${weight.en}` }
    case 'rate':
      return { zh: `${rated.zh}计分，权重 ${weight.zh}`, en: `${rated.en}, weight ${weight.en}` }
  }
}

const UNSET: Message = { zh: '未设定', en: 'not set' }

function figure(setting: Setting<number> | undefined, day: Day): Message {
  const value = setting && valueOn(setting, day)
  return value === undefined ? UNSET : { zh: String(value), en: String(value) }
}
