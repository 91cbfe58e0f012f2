/** `adjustments.yaml` or 申诉处理登记表 in: appeals, and what was decided of each; every mistake with its place. */

import { type Appeal, type AppealTarget, CHANGES, type Change, type Ruling } from '../model/adjustment.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import type { RecordFile } from '../model/setup.ts'
import type { Value } from '../model/value.ts'
import { type EntriesPlace, type EntriesReading, type Entry, entryField, entryType, loadEntries } from './entries.ts'
import { type ProblemExtras, problem } from './problem.ts'

export interface AdjustmentsReading extends Omit<EntriesReading, 'entries'> {
  readonly appeals: readonly Appeal[]
}

const CHANGE_TITLES: Readonly<Record<Change, Message>> = {
  exempt: { zh: '不计', en: 'Exempt' },
  overturn: { zh: '改判达标', en: 'Overturned' },
  reassign: { zh: '改由他人负责', en: 'Reassigned' },
  points: { zh: '加分', en: 'Points' },
}

const STATES = new Map<string, Message>([
  ['open', { zh: '待处理', en: 'Open' }],
  ['dismissed', { zh: '维持原结果', en: 'Dismissed' }],
  ['decided', { zh: '已改判', en: 'Decided' }],
])

/** Without a state an entry is decided where it names a change, and open where it does not. */
export const ADJUSTMENT_TYPE = entryType('adjustment', [
  entryField('id', 'text', '编号', 'Id', { aliases: ['申诉编号', '登记编号'], required: true }),
  entryField('finding', 'text', '检查结果编号', 'Finding', { aliases: ['检查结果', '结果编号'] }),
  entryField('person', 'person', '申诉人', 'Person', { aliases: ['工号', '申诉人工号', '人员'] }),
  entryField('section', 'text', '考评部分', 'Section', { aliases: ['部分', '考评项目'] }),
  entryField('state', 'choice', '处理情况', 'State', { aliases: ['状态'], choices: STATES }),
  entryField('change', 'choice', '处理结果', 'Change', {
    aliases: ['处理', '复核结果', '调整'],
    choices: new Map(CHANGES.map(change => [change, CHANGE_TITLES[change]])),
  }),
  entryField('to', 'person', '改由谁负责', 'To', { aliases: ['改由', '责任人'] }),
  entryField('points', 'number', '分值', 'Points given', { aliases: ['加分分值'] }),
  entryField('reason', 'text', '理由', 'Reason', { aliases: ['原因', '申诉理由', '复核意见'], required: true }),
  entryField('evidence', 'text', '依据', 'Evidence', { aliases: ['证据', '佐证材料'] }),
  entryField('filed-on', 'date', '申诉日期', 'Filed on', { aliases: ['提出日期'] }),
  entryField('decided-by', 'text', '决定人', 'Decided by', { aliases: ['审批人', '批准人', '复核人'] }),
  entryField('decided-on', 'date', '决定日期', 'Decided on', { aliases: ['审批日期', '批准日期', '复核日期'] }),
])

export async function loadAdjustments(
  source: RecordFile | undefined,
  place: EntriesPlace,
): Promise<AdjustmentsReading> {
  if (!source) return { appeals: [], diagnostics: [], inputs: [] }
  const { entries, ...reading } = await loadEntries(source, ADJUSTMENT_TYPE, place)
  const diagnostics: Diagnostic[] = [...reading.diagnostics]
  const seen = new Map<string, Entry>()
  const appeals = entries.flatMap(entry => {
    const id = String(entry.values.id)
    const first = seen.get(id)
    if (first) {
      const words = {
        zh: `编号“${id}”用了两次：后来的处理另起一条，用新的编号`,
        en: `The id '${id}' stands twice: what follows later is an entry of its own, under an id of its own`,
      }
      diagnostics.push(problem('duplicate-id', entry.span('id'), words, { related: [first.span('id')] }))
    }
    seen.set(id, first ?? entry)
    const appeal = appealOf(entry, (code, key, message, more) => {
      diagnostics.push(problem(code, entry.span(key), message, more))
    })
    return appeal && !first ? [appeal] : []
  })
  return { ...reading, appeals, diagnostics }
}

type Complain = (
  code: 'missing-key' | 'wrong-value' | 'unknown-key',
  key: string | undefined,
  message: Message,
  more?: ProblemExtras,
) => void

