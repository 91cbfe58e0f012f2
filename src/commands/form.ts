/** `yardstick form WHAT…`: blank entry sheets, one workbook for each record type; and the forms of the process, blank or filled in. */

import { join, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { nearest } from '../lib/nearest.ts'
import type { Command } from './command.ts'
import { anyOf, civilDate, examples, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import { PROCESS_FORM_NAMES, type ProcessFormOptions, processFormCalled, writeProcessForms } from './process-form.ts'
import type { Terminal } from './terminal.ts'
import { filesInTheWay, writeFiles } from './write-files.ts'

interface Options extends ProcessFormOptions {
  readonly all?: boolean
  readonly rows: number
  readonly allColumns?: boolean
}

export const formCommand: Command = {
  define(program, terminal) {
    const { say } = terminal
    const command = program
      .command('form')
      .summary(
        say({
          zh: '空白录入表（Excel），考评过程用的表（告知、申诉、决定）',
          en: 'blank entry sheets; forms of the process (notices, appeals, decisions)',
        }),
      )
      .description(
        say({
          zh: '按规则给每种记录做一张录入表（.xlsx）：表头、日期格式、下拉列表（选项，以及考评文件夹里的人员、地点、部门）、每一列怎么填、用于哪些标准。填好后放进考评文件夹的 records/，不用再写对应关系。\n\n也做考评过程用的表（HTML）：deduction-notice 扣分告知单、appeal-form 考评申诉表、appeal-decision 申诉处理决定书、appeal-register 申诉登记簿。不写 --from 是空白表，写 --from 按考评结果填好。',
          en: 'Makes an entry sheet (.xlsx) for each kind of record from the rules: header, date formats, drop-downs (choices, and the people, sites and units of an appraisal), how each column is filled in and which standards read it. Filled in and laid into records/ of an appraisal it is read without any mapping.\n\nMakes the forms of the process too (HTML): deduction-notice, appeal-form, appeal-decision, appeal-register. Blank ones, or with --from filled in from the results of an appraisal.',
        }),
      )
      .argument(
        '[WHAT...]',
        say({
          zh: '记录类型的编号或名称（yardstick needs 列出），或过程用表的名称',
          en: 'record types by id or title (yardstick needs lists them), or forms of the process',
        }),
        anyOf(...Object.keys(PROCESS_FORM_NAMES)),
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
      .option(
        '--from <folder>',
        say({
          zh: '考评结果文件夹：过程用的表按它填好',
          en: 'folder of results that forms of the process are filled in from',
        }),
      )
      .option(
        '--person <id...>',
        say({ zh: '只要这些人的，写工号或姓名', en: 'of these people only, by number or name' }),
      )
      .option('--appeal <id...>', say({ zh: '只要这些申诉的决定书', en: 'decisions on these appeals only' }))
      .option(
        '--on <date>',
        say({
          zh: '登记簿算到哪一天，默认到最后一条登记',
          en: 'the day as of which the register counts; the last that it knows of unless said',
        }),
        civilDate,
      )
      .option(
        '--pdf',
        say({
          zh: '过程用的表另存 PDF（需要装有 Chrome、Edge 或 Chromium）',
          en: 'PDFs of forms of the process as well (takes an installed Chrome, Edge or Chromium)',
        }),
      )
      .option('--force', say({ zh: '文件已存在也覆盖', en: 'write over files that are there' }))
      .addHelpText(
        'after',
        examples(terminal, [
          [
            'yardstick form repair --folder 2024-H1 --out 录入表',
            { zh: '报修单，人员可选', en: 'repairs, with people to choose from' },
          ],
          ['yardstick form --all --out forms', { zh: '每种记录一份', en: 'one for each kind of record' }],
          [
            'yardstick form deduction-notice --from 2024-H1/out --person 0042',
            { zh: '一个人的扣分告知单', en: 'the deduction notice of one person' },
          ],
          ['yardstick form appeal-form', { zh: '空白申诉表', en: 'a blank appeal form' }],
        ]),
      )
      .action((events: readonly string[], options: Options) => run(events, options, terminal))
    withLanguage(command, terminal)
  },
}

const PROCESS_NAMES = Object.entries(PROCESS_FORM_NAMES).flatMap(([id, titles]) => [id, ...titles])

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
  const ofProcess = events.flatMap(name => processFormCalled(name) ?? [])
  if (ofProcess.length > 0 && ofProcess.length === events.length)
    return writeProcessForms([...new Set(ofProcess)], options, terminal)
  const { from, person, appeal, on, pdf } = options
  if (ofProcess.length > 0 || [from, person, appeal, on, pdf].some(one => one !== undefined)) {
    const unmeant = events.find(name => processFormCalled(name) === undefined)
    const meant = unmeant === undefined ? undefined : nearest(unmeant, PROCESS_NAMES)
    return refuse(
      `--from、--person、--appeal、--on、--pdf 只用于过程用的表（${PROCESS_NAMES.join('、')}），录入表另外做。${meant === undefined ? '' : `是不是“${meant}”？`}`,
      `--from, --person, --appeal, --on and --pdf are for forms of the process (${PROCESS_NAMES.join(', ')}); entry sheets are made by themselves.${meant === undefined ? '' : ` Did you mean '${meant}'?`}`,
      2,
    )
  }
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
  for (const { name, meant: type } of unknown) {
    const meant = nearest(name, [...(type === undefined ? [] : [type]), ...PROCESS_NAMES]) ?? type
    refuse(
      `没有叫“${name}”的记录类型${meant === undefined ? '' : `，是不是“${meant}”？`}（yardstick needs 列出全部）`,
      `There is no record type '${name}'${meant === undefined ? '' : `; did you mean '${meant}'?`} (yardstick needs lists them all)`,
      2,
    )
  }
  if (unknown.length > 0) return
  if (diagnostics.some(({ severity }) => severity === 'error')) return terminal.fail(1)
  const target = resolve(workingDirectory, out)
  const files = forms.map(({ file, workbook }) => ({ target: join(target, file), content: workbook }))
  const filled = filesInTheWay(files)
  if (filled.length > 0 && !options.force) {
    const names = filled.map(name => join(out, name))
    return refuse(
      `${names.join('、')} 已经在了，里面可能填了记录，一份也没有写。请用 --out 另选文件夹，或加 --force 覆盖。`,
      `${names.join(', ')}: there already and perhaps filled in; nothing was written. Name another folder with --out, or add --force.`,
      1,
    )
  }
  const problem = writeFiles(files)
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
