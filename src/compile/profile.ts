/** The name of a profile in, the standards that it switches on out; every profile of the pack is checked. */

import type { Complain } from '../conditions/contract.ts'
import { makePlace } from '../lib/place.ts'
import type { RuleFile } from '../model/source.ts'
import { asMap, isMap } from './read.ts'
import { type Selectable, selectStandards } from './selection.ts'
import { tellUnknown } from './settings.ts'
import { checkShape } from './shape.ts'

/** Undefined: all standards. */
export function compileProfile(
  wanted: string | undefined,
  files: readonly RuleFile[],
  standards: Selectable,
  complain: Complain,
): ReadonlySet<string> | undefined {
  const chosen = new Map<string, ReadonlySet<string>>()
  for (const file of files) {
    if (file.profile === undefined || file.broken) continue
    chosen.set(file.profile, standardsOf(file, standards, complain))
  }
  const [any] = files
  if (wanted === undefined || !any) return undefined
  const own = chosen.get(wanted)
  if (!own && !files.some(file => file.profile === wanted)) {
    const place = makePlace({ locate: () => ({ file: `profiles/${wanted}.yaml`, line: 1, column: 1 }) })
    tellUnknown('unknown-profile', wanted, [...chosen.keys()], { zh: '方案', en: 'profile' }, place, complain)
  }
  return own
}

function standardsOf(file: RuleFile, standards: Selectable, complain: Complain): ReadonlySet<string> {
  const place = makePlace(file)
  const { profile, ...others } = asMap(file.value)
  for (const key of Object.keys(others)) {
    const message = {
      zh: `方案文件里只有 profile: { title, standards }，没有“${key}”。`,
      en: `A file of a profile holds profile: { title, standards } only, no '${key}'.`,
    }
    complain('unknown-key', place.at(key), message, { part: 'key' })
  }
  if (!isMap(profile)) {
    complain('missing-key', place, {
      zh: '方案文件缺少必需的键：profile: { title, standards }。',
      en: 'Required here but missing: profile: { title, standards }.',
    })
    return new Set()
  }
  if (checkShape('profile', profile, place.at('profile'), complain).length > 0) return new Set()
  return new Set(selectStandards(profile.standards, place.at('profile', 'standards'), standards, complain))
}
