/** A rulebook, its tests, traces and margins in; what the panel and the quality team are told beside the sheets out. */

import type { ExplainedStandard, Explanations, Margin } from '../model/explanation.ts'
import type { Rulebook, Standard } from '../model/rulebook.ts'
import type { CaseTrace } from '../model/trace.ts'
import type { Day } from '../model/value.ts'
import { usesOf } from './uses.ts'

/** A rule test, as far as it is named. */
export interface NamedTest {
  readonly name: string
  /** What is tested: `standard` and its id. */
  readonly subject: string
  readonly id: string
  readonly span: { readonly file: string; readonly line: number }
}

export interface ExplanationsInput {
  readonly rulebook: Rulebook
  readonly tests: readonly NamedTest[]
  readonly traces: readonly CaseTrace[]
  readonly margins: readonly Margin[]
  /** The day whose marks and weights are told. */
  readonly day: Day
}

export function explain({ rulebook, tests, traces, margins, day }: ExplanationsInput): Explanations {
  const testsOf = Map.groupBy(
    tests.filter(test => test.subject === 'standard'),
    test => test.id,
  )
  return {
    standards: rulebook.standards.map(standard =>
      explainStandard(standard, rulebook, testsOf.get(standard.id) ?? [], day),
    ),
    traces,
    margins,
  }
}

function explainStandard(
  standard: Standard,
  rulebook: Rulebook,
  tests: readonly NamedTest[],
  day: Day,
): ExplainedStandard {
  return {
    id: standard.id,
    title: standard.title,
    note: standard.note ?? null,
    kind: standard.kind,
    severity: standard.severity,
    clauses: standard.clauses.map(id => {
      const clause = rulebook.clauses.get(id)
      const source = clause && rulebook.sources.get(clause.source)?.title
      const own = { zh: id, en: id }
      return { id, text: clause?.text ?? own, source: source ?? own }
    }),
    file: standard.span.file,
    line: standard.span.line,
    words: standard.describe(),
    values: standard.values(),
    uses: usesOf(standard.id, rulebook, day),
    tests: tests.map(({ name, span }) => ({ name, file: span.file, line: span.line })),
  }
}
