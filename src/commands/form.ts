/** `yardstick form EVENT…`: blank entry sheets, one workbook for each record type. */

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { Command } from './command.ts'
import { examples, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'
import { writeFiles } from './write-files.ts'

interface Options {
  readonly all?: boolean
  readonly folder?: string
  readonly rules?: string
  readonly out: string
  readonly rows: number
  readonly allColumns?: boolean
  readonly force?: boolean
}

export const formCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('form')
      .summary(
        say({ zh: '空白录入表（Excel），带下拉列表和填写说明', en: 'blank entry sheets with drop-downs and notes' }),
      )
      .description(
        say({
          zh: '按规则给每种记录做一张录入表（.xlsx）：表头、日期格式、下拉列表（选项，以及考评文件夹里的人员、地点、部门）、每一列怎么填、用于哪些标准。填好后放进考评文件夹的 records/，不用再写对应关系。',
          en: 'Makes an entry sheet (.xlsx) for each kind of record from the rules: header, date formats, drop-downs (choices, and the people, sites and units of an appraisal), how each column is filled in and which standards read it. Filled in and laid into records/ of an appraisal it is read without any mapping.',
        }),
      )
      .argument(
        '[EVENT...]',
        say({
          zh: '记录类型的编号或名称（yardstick needs 列出）',
          en: 'record types by id or title (yardstick needs lists them)',
        }),
      )
      .option('--all', say({ zh: '标准用到的每一种记录', en: 'every kind of record that a standard needs' }))
      .option(
        '--folder <FOLDER>',
        say({
          zh: '考评文件夹：人员、地点、部门从这里取',
          en: 'folder of an appraisal, for its people, sites and units',
        }),
      )
      .option(
        '--rules <PACK>',
        say({
          zh: '规则包文件夹；不写为考评文件夹的或随软件提供的',
          en: 'folder of a rule pack; that of the appraisal, or the shipped one',
        }),
      )
      .option('--out <FOLDER>', say({ zh: '写到哪个文件夹', en: 'folder that they are written to' }), '.')
      .option('--rows <number>', say({ zh: '下拉列表管到多少行', en: 'rows that have drop-downs' }), rowCount, 500)
      .option('--all-columns', say({ zh: '标准不用的列也要', en: 'columns too that no standard reads' }))
      .option('--force', say({ zh: '文件已存在也覆盖', en: 'write over files that are there' }))
      .addHelpText(
        'after',
        examples(terminal, [
          [
            'yardstick form repair --folder 2024-H1 --out 录入表',
            { zh: '报修单，人员可选', en: 'repairs, with people to choose from' },
          ],
          ['yardstick form --all --out forms', { zh: '每种记录一份', en: 'one for each kind of record' }],
        ]),
      )
      .action((events: readonly string[], options: Options) => run(events, options, terminal))
    withLanguage(command, terminal)
  },
}

/** A sheet has 1,048,576 rows, the header included. */
function rowCount(text: string): number {
  const rows = Number(text)
  if (!Number.isInteger(rows) || rows < 1 || rows > 1_048_575) throw new InvalidArgumentError('1 … 1048575')
  return rows
}

async function run(events: readonly string[], options: Options, terminal: Terminal): Promise<void> {
  const { say, style, workingDirectory, language } = terminal
  const refuse = (zh: string, en: string, status: 1 | 2) => {
    terminal.complain(style('red', say({ zh, en })))
    terminal.fail(status)
  }
  if (options.all ? events.length > 0 : events.length === 0)
    return refuse('请写要哪几种记录，或者写 --all。', 'Say which kinds of records, or --all.', 2)
  const { makeForms } = await import('../make-forms.ts')
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { folder, rules, rows, allColumns, out } = options
  const { forms, unknown, diagnostics, texts } = await makeForms({
    ...(options.all ? {} : { events }),
    ...(folder === undefined ? {} : { folder: resolve(workingDirectory, folder) }),
    ...(rules === undefined ? {} : { pack: rules }),
    ...(allColumns ? { allColumns } : {}),
    rows,
    language,
    workingDirectory,
  })
  printDiagnostics(diagnostics, texts, terminal)
  for (const { name, meant } of unknown)
    refuse(
      `没有叫“${name}”的记录类型${meant === undefined ? '' : `，是不是“${meant}”？`}（yardstick needs 列出全部）`,
      `There is no record type '${name}'${meant === undefined ? '' : `; did you mean '${meant}'?`} (yardstick needs lists them all)`,
      2,
    )
  if (unknown.length > 0) return
  if (diagnostics.some(({ severity }) => severity === 'error')) return terminal.fail(1)
  const target = resolve(workingDirectory, out)
  const filled = forms.filter(
    ({ file, workbook }) => existsSync(join(target, file)) && !readFileSync(join(target, file)).equals(workbook),
  )
  if (filled.length > 0 && !options.force) {
    const names = filled.map(({ file }) => join(out, file))
    return refuse(
      `${names.join('、')} 已经在了，里面可能填了记录，一份也没有写。请用 --out 另选文件夹，或加 --force 覆盖。`,
      `${names.join(', ')}: there already and perhaps filled in; nothing was written. Name another folder with --out, or add --force.`,
      1,
    )
  }
  const problem = writeFiles(forms.map(({ file, workbook }) => ({ target: join(target, file), content: workbook })))
  if (problem) return refuse(problem.zh, problem.en, 1)
  for (const { file, title, columns, required, choices } of forms) {
    terminal.print(
      say({
        zh: `${join(out, file)}  ${title.zh}  ${columns} 列，必填 ${required} 列，带下拉列表 ${choices} 列`,
        en: `${join(out, file)}  ${title.en}  ${counted(columns, 'column')}, ${required} required, ${choices} with a drop-down`,
      }),
    )
  }
}
