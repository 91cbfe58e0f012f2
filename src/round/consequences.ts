/** Proposals that nobody has confirmed, and confirmed ones that lack an approval or something that must be on file. */

import type { Appraisal, AppraisedOutcome, AppraisedPerson } from '../model/appraisal.ts'
import type { RoundItem } from '../model/round.ts'
import { fewOf } from './words.ts'

interface Consequence {
  readonly person: AppraisedPerson
  readonly outcome: AppraisedOutcome
}

export function consequences({ people }: Appraisal): readonly RoundItem[] {
  const all = people.flatMap(person => person.outcomes.map(outcome => ({ person, outcome })))
  const confirmed = all.filter(({ outcome }) => outcome.state !== 'proposed')
  return [
    ...all.flatMap(lacksEvidence),
    ...confirmed.filter(({ outcome }) => outcome.approval && outcome.state === 'confirmed').map(lacksApproval),
    ...unconfirmed(all.filter(({ outcome }) => outcome.state === 'proposed')),
  ]
}

/** It is told while it is proposed, and stands in the way once somebody says that it takes effect. */
function lacksEvidence({ person, outcome }: Consequence): readonly RoundItem[] {
  const missing = (outcome.evidence ?? []).filter(({ given }) => given === null)
  if (missing.length === 0) return []
  const who = fewOf([person])
  const example = missing.map(({ id }) => `${id}: …`).join(', ')
  return [
    {
      id: 'evidence',
      before: 'final',
      blocks: outcome.state !== 'proposed',
      message: {
        zh: `${who.zh}“${outcome.title.zh}”缺材料：${missing.map(({ title }) => title.zh).join('、')}`,
        en: `"${outcome.title.en}" for ${who.en} lacks what must be on file: ${missing.map(({ title }) => title.en).join(', ')}`,
      },
      hint: {
        zh: `备齐后写在确认文件里：{ person: "${person.id}", outcome: ${outcome.id}, …, evidence: { ${example} } }`,
        en: `Once it is there, name it in the confirmations: { person: "${person.id}", outcome: ${outcome.id}, …, evidence: { ${example} } }`,
      },
    },
  ]
}

function lacksApproval({ person, outcome }: Consequence): RoundItem {
  const who = fewOf([person])
  return {
    id: 'approval-of-outcome',
    before: 'final',
    blocks: true,
    message: {
      zh: `${who.zh}“${outcome.title.zh}”已确认，但须经批准`,
      en: `"${outcome.title.en}" for ${who.en} is confirmed, and must be approved`,
    },
    hint: {
      zh: `批准后在确认文件里追加 { person: "${person.id}", outcome: ${outcome.id}, state: approved, by: 批准人, on: 日期 }`,
      en: `Once it is, append { person: "${person.id}", outcome: ${outcome.id}, state: approved, by: who, on: day } to the confirmations`,
    },
  }
}

/** A proposal may stay one: nobody gains or loses by it. */
function unconfirmed(proposed: readonly Consequence[]): readonly RoundItem[] {
  return [...Map.groupBy(proposed, ({ outcome }) => `${outcome.id}\n${outcome.title.zh}`).values()].flatMap(
    (own): readonly RoundItem[] => {
      const [first] = own
      if (!first) return []
      const { id, title } = first.outcome
      const who = fewOf(own.map(({ person }) => person))
      return [
        {
          id: 'unconfirmed',
          before: 'final',
          blocks: false,
          message: {
            zh: `“${title.zh}”（${id}）${own.length} 人尚未确认：${who.zh}`,
            en: `"${title.en}" (${id}) is not confirmed for ${own.length === 1 ? 'one person' : `${own.length} people`}: ${who.en}`,
          },
          hint: {
            zh: '要生效的，在确认文件里写 { person: 工号, outcome: 编号, state: confirmed, by: 确认人, on: 日期 }；不写就一直是建议',
            en: 'To take effect they need { person, outcome, state: confirmed, by: who, on: day } in the confirmations; otherwise they stay proposals',
          },
        },
      ]
    },
  )
}
