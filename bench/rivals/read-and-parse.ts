/** NDJSON files in, how many records they hold out: reading and `JSON.parse` and nothing more, which no appraisal in JavaScript was thought to undercut. */

import { linesOf } from './lines.ts'

let count = 0
for (const file of process.argv.slice(2)) {
  for (const line of linesOf(file)) if (JSON.parse(line) !== null) count++
}
console.log(count)
