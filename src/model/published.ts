/** What the numbers of a rule pack were when it was last published: `published.json` beside its rules. */

export const PUBLISHED_FILE = 'published.json'

/** A value as written; null: nothing holds. */
export type PublishedValue = string | number | null

export interface PublishedNumbers {
  /** The id and version of the pack. */
  readonly pack: string
  readonly version: string
  /** A civil date: records of this day and before were, or will be, judged by these values. */
  readonly on: string
  /** Number → its values from the earliest on; without a day: at all times. */
  readonly numbers: ReadonlyMap<string, readonly (readonly [from: string | null, value: PublishedValue])[]>
}
