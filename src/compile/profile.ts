/** The profiles of a pack in; what each switches on, and what the one asked for does, out. Every profile is checked. */

import type { Complain } from '../conditions/contract.ts'
import { asMap, isMap } from '../lib/map.ts'
import { makePlace } from '../lib/place.ts'
import type { Scorecard } from '../model/rulebook.ts'
import type { RuleFile } from '../model/source.ts'
import { asList } from './read.ts'
import { type Selectable, selectStandards } from './selection.ts'
import { tellUnknown } from './settings.ts'
import { checkShape } from './shape.ts'

interface Profile {
  readonly standards: ReadonlySet<string>
  /** Scorecards that stand in for the ordinary ones of the same posts. */
  readonly scorecards: ReadonlySet<string>
}

export interface Profiles {
  /** Scorecard → the profiles that name it; a scorecard that is not here is an ordinary one. */
  readonly ofScorecard: ReadonlyMap<string, readonly string[]>
  /** Absent: all standards, and the ordinary scorecards. */
  readonly chosen?: Profile
}

export function compileProfiles(
  wanted: string | undefined,
  files: readonly RuleFile[],
  standards: Selectable,
  scorecards: readonly string[],
  complain: Complain,
): Profiles {
  const profiles = new Map<string, Profile>()
  for (const file of files) {
    if (file.profile === undefined || file.broken) continue
    profiles.set(file.profile, compileProfile(file, standards, scorecards, complain))
  }
  const ofScorecard = new Map(
    scorecards.flatMap(id => {
      const names = [...profiles].filter(([, one]) => one.scorecards.has(id)).map(([name]) => name)
      return names.length > 0 ? [[id, names] as const] : []
    }),
  )
  if (wanted === undefined || files.length === 0) return { ofScorecard }
  const chosen = profiles.get(wanted)
  if (!chosen && !files.some(file => file.profile === wanted)) {
    const place = makePlace({ locate: () => ({ file: `profiles/${wanted}.yaml`, line: 1, column: 1 }) })
    tellUnknown('unknown-profile', wanted, [...profiles.keys()], { zh: '方案', en: 'profile' }, place, complain)
  }
  return { ofScorecard, ...(chosen ? { chosen } : {}) }
}

const NOTHING: Profile = { standards: new Set(), scorecards: new Set() }

function compileProfile(
  file: RuleFile,
  standards: Selectable,
  scorecards: readonly string[],
  complain: Complain,
): Profile {
  const place = makePlace(file)
  const { profile, ...others } = asMap(file.value)
  for (const key of Object.keys(others)) {
    const message = {
      zh: `方案文件里只有 profile: { title, standards, scorecards }，没有“${key}”。`,
      en: `A file of a profile holds profile: { title, standards, scorecards } only, no '${key}'.`,
    }
    complain('unknown-key', place.at(key), message, { part: 'key' })
  }
  if (!isMap(profile)) {
    complain('missing-key', place, {
      zh: '方案文件缺少必需的键：profile: { title, standards }。',
      en: 'Required here but missing: profile: { title, standards }.',
    })
    return NOTHING
  }
  const own = place.at('profile')
  if (checkShape('profile', profile, own, complain).length > 0) return NOTHING
  const cards = asList(profile.scorecards).map(String)
  cards.forEach((card, at) => {
    if (scorecards.includes(card)) return
    tellUnknown(
      'unknown-standard',
      card,
      scorecards,
      { zh: '考评表', en: 'scorecard' },
      own.at('scorecards', at),
      complain,
    )
  })
  return {
    standards: new Set(selectStandards(profile.standards, own.at('standards'), standards, complain)),
    scorecards: new Set(cards),
  }
}

/** The scorecards in force: those of the profile, and for all other posts the ordinary ones. */
export function scorecardsInForce(all: readonly Scorecard[], { ofScorecard, chosen }: Profiles): readonly Scorecard[] {
  const own = all.filter(({ id }) => chosen?.scorecards.has(id))
  const taken = new Set(own.flatMap(({ posts }) => posts))
  const ordinary = all.filter(({ id }) => !ofScorecard.has(id))
  const left = ordinary.map(card => ({ ...card, posts: card.posts.filter(post => !taken.has(post)) }))
  return [...own, ...left.filter(({ posts }) => posts.length > 0)].map(card => withinProfile(card, chosen))
}

/**
 * Items whose standards are switched off stay, with nothing to score; a section of which nothing is left shares its marks
 * out over the others.
 */
function withinProfile(card: Scorecard, chosen: Profile | undefined): Scorecard {
  if (!chosen) return card
  const only = <T extends { readonly standards: readonly string[] }>(one: T): T => ({
    ...one,
    standards: one.standards.filter(id => chosen.standards.has(id)),
  })
  return {
    ...card,
    sections: card.sections.map(section => {
      const items = section.items.map(only)
      const isOff = items.every(item => item.standards.length === 0)
      return { ...section, items, ...(isOff ? { empty: 'redistribute' as const } : {}) }
    }),
    veto: card.veto.map(only).filter(veto => veto.standards.length > 0),
    gates: card.gates.map(only).filter(gate => gate.standards.length > 0),
  }
}
