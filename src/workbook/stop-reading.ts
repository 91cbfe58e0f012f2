/** How whoever reads a file stops in the middle of it: with what is wrong, or because enough is known. */

import type { Message } from '../model/message.ts'

export class StopReading extends Error {
  readonly problem: Message | undefined
  constructor(problem?: Message) {
    super(problem?.en ?? 'enough read')
    this.problem = problem
  }
}

/** What `read` gives, or the problem with which it stopped. */
export function readOrStopped<T extends object>(read: () => T): T | { readonly problem: Message } {
  try {
    return read()
  } catch (error) {
    if (error instanceof StopReading && error.problem) return { problem: error.problem }
    throw error
  }
}

/** Undefined, or the problem with which the reading stopped. */
export function stopped(read: () => void): Message | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    if (error instanceof StopReading) return error.problem
    throw error
  }
}
