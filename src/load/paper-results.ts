/** A table of scores that exist only on paper in (工号／学期／得分／等级／文号), earlier appraisals out; every row is taken or told as wrong. */

import { formatDay } from '../calendar/day.ts'
import { parsePeriod } from '../calendar/period.ts'
import type { Zone } from '../model/calendar.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType, Field, FieldType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Period } from '../model/period.ts'
import type { Grades } from '../model/rulebook.ts'
import type { EarlierAppraisal, RecordFile } from '../model/setup.ts'
import { problem, wholeFile } from './problem.ts'
import { faultsOf } from './problem-groups.ts'
import { type GoodRow, readRows } from './rows.ts'
import { type InputFile, readSource, rowSource } from './source-file.ts'
import { sourceName } from './source-name.ts'

export interface PaperReading {
  /** One for each period that it tells of. */
  readonly appraisals: readonly EarlierAppraisal[]
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

export interface PaperContext {
  readonly shown: string
  readonly folder: string
  readonly zone: Zone
  readonly grades: Grades | undefined
  /** Of the appraisal: what it tells of must be over when it starts. */
  readonly period: Period
}

type EarlierPerson = EarlierAppraisal['people'][number]

export async function readPaperResults(file: RecordFile, context: PaperContext): Promise<PaperReading> {
  const { shown, folder, zone } = context
  const type = paperType(shown)
  const source = await readSource(file, { shown, folder, fields: type.fields })
  if ('diagnostic' in source) return { appraisals: [], diagnostics: [source.diagnostic], inputs: [] }
  const good: GoodRow[] = []
  const read = await readRows(rowSource(source), { type, file, context: { zone }, onGood: row => good.push(row) })
  const unread = read.rejected.flatMap(row =>
    faultsOf(row).map(({ reason, expected }) =>
      faulty(row, {
        zh: `${reason.zh}；应为${expected.zh}`,
        en: `${reason.en}; expected ${expected.en}`,
      }),
    ),
  )
  const lines = good.map(row => lineOf(row, context))
  const wrong = lines.flatMap(line => ('diagnostic' in line ? [line.diagnostic] : []))
  const sound = lines.flatMap(line => ('person' in line ? [line] : []))
  const nothing = good.length + read.rejected.length === 0 && read.diagnostics.length === 0 ? [empty(shown)] : []
  return {
    appraisals: appraisalsOf(sound),
    diagnostics: [...source.told, ...read.diagnostics, ...unread, ...wrong, ...contradictions(sound), ...nothing],
    inputs: [source.input()],
  }
}

function paperType(shown: string): EventType {
  const place = { path: [], span: () => wholeFile(shown), at: () => place }
  const fields = [
    column('person', 'text', '工号', 'Staff number', ['编号', '员工编号', '职工号', 'staff no', 'id'], true),
    column('period', 'text', '学期', 'Period', ['考评周期', '周期', '考评学期', 'semester'], true),
    column('score', 'number', '得分', 'Score', ['成绩', '总分', '分数', 'points']),
    column('grade', 'text', '等级', 'Grade', ['等次', '考评等次']),
    column('document', 'text', '文号', 'Document', ['文件号', '依据', 'document no', 'document number'], true),
    column('name', 'text', '姓名', 'Name', []),
  ]
  return {
    id: 'history',
    title: { zh: '上期成绩', en: 'Earlier scores' },
    at: { field: 'period' },
    fields: new Map(fields.map(field => [field.name, field])),
    derive: new Map(),
    place,
  }
}

function column(
  name: string,
  type: FieldType,
  zh: string,
  en: string,
  aliases: readonly string[],
  required = false,
): Field {
  return { name, type, title: { zh, en }, aliases, required, shown: 'always' }
}

interface PaperLine {
  readonly row: GoodRow
  readonly period: Period
  readonly person: EarlierPerson
}

function lineOf(
  row: GoodRow,
  { grades, period: current }: PaperContext,
): PaperLine | { readonly diagnostic: Diagnostic } {
  const { person, period: written, score, grade, document } = row.values
  const fault = (zh: string, en: string) => ({ diagnostic: faulty(row, { zh, en }) })
  const period = periodOf(String(written))
  if (!period)
    return fault(
      `“${written}”不是学期，应写成 2023-H2 或 2023年下半年`,
      `'${written}' is no period; write 2023-H2, 2023-Q4, 2023-12 or 2023`,
    )
  if (period.to >= current.from)
    return fault(
      `${period.name} 到本期 ${current.name} 开始时还没有结束，不是往期`,
      `${period.name} is not over when ${current.name} starts, and is no earlier period`,
    )
  if (typeof score === 'number' && score < 0) return fault(`得分 ${score} 小于 0`, `The score ${score} is below 0`)
  const band = grade === undefined ? null : gradeOf(String(grade), grades)
  if (band === undefined) {
    const titles = (grades?.bands ?? []).map(({ title }) => title)
    return fault(
      `没有“${grade}”这个等级，有：${titles.map(({ zh }) => zh).join('、')}；不定等次留空`,
      `There is no grade '${grade}'; there are ${titles.map(({ en }) => en).join(', ')}. Leave it empty where none was given`,
    )
  }
  if (score === undefined && band === null)
    return fault('得分和等级都是空的，这一行没有说出什么', 'Score and grade are both empty, so the row tells nothing')
  return {
    row,
    period,
    person: {
      id: String(person),
      score: typeof score === 'number' ? score : null,
      grade: band,
      document: String(document),
      outcomes: [],
      ledgers: {},
    },
  }
}

const HALVES: Readonly<Record<string, string>> = { 上: 'H1', 下: 'H2' }
const QUARTERS = '一二三四'

/** As in `appraisal.yaml`, or `2023年下半年`, `2023年第四季度`. */
function periodOf(text: string): Period | undefined {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '')
  const half = /^(\d{4})年?([上下])半年$/.exec(plain)
  if (half) return parsePeriod(`${half[1]}-${HALVES[half[2] ?? '']}`)
  const quarter = /^(\d{4})年?第?([一二三四1-4])季度$/.exec(plain)
  if (!quarter) return parsePeriod(plain.toUpperCase())
  const sign = quarter[2] ?? ''
  return parsePeriod(`${quarter[1]}-Q${QUARTERS.includes(sign) ? QUARTERS.indexOf(sign) + 1 : sign}`)
}

