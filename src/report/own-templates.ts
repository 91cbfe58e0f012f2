/** A pack's own templates in, whatever in them would not print out: as diagnostics, before anything is printed. */

import { nearest } from '../lib/nearest.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { OwnTemplate, OwnTemplates } from '../model/templates.ts'
import { checkTemplate, type TemplateLibrary, type TemplateProblem } from './check-template.ts'
import { readShipped, readTemplate } from './shipped-templates.ts'
import { FRAMES, type TemplateName, VIEWS } from './views/index.ts'

/** The templates that come with the software: a name in them that is not there is our bug, and stops the build. */
export function checkShippedTemplates(shipped: URL): readonly Diagnostic[] {
  const library = readShipped(shipped)
  return (Object.keys(VIEWS) as TemplateName[]).flatMap(name => {
    const file = `templates/${name}.hbs`
    const text = readTemplate(name, shipped)
    return checkTemplate(text, VIEWS[name], library).map(found => told({ file }, found))
  })
}

/** Frames hold what keeps pages safe (the Content-Security-Policy), and stay ours. */
const REPLACEABLE = (Object.keys(VIEWS) as TemplateName[]).filter(name => !FRAMES.some(frame => frame === name))

export function checkOwnTemplates({ templates }: OwnTemplates, shipped: URL): readonly Diagnostic[] {
  if (templates.length === 0) return []
  const { partials, words } = readShipped(shipped)
  const own = new Map(templates.filter(({ isPartial }) => isPartial).map(({ name, text }) => [name, text]))
  const library = { partials: new Map([...partials, ...own]), words }
  const inOwn = templates.flatMap(template => problemsOf(template, library).map(found => told(template, found)))
  return [...inOwn, ...problemsWherePlaced(templates, library, shipped)]
}

/** A partial of the pack's own may be placed by pages of ours: what it lacks there is told at its own line. */
function problemsWherePlaced(
  templates: readonly OwnTemplate[],
  library: TemplateLibrary,
  shipped: URL,
): readonly Diagnostic[] {
  const replaced = new Set(templates.filter(({ isPartial }) => !isPartial).map(({ name }) => name))
  const ownPartials = new Map(templates.filter(({ isPartial }) => isPartial).map(one => [one.name, one]))
  const ours = (Object.keys(VIEWS) as TemplateName[]).filter(name => !replaced.has(name))
  const found = ours.flatMap(name =>
    checkTemplate(readTemplate(name, shipped), VIEWS[name], library).flatMap(({ within }) => {
      const own = within && ownPartials.get(within.partial)
      return own ? [told(own, within.problem)] : []
    }),
  )
  return [...new Map(found.map(one => [`${one.span.file}:${one.span.line}:${one.span.column}`, one])).values()]
}

function problemsOf({ name, text, isPartial }: OwnTemplate, library: TemplateLibrary): readonly TemplateProblem[] {
  // What a partial is given is seen where it is placed.
  if (isPartial) return checkTemplate(text, null, library)
  if (isReplaceable(name)) return checkTemplate(text, VIEWS[name], library)
  const words = {
    zh: `没有叫“${name}”的页面可以换，有：${REPLACEABLE.join('、')}；部件放在 templates/partials/ 里`,
    en: `There is no page '${name}' to be replaced; there are ${REPLACEABLE.join(', ')}. Partials belong in templates/partials/`,
  }
  const meant = nearest(name, REPLACEABLE)
  return [{ line: 1, column: 1, message: words, ...(meant === undefined ? {} : { meant }) }]
}

function isReplaceable(name: string): name is TemplateName {
  return REPLACEABLE.some(one => one === name)
}

function told({ file }: Pick<OwnTemplate, 'file'>, { line, column, message, meant }: TemplateProblem): Diagnostic {
  return {
    code: 'template-broken',
    severity: 'error',
    message,
    span: { file, line, column },
    ...(meant === undefined ? {} : { hint: { zh: `是不是“${meant}”？`, en: `Did you mean '${meant}'?` } }),
  }
}
