/** A standard as written in, what its kind requires, in words, out: a line for the cases and lines for what must be. */

import type { Names } from '../conditions/contract.ts'
import type { KindId } from '../kinds/index.ts'
import type { Source } from '../kinds/reader.ts'
import { literalWords } from '../kinds/value-words.ts'
import { joined, numberText, plain } from '../kinds/words.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { RuleLine } from '../model/rulebook.ts'
import { conditionIn } from './conditions.ts'
import { type Describing, eventTitle, eventTypeOf, factTitle } from './language.ts'
import { amountWords, limitWords } from './limits.ts'
import { asNumber, asPercent, settingWords } from './settings.ts'
import { ownerNames, recordsWords, slotWordsOf } from './slots.ts'

type Describe = (source: Source, describing: Describing) => readonly RuleLine[]

/** What every kind says of itself. */
export const REQUIREMENTS: Readonly<Record<KindId, Describe>> = {
  deadline(source, describing) {
    const names = eventNames(source, describing)
    const [from, to] = [factTitle(source.from ?? 'at', names, describing), factTitle(source.to, names, describing)]
    const limit = limitWords(source, names, describing) ?? plain('')
    return [
      ...eventLines(source, names, describing),
      required({ zh: `从${from.zh}到${to.zh}：${limit.zh}`, en: `From ${from.en} to ${to.en}: ${limit.en}` }),
      ...demandLines(source.require, names, describing),
    ]
  },
  'follow-up'(source, describing) {
    const names = eventNames(source, describing)
    const from = factTitle(source.from ?? 'at', names, describing)
    const expected = isMap(source.expect) ? source.expect : { event: source.expect }
    const records = recordsWords(expected, names, describing)
    const type = eventTypeOf(expected.event, describing)
    const counted: Names = { ...names, ...(type ? { event: type } : {}) }
    const amount = amountWords(expected, counted, names, describing)
    const limit = limitWords(source, names, describing) ?? plain('')
    const isAhead = source['at-least-before'] !== undefined
    const unless = source.unless === undefined ? [] : [exempting(recordsWords(source.unless, names, describing))]
    return [
      ...eventLines(source, names, describing),
      required(
        isAhead
          ? {
              zh: `${from.zh}之前应有${records.zh}，${amount.zh}：${limit.zh}`,
              en: `Before ${from.en} there must be ${records.en}, ${amount.en}: ${limit.en}`,
            }
          : {
              zh: `自${from.zh}起应有${records.zh}，${amount.zh}：${limit.zh}`,
              en: `From ${from.en} on there must be ${records.en}, ${amount.en}: ${limit.en}`,
            },
      ),
      ...demandLines(source.require, names, describing),
      ...unless,
    ]
  },
  frequency(source, describing) {
    const owner = ownerNames(source, describing)
    const type = eventTypeOf(source.event, describing)
    const counted: Names = { ...owner, ...(type ? { event: type } : {}) }
    const { event, when, match, at } = source
    const records = recordsWords({ event, when, match, at }, owner, describing)
    const amount = amountWords(source, counted, owner, describing)
    return [
      cases(slotWordsOf(source, describing)),
      required({ zh: `${records.zh}：${amount.zh}`, en: `${records.en}: ${amount.en}` }),
    ]
  },
  share(source, describing) {
    const owner = ownerNames(source, describing)
    const over = isMap(source.over) ? source.over : { event: source.over }
    const type = eventTypeOf(over.event, describing)
    const names: Names = { ...owner, ...(type ? { event: type } : {}) }
    const whole = recordsWords(over, owner, describing)
    const meeting = conditionIn(source.meeting, names, describing)
    const having = source.having === undefined ? undefined : recordsWords(source.having, names, describing)
    const good = meeting
      ? { zh: `${meeting.zh}的`, en: `those where ${meeting.en}` }
      : { zh: `有${having?.zh}与之对应的`, en: `those with ${having?.en}` }
    const bound = (key: 'at-least' | 'at-most') => settingWords(source[key], owner, describing, asPercent)
    const [least, most] = [bound('at-least'), bound('at-most')]
    const bounds = [
      ...(source['at-least'] === undefined ? [] : [{ zh: `至少占 ${least.zh}`, en: `at least ${least.en}` }]),
      ...(source['at-most'] === undefined ? [] : [{ zh: `至多占 ${most.zh}`, en: `at most ${most.en}` }]),
    ]
    const wanted = joined(bounds, '，', ', ')
    const minimum = source.minimum === undefined ? undefined : settingWords(source.minimum, owner, describing, asNumber)
    const few = minimum
      ? { zh: `（不足 ${minimum.zh} 件不判定）`, en: ` (not judged with fewer than ${minimum.en})` }
      : plain('')
    return [
      cases(slotWordsOf(source, describing)),
      required({
        zh: `${whole.zh}中，${good.zh}${wanted.zh}${few.zh}`,
        en: `Of ${whole.en}, ${good.en}: ${wanted.en}${few.en}`,
      }),
    ]
  },
  requirement(source, describing) {
    const names = eventNames(source, describing)
    return [...eventLines(source, names, describing), ...demandLines(source.require, names, describing)]
  },
  sequence(source, describing) {
    const names = eventNames(source, describing)
    const { zh, en } = stepsWords(source.steps, names, describing)
    const from = factTitle(source.from ?? 'at', names, describing)
    const limit = source.within === undefined ? undefined : limitWords(source, names, describing)
    return [
      ...eventLines(source, names, describing),
      required({ zh: `各步骤齐全，并依次：${zh}`, en: `Every step, in this order: ${en}` }),
      ...(limit
        ? [required({ zh: `从${from.zh}到最后一步：${limit.zh}`, en: `From ${from.en} to the last step: ${limit.en}` })]
        : []),
      ...demandLines(source.require, names, describing),
    ]
  },
  rating(source, describing) {
    const names = eventNames(source, describing)
    return [...eventLines(source, names, describing), ...ratingLines(source, names, describing)]
  },
  ledger(source, describing) {
    const names = eventNames(source, describing)
    const { zh, en } = joined(ledgerParts(source, names, describing), '；', '; ')
    const most = source['at-most'] === undefined ? undefined : settingWords(source['at-most'], {}, describing, asNumber)
    const reset = RESETS[String(source.reset ?? 'period')] ?? plain('')
    return [
      cases({ zh: '每人每个考评周期一本账', en: 'One account for each person and period' }),
      required({ zh, en }),
      required(reset),
      ...(most ? [required({ zh: `累计至多 ${most.zh} 分`, en: `The balance at most ${most.en}` })] : []),
    ]
  },
}

