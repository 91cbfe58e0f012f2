/** The people of an office in, what stands for each of them, and finds them in texts, out. */

import { createHash } from 'node:crypto'
import type { Language, Message } from '../model/message.ts'
import type { Treat, Treatment } from './plan.ts'

export interface Known {
  /** Staff numbers. */
  readonly ids: ReadonlySet<string>
  /** Names with the numbers of those who bear them. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>
  /** Whoever signed or decided and is nobody of these. */
  readonly signatories: ReadonlySet<string>
  /** Ids of records and places: a staff number among them may be either. */
  readonly things: ReadonlySet<string>
}

/**
 * Numbers are given in an order of chance, which the whole of the results settles: whoever has not got them cannot work out
 * which is whose from a roster.
 */
export function makeTreatment(
  known: Known,
  results: string,
  language: Language,
): { treat: Treat; idOf: (id: string) => string } {
  const key = createHash('sha256').update(results).digest('hex')
  const prefix = unusedPrefix('P', known)
  const ids = numbered([...known.ids], prefix, key, known.ids)
  const signs = numbered([...known.signatories], unusedPrefix('S', known), key, known.ids)
  // In the id of a record a number has another place in another order: rows stand beside these ids, and where records are
  // numbered as people are they would tell whose number it is.
  const inRecords = numbered([...known.ids], unusedPrefix('N', known), `${key} records`, known.ids)
  const inTexts = new Map([...ids].map(([id, to]) => [id, known.things.has(id) ? (inRecords.get(id) ?? to) : to]))
  const idOf = (id: string): string => ids.get(id) ?? id
  const find = makeFinder(needlesOf(known, ids, signs, inTexts))
  const findInRecords = makeFinder(needlesOf(known, ids, signs, inRecords))
  const inRecord = (text: string, said: Language): string =>
    inParts(text, inRecords, one => findInRecords(one, 'id', said))
  const inCase = (text: string, said: Language): string => {
    const [slot = '', owner, ...others] = text.split('@')
    if (owner === undefined || others.length > 0) return inRecord(text, said)
    const [who = '', ...members] = owner.split('/')
    const rest = members.map(one => `/${inRecord(one, said)}`).join('')
    return `${inRecord(slot, said)}@${inTexts.get(who) ?? inRecord(who, said)}${rest}`
  }

  const replaced = (text: string, treatment: Treatment, said: Language): string | null => {
    switch (treatment) {
      case 'keep':
        return text
      case 'removed':
        return null
      case 'person':
        return idOf(text)
      case 'name':
        return calledIn(known, ids, text, said)
      case 'owner':
        return inTexts.get(text) ?? find(text, 'words', said)
      case 'signatory':
        return ids.get(text) ?? (known.names.has(text) ? calledIn(known, ids, text, said) : signedIn(signs, text, said))
      case 'finding':
        return findingParts(text, part => inCase(part, said), idOf)
      case 'case':
        return inCase(text, said)
      case 'record':
        return inRecord(text, said)
      case 'label':
        return find(text, 'label', said)
      case 'words':
        return find(text, 'words', said)
      case 'text':
        return known.names.has(text.trim()) ? calledIn(known, ids, text.trim(), said) : find(text, 'text', said)
    }
  }
  return { treat: (text, treatment, said) => replaced(text, treatment, said ?? language), idOf }
}

const FEWEST_DIGITS = 3

/** As many digits as no staff number has: none is to be taken for another one. */
function widthFor(count: number, taken: ReadonlySet<string>): number {
  const widths = new Set([...taken].map(one => (/\d+$/.exec(one)?.[0] ?? '').length))
  let width = Math.max(FEWEST_DIGITS, String(count).length)
  while (widths.has(width)) width++
  return width
}

function numbered(
  all: readonly string[],
  prefix: string,
  key: string,
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const width = widthFor(all.length, taken)
  const places = all.map(one => ({ one, place: createHash('sha256').update(`${key}\n${one}`).digest('hex') }))
  return new Map(
    places
      .toSorted((one, other) => (one.place < other.place ? -1 : 1))
      .map(({ one }, at) => [one, `${prefix}-${String(at + 1).padStart(width, '0')}`]),
  )
}

/** Nobody's own number is to be taken for what stands for somebody else's. */
function unusedPrefix(letter: string, { ids, names, signatories }: Known): string {
  const all = [...ids, ...names.keys(), ...signatories].join('\n').toUpperCase()
  let prefix = letter
  while (all.includes(`${prefix}-`)) prefix += letter
  return prefix
}

/** What is printed in place of the name of whoever this stands for. */
export function wordsFor(id: string): Message {
  return { zh: `员工 ${id}`, en: `Employee ${id}` }
}

const ONE_OF_SEVERAL: Message = { zh: '某员工', en: 'an employee' }

/** Two of one name cannot be told apart by it. */
function calledIn({ names }: Known, ids: ReadonlyMap<string, string>, name: string, language: Language): string {
  const [id, ...others] = names.get(name) ?? []
  if (id === undefined) return ids.has(name) ? wordsFor(ids.get(name) ?? '')[language] : ONE_OF_SEVERAL[language]
  return others.length > 0 ? ONE_OF_SEVERAL[language] : wordsFor(ids.get(id) ?? '')[language]
}

function signedIn(signs: ReadonlyMap<string, string>, text: string, language: Language): string {
  const id = signs.get(text) ?? ''
  return language === 'zh' ? `署名 ${id}` : `Signatory ${id}`
}

