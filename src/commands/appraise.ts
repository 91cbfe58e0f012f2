/** `yardstick appraise FOLDER`: the main job. Records and rules in, sheets and lists out. */

import { join, relative, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { AppraiseResult } from '../appraise.ts'
import type { Appraisal } from '../model/appraisal.ts'
import type { Language, Message } from '../model/message.ts'
import type { Command } from './command.ts'
import { civilDate, examples, withLanguage } from './command.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly out?: string
  readonly asOf?: string
  readonly profile?: string
  readonly lang?: Language
  readonly strict?: true
  readonly allFindings?: true
  readonly checkOnly?: true
  readonly acceptRejected?: string
  readonly pdf?: true
  readonly reissue?: string
  readonly redact?: true
  readonly workers?: number
}

export const appraiseCommand: Command = {
  define(program, terminal) {
    const command = program
      .command('appraise')
      .summary(
        terminal.say({
          zh: '按规则核对记录，生成考评表（主要用途）',
          en: 'check records against the rules and write the sheets (the main job)',
        }),
      )
      .description(
        terminal.say({
          zh: '读取文件夹里的 appraisal.yaml、人员名册和各类记录，按规则包核对，生成考评结果和可打印的考评表。',
          en: 'Reads appraisal.yaml, the roster and the records of a folder, checks them against the rule pack, and writes results and sheets ready to print.',
        }),
      )
      .argument('FOLDER', terminal.say({ zh: '考评文件夹（内有 appraisal.yaml）', en: 'folder with appraisal.yaml' }))
      .option(
        '--out <folder>',
        terminal.say({
          zh: '结果文件夹（默认：FOLDER/out；--redact 时为 FOLDER/out-redacted）',
          en: 'folder of results (default: FOLDER/out; with --redact FOLDER/out-redacted)',
        }),
      )
      .option(
        '--as-of <date>',
        terminal.say({
          zh: '截止日期，代替 appraisal.yaml 里的 as-of',
          en: 'cut-off, instead of as-of in appraisal.yaml',
        }),
        civilDate,
      )
      .option(
        '--profile <name>',
        terminal.say({ zh: '只启用 profiles/ 里这份方案的标准', en: 'only the standards of this profile' }),
      )
      .option(
        '--strict',
        terminal.say({ zh: '有退回的记录行时以状态 1 结束', en: 'end with status 1 where rows were rejected' }),
      )
      .option(
        '--all-findings',
        terminal.say({
          zh: 'findings.ndjson 里也写入达标的检查结果',
          en: 'write met findings into findings.ndjson too',
        }),
      )
      .option(
        '--accept-rejected <reason>',
        terminal.say({
          zh: '有退回的行也可定稿：写明理由，理由会印在每张考评表上',
          en: 'final in spite of rejected rows: the reason, which is printed on every sheet',
        }),
        someReason,
      )
      .option(
        '--reissue <reason>',
        terminal.say({
          zh: '结果已定稿，复核后要更正：写明理由；原来的整份保留，新的编号并印上理由',
          en: 'results are final and must be corrected: the reason; the earlier ones are kept whole, the new ones numbered, and the reason is printed',
        }),
        someReason,
      )
      .option(
        '--pdf',
        terminal.say({
          zh: '另存 PDF：每人一份，每个部门一本合订本（需要装有 Chrome、Edge 或 Chromium）',
          en: 'PDFs as well: one per person, a bound one per department (takes an installed Chrome, Edge or Chromium)',
        }),
      )
      .option(
        '--redact',
        terminal.say({
          zh: '另做一份隐去姓名的副本，写入 FOLDER/out-redacted：给顾问、案卷、演示用',
          en: 'a copy without names, in FOLDER/out-redacted: for a consultant, a court file, a demonstration',
        }),
      )
      .option(
        '--workers <number>',
        terminal.say({
          zh: '用几个线程读取大文件（默认：处理器个数，最多 8）；结果与个数无关',
          en: 'threads that read large files (default: one per processor, at most 8); no result depends on it',
        }),
        threadCount,
      )
      .option('--check-only', terminal.say({ zh: '只核对，不写任何文件', en: 'check only, write nothing' }))
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick appraise 2024-H1', { zh: '结果写入 2024-H1/out', en: 'results in 2024-H1/out' }],
          ['yardstick appraise 2024-H1 --out out --lang en', { zh: '英文考评表', en: 'sheets in English' }],
          ['yardstick appraise 2024-H1 --pdf', { zh: '另存 PDF', en: 'with PDFs' }],
          ['yardstick appraise 2024-H1 --redact', { zh: '隐去姓名的副本', en: 'a copy without names' }],
          ['yardstick appraise 2024-H1 --check-only', { zh: '先试一遍', en: 'a dry run' }],
        ]),
      )
      .action((folder: string, options: Options) => run(folder, options, terminal))
    withLanguage(command, terminal)
  },
}

