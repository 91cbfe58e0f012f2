/** The view of each template: what it may place. */

import { bulletin } from './bulletin.ts'
import { comparison } from './comparison.ts'
import { explanation, standard } from './explanation.ts'
import { handbook } from './handbook.ts'
import { index } from './index-page.ts'
import { notice } from './notice.ts'
import { page } from './page.ts'
import { records } from './records.ts'
import { sheet } from './sheet.ts'
import { summary } from './summary.ts'
import type { Of } from './view.ts'

export const VIEWS = {
  page,
  index,
  sheet,
  summary,
  records,
  explanation,
  standard,
  comparison,
  handbook,
  notice,
  bulletin,
} as const

export type TemplateName = keyof typeof VIEWS

/** The view model that a template is given. */
export type ViewModel<T extends TemplateName> = Of<(typeof VIEWS)[T]>
