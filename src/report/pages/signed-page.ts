/** What pages that are signed share: whose they are, what came out, who signs, and which of them there are. */

import type { Appraisal, AppraisedPerson } from '../../model/appraisal.ts'
import { fileNameOf } from '../output.ts'
import { gradeTitle, type PageContext, periodText, unitTitle } from './page.ts'

/** Two to a line; the last one may stand alone. */
export function pairs(signatures: readonly string[]) {
  return signatures.flatMap((first, at) => (at % 2 === 0 ? [{ first, second: signatures[at + 1] ?? '' }] : []))
}

/** The foot of a leaf has room for so much of a name; the staff number beside it is whole. */
const FOOT_NAME = 16

/** What puts a loose leaf back where it belongs. */
export function footOf({ id, name }: AppraisedPerson): string {
  const letters = Array.from(name)
  return `${id} ${letters.length > FOOT_NAME ? `${letters.slice(0, FOOT_NAME - 1).join('')}…` : name}`
}

/** Whose it is, and what came out. */
export function identityOf(context: PageContext, person: AppraisedPerson) {
  const { say, word } = context
  const grade = gradeTitle(context, person.grade)
  return {
    id: person.id,
    name: person.name,
    post: person.postTitle ? say(person.postTitle) : (person.post ?? ''),
    unit: unitTitle(context, person.unit),
    period: periodText(context),
    score: person.scoreText ?? word('noScore'),
    grade: grade === '' ? word('noGrade') : grade,
  }
}

/** Beside the sheet; empty: none is due. */
export function rectificationFile({ words }: Appraisal, { id, grade, outcomes }: AppraisedPerson): string {
  const lowest = words.grades.at(-1)
  const isLowest = words.grades.length > 1 && lowest !== undefined && grade === lowest.id
  // Where somebody is not to be re-engaged nothing is left to rectify (S1-44 in place of S1-43).
  const isLeaving = outcomes.some(({ type }) => type === 'not-renewed')
  return isLowest && !isLeaving ? `${fileNameOf(id)}-rectification.html` : ''
}
