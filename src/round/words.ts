/** Names for print: a few of many, and the states of a round. */

import type { Message } from '../model/message.ts'
import type { RoundState } from '../model/round.ts'

const MOST_NAMED = 5

export interface Named {
  readonly id: string
  readonly name: string
}

/** `0001 张三、0002 李四 等` of many people. */
export function fewOf(people: readonly Named[]): Message {
  return fewWords(people.map(({ id, name }) => (id === name ? id : `${id} ${name}`)))
}

export function fewWords(texts: readonly string[]): Message {
  const few = texts.slice(0, MOST_NAMED)
  const isMore = texts.length > MOST_NAMED
  return { zh: `${few.join('、')}${isMore ? ' 等' : ''}`, en: `${few.join(', ')}${isMore ? ', …' : ''}` }
}

export const STATE_TITLES: Readonly<Record<RoundState, Message>> = {
  draft: { zh: '草稿', en: 'Draft' },
  panel: { zh: '考评小组评议', en: 'Panel' },
  approved: { zh: '审批', en: 'Approval' },
  published: { zh: '公布', en: 'Publication' },
  final: { zh: '定稿', en: 'Final' },
}
