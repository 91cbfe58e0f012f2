/**
 * Appeals, waivers, absences and notices of misses in; what they make of findings, and what in them cannot stand, out.
 *
 * Nothing that was found is written over: a finding keeps what it was beside what it is now, and every total is counted
 * anew from findings as they count now, so that the order of decisions cannot matter.
 */

export { makeAmend } from './amend.ts'
export { isLowered, tellLowered } from './lowered.ts'
export { appealedFindings, matchAppeals } from './match.ts'
export { makeNotify, type NotifyGround, tellNotices } from './notices.ts'
export { affectedStandards, appealedStandards } from './standards.ts'
export { tellWaivers } from './waivers.ts'
