/** What all pages share: words in the language asked for, templates compiled once, the frame around each page. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import { compareText } from '../../lib/order.ts'
import type { Appraisal, AppraisedStandard, EvidenceLine } from '../../model/appraisal.ts'
import type { RecordRef } from '../../model/event.ts'
import type { Language, Message } from '../../model/message.ts'
import type { ReportInput } from '../output.ts'
import { pageFooter } from './page-footer.ts'

/** What every page takes: words in one language, and the frame that templates are set in. */
export interface Frame {
  readonly language: Language
  /** Of a message, the language asked for. */
  say(message: Message): string
  /** A fixed word; `{name}` in it is filled in. A key that is not in the catalogue is our bug. */
  word(key: string, values?: Readonly<Record<string, string | number>>): string
  set(page: FramedPage): string
}

export interface FramedPage {
  readonly template: string
  readonly title: string
  /** All that the template sees, beside `w`, the words. */
  readonly model: Readonly<Record<string, unknown>>
  /** Whose page it is, at its head. */
  readonly company: string
  /** At the foot of every printed leaf: what puts a loose leaf back where it belongs, and the rules that it rests on. */
  readonly foot: string
  readonly rules: string
  /** At the end of the page. */
  readonly footer: string
  readonly isDraft: boolean
}

export interface PageContext extends Omit<Frame, 'set'> {
  readonly input: ReportInput
  readonly appraisal: Appraisal
  readonly standards: ReadonlyMap<string, AppraisedStandard>
  /** By finding: the records it rests on, with their rows. */
  readonly records: ReadonlyMap<string, readonly RecordRef[]>
  /**
   * A page from a template, framed. `model` is all that the template sees, beside `w`, the words. `foot` stands at the
   * foot of every printed leaf, so that a loose leaf can be put back where it belongs.
   */
  page(template: string, title: string, model: Readonly<Record<string, unknown>>, foot?: string): string
}

/** Templates are compiled once for each frame. */
export function makeFrame(language: Language, templates: URL): Frame {
  const words = JSON.parse(readFileSync(new URL(`wording/${language}.json`, templates), 'utf8')) as Readonly<
    Record<string, string>
  >
  const word: Frame['word'] = (key, values = {}) => {
    const text = words[key]
    if (text === undefined) throw new Error(`no word for ${key} in ${language}`)
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  }
  const engine = Handlebars.create()
  for (const file of readdirSync(new URL('partials/', templates)).sort(compareText)) {
    engine.registerPartial(file.replace(/\.hbs$/, ''), readFileSync(new URL(`partials/${file}`, templates), 'utf8'))
  }
  const options = { strict: true, knownHelpersOnly: true } as const
  const compiled = new Map<string, Handlebars.TemplateDelegate>()
  const template = (name: string): Handlebars.TemplateDelegate => {
    const known = compiled.get(name) ?? engine.compile(readFileSync(new URL(`${name}.hbs`, templates), 'utf8'), options)
    compiled.set(name, known)
    return known
  }
  const sharedStyle = readFileSync(new URL('print.css', templates), 'utf8')
  const script = readFileSync(new URL('index.js', templates), 'utf8')
  const w = nested(words)
  return {
    language,
    say: message => message[language],
    word,
    set({ template: name, title, model, company, foot, rules, footer, isDraft }) {
      const hasScript = name === 'index'
      const body = template(name)({ ...model, w })
      const pageNumber = word('pageNumber', { page: '{page}', pages: '{pages}' })
      const style = sharedStyle + pageFooter(foot, pageNumber, rules)
      return template('page')({
        lang: language === 'zh' ? 'zh-CN' : 'en',
        title,
        style,
        script: hasScript ? script : '',
        policy: `default-src 'none'; style-src 'sha256-${hash(style)}'; img-src data:${hasScript ? `; script-src 'sha256-${hash(script)}'` : ''}`,
        body,
        w,
        company,
        footer,
        isDraft,
      })
    },
  }
}

export function makeContext(input: ReportInput): PageContext {
  const { appraisal, language, templates } = input
  const { pack, period } = appraisal
  const { say, word, set } = makeFrame(language, templates)
  const rules = `${word('rules')} ${pack.id} ${pack.version} · ${pack.sha256.slice(0, 12)}`
  return {
    input,
    appraisal,
    language,
    standards: new Map(appraisal.standards.map(standard => [standard.id, standard])),
    records: new Map(input.findings.map(line => [line.id, line.evidence])),
    say,
    word,
    page: (template, title, model, foot = title) =>
      set({
        template,
        title,
        model,
        company: appraisal.title ? say(appraisal.title) : say(pack.title),
        foot: `${foot} · ${period.name}`,
        rules,
        footer: `${rules} · ${appraisal.engine} · ${period.name}`,
        isDraft: appraisal.state !== 'final',
      }),
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}

/** `sign.hr` as `w.sign_hr`: templates name a word without a dot. */
function nested(words: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = {}
  for (const [key, text] of Object.entries(words)) {
    const [group = '', name] = key.split('.')
    result[name === undefined ? group : `${group}_${name}`] = text
  }
  return result
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
export function evidenceRow(context: PageContext, line: EvidenceLine): Readonly<Record<string, unknown>> {
  const standard = context.standards.get(line.standard)
  const records = context.records.get(line.id) ?? []
  const unnamed = records.length - NAMED_RECORDS
  return {
    number: line.number,
    date: line.at.slice(0, 10),
    standard: standard ? context.say(standard.title) : line.standard,
    clauses: listed(context, standard?.clauses ?? []),
    verdict: context.word(line.verdict),
    kind: line.verdict,
    reason: context.say(line.reason),
    records: records.slice(0, NAMED_RECORDS).map(recordPlace),
    moreRecords: unnamed > 0 ? context.word('moreRecords', { count: unnamed }) : '',
  }
}

/** Folder and file apart, so that a narrow column breaks between them and not within a name. */
function recordPlace({ file, row, id }: RecordRef): Readonly<Record<string, string>> {
  if (row <= 0) return { folder: '', place: '', id }
  const end = file.lastIndexOf('/') + 1
  return { folder: file.slice(0, end), place: `${file.slice(end)}:${row}`, id }
}

/** Standards that were not checked, with the reason; of these alone where they are given. */
export function notChecked(
  context: PageContext,
  only?: ReadonlySet<string>,
): readonly Readonly<Record<string, string>>[] {
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
