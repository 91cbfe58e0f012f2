/** `notices.yaml` or 扣分告知登记表 in: who was told of which miss, when and by whom; every mistake with its place. */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { Notice } from '../model/notice.ts'
import type { RecordFile } from '../model/setup.ts'
import { type EntriesPlace, type EntriesReading, type Entry, entryField, entryType, loadEntries } from './entries.ts'
import { problem } from './problem.ts'

export interface NoticesReading extends Omit<EntriesReading, 'entries'> {
  readonly notices: readonly Notice[]
}

const NOTICE_TYPE = entryType('notice', [
  entryField('id', 'text', '编号', 'Id', { aliases: ['告知编号', '登记编号'] }),
  entryField('finding', 'text', '检查结果编号', 'Finding', { aliases: ['检查结果', '结果编号'], required: true }),
  entryField('person', 'person', '被告知人', 'Person', { aliases: ['工号', '被告知人工号', '人员'] }),
  entryField('told-on', 'date', '告知日期', 'Told on', { aliases: ['告知时间', '送达日期'], required: true }),
  entryField('told-at', 'time', '告知时刻', 'Told at', { aliases: ['时刻'] }),
  entryField('told-by', 'text', '告知人', 'Told by', { aliases: ['送达人', '经办人'], required: true }),
  entryField('how', 'text', '告知方式', 'How', { aliases: ['方式', '送达方式'] }),
])

export async function loadNotices(source: RecordFile | undefined, place: EntriesPlace): Promise<NoticesReading> {
  if (!source) return { notices: [], diagnostics: [], inputs: [] }
  const { entries, ...reading } = await loadEntries(source, NOTICE_TYPE, place)
  const diagnostics: Diagnostic[] = [...reading.diagnostics]
  const seen = new Map<string, Entry>()
  for (const entry of entries) {
    if (entry.values.id === undefined) continue
    const id = String(entry.values.id)
    const first = seen.get(id)
    seen.set(id, first ?? entry)
    if (!first) continue
    const words = { zh: `编号“${id}”用了两次`, en: `The id '${id}' stands twice` }
    diagnostics.push(problem('duplicate-id', entry.span('id'), words, { related: [first.span('id')] }))
  }
  return { ...reading, notices: entries.map(entry => noticeOf(entry, place)), diagnostics }
}

function noticeOf({ values, span }: Entry, { context }: EntriesPlace): Notice {
  const [toldOn, time] = [Number(values['told-on']), values['told-at']]
  return {
    finding: String(values.finding),
    person: values.person === undefined ? null : String(values.person),
    toldOn,
    toldAt: typeof time === 'number' ? (context.zone.instantOf(toldOn, time) ?? null) : null,
    toldBy: String(values['told-by']),
    how: values.how === undefined ? null : String(values.how),
    span: span(),
  }
}
