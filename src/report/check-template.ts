/** A template and the view that it is given in, whatever it places that is not there out, at line and column. */

import Handlebars from 'handlebars'
import { nearest } from '../lib/nearest.ts'
import type { Message } from '../model/message.ts'
import { flag, record, text, type View } from './views/view.ts'

export interface TemplateProblem {
  readonly line: number
  readonly column: number
  readonly message: Message
  /** What was meant, most probably. */
  readonly meant?: string
  /** Where it stands in a partial that is placed here: the partial, and the problem at its place in it. */
  readonly within?: { readonly partial: string; readonly problem: TemplateProblem }
}

/** What templates share. */
export interface TemplateLibrary {
  /** Texts of partials, by name. */
  readonly partials: ReadonlyMap<string, string>
  /** The wording: placed as `{{w.name}}`. */
  readonly words: ReadonlySet<string>
}

/** Helpers of Handlebars that take no code of anybody; others there are none. */
const HELPERS = ['each', 'if', 'unless', 'with'] as const

/** Without a view only whether it can be read. */
export function checkTemplate(source: string, view: View | null, library: TemplateLibrary): readonly TemplateProblem[] {
  const parsed = parse(source)
  if ('problem' in parsed) return [parsed.problem]
  if (!view) return []
  const words = record(Object.fromEntries([...library.words].map(word => [word, text])))
  const root = view.kind === 'record' ? record({ ...view.fields, w: words }) : view
  const problems: TemplateProblem[] = []
  checkProgram(parsed.program, [root], { library, problems, open: new Set() })
  return problems
}

