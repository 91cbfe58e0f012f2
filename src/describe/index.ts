/** Rules as written in, plain words for people out. */

export { describeStandard } from './standard.ts'
export { valuesOf } from './values.ts'
