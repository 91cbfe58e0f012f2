/** Headers as clerks write them in, the fields they feed out. */

import { nearest } from '../lib/nearest.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { Field } from '../model/event.ts'
import type { Language, Message } from '../model/message.ts'
import { didYouMean, problem } from './problem.ts'

export interface Column {
  readonly header: string
  /** Where its cells stand in a row. */
  readonly index: number
  readonly field: Field
}

export interface ColumnReading {
  readonly columns: readonly Column[]
  readonly diagnostics: readonly Diagnostic[]
}

type Fields = ReadonlyMap<string, Field>

/** Whether a header feeds a field, by name, title, alias or mapping. */
export function knownHeaders(
  fields: Fields,
  mapping: Readonly<Record<string, string>> = {},
): (header: string) => boolean {
  const names = new Set([...fields.values()].flatMap(field => namesOf(field).map(plainName)))
  for (const header of Object.keys(mapping)) names.add(plainName(header))
  return header => header.length <= LONGEST_NAME && names.has(plainName(header))
}

/** Nobody calls a column so; what is longer is not compared with anything. */
const LONGEST_NAME = 1000
/** So many columns of a file are told by themselves, the others by their number. */
const MOST_TOLD = 20

/** What a column is to be headed for the field to be found again: its title, else its name where the title means others too. */
export function headerOf(field: Field, fields: Fields, language: Language): string {
  const title = field.title[language]
  const [found, ...others] = title === '' ? [] : fieldNames(fields)(plainName(title))
  return found === field && others.length === 0 ? title : field.name
}

/** A spreadsheet's letter for a column, counted from 0: A, B … Z, AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

interface ColumnPlace {
  readonly file: string
  readonly row: number
}

type Mapping = Readonly<Record<string, string>>

/** By the mapping of `appraisal.yaml`, else by field name, title in either language, or alias. */
export function readColumns(
  headers: readonly string[],
  fields: Fields,
  mapping: Mapping,
  where: ColumnPlace,
): ColumnReading {
  const reader = makeColumnReader(fields, mapping, where)
  reader.add(headers)
  return { columns: reader.columns, diagnostics: reader.end() }
}

export interface ColumnReader {
  /** As far as headers are known. */
  readonly columns: readonly Column[]
  /** All headers that are known by now: those that are new are looked at. */
  add(headers: readonly string[]): void
  /** What is wrong with them, when all are known. */
  end(): readonly Diagnostic[]
}

export function makeColumnReader(fields: Fields, mapping: Mapping, where: ColumnPlace): ColumnReader {
  const span: Span = { file: where.file, line: Math.max(1, where.row), column: 1 }
  const { given, diagnostics: misnamed } = readMapping(mapping, fields, span)
  const mapped = new Set(given.values())
  const called = fieldNames(fields)
  const columns: Column[] = []
  const found: Diagnostic[] = []
  const seen: string[] = []
  const unknown: { readonly header: string; readonly index: number }[] = []
  const addOne = (header: string, index: number): void => {
    const plain = header.length <= LONGEST_NAME ? plainName(header) : header
    const explicit = given.get(plain)
    const meant = explicit ? [explicit] : called(plain).filter(field => !mapped.has(field))
    const [field, ...others] = meant
    if (!field) {
      if (plain !== '') unknown.push({ header, index })
    } else if (found.length >= MOST_TOLD) return
    else if (others.length > 0) found.push(problem('ambiguous-name', span, ambiguous(header, index, meant)))
    else {
      const other = columns.find(column => column.field === field)
      if (other) found.push(problem('header-twice', span, twice(other, header, index)))
      else columns.push({ header, index, field })
    }
  }
  return {
    columns,
    add(headers) {
      for (let index = seen.length; index < headers.length; index++) {
        const header = headers[index] ?? ''
        seen.push(header)
        addOne(header, index)
      }
    },
    end: () => [
      ...misnamed,
      ...notPresent(given, mapping, seen, span),
      ...found,
      ...unknownHeaders(unknown, fields, span),
      ...missing(columns, fields, span),
    ],
  }
}

function missing(columns: readonly Column[], fields: Fields, span: Span): readonly Diagnostic[] {
  const fed = new Set(columns.map(({ field }) => field))
  return [...fields.values()]
    .filter(field => field.required && !fed.has(field))
    .map(field =>
      problem('header-missing', span, {
        zh: `缺少必需的列“${field.title.zh}”（也可写 ${namesOf(field).join('、')}）`,
        en: `The required column '${field.title.en}' is missing (also accepted: ${namesOf(field).join(', ')})`,
      }),
    )
}

