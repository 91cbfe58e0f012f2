/** What was published and an appraisal of the same period in; by how much each person's amounts differ, to the fen, out. */

import { ZERO } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import type { Appraisal } from '../model/appraisal.ts'
import type { Message } from '../model/message.ts'
import type { PublishedRun } from '../model/published-run.ts'
import { type Amount, amountsPaid, isAboutMoney, type PaidAmounts, payrollRows } from './payroll.ts'

type Figures = Pick<PaidAmounts, 'base' | 'deducted' | 'rewarded' | 'net'>

export interface DeltaRow {
  readonly id: string
  readonly name: string
  readonly unit: string | null
  readonly post: Message | null
  readonly published: Figures
  readonly now: Figures
  /** What published takes to become what it is now; null where either cannot be told. */
  readonly difference: Figures
}

/** Whoever is not on a list is paid nothing by it. */
const NOTHING: Figures = { base: ZERO, deducted: ZERO, rewarded: ZERO, net: ZERO }

/** Those alone of whom anything differs, in order of staff number. */
export function payrollDelta(published: PublishedRun, appraisal: Appraisal): readonly DeltaRow[] {
  const before = new Map(published.people.filter(isAboutMoney).map(person => [person.id, person]))
  const after = new Map(payrollRows(appraisal).map(row => [row.id, row]))
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareText).flatMap(id => {
    const [earlier, row] = [before.get(id), after.get(id)]
    const figures = { published: earlier ? amountsPaid(earlier) : NOTHING, now: row ?? NOTHING }
    const difference = differenceOf(figures.published, figures.now)
    if (isNone(difference) && isSameUnknown(figures.published, figures.now)) return []
    const name = row?.name ?? earlier?.name ?? id
    return [{ id, name, unit: row?.unit ?? null, post: row?.post ?? null, ...figures, difference }]
  })
}

function differenceOf(before: Figures, after: Figures): Figures {
  return {
    base: less(after.base, before.base),
    deducted: less(after.deducted, before.deducted),
    rewarded: less(after.rewarded, before.rewarded),
    net: less(after.net, before.net),
  }
}

function less(after: Amount, before: Amount): Amount {
  return after === null || before === null ? null : after.sub(before)
}

function isNone({ base, deducted, rewarded, net }: Figures): boolean {
  return [base, deducted, rewarded, net].every(amount => amount === null || amount.equals(ZERO))
}

/** What cannot be told now could not be told before. */
function isSameUnknown(before: Figures, after: Figures): boolean {
  const unknown = ({ base, deducted, rewarded, net }: Figures) =>
    [base, deducted, rewarded, net].map(amount => amount === null).join()
  return unknown(before) === unknown(after)
}
