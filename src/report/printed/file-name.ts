/** Words in, the name of a file out that every system takes: for people to read, unlike `fileNameOf`. */

/** Of a part. The whole has 255 at the most on most systems; a Chinese character takes three. */
const MOST_BYTES = 100

/** Windows hears a device in these, whatever comes behind a dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$/i

/** Joined by `_`; a part of which nothing is left is left out. */
export function readableName(parts: readonly string[], ending: string): string {
  const name = parts
    .map(cleaned)
    .filter(part => part !== '')
    .join('_')
  const [stem = ''] = name.split('.')
  return `${DEVICE.test(stem.trim()) || name === '' ? `_${name}` : name}${ending}`
}

function cleaned(part: string): string {
  const plain = part
    .toWellFormed()
    .normalize('NFC')
    // What cannot be seen can neither be typed nor told apart.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"/\\|?*]/g, '-')
    .replaceAll(/\s+/g, ' ')
  return shortened(plain).replaceAll(/^[. ]+|[. ]+$/g, '')
}

function shortened(text: string): string {
  let [bytes, kept] = [0, '']
  for (const letter of text) {
    bytes += Buffer.byteLength(letter)
    if (bytes > MOST_BYTES) return `${kept}…`
    kept += letter
  }
  return text
}

/** Gives each name once: another one that a system could take for it gets a number. */
export function makeDistinct(): (name: string) => string {
  const taken = new Set<string>()
  return name => {
    const at = name.lastIndexOf('.')
    let distinct = name
    for (let number = 2; taken.has(distinct.toLowerCase()); number++) {
      distinct = `${name.slice(0, at)} (${number})${name.slice(at)}`
    }
    taken.add(distinct.toLowerCase())
    return distinct
  }
}
