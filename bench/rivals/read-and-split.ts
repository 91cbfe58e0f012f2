/** A folder of record files in, how many cells they hold out: every file read and split or parsed, the least that any appraisal must do. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [, , folder = ''] = process.argv
let cells = 0
for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), 'utf8')
  if (name.endsWith('.json')) cells += JSON.parse(text).length
  else for (const line of text.split('\n')) cells += name.endsWith('.ndjson') ? fieldsIn(line) : line.split(',').length
}
console.log(cells)

function fieldsIn(line: string): number {
  return line === '' ? 0 : Object.keys(JSON.parse(line)).length
}
