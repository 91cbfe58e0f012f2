/** What is to be written in, with what the run knew of people; the same without names out: no raw record, no row sent back, nothing paid. */

import type { WrittenFinding } from './model/finding.ts'
import type { Prepared } from './prepare.ts'
import { redact } from './redact/index.ts'
import type { ReportInput } from './report/index.ts'

type Line = ReportInput['findings'][number] & WrittenFinding

type Written = ReportInput & { readonly findings: readonly Line[] }

export function withoutNames(written: Written, { roster, waivers }: Prepared): ReportInput {
  const { published: _published, earlierIssues: _earlierIssues, allFindings, otherFindings: _others, ...rest } = written
  const all = allFindings ? Array.from(allFindings(), line => JSON.parse(line) as Line) : written.findings
  const { sites = [], units = [] } = roster.data
  const { appraisal, findings, explanations, textOf, recordOf } = redact(
    { ...written, findings: all },
    {
      language: written.language,
      people: roster.data.spells,
      others: waivers.map(({ owner }) => owner),
      places: [...sites, ...units].map(({ id }) => id),
    },
  )
  const { options } = written.run
  const { acceptRejected } = options
  return {
    ...rest,
    appraisal,
    findings,
    explanations,
    carried: [],
    rejected: [],
    problems: [],
    returned: [],
    unmarked: [],
    inputs: written.inputs.map(({ file, sha256 }) => ({ file: recordOf(file), sha256 })),
    run: {
      ...written.run,
      options: { ...options, acceptRejected: acceptRejected === null ? null : textOf(acceptRejected) },
    },
  }
}
