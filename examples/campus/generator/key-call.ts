/** A number and a time in, a call back about the key that was handed out in June out. */

import type { Row } from './files.ts'

export function keyCall(number: string, at: string): Row {
  return {
    callback_no: number,
    called_at: at,
    request: 'QZ1',
    channel: 'phone',
    about: 'service',
    by_unit: 'provider',
    topics: ['quality', 'attitude', 'result'],
    caller: '0121',
    result: 'no-problem',
  }
}
