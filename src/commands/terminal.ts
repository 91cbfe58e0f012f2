/** What a command may say and know of the terminal it runs in: words in the chosen language, where it stands, today. */

import { styleText } from 'node:util'
import { withoutControls } from '../lib/plain-words.ts'
import type { Language, Message } from '../model/message.ts'

export interface TerminalInput {
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  readonly errors: NodeJS.WriteStream
  readonly workingDirectory: string
  /** The civil date, `2026-01-31`: for review dates only, never for a result. */
  readonly today: string
}

type Style = Parameters<typeof styleText>[0]

export interface Terminal {
  readonly language: Language
  readonly workingDirectory: string
  readonly today: string
  say(message: Message): string
  /** One or more lines on standard output. */
  print(text: string): void
  /** One or more lines on standard error. */
  complain(text: string): void
  style(style: Style, text: string): string
  /** What is being done at the moment: on a terminal only, gone when the next line is printed. */
  progress(text: string): void
  /** A question that yes answers; undefined where nobody sits at a terminal to be asked. */
  ask(question: string): Promise<boolean | undefined>
  /** Ends the command with a status that is not zero. */
  fail(status: 1 | 2): void
}

export function makeTerminal(input: TerminalInput): Terminal {
  const { output } = input
  const language = languageOf(input)
  const hasColour = output.isTTY === true && input.environment.NO_COLOR === undefined
  const styled = new Set<string>()
  let isProgressShown = false
  const clear = (): void => {
    if (isProgressShown) input.errors.write('\r\u001b[2K')
    isProgressShown = false
  }
  return {
    language,
    workingDirectory: input.workingDirectory,
    today: input.today,
    say: message => message[language],
    print(text) {
      clear()
      output.write(`${harmless(text, [...styled].reverse())}\n`)
      styled.clear()
    },
    complain(text) {
      clear()
      input.errors.write(`${harmless(text, [...styled].reverse())}\n`)
      styled.clear()
    },
    style(style, text) {
      if (!hasColour || text === '') return text
      const own = styleText(style, harmless(text, [...styled].reverse()), { validateStream: false })
      styled.add(own)
      return own
    },
    progress(text) {
      if (input.errors.isTTY !== true) return
      clear()
      input.errors.write(withoutControls(text))
      isProgressShown = true
    },
    async ask(question) {
      if (input.input.isTTY !== true || input.errors.isTTY !== true) return undefined
      clear()
      const { createInterface } = await import('node:readline/promises')
      const lines = createInterface({ input: input.input, output: input.errors })
      const closed = new Promise<string>(resolve => lines.once('close', () => resolve('')))
      const answer = await Promise.race([lines.question(`${withoutControls(question)} `), closed])
      lines.close()
      return YES.test(answer.trim())
    },
    fail(status) {
      process.exitCode = status
    },
  }
}

/** What data says is shown and never obeyed; the only codes that a terminal gets are those put there by `style`, the outer ones first. */
function harmless(text: string, styled: readonly string[]): string {
  for (const own of styled) {
    const at = text.indexOf(own)
    if (at >= 0) return harmless(text.slice(0, at), styled) + own + harmless(text.slice(at + own.length), styled)
  }
  return withoutControls(text)
}

const YES = /^(y|yes|是|好|确认)$/i

/** `--lang en`, else the environment's `YARDSTICK_LANG`, else Chinese. */
function languageOf({ argv, environment }: TerminalInput): Language {
  const at = argv.indexOf('--lang')
  const asked = at >= 0 ? argv[at + 1] : argv.find(word => word.startsWith('--lang='))?.slice('--lang='.length)
  return (asked ?? environment.YARDSTICK_LANG) === 'en' ? 'en' : 'zh'
}
