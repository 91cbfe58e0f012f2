/** One standard with its verdicts in a run in, what it says and what became of it as a tree out. */

import type { Appraisal, AppraisedStandard } from '../../model/appraisal.ts'
import type { ExplainedStandard } from '../../model/explanation.ts'
import type { Verdict } from '../../model/finding.ts'
import type { Language, Message } from '../../model/message.ts'
import type { RulePart, RuleValue } from '../../model/rulebook.ts'
import { isolated } from '../isolated.ts'
import { type Branch, leaf } from './tree.ts'

/** A line of `findings.ndjson`, as far as it is told here. */
export interface ToldFinding {
  readonly id: string
  /** Only of one that no list holds. */
  readonly number?: string
  readonly standard: string
  readonly case: string
  readonly person: string | null
  readonly at: string
  readonly verdict: Verdict
  readonly reason: Message
  /** What an appeal made of it: this counts, not what was found. */
  readonly adjusted?: { readonly by: string; readonly verdict: Verdict; readonly reason: Message }
}

/** The verdict that counts, with its reason. */
export function counting({ verdict, reason, adjusted }: ToldFinding): Pick<ToldFinding, 'verdict' | 'reason'> {
  return adjusted ?? { verdict, reason }
}

/** So many verdicts of each sort are listed; the rest stands in `findings.ndjson`. */
const LISTED = 10

export const PART_TITLES: Readonly<Record<RulePart, Message>> = {
  cases: { zh: '检查对象', en: 'Cases' },
  requirement: { zh: '要求', en: 'Required' },
  exemption: { zh: '免责', en: 'Exempt' },
  charge: { zh: '责任人', en: 'Who answers' },
  missing: { zh: '缺记录时', en: 'Where not recorded' },
  'in-force': { zh: '有效期', en: 'In force' },
}

const VERDICTS: readonly { readonly verdict: Exclude<Verdict, 'met'>; readonly title: Message }[] = [
  { verdict: 'missed', title: { zh: '未达标', en: 'Missed' } },
  { verdict: 'undetermined', title: { zh: '无法判定', en: 'Undetermined' } },
  { verdict: 'pending', title: { zh: '未到期', en: 'Pending' } },
  { verdict: 'exempt', title: { zh: '不计', en: 'Exempt' } },
]

export interface StandardExplained {
  readonly headline: string
  readonly trees: readonly Branch[]
}

export function explainStandard(
  standard: ExplainedStandard,
  appraisal: Appraisal,
  findings: readonly ToldFinding[],
  language: Language,
): StandardExplained {
  const say = (message: Message) => message[language]
  const colon = language === 'zh' ? '：' : ': '
  const branch = (title: Message, under: readonly Branch[]): readonly Branch[] =>
    under.length === 0 ? [] : [{ text: say(title), under }]
  const judged = judgedIn(appraisal).get(standard.id)
  const words = standard.words.map(({ part, text, clauses = [] }) =>
    leaf(
      `${say(PART_TITLES[part])}${colon}${say(text)}${clauses.length === 0 ? '' : `  ${clauses.join(language === 'zh' ? '、' : ', ')}`}`,
    ),
  )
  return {
    headline: `${say(standard.title)}  ${standard.id}  ${standard.kind}  ${standard.file}:${standard.line}`,
    trees: [
      ...branch({ zh: '这条标准说的是', en: 'What it says' }, words),
      ...(standard.note ? branch({ zh: '说明', en: 'Note' }, [leaf(say(standard.note))]) : []),
      ...branch(
        { zh: '依据的条款', en: 'Clauses' },
        standard.clauses.map(({ id, text, source }) => leaf(`${id}  ${say(text)}  (${say(source)})`)),
      ),
      ...branch(
        { zh: '数值的沿革', en: 'Values and their history' },
        standard.values.map(value => valueBranch(value, language)),
      ),
      ...branch(
        { zh: '计入何处', en: 'Where it counts' },
        standard.uses.length === 0
          ? [leaf(say({ zh: '没有考评表和奖惩用到它', en: 'no scorecard and no outcome takes it' }))]
          : standard.uses.map(use => leaf(say(use))),
      ),
      ...branch(
        { zh: '规则测试', en: 'Rule tests' },
        standard.tests.map(({ name, file, line }) => leaf(`${name}  ${file}:${line}`)),
      ),
      ...(judged ? [verdictsBranch(judged, appraisal, findings, language)] : []),
    ],
  }
}

