/** An appraisal and its explanations in, a page for each person out that the panel follows a score by: internal alone. */

import { type Branch, explainPerson, tracesByCase } from '../explain/index.ts'
import { isolated } from '../isolated.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import type { BranchModel } from '../views/explanation.ts'
import type { PageContext } from './page.ts'

export function* explanationPages(context: PageContext): Generator<OutputFile> {
  const { appraisal, language, word, input } = context
  const traces = tracesByCase(input.explanations.traces)
  const margins = new Map(input.explanations.margins.map(margin => [margin.person, margin]))
  for (const person of appraisal.people) {
    const margin = margins.get(person.id)
    const { headline, trees } = explainPerson(appraisal, person, {
      language,
      records: context.records,
      traces,
      ...(margin === undefined ? {} : { margin }),
    })
    const model = {
      file: encodeURIComponent(fileNameOf(person.id)),
      headline: headline.replaceAll('  ', '\u2003'),
      trees: trees.map(branchModel),
    }
    const title = `${person.id} ${isolated(person.name)} ${word('explanation')}`
    yield {
      path: `internal/explain/${fileNameOf(person.id)}.html`,
      content: context.page('explanation', title, model, { foot: `${word('explanation')} ${person.id}` }),
    }
  }
}

/** Templates are strict: every branch has every key. Pages swallow the double spaces between the parts of a line. */
export function branchModel({ text, mark, isFolded, under }: Branch): BranchModel {
  return {
    text: text.includes('  ') ? text.replaceAll('  ', '\u2003') : text,
    mark: mark ?? '',
    isFolded: isFolded ?? false,
    under: under.map(branchModel),
  }
}
