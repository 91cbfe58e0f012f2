/** The forms of the process by the name that the command line calls them; one line adds one. */

import type { Appraisal, AppraisedPerson } from '../../model/appraisal.ts'
import type { Language } from '../../model/message.ts'
import type { PrintedTemplates } from '../compile-templates.ts'
import type { OutputFile, ReportInput } from '../output.ts'
import { makeContext, makeFrame, type PageContext } from '../pages/page.ts'
import { appealDecisions, blankAppealDecision, decidedAppeals } from './appeal-decision.ts'
import { appealForms, blankAppealForm } from './appeal-form.ts'
import { appealRegister, blankAppealRegister } from './appeal-register.ts'
import type { FormContext } from './context.ts'
import { blankDeductionNotice, deductionNotices } from './deduction-notice.ts'

/** Of whom, and of which appeals; empty: all. */
export interface FormRequest {
  readonly people: readonly AppraisedPerson[]
  readonly appeals: readonly string[]
  /** The civil date as of which the register counts; absent: the cut-off. */
  readonly on?: string
}

interface ProcessForm {
  readonly blank: (form: FormContext) => OutputFile
  readonly filled: (context: PageContext, request: FormRequest) => readonly OutputFile[]
}

export const PROCESS_FORMS = {
  'deduction-notice': {
    blank: blankDeductionNotice,
    filled: (context, { people }) => deductionNotices(context, people),
  },
  'appeal-form': {
    blank: blankAppealForm,
    filled: (context, { people }) => appealForms(context, people),
  },
  'appeal-decision': {
    blank: blankAppealDecision,
    filled: (context, { people, appeals }) =>
      appealDecisions(
        context,
        decidedAppeals(people).filter(({ appeal }) => appeals.length === 0 || appeals.includes(appeal.id)),
      ),
  },
  'appeal-register': {
    blank: blankAppealRegister,
    filled: (context, { on }) => [appealRegister(context, on)],
  },
} as const satisfies Readonly<Record<string, ProcessForm>>

export type ProcessFormName = keyof typeof PROCESS_FORMS

export function filledForms(
  names: readonly ProcessFormName[],
  input: ReportInput,
  request: FormRequest,
): readonly OutputFile[] {
  const context = makeContext(input)
  return names.flatMap(name => PROCESS_FORMS[name].filled(context, request))
}

/** What a blank form bears of the rules. */
export interface BlankInput {
  readonly language: Language
  readonly templates: URL
  readonly own: PrintedTemplates
  readonly pack: Pick<Appraisal['pack'], 'id' | 'version' | 'sha256' | 'title'>
  readonly print: Pick<Appraisal['print'], 'company' | 'logo' | 'appeal'>
}

export function blankForms(names: readonly ProcessFormName[], input: BlankInput): readonly OutputFile[] {
  const { pack, print } = input
  const { language, say, word, set } = makeFrame(input.language, input.templates, input.own)
  const rules = `${word('rules')} ${pack.id} ${pack.version} · ${pack.sha256.slice(0, 12)}`
  const form: FormContext = {
    language,
    say,
    word,
    print,
    page: (template, title, model, { foot = title } = {}) =>
      set({
        template,
        title,
        model,
        company: say(print.company ?? pack.title),
        logo: print.logo ?? '',
        documentNumber: '',
        issue: '',
        foot,
        rules,
        footer: rules,
        isDraft: false,
      }),
  }
  return names.map(name => PROCESS_FORMS[name].blank(form))
}
