/** `fairness: { notify-within }` as written in, within what time a miss must be told out. */

import type { Dictionary } from '../conditions/contract.ts'
import { compileDuration } from '../conditions/setting.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { NotifyRule } from '../model/notice.ts'
import type { Definition } from './definitions.ts'
import { type Selectable, selectStandards } from './selection.ts'
import { tellUnknown } from './settings.ts'

/** Undefined: nothing is demanded, or it has been complained about. */
export function compileNotifyWithin(
  definition: Definition | undefined,
  dictionary: Pick<Dictionary, 'complain' | 'parameters' | 'calendars' | 'defaultCalendar'>,
  selectable: Selectable,
): NotifyRule | undefined {
  const written = definition && !definition.isBroken ? asMap(definition.source)['notify-within'] : undefined
  if (!definition || written === undefined) return undefined
  const place = definition.place.at('notify-within')
  const { complain } = dictionary
  const parts = isMap(written) && 'within' in written ? written : undefined
  const at = parts ? place.at('within') : place
  const within = compileDuration(parts ? parts.within : written, at, dictionary)
  if (!within) return undefined
  const standards =
    parts?.standards === undefined
      ? undefined
      : selectStandards(parts.standards, place.at('standards'), selectable, complain)
  const counts = [within.dated, ...Object.values(within.bySite ?? {})].flat()
  if (counts.some(({ value }) => value?.working) && !dictionary.calendars.has(dictionary.defaultCalendar)) {
    const known = [...dictionary.calendars]
    tellUnknown('unknown-calendar', dictionary.defaultCalendar, known, { zh: '日历', en: 'calendar' }, at, complain)
    return undefined
  }
  return { within, ...(standards ? { standards: new Set(standards) } : {}), span: place.span() }
}
