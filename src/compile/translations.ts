/** Files of a pack in; told, once for each file: texts written for one language where the other was meant to stand too. */

import type { Complain } from '../conditions/contract.ts'
import { isMap } from '../lib/map.ts'
import { makePlace } from '../lib/place.ts'
import type { PathPart, RuleFile } from '../model/source.ts'

/** As many places as fit a glance. */
const MOST_SHOWN = 5

export function tellMissingTranslations(files: readonly RuleFile[], complain: Complain): void {
  for (const file of files) {
    if (file.isTest || file.broken) continue
    const lacking = halvesIn(file.value, [])
    const [first, ...others] = lacking
    if (!first) continue
    const place = makePlace(file)
    const languages = [...new Set(lacking.map(one => one.lacks))]
    const message = {
      zh: `这个文件有 ${lacking.length} 处文字缺少${languages.map(one => NAMES[one].zh).join('或')}，将以另一种文字显示。`,
      en: `${lacking.length} ${lacking.length === 1 ? 'text' : 'texts'} of this file without ${languages.map(one => NAMES[one].en).join(' or ')}: shown in the other language.`,
    }
    const hint = {
      zh: '请补上 zh 和 en；只用一种文字时，直接写成一句话。',
      en: 'Add zh and en; where one language is all that is wanted, write a plain text.',
    }
    const related = others.slice(0, MOST_SHOWN - 1).map(({ path }) => place.at(...path))
    complain('translation-missing', place.at(...first.path), message, { part: 'key', related, hint })
  }
}

const NAMES = { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } } as const

interface Half {
  readonly path: readonly PathPart[]
  readonly lacks: 'zh' | 'en'
}

function halvesIn(value: unknown, path: readonly PathPart[]): readonly Half[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => halvesIn(one, [...path, at]))
  if (!isMap(value)) return []
  const keys = Object.keys(value)
  const [key] = keys
  if (keys.length === 1 && (key === 'zh' || key === 'en') && typeof value[key] === 'string')
    return [{ path, lacks: key === 'zh' ? 'en' : 'zh' }]
  return Object.entries(value).flatMap(([own, one]) => halvesIn(one, [...path, own]))
}
