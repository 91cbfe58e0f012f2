/** A field in, whether its value stays out of the words that tell of a verdict out. */

import type { Field } from '../model/event.ts'

export function isPrivate({ shown, isOfRaters }: Field): boolean {
  return shown !== 'always' || isOfRaters === true
}
