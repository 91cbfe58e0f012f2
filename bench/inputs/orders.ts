/** Made-up repair orders, the same for the same seed: R1 to Rn in order of number, reported at any minute of the period. */

import { fitter } from './people.ts'
import { makeRandom } from './random.ts'

export const ORDER_FIELDS = ['order_no', 'reported_at', 'done_at', 'technician'] as const

export type Order = readonly [order: string, reported: string, done: string, technician: string]

export interface OrderCounts {
  readonly orders: number
  readonly fitters: number
  /** One order in so many is done too late. */
  readonly oneLateIn: number
}

const SEED = 20_240_101
/** From 1 January to 20 June: whatever was reported has had its 24 hours by the cut-off. */
const PERIOD_MINUTES = 170 * 24 * 60
const LIMIT_MINUTES = 24 * 60
const SHORTEST_MINUTES = 20
const LATEST_MINUTES = 180

export function* makeOrders({ orders, fitters, oneLateIn }: OrderCounts): Iterable<Order> {
  const random = makeRandom(SEED)
  const below = (limit: number) => Math.floor(random() * limit)
  for (let number = 1; number <= orders; number++) {
    const reported = below(PERIOD_MINUTES)
    const isLate = below(oneLateIn) === 0
    const took = isLate
      ? LIMIT_MINUTES + 1 + below(LATEST_MINUTES)
      : SHORTEST_MINUTES + below(LIMIT_MINUTES - SHORTEST_MINUTES + 1)
    yield [`R${number}`, stamp(reported), stamp(reported + took), fitter(below(fitters))]
  }
}

export function* orderLines(format: 'csv' | 'ndjson', counts: OrderCounts): Iterable<string> {
  if (format === 'csv') yield ORDER_FIELDS.join(',')
  for (const order of makeOrders(counts)) {
    if (format === 'csv') yield order.join(',')
    else yield JSON.stringify(Object.fromEntries(ORDER_FIELDS.map((field, at) => [field, order[at]])))
  }
}

const DAY_MINUTES = 24 * 60
const days = new Map<number, string>()

/** The time so many minutes after New Year, as offices write it. */
export function stamp(minutes: number): string {
  const day = Math.floor(minutes / DAY_MINUTES)
  const date = days.get(day) ?? new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)
  days.set(day, date)
  const left = minutes - day * DAY_MINUTES
  return `${date} ${two(Math.floor(left / 60))}:${two(left % 60)}`
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}
