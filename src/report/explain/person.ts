/** One person of an appraisal in, the arithmetic of the score as a tree out, down to the records. */

import type {
  Appraisal,
  AppraisedPerson,
  AppraisedStandard,
  EvidenceLine,
  ItemScore,
  ScorePart,
  SectionScore,
} from '../../model/appraisal.ts'
import type { RecordRef } from '../../model/event.ts'
import type { Margin } from '../../model/explanation.ts'
import type { Language, Message } from '../../model/message.ts'
import type { CaseTrace } from '../../model/trace.ts'
import { isolated } from '../isolated.ts'
import { unlistedCount } from '../unlisted.ts'
import { appealBranches } from './appeals.ts'
import { type Branch, leaf, traceBranch } from './tree.ts'

export interface ExplanationOptions {
  readonly language: Language
  /** Only what concerns this standard. */
  readonly standard?: string
  /** By finding: the records it rests on, with their rows (`findings.ndjson`). */
  readonly records?: ReadonlyMap<string, readonly RecordRef[]>
  /** How verdicts came about; only those given are told. */
  readonly traces?: Traces
  /** How near the next grade is: for the panel. */
  readonly margin?: Margin
}

export interface PersonExplained {
  readonly headline: string
  readonly trees: readonly Branch[]
}

/** By standard and case. */
export type Traces = ReadonlyMap<string, ReadonlyMap<string, CaseTrace>>

export function tracesByCase(traces: readonly CaseTrace[]): Traces {
  const byStandard = new Map<string, Map<string, CaseTrace>>()
  for (const trace of traces) {
    const own = byStandard.get(trace.standard) ?? new Map<string, CaseTrace>()
    own.set(trace.case, trace)
    byStandard.set(trace.standard, own)
  }
  return byStandard
}

const LIST_SEPARATOR: Message = { zh: '、', en: ', ' }

/** The score from top to bottom: sum, sections, items, standards, clauses, findings, records; then outcomes and shares. */
export function explainPerson(
  appraisal: Appraisal,
  person: AppraisedPerson,
  options: ExplanationOptions,
): PersonExplained {
  const context: Context = {
    appraisal,
    person,
    language: options.language,
    standards: new Map(appraisal.standards.map(standard => [standard.id, standard])),
    records: options.records ?? new Map(),
    traces: options.traces ?? new Map(),
    takes: id => options.standard === undefined || options.standard === id,
  }
  const trees = [
    scoreBranch(context),
    ...(options.standard === undefined
      ? [
          ...appealsOf(context),
          ...outcomeBranches(context),
          ...withheldBranches(context),
          ...marginBranches(context, options.margin),
        ]
      : []),
  ]
  return { headline: headline(context), trees }
}

function appealsOf(context: Context): readonly Branch[] {
  const { person, language } = context
  const sections = [...person.sections, ...person.parts.flatMap(part => part.sections)]
  return appealBranches(
    person,
    {
      standard: id => titleOf(context, id),
      section: id => sections.filter(one => one.id === id).map(({ title }) => say(context, title))[0] ?? id,
    },
    language,
  )
}

interface Context {
  readonly appraisal: Appraisal
  readonly person: AppraisedPerson
  readonly language: Language
  readonly standards: ReadonlyMap<string, AppraisedStandard>
  readonly records: ReadonlyMap<string, readonly RecordRef[]>
  readonly traces: Traces
  takes(standard: string): boolean
}

function say({ language }: Context, message: Message): string {
  return message[language]
}

function headline(context: Context): string {
  const { person, appraisal } = context
  const post = person.postTitle ? say(context, person.postTitle) : (person.post ?? '–')
  const unit = person.unit === null ? '' : `  ${appraisal.words.units[person.unit]?.[context.language] ?? person.unit}`
  return `${isolated(person.name)} (${person.id})  ${post}${unit}  ${appraisal.period.name}`
}

