/** A folder in, every file below it out, as manifests name them; what desktops leave behind is none. */

import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { compareText } from '../lib/order.ts'
import { LITTER } from '../lib/system-problem.ts'

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory() && !LITTER.test(entry.name))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort(compareText)
}
