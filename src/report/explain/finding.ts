/** One finding in, how it came about as a tree out: each condition with what it saw, the clock, the records. */

import type { Appraisal } from '../../model/appraisal.ts'
import type { RecordRef } from '../../model/event.ts'
import type { Language, Message } from '../../model/message.ts'
import type { CaseTrace } from '../../model/trace.ts'
import { isolated } from '../isolated.ts'
import { counting, type ToldFinding } from './standard.ts'
import { type Branch, leaf, traceBranch } from './tree.ts'

export interface FindingExplained {
  readonly headline: string
  readonly trees: readonly Branch[]
}

const VERDICTS: Readonly<Record<ToldFinding['verdict'], Message>> = {
  met: { zh: '达标', en: 'met' },
  missed: { zh: '未达标', en: 'missed' },
  pending: { zh: '未到期', en: 'pending' },
  undetermined: { zh: '无法判定', en: 'undetermined' },
  exempt: { zh: '不计', en: 'exempt' },
}

const NO_STEPS: Message = {
  zh: '此人的检查结果太多，这一条不在最先列出的之内，没有记下它是怎样得出的',
  en: 'this person has too many findings for all to be followed: how this one came about was not kept',
}

export function explainFinding(
  finding: ToldFinding & { readonly evidence: readonly RecordRef[] },
  appraisal: Appraisal,
  trace: CaseTrace | undefined,
  language: Language,
): FindingExplained {
  const say = (message: Message) => message[language]
  const standard = appraisal.standards.find(one => one.id === finding.standard)
  const person = appraisal.people.find(one => one.id === finding.person)
  const number = person?.evidence.find(one => one.id === finding.id)?.number ?? finding.number
  const who = person
    ? `${isolated(person.name)} (${person.id})`
    : (finding.person ?? say({ zh: '无人负责', en: 'nobody answers' }))
  const records = finding.evidence.map(record => leaf(`${record.file}:${record.row}  ${record.id}`))
  const counts = counting(finding)
  const steps = (trace?.steps ?? []).map(step => traceBranch(step, language))
  const isBeyond = finding.number !== undefined || (person?.unlisted !== undefined && counts.verdict !== 'met')
  const unlisted = trace === undefined && isBeyond ? [leaf(say(NO_STEPS))] : []
  const place = standard
    ? [standard.clauses.join(language === 'zh' ? '、' : ', '), `${standard.file}:${standard.line}`]
    : []
  return {
    headline: [number, standard ? say(standard.title) : finding.standard, finding.standard, ...place]
      .filter(part => part !== undefined && part !== '')
      .join('  '),
    trees: [
      leaf(`${who}  ${finding.case}  ${finding.at.slice(0, 16).replace('T', ' ')}`),
      // What an appeal made of it counts; its reason tells what had been found, and the steps lead there.
      { text: `${say(VERDICTS[counts.verdict])}  ${say(counts.reason)}`, under: [...steps, ...unlisted] },
      // Under this id an appeal names it.
      leaf(`${say({ zh: '编号', en: 'Id' })} ${finding.id}`),
      ...(records.length === 0 ? [] : [{ text: say({ zh: '依据的记录', en: 'Records' }), under: records }]),
    ],
  }
}
