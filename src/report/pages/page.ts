/** What all pages share: words in the language asked for, templates compiled once, the frame around each page. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars/dist/cjs/handlebars.runtime.js'
import { withoutControlCharacters } from '../../lib/plain-words.ts'
import type { Appraisal, AppraisedStandard, EvidenceLine } from '../../model/appraisal.ts'
import type { RecordRef } from '../../model/event.ts'
import type { Language, Message } from '../../model/message.ts'
import { NO_TEMPLATES } from '../../model/templates.ts'
import type { PrintedTemplates } from '../compile-templates.ts'
import { appraisalFile } from '../manifest.ts'
import type { ReportInput } from '../output.ts'
import { readWords, TEMPLATE_OPTIONS, templateWord } from '../shipped-templates.ts'
import { COMPILED } from '../templates.generated.js'
import type { BodyTemplate, TemplateName, ViewModel } from '../views/index.ts'
import type { evidenceRow as evidenceView } from '../views/parts.ts'
import type { Of } from '../views/view.ts'
import { pageFooter } from './page-footer.ts'

/** What every page takes: words in one language, and the frame that templates are set in. */
export interface Frame {
  readonly language: Language
  /** As pages are marked: `zh-CN`. */
  readonly lang: string
  /** Of a message, the language asked for. */
  say(message: Message): string
  /** A fixed word; `{name}` in it is filled in. A key that is not in the catalogue is our bug. */
  word(key: string, values?: Readonly<Record<string, string | number>>): string
  set<T extends BodyTemplate>(page: FramedPage<T>): string
  /** Of the same page what stands on paper, for a document that binds many. */
  leaf<T extends BodyTemplate>(page: FramedPage<T>): string
  /** A document for paper alone. Each leaf is an element of its name, which `style` may lay out. */
  bind(leaves: ViewModel<'bound'>['leaves'], style: string, isDraft: boolean): string
}

export interface FramedPage<T extends BodyTemplate = BodyTemplate> {
  readonly template: T
  readonly title: string
  /** All that the template sees, beside `w`, the words. */
  readonly model: ViewModel<T>
  /** Whose page it is, at its head. */
  readonly company: string
  /** A picture as a `data:` address; empty: none. */
  readonly logo: string
  /** The number that the form bears; empty: none. */
  readonly documentNumber: string
  /** Which issue of the results it is of, and why; empty: the first. */
  readonly issue: string
  /** At the foot of every printed leaf: what puts a loose leaf back where it belongs, and the rules that it rests on. */
  readonly foot: string
  readonly rules: string
  /** At the end of the page. */
  readonly footer: string
  readonly isDraft: boolean
}

/** What the frame of one page bears. */
export interface OwnFrame {
  /** At the foot of every printed leaf, so that a loose leaf can be put back where it belongs; else the page's title. */
  readonly foot?: string
  /** Whose form it is: fills `{person}` of the document number, which other pages do not bear. */
  readonly person?: string
}

export interface PageContext extends Pick<Frame, 'language' | 'say' | 'word'> {
  readonly input: ReportInput
  readonly appraisal: Appraisal
  readonly standards: ReadonlyMap<string, AppraisedStandard>
  /** By finding: the records it rests on, with their rows. */
  readonly records: ReadonlyMap<string, readonly RecordRef[]>
  /**
   * A page from a template, framed. `model` is all that the template sees, beside `w`, the words.
   */
  page<T extends BodyTemplate>(template: T, title: string, model: ViewModel<T>, own?: OwnFrame): string
}

/** What a cell of a damaged file held is shown, and never ends a page. */
function harmless(html: string): string {
  return withoutControlCharacters(html.replaceAll('\r\n', '\n'))
}

