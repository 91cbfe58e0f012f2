/** Who wrote, decided or signed, as written, and a person in; whether it is that person, and whom an approval is of, out. */

import type { AppraisedRound } from '../model/round.ts'

/** By staff number, or under any name that the roster has for them. */
export function isThemselves(written: string, person: string, names: readonly string[]): boolean {
  const plain = plainly(written)
  return plain === person || names.some(name => plainly(name) === plain)
}

function plainly(text: string): string {
  return text.normalize('NFKC').trim()
}

/** Everybody's, or those named; nobody's own. */
export function approves(
  { by, for: only }: AppraisedRound['approved'][number],
  { id, name }: { readonly id: string; readonly name: string },
): boolean {
  return (only === null || only.includes(id)) && !isThemselves(by, id, [name])
}
