/** The rows of a filled-in workbook and the numbers of the pack in, the changes to be made out, with all that is wrong at once. */

import { didYouMean } from '../lib/did-you-mean.ts'
import { nearest } from '../lib/nearest.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import type { PackInfo } from '../model/rulebook.ts'
import { type Ageless, toldAgeless, toldGone, toldTwice } from './all-rows.ts'
import { type FilledCell, isSame, plainText, readValue } from './cells.ts'
import type { ColumnId } from './columns.ts'
import { type Literal, type NumberEntry, type RuleNumber, VALUE_COLUMNS } from './number.ts'
import type { Baseline, FilledRow, FilledWorkbook } from './rows.ts'
import { historyOf, lockWords } from './sheets.ts'
import { messageOf, quotedText, titleOf, told, wordsOf } from './told.ts'

export interface LimitChange {
  readonly number: RuleNumber
  /** As it was, and as it becomes, in words. */
  readonly shownWas: Message
  readonly shownValue: Message
  readonly value: Literal
  /** The civil date from which the new value holds. */
  readonly day: string
  /** Since when the old value holds, where it stood without a date. */
  readonly since?: string
  readonly reason?: string
}

export interface ChangesRequest {
  readonly workbook: FilledWorkbook
  /** As printed. */
  readonly name: string
  readonly pack: PackInfo
  readonly numbers: readonly RuleNumber[]
  /** Since when values hold that stand without a date; where the pack says so too, the earlier day counts. */
  readonly since?: string
}

export interface Changes {
  readonly changes: readonly LimitChange[]
  readonly diagnostics: readonly Diagnostic[]
}

export function changesIn(request: ChangesRequest): Changes {
  const { workbook, pack, name } = request
  const { baseline, tables, rows } = workbook
  const whole = { file: name, line: 1, column: 1 }
  if (tables === 0)
    return stopped(whole, {
      zh: '里面没有维护表：表头应有“编号”和“生效日期”。请用 yardstick limits 导出的工作簿来填。',
      en: "There is no table of numbers in it: its header names 'Id' and 'In force from'. Fill in a workbook that yardstick limits made.",
    })
  if (!baseline)
    return stopped(whole, {
      zh: '隐藏的“yardstick”表不在了：看不出哪些数改过、规则包后来有没有改。请重新导出，把改动填进去。',
      en: "The hidden sheet 'yardstick' is gone: which numbers changed, and whether the pack did since, cannot be told. Export anew and carry your changes over.",
    })
  if (baseline.pack !== pack.id)
    return stopped(whole, {
      zh: `这是规则包“${baseline.pack}”的维护表，这里的规则包是“${pack.id}”。`,
      en: `It is the workbook of the pack '${baseline.pack}'; the pack here is '${pack.id}'.`,
    })
  const byId = new Map(request.numbers.map(number => [number.id, number]))
  const readings = rows.map(row => readRow(row, byId, { ...request, baseline }))
  const twice = toldTwice(rows, name)
  const ageless = toldAgeless(
    readings.flatMap(({ ageless: one }) => one ?? []),
    name,
  )
  const missing = toldGone(rows, request.numbers, baseline, name)
  return {
    changes: readings.flatMap(({ change }) => change ?? []),
    diagnostics: [...readings.flatMap(({ diagnostics }) => diagnostics), ...ageless, ...twice, ...missing],
  }
}

function stopped(span: Diagnostic['span'], message: Message): Changes {
  return { changes: [], diagnostics: [{ code: 'limits-unreadable', severity: 'error', message, span }] }
}

// --- one row --------------------------------------------------------------------------------------------------------

/** A workbook that says what it was made from. */
interface Comparing extends ChangesRequest {
  readonly baseline: Baseline
}

interface RowReading {
  readonly change?: LimitChange
  /** Changed, and nothing says since when the old value has held. */
  readonly ageless?: Ageless
  readonly diagnostics: readonly Diagnostic[]
}

function readRow(row: FilledRow, byId: ReadonlyMap<string, RuleNumber>, request: Comparing): RowReading {
  const id = row.cells.get('id')
  const number = id && byId.get(id.text)
  if (!number) return { diagnostics: [unknownRow(row, byId, request)] }
  const isOwnPack = request.baseline.sha256 === request.pack.sha256
  const unread = isOwnPack ? unreadWords(row, number, request.name) : []
  const reading = readValues(row, number, request)
  return { ...reading, diagnostics: [...reading.diagnostics, ...unread] }
}

