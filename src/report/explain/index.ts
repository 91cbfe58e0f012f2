/** Results in, explanations of a person, a standard or a finding out, as trees that terminals and pages show alike. */

export { explainFinding } from './finding.ts'
export { type ExplanationOptions, explainPerson, tracesByCase } from './person.ts'
export { explainStandard, type ToldFinding } from './standard.ts'
export { type Branch, draw } from './tree.ts'
