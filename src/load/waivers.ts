/** Waivers (免考核事项) in, from a file or as listed in `appraisal.yaml`; standing exemptions with owner, reason and both ends out. */

import type { WrittenWaiver } from '../model/adjustment.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { RecordFile } from '../model/setup.ts'
import type { RuleFile } from '../model/source.ts'
import type { Value } from '../model/value.ts'
import {
  type EntriesPlace,
  type EntriesReading,
  type Entry,
  entriesIn,
  entryField,
  entryType,
  loadEntries,
} from './entries.ts'
import { problem } from './problem.ts'

export interface WaiversReading extends Omit<EntriesReading, 'entries'> {
  readonly waivers: readonly WrittenWaiver[]
}

const WAIVER_TYPE = entryType('waiver', [
  entryField('id', 'text', '编号', 'Id', { required: true }),
  entryField('title', 'text', '事项', 'Title', { aliases: ['名称'] }),
  entryField('reason', 'text', '理由', 'Reason', { aliases: ['原因', '免考核理由'], required: true }),
  entryField('owner', 'text', '批准人', 'Owner', { aliases: ['审批人', '负责人'], required: true }),
  entryField('standards', 'list', '标准', 'Standards', { aliases: ['免考核标准'], item: 'text', required: true }),
  entryField('site', 'list', '楼栋', 'Site', { aliases: ['地点'], item: 'site' }),
  entryField('unit', 'list', '部门', 'Unit', { aliases: ['单位'], item: 'unit' }),
  entryField('person', 'list', '人员', 'Person', { aliases: ['工号'], item: 'person' }),
  entryField('from', 'date', '起始日期', 'From', { aliases: ['起', '开始日期'], required: true }),
  entryField('to', 'date', '结束日期', 'To', { aliases: ['止', '截止日期'], required: true }),
])

/** A file, or the list itself with `locate` for where it stands. */
export async function loadWaivers(
  source: RecordFile | { readonly list: readonly unknown[] } | undefined,
  place: EntriesPlace & { readonly locate: RuleFile['locate'] },
): Promise<WaiversReading> {
  if (!source) return { waivers: [], diagnostics: [], inputs: [] }
  const { entries, ...reading } =
    'list' in source
      ? { ...entriesIn(source.list, WAIVER_TYPE, { ...place, path: ['waivers'] }), inputs: [] }
      : await loadEntries(source, WAIVER_TYPE, place)
  const diagnostics: Diagnostic[] = [...reading.diagnostics]
  const seen = new Map<string, Entry>()
  const waivers = entries.flatMap((entry): readonly WrittenWaiver[] => {
    const waiver = waiverOf(entry)
    const first = seen.get(waiver.id)
    seen.set(waiver.id, first ?? entry)
    if (first) {
      const words = { zh: `编号“${waiver.id}”用了两次`, en: `The id '${waiver.id}' stands twice` }
      diagnostics.push(problem('duplicate-id', entry.span('id'), words, { related: [first.span('id')] }))
    }
    if (waiver.to < waiver.from) {
      diagnostics.push(
        problem('range-reversed', entry.span('to'), {
          zh: `免考核事项“${waiver.id}”的结束早于开始`,
          en: `The waiver '${waiver.id}' ends before it starts`,
        }),
      )
    }
    return [waiver]
  })
  return { ...reading, waivers, diagnostics }
}

function waiverOf({ values, span }: Entry): WrittenWaiver {
  return {
    id: String(values.id),
    title: values.title === undefined ? null : String(values.title),
    reason: String(values.reason),
    owner: String(values.owner),
    selection: textsOf(values.standards),
    sites: textsOf(values.site),
    units: textsOf(values.unit),
    people: textsOf(values.person),
    from: Number(values.from),
    to: Number(values.to),
    span: span('standards'),
  }
}

function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'object' ? value.map(String) : [String(value)]
}