const RESETS: Readonly<Record<string, Message>> = {
  period: { zh: '每个考评周期重新起算', en: 'It starts anew each period' },
  'half-year': { zh: '每半年重新起算', en: 'It starts anew each half-year' },
  year: { zh: '每年重新起算', en: 'It starts anew each year' },
  never: { zh: '一直累计，不清零', en: 'It is never reset' },
}

function eventNames(source: Source, describing: Describing): Names {
  const type = eventTypeOf(source.event, describing)
  return type ? { event: type } : {}
}

function eventLines({ event, when }: Source, names: Names, describing: Describing): readonly RuleLine[] {
  const title = eventTitle(event, describing)
  const condition = conditionIn(when, names, describing)
  return [
    cases(
      condition
        ? { zh: `每条${title.zh}，其中${condition.zh}`, en: `Each ${title.en} where ${condition.en}` }
        : { zh: `每条${title.zh}`, en: `Each ${title.en}` },
    ),
  ]
}

function demandLines(source: unknown, names: Names, describing: Describing): readonly RuleLine[] {
  const words = conditionIn(source, names, describing)
  return words ? [required({ zh: `必须：${words.zh}`, en: `It must hold: ${words.en}` })] : []
}

function exempting({ zh, en }: Message): RuleLine {
  return { part: 'exemption', text: { zh: `期间有${zh}的，不计`, en: `Not counted where ${en} lies in between` } }
}

function stepsWords(source: unknown, names: Names, describing: Describing): Message {
  const arrow = (parts: readonly Message[]) => joined(parts, ' → ', ' → ')
  if (Array.isArray(source)) {
    return arrow(
      source.map(one =>
        typeof one === 'string' && !eventTypeOf(one, describing)
          ? factTitle(one, names, describing)
          : typeof one === 'string' && names.event?.fields.has(one)
            ? factTitle(one, names, describing)
            : recordsWords(one, names, describing),
      ),
    )
  }
  const { in: list, order } = asMap(source)
  const fact = describing.reader.fact(String(list), names, describing.place)
  const title = factTitle(list, names, describing)
  const steps = arrow(
    (Array.isArray(order) ? order : []).map(one => (fact ? literalWords(one, fact) : plain(String(one)))),
  )
  return { zh: `${title.zh}：${steps.zh}`, en: `${title.en}: ${steps.en}` }
}

