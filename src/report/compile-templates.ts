/** A pack's own templates in, out with all that prints them; those shipped are compiled by the build. */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { OwnTemplates } from '../model/templates.ts'
import { hashShipped, readTemplate } from './shipped-templates.ts'
import { COMPILED } from './templates.generated.js'

export interface CompiledTemplate {
  /** Of the text. */
  readonly sha256: string
  readonly template: TemplateSpecification
}

/** Templates that are ready to print: a pack's own only together with what was compiled of them. */
export type PrintedTemplates =
  | { readonly templates: readonly []; readonly style: string; readonly late?: LateTemplates }
  | (OwnTemplates & { readonly late: LateTemplates })

/** What the build has not compiled: a pack's own, and what was changed since. */
export interface LateTemplates {
  /** By file, as `partials/records`. */
  readonly texts: ReadonlyMap<string, string>
  /** The whole of Handlebars, which is loaded only for these. */
  readonly handlebars: typeof Handlebars
}

export interface TemplatesReading {
  readonly own: PrintedTemplates
  /** Whatever in a pack's own would not print. */
  readonly diagnostics: readonly Diagnostic[]
}

export async function compileTemplates(own: OwnTemplates, shipped: URL): Promise<TemplatesReading> {
  const changed = changedSince(shipped)
  if (own.templates.length === 0 && changed.length === 0)
    return { own: { templates: [], style: own.style }, diagnostics: [] }
  const { checkOwnTemplates } = await import('./own-templates.ts')
  const diagnostics = checkOwnTemplates(own, shipped)
  const { default: handlebars } = await import('handlebars')
  const texts = new Map([
    ...changed.map(name => [name, readTemplate(name, shipped)] as const),
    ...own.templates.map(({ name, isPartial, text }) => [isPartial ? `partials/${name}` : name, text] as const),
  ])
  return { own: { ...own, late: { texts, handlebars } }, diagnostics }
}

/** Templates shipped that are otherwise than the build knew them. */
function changedSince(shipped: URL): readonly string[] {
  return hashShipped(shipped)
    .filter(({ file }) => file.endsWith('.hbs'))
    .map(({ file, sha256 }) => ({ name: file.replace(/\.hbs$/, ''), sha256 }))
    .filter(({ name, sha256 }) => COMPILED[name]?.sha256 !== sha256)
    .map(({ name }) => name)
}
