/** What was measured in, the sentences of the sheet out: the arithmetic in figures, for the person concerned. */

import type Fraction from 'fraction.js'
import { HUNDRED, larger, shortText, smaller, ZERO } from '../lib/exact.ts'
import type { Message } from '../model/message.ts'
import type { StandardResult, VerdictCounts } from '../model/tally.ts'
import type { Setting } from '../model/value.ts'
import type { BonusItem, DeductItem, Deduction, MeasuredItem, ShareItem } from './measured.ts'

/** A number as a rule states it. */
export function stated(value: Fraction): string {
  return shortText(value, 6)
}

/** Parts of a sentence, joined; empty ones left out. */
export function joinMessages(parts: readonly (Message | undefined)[], between: Message): Message {
  const told = parts.filter(part => part !== undefined)
  return { zh: told.map(part => part.zh).join(between.zh), en: told.map(part => part.en).join(between.en) }
}

const SEMICOLON: Message = { zh: '；', en: '; ' }

// --- why nothing applies ----------------------------------------------------------------------------------------------

export const allNotes: Message = {
  zh: '所选标准只作提示，不计分',
  en: 'the standards selected are notes, never scored',
}

export const nothingToShare: Message = {
  zh: '本部分没有满分，本项不计',
  en: 'the section has no marks to share, so this item does not count',
}

export function noCases(counts: VerdictCounts): Message {
  const others = otherVerdicts(counts)
  return {
    zh: `没有可评判的个案，本项不计${others ? `（${others.zh}）` : ''}`,
    en: `no case could be judged, so this item does not count${others ? ` (${others.en})` : ''}`,
  }
}

export function fewerThanMinimum(cases: number, minimum: number): Message {
  return {
    zh: `只检查了 ${cases} 次，不足 ${minimum} 次，无法判定，本项不计`,
    en: `only ${cases} checked, fewer than ${minimum}: undetermined, so this item does not count`,
  }
}

export function notSet(setting: Setting<number> | undefined): Message {
  const name = setting?.parameter === undefined ? '' : ` ${setting.parameter}`
  return {
    zh: `分值参数${name} 没有设定，本项不计`,
    en: `the parameter${name} behind its points is not set, so this item does not count`,
  }
}

/** Why none of the standards was judged in this run; undefined where some was. */
export function notJudged(results: readonly StandardResult[]): Message | undefined {
  if (results.some(({ state }) => state === 'checked' || state === 'no-cases')) return undefined
  const missing = [...new Map(results.flatMap(result => result.missing).map(one => [one.id, one.title])).values()]
  if (missing.length > 0) {
    return {
      zh: `没有收到所需的记录（${missing.map(title => title.zh).join('、')}），未检查，本项不计`,
      en: `records not supplied (${missing.map(title => title.en).join(', ')}), so nothing was checked and this item does not count`,
    }
  }
  if (results.some(({ state }) => state === 'not-configured')) {
    return {
      zh: '标准的参数没有设定，未检查，本项不计',
      en: 'parameters are not set, so nothing was checked and this item does not count',
    }
  }
  return { zh: '标准在本期未施行，本项不计', en: 'not in force in this period, so this item does not count' }
}

// --- items ------------------------------------------------------------------------------------------------------------

/** `weights`: of all items that the section's mean is taken over. */
export function shareReason(measured: ShareItem, marks: Fraction, weights: Fraction, points: Fraction): Message {
  const { method, share, met, of, weight, cases, spared } = measured
  const part = weight.equals(weights) ? '' : ` × ${stated(weight)} ÷ ${stated(weights)}`
  const percent = shortText(share.mul(HUNDRED), 4)
  const [figures, sum]: readonly [Message, string] =
    method === 'rating'
      ? [{ zh: `评分 ${percent}（满分 100）`, en: `rated ${percent} out of 100` }, `${percent} ÷ 100`]
      : measured.item.by === 'incident'
        ? [
            {
              zh: `检查 ${cases} 次，合 ${of} 件事，其中 ${met} 件全部达标（有一处未达标，整件不计）`,
              en: `${cases} checked in ${of} incidents, ${met} of them met throughout (one miss voids the whole)`,
            },
            `${met} ÷ ${of}`,
          ]
        : [
            {
              zh: `检查 ${of} 次，达标 ${met - spared} 次，未达标 ${of - met} 次，达标率 ${shortText(share.mul(HUNDRED))}%`,
              en: `${of} checked, ${met - spared} met, ${of - met} missed, ${shortText(share.mul(HUNDRED))}% met`,
            },
            `${met} ÷ ${of}`,
          ]
  const total = `${stated(marks)}${part} × ${sum} = ${shortText(points)}`
  return withOthers(
    joinMessages(
      [figures, sparedReason(spared), { zh: `${total} 分`, en: `${total} ${pointsWord(points)}` }],
      SEMICOLON,
    ),
    measured,
  )
}