function appealOf(entry: Entry, complain: Complain): Appeal | undefined {
  const { values } = entry
  const target = targetOf(values, complain)
  const change = CHANGES.find(one => one === values.change)
  const state = values.state ?? (change === undefined ? 'open' : 'decided')
  const base = {
    id: String(values.id),
    reason: String(values.reason),
    evidence: textOf(values.evidence),
    filedOn: numberOf(values['filed-on']),
    span: entry.span(),
  }
  if (state !== 'decided' && change !== undefined) {
    complain('wrong-value', 'state', {
      zh: '写了处理结果（change），就是已改判：请删去 state，或删去 change',
      en: 'An entry that names a change is decided: leave out state, or the change',
    })
    return undefined
  }
  if (state === 'open') {
    const isEarly = values['decided-by'] !== undefined || values['decided-on'] !== undefined
    if (base.filedOn === null) {
      complain('missing-key', undefined, {
        zh: '待处理的申诉要写申诉日期 filed-on',
        en: 'An appeal that is open needs the day on which it was filed: filed-on',
      })
    }
    if (isEarly) {
      complain('missing-key', values['decided-by'] === undefined ? 'decided-on' : 'decided-by', {
        zh: '有决定人或决定日期，却没有处理结果：请写 change，或写 state: dismissed（维持原结果）',
        en: 'Somebody decided, and it is not said what: write change, or state: dismissed where the result stands',
      })
    }
    return target && base.filedOn !== null && !isEarly ? { ...base, target, state } : undefined
  }
  const decision = decisionOf(values, complain)
  if (state === 'dismissed') return target && decision ? { ...base, target, state, ...decision } : undefined
  const ruling = rulingOf(change, values, complain)
  if (ruling && base.evidence === null) {
    complain('missing-key', undefined, {
      zh: '改判要写依据 evidence（单据、照片、谈话记录的编号）',
      en: 'A change needs its evidence: the number of a document, a photo, a record of an interview',
    })
    return undefined
  }
  return target && decision && ruling ? { ...base, target, state: 'decided', ruling, ...decision } : undefined
}

type Values = Readonly<Record<string, Value>>

/** A finding, or a section of a person. */
function targetOf({ finding, person, section }: Values, complain: Complain): AppealTarget | undefined {
  if (finding !== undefined && section === undefined) return { finding: String(finding), person: textOf(person) }
  if (finding === undefined && person !== undefined && section !== undefined)
    return { person: String(person), section: String(section) }
  complain(finding !== undefined && section !== undefined ? 'wrong-value' : 'missing-key', 'section', {
    zh: '申诉的对象：写 finding（检查结果编号），或者写 person 和 section（谁的哪一部分），只写一种',
    en: 'What the appeal is about is a finding (finding), or a section of a person (person and section): one of the two',
  })
  return undefined
}

function decisionOf(
  { 'decided-by': by, 'decided-on': on }: Values,
  complain: Complain,
): { readonly decidedBy: string; readonly decidedOn: number } | undefined {
  const decidedOn = numberOf(on)
  if (by !== undefined && decidedOn !== null) return { decidedBy: String(by), decidedOn }
  complain('missing-key', undefined, {
    zh: '要写明谁决定（decided-by）、哪天决定（decided-on）',
    en: 'It takes who decided (decided-by) and on which day (decided-on)',
  })
  return undefined
}

function rulingOf(
  change: Change | undefined,
  { to, points, finding, section }: Values,
  complain: Complain,
): Ruling | undefined {
  const refuse = (key: string, zh: string, en: string): undefined => {
    complain(change === undefined ? 'missing-key' : 'wrong-value', key, { zh, en })
    return undefined
  }
  if (change === undefined) return refuse('change', '已改判的要写处理结果 change', 'What was decided needs its change')
  if (finding === undefined && section !== undefined && change !== 'points') {
    return refuse(
      'change',
      '对整个部分只能加分（points）；不计、改判、改由他人负责针对的是一条检查结果（finding）',
      'A section as a whole can be given points alone; exempt, overturn and reassign are about a finding',
    )
  }
  if (to !== undefined && change !== 'reassign') return refuse('to', 'to 只用于 reassign', 'Only reassign takes a `to`')
  if (points !== undefined && change !== 'points')
    return refuse('points', 'points 只用于 change: points', 'Only change: points takes points')
  if (change === 'reassign') {
    if (to === undefined)
      return refuse('to', '改由谁负责？请写 to: 工号', 'Who answers instead? Write to: staff number')
    return { change, to: String(to) }
  }
  if (change !== 'points') return { change }
  const isGiven = typeof points === 'number' && points > 0
  if (!isGiven) {
    return refuse(
      'points',
      '加几分？points 应是大于 0 的数：申诉只加分，不减分',
      'How many points? A number above 0: an appeal gives and never takes',
    )
  }
  return { change, points: String(points) }
}

function textOf(value: Value | undefined): string | null {
  return value === undefined ? null : String(value)
}

function numberOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null
}
