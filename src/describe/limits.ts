/** LIMIT and AMOUNT as rules write them in, the words for them out. */

import { parseDuration } from '../calendar/duration.ts'
import type { Names } from '../conditions/contract.ts'
import type { Source } from '../kinds/reader.ts'
import { literalWords } from '../kinds/value-words.ts'
import { joined, plain } from '../kinds/words.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import { conditionIn } from './conditions.ts'
import { type Describing, factTitle } from './language.ts'
import { asDuration, asNumber, settingWords } from './settings.ts'

/** `不超过 30 分钟`; undefined where no limit is written. */
export function limitWords(source: Source, names: Names, describing: Describing): Message | undefined {
  const main = mainLimit(source, names, describing)
  if (!main) return undefined
  const parts = [main, ...graceWords(source, names, describing), ...countingWords(source, main, describing)]
  return joined(parts, '', '')
}

function mainLimit(source: Source, names: Names, describing: Describing): Message | undefined {
  const duration = (one: unknown) => settingWords(one, names, describing, asDuration)
  if (isNothing(source.within)) return { zh: '在当天之内', en: 'on the same day' }
  if (source.within !== undefined) {
    const { zh, en } = duration(source.within)
    return { zh: `不超过 ${zh}`, en: `within ${en}` }
  }
  if (source.by !== undefined) {
    const { zh, en } = factTitle(source.by, names, describing)
    return { zh: `不晚于${zh}`, en: `not later than ${en}` }
  }
  if (Array.isArray(source.between)) {
    const [low, high] = source.between.map(duration)
    if (low && high && low.zh === high.zh) return { zh: `恰在 ${low.zh}之后`, en: `exactly ${low.en} later` }
    return (
      low &&
      high && {
        zh: `不早于 ${low.zh}、不晚于 ${high.zh}`,
        en: `not sooner than ${low.en} and not later than ${high.en}`,
      }
    )
  }
  const ahead = source['at-least-before']
  if (ahead === undefined) return undefined
  const [least, most] = (Array.isArray(ahead) ? ahead : [ahead]).map(duration)
  if (!least) return undefined
  if (isNothing(ahead)) return { zh: '不晚于这一时间', en: 'no later than that' }
  return most
    ? { zh: `至少提前 ${least.zh}（最早提前 ${most.zh}）`, en: `at least ${least.en} ahead (and at most ${most.en})` }
    : { zh: `至少提前 ${least.zh}`, en: `at least ${least.en} ahead` }
}

/** `0 days`, `0 minutes`. */
function isNothing(duration: unknown): boolean {
  return typeof duration === 'string' && parseDuration(duration)?.value === 0
}

function graceWords(source: Source, names: Names, describing: Describing): readonly Message[] {
  if (source.grace === undefined) return []
  const { zh, en } = settingWords(source.grace, names, describing, asDuration)
  return [{ zh: `（宽限 ${zh}）`, en: ` (${en} of grace)` }]
}

/** By which calendar working time counts, and that days are counted to the hour. */
function countingWords(source: Source, { zh }: Message, { reader }: Describing): readonly Message[] {
  const { defaultCalendar } = reader.dictionary
  const counts = zh.includes('工作') || source.calendar !== undefined
  const named = isMap(source.calendar) ? String(source.calendar.parameter) : String(source.calendar ?? defaultCalendar)
  const calendar =
    counts && named !== '' ? [{ zh: `，按日历“${named}”计`, en: `, counted by the calendar '${named}'` }] : []
  const rolling =
    source.days === 'rolling' ? [{ zh: '，天数按整 24 小时计', en: ', days counted as 24 hours each' }] : []
  return [...calendar, ...rolling]
}

/** `至少 4 次`, `“微笑距离”的平均值不低于 3`; `whole` says that nothing written means at least one. */
export function amountWords(source: Source, names: Names, asking: Names, describing: Describing): Message {
  const bound = (key: 'at-least' | 'at-most') => {
    const one = source[key]
    return one === undefined ? undefined : settingWords(one, asking, describing, asNumber)
  }
  const lists = (['all-of', 'each-of'] as const).flatMap(key => {
    const written = source[key]
    return isMap(written) ? [listWords(key, written, names, asking, describing)] : []
  })
  const covers =
    source.covers === undefined ? [] : [coverWords(settingWords(source.covers, asking, describing, asDuration))]
  const figure = figureWords(source, names, describing)
  const [least, most] = [bound('at-least'), bound('at-most')]
  const isPlain = !least && !most && lists.length === 0 && covers.length === 0
  const unit = figure ? plain('') : { zh: ' 次', en: ' times' }
  const what = figure ?? plain('')
  const bounds = [
    ...(least ? [{ zh: `${what.zh}至少 ${least.zh}${unit.zh}`, en: `${what.en}at least ${least.en}${unit.en}` }] : []),
    ...(most ? [{ zh: `${what.zh}至多 ${most.zh}${unit.zh}`, en: `${what.en}at most ${most.en}${unit.en}` }] : []),
    ...(isPlain ? [{ zh: `${what.zh}至少 1${unit.zh}`, en: `${what.en}at least ${figure ? '1' : 'once'}` }] : []),
  ]
  const words = [...lists, ...covers, ...bounds]
  return joined(words, '，', ', ')
}

function coverWords({ zh, en }: Message): Message {
  return {
    zh: `覆盖 ${zh}${zh.endsWith('%') ? '的开放时间' : ''}`,
    en: `covering ${en}${en.endsWith('%') ? ' of the open time' : ''}`,
  }
}

function figureWords(source: Source, names: Names, describing: Describing): Message | undefined {
  const of = (key: string) => factTitle(source[key], names, describing)
  if (source.distinct !== undefined) {
    const { zh, en } = of('distinct')
    return { zh: `不同的${zh}`, en: `different values of ${en}: ` }
  }
  if (source.sum !== undefined) {
    const { zh, en } = of('sum')
    return { zh: `${zh}合计`, en: `${en} adding up to ` }
  }
  if (source.mean !== undefined) {
    const { zh, en } = of('mean')
    return { zh: `${zh}平均`, en: `${en} on average ` }
  }
  return undefined
}

function listWords(
  key: 'all-of' | 'each-of',
  written: Source,
  names: Names,
  asking: Names,
  describing: Describing,
): Message {
  const [[name, list] = ['', undefined]] = Object.entries(written)
  const title = factTitle(name, names, describing)
  const members = membersWords(list, name, names, asking, describing)
  return key === 'all-of'
    ? { zh: `${title.zh}一个都不能少：${members.zh}`, en: `${title.en} with every one of: ${members.en}` }
    : { zh: `按${title.zh}逐个检查：${members.zh}`, en: `each of ${title.en} by itself: ${members.en}` }
}

function membersWords(list: unknown, name: string, names: Names, asking: Names, describing: Describing): Message {
  const { reader, place } = describing
  const fact = reader.fact(name, names, place)
  if (Array.isArray(list)) return fact ? literalWords(list, fact) : plain(list.join('、'))
  const { fact: other, each, when } = asMap(list)
  if (other !== undefined) {
    const { zh, en } = factTitle(other, asking, describing)
    return { zh: `本记录的${zh}`, en: `what ${en} lists` }
  }
  const type = reader.dictionary.eventTypes.get(String(each))
  const title = type?.title ?? plain(String(each))
  const condition = conditionIn(when, type ? { event: type } : {}, describing)
  return condition
    ? { zh: `每个${title.zh}（${condition.zh}）`, en: `every ${title.en.toLowerCase()} whose ${condition.en}` }
    : { zh: `每个${title.zh}`, en: `every ${title.en.toLowerCase()}` }
}
