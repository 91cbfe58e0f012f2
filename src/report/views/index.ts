/** The view of each template: what it may place. */

import { bound, cover } from './bound.ts'
import { bulletin } from './bulletin.ts'
import { comparison } from './comparison.ts'
import { explanation, standard } from './explanation.ts'
import { handbook } from './handbook.ts'
import { index } from './index-page.ts'
import { notice } from './notice.ts'
import { leaf, page } from './page.ts'
import { appealDecision, appealForm, appealRegister, deductionNotice } from './process-forms.ts'
import { records } from './records.ts'
import { rectification } from './rectification.ts'
import { sheet } from './sheet.ts'
import { summary } from './summary.ts'
import type { Of } from './view.ts'

export const VIEWS = {
  page,
  leaf,
  bound,
  index,
  sheet,
  rectification,
  summary,
  records,
  explanation,
  standard,
  comparison,
  handbook,
  notice,
  bulletin,
  cover,
  'deduction-notice': deductionNotice,
  'appeal-form': appealForm,
  'appeal-decision': appealDecision,
  'appeal-register': appealRegister,
} as const

export type TemplateName = keyof typeof VIEWS

/** What all other templates are set in. */
export const FRAMES = ['page', 'leaf', 'bound'] as const satisfies readonly TemplateName[]

/** A template with words of its own. */
export type BodyTemplate = Exclude<TemplateName, (typeof FRAMES)[number]>

/** The view model that a template is given. */
export type ViewModel<T extends TemplateName> = Of<(typeof VIEWS)[T]>
