/** A slot that was judged and what was found in it in, the sentence that names owner, slot and finding out. */

import type { Message } from '../model/message.ts'
import { titleOf } from './list.ts'
import type { SlotCase } from './slot-cases.ts'
import { timeText } from './words.ts'

/** `东区 2024-03：…（至 2024-03-31 23:59:59）`: until when, only where the slot is not over. */
export function slotWords({ owned, lens, due, isOver }: SlotCase, words: Message): Message {
  const { owner, slot } = owned
  const type = owner.type === 'person' || owner.type === 'site' || owner.type === 'unit' ? owner.type : 'text'
  const who = titleOf(owner.id, { type }, lens)
  const owning = owner.type === 'organisation' ? { zh: '', en: '' } : { zh: `${who.zh} `, en: `${who.en}, ` }
  const last = timeText(due, lens.scope.zone)
  const until = isOver ? { zh: '', en: '' } : { zh: `（至 ${last}）`, en: ` (until ${last})` }
  return {
    zh: `${owning.zh}${slot.id}：${words.zh}${until.zh}`,
    en: `${owning.en}${slot.id}: ${words.en}${until.en}`,
  }
}
