/** A diagnostic in, one line of GitHub's out, whatever its words hold. */

import { expect, it } from 'vitest'
import { githubLine } from '../../src/commands/github.ts'
import type { Terminal } from '../../src/commands/terminal.ts'

const terminal = { say: message => message.en } as Pick<Terminal, 'say'> as Terminal

it('signs that mean something there are written in code', () => {
  const message = { zh: '', en: '100%: a, b\r\n::error::' }
  const span = { file: 'a, b: 50%.yaml', line: 3, column: 5 }
  expect(githubLine({ code: 'wrong-value', severity: 'warning', message, fix: 'x: 1', span }, terminal)).toBe(
    '::warning file=a%2C b%3A 50%25.yaml,line=3,col=5,title=wrong-value::100%25: a, b%0D%0A::error::%0Ax: 1',
  )
})