async function run(folder: string, options: Options, terminal: Terminal): Promise<void> {
  const contradiction = contradictionIn(options)
  if (contradiction) {
    terminal.complain(terminal.say(contradiction))
    terminal.fail(2)
    return
  }
  const { appraise } = await import('../appraise.ts')
  const directory = resolve(terminal.workingDirectory, folder)
  const results = join(directory, 'out')
  const usual = options.redact ? join(directory, 'out-redacted') : results
  const out = options.out === undefined ? usual : resolve(terminal.workingDirectory, options.out)
  const result = await appraise({
    folder: directory,
    language: terminal.language,
    ...(options.checkOnly ? {} : { out }),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.acceptRejected === undefined ? {} : { acceptRejected: options.acceptRejected }),
    ...(options.reissue === undefined ? {} : { reissue: options.reissue }),
    ...(options.redact ? { redactedFrom: results } : {}),
    keepMet: options.allFindings ?? false,
    pdf: options.pdf ?? false,
    ...(options.workers === undefined ? {} : { threads: { workers: options.workers } }),
    onStage: stage => terminal.progress(terminal.say(stage)),
  })
  const { printDiagnostics } = await import('./diagnostics.ts')
  const { printProblems } = await import('./problems.ts')
  printDiagnostics(result.diagnostics, result.texts, terminal)
  printProblems(result.problems, terminal)
  if (!result.appraisal) {
    terminal.complain(terminal.say({ zh: '没有写入任何文件。', en: 'Nothing was written.' }))
    terminal.fail(1)
    return
  }
  printSummary(result, relative(terminal.workingDirectory, out) || '.', options, terminal)
  if (options.redact) terminal.print(terminal.say(REDACTED))
  else if (!options.checkOnly) await printProof(result.appraisal, out, terminal)
  if (options.strict && result.appraisal.records.rejected + (result.rejectedRosterRows ?? 0) > 0) terminal.fail(1)
}

function contradictionIn({ checkOnly, reissue, redact }: Options): Message | undefined {
  if (checkOnly && reissue !== undefined) {
    return {
      zh: '--check-only 什么也不写，无从重新出具（--reissue）：请去掉其中一个。',
      en: '--check-only writes nothing, so nothing can be issued anew (--reissue): leave one of the two out.',
    }
  }
  if (redact && (checkOnly || reissue !== undefined)) {
    return {
      zh: '--redact 另写一份副本，不能与 --check-only、--reissue 同用：请去掉其中一个。',
      en: '--redact writes a copy beside the results; it does not go with --check-only or --reissue: leave one out.',
    }
  }
  return undefined
}

/** What is kept of earlier issues, and what final results are known by: to be noted where nobody can alter it. */
async function printProof({ issue, state }: Appraisal, out: string, terminal: Terminal): Promise<void> {
  const { say } = terminal
  const { fingerprintOf } = await import('../report/verify.ts')
  const { issueFolder } = await import('../report/write.ts')
  if (issue.number > 1) {
    const kept = relative(terminal.workingDirectory, issueFolder(out, issue.number - 1))
    terminal.print(
      say({
        zh: `第 ${issue.number} 次出具（${issue.reason}）；上一次的结果在  ${kept}/`,
        en: `Issue ${issue.number} (${issue.reason}); the one before is in  ${kept}/`,
      }),
    )
  }
  if (state !== 'final') return
  terminal.print(
    say({
      zh: `已定稿。清单指纹，请记入会议纪要：${fingerprintOf(out)}`,
      en: `Final. Note the fingerprint in the minutes: ${fingerprintOf(out)}`,
    }),
  )
}

const REDACTED: Message = {
  zh: '副本里没有姓名、工号、奖金基数、原始记录和发放清单。知情的人仍可能由岗位、部门和所记的事认出是谁（见 docs/privacy.zh.md）。',
  en: 'The copy holds no names, staff numbers, bonus bases, raw records or payroll. Those who know the office may still tell people by post, unit and what happened (see docs/privacy.md).',
}

/** Nobody accepts anything for no reason. */
function someReason(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('')
  return text.trim()
}

/** Nobody has more processors. */
const MOST_WORKERS = 64

function threadCount(text: string): number {
  const count = Number(text)
  if (!/^\d+$/.test(text) || count < 1 || count > MOST_WORKERS) throw new InvalidArgumentError(`1 … ${MOST_WORKERS}`)
  return count
}

