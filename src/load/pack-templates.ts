/** The folders of a rule pack in, the templates in their `templates/` out: what a company prints in its own way. */

import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { PrintSettings } from '../model/print.ts'
import type { OwnTemplate, OwnTemplates } from '../model/templates.ts'
import { decodeUtf8, encodingMessage } from './encoding.ts'
import { problem, wholeFile } from './problem.ts'
import { type InputFile, sha256 } from './source-file.ts'
import { readBytes } from './whole-file.ts'

export interface TemplatesReading {
  readonly own: OwnTemplates
  readonly diagnostics: readonly Diagnostic[]
  /** For the manifest, named as they lie in the pack. */
  readonly hashes: readonly InputFile[]
}

/** A picture for the head of a form. */
const MOST_LOGO_BYTES = 200 * 1024

/** The pack's logo as a `data:` address: its own, else that of a pack it extends. What it is is told by its bytes. */
export function loadLogo(
  folders: readonly string[],
  logo: NonNullable<PrintSettings['logo']>,
): { readonly address: string; readonly hash: InputFile } | { readonly diagnostic: Diagnostic } {
  const refused = (zh: string, en: string) => ({ diagnostic: problem('file-unreadable', logo.span, { zh, en }) })
  const folder = folders.find(one => existsSync(resolve(one, logo.file)))
  if (folder === undefined)
    return refused(`规则包里没有图片 ${logo.file}`, `There is no picture ${logo.file} in the pack`)
  const path = resolve(folder, logo.file)
  if (!isWithin(path, folder))
    return refused('图片不在规则包之内，不予读取', 'The picture leads out of the pack and is not read')
  if (statSync(path).size > MOST_LOGO_BYTES) return refused('图片大于 200 KiB', 'The picture is larger than 200 KiB')
  const bytes = readBytes(path)
  const type = bytes && pictureType(bytes)
  if (!bytes || !type) return refused('不是 .svg 或 .png 图片', 'It is no .svg or .png picture')
  return {
    address: `data:${type};base64,${Buffer.from(bytes).toString('base64')}`,
    hash: { file: logo.file, sha256: sha256(bytes) },
  }
}

function pictureType(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return 'image/png'
  return /^(\s|<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>)*<svg[\s>]/.test(decodeUtf8(bytes) ?? '')
    ? 'image/svg+xml'
    : undefined
}

function isWithin(path: string, folder: string): boolean {
  return realpathSync(path).startsWith(realpathSync(folder) + sep) && statSync(path).isFile()
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
      hashes.push({ file: inPack, sha256: sha256(text) })
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
  if (!isWithin(path, folder))
    return refused('模板不在规则包之内，不予读取', 'The template leads out of the pack and is not read')
  if (statSync(path).size > MOST_BYTES)
    return refused('模板大于 1 MiB，不予读取', 'The template is larger than 1 MiB and is not read')
  const bytes = readBytes(path)
  if (!bytes) return refused('模板无法读取', 'The template cannot be read')
  return decodeUtf8(bytes) ?? problem('file-encoding', wholeFile(shown), encodingMessage(bytes))
}