/** By id or by title in either language; undefined: no such grade. */
function gradeOf(text: string, grades: Grades | undefined): string | undefined {
  const plain = (one: string): string => one.normalize('NFKC').trim().toLowerCase()
  return grades?.bands.find(({ id, title }) => [id, title.zh, title.en].some(name => plain(name) === plain(text)))?.id
}

/** The same twice counts once. */
function contradictions(lines: readonly PaperLine[]): readonly Diagnostic[] {
  const grouped = Map.groupBy(lines, ({ period, person }) => `${period.name}\n${person.id}`)
  return [...grouped.values()].flatMap(([first, ...others]) =>
    others
      .filter(other => first && JSON.stringify(other.person) !== JSON.stringify(first.person))
      .map(({ row, period, person }) =>
        faulty(row, {
          zh: `${person.id} 的 ${period.name} 有两行，内容不同（另见第 ${first?.row.row} 行）`,
          en: `${person.id} has two rows for ${period.name} that differ (see row ${first?.row.row} too)`,
        }),
      ),
  )
}

function appraisalsOf(lines: readonly PaperLine[]): readonly EarlierAppraisal[] {
  return [...Map.groupBy(lines, ({ period }) => period.name).values()].flatMap(own => {
    const [first] = own
    if (!first) return []
    const { name, from, to, year, length } = first.period
    const people = [...new Map(own.map(({ person }) => [person.id, person])).values()]
    return { period: { name, from: formatDay(from), to: formatDay(to), year, length }, people }
  })
}

function faulty(row: Pick<GoodRow, 'file' | 'sheet' | 'row'>, { zh, en }: Message): Diagnostic {
  return problem(
    'history-row',
    { file: sourceName(row), line: row.row, column: 1 },
    { zh: `第 ${row.row} 行：${zh}`, en: `Row ${row.row}: ${en}` },
  )
}

function empty(shown: string): Diagnostic {
  return problem('history-unreadable', wholeFile(shown), {
    zh: `${shown} 里没有一行成绩`,
    en: `${shown} holds no row of scores`,
  })
}
