/** A number and an English noun in, `1 error`, `2 errors` out. */

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
