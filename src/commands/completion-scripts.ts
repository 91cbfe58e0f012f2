/** Commands with their options in, a completion script for each shell out. */

export interface CompletedOption {
  readonly short?: string
  readonly long: string
  readonly description: string
  readonly takesValue: boolean
  /** Its value is a folder. */
  readonly isFolder: boolean
  /** The only values that it takes. */
  readonly choices: readonly string[]
}

export interface CompletedCommand {
  readonly name: string
  readonly summary: string
  readonly options: readonly CompletedOption[]
  /** What may stand behind it. */
  readonly words: readonly string[]
  readonly takesFolder: boolean
}

type Script = (commands: readonly CompletedCommand[]) => string

const LANGUAGES = ['zh', 'en']

const bash: Script = commands => {
  const names = commands.map(({ name }) => name)
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .flatMap(option => flagsOf(option).map(flag => `    '${name} ${flag}') ${completeValue(option)}; return ;;`)),
  )
  const flags = commands.map(({ name, options }) => `      ${name}) ${words(options.flatMap(flagsOf))} ;;`)
  const behind = commands.map(one => `    ${one.name}) ${behindOf(one)} ;;`)
  return `# bash completion of yardstick
_yardstick_words() { COMPREPLY=($(compgen -W "$1" -- "$current")); }
_yardstick_folders() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -d -- "$current"))
  compopt -o filenames 2>/dev/null
}
_yardstick() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${names.join('|')}) command=$word; break ;; esac
  done
  COMPREPLY=()
  case "$command $previous" in
    ' --lang') ${words(LANGUAGES)}; return ;;
${values.join('\n')}
  esac
  if [[ $current == -* ]]; then
    case $command in
${flags.join('\n')}
      *) ${words(['--help', '--lang'])} ;;
    esac
    return
  fi
  case $command in
    '') ${words(names)} ;;
${behind.join('\n')}
  esac
}
complete -F _yardstick yardstick
`
}

function words(list: readonly string[]): string {
  return `_yardstick_words '${list.join(' ')}'`
}

/** What may follow an option; nothing where anything may. */
function completeValue({ choices, isFolder }: CompletedOption): string {
  return choices.length > 0 ? words(choices) : isFolder ? '_yardstick_folders' : ':'
}

function behindOf({ words: list, takesFolder }: CompletedCommand): string {
  return list.length > 0 ? words(list) : takesFolder ? '_yardstick_folders' : ':'
}

const zsh: Script = commands => {
  const described = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`)
  const cases = commands.map(({ name, options, words: list, takesFolder }) => {
    const specs = options.flatMap(option => flagsOf(option).map(flag => quoted(`${flag}${zshOption(option)}`)))
    const rest = list.length > 0 ? [quoted(`*: :(${list.join(' ')})`)] : takesFolder ? [quoted('*: :_files -/')] : []
    return `        ${name}) _arguments ${[...specs, ...rest].join(' \\\n          ')} ;;`
  })
  return `#compdef yardstick
_yardstick() {
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
${described.join('\n')}
  )
  _arguments -C '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $words[1] in
${cases.join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = _yardstick ]; then _yardstick "$@"; else compdef _yardstick yardstick; fi
`
}

function zshOption({ description, takesValue, choices, isFolder }: CompletedOption): string {
  const value = choices.length > 0 ? `: :(${choices.join(' ')})` : isFolder ? ': :_files -/' : takesValue ? ': : ' : ''
  return `[${description.replaceAll(/[[\]:]/g, '\\$&')}]${value}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

const fish: Script = commands => {
  const lines = commands.flatMap(({ name, summary, options, words: list, takesFolder }) => {
    const within = `complete -c yardstick -n '__fish_seen_subcommand_from ${name}'`
    const behind = list.length > 0 ? fishQuoted(list.join(' ')) : takesFolder ? FISH_FOLDERS : undefined
    return [
      `complete -c yardstick -n __fish_use_subcommand -a ${name} -d ${fishQuoted(summary)}`,
      ...options.map(option => `${within} ${fishOption(option)} -d ${fishQuoted(option.description)}`),
      ...(behind === undefined ? [] : [`${within} -a ${behind}`]),
    ]
  })
  return ['# fish completion of yardstick', 'complete -c yardstick -f', ...lines, ''].join('\n')
}

const FISH_FOLDERS = "'(__fish_complete_directories)'"

function fishOption({ short, long, takesValue, choices, isFolder }: CompletedOption): string {
  const value = choices.length > 0 ? ` -a ${fishQuoted(choices.join(' '))}` : isFolder ? ` -a ${FISH_FOLDERS}` : ''
  const letter = short === undefined ? '' : `-s ${short.slice(1)} `
  return `${letter}-l ${long.slice(2)}${takesValue ? ` -x${value}` : ''}`
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`
}

function flagsOf({ short, long }: CompletedOption): readonly string[] {
  return short === undefined ? [long] : [short, long]
}

export const SCRIPTS = { bash, zsh, fish } as const satisfies Readonly<Record<string, Script>>
