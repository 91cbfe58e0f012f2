/** A folder in, what every file below it says, workbooks and archives unpacked, by path out. */

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'

export function textsIn(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => join(folder, path))
  return new Map(
    paths.filter(path => statSync(path).isFile()).map(path => [relative(folder, path), textOf(readFileSync(path))]),
  )
}

function textOf(bytes: Buffer): string {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  return isZip
    ? Object.values(unzipSync(bytes))
        .map(part => strFromU8(part))
        .join('\n')
    : bytes.toString('utf8')
}
