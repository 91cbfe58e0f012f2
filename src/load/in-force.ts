/** The files of a rule pack and a day in, the same files with only those dated values that are in force on it, out. */

import { isMap } from '../lib/map.ts'
import type { RuleFile } from '../model/source.ts'

const DAY_KEY = /^\d{4}-\d{2}-\d{2}$/

/** `{ 2023-01-01: 40 minutes, 2025-01-01: 30 minutes }` is `30 minutes` from 2025 on; before its first day it stays as it is. */
export function inForceOn(files: readonly RuleFile[], day: string): readonly RuleFile[] {
  return files.map(file => (file.isTest ? file : { ...file, value: settled(file.value, day) }))
}

function settled(value: unknown, day: string): unknown {
  if (Array.isArray(value)) return value.map(one => settled(one, day))
  if (!isMap(value)) return value
  const entries = Object.entries(value)
  const isDated =
    entries.length > 0 && entries.every(([key, one]) => DAY_KEY.test(key) && !isMap(one) && !Array.isArray(one))
  if (!isDated) return Object.fromEntries(entries.map(([key, one]) => [key, settled(one, day)]))
  const inForce = entries.filter(([key]) => key <= day).toSorted(([one], [other]) => (one < other ? 1 : -1))[0]
  // A value that has ended by then is an end from the beginning: there is none.
  return inForce === undefined ? value : inForce[1] === null ? { '0001-01-01': null } : inForce[1]
}
