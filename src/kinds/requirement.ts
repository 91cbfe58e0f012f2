/** `requirement`: a record in, whether what is required of it holds out. */

import { type CompiledDemand, compileDemand, demandSteps } from './demand.ts'
import { compileEventCases, type EventCase } from './event-cases.ts'
import { requirementExamples } from './examples/requirement.ts'
import type { Judged } from './finding.ts'
import type { Kind } from './kind.ts'
import { conditionSchema, eventFields, meaning } from './schema.ts'

export const requirement: Kind = {
  id: 'requirement',
  title: { zh: '要求', en: 'Requirement' },
  summary: {
    zh: '每条记录一个个案：记录必须满足 require 里的条件（距离、清单、必填与签名、禁止行为、人员组成）。',
    en: 'One case per record: it must meet the condition under require (distances, checklists, required fields and signatures, forbidden acts, make-up of a panel).',
  },
  judgedPer: 'event',
  fields: {
    ...eventFields,
    require: meaning(
      conditionSchema,
      '必须满足的条件：{ 字段: 值 } 或 all / any / not',
      'What must hold: { field: value } or all / any / not',
    ),
  },
  examples: requirementExamples,
  compile(source, place, tools) {
    const cases = compileEventCases(source, place, tools)
    if (!cases) return undefined
    const demand = compileDemand(source.require, cases.names, place.at('require'), tools.reader)
    const judging = cases.judging({
      judge: item => (demand ? judge(item, demand) : { verdict: 'undetermined', reason: { zh: '', en: '' } }),
      meets: lens => ({
        goesByDay: false,
        ...(demand ? { demand: demand.whole } : {}),
        isMet: () => demand?.whole.test(lens) === true,
      }),
      trace: ({ lens }) => demandSteps(demand, lens),
    })
    return demand && judging
  },
}

function judge({ lens }: EventCase, demand: CompiledDemand): Judged {
  const { truth, words, measured, limit } = demand.test(lens)
  const figures = { ...(measured ? { measured } : {}), ...(limit ? { limit } : {}) }
  if (truth === undefined) return { verdict: 'undetermined', isMissing: true, reason: words, ...figures }
  return { verdict: truth ? 'met' : 'missed', reason: words, ...figures }
}
