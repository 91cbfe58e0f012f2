/** A small story that shows what a rule means, as rule tests write it: who there is, what was recorded, and when one looks. */

type Entry = Readonly<Record<string, unknown>>

export interface Story {
  /** `2024-H1` unless said. */
  readonly period?: string | number | { readonly name: string; readonly from: string; readonly to: string }
  /** The period's last day unless said. */
  readonly 'as-of'?: string
  /** The period's first day unless said. */
  readonly 'records-from'?: string
  readonly people?: readonly Entry[]
  readonly sites?: readonly Entry[]
  readonly units?: readonly Entry[]
  /** `type` names the record type; the other keys are its fields. */
  readonly events?: readonly Entry[]
  readonly history?: readonly EarlierPeriod[]
}

/** What an earlier period left behind. */
export interface EarlierPeriod {
  /** Cases left open: the standard, the case, and the record that it is about. */
  readonly carried?: readonly { readonly standard: string; readonly case: string; readonly event?: Entry }[]
  /** Person → ledger standard → balance. */
  readonly ledgers?: Readonly<Record<string, Readonly<Record<string, string | number>>>>
}
