/** Many short texts in, the same in fewer pieces of a megabyte each out: hashing and writing cost by the piece. */

const PIECE_LETTERS = 1024 * 1024

/** Each with its end, all copied once. */
export function* gathered(texts: Iterable<string>, end = ''): Generator<string> {
  let piece: string[] = []
  let letters = 0
  for (const text of texts) {
    piece.push(text)
    letters += text.length
    if (letters < PIECE_LETTERS) continue
    yield [...piece, ''].join(end)
    piece = []
    letters = 0
  }
  if (piece.length > 0) yield [...piece, ''].join(end)
}
