/** The rule tests of a pack in, what is wrong with how they are written told: their shape, and the names they test. */

import type { Complain } from '../conditions/contract.ts'
import { makePlace } from '../lib/place.ts'
import type { DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'
import type { RuleFile } from '../model/source.ts'
import type { Definitions } from './definitions.ts'
import { asList, asMap, isMap } from './read.ts'
import type { Section } from './sections.ts'
import { tellUnknown } from './settings.ts'
import { checkShape } from './shape.ts'

const TESTED = [
  { key: 'standard', section: 'standards', code: 'unknown-standard', what: { zh: '标准', en: 'standard' } },
  { key: 'scorecard', section: 'scorecards', code: 'unknown-standard', what: { zh: '考评表', en: 'scorecard' } },
  { key: 'outcome', section: 'outcomes', code: 'unknown-standard', what: { zh: '奖惩建议', en: 'outcome' } },
  { key: 'cascade', section: 'cascades', code: 'unknown-standard', what: { zh: '连带责任', en: 'cascade' } },
] as const satisfies readonly { key: string; section: Section; code: DiagnosticCode; what: Message }[]

export function checkRuleTests(definitions: Definitions, complain: Complain): void {
  for (const file of definitions.testFiles) {
    if (file.broken || file.value === null) continue
    checkShape('testFile', file.value, makePlace(file), complain)
    checkNames(file, definitions, complain)
  }
}

function checkNames(file: RuleFile, definitions: Definitions, complain: Complain): void {
  const types = new Set([...definitions.of('events').keys(), 'person', 'site', 'unit', 'outcome'])
  const place = makePlace(file)
  asList(asMap(file.value).tests).forEach((test, at) => {
    if (!isMap(test)) return
    for (const { key, section, code, what } of TESTED) {
      const name = test[key]
      const known = definitions.of(section)
      if (typeof name === 'string' && !known.has(name)) {
        tellUnknown(code, name, [...known.keys()], what, place.at('tests', at, key), complain)
      }
    }
    asList(test.events).forEach((event, index) => {
      const { type } = asMap(event)
      if (typeof type !== 'string' || types.has(type)) return
      const own = place.at('tests', at, 'events', index, 'type')
      tellUnknown('unknown-event', type, [...types], { zh: '记录类型', en: 'record type' }, own, complain)
    })
  })
}