function scoreBranch(context: Context): Branch {
  const { person, appraisal } = context
  const grade = appraisal.words.grades.find(one => one.id === person.grade)
  const score = person.scoreText ?? say(context, { zh: '无得分', en: 'no score' })
  const verdict = grade ? say(context, grade.title) : say(context, gradeReason(person))
  const scored = person.sections.filter(section => section.score !== null)
  const sum =
    person.parts.length > 0
      ? person.parts.flatMap(partTerm).join(' + ')
      : scored.map(section => `${say(context, section.title)} ${section.score}`).join(' + ')
  return {
    text: `${say(context, { zh: '得分', en: 'Score' })} ${score}  ${verdict}${sum === '' ? '' : `  =  ${sum}`}`,
    under: [
      ...(person.parts.length > 0
        ? person.parts.map(part => partBranch(context, part))
        : sectionBranches(context, person)),
      ...originalBranches(context),
      ...unscoredBranches(context),
      ...person.vetoes
        .filter(veto => context.takes(veto.standard))
        .map(veto =>
          leaf(
            `${say(context, { zh: '一票否决', en: 'Veto' })}: ${titleOf(context, veto.standard)} → ${gradeTitle(context, veto.grade)}  ${veto.finding}`,
          ),
        ),
      ...person.gates
        .filter(gate => !gate.met && context.takes(gate.standard))
        .map(gate =>
          leaf(
            `${say(context, { zh: '考评程序未完成', en: 'Not done, so no grade yet' })}: ${titleOf(context, gate.standard)}`,
          ),
        ),
    ],
  }
}

function sectionBranches(context: Context, { sections }: Pick<AppraisedPerson, 'sections'>): readonly Branch[] {
  return sections.map(section => sectionBranch(context, section)).filter(branch => branch !== undefined)
}

/** One scorecard of somebody who had several. */
function partBranch(context: Context, part: ScorePart): Branch {
  const title = part.scorecardTitle ? say(context, part.scorecardTitle) : part.posts.join(say(context, LIST_SEPARATOR))
  return {
    text: `${title}  ${part.scoreText ?? '–'}  ${say(context, part.reason)}`,
    under: sectionBranches(context, part),
  }
}

function partTerm({ weight, scoreText }: ScorePart): readonly string[] {
  return weight > 0 && scoreText !== null ? [`${weight}% × ${scoreText}`] : []
}

/** What it came to before any appeal was decided. */
function originalBranches(context: Context): readonly Branch[] {
  const { original, adjustments } = context.person
  if (!original) return []
  const by = adjustments.filter(({ state }) => state === 'decided').map(({ id }) => id)
  const grade = original.grade === null ? '' : `  ${gradeTitle(context, original.grade)}`
  const words = { zh: '复核之前', en: 'Before appeals' }
  return [
    leaf(`${say(context, words)} (${by.join(say(context, LIST_SEPARATOR))}): ${original.scoreText ?? '–'}${grade}`),
  ]
}

function gradeReason(person: AppraisedPerson): Message {
  switch (person.gradeReason) {
    case 'incomplete':
      return { zh: '不定等次：考评未完成', en: 'no grade: incomplete' }
    case 'too-little-measured':
      return { zh: '不定等次：有记录支撑的分值太少', en: 'no grade: too little measured' }
    case 'too-few-days':
      return { zh: '不定等次：在岗天数不足', en: 'no grade: too few days in post' }
    case 'no-scorecard':
      return { zh: '不定等次：岗位没有考评表', en: 'no grade: the post has no scorecard' }
    default:
      return { zh: '不定等次', en: 'no grade' }
  }
}

function sectionBranch(context: Context, section: SectionScore): Branch | undefined {
  const items = section.items.filter(item => item.standards.some(context.takes))
  if (items.length === 0 && !section.items.every(item => item.standards.length === 0)) return undefined
  const outOf = section.weight === null ? '' : ` / ${section.weight}`
  const marks =
    section.marks !== null && section.marks !== section.weight
      ? ` (${say(context, { zh: '原满分', en: 'marks' })} ${section.marks})`
      : ''
  const reason = section.reason ? `  ${say(context, section.reason)}` : ''
  return {
    text: `${say(context, section.title)}  ${section.score ?? '–'}${outOf}${marks}${reason}`,
    under: items.map(item => itemBranch(context, item)),
  }
}

function itemBranch(context: Context, item: ItemScore): Branch {
  const title = item.title
    ? say(context, item.title)
    : item.standards.map(id => titleOf(context, id)).join(say(context, { zh: '；', en: '; ' }))
  const points = item.points === null ? '–' : item.points
  const standards = item.standards.filter(context.takes).filter(id => hasSomething(context, id, item))
  const text = `${title}  ${points}  ${say(context, item.reason)}`
  const branches = standards.map(id => standardBranch(context, id))
  // An item of one standard bears its title already: what stands under the standard moves up.
  const [only] = branches
  if (item.standards.length !== 1 || !only) return { text, under: branches }
  const standard = context.standards.get(item.standard)
  return {
    text,
    under: [
      leaf([item.standard, standard?.clauses.join(say(context, LIST_SEPARATOR)) ?? '', placeOf(standard)].join('  ')),
      ...only.under,
    ],
  }
}

