/** Orders that are the same on every machine. */

/** By code units; locale plays no part. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