/** `columns:` as written: each must name a field of the record type. */
function readMapping(mapping: Mapping, fields: Fields, span: Span) {
  const given = new Map<string, Field>()
  const diagnostics: Diagnostic[] = []
  for (const [header, name] of Object.entries(mapping)) {
    const field = fields.get(name)
    if (field) given.set(plainName(header), field)
    else {
      const words = {
        zh: `columns 把“${header}”对应到“${name}”，没有这个字段`,
        en: `columns maps '${header}' to '${name}', and there is no such field`,
      }
      diagnostics.push(problem('unknown-fact', span, words, didYouMean(nearest(name, fields.keys()))))
    }
  }
  return { given, diagnostics }
}

/** … and a header of the file. */
function notPresent(
  given: ReadonlyMap<string, Field>,
  mapping: Mapping,
  headers: readonly string[],
  span: Span,
): readonly Diagnostic[] {
  const present = new Set(headers.map(plainName))
  return Object.keys(mapping)
    .filter(header => given.has(plainName(header)) && !present.has(plainName(header)))
    .map(header => {
      const words = {
        zh: `columns 里的“${header}”不是这个文件的表头`,
        en: `columns speaks of '${header}', which is no header of this file`,
      }
      return problem('header-missing', span, words, didYouMean(nearest(header, headers)))
    })
}

/** A name goes before a title, a title before an alias; several where one word means several fields. */
function fieldNames(fields: Fields): (plain: string) => readonly Field[] {
  const all = [...fields.values()]
  const by = (names: (field: Field) => readonly string[]) => {
    const called = new Map<string, Field[]>()
    for (const field of all)
      for (const name of new Set(names(field).map(plainName))) called.set(name, [...(called.get(name) ?? []), field])
    return called
  }
  const tables = [
    by(({ name }) => [name]),
    by(({ title }) => [title.zh, title.en]),
    by(({ aliases }) => aliases),
  ] as const
  return plain => tables.find(table => table.has(plain))?.get(plain) ?? []
}

function ambiguous(header: string, index: number, meant: readonly Field[]): Message {
  const names = meant.map(field => field.name)
  return {
    zh: `“${header}”（${columnLetter(index)} 列）可以是 ${names.join('、')}：请在 appraisal.yaml 的 columns 里写明`,
    en: `'${header}' (column ${columnLetter(index)}) may be ${names.join(' or ')}: say which under columns in appraisal.yaml`,
  }
}

function twice({ header: other, index: at, field }: Column, header: string, index: number): Message {
  return {
    zh: `“${other}”（${columnLetter(at)} 列）和“${header}”（${columnLetter(index)} 列）都是“${field.title.zh}”`,
    en: `'${other}' (column ${columnLetter(at)}) and '${header}' (column ${columnLetter(index)}) both feed '${field.name}'`,
  }
}

function unknownHeaders(
  unknown: readonly { readonly header: string; readonly index: number }[],
  fields: Fields,
  span: Span,
): readonly Diagnostic[] {
  const told = unknown.slice(0, MOST_TOLD).map(({ header, index }) => unknownHeader(header, index, fields, span))
  const rest = unknown.length - told.length
  if (rest === 0) return told
  const words = {
    zh: `另有 ${rest} 列不对应任何字段，没有读取：看看文件是不是导错了`,
    en: `${rest} more columns feed no field and were not read: see whether it is the right file`,
  }
  return [...told, problem('header-unknown', span, words)]
}

function unknownHeader(header: string, index: number, fields: Fields, span: Span): Diagnostic {
  const words = {
    zh: `“${header}”（${columnLetter(index)} 列）不对应任何字段，这一列没有读取`,
    en: `'${header}' (column ${columnLetter(index)}) feeds no field and was not read`,
  }
  const known = [...fields.values()].flatMap(field => [field.name, field.title.zh, field.title.en, ...field.aliases])
  return problem('header-unknown', span, words, didYouMean(nearest(header, known)))
}

function namesOf(field: Field): readonly string[] {
  return [...new Set([field.name, field.title.zh, field.title.en, ...field.aliases])]
}

export function plainName(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
