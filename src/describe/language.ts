/** What every part of a description is written with: names resolved without complaining, and a place to resolve them at. */

import type { Language, Names } from '../conditions/contract.ts'
import { makeReader, type Reader } from '../kinds/reader.ts'
import { plain, quoted } from '../kinds/words.ts'
import type { EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'

/** The rule has been compiled: whatever is read here again is right. */
export interface Describing {
  readonly reader: Reader
  readonly place: Place
}

export function makeDescribing(language: Language, place: Place): Describing {
  return { reader: makeReader(language), place }
}

/** `“报修时间”`, `'Reported at'`; the name itself where nothing bears it. */
export function factTitle(name: unknown, names: Names, { reader, place }: Describing): Message {
  return quoted(reader.fact(String(name), names, place)?.title ?? plain(String(name)))
}

export function eventTypeOf(name: unknown, { reader }: Describing): EventType | undefined {
  const { eventTypes } = reader.dictionary
  return [...eventTypes.values()].find(one => one.id === name || one.title.zh === name || one.title.en === name)
}

export function eventTitle(name: unknown, describing: Describing): Message {
  return quoted(eventTypeOf(name, describing)?.title ?? plain(String(name)))
}
