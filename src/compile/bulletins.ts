/** The `bulletin` of record types as written in, whose records are problems that an inspection found, and where each part stands, out. */

import type { Complain, Condition, Language } from '../conditions/contract.ts'
import { asMap } from '../lib/map.ts'
import type { Index } from '../model/checker.ts'
import type { EventType, Field } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import { BULLETIN_PARTS, type BulletinPart, type BulletinRule } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import { apartFrom } from './complaints.ts'
import type { Definition } from './definitions.ts'
import { asText } from './read.ts'
import { tellUnknown } from './settings.ts'

/** In the order of the pack. */
export function compileBulletins(
  defined: ReadonlyMap<string, Definition>,
  eventTypes: ReadonlyMap<string, EventType>,
  language: Language,
): readonly BulletinRule[] {
  return [...defined.values()].flatMap(({ id, source, place, wrong }) => {
    const type = eventTypes.get(id)
    const { bulletin } = asMap(source)
    if (!type || bulletin === undefined) return []
    const complain = apartFrom(wrong, place, language.dictionary.complain)
    return compileBulletin(asMap(bulletin), type, place.at('bulletin'), { ...language, complain })
  })
}

type Context = Language & { readonly complain: Complain }

function compileBulletin(
  source: Readonly<Record<string, unknown>>,
  type: EventType,
  place: Place,
  context: Context,
): BulletinRule {
  const parts: Partial<Record<BulletinPart, string>> = {}
  for (const part of BULLETIN_PARTS) {
    const name = asText(source[part])
    if (name === undefined) continue
    checkPart(part, name, type, place.at(part), context.complain)
    parts[part] = name
  }
  const when = source.when === undefined ? undefined : ownCondition(source.when, type, place.at('when'), context)
  return {
    type: type.id,
    parts,
    // What is not known to be left out is told: a problem is never lost.
    isShown: (event, scope) => when?.test({ event, at: event.at, index: NOTHING_LINKED, scope }) !== false,
  }
}

/** A bulletin hangs on the wall: nothing that is not for everybody, and nobody's name. */
function checkPart(part: BulletinPart, name: string, type: EventType, place: Place, complain: Complain): void {
  const field = type.fields.get(name)
  if (!field) {
    tellUnknown('unknown-fact', name, [...type.fields.keys()], { zh: '字段', en: 'field' }, place, complain)
  } else if (field.shown !== 'always') {
    complain('wrong-value', place, {
      zh: `“${name}”的 shown 是 ${field.shown}，不能出现在通报上：请换一个字段，或去掉 shown。`,
      en: `'${name}' is shown: ${field.shown} and may not stand in a bulletin: name another field, or leave 'shown' out.`,
    })
  } else if (part === 'unit' && !['unit', 'site', 'person'].includes(field.type)) {
    complain('value-type', place, {
      zh: `unit 要部门、地点或人员字段（人员只印其部门），“${name}”是 ${field.type}。`,
      en: `unit takes a unit, site or person field (of a person the unit alone is printed); '${name}' is of type ${field.type}.`,
    })
  } else if (part !== 'unit' && isOfPeople(field)) complain('value-type', place, NO_NAMES)
}

const NO_NAMES: Message = {
  zh: '通报不写人名：人员字段只能放在 unit 下，印出其部门。',
  en: 'A bulletin names nobody: a person field may stand under unit alone, where the unit is printed.',
}

function isOfPeople({ type, item }: Field): boolean {
  return type === 'person' || item === 'person'
}

/** What other records say is not looked up for a bulletin. */
function ownCondition(source: unknown, type: EventType, place: Place, context: Context): Condition | undefined {
  const condition = context.condition(source, { event: type }, place)
  if (!condition || condition.links.length === 0) return condition
  context.complain('wrong-value', place, {
    zh: '通报的 when 只能用本记录自己的字段和推算的事实，不能查其他记录。',
    en: "The 'when' of a bulletin reads the record's own fields and facts only; it looks nothing up in other records.",
  })
  return undefined
}

function unlinked(): never {
  throw new Error('a bulletin looks nothing up')
}

const NOTHING_LINKED: Index = {
  all: unlinked,
  byId: unlinked,
  find: unlinked,
  incident: unlinked,
  missed: unlinked,
  balance: unlinked,
}