/** Templates are made ready once for each frame. */
export function makeFrame(language: Language, templates: URL, own: PrintedTemplates = NO_TEMPLATES): Frame {
  const words = readWords(language, templates)
  const word: Frame['word'] = (key, values = {}) => {
    const text = words[key]
    if (text === undefined) throw new Error(`no word for ${key} in ${language}`)
    if (!text.includes('{')) return text
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  }
  const template = readyTemplates(own)
  const sharedStyle = readFileSync(new URL('print.css', templates), 'utf8') + own.style
  // Pages differ in the few words behind it.
  const begun = createHash('sha256').update(sharedStyle)
  const styleHash = (ownStyle: string): string => begun.copy().update(ownStyle).digest('base64')
  const script = readFileSync(new URL('index.js', templates), 'utf8')
  const w = Object.fromEntries(Object.entries(words).map(([key, text]) => [templateWord(key), text]))
  const lang = language === 'zh' ? 'zh-CN' : 'en'
  const leafOf = (page: FramedPage, isAlone: boolean): string => {
    const { template: name, model, company, logo, documentNumber, issue, isDraft } = page
    const framed: ViewModel<'leaf'> = {
      body: harmless(template(name)({ ...model, w })),
      company,
      logo,
      documentNumber,
      issue,
      isDraft,
      isAlone,
    }
    return template('leaf')({ ...framed, w })
  }
  return {
    language,
    lang,
    say: message => message[language],
    word,
    leaf: page => leafOf(page, false),
    bind(leaves, ownStyle, isDraft) {
      const style = sharedStyle + ownStyle
      const policy = `default-src 'none'; style-src 'sha256-${styleHash(ownStyle)}'; img-src data:`
      const framed: ViewModel<'bound'> = { lang, style, policy, isDraft, leaves }
      return template('bound')({ ...framed, w })
    },
    set(page) {
      const { template: name, title, foot, rules, footer, isDraft } = page
      const hasScript = name === 'index'
      const pageNumber = word('pageNumber', { page: '{page}', pages: '{pages}' })
      const ownStyle = pageFooter(foot, pageNumber, rules)
      const framed: ViewModel<'page'> = {
        lang,
        title,
        style: sharedStyle + ownStyle,
        script: hasScript ? script : '',
        policy: `default-src 'none'; style-src 'sha256-${styleHash(ownStyle)}'; img-src data:${hasScript ? `; script-src 'sha256-${hash(script)}'` : ''}`,
        leaf: leafOf(page, true),
        footer,
        isDraft,
      }
      return template('page')({ ...framed, w })
    },
  }
}

/** Those of the build, and in their place what was compiled later. */
function readyTemplates({ late }: PrintedTemplates): (name: TemplateName) => Handlebars.TemplateDelegate {
  const engine = (late?.handlebars ?? Handlebars).create()
  const made = (file: string): Handlebars.TemplateDelegate => {
    const text = late?.texts.get(file)
    if (text !== undefined) return engine.compile(text, TEMPLATE_OPTIONS)
    const built = COMPILED[file]
    if (!built) throw new Error(`no template ${file}`)
    return engine.template(built.template)
  }
  const files = new Set([...Object.keys(COMPILED), ...(late?.texts.keys() ?? [])])
  for (const file of files)
    if (file.startsWith(PARTIALS)) engine.registerPartial(file.slice(PARTIALS.length), made(file))
  const ready = new Map<string, Handlebars.TemplateDelegate>()
  return name => {
    const known = ready.get(name) ?? made(name)
    ready.set(name, known)
    return known
  }
}

const PARTIALS = 'partials/'

/** `place` may do with a page otherwise than set it. */
export function makeContext(
  input: ReportInput,
  { language, say, word, set }: Frame = makeFrame(input.language, input.templates, input.own),
  place: Frame['set'] = set,
): PageContext {
  const { appraisal } = input
  const { pack, period, print, issue } = appraisal
  const results = `${word('results')} ${appraisalFile(appraisal).sha256.slice(0, 12)}`
  const rules = `${word('rules')} ${pack.id} ${pack.version} · ${pack.sha256.slice(0, 12)} · ${results}`
  return {
    input,
    appraisal,
    language,
    standards: new Map(appraisal.standards.map(standard => [standard.id, standard])),
    records: new Map(input.findings.map(line => [line.id, line.evidence])),
    say,
    word,
    page: (template, title, model, { foot = title, person }: OwnFrame = {}) =>
      place({
        template,
        title,
        model,
        company: say(print.company ?? appraisal.title ?? pack.title),
        logo: print.logo ?? '',
        documentNumber:
          person === undefined || !print.documentNumber
            ? ''
            : numbered(say(print.documentNumber), { person, period: period.name, year: String(period.year) }),
        issue: [
          ...(appraisal.redacted ? [word('redacted')] : []),
          // On the wall the reason would tell whose appeal it was.
          ...(issue.reason === null || template === 'notice'
            ? []
            : [word('issueLine', { number: issue.number, reason: issue.reason })]),
          ...(issue.reason !== null && template === 'notice' ? [word('issueNumber', { number: issue.number })] : []),
        ].join('　'),
        foot: `${foot} · ${period.name}`,
        rules,
        footer: `${rules} · ${appraisal.engine} · ${period.name}`,
        isDraft: appraisal.state !== 'final',
      }),
  }
}

