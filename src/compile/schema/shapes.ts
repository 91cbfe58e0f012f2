/** Small shapes that the parts of a pack share, each with the words that editors and diagnostics show. */

import { type TProperties, type TSchema, Type } from 'typebox'

export type Words = {
  readonly description: string
}

/** Chinese first, English second: both editors and `compile/shape.ts` split it at the line break. */
export function words(zh: string, en: string): Words {
  return { description: `${zh}\n${en}` }
}

/** A map of known keys and no others. */
export function exact(properties: TProperties, more: Partial<Words> & { readonly minProperties?: number } = {}) {
  return Type.Object(properties, { additionalProperties: false, ...more })
}

/** A map from ids to entries. */
export function byId(entry: TSchema, more: Partial<Words> = {}) {
  return Type.Record(Type.String(), entry, more)
}

export function oneOf(choices: readonly string[], more: Words): TSchema {
  return Type.Union(
    choices.map(choice => Type.Literal(choice)),
    more,
  )
}

export const day = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  ...words('日期，如 2025-09-01', 'a date such as 2025-09-01'),
})

export const clauses = Type.Array(Type.String(), {
  minItems: 1,
  ...words('条款编号的列表，如 [S1-63]', 'a list of clause ids such as [S1-63]'),
})

/** Ids, globs, `tag:x`: one or several. */
export const selection = Type.Union(
  [Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })],
  words(
    "选择标准：编号、通配（'dorm-*'）或标签（'tag:promise'），可列多个",
    "a selection of standards: ids, globs ('dorm-*') or tags ('tag:promise'), one or a list",
  ),
)

const PERCENT = '^[0-9]+(\\.[0-9]+)?\\s*[%％]$'

const parameter = Type.Object({ parameter: Type.String() }, { additionalProperties: false })

/** `20%` or 20, plain, dated, or by parameter. */
export const percent = Type.Union(
  [
    Type.Number({ minimum: 0 }),
    Type.String({ pattern: PERCENT, ...words('百分比，如 30%', 'a percentage such as 30%') }),
    parameter,
    Type.Record(
      Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
      Type.Union([Type.Number(), Type.String({ pattern: PERCENT }), Type.Null()]),
      {
        minProperties: 1,
        additionalProperties: false,
      },
    ),
  ],
  words('百分比，如 30%', 'a percentage such as 30%'),
)

export const yesNo = Type.Boolean(words('true 或 false', 'true or false'))
