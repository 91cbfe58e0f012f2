/** The test files of a pack in, its rule tests out: each with what its file gives to all of them, and where it stands. */

import type { Span } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import type { RuleFile } from '../model/source.ts'
import type { Story } from '../model/story.ts'
import type { Value } from '../model/value.ts'

/** `expect:` of a test of a standard; what is not written is not compared. */
export interface ExpectedFinding {
  readonly case?: string | number
  readonly person?: string | null
  readonly verdict: string
  /** `30 minutes`, or the number alone. */
  readonly measured?: string | number
  readonly limit?: string | number
  /** `2024-03-05 14:30`, as far as written. */
  readonly due?: string
  readonly owner?: string
  readonly incident?: string
}

/** `expect:` of a test of a scorecard, an outcome or a cascade. */
export interface ExpectedResult {
  readonly score?: number | null
  readonly grade?: string | null
  /** Section → points; of a scorecard's test that gives cases. */
  readonly sections?: Readonly<Record<string, number | null>>
  /** Outcomes that follow. */
  readonly outcomes?: readonly string[]
  /** Outcomes of which it is not known. */
  readonly undecided?: readonly string[]
  /** Person → percent of the own bonus. */
  readonly withheld?: Readonly<Record<string, number>>
}

export type Subject = 'standard' | 'scorecard' | 'outcome' | 'cascade'

export interface RuleTest {
  readonly name: string
  readonly subject: Subject
  /** Id of the standard, scorecard, outcome or cascade. */
  readonly id: string
  readonly story: Story
  /** Section scores or cases of a scorecard's test, facts of an outcome's. */
  readonly given: Readonly<Record<string, unknown>>
  readonly expect: readonly ExpectedFinding[] | ExpectedResult
  /** The test's `expect`. */
  readonly span: Span
}

const SUBJECTS = ['standard', 'scorecard', 'outcome', 'cascade'] as const satisfies readonly Subject[]

type WrittenTest = Readonly<Record<Subject, string | undefined>> &
  Story & {
    readonly name: string
    readonly given?: Readonly<Record<string, Value>>
    readonly expect: RuleTest['expect']
  }

/** A small change of a rule that no test notices, with the reason why that is as it should be. */
export interface Excuse {
  /** `night-checks: at-least → 3`: the definition and the change. */
  readonly mutant: string
  readonly reason: Message
  readonly span: Span
}

export function readExcuses(files: readonly RuleFile[]): readonly Excuse[] {
  return files
    .filter(file => file.isTest)
    .flatMap(file => {
      const { excused = [] } = file.value as { readonly excused?: readonly WrittenExcuse[] }
      return excused.map(
        ({ mutant, reason }, at): Excuse => ({
          mutant,
          reason: typeof reason === 'string' ? { zh: reason, en: reason } : reason,
          span: file.locate(['excused', at, 'mutant']),
        }),
      )
    })
}

interface WrittenExcuse {
  readonly mutant: string
  readonly reason: string | Message
}

/** The files have passed `compile`: each test names one thing that there is. */
export function readRuleTests(files: readonly RuleFile[]): readonly RuleTest[] {
  return files
    .filter(file => file.isTest)
    .flatMap(file => {
      const { tests, ...shared } = file.value as { readonly tests: readonly WrittenTest[] } & Story
      return tests.map((test, at): RuleTest => {
        const subject = SUBJECTS.find(one => test[one] !== undefined) ?? 'standard'
        return {
          name: test.name,
          subject,
          id: test[subject] ?? '',
          story: { ...shared, ...test },
          given: test.given ?? {},
          expect: test.expect,
          span: file.locate(['tests', at, 'expect'], 'key'),
        }
      })
    })
}
