/** What the parts of `appraisal.yaml` are read with: mistakes gathered where they stand, and the shapes of its values. */

import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import type { PathPart, RuleFile } from '../model/source.ts'
import { didYouMean, type ProblemExtras, problem } from './problem.ts'

export type Source = Readonly<Record<string, unknown>>

export interface Reader {
  readonly diagnostics: Diagnostic[]
  readonly locate: RuleFile['locate']
  complain(
    code: Parameters<typeof problem>[0],
    path: readonly PathPart[],
    message: Message,
    more?: ProblemExtras,
  ): undefined
}

export function makeReader(file: Pick<RuleFile, 'locate'>): Reader {
  const diagnostics: Diagnostic[] = []
  return {
    diagnostics,
    locate: (path, part) => file.locate(path, part),
    complain(code, path, message, more) {
      diagnostics.push(problem(code, file.locate(path, code === 'unknown-key' ? 'key' : 'value'), message, more))
      return undefined
    },
  }
}

export function checkKeys(source: Source, known: readonly string[], path: readonly PathPart[], reader: Reader): void {
  const unknown = Object.keys(source).filter(key => !known.includes(key))
  for (const [at, key] of unknown.entries()) {
    // What there is instead is listed once.
    const words = {
      zh: `这里没有“${key}”${at === 0 ? `，可用：${known.join('、')}` : ''}`,
      en: `There is no '${key}' here${at === 0 ? `; there are ${known.join(', ')}` : ''}`,
    }
    reader.complain('unknown-key', [...path, key], words, didYouMean(nearest(key, known)))
  }
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

export function isMapOf<T>(
  value: unknown,
  isMember: (member: unknown) => member is T,
): value is Readonly<Record<string, T>> {
  return isMap(value) && Object.values(value).every(isMember)
}
