/** The view of each template: what it may place. */

import { comparison } from './comparison.ts'
import { explanation, standard } from './explanation.ts'
import { handbook } from './handbook.ts'
import { index } from './index-page.ts'
import { page } from './page.ts'
import { records } from './records.ts'
import { rectification } from './rectification.ts'
import { sheet } from './sheet.ts'
import { summary } from './summary.ts'
import type { Of } from './view.ts'

export const VIEWS = {
  page,
  index,
  sheet,
  rectification,
  summary,
  records,
  explanation,
  standard,
  comparison,
  handbook,
} as const

export type TemplateName = keyof typeof VIEWS

/** The view model that a template is given. */
export type ViewModel<T extends TemplateName> = Of<(typeof VIEWS)[T]>
