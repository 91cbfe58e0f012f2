/** An appraisal and its explanations in, a page for each standard out: what it says, its history, its verdicts of the run. */

import type { Verdict } from '../../model/finding.ts'
import { explainStandard, type ToldFinding } from '../explain/index.ts'
import { isolated } from '../isolated.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import { branchModel } from './explanation-pages.ts'
import type { PageContext } from './page.ts'

const GRAVEST_FIRST: readonly Verdict[] = ['missed', 'undetermined', 'pending', 'exempt', 'met']

/** So many verdicts are printed, the gravest first; the rest stands in `findings.ndjson`. */
export const PRINTED_OF_STANDARD = { most: 200, gravestFirst: GRAVEST_FIRST } as const

export function* standardPages(context: PageContext): Generator<OutputFile> {
  const { appraisal, language, say, word, input } = context
  const findings = Map.groupBy(input.findings as unknown as readonly ToldFinding[], finding => finding.standard)
  const names = new Map(appraisal.people.map(({ id, name }) => [id, name]))
  for (const standard of input.explanations.standards) {
    const own = findings.get(standard.id) ?? []
    const { trees } = explainStandard(standard, appraisal, [], language)
    const listed = own.toSorted(
      (one, other) => GRAVEST_FIRST.indexOf(one.verdict) - GRAVEST_FIRST.indexOf(other.verdict),
    )
    const { most } = PRINTED_OF_STANDARD
    const unprinted = own.length + (input.otherFindings?.get(standard.id) ?? 0) - most
    const model = {
      title: say(standard.title),
      id: standard.id,
      kind: standard.kind,
      severity: standard.severity,
      place: `${standard.file}:${standard.line}`,
      trees: trees.map(branchModel),
      findings: listed.slice(0, most).map(one => ({
        date: one.at.slice(0, 10),
        person: one.person !== null && names.has(one.person) ? encodeURIComponent(fileNameOf(one.person)) : '',
        name: one.person === null ? word('none') : `${isolated(names.get(one.person) ?? '')} ${one.person}`.trim(),
        verdict: word(one.verdict),
        kind: one.verdict,
        case: one.case,
        reason: say(one.reason),
      })),
      more: unprinted > 0 ? word('more', { count: unprinted }) : '',
    }
    yield {
      path: `internal/standards/${fileNameOf(standard.id)}.html`,
      content: context.page('standard', say(standard.title), model),
    }
  }
}