/** `standard/case/person`, each percent-encoded. */
function findingParts(id: string, caseOf: (text: string) => string, idOf: (id: string) => string): string {
  const parts = id.split('/')
  const [standard = '', of, person] = parts
  if (of === undefined || person === undefined || parts.length !== 3) return caseOf(id)
  const who = person === '-' ? '-' : encodeURIComponent(idOf(decoded(person)))
  return [standard, encodeURIComponent(caseOf(decoded(of))), who].join('/')
}

/** What is no encoding of ours stays. */
function decoded(part: string): string {
  return /%(?![\dA-F]{2})/i.test(part) ? part : decodeURIComponent(part)
}

/** The days, months, half-years of slots. */
const TIME = /^(19|20)\d{2}(-(H[12]|Q[1-4]|W\d{2}|\d{2}(-\d{2})?))?$/

/** `defect:D1`, `V12/E7`: a part that is a staff number is one, however short. */
function inParts(text: string, ids: ReadonlyMap<string, string>, otherwise: (text: string) => string): string {
  return text
    .split(/([@/:#|\s]+)/)
    .map((part, at) => (at % 2 === 1 || TIME.test(part) ? part : (ids.get(part) ?? otherwise(part))))
    .join('')
}

// --- names and numbers within texts ----------------------------------------------------------------------------------

interface Needle {
  readonly text: string
  /** A figure might be any other figure too: it is looked for only where figures are rare. */
  readonly kind: 'name' | 'short-name' | 'number' | 'short-number' | 'figure'
  readonly to: Message
}

type Where = 'label' | 'words' | 'text' | 'id'

/** Which are looked for: in words of the rules only those that are long enough to be hardly chance. */
const LOOKED_FOR: Readonly<Record<Where, readonly Needle['kind'][]>> = {
  label: ['name', 'number'],
  words: ['name', 'short-name', 'number', 'short-number'],
  text: ['name', 'short-name', 'number', 'short-number', 'figure'],
  id: ['name', 'short-name', 'number', 'short-number', 'figure'],
}

/** A name of one letter is part of any text. */
const SHORTEST_NAME = 2
const SURE = 3
const SHORTEST_FIGURE = 3

function needlesOf(
  known: Known,
  ids: ReadonlyMap<string, string>,
  signs: ReadonlyMap<string, string>,
  numbersAs: ReadonlyMap<string, string>,
): readonly Needle[] {
  const kindOf = (name: string) => (name.length >= SURE ? ('name' as const) : ('short-name' as const))
  const names = [...known.names.keys()]
    .filter(name => name.length >= SHORTEST_NAME)
    .map(text => ({
      text,
      kind: kindOf(text),
      to: { zh: calledIn(known, ids, text, 'zh'), en: calledIn(known, ids, text, 'en') },
    }))
  const signed = [...signs.keys()]
    .filter(name => name.length >= SHORTEST_NAME)
    .map(text => ({
      text,
      kind: 'short-name' as const,
      to: { zh: signedIn(signs, text, 'zh'), en: signedIn(signs, text, 'en') },
    }))
  const numbers = [...numbersAs].flatMap(([text, id]): readonly Needle[] => {
    const isFigure = /^(0|[1-9]\d*)$/.test(text)
    if (text.length < (isFigure ? SHORTEST_FIGURE : SHORTEST_NAME)) return []
    return [
      { text, kind: isFigure ? 'figure' : text.length >= SURE ? 'number' : 'short-number', to: { zh: id, en: id } },
    ]
  })
  return [...names, ...signed, ...numbers]
}

/** By their first letter, the longest first: a name may be part of another. */
function makeFinder(needles: readonly Needle[]): (text: string, where: Where, language: Language) => string {
  const byFirst = Map.groupBy(
    needles.toSorted((one, other) => other.text.length - one.text.length),
    ({ text }) => text.charAt(0).toLowerCase(),
  )
  return (text, where, language) => {
    let out = ''
    let at = 0
    while (at < text.length) {
      const found = byFirst
        .get(text.charAt(at).toLowerCase())
        ?.find(needle => LOOKED_FOR[where].includes(needle.kind) && isAt(needle, text, at, where))
      out += found ? found.to[language] : text.charAt(at)
      at += found ? found.text.length : 1
    }
    return out
  }
}

/** Shorter ones are common words when written in other letters. */
const ANY_CASE_FROM = 3

function isAt({ text: needle, kind }: Needle, text: string, at: number, where: Where): boolean {
  const end = at + needle.length
  const there = text.slice(at, end)
  const isSame = there === needle || (needle.length >= ANY_CASE_FROM && there.toLowerCase() === needle.toLowerCase())
  if (!isSame) return false
  const isCut = (inner: string, outer: string) => isOfWord(inner) && isOfWord(outer)
  if (isCut(there.charAt(0), text.charAt(at - 1)) || isCut(there.charAt(there.length - 1), text.charAt(end)))
    return false
  if (kind === 'name' || kind === 'short-name' || /\D/.test(needle)) return true
  // Part of a date, a time or a decimal fraction.
  const marks = where === 'id' || kind !== 'figure' ? '.,:' : '.,:-/'
  const isJoined = (mark: string, digit: string) => mark !== '' && marks.includes(mark) && /\d/.test(digit)
  return !isJoined(text.charAt(at - 1), text.charAt(at - 2)) && !isJoined(text.charAt(end), text.charAt(end + 1))
}

/** Words of scripts that put no spaces between them begin anywhere. */
function isOfWord(letter: string): boolean {
  return (
    /[\p{L}\p{N}]/u.test(letter) &&
    !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(letter)
  )
}
