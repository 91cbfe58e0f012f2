/** The parts that a rule file may hold: maps of definitions by id, and single blocks. */

export const SECTIONS = [
  'sources',
  'parameters',
  'calendars',
  'holidays',
  'seasons',
  'posts',
  'events',
  'standards',
  'scorecards',
  'outcomes',
  'cascades',
] as const

export type Section = (typeof SECTIONS)[number]

export const BLOCKS = ['pack', 'fairness', 'grades', 'print', 'round'] as const

export type Block = (typeof BLOCKS)[number]

/** Built-in record types: a pack adds columns to them, and records of `outcome` come from earlier appraisals. */
export const ROSTER_TYPES = ['person', 'site', 'unit'] as const

export type RosterType = (typeof ROSTER_TYPES)[number]

export function isRosterType(id: string): id is RosterType {
  return ROSTER_TYPES.some(type => type === id)
}

/** What is checked against one shape; standards have one for each kind. */
export type ShapeName = Section | Block | 'subject' | 'rosterEvent' | 'profile' | 'testFile' | `standard_${string}`

/** The shape of standards of a kind. */
export function standardShape(kind: string): ShapeName {
  return `standard_${kind.replaceAll('-', '_')}`
}
