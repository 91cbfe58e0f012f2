/** The block `pack` as written in, the pack's particulars and its time zone out. */

import { parseDay } from '../calendar/day.ts'
import { makeZone } from '../calendar/zone.ts'
import type { Complain } from '../conditions/contract.ts'
import { asMap } from '../lib/map.ts'
import { makePlace } from '../lib/place.ts'
import type { Zone } from '../model/calendar.ts'
import type { PackInfo, Regulation } from '../model/rulebook.ts'
import type { Place, RuleFile } from '../model/source.ts'
import { readZone } from './calendars.ts'
import type { Definition, Definitions } from './definitions.ts'
import { asText, readText, type Source } from './read.ts'
import { tellUnknown } from './settings.ts'

export interface CompiledPack {
  readonly info: PackInfo
  readonly zone: Zone
  /** The calendar used where none is named; empty where there is none. */
  readonly calendar: string
}

/** Yuan, where a pack says nothing: amounts print it, nothing is converted. */
const USUAL_CURRENCY = 'CNY'
const ANY_ZONE = 'UTC'

export function compilePack(
  definitions: Definitions,
  files: readonly RuleFile[],
  sha256: string,
  complain: Complain,
): CompiledPack {
  const definition = definitions.block('pack')
  if (!definition) tellMissing(files, complain)
  const source = asMap(definition?.source)
  const written = source['time-zone']
  // With an error there is no rulebook; the other zone only lets the rest be read.
  const zone =
    definition && written !== undefined ? readZone(written, definition.place.at('time-zone'), complain) : undefined
  const id = asText(source.id) ?? ''
  const calendar = defaultCalendar(definition, definitions, complain)
  return {
    info: {
      id,
      version: asText(source.version) ?? '',
      title: readText(source.title, id),
      timeZone: asText(written) ?? '',
      currency: asText(source.currency) ?? USUAL_CURRENCY,
      ...(calendar === '' ? {} : { calendar }),
      ...(definition && source.regulation !== undefined
        ? { regulation: compileRegulation(asMap(source.regulation), definition.place.at('regulation'), complain) }
        : {}),
      sha256,
    },
    zone: zone ?? anyZone(),
    calendar,
  }
}

function compileRegulation(source: Source, place: Place, complain: Complain): Regulation {
  const dateAt = (key: 'announced' | 'effective'): string | undefined => {
    const text = asText(source[key])
    if (text === undefined || parseDay(text) !== undefined) return text
    complain('wrong-date', place.at(key), {
      zh: `“${text}”不是存在的日期，应写成 2025-09-01`,
      en: `'${text}' is no date that exists; write 2025-09-01`,
    })
    return undefined
  }
  const [announced, effective] = [dateAt('announced'), dateAt('effective')]
  if (announced !== undefined && effective !== undefined && effective < announced) {
    complain(
      'range-reversed',
      place.at('effective'),
      { zh: '生效日早于公示日', en: 'It comes into force before it is announced' },
      { severity: 'warning' },
    )
  }
  const number = asText(source.number)
  return {
    ...(source.title === undefined ? {} : { title: readText(source.title, '') }),
    ...(number === undefined ? {} : { number }),
    ...(announced === undefined ? {} : { announced }),
    ...(effective === undefined ? {} : { effective }),
  }
}

function anyZone(): Zone {
  const zone = makeZone(ANY_ZONE)
  if (!zone) throw new Error(`there is no zone ${ANY_ZONE}`)
  return zone
}

/** The one named; without a name the only one there is. */
function defaultCalendar(definition: Definition | undefined, definitions: Definitions, complain: Complain): string {
  const known = [...definitions.of('calendars').keys()]
  const named = asText(asMap(definition?.source).calendar)
  if (definition && named !== undefined && !known.includes(named)) {
    tellUnknown(
      'unknown-calendar',
      named,
      known,
      { zh: '日历', en: 'calendar' },
      definition.place.at('calendar'),
      complain,
    )
  }
  const [only] = known
  return named ?? (known.length === 1 ? (only ?? '') : '')
}

function tellMissing(files: readonly RuleFile[], complain: Complain): void {
  const rules = files.filter(file => !file.isTest && file.profile === undefined)
  const [first] = rules
  if (!first || rules.some(file => file.broken)) return
  complain('missing-key', makePlace(first), {
    zh: '规则包缺少 pack 部分，如 pack: { id: my-rules, version: "1.0", title: 我的规则, time-zone: Asia/Shanghai }。',
    en: 'The pack lacks its block pack, such as pack: { id: my-rules, version: "1.0", title: My rules, time-zone: Asia/Shanghai }.',
  })
}
