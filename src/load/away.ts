/** The file of leave and secondment (离岗登记) in, spells away out: days on which somebody holds a post and is not there. */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { Away, AwayKind } from '../model/people.ts'
import type { RecordFile } from '../model/setup.ts'
import { type EntriesPlace, type EntriesReading, entryField, entryType, loadEntries } from './entries.ts'
import { problem } from './problem.ts'

export interface AwayReading extends Omit<EntriesReading, 'entries'> {
  readonly away: readonly Away[]
}

const KINDS = {
  leave: { zh: '请假', en: 'Leave' },
  secondment: { zh: '借调', en: 'Secondment' },
} as const satisfies Record<AwayKind, unknown>

const AWAY_TYPE = entryType('away', [
  entryField('id', 'person', '工号', 'Staff number', {
    aliases: ['编号', '员工编号', '职工号', 'person'],
    required: true,
  }),
  entryField('name', 'text', '姓名', 'Name'),
  entryField('from', 'date', '起始日期', 'From', { aliases: ['起', '自', '开始日期', '离岗日期'], required: true }),
  entryField('to', 'date', '结束日期', 'To', { aliases: ['止', '至', '截止日期', '返岗前一日'] }),
  entryField('kind', 'choice', '类别', 'Kind', {
    aliases: ['类型', '离岗类别'],
    choices: new Map(Object.entries(KINDS)),
    required: true,
  }),
  entryField('reason', 'text', '事由', 'Reason', { aliases: ['原因', '说明'] }),
])

export async function loadAway(source: RecordFile | undefined, place: EntriesPlace): Promise<AwayReading> {
  if (!source) return { away: [], diagnostics: [], inputs: [] }
  const { entries, ...reading } = await loadEntries(source, AWAY_TYPE, place)
  const diagnostics: Diagnostic[] = [...reading.diagnostics]
  const away = entries.map(({ values, span }): Away => {
    const [from, to] = [Number(values.from), values.to === undefined ? undefined : Number(values.to)]
    if (to !== undefined && to < from) {
      diagnostics.push(
        problem('range-reversed', span('to'), {
          zh: `${String(values.id)} 离岗的结束早于开始`,
          en: `The days away of ${String(values.id)} end before they start`,
        }),
      )
    }
    return {
      person: String(values.id),
      from,
      ...(to === undefined ? {} : { to }),
      kind: values.kind === 'secondment' ? 'secondment' : 'leave',
      ...(values.reason === undefined ? {} : { reason: String(values.reason) }),
    }
  })
  return { ...reading, away, diagnostics }
}
