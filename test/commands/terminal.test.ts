/** Questions to whoever sits at the terminal: yes is yes, everything else is no, and nobody is asked where nobody sits. */

import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { makeTerminal } from '../../src/commands/terminal.ts'

function terminal(answer: string | undefined, isThere = true) {
  const input = Object.assign(new PassThrough(), { isTTY: isThere })
  const errors = Object.assign(new PassThrough(), { isTTY: isThere })
  if (answer === undefined) input.end()
  else input.write(answer)
  return makeTerminal({
    argv: [],
    environment: {},
    input: input as unknown as NodeJS.ReadStream,
    output: errors as unknown as NodeJS.WriteStream,
    errors: errors as unknown as NodeJS.WriteStream,
    workingDirectory: '/',
    today: '2025-01-01',
  })
}

describe('a question', () => {
  it.each(['y\n', 'Y\n', ' yes \n', '是\n', '好\n', '确认\n'])('%j agrees', async answer => {
    expect(await terminal(answer).ask('?')).toBe(true)
  })

  it.each(['n\n', '\n', 'yesterday\n', '不是\n'])('%j does not', async answer => {
    expect(await terminal(answer).ask('?')).toBe(false)
  })

  it('is answered by nobody where the input ends', async () => {
    expect(await terminal(undefined).ask('?')).toBe(false)
  })

  it('is not put where there is no terminal', async () => {
    expect(await terminal('y\n', false).ask('?')).toBeUndefined()
  })
})
