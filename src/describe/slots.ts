/** SLOT and RECORDS as rules write them in, the words for them out. */

import { parseWeekdays, WEEKDAYS } from '../calendar/hours.ts'
import { parseEdge, parseMonth } from '../calendar/slots.ts'
import type { Names } from '../conditions/contract.ts'
import type { Source } from '../kinds/reader.ts'
import { joined, plain } from '../kinds/words.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import { conditionIn } from './conditions.ts'
import { type Describing, eventTitle, eventTypeOf, factTitle } from './language.ts'
import { asDuration, settingWords } from './settings.ts'

/** How often, by the names of rules. */
export const LENGTHS: Readonly<Record<string, Message>> = {
  day: { zh: '每天', en: 'every day' },
  'working day': { zh: '每个工作日', en: 'every working day' },
  week: { zh: '每周', en: 'every week' },
  month: { zh: '每月', en: 'every month' },
  'two months': { zh: '每两个月', en: 'every two months' },
  quarter: { zh: '每季度', en: 'every quarter' },
  'half-year': { zh: '每半年', en: 'every half-year' },
  year: { zh: '每年', en: 'every year' },
  period: { zh: '每个考评周期', en: 'every period' },
}

const ROWS: Readonly<Record<string, Message>> = {
  person: { zh: '每个人', en: 'each person' },
  site: { zh: '每个地点', en: 'each site' },
  unit: { zh: '每个部门', en: 'each unit' },
}

/** `每个地点每月`, with which days count. */
export function slotWordsOf(source: Source, describing: Describing): Message {
  const owner = ownerWords(source.for, describing)
  const lengthOf = (one: unknown) => LENGTHS[String(one)] ?? plain(String(one))
  const length = isMap(source.every)
    ? afterComma(settingWords(source.every, {}, describing, lengthOf))
    : lengthOf(source.every)
  const more = [...onlyWords(source.only), ...hoursWords(source, describing), ...graceWords(source, describing)]
  const tail = more.length === 0 ? plain('') : joined(more, '，', ', ')
  return {
    zh: `${owner.zh}${length.zh}${tail.zh === '' ? '' : `（${tail.zh}）`}`,
    en: `${owner.en}, ${length.en}${tail.en === '' ? '' : ` (${tail.en})`}`,
  }
}

function afterComma({ zh, en }: Message): Message {
  return { zh: `，按${zh}`, en }
}

/** What bare names mean in conditions about the slot's owner. */
export function ownerNames(source: Source, { reader }: Describing): Names {
  const each = eachOf(source.for)
  const type = each === undefined ? undefined : reader.dictionary.eventTypes.get(each)
  return type ? { owner: type } : {}
}

function eachOf(source: unknown): string | undefined {
  if (isMap(source)) return String(source.each)
  return /^each (\S+)$/.exec(String(source).trim())?.[1]
}

function ownerWords(source: unknown, describing: Describing): Message {
  const each = eachOf(source)
  if (each === undefined) return { zh: '全公司', en: 'The whole organisation' }
  const title = eventTitle(each, describing)
  const row = ROWS[each] ?? { zh: `每条${title.zh}`, en: `each ${title.en}` }
  const type = describing.reader.dictionary.eventTypes.get(each)
  const when = conditionIn(asMap(source).when, type ? { event: type, owner: type } : {}, describing)
  const whole = when ? { zh: `${row.zh}（${when.zh}）`, en: `${row.en} (${when.en})` } : row
  return { zh: whole.zh, en: whole.en.charAt(0).toUpperCase() + whole.en.slice(1) }
}

const DAYS_ZH = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

function onlyWords(only: unknown): readonly Message[] {
  if (only === undefined) return []
  const words = (Array.isArray(only) ? only : [only]).map(String)
  const edge = words.length === 1 ? parseEdge(words[0] ?? '') : undefined
  if (edge && 'edge' in edge) {
    const zhDays = edge.working ? '个工作日' : '天'
    const enDays = edge.working ? 'working days' : 'days'
    return [
      edge.edge === 'first'
        ? { zh: `只算每月前 ${edge.count} ${zhDays}`, en: `the first ${edge.count} ${enDays} of each month` }
        : { zh: `只算每月最后 ${edge.count} ${zhDays}`, en: `the last ${edge.count} ${enDays} of each month` },
    ]
  }
  const months = words.map(parseMonth)
  if (months.every(month => month !== undefined))
    return [{ zh: `只算 ${months.map(month => `${month} 月`).join('、')}`, en: `only in ${words.join(', ')}` }]
  const days = words.flatMap(word => {
    const read = parseWeekdays(word)
    return 'ok' in read ? read.ok : []
  })
  return [
    {
      zh: `只算${days.map(day => DAYS_ZH[day - 1] ?? '').join('、')}`,
      en: `only on ${days.map(day => WEEKDAYS[day - 1] ?? '').join(', ')}`,
    },
  ]
}

function hoursWords({ hours }: Source, describing: Describing): readonly Message[] {
  if (hours === undefined) return []
  const text = isMap(hours)
    ? settingWords(hours, ownerNamesOf(describing), describing, one => plain(String(one)))
    : plain((Array.isArray(hours) ? hours : [hours]).join('、'))
  return [{ zh: `时间在 ${text.zh}`, en: `between ${text.en}` }]
}

/** `hours: { fact }` is the owner's own column: its name is shown as it stands where no type is known. */
function ownerNamesOf({ reader }: Describing): Names {
  const site = reader.dictionary.eventTypes.get('site')
  return site ? { event: site, owner: site } : {}
}

function graceWords({ grace }: Source, describing: Describing): readonly Message[] {
  if (grace === undefined) return []
  const { zh, en } = settingWords(grace, {}, describing, asDuration)
  return [{ zh: `宽限 ${zh}`, en: `${en} of grace` }]
}

/** `“回访记录”（“结果”为“满意”，以“回访时间”为准）`. */
export function recordsWords(source: unknown, asking: Names, describing: Describing): Message {
  const written = isMap(source) ? source : { event: source }
  const title = eventTitle(written.event, describing)
  const type = eventTypeOf(written.event, describing)
  const names: Names = {
    ...(type ? { event: type } : {}),
    ...(asking.event ? { case: asking.event } : {}),
    ...(asking.owner ? { owner: asking.owner } : {}),
  }
  const when = conditionIn(written.when, names, describing)
  const at = written.at === undefined ? undefined : factTitle(written.at, names, describing)
  const parts = [
    ...(when ? [when] : []),
    ...matchWords(written.match, names, asking, describing),
    ...(at ? [{ zh: `以${at.zh}为准`, en: `dated by ${at.en}` }] : []),
  ]
  if (parts.length === 0) return title
  const { zh, en } = joined(parts, '；', '; ')
  return { zh: `${title.zh}（${zh}）`, en: `${title.en} (${en})` }
}

/** How other records belong to this one; what belongs to the slot's owner needs no saying. */
function matchWords(match: unknown, names: Names, asking: Names, describing: Describing): readonly Message[] {
  return Object.entries(asMap(match)).flatMap(([theirs, mine]) => {
    if (mine === 'owner' || theirs === 'id' || mine === 'id') return []
    const [other, own] = [factTitle(theirs, names, describing), factTitle(mine, asking, describing)]
    return other.zh === own.zh
      ? [{ zh: `${own.zh}相同`, en: `with the same ${own.en}` }]
      : [{ zh: `其${other.zh}即本记录的${own.zh}`, en: `whose ${other.en} is ${own.en} of this one` }]
  })
}
