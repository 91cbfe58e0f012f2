/** The `appraisal.json` of earlier issues of a period in, the numbers that their findings bore out: by them people speak of a finding. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap } from '../lib/map.ts'
import { itemsOf, type JsonPart, membersOf, parsePart, wholeOf } from './json-parts.ts'

/** Folders of results, oldest first, as they were written. What is no appraisal numbers nothing. */
export function issuedNumbers(folders: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  for (const folder of folders) {
    const bytes = readFileSync(join(folder, 'appraisal.json'))
    const members = membersOf(bytes, wholeOf(bytes))
    const [people, unattributed] = [members?.get('people'), members?.get('unattributed')]
    for (const line of [...linesOfPeople(bytes, people), ...valuesIn(bytes, unattributed)]) note(line, numbers)
  }
  return numbers
}

function linesOfPeople(bytes: Uint8Array, list: JsonPart | undefined): readonly unknown[] {
  return valuesIn(bytes, list).flatMap(person =>
    isMap(person) && Array.isArray(person.evidence) ? person.evidence : [],
  )
}

function valuesIn(bytes: Uint8Array, list: JsonPart | undefined): readonly unknown[] {
  if (!list) return []
  return [...itemsOf(bytes, list)].flatMap(part => {
    const parsed = part && parsePart(bytes, part)
    return parsed && 'value' in parsed ? [parsed.value] : []
  })
}

/** A finding keeps the number of the first issue that had it. */
function note(line: unknown, numbers: Map<string, number>): void {
  if (!isMap(line) || typeof line.id !== 'string' || numbers.has(line.id)) return
  const [, digits] = /^K-(\d{1,9})$/.exec(String(line.number)) ?? []
  if (digits !== undefined) numbers.set(line.id, Number(digits))
}