/** A standard of a long selection is worth a line only when something was found for it, or it is the item itself. */
function hasSomething(context: Context, id: string, item: ItemScore): boolean {
  return (
    item.standards.length === 1 ||
    context.person.evidence.some(line => line.standard === id) ||
    unlistedCount(context.person.unlisted, { standard: id }) > 0
  )
}

function standardBranch(context: Context, id: string): Branch {
  const standard = context.standards.get(id)
  const clauses = standard?.clauses.join(say(context, LIST_SEPARATOR)) ?? ''
  const place = placeOf(standard)
  const evidence = context.person.evidence.filter(line => line.standard === id)
  return {
    text: [titleOf(context, id), id, clauses, place].filter(part => part !== '').join('  '),
    under: [...evidence.map(line => evidenceBranch(context, line)), ...unlistedLeaf(context, id)],
  }
}

function unlistedLeaf(context: Context, standard: string): readonly Branch[] {
  const count = unlistedCount(context.person.unlisted, { standard })
  if (count === 0) return []
  return [
    leaf(
      say(context, {
        zh: `……另有 ${count} 条没有逐条列出，见 findings.ndjson`,
        en: `… and ${count} more that are not listed, in findings.ndjson`,
      }),
    ),
  ]
}

/** Where the rule stands, within its pack. */
function placeOf(standard: AppraisedStandard | undefined): string {
  return standard ? `${standard.file}:${standard.line}` : ''
}

/** For the panel: how near the next grade is, and what stands in between. */
function marginBranches(context: Context, margin: Margin | undefined): readonly Branch[] {
  if (!margin) return []
  const { person } = context
  const lines: Branch[] = []
  const title = (grade: string) => gradeTitle(context, grade)
  if (margin.above !== null && margin.points !== null) {
    const deciding = person.evidence.filter(line => margin.deciding.includes(line.id))
    const near =
      margin.points > 0
        ? say(context, {
            zh: `距“${title(margin.above)}”差 ${margin.points} 分`,
            en: `${margin.points} points below '${title(margin.above)}'`,
          })
        : say(context, {
            zh: `分数已达“${title(margin.above)}”，因否决降等`,
            en: `The score reaches '${title(margin.above)}'; a veto lowers the grade`,
          })
    const decided =
      deciding.length === 0
        ? say(context, { zh: '没有少数几条记录能单独决定', en: 'no few findings decide it' })
        : say(context, {
            zh: `以下 ${deciding.length} 条起决定作用，若都达标则得 ${margin.scoreWithout} 分`,
            en: `${deciding.length === 1 ? 'this finding decides' : `these ${deciding.length} findings decide`}; had ${deciding.length === 1 ? 'it' : 'they all'} been met, the score would be ${margin.scoreWithout}`,
          })
    lines.push({
      text: `${near}${say(context, { zh: '；', en: '; ' })}${decided}`,
      under: deciding.map(line =>
        leaf(`${line.number}  ${titleOf(context, line.standard)}  ${say(context, line.reason)}`),
      ),
    })
  }
  if (margin.aboveBound !== null)
    lines.push(
      leaf(
        say(context, {
          zh: `高出本等次下限 ${margin.aboveBound} 分`,
          en: `${margin.aboveBound} points above the lower bound of its own band`,
        }),
      ),
    )
  const text = say(context, { zh: '怎样会不同（仅供考评小组）', en: 'What would have changed it (for the panel only)' })
  return lines.length === 0 ? [] : [{ text, under: lines }]
}

function evidenceBranch(context: Context, line: EvidenceLine): Branch {
  const located = context.records.get(line.id)
  const records = located
    ? located.map(record => leaf(`${record.file}:${record.row}  ${record.id}`))
    : line.evidence.map(record => leaf(`${record.file}  ${record.id}`))
  return {
    text: `${line.number}  ${line.at.slice(0, 16).replace('T', ' ')}  ${verdictWord(context, line)}  ${say(context, line.reason)}`,
    under: records.concat(tracesOf(context, line)),
  }
}

