/** Whose appraisal is not complete yet: a method that the scorecard asks for was not applied. */

import type { Appraisal, AppraisedPerson } from '../model/appraisal.ts'
import type { RoundItem } from '../model/round.ts'
import { fewOf, fewWords } from './words.ts'

/** By what is lacking, so that whoever has to make up for it reads one line. */
export function methods({ people, round, standards }: Appraisal): readonly RoundItem[] {
  const accepted = new Set(round.incomplete.map(({ person }) => person))
  const lacking = people.flatMap(person => (accepted.has(person.id) ? [] : [{ person, gates: openGates(person) }]))
  const open = lacking.filter(({ gates }) => gates.length > 0)
  const titles = new Map(standards.map(({ id, title }) => [id, title]))
  return [...Map.groupBy(open, ({ gates }) => gates.join('\n')).values()].flatMap((own): readonly RoundItem[] => {
    const [first] = own
    if (!first) return []
    const what = first.gates.map(gate => titles.get(gate) ?? { zh: gate, en: gate })
    const [zh, en] = [fewWords(what.map(title => title.zh)).zh, fewWords(what.map(title => title.en)).en]
    const who = fewOf(own.map(({ person }) => person))
    return [
      {
        id: 'methods',
        before: 'approved',
        blocks: true,
        message: {
          zh: `${own.length} 人的考评程序没有做全（${who.zh}）：${zh}`,
          en: `${own.length === 1 ? 'One person is' : `${own.length} people are`} not appraised completely (${who.en}): ${en}`,
        },
        hint: {
          zh: '补做并补交记录；确实做不到的，在 round.incomplete 里写 { person: 工号, reason: 理由, by: 批准人, on: 日期 }，不定等次，理由印在考评表上',
          en: 'Make up for it and hand in the records; where that cannot be, write { person, reason, by: who accepts it, on } in round.incomplete: no grade, and the reason is printed on the sheet',
        },
      },
    ]
  })
}

function openGates({ gates }: AppraisedPerson): readonly string[] {
  return gates.filter(({ met }) => !met).map(({ standard }) => standard)
}
