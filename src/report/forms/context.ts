/** What every form of the process is given: words, what forms bear, a page; and, where it is filled in, the results. */

import type { Appraisal } from '../../model/appraisal.ts'
import type { PageContext } from '../pages/page.ts'

/** Enough for a blank form. */
export interface FormContext extends Pick<PageContext, 'language' | 'say' | 'word' | 'page'> {
  readonly print: Pick<Appraisal['print'], 'appeal'>
}

export function filledContext(context: PageContext): FormContext {
  return { ...context, print: context.appraisal.print }
}

export const BLANK_PERSON = { id: '', name: '', post: '', unit: '', period: '' } as const

/** Until when, where the day of publication is known; else within what time of it. */
export function appealText({ say, word, print }: FormContext, until: string | null): string {
  const { to, within } = print.appeal
  const values = { to: say(to), within: say(within) }
  return until === null ? word('appealWithin', values) : word('appealUntil', { ...values, until })
}

export function decidedWithinText({ say, word, print }: FormContext): string {
  const { decidedWithin } = print.appeal
  return decidedWithin ? word('decidedWithin', { within: say(decidedWithin) }) : ''
}