function parse(source: string): { readonly program: hbs.AST.Program } | { readonly problem: TemplateProblem } {
  try {
    return { program: Handlebars.parse(source) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    // Handlebars tells the line in its words, or beside them.
    const { lineNumber, column } = error as { readonly lineNumber?: number; readonly column?: number }
    const line = lineNumber ?? Number(/line (\d+)/.exec(error.message)?.[1] ?? 1)
    return {
      problem: {
        line,
        column: (column ?? 0) + 1,
        message: {
          zh: '模板写法有误：看看花括号、#each 与 /each、#if 与 /if 是否成对',
          en: 'The template cannot be read: see whether braces, #each and /each, #if and /if pair up',
        },
      },
    }
  }
}

interface Checking {
  readonly library: TemplateLibrary
  readonly problems: TemplateProblem[]
  /** Partials that are being looked at: one may place itself. */
  readonly open: Set<string>
}

/** From the outermost view to the one that plain names mean. */
type Scope = readonly View[]

function checkProgram(program: hbs.AST.Program | undefined, scope: Scope, checking: Checking): void {
  for (const statement of program?.body ?? []) {
    switch (statement.type) {
      case 'MustacheStatement':
        checkPlaced(statement as hbs.AST.MustacheStatement, scope, checking)
        break
      case 'BlockStatement':
        checkBlock(statement as hbs.AST.BlockStatement, scope, checking)
        break
      case 'PartialStatement':
        checkPartial(statement as hbs.AST.PartialStatement, scope, checking)
        break
      case 'ContentStatement':
      case 'CommentStatement':
        break
      default:
        tell(checking, statement, {
          zh: '模板里不用这种写法（装饰器、内嵌模板）',
          en: 'Decorators and inline partials are not used in templates',
        })
    }
  }
}

function checkPlaced(statement: hbs.AST.MustacheStatement, scope: Scope, checking: Checking): void {
  const { path, params, escaped } = statement
  if (params.length > 0 || (isPath(path) && isHelper(path.original))) {
    if (isPath(path)) tellHelper(path, checking)
    return
  }
  const view = viewAt(path, scope, checking)
  if (!view) return
  const plain = view.kind === 'maybe' ? view.of : view
  const name = isPath(path) ? path.original : ''
  if (plain.kind === 'html' && escaped) {
    tell(checking, statement, {
      zh: `“${name}”是图形，要写三层花括号：{{{${name}}}}`,
      en: `'${name}' is a drawing: it takes three braces, {{{${name}}}}`,
    })
  } else if (plain.kind === 'text' && !escaped) {
    tell(checking, statement, {
      zh: `“${name}”是文字，写两层花括号：{{${name}}}；三层会让姓名里的符号变成网页代码`,
      en: `'${name}' is text: write {{${name}}}; three braces would turn signs in a name into markup`,
    })
  } else if (plain.kind === 'list' || plain.kind === 'record' || plain.kind === 'flag') {
    tell(checking, statement, NOT_PLACED[plain.kind](name))
  }
}

const NOT_PLACED = {
  list: (name: string): Message => ({
    zh: `“${name}”是一列内容，要写 {{#each ${name}}} … {{/each}}`,
    en: `'${name}' is a list: write {{#each ${name}}} … {{/each}}`,
  }),
  record: (name: string): Message => ({
    zh: `“${name}”由几项组成，要写 {{${name}.项}}，或 {{#with ${name}}} … {{/with}}`,
    en: `'${name}' has parts: write {{${name}.part}}, or {{#with ${name}}} … {{/with}}`,
  }),
  flag: (name: string): Message => ({
    zh: `“${name}”只用来判断：{{#if ${name}}} … {{/if}}`,
    en: `'${name}' is to be asked, not placed: {{#if ${name}}} … {{/if}}`,
  }),
}

function checkBlock(block: hbs.AST.BlockStatement, scope: Scope, checking: Checking): void {
  const { path, params, program, inverse } = block
  const helper = isPath(path) ? path.original : ''
  const [param] = params
  if (!isHelper(helper) || param === undefined || params.length > 1) {
    if (isPath(path)) tellHelper(path, checking)
    return
  }
  const view = viewAt(param, scope, checking)
  const plain = view?.kind === 'maybe' ? view.of : view
  const name = isPath(param) ? param.original : ''
  let inner: Scope | undefined = scope
  if (helper === 'each') {
    const member = plain?.kind === 'list' ? membersOf(plain) : undefined
    if (plain && !member)
      tell(checking, param, {
        zh: `“${name}”不是一列内容，不能用 each`,
        en: `'${name}' is no list, so each cannot go through it`,
      })
    inner = member && [...scope, member]
  } else if (helper === 'with') inner = plain && [...scope, plain]
  if (inner) checkProgram(program, inner, checking)
  checkProgram(inverse, scope, checking)
}

function membersOf({ of }: Extract<View, { readonly kind: 'list' }>): View {
  return typeof of === 'function' ? of() : of
}

function checkPartial(partial: hbs.AST.PartialStatement, scope: Scope, checking: Checking): void {
  const { library, open } = checking
  const name = isPath(partial.name) ? partial.name.original : ''
  const source = library.partials.get(name)
  if (source === undefined) {
    const known = [...library.partials.keys()]
    const words = {
      zh: `没有部件“${name}”，有：${known.join('、')}`,
      en: `There is no partial '${name}'; there are ${known.join(', ')}`,
    }
    tell(checking, partial, words, nearest(name, known))
    return
  }
  if (open.has(name)) return
  const parsed = parse(source)
  // A partial is looked at by itself for what cannot be read, and here for what it is given.
  if ('problem' in parsed) return
  open.add(name)
  const inner: Checking = { ...checking, problems: [] }
  checkProgram(parsed.program, scope, inner)
  open.delete(name)
  const [first] = inner.problems
  if (!first) return
  const { zh, en } = first.message
  checking.problems.push({
    line: partial.loc.start.line,
    column: partial.loc.start.column + 1,
    message: {
      zh: `部件“${name}”第 ${first.line} 行：${zh}`,
      en: `Partial '${name}', line ${first.line}: ${en}`,
    },
    within: first.within ?? { partial: name, problem: first },
  })
}

/** What stands at a path; undefined where nothing does, which is told. */
function viewAt(expression: hbs.AST.Expression, scope: Scope, checking: Checking): View | undefined {
  if (!isPath(expression)) return text
  const { depth, parts, data, original } = expression
  if (data) {
    if (original === '@root') return scope[0]
    if (['@index', '@first', '@last', '@key'].includes(original))
      return original === '@first' || original === '@last' ? flag : text
  }
  const isFromRoot = data && parts[0] === 'root'
  const base = isFromRoot ? scope[0] : scope[scope.length - 1 - depth]
  if (!base) {
    tell(checking, expression, {
      zh: `“${original}”的 ../ 多了：外面没有那么多层`,
      en: `'${original}' goes up too far: there are not so many levels`,
    })
    return undefined
  }
  let view: View = base
  for (const part of (isFromRoot ? parts.slice(1) : parts) as readonly string[]) {
    const plain: View = view.kind === 'maybe' ? view.of : view
    if (plain.kind === 'list' && part === 'length') return text
    const next = plain.kind === 'record' ? plain.fields[part] : undefined
    if (!next) {
      const known = plain.kind === 'record' ? Object.keys(plain.fields) : []
      tell(checking, expression, unknownName(original, known), nearest(part, known))
      return undefined
    }
    view = next
  }
  return view
}

/** More names than these are no help. */
const MOST_NAMES = 40

function unknownName(name: string, known: readonly string[]): Message {
  const shown = known.slice(0, MOST_NAMES)
  const more = known.length > MOST_NAMES ? ' …' : ''
  return {
    zh: `这里没有“${name}”，可用：${shown.join('、') || '无'}${more}`,
    en: `There is no '${name}' here; there are ${shown.join(', ') || 'no names'}${more}`,
  }
}

function isPath(expression: hbs.AST.Node): expression is hbs.AST.PathExpression {
  return expression.type === 'PathExpression'
}

function isHelper(name: string): boolean {
  return HELPERS.some(helper => helper === name)
}

function tellHelper(path: hbs.AST.PathExpression, checking: Checking): void {
  const name = path.original
  const words = isHelper(name)
    ? {
        zh: `${name} 要写成 {{#${name} 名称}} … {{/${name}}}`,
        en: `${name} is written {{#${name} name}} … {{/${name}}}`,
      }
    : {
        zh: `没有“${name}”这个功能，可用：${HELPERS.join('、')}`,
        en: `There is no helper '${name}'; there are ${HELPERS.join(', ')}`,
      }
  tell(checking, path, words, isHelper(name) ? undefined : nearest(name, HELPERS))
}

function tell({ problems }: Checking, { loc }: hbs.AST.Node, message: Message, meant?: string): void {
  problems.push({
    line: loc.start.line,
    column: loc.start.column + 1,
    message,
    ...(meant === undefined ? {} : { meant }),
  })
}
