/**
 * The year of the example, played with the real program in a folder of its own: each command as a person types it, and the lines
 * of its output that matter. `npm run year` plays it in `out-year/`; `--lang en` in English.
 */

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'

type Language = 'zh' | 'en'
type Said = string | Readonly<Record<Language, string>>

export interface Step {
  /** What stands in the folders is what had been written down by the end of this day. */
  readonly on: string
  readonly title: Said
  /** What somebody does by hand before the commands. */
  readonly byHand?: (year: string) => void
  readonly commands: readonly Command[]
}

interface Command {
  /** What `yardstick` is told; beginning with `grep`: that, to look into a file. */
  readonly words: readonly Said[]
  /** Lines of the output that matter. */
  readonly keep: RegExp
  /** Writes something, or takes its time: run in the first language alone. */
  readonly once?: boolean
}

const CAMPUS = import.meta.dirname
const ROOT = resolve(CAMPUS, '../..')

const NOT_MENDED = {
  zh: '七行无法补正，不涉及任何未达标',
  en: 'seven rows cannot be mended and are about nothing that was missed',
}
const WHY_AGAIN = {
  zh: '阀门召回、终端校时，A-3、A-4 成立',
  en: 'valves recalled, a clock set right: A-3 and A-4 upheld',
}

/** The line with the score, and what follows from it. */
const PERSON =
  /^\S+ \(\d{4}\)|^(得分|Score) |^[├└]─ .*(建议|已确认|proposed|confirmed)|^(管理连带责任|Cascade)|(复核之前|复核 A-|Before appeals|Appeal A-)/

export const STEPS: readonly Step[] = [
  {
    on: '2024-07-05',
    title: { zh: '草稿：考评小组评议时看的', en: 'The draft that the panel looks at' },
    commands: [
      { words: ['appraise', '2024-H1'], keep: /^(记录|Records|人员|People) /, once: true },
      { words: ['explain', '2024-H1/out', '0205'], keep: PERSON },
      { words: ['explain', '2024-H1/out', '0325'], keep: PERSON },
    ],
  },
  {
    on: '2024-07-12',
    title: { zh: '七月九日公布，两人申诉', en: 'Published on 9 July; two appeal' },
    commands: [{ words: ['round', '2024-H1'], keep: /^[✓·] |A-1|(到下一阶段|to the next state)/, once: true }],
  },
  {
    on: '2024-07-19',
    title: { zh: '申诉一件成立、一件维持；确认；定稿', en: 'One appeal is upheld and one dismissed; confirmed; final' },
    commands: [
      {
        words: ['appraise', '2024-H1', '--accept-rejected', NOT_MENDED],
        keep: /^(人员|People) |^(已定稿|Final)/,
        once: true,
      },
      { words: ['explain', '2024-H1/out', '0205'], keep: PERSON },
      { words: ['explain', '2024-H1/out', '0325'], keep: PERSON },
      { words: ['grep', '020[57]', '2024-H1/out/finance/payroll.csv'], keep: /./, once: true },
      { words: ['verify', '2024-H1/out'], keep: /./ },
    ],
  },
  {
    on: '2024-07-22',
    title: { zh: '下一期的文件夹', en: 'The folder of the next round' },
    commands: [{ words: ['new-round', '2024-H2', '--from', '2024-H1'], keep: /./, once: true }],
  },
  {
    on: '2025-01-06',
    title: { zh: '半年以后：下半年的草稿', en: 'Half a year later: the draft of the second half' },
    byHand: takeIn,
    commands: [
      { words: ['appraise', '2024-H2'], keep: /^(记录|Records|人员|People) /, once: true },
      { words: ['explain', '2024-H2/out', 'key-called-a-week-later'], keep: /^(本期|Verdicts)/ },
      { words: ['explain', '2024-H2/out', '0203'], keep: PERSON },
    ],
  },
  {
    on: '2025-01-10',
    title: { zh: '迟来的证据：上半年重新出具', en: 'Late evidence: the first half is issued again' },
    commands: [
      {
        words: ['appraise', '2024-H1', '--accept-rejected', NOT_MENDED, '--reissue', WHY_AGAIN],
        keep: /^(人员|People) |^(第 2|Issue 2)|^(已定稿|Final)/,
        once: true,
      },
      { words: ['explain', '2024-H1/out', '0203'], keep: PERSON },
      { words: ['grep', '000[124]\\|0207', '2024-H1/out/finance/payroll-delta.csv'], keep: /./, once: true },
      { words: ['verify', '2024-H1/out'], keep: /./ },
    ],
  },
  {
    on: '2025-01-14',
    title: {
      zh: '下半年按重新出具的往期再考评，公布',
      en: 'The second half again, on the history as it is now; published',
    },
    commands: [
      { words: ['appraise', '2024-H2'], keep: /^(人员|People) /, once: true },
      { words: ['explain', '2024-H2/out', '0203'], keep: PERSON },
      { words: ['explain', '2024-H2/out', '0205'], keep: PERSON },
      { words: ['explain', '2024-H2/out', '0121'], keep: PERSON },
      { words: ['explain', '2024-H2/out', '0325'], keep: PERSON },
      { words: ['round', '2024-H2'], keep: /^[✓·] |0325/, once: true },
      { words: ['archive', '2024-H1'], keep: /./, once: true },
    ],
  },
]

