/** A name that is set into a sentence in, the same name out, so that marks in it turn the direction of nothing around it. */

const TURNS_DIRECTION =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/** Other names stay as they are: nobody who copies or searches them wants signs that cannot be seen. */
export function isolated(name: string): string {
  return TURNS_DIRECTION.test(name) ? `${FIRST_STRONG_ISOLATE}${name}${POP_ISOLATE}` : name
}
