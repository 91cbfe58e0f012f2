/** A rulebook in, the list of what is to be supplied out: 数据需求清单. */

import type { EventType } from '../model/event.ts'
import type { DataNeed, NeededColumn, Supply } from '../model/needs.ts'
import type { Rulebook, Standard } from '../model/rulebook.ts'

/** `supplyOf` is there where the folder of an appraisal is looked at. */
export function needsOf(rulebook: Rulebook, supplyOf?: (type: EventType) => Supply): readonly DataNeed[] {
  return [...rulebook.eventTypes.values()].flatMap((type): readonly DataNeed[] => {
    const standards = rulebook.standards.filter(({ needs }) => needs.includes(type.id))
    if (standards.length === 0) return []
    const { supplier, due } = type
    return [
      {
        type: type.id,
        title: type.title,
        ...(supplier ? { supplier } : {}),
        ...(due ? { due } : {}),
        columns: columnsOf(type, standards),
        standards: standards.map(({ id, title }) => ({ id, title })),
        ...(supplyOf ? { supply: supplyOf(type) } : {}),
      },
    ]
  })
}

function columnsOf(type: EventType, standards: readonly Standard[]): readonly NeededColumn[] {
  const roles = new Set([type.idField, type.incident, type.updated, type.span?.from, type.span?.to, ...timesOf(type)])
  return [...type.fields.values()].flatMap((field): readonly NeededColumn[] => {
    const readers = standards.filter(({ fields }) => fields[type.id]?.includes(field.name)).length
    const tellsLateEntries = field.name === type.enteredAt
    if (!field.required && readers === 0 && !roles.has(field.name) && !tellsLateEntries) return []
    return [
      {
        field: field.name,
        title: field.title,
        type: field.type,
        isRequired: field.required,
        ...(field.choices ? { choices: [...field.choices.values()] } : {}),
        standards: readers,
        tellsLateEntries,
      },
    ]
  })
}

function timesOf({ at }: EventType): readonly string[] {
  if ('field' in at) return [at.field]
  return 'date' in at ? [at.date, at.time] : [at.of]
}
