/** What every command supplies: how it is called and what it then does. */

import { type Argument, type Command as Commander, InvalidArgumentError, type Option } from 'commander'
import { displayWidth } from '../lib/width.ts'
import type { Message } from '../model/message.ts'
import type { Terminal } from './terminal.ts'
import { helpTitle } from './usage.ts'

export interface Command {
  /** Adds the command with its words, options and examples; its work is imported only when it is called. */
  define(program: Commander, terminal: Terminal): void
}

/** The options that every command takes. */
export function withLanguage(command: Commander, terminal: Terminal): Commander {
  return command
    .option('--lang <zh|en>', terminal.say({ zh: '语言（默认 zh）', en: 'language (default zh)' }), oneOf('zh', 'en'))
    .helpOption('-h, --help', terminal.say({ zh: '显示帮助', en: 'show help' }))
    .configureHelp({ styleTitle: title => helpTitle(title, terminal.language) })
    .exitOverride()
}

/** What readers made by `oneOf` take. */
const CHOICES = new WeakMap<object, readonly string[]>()

/** An option's value must be one of these. */
export function oneOf(...choices: readonly string[]): (value: string) => string {
  const read = (value: string): string => {
    if (choices.includes(value)) return value
    throw new InvalidArgumentError(choices.join(' | '))
  }
  CHOICES.set(read, choices)
  return read
}

/** Any words, some of which completion offers. */
export function anyOf(...offered: readonly string[]): (value: string, before?: readonly string[]) => readonly string[] {
  const read = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
  CHOICES.set(read, offered)
  return read
}

/** An option's value must be a civil date that exists. */
export function civilDate(value: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(value)) return value
  throw new InvalidArgumentError('2025-09-01')
}

/** The values that an option or argument takes; none where any will do. */
export function choicesOf({ parseArg }: Pick<Option | Argument, 'parseArg'>): readonly string[] {
  return (parseArg && CHOICES.get(parseArg)) ?? []
}

/** Examples under a command's help. */
export function examples(terminal: Terminal, lines: readonly (readonly [string, Message])[]): string {
  const title = terminal.say({ zh: '例：', en: 'Examples:' })
  const width = Math.max(...lines.map(([call]) => displayWidth(call)))
  return [
    '',
    title,
    ...lines.map(([call, says]) => `  ${call}${' '.repeat(width - displayWidth(call))}  ${terminal.say(says)}`),
  ].join('\n')
}