function numbered(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

/** `S1-63、S1-64`, `S1-63, S1-64`. */
export function listed({ word }: PageContext, parts: readonly string[]): string {
  return parts.join(word('listSeparator'))
}

/** A figure as printed; a dash where there is none. */
export function figure(value: number | null): string {
  return value === null ? '–' : String(value)
}

export function gradeTitle({ appraisal, say }: PageContext, id: string | null): string {
  const grade = appraisal.words.grades.find(one => one.id === id)
  return grade ? say(grade.title) : ''
}

export function outcomeFactTitle({ appraisal, say }: PageContext, name: string): string {
  const title = appraisal.words.outcomeFacts[name]
  return title ? say(title) : name
}

export function unitTitle({ appraisal, say }: PageContext, id: string | null): string {
  const unit = id === null ? undefined : appraisal.words.units[id]
  return unit ? say(unit) : (id ?? '')
}

export function periodText({ appraisal, word }: PageContext): string {
  const { name, from, to } = appraisal.period
  return word('periodText', { name, from, to })
}

/** So many records are named in a row of evidence; the others are counted. */
const NAMED_RECORDS = 3

/** Evidence as a row of the table. */
export function evidenceRow(context: PageContext, line: EvidenceLine): Of<typeof evidenceView> {
  const standard = context.standards.get(line.standard)
  return {
    number: line.number,
    date: line.at.slice(0, 10),
    standard: standard ? context.say(standard.title) : line.standard,
    clauses: listed(context, standard?.clauses ?? []),
    verdict: context.word(line.verdict),
    kind: line.verdict,
    reason: context.say(line.reason),
    ...recordPlaces(context, line),
  }
}

/** Where the records stand that a finding rests on. */
export function recordPlaces(
  context: PageContext,
  { id }: EvidenceLine,
): Pick<Of<typeof evidenceView>, 'records' | 'moreRecords'> {
  const records = context.records.get(id) ?? []
  const unnamed = records.length - NAMED_RECORDS
  return {
    records: records.slice(0, NAMED_RECORDS).map(recordPlace),
    moreRecords: unnamed > 0 ? context.word('moreRecords', { count: unnamed }) : '',
  }
}

/** Of a standard, or its id where it is not known. */
export function standardTitle({ standards, say }: PageContext, id: string): string {
  const standard = standards.get(id)
  return standard ? say(standard.title) : id
}

/** Folder and file apart, so that a narrow column breaks between them and not within a name. */
function recordPlace({ file, row, id }: RecordRef) {
  if (row <= 0) return { folder: '', place: '', id }
  const end = file.lastIndexOf('/') + 1
  return { folder: file.slice(0, end), place: `${file.slice(end)}:${row}`, id }
}

/** Standards that were not checked, with the reason; of these alone where they are given. */
export function notChecked(context: PageContext, only?: ReadonlySet<string>): readonly { readonly line: string }[] {
  const { appraisal, say, word } = context
  return appraisal.standards
    .filter(standard => standard.state !== 'checked' && standard.state !== 'no-cases')
    .filter(standard => only?.has(standard.id) ?? true)
    .map(standard => ({
      line: word('labelled', {
        label:
          say(standard.title) +
          (standard.clauses.length > 0 ? word('aside', { text: listed(context, standard.clauses) }) : ''),
        text: stateWords(context, standard),
      }),
    }))
}

export function stateWords(context: PageContext, standard: AppraisedStandard): string {
  const { say, word } = context
  const titles = (isField: boolean) =>
    listed(
      context,
      standard.missing.filter(one => one.isField === isField).map(one => say(one.title)),
    )
  switch (standard.state) {
    case 'not-supplied':
      return standard.missing.some(one => one.isField)
        ? word('notFilledIn', { fields: titles(true) })
        : word('notSupplied', { types: titles(false) })
    case 'not-configured':
      return word('notConfigured')
    case 'not-in-force':
      return word('notInForce')
    case 'no-cases':
      return word('noCases')
    case 'checked':
      return word('wasChecked')
  }
}
