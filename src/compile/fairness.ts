/** The fairness block as written in, the settings in force out, with words for whatever was weakened. */

import type { Complain } from '../conditions/contract.ts'
import { asMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { Fairness } from '../model/rulebook.ts'
import type { Definition } from './definitions.ts'

const FAIR_BY_DEFAULT: Fairness = {
  missingSource: 'not-judged',
  perCase: 'rate',
  minimumCases: 20,
  oncePer: 'incident',
  measuredMarksAtLeast: 50,
  minimumDaysPercent: 50,
  raters: { minimum: 5, trim: 1, shownFrom: 5 },
  consequences: 'proposed',
  weakened: [],
}

export function compileFairness(definition: Definition | undefined, complain: Complain): Fairness {
  if (!definition || definition.isBroken) return FAIR_BY_DEFAULT
  const source = asMap(definition.source)
  const raters = asMap(source.raters)
  const number = (value: unknown, otherwise: number): number =>
    typeof value === 'number' ? value : typeof value === 'string' ? Number.parseFloat(value) : otherwise
  const usual = FAIR_BY_DEFAULT
  const settings: Fairness = {
    missingSource: source['missing-source'] === 'missed' ? 'missed' : 'not-judged',
    perCase: source['per-case'] === 'any' ? 'any' : 'rate',
    minimumCases: number(source['minimum-cases'], usual.minimumCases),
    oncePer: source['once-per'] === 'finding' ? 'finding' : 'incident',
    measuredMarksAtLeast: number(source['measured-marks-at-least'], usual.measuredMarksAtLeast),
    minimumDaysPercent: number(source['minimum-days'], usual.minimumDaysPercent),
    raters: {
      minimum: number(raters.minimum, usual.raters.minimum),
      trim: number(raters.trim, usual.raters.trim),
      shownFrom: number(raters['shown-from'], usual.raters.shownFrom),
    },
    consequences: source.consequences === 'confirmed' ? 'confirmed' : 'proposed',
    weakened: [],
  }
  const weakened = weakenings(settings)
  for (const { path, words } of weakened) {
    const message = {
      zh: `${words.zh}。这放宽了公平设置，会印在每张考评表上。`,
      en: `${words.en}. This weakens a fairness setting and is printed on every sheet.`,
    }
    complain('fairness-weakened', definition.place.at(...path), message)
  }
  return { ...settings, weakened: weakened.map(one => one.words) }
}

interface Weakening {
  readonly path: readonly string[]
  readonly words: Message
}

function weakenings(settings: Fairness): readonly Weakening[] {
  const { raters } = settings
  const usual = FAIR_BY_DEFAULT
  const all: readonly (Weakening | undefined)[] = [
    settings.missingSource === 'missed'
      ? {
          path: ['missing-source'],
          words: { zh: '没有交来的记录按未达标处理', en: 'Records that nobody handed in count as missed' },
        }
      : undefined,
    settings.perCase === 'any'
      ? {
          path: ['per-case'],
          words: {
            zh: '按件扣分不折算成比例，做得多的人可能扣得多',
            en: 'Deductions per case are not put in proportion to the cases: more work may cost more',
          },
        }
      : undefined,
    settings.minimumCases < usual.minimumCases
      ? {
          path: ['minimum-cases'],
          words: {
            zh: `按件评判的项目满 ${settings.minimumCases} 件即计分（通常 ${usual.minimumCases} 件）`,
            en: `Items judged per case count from ${settings.minimumCases} cases (usually ${usual.minimumCases})`,
          },
        }
      : undefined,
    settings.oncePer === 'finding'
      ? {
          path: ['once-per'],
          words: { zh: '同一事件的每条未达标分别扣分', en: 'Every miss of one incident is charged by itself' },
        }
      : undefined,
    settings.measuredMarksAtLeast < usual.measuredMarksAtLeast
      ? {
          path: ['measured-marks-at-least'],
          words: {
            zh: `有记录依据的满分达到 ${settings.measuredMarksAtLeast} 分即定等次（通常 ${usual.measuredMarksAtLeast} 分）`,
            en: `A grade is given from ${settings.measuredMarksAtLeast} marks resting on records (usually ${usual.measuredMarksAtLeast})`,
          },
        }
      : undefined,
    settings.minimumDaysPercent < usual.minimumDaysPercent
      ? {
          path: ['minimum-days'],
          words: {
            zh: `在岗满周期的 ${settings.minimumDaysPercent}% 即定等次（通常 ${usual.minimumDaysPercent}%）`,
            en: `A grade is given from ${settings.minimumDaysPercent}% of the period in post (usually ${usual.minimumDaysPercent}%)`,
          },
        }
      : undefined,
    raters.minimum < usual.raters.minimum
      ? {
          path: ['raters', 'minimum'],
          words: {
            zh: `评分人满 ${raters.minimum} 人即计分（通常 ${usual.raters.minimum} 人）`,
            en: `Ratings count from ${raters.minimum} raters (usually ${usual.raters.minimum})`,
          },
        }
      : undefined,
    raters.trim < usual.raters.trim
      ? {
          path: ['raters', 'trim'],
          words: { zh: '评分不去掉最高分和最低分', en: 'The highest and lowest ratings are not left out' },
        }
      : undefined,
    raters.shownFrom < usual.raters.shownFrom
      ? {
          path: ['raters', 'shown-from'],
          words: {
            zh: `评分人满 ${raters.shownFrom} 人即显示评分（通常 ${usual.raters.shownFrom} 人）`,
            en: `Ratings are shown from ${raters.shownFrom} raters (usually ${usual.raters.shownFrom})`,
          },
        }
      : undefined,
    settings.consequences === 'confirmed'
      ? {
          path: ['consequences'],
          words: { zh: '奖惩不经确认即生效', en: 'Consequences take effect without anybody confirming them' },
        }
      : undefined,
  ]
  return all.filter(one => one !== undefined)
}