function tracesOf(context: Context, line: EvidenceLine): readonly Branch[] {
  const { traces, language } = context
  const steps = traces.get(line.standard)?.get(line.case)?.steps ?? []
  if (steps.length === 0) return []
  const text = say(context, { zh: '怎样得出', en: 'How it came about' })
  return [{ text, isFolded: true, under: steps.map(step => traceBranch(step, language)) }]
}

function verdictWord(context: Context, line: EvidenceLine): string {
  const words = {
    met: { zh: '达标', en: 'met' },
    missed: { zh: '未达标', en: 'missed' },
    pending: { zh: '未到期', en: 'pending' },
    undetermined: { zh: '无法判定', en: 'undetermined' },
    exempt: { zh: '不计', en: 'exempt' },
  } as const satisfies Record<EvidenceLine['verdict'], Message>
  return say(context, words[line.verdict])
}

function unscoredBranches(context: Context): readonly Branch[] {
  const unscored = context.person.unscored.filter(one => context.takes(one.standard))
  if (unscored.length === 0) return []
  const text = say(context, {
    zh: '不在计分项目中的标准（只列出，不扣分）',
    en: 'Standards that no scored item takes (listed, costing no points)',
  })
  return [{ text, under: unscored.map(one => standardBranch(context, one.standard)) }]
}

const OUTCOME_STATES = {
  proposed: { zh: '建议', en: 'proposed' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  approved: { zh: '已批准', en: 'approved' },
} as const

function outcomeBranches(context: Context): readonly Branch[] {
  const { person, appraisal } = context
  if (person.outcomes.length === 0) return []
  const lines = person.outcomes.map(outcome => {
    const notSet = outcome.amountNotSet ? say(context, { zh: '金额未设定', en: 'amount not set' }) : ''
    const amount = outcome.amount === null ? notSet : `${outcome.amount} ${appraisal.pack.currency}`
    const due = outcome.due === null ? '' : `${say(context, { zh: '期限', en: 'due' })} ${outcome.due}`
    const confirmed =
      outcome.confirmedBy === null
        ? ''
        : say(context, {
            zh: `（${outcome.confirmedBy} ${outcome.confirmedOn ?? ''}）`,
            en: ` (${outcome.confirmedBy} ${outcome.confirmedOn ?? ''})`,
          })
    const parts = [
      say(context, outcome.title),
      say(context, OUTCOME_STATES[outcome.state]) + confirmed,
      amount,
      due,
      outcome.clauses.join(say(context, LIST_SEPARATOR)),
    ]
    return leaf(parts.filter(part => part !== '').join('  '))
  })
  return [{ text: say(context, { zh: '奖惩建议', en: 'Outcomes' }), under: lines }]
}

function withheldBranches(context: Context): readonly Branch[] {
  const { withheld } = context.person
  if (withheld.because.length === 0) return []
  const percent = `${Math.round(withheld.share * 10000) / 100}%`
  const amount =
    withheld.amount === null
      ? say(context, { zh: '未设奖金基数', en: 'no bonus base set' })
      : `${withheld.amount} ${context.appraisal.pack.currency}`
  return [
    {
      text: `${say(context, { zh: '管理连带责任：扣减', en: 'Cascade: share withheld' })} ${percent}  ${amount}`,
      under: withheld.because.map(one =>
        leaf(
          [
            context.appraisal.words.cascades[one.cascade]?.[context.language] ?? one.cascade,
            `${Math.round(one.share * 10000) / 100}%`,
            say(context, OUTCOME_STATES[one.state ?? 'proposed']),
            ...(one.contested === undefined ? [] : [say(context, { zh: '申诉未决', en: 'under appeal' })]),
            (context.appraisal.words.cascadeClauses[one.cascade] ?? []).join(say(context, LIST_SEPARATOR)),
            decodeURIComponent(one.finding),
          ].join('  '),
        ),
      ),
    },
  ]
}

function titleOf(context: Context, id: string): string {
  const standard = context.standards.get(id)
  return standard ? say(context, standard.title) : id
}

function gradeTitle(context: Context, id: string): string {
  const grade = context.appraisal.words.grades.find(one => one.id === id)
  return grade ? say(context, grade.title) : id
}
