/** The folders of a rule pack in, the templates in their `templates/` out: what a company prints in its own way. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { OwnTemplate, OwnTemplates } from '../model/templates.ts'
import { decodeUtf8, encodingMessage } from './encoding.ts'
import { problem, wholeFile } from './problem.ts'
import { type InputFile, readBytes } from './source-file.ts'

export interface TemplatesReading {
  readonly own: OwnTemplates
  readonly diagnostics: readonly Diagnostic[]
  /** For the manifest, named as they lie in the pack. */
  readonly hashes: readonly InputFile[]
}

/** Larger than any page: it is something else. */
const MOST_BYTES = 1024 ** 2

/** The pack's own folder first, then those that it extends, as `loadPack` gives them. */
export function loadPackTemplates(folders: readonly string[], displayRoot: string): TemplatesReading {
  const templates: OwnTemplate[] = []
  const styles: string[] = []
  const diagnostics: Diagnostic[] = []
  const hashes: InputFile[] = []
  for (const folder of folders.toReversed()) {
    for (const path of templateFiles(folder)) {
      const shown = relative(resolve(displayRoot), path).split(sep).join('/')
      const text = textOf(path, folder, shown)
      if (typeof text !== 'string') {
        diagnostics.push(text)
        continue
      }
      const inPack = relative(folder, path).split(sep).join('/')
      hashes.push({ file: inPack, sha256: createHash('sha256').update(text).digest('hex') })
      const [, partial, name = ''] = /^templates\/(partials\/)?(.+)\.hbs$/.exec(inPack) ?? []
      if (inPack.endsWith('.css')) styles.push(text)
      else templates.push({ name, isPartial: partial !== undefined, file: shown, text })
    }
  }
  return { own: { templates, style: styles.join('\n') }, diagnostics, hashes }
}

function templateFiles(folder: string): readonly string[] {
  const inside = (directory: string, pattern: RegExp) =>
    existsSync(directory) && statSync(directory).isDirectory()
      ? readdirSync(directory)
          .filter(name => pattern.test(name))
          .map(name => join(directory, name))
      : []
  const own = join(folder, 'templates')
  return [...inside(own, /^[^.].*\.hbs$|^print\.css$/), ...inside(join(own, 'partials'), /^[^.].*\.hbs$/)].sort(
    compareText,
  )
}

function textOf(path: string, folder: string, shown: string): string | Diagnostic {
  const refused = (zh: string, en: string) => problem('file-unreadable', wholeFile(shown), { zh, en })
  if (!realpathSync(path).startsWith(realpathSync(folder) + sep) || !statSync(path).isFile())
    return refused('模板不在规则包之内，不予读取', 'The template leads out of the pack and is not read')
  if (statSync(path).size > MOST_BYTES)
    return refused('模板大于 1 MiB，不予读取', 'The template is larger than 1 MiB and is not read')
  const bytes = readBytes(path)
  if (!bytes) return refused('模板无法读取', 'The template cannot be read')
  return decodeUtf8(bytes) ?? problem('file-encoding', wholeFile(shown), encodingMessage(bytes))
}