const JUDGED = new WeakMap<Appraisal, ReadonlyMap<string, AppraisedStandard>>()

/** By id: a page is made for each of them. */
function judgedIn(appraisal: Appraisal): ReadonlyMap<string, AppraisedStandard> {
  const judged = JUDGED.get(appraisal) ?? new Map(appraisal.standards.map(one => [one.id, one]))
  JUDGED.set(appraisal, judged)
  return judged
}

/** `30 分钟（2017-04-26 起）`, the newest last. */
export function valueBranch({ title, parameter, entries }: RuleValue, language: Language): Branch {
  const say = (message: Message) => message[language]
  const named = parameter === undefined ? say(title) : `${say(title)}  ${parameter}`
  const lines = entries.map(({ from, value, site }) => {
    const since = from === null ? say({ zh: '一直', en: 'ever since' }) : say({ zh: `${from} 起`, en: `from ${from}` })
    const what = value === null ? say({ zh: '不再适用', en: 'no longer holds' }) : say(value)
    return leaf([since, ...(site === undefined ? [] : [site]), what].join('  '))
  })
  return { text: named, under: lines.length === 0 ? [leaf(say({ zh: '未设定', en: 'not set' }))] : lines }
}

function verdictsBranch(
  judged: AppraisedStandard,
  { period, people }: Appraisal,
  findings: readonly ToldFinding[],
  language: Language,
): Branch {
  const say = (message: Message) => message[language]
  // Most standards list none.
  const names = new Map(findings.length === 0 ? [] : people.map(({ id, name }) => [id, name]))
  const met = say({ zh: `达标 ${judged.met}`, en: `met ${judged.met}` })
  const counts = VERDICTS.map(({ verdict, title }) => `${say(title).toLowerCase()} ${judged[verdict]}`)
  const groups = VERDICTS.flatMap(({ verdict, title }): readonly Branch[] => {
    const own = findings.filter(one => counting(one).verdict === verdict)
    if (own.length === 0) return []
    const lines = own.slice(0, LISTED).map(one => {
      const who =
        one.person === null
          ? say({ zh: '无人负责', en: 'nobody' })
          : `${isolated(names.get(one.person) ?? '')} ${one.person}`
      return leaf(`${one.at.slice(0, 16).replace('T', ' ')}  ${who}  ${one.case}  ${say(counting(one).reason)}`)
    })
    const more = own.length - LISTED
    const rest =
      more > 0
        ? [leaf(say({ zh: `……另有 ${more} 条，见 findings.ndjson`, en: `… and ${more} more, in findings.ndjson` }))]
        : []
    return [{ text: `${say(title)} ${own.length}`, under: [...lines, ...rest] }]
  })
  if (judged.state !== 'checked') {
    const title = say({ zh: '本期没有检查', en: 'Not checked in this run' })
    return { text: `${title} ${period.name}`, under: [leaf(say(stateWords(judged)))] }
  }
  return {
    text: `${say({ zh: '本期的结论', en: 'Verdicts of this run' })} ${period.name}  ${[met, ...counts].join('  ')}`,
    under: groups,
  }
}

/** Why there are no verdicts. */
function stateWords({ state, missing }: AppraisedStandard): Message {
  const names = { zh: missing.map(one => one.title.zh).join('、'), en: missing.map(one => one.title.en).join(', ') }
  switch (state) {
    case 'not-supplied':
      return missing.some(one => one.isField)
        ? { zh: `没有一条记录填写：${names.zh}`, en: `no record carries: ${names.en}` }
        : { zh: `没有交来：${names.zh}`, en: `nobody handed in: ${names.en}` }
    case 'not-configured':
      return { zh: '所用的参数没有设定', en: 'a parameter that it rests on is not set' }
    case 'not-in-force':
      return { zh: '本期不在有效期内', en: 'not in force in this period' }
    default:
      return { zh: '没有符合条件的个案', en: 'there were no cases' }
  }
}
