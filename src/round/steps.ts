/** Whether each state that was reached has its who and when, and no later one is written already. */

import type { Appraisal } from '../model/appraisal.ts'
import { hasReached, ROUND_STATES, type RoundItem, type RoundState } from '../model/round.ts'
import { STATE_TITLES } from './words.ts'

type Step = Exclude<RoundState, 'draft'>

const FORMS: Readonly<Record<Step, string>> = {
  panel: 'round: { panel: { on, members: [ … ] } }',
  approved: 'round: { approved: { by, on } }',
  published: 'round: { published: { by, on } }',
  final: 'round: { final: { by, on } }',
}

const WHO: Readonly<Record<Step, string>> = {
  panel: 'who sat on the panel',
  approved: 'who approved the results',
  published: 'who published the results',
  final: 'who made the results final',
}

/** What is to be written for each state, the panel aside, which is told with its roles. */
export function whoAndWhen({ state, round }: Appraisal): readonly RoundItem[] {
  const steps = ROUND_STATES.filter(one => one !== 'draft')
  return steps.flatMap((step): readonly RoundItem[] => {
    const isThere = step === 'approved' ? round.approved.length > 0 : round[step] !== null
    if (isThere && hasReached(state, step)) return []
    if (isThere) {
      return [
        {
          id: 'who-and-when',
          before: step,
          blocks: false,
          message: {
            zh: `round.${step} 已写明，但 state 还是 ${state}`,
            en: `round.${step} is written, and the state is still ${state}`,
          },
          hint: { zh: `到了这个阶段就写 state: ${step}`, en: `Write state: ${step} once that is so` },
        },
      ]
    }
    if (step === 'panel') return []
    return [
      {
        id: 'who-and-when',
        before: step,
        blocks: true,
        message: {
          zh: `没有写明由谁、何时${STATE_TITLES[step].zh}`,
          en: `It is not written ${WHO[step]}, and when`,
        },
        hint: {
          zh: `在 appraisal.yaml 写 ${FORMS[step]}`,
          en: `Write ${FORMS[step]} in appraisal.yaml`,
        },
      },
    ]
  })
}
