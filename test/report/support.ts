/** An appraisal in, what a page of it is made of out, and workbooks read back by our own reader. */

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Appraisal } from '../../src/model/appraisal.ts'
import { NO_EXPLANATIONS } from '../../src/model/explanation.ts'
import type { Language } from '../../src/model/message.ts'
import { NO_RUN } from '../../src/model/run.ts'
import { NO_TEMPLATES } from '../../src/model/templates.ts'
import type { OutputFile, ReportInput } from '../../src/report/index.ts'
import { makeContext, type PageContext } from '../../src/report/pages/page.ts'
import { openWorkbook } from '../../src/workbook/index.ts'

const templates = pathToFileURL(`${resolve(import.meta.dirname, '../../templates')}/`)

/** What one page alone is made of. */
export function contextOf(appraisal: Appraisal, language: Language = 'zh'): PageContext {
  return makeContext(inputOf(appraisal, language))
}

/** What reports are made of where nothing else is known of the run. */
export function inputOf(appraisal: Appraisal, language: Language): ReportInput {
  return {
    appraisal,
    language,
    explanations: NO_EXPLANATIONS,
    findings: [],
    carried: [],
    rejected: [],
    returned: [],
    unmarked: [],
    run: NO_RUN,
    problems: [],
    inputs: [],
    rules: [],
    own: NO_TEMPLATES,
    templates,
  }
}

type Cells = readonly (string | number | boolean | undefined)[]

/** The rows of each sheet, by its name. */
export async function readWorkbook(content: OutputFile['content']): Promise<ReadonlyMap<string, readonly Cells[]>> {
  if (typeof content === 'string') throw new Error('no workbook')
  const workbook = await openWorkbook(content)
  if ('problem' in workbook) throw new Error(workbook.problem.en)
  const sheets = new Map<string, readonly Cells[]>()
  for (const { name } of workbook.sheets) {
    const rows: (string | number | boolean | undefined)[][] = []
    const end = await workbook.readSheet(name, ({ row, cells }) => {
      const own: (string | number | boolean | undefined)[] = []
      for (const { column, value } of cells) own[column - 1] = value
      rows[row - 1] = own
    })
    if ('problem' in end) throw new Error(end.problem.en)
    sheets.set(name, rows)
  }
  return sheets
}
