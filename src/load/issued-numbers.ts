/** The `appraisal.json` and `findings.ndjson` of earlier issues of a period in, the numbers that their findings bore out: by them people speak of a finding. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson } from '../lib/json.ts'
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
    for (const line of unlistedLines(join(folder, 'findings.ndjson'))) note(line, numbers)
  }
  return numbers
}

function linesOfPeople(bytes: Uint8Array, list: JsonPart | undefined): readonly unknown[] {
  return valuesIn(bytes, list).flatMap(person =>
    isMap(person) && Array.isArray(person.evidence) ? person.evidence : [],
  )
}

/** What is not listed in the appraisal bears its number itself. */
function* unlistedLines(file: string): Generator<unknown> {
  if (!existsSync(file)) return
  const bytes = readFileSync(file)
  let from = 0
  while (from < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, from)
    const to = newline < 0 ? bytes.length : newline
    const text = bytes.toString('utf8', from, to)
    from = to + 1
    if (!text.includes('"number":"K-')) continue
    const parsed = parseJson(text)
    if ('value' in parsed) yield parsed.value
  }
}

const NEWLINE = 0x0a

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
