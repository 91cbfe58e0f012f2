/** Numbers and yes or no as people write them in, as rules write them out; what could mean two things is not guessed. */

const DIGITS = '〇一二三四五六七八九'

/** `四` 4, `十二` 12, `二十五` 25, `一百` 100, `两` 2; undefined for anything else. */
export function chineseNumber(text: string): number | undefined {
  if (text === '两') return 2
  const match = /^(?:([一二三四五六七八九两])百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text)
  if (!match || text === '') return undefined
  const digit = (one: string | undefined) => (one === '两' ? 2 : one === undefined ? 0 : DIGITS.indexOf(one))
  const [, hundreds, tens, ten, ones] = match
  return digit(hundreds) * 100 + (ten ? (tens === undefined ? 1 : digit(tens)) * 10 : 0) + digit(ones)
}

/** Chinese numbers within a text as figures: `三十分钟` 30分钟. */
export function withFigures(text: string): string {
  return text.replaceAll(/[一二三四五六七八九十百零两]+/g, one => String(chineseNumber(one) ?? one))
}

const BEFORE =
  /^(?:不超过|不多于|不得超过|不少于|不低于|不得少于|不小于|不大于|至少|至多|最多|最少|大于等于|小于等于|超过|每月|每周|每天|每季度|每半年|每年|[<>≤≥=＜＞]+)\s*/
const AFTER = /\s*(?:以内|之内|以上|以下|之前|左右|内)$/

/** `不超过30分钟`, `30分钟内`: without the words that the key says already. */
export function withoutLimitWords(text: string): string {
  return withFigures(text.normalize('NFKC').trim()).replace(BEFORE, '').replace(AFTER, '').trim()
}

/** `4次` 4, `四` 4, `不少于4次` 4, `100元` 100, `1,000` 1000, `1OO` 100. */
export function numberMeant(text: string): string | undefined {
  const plain = withoutLimitWords(text)
    .replace(/\s*(?:次|件|人|元|分|天|个|名|条|项|米|%)$/, '')
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .replaceAll(/(?<=\d)[Oo]|[Oo](?=\d)/g, '0')
    .replaceAll(/(?<=\d)[Oo]/g, '0')
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? String(Number(plain)) : undefined
}

const YES = new Set(['是', '有', '对', '真', '√', 'y', 'yes', 'on', 'true'])
const NO = new Set(['否', '无', '错', '假', '不', '×', 'n', 'no', 'off', 'false'])

export function yesNoMeant(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  return YES.has(plain) ? 'true' : NO.has(plain) ? 'false' : undefined
}
