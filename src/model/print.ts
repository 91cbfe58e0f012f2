/** What printed forms bear beside the appraisal itself. */

import type { Span } from './diagnostic.ts'
import type { Message } from './message.ts'

/** Of the pack's block `print`, filled up with what is usual. */
export interface PrintSettings {
  /** Whose forms these are; absent: the appraisal's title, else the pack's. */
  readonly company?: Message
  /** A picture in the folder of the pack. */
  readonly logo?: { readonly file: string; readonly span: Span }
  /** `{period}`, `{year}` and `{person}` are filled in. */
  readonly documentNumber?: Message
  /** Who signs a sheet, in order. */
  readonly signatures: readonly Message[]
  /** `decidedWithin`: of the day of filing; absent: no time is set. */
  readonly appeal: { readonly to: Message; readonly within: Message; readonly decidedWithin?: Message }
  readonly notice: { readonly shows: 'names' | 'names-and-grades'; readonly to: Message; readonly within: Message }
}