function ratingLines(source: Source, names: Names, describing: Describing): readonly RuleLine[] {
  const score = factTitle(source.score, names, describing)
  const scale = scaleWords(source.scale, names, describing)
  const number = (key: string) => settingWords(source[key], names, describing, asNumber)
  const lines: Message[] = [{ zh: `取${score.zh}的平均分${scale.zh}`, en: `The mean of ${score.en}${scale.en}` }]
  if (source.rater !== undefined) {
    const { zh, en } = factTitle(source.rater, names, describing)
    lines.push({ zh: `每位${zh}先各自平均`, en: `averaged for each ${en} first` })
  }
  if (isMap(source.groups)) lines.push(groupWords(source.groups, names, describing))
  if (source.per !== undefined) {
    const { zh, en } = factTitle(source.per, names, describing)
    lines.push({ zh: `同一${zh}的各项先合计得分率`, en: `scores over maxima summed for each ${en} first` })
  }
  if (source['zero-on-any-failure'] !== undefined && source['zero-on-any-failure'] !== false) {
    const failure = conditionIn(
      isMap(source['zero-on-any-failure']) ? source['zero-on-any-failure'] : undefined,
      names,
      describing,
    )
    lines.push(
      failure
        ? { zh: `有一项${failure.zh}，整条记零`, en: `nought where ${failure.en}` }
        : { zh: '有一项不合格，整条记零', en: 'nought where one item fails' },
    )
  }
  if (source.trim !== undefined && source.trim !== 0)
    lines.push({
      zh: `去掉 ${number('trim').zh} 个最高、最低分`,
      en: `the ${number('trim').en} highest and lowest left out`,
    })
  if (source.minimum !== undefined)
    lines.push({ zh: `至少 ${number('minimum').zh} 人评分`, en: `at least ${number('minimum').en} raters` })
  const least =
    source['at-least'] === undefined
      ? []
      : [required({ zh: `应不低于 ${number('at-least').zh} 分`, en: `At least ${number('at-least').en} points` })]
  return [required(joined(lines, '；', '; ')), ...least]
}

function scaleWords(scale: unknown, names: Names, describing: Describing): Message {
  if (scale === undefined) return plain('')
  const one = (value: unknown) => settingWords(value, names, describing, asNumber)
  if (Array.isArray(scale)) {
    const [low, high] = scale.map(one)
    return { zh: `（${low?.zh} 至 ${high?.zh} 分制）`, en: ` (on a scale from ${low?.en} to ${high?.en})` }
  }
  if (!isMap(scale)) return { zh: `（${one(scale).zh} 分制）`, en: ` (on a scale to ${one(scale).en})` }
  const parts = Object.entries(scale).map(([level, points]) => ({
    zh: `${level} ${String(points)}`,
    en: `${level} ${String(points)}`,
  }))
  const { zh, en } = joined(parts, '、', ', ')
  return { zh: `（折算：${zh}）`, en: ` (counted as ${en})` }
}

function groupWords(groups: Source, names: Names, describing: Describing): Message {
  const fact = describing.reader.fact(String(groups.by), names, describing.place)
  const title = factTitle(groups.by, names, describing)
  const parts = Object.entries(asMap(groups.weights)).map(([group, weight]) => {
    const name = fact ? literalWords(group, fact) : plain(group)
    const { zh, en } = settingWords(weight, names, describing, value =>
      plain(typeof value === 'number' ? numberText(value) : String(value)),
    )
    return { zh: `${name.zh} ${zh}`, en: `${name.en} ${en}` }
  })
  const { zh, en } = joined(parts, '、', ', ')
  return { zh: `再按${title.zh}加权：${zh}`, en: `then weighted by ${title.en}: ${en}` }
}

function ledgerParts(source: Source, names: Names, describing: Describing): readonly Message[] {
  const own = (): Message => {
    const title = eventTitle(source.event, describing)
    const condition = conditionIn(source.when, names, describing)
    const where = condition ? { zh: `（${condition.zh}）`, en: ` where ${condition.en}` } : plain('')
    if (typeof source.points === 'string') {
      const { zh, en } = factTitle(source.points, names, describing)
      return { zh: `每条${title.zh}${where.zh}按${zh}记分`, en: `Each ${title.en}${where.en} counts as ${en} says` }
    }
    const points = settingWords(source.points ?? 1, names, describing, asNumber)
    return {
      zh: `每条${title.zh}${where.zh}记 ${points.zh} 分`,
      en: `Each ${title.en}${where.en} is ${points.en} points`,
    }
  }
  const from = (Array.isArray(source.from) ? source.from : []).map(entry => {
    const { standards, points } = asMap(entry)
    const written = (Array.isArray(standards) ? standards : [standards]).map(String)
    const value = settingWords(points, {}, describing, asNumber)
    return {
      zh: `标准 ${written.join('、')} 每次未达标记 ${value.zh} 分`,
      en: `each miss of ${written.join(', ')} is ${value.en} points`,
    }
  })
  return [...(source.event === undefined ? [] : [own()]), ...from]
}

function cases(text: Message): RuleLine {
  return { part: 'cases', text }
}

function required(text: Message): RuleLine {
  return { part: 'requirement', text }
}
