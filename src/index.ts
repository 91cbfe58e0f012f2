/** The library's public face: what the commands do, as functions. */

export { type AppraiseRequest, type AppraiseResult, appraise } from './appraise.ts'
export { type CheckPackRequest, type CheckPackResult, checkPack } from './check-pack.ts'
export { type ExportLimitsRequest, type ExportLimitsResult, exportLimits } from './export-limits.ts'
export {
  type ChangedFile,
  type ImportLimitsRequest,
  type ImportLimitsResult,
  importLimits,
  type LimitChange,
} from './import-limits.ts'
export type {
  Appraisal,
  AppraisedOutcome,
  AppraisedPerson,
  AppraisedStandard,
  EvidenceLine,
  ItemScore,
  SectionScore,
  Withheld,
} from './model/appraisal.ts'
export type { Diagnostic, Span } from './model/diagnostic.ts'
export { DIAGNOSTIC_CODES, type DiagnosticCode } from './model/diagnostic-codes.ts'
export type { Finding, Verdict } from './model/finding.ts'
export type { Language, Message } from './model/message.ts'
export { type ExplanationOptions, explainPerson } from './report/explain/index.ts'
export { type FailedTest, type TestPackRequest, type TestPackResult, testPack } from './test-pack.ts'
