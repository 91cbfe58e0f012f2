/** Diagnostics in, the same in the order of file, line and column out. */

import type { Diagnostic } from '../model/diagnostic.ts'
import { compareText } from './order.ts'

export function inOrder(diagnostics: Iterable<Diagnostic>): readonly Diagnostic[] {
  return [...diagnostics].toSorted(
    ({ span: one }, { span: other }) =>
      compareText(one.file, other.file) || one.line - other.line || one.column - other.column,
  )
}
