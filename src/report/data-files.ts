/** The files that programs and clerks read: JSON, NDJSON, the rows sent back. */

import { formatCsv } from '../lib/csv.ts'
import { withoutControls } from '../lib/plain-words.ts'
import type { RejectedRow } from '../model/event.ts'
import { gathered } from './gathered.ts'
import { appraisalFile } from './manifest.ts'
import type { OutputFile, ReportInput, StreamedFile } from './output.ts'

export function dataFiles(input: ReportInput): readonly (OutputFile | StreamedFile)[] {
  const { appraisal, findings, carried, rejected, explanations } = input
  const allFindings = input.allFindings ?? (() => findings.map(line => JSON.stringify(line)))
  return [
    { path: 'appraisal.json', pieces: () => appraisalFile(appraisal).pieces() },
    { path: 'findings.ndjson', pieces: () => gathered(allFindings(), '\n') },
    { path: 'carried.ndjson', content: lines(carried) },
    { path: 'rejected.csv', content: rejectedCsv(rejected) },
    { path: 'internal/standards.ndjson', content: lines(explanations.standards) },
    { path: 'internal/traces.ndjson', content: lines(explanations.traces) },
    { path: 'internal/margins.ndjson', content: lines(explanations.margins) },
  ]
}

function lines(all: readonly object[]): string {
  return ended(all.map(line => JSON.stringify(line)))
}

/** Each line with its end, all copied once. */
function ended(all: readonly string[]): string {
  return [...all, ''].join('\n')
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
