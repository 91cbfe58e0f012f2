/** The rule tests of a pack in, what is wrong with how they are written told: their shape, and the names they test. */

import type { Complain } from '../conditions/contract.ts'
import { asMap, isMap } from '../lib/map.ts'
import { makePlace } from '../lib/place.ts'
import type { DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'
import type { Place, RuleFile } from '../model/source.ts'
import type { Definitions } from './definitions.ts'
import { asList } from './read.ts'
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
    checkSubject(test, place.at('tests', at), complain)
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

/** A test is about one thing; findings are expected of a standard, results of all else. */
function checkSubject(test: Readonly<Record<string, unknown>>, place: Place, complain: Complain): void {
  const named = TESTED.filter(({ key }) => test[key] !== undefined)
  const [first, second] = named
  if (!first) {
    const message = {
      zh: '没有写测的是什么：standard、scorecard、outcome 或 cascade。',
      en: 'It does not say what is tested: standard, scorecard, outcome or cascade.',
    }
    complain('missing-key', place, message)
  } else if (second) {
    const message = {
      zh: `一条测试只测一样，这里写了 ${first.key} 和 ${second.key}。`,
      en: `A test is about one thing; here are ${first.key} and ${second.key}.`,
    }
    complain('wrong-value', place.at(second.key), message, { part: 'key' })
  } else if (test.expect !== undefined && Array.isArray(test.expect) !== (first.key === 'standard')) {
    const message = {
      zh: '标准的测试期望检查结果的列表（[ { case, verdict } ]），其余的期望一个映射。',
      en: 'A test of a standard expects a list of findings ([ { case, verdict } ]), any other a map.',
    }
    complain('wrong-value', place.at('expect'), message, { part: 'key' })
  }
}
