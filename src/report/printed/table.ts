/** Which pages come as PDF too: one line adds one. */

import { appealRegisterPage } from '../forms/appeal-register.ts'
import type { OutputFile } from '../output.ts'
import { bulletinPage } from '../pages/bulletin.ts'
import { noticePage } from '../pages/notice.ts'
import type { PageContext } from '../pages/page.ts'
import { rectificationPages } from '../pages/rectification.ts'
import { sheetPages } from '../pages/sheet.ts'
import { summaryPage } from '../pages/summary.ts'

export interface PrintedReport {
  readonly pages: (context: PageContext) => Iterable<OutputFile>
  /**
   * Of pages that belong to one person each: what follows the person's number in the page's name, and the word that
   * the PDF is called by; of what goes with a person's sheet the word that bookmarks add. Others lie beside their page, under its name.
   */
  readonly personal?: { readonly ending: string; readonly word: string; readonly attached?: string }
  /** Bound into the volume of the person's department, too. */
  readonly isBound?: true
}

export const PRINTED = [
  { pages: sheetPages, personal: { ending: '', word: 'sheetFile' }, isBound: true },
  {
    pages: rectificationPages,
    personal: { ending: '-rectification', word: 'rectificationFile', attached: 'rectification' },
    isBound: true,
  },
  { pages: summaryPage },
  { pages: bulletinPage },
  { pages: noticePage },
  { pages: appealRegisterPage },
] as const satisfies readonly PrintedReport[]
