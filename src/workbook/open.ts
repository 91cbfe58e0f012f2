/** The bytes of a workbook in, its reader out; what is no workbook is told by what it really is. */

import type { Message } from '../model/message.ts'
import type { WorkbookReader } from './cell.ts'
import { contentOf, NO_WORKBOOK } from './content.ts'
import type { Limits } from './zip.ts'

/** Nothing is thrown, and nothing goes by the name of the file. */
export async function openWorkbook(
  bytes: Uint8Array,
  limits?: Limits,
): Promise<WorkbookReader | { readonly problem: Message }> {
  const content = contentOf(bytes)
  if (content === 'zip') {
    const { openXlsx } = await import('./read.ts')
    return await openXlsx(bytes, limits)
  }
  if (content !== 'compound') return { problem: NO_WORKBOOK[content] }
  const { openXls } = await import('./xls/open.ts')
  return openXls(bytes)
}
