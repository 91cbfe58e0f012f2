/** The words around the commands: what the program is, and what is wrong with a call. */

import type { Command, CommanderError } from 'commander'
import { nearest } from '../lib/nearest.ts'
import type { Language } from '../model/message.ts'

export function overview(language: Language): string {
  return {
    zh: '准绳：把服务标准写成文件，用记录说话，生成可打印的考评表。',
    en: 'Yardstick: service standards as files, appraisals as evidence, sheets ready to print.',
  }[language]
}

export function helpFooter(language: Language): string {
  const lines = {
    zh: [
      '',
      '从这里开始：',
      '  yardstick init my-standards                            新建一个可以直接运行的起步文件夹',
      '  yardstick appraise examples/campus/2024-H1 --out out   考评示例学期，然后打开 out/index.html',
      '  yardstick check rules                                  检查规则包',
      '  yardstick explain out 工号                              逐步说明一个人的得分',
      '',
      '退出状态：0 正常；1 输入有问题；2 用法不对；70 程序自身出错。加 --lang en 显示英文。',
    ],
    en: [
      '',
      'Start here:',
      '  yardstick init my-standards                            make a starter folder that runs as it is',
      '  yardstick appraise examples/campus/2024-H1 --out out   appraise the example semester, then open out/index.html',
      '  yardstick check rules                                  check a rule pack',
      '  yardstick explain out PERSON                           how a score came about, step by step',
      '',
      'Exit status: 0 fine; 1 findings about the input; 2 wrong usage; 70 our own bug.',
    ],
  }
  return lines[language].join('\n')
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

/** The library's headings of help, in Chinese where that is asked for. */
export function helpTitle(title: string, language: Language): string {
  return language === 'zh' ? (TITLES[title] ?? title) : title
}

/** What is wrong with the call and what may have been meant. */
export function explainUsageError(error: CommanderError, program: Command, language: Language): string {
  const word = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const help = { zh: '查看用法：yardstick --help', en: 'See: yardstick --help' }[language]
  return [...describe(error, word, program)[language], help].join('\n')
}

function describe(
  error: CommanderError,
  word: string,
  program: Command,
): Readonly<Record<Language, readonly string[]>> {
  switch (error.code) {
    case 'commander.unknownCommand': {
      const meant = nearest(
        word,
        program.commands.map(command => command.name()),
      )
      return withSuggestion({ zh: `没有命令“${word}”。`, en: `There is no command '${word}'.` }, meant)
    }
    case 'commander.unknownOption': {
      const called = program.commands.filter(command => command.name() === program.args[0])
      const flags = [program, ...called].flatMap(command => command.options.map(option => option.long ?? ''))
      const meant = nearest(word, [...new Set(flags), '--help'])
      return withSuggestion({ zh: `没有选项“${word}”。`, en: `There is no option '${word}'.` }, meant)
    }
    case 'commander.missingArgument':
      return { zh: [`缺少参数 ${word}。`], en: [`The argument ${word} is missing.`] }
    case 'commander.optionMissingArgument':
      return { zh: [`选项 ${word} 后面缺少值。`], en: [`The option ${word} needs a value.`] }
    case 'commander.excessArguments':
      return { zh: ['参数太多。'], en: ['Too many arguments.'] }
    case 'commander.invalidArgument': {
      const expected = error.message.split('. ').at(-1)?.trim() ?? ''
      const flag = word.split(' ')[0]
      const value = [...error.message.matchAll(/'([^']*)'/g)][1]?.[1] ?? ''
      return {
        zh: [`${flag}：“${value}”不对，应写成 ${expected}`],
        en: [`${flag}: '${value}' should be ${expected}`],
      }
    }
    default:
      return { zh: [error.message], en: [error.message] }
  }
}

function withSuggestion(
  said: Readonly<Record<Language, string>>,
  meant: string | undefined,
): Readonly<Record<Language, readonly string[]>> {
  if (meant === undefined) return { zh: [said.zh], en: [said.en] }
  return { zh: [`${said.zh}是不是 ${meant}？`], en: [`${said.en} Did you mean ${meant}?`] }
}
