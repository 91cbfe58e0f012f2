/** Of whom the panel is made up, and who leads where its leader is appraised. */

import type { Appraisal } from '../model/appraisal.ts'
import type { AppraisedMember, PanelRole, RoundItem, RoundRules } from '../model/round.ts'
import { fewOf } from './words.ts'

/** Before anybody can be appraised the panel is complete; before anything is approved its leader was appraised under somebody else. */
export function panel(appraisal: Appraisal, { panel: roles }: RoundRules): readonly RoundItem[] {
  const members = appraisal.round.panel?.members
  if (roles.length === 0) return []
  if (!members) return [noPanel(roles)]
  return [
    ...roles.flatMap(role => miscounted(role, members)),
    ...roles.flatMap(role => ledByThemselves(role, members, appraisal)),
  ]
}

function noPanel(roles: readonly PanelRole[]): RoundItem {
  const all = roles.map(({ id, title, members }) => ({
    zh: `${title.zh}（${id}）${members} 人`,
    en: `${title.en} (${id}) × ${members}`,
  }))
  return {
    id: 'panel',
    before: 'panel',
    blocks: true,
    message: {
      zh: `还没有考评小组，应有：${all.map(({ zh }) => zh).join('、')}`,
      en: `There is no panel yet; it takes ${all.map(({ en }) => en).join(', ')}`,
    },
    hint: {
      zh: '在 appraisal.yaml 写 round: { panel: { on: 日期, members: [ { role: 身份, person: 工号 }, { role: 身份, name: 名册以外的人 } ] } }',
      en: 'Write in appraisal.yaml round: { panel: { on: day, members: [ { role, person: staff number }, { role, name: somebody outside the roster } ] } }',
    },
  }
}

/** Those who sit everywhere count; who stands in for a single case does not make up the number. */
function miscounted(
  { id, title, members: asked }: PanelRole,
  members: readonly AppraisedMember[],
): readonly RoundItem[] {
  const there = members.filter(member => member.role === id && member.for === null).length
  if (there === asked) return []
  const few = there < asked
  return [
    {
      id: 'panel',
      before: 'panel',
      blocks: true,
      message: {
        zh: `考评小组的${title.zh}应有 ${asked} 人，现有 ${there} 人`,
        en: `The panel has ${there} of the role ${title.en}, and ${asked} ${asked === 1 ? 'is' : 'are'} asked for`,
      },
      hint: few
        ? {
            zh: `在 round.panel.members 里补上 { role: ${id}, person: 工号 }（名册以外的人写 name）`,
            en: `Add { role: ${id}, person: staff number } to round.panel.members (name: for somebody outside the roster)`,
          }
        : {
            zh: '多出的人请删去；只为某些人的考评顶替的，写明 for: [工号]',
            en: 'Take out who is too many; write for: [staff numbers] of somebody who stands in for single cases',
          },
    },
  ]
}

function ledByThemselves(
  role: PanelRole,
  members: readonly AppraisedMember[],
  { people }: Appraisal,
): readonly RoundItem[] {
  if (!role.leads) return []
  const appraised = new Map(people.map(person => [person.id, person]))
  return members.flatMap(({ role: own, person, for: only }): readonly RoundItem[] => {
    const head = person === null ? undefined : appraised.get(person)
    if (own !== role.id || only !== null || !head) return []
    const isLed = members.some(
      other => other.role === role.id && other.person !== head.id && (other.for ?? []).includes(head.id),
    )
    if (isLed) return []
    const named = fewOf([head])
    return [
      {
        id: 'own-leader',
        before: 'approved',
        blocks: true,
        message: {
          zh: `${role.title.zh} ${named.zh} 本人的考评还没有别人主持`,
          en: `Nobody else leads the panel where ${named.en} (${role.title.en}) is appraised`,
        },
        hint: {
          zh: `在 round.panel.members 里写 { role: ${role.id}, name: 上级单位的人, for: ["${head.id}"] }`,
          en: `Write { role: ${role.id}, name: somebody of the head office, for: ["${head.id}"] } in round.panel.members`,
        },
      },
    ]
  })
}
