/** A rule file and a path in it in, a place that can name itself out. */

import type { PathPart, Place, RuleFile } from '../model/source.ts'

/** Cheap to make: the position is looked up only when a diagnostic asks for it. */
export function makePlace(file: Pick<RuleFile, 'locate'>, path: readonly PathPart[] = []): Place {
  return {
    path,
    span: part => file.locate(path, part),
    at: (...parts) => makePlace(file, [...path, ...parts]),
  }
}
