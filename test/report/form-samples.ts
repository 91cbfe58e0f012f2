/** The forms of the process, blank and filled in for somebody whose name and misses try to break them, out. */

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Appraisal, AppraisedAppeal, EvidenceLine } from '../../src/model/appraisal.ts'
import { NO_EXPLANATIONS } from '../../src/model/explanation.ts'
import type { Language } from '../../src/model/message.ts'
import { NO_RUN } from '../../src/model/run.ts'
import { NO_TEMPLATES } from '../../src/model/templates.ts'
import {
  blankForms,
  type FormRequest,
  filledForms,
  PROCESS_FORMS,
  type ProcessFormName,
} from '../../src/report/forms/index.ts'
import type { ReportInput } from '../../src/report/index.ts'
import { APPRAISAL, appealed, evidence, LONG_NAME, person } from './fixture.ts'

const NAMES = Object.keys(PROCESS_FORMS) as ProcessFormName[]
const templates = pathToFileURL(`${resolve(import.meta.dirname, '../../templates')}/`)
const appeal = {
  to: { zh: '考评小组', en: 'the appraisal panel' },
  within: { zh: '5 个工作日', en: '5 working days' },
  decidedWithin: { zh: '10 个工作日', en: '10 working days' },
}

/** What else reports are given. */
export const INPUT: ReportInput = {
  appraisal: APPRAISAL,
  language: 'zh',
  findings: [],
  explanations: NO_EXPLANATIONS,
  carried: [],
  rejected: [],
  problems: [],
  returned: [],
  unmarked: [],
  inputs: [],
  rules: [],
  run: NO_RUN,
  own: NO_TEMPLATES,
  templates,
}

/** A miss that costs something. */
export function charged(at: number, given: Partial<EvidenceLine> = {}): EvidenceLine {
  const charge = { section: 'promises', item: 0, points: null, exactPoints: null, sameIncidentAs: null }
  return evidence(at, { charges: [{ ...charge, effect: 'in-rate' }], ...given })
}

export const DECIDED: AppraisedAppeal = appealed('A-1b', {
  state: 'decided',
  change: 'overturn',
  reason: '门卫登记相符',
  evidence: '门卫登记 17',
  filedOn: null,
  decideBy: null,
  decidedBy: '考评小组',
  decidedOn: '2024-07-30',
  result: { verdict: 'met', points: null },
})

/** Published, with a time to appeal and to decide. */
export function published(people: Appraisal['people']): Appraisal {
  const round = { ...APPRAISAL.round, appealsUntil: '2024-07-17' }
  return { ...APPRAISAL, people, round, print: { ...APPRAISAL.print, appeal } }
}

export function fillIn(
  names: readonly ProcessFormName[],
  appraisal: Appraisal,
  language: Language,
  request: Partial<FormRequest> = {},
): readonly { readonly path: string; readonly content: string }[] {
  const findings = appraisal.people.flatMap(one =>
    one.evidence.map(({ id }) => ({ id, evidence: [{ file: 'records/repair.csv', row: 2, id: 'R1' }] })),
  )
  const input = { ...INPUT, appraisal, language, findings }
  const files = filledForms(names, input, { people: appraisal.people, appeals: [], ...request })
  return files.map(({ path, content }) => ({ path, content: String(content) }))
}

export function formPages(language: Language) {
  const lines = Array.from({ length: 45 }, (_, at) =>
    charged(at + 1, at % 2 === 0 ? {} : { id: `arrival/${'很长的工单号'.repeat(20)}${at}/1` }),
  )
  const one = person('long', {
    name: LONG_NAME,
    evidence: lines,
    adjustments: [appealed('A-1', { state: 'answered' }), DECIDED, appealed('A-2', { finding: 'arrival/R2/1' })],
  })
  const { pack, print } = published([])
  return [
    ...blankForms(NAMES, { language, templates, own: NO_TEMPLATES, pack, print }).map(({ path, content }) => ({
      path,
      content: String(content),
    })),
    ...fillIn(
      NAMES.filter(name => name !== 'appeal-register'),
      published([one]),
      language,
    ),
    ...fillIn(['appeal-register'], published([one]), language).map(({ content }) => ({
      path: 'appeal-register-filled.html',
      content,
    })),
  ]
}
