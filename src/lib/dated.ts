/** What a rule's number, duration or text is on a day, at a site. */

import type { Dated, Day, Setting } from '../model/value.ts'

/** Undefined: nothing is in force, or nothing was ever set. */
export function valueOn<T>(setting: Setting<T>, day: Day, site?: string): T | undefined {
  const own = site === undefined ? undefined : setting.bySite?.[site]
  return inForce(own ?? setting.dated, day)
}

/** True where no day and no site has a value. */
export function isUnset<T>(setting: Setting<T>): boolean {
  const all = [setting.dated, ...Object.values(setting.bySite ?? {})]
  return all.every(dated => dated.every(entry => entry.value === null))
}

function inForce<T>(dated: Dated<T>, day: Day): T | undefined {
  return dated.findLast(entry => entry.from <= day)?.value ?? undefined
}