function unknownRow(row: FilledRow, byId: ReadonlyMap<string, RuleNumber>, { name, baseline }: Comparing): Diagnostic {
  const [first] = row.cells.values()
  const id = row.cells.get('id')
  if (!id)
    return told('limits-row', name, first, {
      zh: '这一行没有编号。不能在表里加行：新标准请写在规则文件里；改动请写在有编号的行。',
      en: 'This row has no id. Rows cannot be added: write new standards in the rule files, and changes in rows with an id.',
    })
  const isOld = baseline.numbers.has(id.text)
  const message = isOld
    ? {
        zh: `“${id.text}”导出时还在，规则包里现在没有了（改了编号、合并或删除）。请重新导出再改。`,
        en: `'${id.text}' was there when the workbook was made, and is in the pack no more (renamed, merged or deleted). Export anew.`,
      }
    : { zh: `规则包里没有编号“${quotedText(id)}”。`, en: `The pack has no number '${quotedText(id)}'.` }
  return { ...told('limits-row', name, id, message), ...(isOld ? {} : hintOf(id.text, byId)) }
}

function hintOf(id: string, byId: ReadonlyMap<string, RuleNumber>): Pick<Diagnostic, 'hint'> {
  const { hint } = didYouMean(nearest(id, byId.keys()))
  return hint ? { hint } : {}
}

function readValues(row: FilledRow, number: RuleNumber, request: Comparing): RowReading {
  const { name, baseline } = request
  const elsewhere = VALUE_COLUMNS.filter(column => column !== number.column && row.cells.has(column))
  if (elsewhere[0])
    return {
      diagnostics: [
        told('limits-value', name, row.cells.get(elsewhere[0]), {
          zh: `“${number.id}”的数值应写在“${titleOf(number.column).zh}”一列，不在“${titleOf(elsewhere[0]).zh}”。`,
          en: `The value of '${number.id}' stands in the column '${titleOf(number.column).en}', not in '${titleOf(elsewhere[0]).en}'.`,
        }),
      ],
    }
  const cell = row.cells.get(number.column)
  const shown = baseline.numbers.get(number.id)?.shown
  const was = shown?.value ?? null
  const read = cell ? readValue(cell, number) : { blank: true as const }
  if ('blank' in read) {
    if (was === null) return onlyBeside(row, shown, number, name)
    const message = {
      zh: `数值空着，原为 ${wordsOf(was, 'zh')}。数不能在表里取消：请写上数值，或在规则文件里改。`,
      en: `The value is blank; it was ${wordsOf(was, 'en')}. A number is not ended in the workbook: write the value, or change the rule file.`,
    }
    return { diagnostics: [told('limits-value', name, row.cells.get('id'), message)] }
  }
  if ('expected' in read) {
    const said = cell ? quotedText(cell) : ''
    const message = {
      zh: `“${said}”读不出来，这里应为${read.expected.zh}。`,
      en: `'${said}' cannot be read: ${read.expected.en} is expected here.`,
    }
    return { diagnostics: [told('limits-value', name, cell, message)] }
  }
  if (isSame(read.value, was)) return onlyBeside(row, shown, number, name)
  return changed(row, read.value, shown, number, request)
}

/** The value is another than the one the workbook was made with. */
function changed(
  row: FilledRow,
  value: Literal,
  shown: NumberEntry | undefined,
  number: RuleNumber,
  request: Comparing,
): RowReading {
  const { name, baseline } = request
  const cell = row.cells.get(number.column)
  const newest = number.entries.at(-1)
  const day = row.cells.get('from')
  const isDone = newest !== undefined && isSame(newest.value, value) && newest.from !== null && newest.from === day?.day
  if (isDone) return { diagnostics: [] }
  if (number.lock) {
    const { zh, en } = lockWords(number.lock)
    return {
      diagnostics: [
        told('limits-locked', name, cell, { zh: `这个数不在这里改：${zh}。`, en: `It is not changed here: ${en}.` }),
      ],
    }
  }
  if (baseline.numbers.get(number.id)?.history !== historyOf(number.entries))
    return { diagnostics: [conflict(cell, number, shown, value, name)] }
  const dating = datingOf(row, number, request)
  if ('diagnostic' in dating) return { diagnostics: [dating.diagnostic] }
  if ('ageless' in dating) return { ...dating, diagnostics: [] }
  const reason = row.cells.get('reason')?.text
  const isOldReason = reason !== undefined && reason === newest?.reason
  const stale = isOldReason
    ? [
        told('limits-ignored', name, row.cells.get('reason'), {
          zh: `修改原因还是 ${newest?.from} 那次的，不写入。`,
          en: `The reason is still that of ${newest?.from}; none is written.`,
        }),
      ]
    : []
  return {
    change: {
      number,
      shownWas: messageOf(newest?.value ?? null),
      shownValue: messageOf(value),
      value,
      ...dating,
      ...(reason === undefined || isOldReason ? {} : { reason }),
    },
    diagnostics: stale,
  }
}

