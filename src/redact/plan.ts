/** Plain data and what is to become of each text in it in, the data with its texts replaced out; the types see to it that no text is forgotten. */

import type { Message } from '../model/message.ts'

/**
 * - `keep`: tells of nobody: an id of the rules, a date.
 * - `label`: words of the rules, which may name somebody.
 * - `words`: what the program says of a record.
 * - `text`: what somebody wrote.
 * - `person`: a staff number. `name`: what its person is called. `owner`: a staff number, or the id of a place.
 * - `signatory`: who signed or decided, by number, name or office.
 * - `record`: the id of a record, an appeal, a file. `case`: one that may end in whose it is. `finding`: standard/case/person.
 * - `removed`: it is left out.
 */
export type Treatment =
  | 'keep'
  | 'label'
  | 'words'
  | 'text'
  | 'person'
  | 'name'
  | 'owner'
  | 'signatory'
  | 'record'
  | 'case'
  | 'finding'
  | 'removed'

/** Whether there is any text in it that is not one of a few known words. */
type HoldsText<T> = T extends string
  ? string extends T
    ? true
    : false
  : T extends number | boolean | null | undefined
    ? false
    : T extends readonly (infer U)[]
      ? // Steps stand under steps: what a list of them holds is not asked again.
        U extends object
        ? true
        : HoldsText<U>
      : T extends object
        ? string extends keyof T
          ? true
          : true extends { [K in keyof T]-?: HoldsText<NonNullable<T[K]>> }[keyof T]
            ? true
            : false
        : false

type Parts<T> = {
  readonly [K in keyof T as true extends HoldsText<NonNullable<T[K]>> ? K : never]-?: Plan<NonNullable<T[K]>>
}

/** One treatment for all texts below, or one for each. A function: where it depends on what is there. */
export type Plan<T> =
  | Treatment
  | (T extends string | Message
      ? never
      : T extends readonly (infer U)[]
        ? Plan<U>
        : string extends keyof T
          ? Each<T[keyof T]>
          : T extends object
            ? Parts<T> | ((value: T) => Plan<T>)
            : never)

/** Of a map from ids. */
export class Each<V> {
  readonly keys: Treatment
  readonly values: Plan<V>

  constructor(keys: Treatment, values: Plan<V>) {
    this.keys = keys
    this.values = values
  }
}

export type Treat = (text: string, treatment: Treatment, language?: 'zh' | 'en') => string | null

export function follow<T>(value: T, plan: Plan<T>, treat: Treat): T {
  return walk(value, plan as LoosePlan, treat) as T
}

type LoosePlan = Treatment | Each<unknown> | { readonly [key: string]: LoosePlan } | ((value: unknown) => LoosePlan)

function walk(value: unknown, plan: LoosePlan, treat: Treat, language?: 'zh' | 'en'): unknown {
  if (typeof plan === 'function')
    return Array.isArray(value) ? value.map(one => walk(one, plan, treat)) : walk(value, plan(value), treat)
  if (plan === 'keep') return value
  if (typeof value === 'string') return typeof plan === 'string' ? treat(value, plan, language) : value
  if (Array.isArray(value)) return value.map((one: unknown) => walk(one, plan, treat, language))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (plan instanceof Each) {
    return Object.fromEntries(
      entries.map(([key, one]) => [treat(key, plan.keys) ?? key, walk(one, plan.values as LoosePlan, treat)]),
    )
  }
  const isMessage = entries.length === 2 && 'zh' in value && 'en' in value
  // Of the rules' own parts only what is said in both languages is words: the rest is ids.
  if (plan === 'label' && !isMessage)
    return Object.fromEntries(
      entries.map(([key, one]) => [key, typeof one === 'string' ? one : walk(one, plan, treat)]),
    )
  return Object.fromEntries(
    entries.map(([key, one]) => {
      const own = typeof plan === 'string' ? plan : plan[key]
      const said = isMessage ? (key as 'zh' | 'en') : language
      return [key, own === undefined ? one : walk(one, own, treat, said)]
    }),
  )
}
