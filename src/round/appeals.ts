/** The time that people have to appeal, and appeals that nobody has decided yet. */

import type { Appraisal } from '../model/appraisal.ts'
import type { Message } from '../model/message.ts'
import type { RoundItem } from '../model/round.ts'
import { fewWords } from './words.ts'

/** Results are final once the time for appeals is over. */
export function timeForAppeals({ round, print }: Appraisal): readonly RoundItem[] {
  const { published, appealsUntil, final } = round
  if (published && appealsUntil === null) return [uncounted(print.appeal.within)]
  if (appealsUntil === null || (final && final.on > appealsUntil)) return []
  return [
    {
      id: 'appeal-time',
      before: 'final',
      blocks: final !== null,
      message: {
        zh: `申诉期到 ${appealsUntil} 为止（公布后${print.appeal.within.zh}），此后才能定稿`,
        en: `Appeals are in time until ${appealsUntil} (${print.appeal.within.en} after publication); results are final after that`,
      },
      hint: {
        zh: `round.final 的日期应晚于 ${appealsUntil}`,
        en: `The day of round.final is to be after ${appealsUntil}`,
      },
    },
  ]
}

/** Nothing is assumed of a year that nobody has entered. */
function uncounted(within: Message): RoundItem {
  return {
    id: 'appeal-time',
    before: 'final',
    blocks: true,
    message: {
      zh: `申诉期（公布后${within.zh}）算不出来`,
      en: `It cannot be counted until when appeals are in time (${within.en} after publication)`,
    },
    hint: {
      zh: '规则包的 pack 要写明 calendar，它的节假日表要有那一年',
      en: 'The pack is to name a calendar (pack: calendar), and its holiday table to cover that year',
    },
  }
}

export function openAppeals({ people }: Appraisal): readonly RoundItem[] {
  const open = people.flatMap(({ id, name, adjustments }) =>
    adjustments
      .filter(({ state, isReceived }) => state === 'open' && !isReceived)
      .map(appeal => `${appeal.id}（${id} ${name}）`),
  )
  if (open.length === 0) return []
  const which = fewWords(open)
  return [
    {
      id: 'open-appeals',
      before: 'final',
      blocks: true,
      message: {
        zh: `${open.length} 件申诉还没有决定：${which.zh}`,
        en: `${open.length === 1 ? 'One appeal is' : `${open.length} appeals are`} not decided: ${which.en.replaceAll('（', ' (').replaceAll('）', ')')}`,
      },
      hint: {
        zh: '在复核调整文件里追加决定（change，或 state: dismissed），写明 evidence、decided-by、decided-on',
        en: 'Append what was decided to the adjustments (change, or state: dismissed) with evidence, decided-by and decided-on',
      },
    },
  ]
}
