/** Rule tests and what came of them in; where they differ and what no test shows yet out. */

export { type Coverage, measureCoverage, type PassedTest } from './coverage.ts'
export { compareFindings, compareResult, type DifferenceLine } from './expectation.ts'
export { expectationLines, withExpectation } from './fill-in.ts'
export { type Mutant, mutantsOf } from './mutation/mutants.ts'
export { changed, narrowed, replanted, wordsIn } from './mutation/replant.ts'
export {
  type Excuse,
  type ExpectedResult,
  type RuleTest,
  readExcuses,
  readRuleTests,
  type Subject,
} from './rule-test.ts'
