/** Names of process forms in, their pages out: blank ones from a rule pack, or filled in from the folder of results. */

import { packFolder } from './check-pack.ts'
import { compile } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { nearest } from './lib/nearest.ts'
import { loadSetup } from './load/folder.ts'
import { loadPack } from './load/pack.ts'
import { loadLogo, loadPackTemplates } from './load/pack-templates.ts'
import type { AppraisedPerson } from './model/appraisal.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import { NO_EXPLANATIONS } from './model/explanation.ts'
import type { Language, Message } from './model/message.ts'
import { NO_RUN } from './model/run.ts'
import { NO_TEMPLATES } from './model/templates.ts'
import { packageRoot } from './package-root.ts'
import { blankForms, filledForms, type ProcessFormName } from './report/forms/index.ts'
import { compileTemplates, type OutputFile, type PrintedTemplates } from './report/index.ts'
import { type Results, readResults } from './report/results.ts'

export interface ProcessFormsRequest {
  readonly names: readonly ProcessFormName[]
  /** The folder of results; left out: blank forms. */
  readonly from?: string
  /** Of results: staff numbers, or names that one person bears; empty: everybody. */
  readonly people: readonly string[]
  /** Of results: ids of appeals; empty: all. */
  readonly appeals: readonly string[]
  /** The civil date as of which the register counts days; left out: the cut-off. */
  readonly on?: string
  /** Folder of a pack: whose forms blank ones are, and whose own templates filled ones take. */
  readonly pack?: string
  /** The folder of an appraisal, for its pack. */
  readonly folder?: string
  readonly language: Language
  readonly workingDirectory: string
}

export interface ProcessFormsResult {
  /** Empty where something stands in the way. */
  readonly files: readonly OutputFile[]
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  readonly problems: readonly Message[]
}

const TEMPLATES = new URL('templates/', packageRoot)

export async function makeProcessForms(request: ProcessFormsRequest): Promise<ProcessFormsResult> {
  const { from, pack, folder } = request
  if (from === undefined || pack !== undefined || folder !== undefined) {
    const loaded = await loadForms(request)
    if ('stopped' in loaded) return loaded.stopped
    return from === undefined ? loaded.blank() : fillIn(request, from, loaded.own)
  }
  return fillIn(request, from, (await compileTemplates(NO_TEMPLATES, TEMPLATES)).own)
}

/** What a pack says of forms. */
async function loadForms(request: ProcessFormsRequest) {
  const { names, folder, workingDirectory, language } = request
  const setup = folder === undefined ? undefined : loadSetup(folder)
  const pack = request.pack ?? setup?.rules
  const directory = packFolder({ ...(pack === undefined ? {} : { pack }), workingDirectory })
  const { files, sha256, folders, diagnostics: unread } = loadPack(directory, workingDirectory)
  const { own, diagnostics: unprinted } = loadPackTemplates(folders, workingDirectory)
  const printed = await compileTemplates(own, TEMPLATES)
  const { rulebook, diagnostics } = compile(files, { sha256 })
  const { logo: file } = rulebook?.print ?? {}
  const logo = file && loadLogo(folders, file)
  const found = inOrder([
    ...(setup?.diagnostics ?? []),
    ...unread,
    ...diagnostics,
    ...unprinted,
    ...printed.diagnostics,
    ...(logo && 'diagnostic' in logo ? [logo.diagnostic] : []),
  ]).filter(({ severity }) => severity === 'error')
  const texts = new Map([...files, ...own.templates].map(({ file: name, text }) => [name, text]))
  if (!rulebook || found.length > 0) return { stopped: { files: [], diagnostics: found, texts, problems: [] } }
  const { company, appeal } = rulebook.print
  const print = { company: company ?? null, logo: logo && 'address' in logo ? logo.address : null, appeal }
  return {
    own: printed.own,
    blank: (): ProcessFormsResult => ({
      files: blankForms(names, { language, templates: TEMPLATES, own: printed.own, pack: rulebook.pack, print }),
      diagnostics: [],
      texts,
      problems: [],
    }),
  }
}

function fillIn(request: ProcessFormsRequest, from: string, own: PrintedTemplates): ProcessFormsResult {
  const refused = (problems: readonly Message[]) => ({ files: [], diagnostics: [], texts: new Map(), problems })
  const results = readResults(from)
  if ('problem' in results) {
    const { file, problem } = results
    const message = {
      zh: `结果里的 ${file} ${problem.zh}：请重新运行 yardstick appraise。`,
      en: `${file} of the results ${problem.en}: run yardstick appraise again.`,
    }
    return refused([message])
  }
  const { appraisal, findings } = results
  const asked = request.people.map(name => ({ name, found: peopleCalled(name, results) }))
  const unknown = [
    ...asked.flatMap(({ name, found }) => (found.length === 1 ? [] : [notOne(name, found, results)])),
    ...unknownAppeals(request.appeals, results),
  ]
  if (unknown.length > 0) return refused(unknown)
  const people = asked.length === 0 ? appraisal.people : asked.flatMap(({ found }) => found)
  const input = {
    appraisal,
    language: request.language,
    findings: findings.map(line => ({ ...line })),
    explanations: NO_EXPLANATIONS,
    ...{ carried: [], rejected: [], problems: [], returned: [], unmarked: [], inputs: [], rules: [], run: NO_RUN },
    templates: TEMPLATES,
    own,
  }
  const { names, appeals, on } = request
  const files = filledForms(names, input, { people, appeals, ...(on === undefined ? {} : { on }) })
  return files.length > 0 ? { files, diagnostics: [], texts: new Map(), problems: [] } : refused([NOTHING])
}

const NOTHING: Message = {
  zh: '没有要填的：没有扣分的未达标，或没有已作决定的申诉。',
  en: 'There is nothing to fill in: no misses that cost anything, or no appeals that were decided.',
}

function peopleCalled(name: string, { appraisal }: Results): readonly AppraisedPerson[] {
  const numbered = appraisal.people.filter(({ id }) => id === name)
  return numbered.length > 0 ? numbered : appraisal.people.filter(person => person.name === name)
}

function notOne(name: string, found: readonly AppraisedPerson[], { appraisal }: Results): Message {
  if (found.length > 1) {
    const ids = found.map(({ id }) => id)
    return {
      zh: `有 ${found.length} 人叫“${name}”，请用工号：${ids.join('、')}`,
      en: `${found.length} people are called '${name}'; use the staff number: ${ids.join(', ')}`,
    }
  }
  const meant = nearest(
    name,
    appraisal.people.flatMap(person => [person.id, person.name]),
  )
  return {
    zh: `考评结果里没有人叫“${name}”。${meant === undefined ? '' : `是不是 ${meant}？`}`,
    en: `Nobody in the results is '${name}'.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  }
}

function unknownAppeals(asked: readonly string[], { appraisal }: Results): readonly Message[] {
  const known = appraisal.people.flatMap(({ adjustments }) => adjustments.map(({ id }) => id))
  return asked
    .filter(id => !known.includes(id))
    .map(id => {
      const meant = nearest(id, known)
      return {
        zh: `考评结果里没有申诉“${id}”。${meant === undefined ? '' : `是不是 ${meant}？`}`,
        en: `There is no appeal '${id}' in the results.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
      }
    })
}