export interface Play {
  /** Emptied, and played in. */
  readonly folder: string
  /** Where the program starts. */
  readonly program: string
  /** Results are made in the first. */
  readonly languages: readonly [Language, ...Language[]]
  readonly print: (line: string, language: Language) => void
  /** Told when the commands of a step have run. */
  readonly onStep?: (step: Step) => void
}

export function playYear({ folder, program, languages, print, onStep }: Play): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  copySemester('2024-H1', folder)
  for (const step of STEPS) {
    step.byHand?.(folder)
    for (const period of ['2024-H1', '2024-H2'])
      if (existsSync(join(folder, period, 'records'))) writeAsOn(step.on, folder, period)
    for (const language of languages) print(`\n── ${step.on}  ${said(step.title, language)}`, language)
    for (const { words, keep, once } of step.commands) {
      for (const language of languages) {
        print(
          `\n$ ${[...(words[0] === 'grep' ? [] : ['yardstick']), ...words.map(word => quoted(said(word, language)))].join(' ')}`,
          language,
        )
        if (once && language !== languages[0]) continue
        for (const line of run(program, folder, language, words)) if (keep.test(line)) print(shortened(line), language)
      }
    }
    onStep?.(step)
  }
}

function run(program: string, folder: string, language: Language, words: readonly Said[]): readonly string[] {
  const [command, what, where] = words.map(word => said(word, language))
  if (command === 'grep')
    return readFileSync(join(folder, where ?? ''), 'utf8')
      .split(/\r?\n/)
      .filter(line => new RegExp((what ?? '').replaceAll('\\|', '|')).test(line))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...words.map(word => said(word, language))],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, YARDSTICK_LANG: language, NO_COLOR: '1' },
    },
  )
  if (status !== 0)
    throw new Error(`${words.map(word => said(word, language)).join(' ')}: ${status}\n${stdout}${stderr}`)
  return stdout.split('\n')
}

function said(word: Said, language: Language): string {
  return typeof word === 'string' ? word : word[language]
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `"${word}"`
}

const LONGEST = 150

function shortened(line: string): string {
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

const REISSUED = '2025-01-10'

/** What was not written down yet by the end of that day is not there: entries of appeals and confirmations, steps of the round. */
function writeAsOn(day: string, year: string, period: string): void {
  const isReissued = period === '2024-H1' && day >= REISSUED
  const write = (name: string, text: string): void => writeFileSync(join(year, period, name), text)
  const setup = setupAsOn(textOf(period, 'appraisal.yaml'), day, year)
  const appeals = textOf(period, 'adjustments.yaml')
  const confirmations = entriesAsOn(textOf(period, 'confirmations.yaml'), day)
  write('appraisal.yaml', isReissued ? reissued(setup) : setup)
  if (appeals !== '')
    write('adjustments.yaml', entriesAsOn(isReissued ? appeals + textOf('reissue', 'adjustments.yaml') : appeals, day))
  // What the appeal has undone is no longer there to be confirmed.
  write('confirmations.yaml', isReissued ? confirmations.replaceAll(/^- .*zero-defect.*\n/gm, '') : confirmations)
}

function textOf(folder: string, name: string): string {
  const path = join(CAMPUS, folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Made final once more, and held against what was published. */
function reissued(setup: string): string {
  const final = setup.replace(/final: \{.*\}/, `final: { by: '0001', on: ${REISSUED} }`)
  return `${final}published: out-issue-1/appraisal.json\n`
}

/** An entry begins at the margin and ends where the next one begins; it counts once every day that it names has come. */
function entriesAsOn(text: string, day: string): string {
  const [head = '', ...entries] = text.split(/^(?=- )/m)
  const written = entries.filter(entry => daysIn(entry).every(on => on <= day))
  return `${head}${written.length > 0 ? written.join('') : '[]\n'}`
}

function daysIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:filed-|decided-)?on: (\d{4}-\d{2}-\d{2})/g)].map(([, on = '']) => on)
}

const STATES = ['panel', 'approved', 'published', 'final'] as const

/** Each state of the round with its day; `final` stands there as a comment. */
function setupAsOn(text: string, day: string, year: string): string {
  const [head = '', round = ''] = text.split(/^round:\n/m)
  const blocks = round.replace(/^ {2}# (?=final:)/m, '  ').split(/^(?= {2}[a-z]+:)/m)
  const reached = blocks.filter(block => daysIn(block).every(on => on <= day))
  const state = STATES.findLast(one => reached.some(block => block.startsWith(`  ${one}:`))) ?? 'draft'
  const rules = relative(join(year, 'any'), join(ROOT, 'rules')).replaceAll('\\', '/')
  const opening = head.replace(/^state: .*/m, `state: ${state}`).replace('../../../rules', rules)
  return `${opening}round:\n${reached.join('')}`
}

/** Records, roster and what else the semester brought take the place of what `new-round` could know. */
function takeIn(year: string): void {
  const folder = join(year, '2024-H2')
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
  copySemester('2024-H2', year)
}

/** Without results that somebody made in the example itself. */
function copySemester(period: string, year: string): void {
  const isInput = (path: string): boolean => !/^out(-issue-\d+)?$/.test(basename(path))
  cpSync(join(CAMPUS, period), join(year, period), { recursive: true, filter: isInput })
}

if (import.meta.main) {
  const at = process.argv.indexOf('--lang')
  const language = process.argv[at + 1] === 'en' && at > 0 ? 'en' : 'zh'
  playYear({
    folder: join(ROOT, 'out-year'),
    program: join(ROOT, 'dist/cli.js'),
    languages: [language],
    print: line => console.log(line),
  })
}
