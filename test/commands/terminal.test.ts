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

describe('what is printed', () => {
  const printed = (environment: Readonly<Record<string, string>>, isTTY: boolean) => {
    const pieces: string[] = []
    const output = Object.assign(new PassThrough(), { isTTY })
    output.on('data', (piece: Buffer) => pieces.push(piece.toString()))
    const stream = output as unknown as NodeJS.WriteStream
    const shown = makeTerminal({
      argv: [],
      environment,
      input: new PassThrough() as unknown as NodeJS.ReadStream,
      output: stream,
      errors: stream,
      workingDirectory: '/',
      today: '2025-01-01',
    })
    return { shown, said: () => pieces.join('') }
  }

  it('holds no code of its own where there is no terminal, and obeys none that stands in data', () => {
    const { shown, said } = printed({}, false)
    shown.print(`${shown.style('red', 'a')} \u001b[2J\u202eb\r\u0007\n\tc\u009b`)
    expect(said()).toBe('a ·[2J·b··\n\tc·\n')
  })

  it('on a terminal has the colours that we gave it and no others, not even the same ones from data', () => {
    const { shown, said } = printed({}, true)
    const name = '\u001b[31mevil\u001b[39m'
    shown.print(`${shown.style('red', name)} ${name} ${shown.style('bold', `x${shown.style('red', 'y')}`)}`)
    expect(said()).toBe('\u001b[31m·[31mevil·[39m\u001b[39m ·[31mevil·[39m \u001b[1mx\u001b[31my\u001b[39m\u001b[22m\n')
  })
})
