/** A comparison of two rule packs in, the lines for a terminal out: rules first, then people, then what cannot be judged. */

import type { Comparison, FindingChange, PersonChange, RuleChange } from '../model/comparison.ts'
import type { Language, Message } from '../model/message.ts'

/** Findings told for one person unless all are asked for. */
const TOLD_FINDINGS = 5

export function comparisonText(comparison: Comparison, language: Language, isAll: boolean): string {
  const say = (message: Message): string => message[language]
  const { rules, people, undetermined } = comparison
  const parts = [
    heading(comparison, say),
    section(
      say({ zh: '规则', en: 'Rules' }),
      rules.flatMap(rule => ruleLines(rule, say)),
      say,
    ),
    [say(peopleSummary(comparison)), ...people.changed.flatMap(person => personLines(person, comparison, isAll, say))],
    ...(undetermined.length > 0
      ? [
          section(
            say({ zh: '判不了的', en: 'Not to be judged' }),
            undetermined.map(one => openLine(one, say)),
            say,
          ),
        ]
      : []),
  ]
  return parts.map(lines => lines.join('\n')).join('\n\n')
}

type Say = (message: Message) => string

function heading({ before, after, period }: Comparison, say: Say): readonly string[] {
  const name = ({ title, version, sha256 }: Comparison['before']) => `${say(title)} ${version} (${sha256.slice(0, 8)})`
  return [`${period}${say({ zh: '：', en: ': ' })}${name(before)} → ${name(after)}`]
}

function section(title: string, lines: readonly string[], say: Say): readonly string[] {
  return [title, ...(lines.length > 0 ? lines : [`  ${say({ zh: '没有变化', en: 'nothing changes' })}`])]
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const

function ruleLines({ group, id, title, change, values }: RuleChange, say: Say): readonly string[] {
  const name = say(title) === id ? id : `${id}  ${say(title)}`
  const none = say({ zh: '（无）', en: '(none)' })
  return [
    `  ${SIGNS[change]} ${group}: ${name}`,
    ...values.map(({ path, before, after }) => `      ${path}: ${before ?? none} → ${after ?? none}`),
  ]
}

function peopleSummary({ people: { all, changed }, undetermined: _ }: Comparison): Message {
  const up = changed.filter(one => (one.difference ?? 0) > 0).length
  const down = changed.filter(one => (one.difference ?? 0) < 0).length
  const crossing = changed.filter(one => one.grade.before !== one.grade.after).length
  const money = changed.filter(one => one.withheld.before !== one.withheld.after).length
  return {
    zh: `人员：${all} 人中 ${changed.length} 人有变化；得分升 ${up} 人、降 ${down} 人，等次变 ${crossing} 人，扣减变 ${money} 人`,
    en: `People: something changes for ${changed.length} of ${all}; ${up} scores rise, ${down} fall, ${crossing} cross a band, ${money} have another share withheld`,
  }
}

function personLines(person: PersonChange, { grades }: Comparison, isAll: boolean, say: Say): readonly string[] {
  const { id, name, score, difference, grade, sections, outcomes, withheld, findings } = person
  const gradeOf = (one: string | null) =>
    one === null ? say({ zh: '不定等次', en: 'no grade' }) : say(grades[one] ?? { zh: one, en: one })
  const shift = difference === null || difference === 0 ? '' : `  ${difference > 0 ? '+' : '−'}${Math.abs(difference)}`
  const told = isAll ? findings : findings.slice(0, TOLD_FINDINGS)
  const more = findings.length - told.length
  return [
    `  ${id} ${name}  ${numberOf(score.before)} ${gradeOf(grade.before)} → ${numberOf(score.after)} ${gradeOf(grade.after)}${shift}`,
    ...sections.map(one => `      ${say(one.title)}: ${numberOf(one.before)} → ${numberOf(one.after)}`),
    ...told.map(one => `      ${findingLine(one, say)}`),
    ...(more > 0
      ? [`      ${say({ zh: `……还有 ${more} 条（--all 全部列出）`, en: `… and ${more} more (--all lists them)` })}`]
      : []),
    ...outcomes.gained.map(one => `      + ${say(one.title)}`),
    ...outcomes.lost.map(one => `      - ${say(one.title)}`),
    ...(withheld.before === withheld.after
      ? []
      : [`      ${say({ zh: '扣减', en: 'withheld' })} ${percentOf(withheld.before)} → ${percentOf(withheld.after)}`]),
  ]
}

function findingLine({ standard, case: of, before, after, reason }: FindingChange, say: Say): string {
  return `${verdictOf(before, say)} → ${verdictOf(after, say)}  ${standard} ${of}: ${say(reason)}`
}

const VERDICTS: Readonly<Record<string, Message>> = {
  met: { zh: '达标', en: 'met' },
  missed: { zh: '未达标', en: 'missed' },
  pending: { zh: '未到期', en: 'pending' },
  undetermined: { zh: '无法判定', en: 'undetermined' },
  exempt: { zh: '免责', en: 'exempt' },
}

function verdictOf(verdict: string | null, say: Say): string {
  return say((verdict === null ? undefined : VERDICTS[verdict]) ?? { zh: '不判', en: 'not judged' })
}

function openLine({ id, title, state, undetermined, missing }: Comparison['undetermined'][number], say: Say): string {
  if (state.after !== 'checked') {
    const lacking = missing.map(say).join(say({ zh: '、', en: ', ' }))
    return `  ${id}  ${say(title)}: ${say({ zh: `没有记录：${lacking}`, en: `no records of ${lacking}` })}`
  }
  return `  ${id}  ${say(title)}: ${say({ zh: '无法判定', en: 'undetermined' })} ${undetermined.before} → ${undetermined.after}`
}

function numberOf(value: number | null): string {
  return value === null ? '–' : String(value)
}

function percentOf(share: number): string {
  return `${Math.round(share * 1000) / 10}%`
}