function conflict(
  cell: FilledCell | undefined,
  { entries, id }: RuleNumber,
  shown: NumberEntry | undefined,
  value: Literal,
  name: string,
): Diagnostic {
  const newest = entries.at(-1)
  const [was, is] = [shown?.value ?? null, newest?.value ?? null]
  const since = (zh: boolean) =>
    typeof newest?.from === 'string' ? (zh ? `（${newest.from} 起）` : ` (from ${newest.from})`) : ''
  return told('limits-conflict', name, cell, {
    zh: `“${id}”导出时是 ${wordsOf(was, 'zh')}，规则包里现在是 ${wordsOf(is, 'zh')}${since(true)}，表里改成 ${wordsOf(value, 'zh')}。两处都改了，不能猜：请重新导出，再填这一处。`,
    en: `'${id}' was ${wordsOf(was, 'en')} when the workbook was made, is ${wordsOf(is, 'en')}${since(false)} in the pack now, and ${wordsOf(value, 'en')} in the workbook. Both changed, and neither is guessed: export anew and fill in this one.`,
  })
}

type Dating = Pick<LimitChange, 'day' | 'since'> | { readonly diagnostic: Diagnostic } | { readonly ageless: Ageless }

function datingOf(row: FilledRow, number: RuleNumber, { name, since }: Comparing): Dating {
  const cell = row.cells.get('from')
  const wrong = (message: Message, at = cell ?? row.cells.get(number.column)): Dating => ({
    diagnostic: told('limits-date', name, at, message),
  })
  if (!cell)
    return wrong({
      zh: '改了数值，没有写生效日期。请写哪一天起用新的数，如 2025-09-01。',
      en: 'The value changed and no day is given. Write the day from which it holds, such as 2025-09-01.',
    })
  const { day } = cell
  if (day === undefined)
    return wrong({
      zh: `“${quotedText(cell)}”不是存在的日期，应写成 2025-09-01。`,
      en: `'${quotedText(cell)}' is no date that exists; write 2025-09-01.`,
    })
  const newest = number.entries.at(-1)
  if (!newest) return { day }
  const start = newest.from ?? [since, number.since].filter(one => one !== undefined).toSorted(compareText)[0]
  if (start === undefined) return { ageless: { id: number.id, value: newest.value, cell } }
  if (compareText(day, start) <= 0)
    return wrong({
      zh: `生效日期 ${day} 应晚于 ${start}：${wordsOf(newest.value, 'zh')}自那天起有效，改早了会重判以前的记录。`,
      en: `${day} must be later than ${start}, from which ${wordsOf(newest.value, 'en')} holds: an earlier day would judge the past anew.`,
    })
  return newest.from === null ? { day, since: start } : { day }
}

/** The value is as it was: a day or a reason beside it says nothing. */
function onlyBeside(row: FilledRow, shown: NumberEntry | undefined, number: RuleNumber, name: string): RowReading {
  const day = row.cells.get('from')
  const reason = row.cells.get('reason')
  const isDayNew = day !== undefined && (day.day ?? day.text) !== (shown?.from ?? '')
  const known = number.entries.flatMap(entry => entry.reason ?? [])
  const isReasonNew = reason !== undefined && !known.includes(reason.text)
  if (!isDayNew && !isReasonNew) return { diagnostics: [] }
  const message = {
    zh: `“${number.id}”的数值没有改，只写了${isDayNew ? '生效日期' : '修改原因'}，不处理。`,
    en: `The value of '${number.id}' did not change; its ${isDayNew ? 'day' : 'reason'} alone does nothing.`,
  }
  return { diagnostics: [told('limits-ignored', name, isDayNew ? day : reason, message)] }
}

/** Titles, clauses and the like stand in the workbook to be read by people. */
function unreadWords(row: FilledRow, number: RuleNumber, name: string): readonly Diagnostic[] {
  const { title, item, charge, clauses } = number
  const own: readonly (readonly [ColumnId, Message])[] = [
    ['title', title],
    ['clauses', { zh: clauses.join(' '), en: clauses.join(' ') }],
    ['charge', charge],
    ['item', item],
  ]
  return own.flatMap(([column, words]) => {
    const cell = row.cells.get(column)
    const text = cell?.text ?? ''
    if (text === plainText(words.zh) || text === plainText(words.en)) return []
    const { zh, en } = titleOf(column)
    return told('limits-ignored', name, cell ?? row.cells.get('id'), {
      zh: `“${zh}”一列不读，这里的改动不写回；规则的文字请在规则文件里改。`,
      en: `The column '${en}' is not read, and this change not written: change the words of a rule in its file.`,
    })
  })
}
