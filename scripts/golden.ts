/** Records the golden appraisal of the example anew, and what the commands of the guides print; with `--check` only says whether it differs. Review the diff. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GOLDEN, makeGolden } from '../test/support/golden.ts'
import { GUIDES, type GuideName, guidePath, playGuide } from '../test/support/guide.ts'
import { OFFICES_GOLDEN, officesText } from '../test/support/offices.ts'
import { YEAR_GOLDEN, yearFiles } from '../test/support/year.ts'

const differing: string[] = []
mkdirSync(GOLDEN, { recursive: true })
const golden = [...(await makeGolden()).files].map(([name, text]) => ({ name, path: join(GOLDEN, name), text }))
const guides = (Object.keys(GUIDES) as GuideName[]).map(name => {
  const path = guidePath(name)
  return { name, path, text: playGuide(readFileSync(path, 'utf8'), GUIDES[name]) }
})
mkdirSync(YEAR_GOLDEN, { recursive: true })
const year = [...(await yearFiles())].map(([name, text]) => ({ name, path: join(YEAR_GOLDEN, name), text }))
const offices = { name: 'offices.txt', path: OFFICES_GOLDEN, text: await officesText() }
for (const { name, path, text } of [...golden, ...year, ...guides, offices]) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  differing.push(name)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
}
if (differing.length === 0) console.log('golden: nothing differs')
else console.log(`golden: ${differing.join(', ')}`)
if (differing.length > 0 && process.argv.includes('--check')) process.exitCode = 1
