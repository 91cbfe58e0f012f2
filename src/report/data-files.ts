/** The files that programs and clerks read: JSON, NDJSON, the rows sent back, and the manifest over all of it. */

import { createHash } from 'node:crypto'
import { formatCsv } from '../lib/csv.ts'
import { compareText } from '../lib/order.ts'
import { withoutControls } from '../lib/plain-words.ts'
import type { RejectedRow } from '../model/event.ts'
import { type HashedFile, MANIFEST, type OutputFile, type ReportInput } from './output.ts'

export function dataFiles({
  appraisal,
  findings,
  carried,
  rejected,
  explanations,
}: ReportInput): readonly OutputFile[] {
  return [
    { path: 'appraisal.json', content: `${JSON.stringify(appraisal, null, 2)}\n` },
    { path: 'findings.ndjson', content: lines(findings) },
    { path: 'carried.ndjson', content: lines(carried) },
    { path: 'rejected.csv', content: rejectedCsv(rejected) },
    { path: 'internal/standards.ndjson', content: lines(explanations.standards) },
    { path: 'internal/traces.ndjson', content: lines(explanations.traces) },
    { path: 'internal/margins.ndjson', content: lines(explanations.margins) },
  ]
}

function lines(all: readonly object[]): string {
  return all.map(line => `${JSON.stringify(line)}\n`).join('')
}

const REJECTED_HEADER = [
  '文件 file',
  '工作表 sheet',
  '行 row',
  '单元格 cell',
  '表头 header',
  '原值 value',
  '规则字段 field',
  '原因',
  'reason',
  '应为',
  'expected',
]

/** A line for each fault: a row with several has several. With a byte-order mark, so that spreadsheets read the Chinese. */
function rejectedCsv(rejected: readonly RejectedRow[]): string {
  const rows = rejected.flatMap(row =>
    [row, ...(row.others ?? [])].map(({ column, header, value, field, reason, expected }) => [
      row.file,
      row.sheet ?? '',
      row.row,
      column === undefined ? '' : `${column}${row.row}`,
      header ?? '',
      value ?? '',
      field === undefined ? row.type : `${row.type}.${field}`,
      reason.zh,
      reason.en,
      expected.zh,
      expected.en,
    ]),
  )
  const plain = rows.map(row => row.map(cell => (typeof cell === 'string' ? harmless(cell) : cell)))
  return `\uFEFF${formatCsv([REJECTED_HEADER, ...plain])}`
}

/** The cell can be found by its name; what a terminal would obey is not handed on. */
function harmless(cell: string): string {
  return withoutControls(cell.replaceAll(/\r\n?/g, '\n'))
}

export function hashed({ path, content }: OutputFile): HashedFile {
  return { file: path, sha256: createHash('sha256').update(content).digest('hex') }
}

/** The hash of every input, rule file and output: what a later reader compares. No clock, no machine. */
export function manifest(
  { appraisal, language, inputs, rules }: ReportInput,
  outputs: readonly HashedFile[],
): OutputFile {
  const content = {
    format: 1,
    engine: appraisal.engine,
    language,
    pack: appraisal.pack,
    period: appraisal.period,
    asOf: appraisal.asOf,
    counts: { records: appraisal.records, findings: appraisal.findings, people: appraisal.people.length },
    inputs: sorted(inputs),
    rules: sorted(rules),
    outputs: sorted(outputs),
  }
  return { path: MANIFEST, content: `${JSON.stringify(content, null, 2)}\n` }
}

function sorted(files: readonly HashedFile[]): readonly HashedFile[] {
  return files.toSorted((one, other) => compareText(one.file, other.file))
}