export function deductReason(measured: DeductItem, deduction: Deduction): Message {
  const parts: (Message | undefined)[] = []
  if (measured.missed.length > 0 || measured.balance === undefined) parts.push(missesReason(measured, deduction))
  if (measured.balance !== undefined) parts.push(balanceReason(measured.balance, measured.each))
  parts.push(limitReason(measured, deduction))
  parts.push(sparedReason(measured.spared))
  return withOthers(joinMessages(parts, SEMICOLON), measured)
}

function sparedReason(spared: number): Message | undefined {
  if (spared === 0) return undefined
  return {
    zh: `其中 ${spared} 次未按时告知，只记录，不扣分`,
    en: `${spared} of them not told in time: recorded, not charged`,
  }
}

function missesReason(measured: DeductItem, { charged, sameIncident }: Deduction): Message {
  const { cases, missed, each, item } = measured
  const checked: Message = {
    zh: `检查 ${cases} 次，未达标 ${missed.length} 次`,
    en: `${cases} checked, ${missed.length} missed`,
  }
  if (missed.length === 0)
    return joinMessages([checked, { zh: '不扣分', en: 'nothing deducted' }], { zh: '，', en: ', ' })
  const same: Message | undefined =
    sameIncident === 0
      ? undefined
      : {
          zh: `其中 ${sameIncident} 次与其他未达标同属一件事，只扣一次，计 ${charged} 次`,
          en: `${sameIncident} of them the same incident as another miss and charged once, which leaves ${charged}`,
        }
  const points = measured.perMiss.mul(charged)
  if (item.perCases === undefined) {
    const sum = `${stated(each)} × ${charged} = ${shortText(points)}`
    return joinMessages(
      [
        checked,
        same,
        { zh: `每次扣 ${stated(each)} 分：${sum} 分`, en: `${stated(each)} for each: ${sum} ${pointsWord(points)}` },
      ],
      SEMICOLON,
    )
  }
  const sum = `${stated(each)} × ${charged} × ${item.perCases} ÷ ${cases} = ${shortText(points)}`
  return joinMessages(
    [
      checked,
      same,
      {
        zh: `每检查 ${item.perCases} 次，未达标一次扣 ${stated(each)} 分：${sum} 分`,
        en: `${stated(each)} for each miss in ${item.perCases} checks: ${sum} ${pointsWord(points)}`,
      },
    ],
    SEMICOLON,
  )
}

function balanceReason(balance: Fraction, each: Fraction): Message {
  if (balance.lte(0)) {
    return { zh: `积分余额 ${stated(balance)}，不扣分`, en: `ledger balance ${stated(balance)}, nothing deducted` }
  }
  const sum = `${stated(balance)} × ${stated(each)} = ${shortText(balance.mul(each))}`
  return {
    zh: `积分余额 ${stated(balance)}，每分扣 ${stated(each)} 分：${sum} 分`,
    en: `ledger balance ${stated(balance)}, ${stated(each)} for each: ${sum} ${pointsWord(balance.mul(each))}`,
  }
}

/** What caps made of the deduction; nothing where it stands as reckoned. */
function limitReason({ most }: DeductItem, { planned, points }: Deduction): Message | undefined {
  const within = most ? smaller(planned, most) : planned
  const cap: Message | undefined = most && { zh: `封顶 ${stated(most)} 分`, en: `at most ${stated(most)}` }
  const taken: Message = { zh: `扣 ${shortText(points)} 分`, en: `${shortText(points)} deducted` }
  const between: Message = { zh: '，', en: ', ' }
  if (points.lt(within)) {
    return joinMessages([cap, { zh: '本部分分值已扣完', en: 'the section has no more to lose' }, taken], between)
  }
  if (points.gt(planned)) {
    const more = shortText(larger(ZERO, points.sub(planned)))
    return {
      zh: `同一件事在别的项目因封顶未扣足的 ${more} 分在此扣，共扣 ${shortText(points)} 分`,
      en: `plus ${more} for incidents that another item, at its cap, did not charge in full: ${shortText(points)} deducted`,
    }
  }
  if (most && planned.gt(most)) return joinMessages([cap, taken], between)
  return planned.gt(0) ? cap : undefined
}

export function bonusReason(measured: BonusItem, points: Fraction, isGiven: boolean): Message {
  const { each, most, met, item, cases, count } = measured
  const reckoned = each.mul(count)
  const figures =
    item.perCases === undefined
      ? `${stated(count)} × ${stated(each)} = ${shortText(reckoned)}`
      : `${met} × ${item.perCases} ÷ ${cases} × ${stated(each)} = ${shortText(reckoned)}`
  return joinMessages(
    [
      { zh: `达标 ${met} 次：${figures} 分`, en: `${met} met: ${figures} ${pointsWord(reckoned)}` },
      most && { zh: `封顶 ${stated(most)} 分`, en: `at most ${stated(most)}` },
      isGiven
        ? points.equals(reckoned)
          ? undefined
          : { zh: `加 ${shortText(points)} 分`, en: `${shortText(points)} added` }
        : { zh: '加分条件不成立，不加分', en: 'the condition for a bonus does not hold: none given' },
    ],
    { zh: '，', en: ', ' },
  )
}

