/** A finding's id and somebody else in, the id of the same case for them out. */

/** standard/case/person, with another person. */
export function reassignedId(finding: string, person: string): string {
  const last = person === '-' ? '%2D' : encodeURIComponent(person.toWellFormed())
  return `${finding.slice(0, finding.lastIndexOf('/'))}/${last}`
}
