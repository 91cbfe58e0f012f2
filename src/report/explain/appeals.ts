/** A person's appeals in, a branch that tells of each what was decided, by whom and why, out. */

import type { AppraisedAppeal, AppraisedPerson } from '../../model/appraisal.ts'
import type { Language, Message } from '../../model/message.ts'
import { type Branch, leaf } from './tree.ts'

export interface AppealTitles {
  /** Of a standard or a section, by id. */
  standard(id: string): string
  section(id: string): string
}

/** An entry that another one answers is told with that other one. */
export function appealBranches(
  { adjustments, evidence }: AppraisedPerson,
  titles: AppealTitles,
  language: Language,
): readonly Branch[] {
  const told = adjustments.filter(({ state }) => state !== 'answered')
  if (told.length === 0) return []
  const numbers = new Map(evidence.map(({ id, number }) => [id, number]))
  const about = ({ finding, section }: AppraisedAppeal): string =>
    finding === null
      ? titles.section(section ?? '')
      : `${numbers.get(finding) ?? finding} ${titles.standard(decodeURIComponent(finding.split('/')[0] ?? ''))}`
  return [
    {
      text: { zh: '申诉', en: 'Appeals' }[language],
      under: told.map(appeal => leaf([`${appeal.id}  ${about(appeal)}`, ...decisionOf(appeal, language)].join('  '))),
    },
  ]
}

function decisionOf(appeal: AppraisedAppeal, language: Language): readonly string[] {
  const { decidedBy, decidedOn, reason } = appeal
  return [rulingOf(appeal)[language], decidedBy ?? '', decidedOn ?? '', reason].filter(part => part !== '')
}

function rulingOf({ state, change, to, given, isReceived }: AppraisedAppeal): Message {
  if (state === 'open') return { zh: '待处理', en: 'not decided yet' }
  switch (change) {
    case null:
      return { zh: '维持原结果', en: 'dismissed' }
    case 'exempt':
      return { zh: '不计', en: 'exempt' }
    case 'overturn':
      return { zh: '改判达标', en: 'overturned' }
    case 'reassign':
      return isReceived
        ? { zh: '改由本人负责', en: 'answers now' }
        : { zh: `改由 ${to} 负责`, en: `${to} answers instead` }
    case 'points':
      return { zh: `加回 ${given ?? 0} 分`, en: `${given ?? 0} points back` }
  }
}
