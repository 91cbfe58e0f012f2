/** A standard as written in, the whole of it in plain words out: cases, what is required, exemptions, who answers. */

import type { Language, Names } from '../conditions/contract.ts'
import { isKind } from '../kinds/index.ts'
import type { Source } from '../kinds/reader.ts'
import { textOf } from '../kinds/text.ts'
import { asMap } from '../lib/map.ts'
import type { RuleLine } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import { chargedPosts, chargeWords } from './charge.ts'
import { conditionIn } from './conditions.ts'
import { type Describing, eventTypeOf, makeDescribing } from './language.ts'
import { REQUIREMENTS } from './requirements.ts'
import { ownerNames, recordsWords } from './slots.ts'

/** The rule has been compiled without complaint. The same rule gives the same words. */
export function describeStandard(source: Source, place: Place, language: Language): readonly RuleLine[] {
  const describing = makeDescribing(language, place)
  const names = namesOf(source, describing)
  const own = isKind(source.kind) ? REQUIREMENTS[source.kind](source, describing) : []
  return [
    ...own,
    ...exemptionLines(source, names, describing),
    { part: 'charge', text: chargeWords(source.charge, names, describing), ...postsOf(source, describing) },
    ...missingLines(source),
    ...forceLines(source),
  ]
}

function postsOf({ charge }: Source, describing: Describing): Pick<RuleLine, 'posts'> {
  const posts = chargedPosts(charge, describing)
  return posts.length === 0 ? {} : { posts }
}

function namesOf(source: Source, describing: Describing): Names {
  if (source.for !== undefined) return ownerNames(source, describing)
  const type = eventTypeOf(source.event, describing)
  return type ? { event: type } : {}
}

function exemptionLines({ except }: Source, names: Names, describing: Describing): readonly RuleLine[] {
  return Object.values(asMap(except)).map((written): RuleLine => {
    const entry = asMap(written)
    const title = textOf(entry.title)
    const clauses = Array.isArray(entry.clauses) ? entry.clauses.map(String) : []
    const { event, when, match, at } = entry
    const what =
      event === undefined
        ? conditionIn(when, names, describing)
        : recordsWords({ event, when, match, at }, names, describing)
    const text = what
      ? event === undefined
        ? { zh: `${title.zh}：${what.zh}`, en: `${title.en}: ${what.en}` }
        : { zh: `${title.zh}：时段内有${what.zh}`, en: `${title.en}: there is ${what.en} in the slot` }
      : title
    return { part: 'exemption', text, ...(clauses.length === 0 ? {} : { clauses }) }
  })
}

function missingLines(source: Source): readonly RuleLine[] {
  if (source['if-missing'] === 'missed')
    return [{ part: 'missing', text: { zh: '没有记录即算未达标', en: 'What was not recorded counts as missed' } }]
  if (source['if-missing'] === 'exempt')
    return [{ part: 'missing', text: { zh: '没有记录则不计', en: 'What was not recorded does not count' } }]
  return []
}

function forceLines(source: Source): readonly RuleLine[] {
  const { from, to } = asMap(source.effective)
  const lines: RuleLine[] = []
  if (from !== undefined || to !== undefined) {
    const [zh, en] = [
      [from === undefined ? '' : `${String(from)} 起`, to === undefined ? '' : `至 ${String(to)} 止`],
      [from === undefined ? '' : `from ${String(from)}`, to === undefined ? '' : `until ${String(to)}`],
    ]
    lines.push({ part: 'in-force', text: { zh: zh.join(''), en: en.filter(one => one !== '').join(' ') } })
  }
  if (source.during !== undefined)
    lines.push({
      part: 'in-force',
      text: { zh: `只在季节“${String(source.during)}”适用`, en: `only in the season '${String(source.during)}'` },
    })
  return lines
}