/** What would make results unfair although every row could be read. */
function completenessLines({ completeness, words }: Appraisal, { say, language }: Terminal): readonly string[] {
  const { gaps, units, late } = completeness
  const named = [...new Set([...gaps, ...units].map(({ type }) => words.eventTypes[type]?.[language] ?? type))]
  const open = late.filter(({ isApproved }) => !isApproved).length
  return [
    ...(named.length > 0
      ? [
          say({
            zh: `完整   ${named.length} 种记录像是不全：${named.slice(0, MOST_NAMED).join('、')}${named.length > MOST_NAMED ? '……' : ''}（见 internal/records.html）`,
            en: `Complete    ${counted(named.length, 'record type')} seem${named.length === 1 ? 's' : ''} incomplete: ${named.slice(0, MOST_NAMED).join(', ')}${named.length > MOST_NAMED ? ' …' : ''} (see internal/records.html)`,
          }),
        ]
      : []),
    ...(late.length > 0
      ? [
          say({
            zh: `补录   ${late.length} 条在录入截止以后录入，${open} 条待批准（见 internal/records.html）`,
            en: `Late        ${late.length} entered after the cut-off, ${open} not approved (see internal/records.html)`,
          }),
        ]
      : []),
  ]
}

const MOST_NAMED = 4

/** A dozen lines: what was read, how it was judged, who got what, where to look. */
function printSummary(result: AppraiseResult, out: string, options: Options, terminal: Terminal): void {
  const { appraisal } = result
  if (!appraisal) return
  const { records, findings, people, standards, period, words } = appraisal
  const rosterRows = result.rejectedRosterRows ?? 0
  const judged = standards.filter(standard => standard.state === 'checked').length
  const grades = words.grades.map(grade => {
    const count = people.filter(person => person.grade === grade.id).length
    return `${grade.title[terminal.language]} ${count}`
  })
  const ungraded = people.filter(person => person.grade === null).length
  const lines = [
    terminal.style(
      'bold',
      `${appraisal.title?.[terminal.language] ?? appraisal.pack.title[terminal.language]} ${period.name}`,
    ),
    terminal.say({
      zh: `记录   读入 ${records.read} 行 = 采用 ${records.accepted} + 退回 ${records.rejected} + 忽略 ${records.ignored}`,
      en: `Records     ${records.read} rows read = ${records.accepted} accepted + ${records.rejected} rejected + ${records.ignored} ignored`,
    }),
    terminal.say({
      zh: `标准   ${standards.length} 项中检查了 ${judged} 项，本期未检查 ${standards.length - judged} 项（见 index.html）`,
      en: `Standards   ${judged} of ${standards.length} checked, ${standards.length - judged} not (see index.html)`,
    }),
    terminal.say({
      zh: `检查   达标 ${findings.met}，未达标 ${findings.missed}，未到期 ${findings.pending}，无法判定 ${findings.undetermined}，免责 ${findings.exempt}；无人对应 ${findings.unattributed}`,
      en: `Cases       ${findings.met} met, ${findings.missed} missed, ${findings.pending} pending, ${findings.undetermined} undetermined, ${findings.exempt} exempt; ${findings.unattributed} unattributed`,
    }),
    terminal.say({
      zh: `人员   ${people.length} 人：${grades.join('，')}，不定等次 ${ungraded}`,
      en: `People      ${people.length}: ${grades.join(', ')}, no grade ${ungraded}`,
    }),
  ]
  if (rosterRows > 0) {
    lines.push(
      terminal.say({
        zh: `名册   退回 ${rosterRows} 行：这些人没有考评表`,
        en: `Roster      ${rosterRows} rows rejected: these people have no sheet`,
      }),
    )
  }
  lines.push(...completenessLines(appraisal, terminal))
  for (const [file, encoding] of result.encodings ?? [])
    lines.push(terminal.say({ zh: `编码   ${file}：${encoding}`, en: `Encoding    ${file}: ${encoding}` }))
  if (options.checkOnly)
    lines.push(terminal.say({ zh: '试运行：没有写入任何文件。', en: 'Dry run: nothing was written.' }))
  else {
    lines.push(
      '',
      terminal.say({ zh: `请打开  ${join(out, 'index.html')}`, en: `Open      ${join(out, 'index.html')}` }),
      terminal.say({ zh: `考评表  ${join(out, 'people')}/`, en: `Sheets    ${join(out, 'people')}/` }),
    )
    if (options.pdf) {
      lines.push(
        terminal.say({
          zh: `PDF     ${join(out, 'people/pdf')}/，合订本 ${join(out, 'volumes')}/`,
          en: `PDFs      ${join(out, 'people/pdf')}/, bound ${join(out, 'volumes')}/`,
        }),
      )
    }
    if (records.rejected + rosterRows > 0 && !options.redact) {
      lines.push(
        terminal.say({ zh: `退回行  ${join(out, 'rejected.csv')}`, en: `Rejected  ${join(out, 'rejected.csv')}` }),
      )
    }
  }
  terminal.print(lines.join('\n'))
}
