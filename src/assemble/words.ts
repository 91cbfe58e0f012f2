/** The words and figures of a rulebook that readers of an appraisal need. */

import { formatDay } from '../calendar/day.ts'
import { formatDuration } from '../calendar/duration.ts'
import { valueOn } from '../lib/dated.ts'
import type { Appraisal } from '../model/appraisal.ts'
import type { Language, Message } from '../model/message.ts'
import type { NotifyRule } from '../model/notice.ts'
import type { Roster } from '../model/people.ts'
import type { Fairness, Parameter, Rulebook } from '../model/rulebook.ts'

export function wordsOf(rulebook: Rulebook, roster: Roster): Appraisal['words'] {
  const units = roster.data.units ?? []
  return {
    posts: Object.fromEntries([...rulebook.posts.values()].map(post => [post.id, post.title])),
    units: Object.fromEntries(
      units.map(unit => [unit.id, { zh: unit.name, en: englishName(unit.values) ?? unit.name }]),
    ),
    outcomeFacts: Object.fromEntries(rulebook.outcomes.flatMap(({ when }) => [...when.titles])),
    grades: (rulebook.grades?.bands ?? []).map(band => ({
      id: band.id,
      title: band.title,
      from: Number(valueOn(band.from, Number.POSITIVE_INFINITY) ?? 0),
    })),
    clauses: Object.fromEntries(
      [...rulebook.clauses.values()].map(clause => [
        clause.id,
        {
          text: clause.text,
          source: rulebook.sources.get(clause.source)?.title ?? { zh: clause.source, en: clause.source },
        },
      ]),
    ),
    eventTypes: Object.fromEntries([...rulebook.eventTypes.values()].map(type => [type.id, type.title])),
    suppliers: Object.fromEntries(
      [...rulebook.eventTypes.values()].flatMap(({ id, supplier }) => (supplier ? [[id, supplier]] : [])),
    ),
    cascadeClauses: Object.fromEntries(rulebook.cascades.map(cascade => [cascade.id, cascade.clauses])),
    cascades: Object.fromEntries(rulebook.cascades.map(cascade => [cascade.id, cascade.title])),
    levels: LEVELS,
  }
}

function englishName(values: Readonly<Record<string, unknown>>): string | undefined {
  return typeof values.name_en === 'string' ? values.name_en : undefined
}

/** Levels of the reporting line, as cascades name them. */
export const LEVELS: Readonly<Record<string, Message>> = {
  person: { zh: '当事人', en: 'person concerned' },
  staff: { zh: '员工', en: 'staff' },
  'department-manager': { zh: '部门经理', en: 'department manager' },
  'deputy-general-manager': { zh: '副总经理', en: 'deputy general manager' },
  'general-manager': { zh: '总经理', en: 'general manager' },
}

/** 本期考评口径: each setting as a sentence. */
export function fairnessWords(fairness: Fairness): Appraisal['fairness'] {
  const { raters } = fairness
  const settings: Message[] = [
    fairness.missingSource === 'not-judged'
      ? { zh: '没有交来的记录，不作为任何人的未达标', en: 'Records that nobody handed in count against nobody' }
      : { zh: '没有交来的记录按未达标计', en: 'Records that nobody handed in count as missed' },
    fairness.perCase === 'rate'
      ? {
          zh: '按件评判的标准按达标率计分，做得多不多扣',
          en: 'Standards judged per case score by rate: more work is not more guilt',
        }
      : { zh: '按件评判的标准可以逐件扣分', en: 'Standards judged per case may deduct for each case' },
    {
      zh: `按件评判的标准不足 ${fairness.minimumCases} 件的，不计分`,
      en: `Standards judged per case need ${fairness.minimumCases} cases to be scored`,
    },
    fairness.oncePer === 'incident'
      ? {
          zh: '同一事件对同一人只扣一次，取最重的一项',
          en: 'One incident is charged to one person once, at its heaviest',
        }
      : { zh: '同一事件的每项检查结果各扣一次', en: 'Every finding of an incident is charged' },
    {
      zh: `有记录支撑的分值不足 ${fairness.measuredMarksAtLeast} 分的，不定等次`,
      en: `Fewer than ${fairness.measuredMarksAtLeast} marks resting on records: no grade`,
    },
    {
      zh: `在岗不足本期天数 ${fairness.minimumDaysPercent}% 的，不定等次`,
      en: `Less than ${fairness.minimumDaysPercent}% of the period in post: no grade`,
    },
    {
      zh: `评分人少于 ${raters.minimum} 人的不计分；去掉最高、最低各 ${raters.trim} 个`,
      en: `Ratings need ${raters.minimum} raters; the ${raters.trim} highest and lowest are dropped`,
    },
    fairness.consequences === 'proposed'
      ? {
          zh: '奖惩均为建议，经指定人员确认后才生效',
          en: 'Consequences are proposals until a named person confirms them',
        }
      : { zh: '奖惩自动生效', en: 'Consequences take effect without confirmation' },
  ]
  if (fairness.notifyWithin) settings.push(notifyWords(fairness.notifyWithin))
  return { settings, weakened: fairness.weakened }
}

function notifyWords({ within, standards }: NotifyRule): Message {
  const said = (language: Language): string =>
    within.dated
      .map(({ from, value }) => {
        const text = value === null ? '–' : formatDuration(value, language)
        return from === Number.NEGATIVE_INFINITY ? text : `${formatDay(from)}: ${text}`
      })
      .join('; ')
  const some = standards
    ? { zh: `（${standards.size} 项标准）`, en: ` (of ${standards.size} standards)` }
    : { zh: '', en: '' }
  return {
    zh: `按件评判的未达标${some.zh}要在 ${said('zh')} 内告知本人；逾期未告知的只记录，不扣分`,
    en: `Misses judged per case${some.en} are told within ${said('en')}; not told in time, they are recorded and not charged`,
  }
}

/** Every parameter with the value in force at the end, in words; null: not set. */
export function parameterLines(rulebook: Rulebook): Appraisal['parameters'] {
  return [...rulebook.parameters.values()].map(parameter => ({
    id: parameter.id,
    title: parameter.title,
    value: inForce(parameter),
    clauses: parameter.clauses,
  }))
}

function inForce({ setting }: Parameter): Message | null {
  if (setting.dated.length === 0) return null
  const said = (language: Language): string =>
    setting.dated
      .map(({ from, value }) => {
        const text = value === null ? '–' : typeof value === 'object' ? formatDuration(value, language) : String(value)
        return from === Number.NEGATIVE_INFINITY ? text : `${formatDay(from)}: ${text}`
      })
      .join('; ')
  return { zh: said('zh'), en: said('en') }
}