// --- sections ---------------------------------------------------------------------------------------------------------

export function emptySectionReason(
  empty: 'none' | 'full' | 'redistribute',
  marks: Fraction,
  isIncomplete: boolean,
): Message {
  if (empty === 'redistribute' && !isIncomplete) {
    return {
      zh: `不适用（分值已按比例调整）：没有可评判的记录，${stated(marks)} 分按比例摊到其他部分`,
      en: `not applicable (marks adjusted in proportion): nothing could be judged here; its ${stated(marks)} are shared out over the others`,
    }
  }
  const nothing: Message = { zh: '没有可评判的记录', en: 'nothing could be judged here' }
  const consequence: Message =
    empty === 'full'
      ? { zh: `按规则计满分 ${stated(marks)} 分`, en: `by the rules it counts in full, ${stated(marks)}` }
      : { zh: '本部分没有得分，考评未完成', en: 'the section has no score, and the appraisal is incomplete' }
  return joinMessages([nothing, consequence], { zh: '，', en: '; ' })
}

export interface SectionSum {
  readonly marks: Fraction
  /** What the shares met come to; absent where the section only deducts. */
  readonly base?: Fraction
  readonly deducted: Fraction
  readonly hasDeductions: boolean
  readonly weight: Fraction
  readonly score: Fraction
}

export function sectionReason({ marks, base, deducted, hasDeductions, weight, score }: SectionSum): Message {
  const start = base ?? marks
  const left = start.sub(deducted)
  const parts: Message[] = []
  if (base)
    parts.push({
      zh: `各项合计 ${shortText(base)} 分（满分 ${stated(marks)}）`,
      en: `${shortText(base)} of ${stated(marks)} reached`,
    })
  else parts.push({ zh: `满分 ${stated(marks)} 分`, en: `${stated(marks)} to start with` })
  if (hasDeductions) {
    const isOver = left.equals(0)
    parts.push({
      zh: `扣 ${shortText(deducted)} 分，${isOver ? '扣完为止，' : ''}得 ${shortText(left)} 分`,
      en: `${shortText(deducted)} deducted, ${isOver ? 'down to nothing' : `${shortText(left)} left`}`,
    })
  }
  if (!weight.equals(marks)) {
    const sum = `${shortText(left)} ÷ ${stated(marks)} × ${shortText(weight)} = ${shortText(score)}`
    parts.push({ zh: `按 ${shortText(weight)} 分折算：${sum} 分`, en: `now out of ${shortText(weight)}: ${sum}` })
  }
  return joinMessages(parts, SEMICOLON)
}

/** What appeals gave back, after how the points came about. */
export function withGiven({ zh, en }: Message, given: Fraction, score: Fraction): Message {
  return {
    zh: `${zh}；复核加回 ${shortText(given)} 分，得 ${shortText(score)} 分`,
    en: `${en}; ${shortText(given)} given back on appeal: ${shortText(score)}`,
  }
}

export function bonusSectionReason(points: Fraction, most: Fraction | undefined, isGiven: boolean): Message {
  if (!isGiven) {
    return {
      zh: '加分条件不成立或无法判断，不加分',
      en: 'the condition for a bonus does not hold or is not known: none given',
    }
  }
  const cap = most ? { zh: `，封顶 ${stated(most)} 分`, en: `, at most ${stated(most)}` } : { zh: '', en: '' }
  return { zh: `加 ${shortText(points)} 分${cap.zh}`, en: `${shortText(points)} added${cap.en}` }
}

// --- words ------------------------------------------------------------------------------------------------------------

/** Verdicts that never cost anything, told so that nobody has to ask. */
/** What was spared is told by itself. */
function withOthers(reason: Message, { counts, spared }: Pick<MeasuredItem, 'counts' | 'spared'>): Message {
  const others = otherVerdicts({ ...counts, exempt: counts.exempt - spared })
  if (!others) return reason
  return { zh: `${reason.zh}；另有${others.zh}，不计`, en: `${reason.en}; besides ${others.en}, not counted` }
}

function otherVerdicts({ undetermined, pending, exempt }: VerdictCounts): Message | undefined {
  const told = [
    { count: undetermined, zh: '无法判定', en: 'undetermined' },
    { count: pending, zh: '未到期', en: 'pending' },
    { count: exempt, zh: '免责', en: 'exempt' },
  ].filter(one => one.count > 0)
  if (told.length === 0) return undefined
  return {
    zh: told.map(one => `${one.zh} ${one.count} 次`).join('、'),
    en: told.map(one => `${one.count} ${one.en}`).join(', '),
  }
}

function pointsWord(points: Fraction): string {
  return shortText(points) === '1' ? 'point' : 'points'
}
