/** The numbers of a pack in, the sheets of the maintenance workbook out: what each cell holds and how it is meant. */

import { compareText } from '../lib/order.ts'
import type { Language, Message } from '../model/message.ts'
import type { PackInfo } from '../model/rulebook.ts'
import { plainText, shownValue } from './cells.ts'
import { BASELINE, COLUMNS, type Column, type ColumnId, GUIDE, itemTitle, SHEETS, TITLES } from './columns.ts'
import { guideRows } from './guide.ts'
import { type NumberEntry, type RuleNumber, SUBJECTS, type Subject, VALUE_COLUMNS } from './number.ts'
import type { PlannedCell, PlannedSheet } from './plan.ts'

export interface SheetsRequest {
  readonly pack: PackInfo
  readonly numbers: readonly RuleNumber[]
  readonly language: Language
  /** The civil date whose values are shown; absent: the newest. */
  readonly on?: string
}

export function plannedSheets(request: SheetsRequest): readonly PlannedSheet[] {
  const tables = SUBJECTS.map(subject => tableOf(subject, request)).filter(sheet => sheet.rows.length > 0)
  return [guideSheet(request), ...tables, baselineSheet(request)]
}

// --- what is in force -----------------------------------------------------------------------------------------------

/** The entry shown: the newest, or that in force on a day. */
export function entryOn(entries: readonly NumberEntry[], on: string | undefined): NumberEntry | undefined {
  return entries.findLast(({ from }) => on === undefined || from === null || compareText(from, on) <= 0)
}

/** All that a number has been and is to be, comparable as text. */
export function historyOf(entries: readonly NumberEntry[]): string {
  return plainText(JSON.stringify(entries.map(({ from, value }) => [from, value])))
}

// --- tables ---------------------------------------------------------------------------------------------------------

function tableOf(subject: Subject, { numbers, language, on }: SheetsRequest): PlannedSheet {
  const own = numbers.filter(number => number.subject === subject)
  const used = new Set<ColumnId>(own.flatMap(({ column, lock }) => (lock ? [column, 'note'] : [column])))
  const isOptional = (id: ColumnId) => id === 'note' || VALUE_COLUMNS.some(one => one === id)
  const columns = COLUMNS.filter(({ id }) => !isOptional(id) || used.has(id))
  const groups = Map.groupBy(own, ({ group }) => group.zh)
  const rows = [...groups.values()].flatMap(members => [
    ...(groups.size > 1 && members[0] ? [headingRow(members[0].group, columns, language)] : []),
    ...members.map(number => numberRow(number, columns, language, on)),
  ])
  const isLong = own.some(number => number.entries.length > 1)
  return {
    name: SHEETS[subject][language],
    columns: columns.map(({ id, title, width }) => ({
      title: (id === 'title' ? TITLES[subject] : id === 'item' ? itemTitle(subject) : title)[language],
      width: id === 'history' && !isLong ? 8 : width,
      isNumber: id === 'points' || id === 'cap' || id === 'amount',
    })),
    rows,
    isHidden: false,
    hasHeader: true,
  }
}

/** Without an id, so that it is no number. */
function headingRow(group: Message, columns: readonly Column[], language: Language): readonly PlannedCell[] {
  return columns.map(({ id }) => ({ value: id === 'title' ? group[language] : '', role: 'heading' }))
}

function numberRow(
  number: RuleNumber,
  columns: readonly Column[],
  language: Language,
  on: string | undefined,
): readonly PlannedCell[] {
  const shown = entryOn(number.entries, on)
  const role = number.lock ? 'pale' : 'editable'
  return columns.map(({ id }): PlannedCell => {
    switch (id) {
      case 'id':
        return { value: number.id, role: 'small' }
      case 'title':
      case 'item':
      case 'charge':
        return { value: number[id][language], role: 'plain' }
      case 'clauses':
        return { value: number.clauses.join(' '), role: 'plain' }
      case 'from':
        return { value: shown?.from ?? '', role }
      case 'reason':
        return { value: shown?.reason ?? '', role }
      case 'history':
        return { value: historyWords(number, shown, language), role: 'plain' }
      case 'note':
        return { value: noteWords(number, language), role: 'plain' }
      default: {
        const value = shown?.value ?? null
        if (id !== number.column) return { value: '', role: 'plain' }
        return { value: value === null ? '' : shownValue(value, language), role }
      }
    }
  })
}

/** The values before and after the one shown, with their days. */
function historyWords({ entries }: RuleNumber, shown: NumberEntry | undefined, language: Language): string {
  const zh = language === 'zh'
  const others = entries.filter(entry => entry !== shown)
  const words = others.map(({ from, value, reason }) => {
    const what = value === null ? (zh ? '取消' : 'none') : String(shownValue(value, language))
    const since = from === null ? '' : zh ? `${from} 起 ` : `from ${from} `
    const why = reason === undefined ? '' : zh ? `（${reason}）` : ` (${reason})`
    return `${since}${what}${why}`
  })
  return words.join(zh ? '；' : '; ')
}

/** Short, beside the number; `lockWords` says it in full. */
function noteWords({ lock }: RuleNumber, language: Language): string {
  if (!lock) return ''
  const zh = language === 'zh'
  if (lock.why === 'parameter') return zh ? `见参数 ${lock.parameter}` : `See parameter ${lock.parameter}`
  return lock.why === 'undated'
    ? zh
      ? '在规则文件里改'
      : 'Changed in the rule file'
    : zh
      ? '在所扩展的规则包里改'
      : 'Changed in the pack extended'
}

/** Why a number is not changed where it stands, and where it is. */
export function lockWords(lock: NonNullable<RuleNumber['lock']>): Message {
  switch (lock.why) {
    case 'parameter':
      return {
        zh: `取自参数，在“${SHEETS.parameters.zh}”表改 parameter:${lock.parameter}`,
        en: `From a parameter: change parameter:${lock.parameter} on the sheet '${SHEETS.parameters.en}'`,
      }
    case 'undated':
      return { zh: '不能按日期生效，请在规则文件里改', en: 'Has no dated form: change it in the rule file' }
    case 'inherited':
      return { zh: '属于所扩展的规则包，请在那里改', en: 'Stands in the pack that is extended: change it there' }
  }
}

// --- guide and baseline ---------------------------------------------------------------------------------------------

function guideSheet({ pack, language, on, numbers }: SheetsRequest): PlannedSheet {
  return {
    name: GUIDE[language],
    columns: [
      { title: '', width: 24, isNumber: false },
      { title: '', width: 100, isNumber: false },
    ],
    rows: guideRows({ pack, on, count: numbers.length }),
    isHidden: false,
    hasHeader: false,
  }
}

/** First what the workbook was made from, then each number as it was then. */
function baselineSheet({ pack, numbers, on }: SheetsRequest): PlannedSheet {
  const row = (...values: readonly string[]) => values.map(value => ({ value, role: 'plain' }) as const)
  return {
    name: BASELINE,
    columns: ['id', 'history', 'shown'].map(title => ({ title, width: 30, isNumber: false })),
    rows: [
      row('pack', pack.id, pack.sha256),
      ...numbers.map(({ id, entries }) =>
        row(id, historyOf(entries), historyOf([entryOn(entries, on)].filter(one => one !== undefined))),
      ),
    ],
    isHidden: true,
    hasHeader: true,
  }
}
