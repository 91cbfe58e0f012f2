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
  const [found, ...others] = title === '' ? [] : fieldsCalled(plainName(title), fields)
  return found === field && others.length === 0 ? title : field.name
}

/** A spreadsheet's letter for a column, counted from 0: A, B … Z, AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** By the mapping of `appraisal.yaml`, else by field name, title in either language, or alias. */
export function readColumns(
  headers: readonly string[],
  fields: Fields,
  mapping: Readonly<Record<string, string>>,
  where: { readonly file: string; readonly row: number },
): ColumnReading {
  const span: Span = { file: where.file, line: Math.max(1, where.row), column: 1 }
  const { given, diagnostics } = readMapping(mapping, headers, fields, span)
  const mapped = new Set(given.values())
  const columns: Column[] = []
  const called = meanings(fields)
  const unknown: { readonly header: string; readonly index: number }[] = []
  const wrong: Diagnostic[] = []
  headers.forEach((header, index) => {
    const plain = header.length <= LONGEST_NAME ? plainName(header) : header
    const explicit = given.get(plain)
    const meant = explicit ? [explicit] : (called.get(plain) ?? []).filter(field => !mapped.has(field))
    const [field, ...others] = meant
    if (!field) {
      if (plain !== '') unknown.push({ header, index })
    } else if (wrong.length >= MOST_TOLD) return
    else if (others.length > 0) wrong.push(problem('ambiguous-name', span, ambiguous(header, index, meant)))
    else {
      const other = columns.find(column => column.field === field)
      if (other) wrong.push(problem('header-twice', span, twice(other, header, index)))
      else columns.push({ header, index, field })
    }
  })
  diagnostics.push(...wrong, ...unknownHeaders(unknown, fields, span))
  for (const field of fields.values()) {
    if (!field.required || columns.some(column => column.field === field)) continue
    diagnostics.push(
      problem('header-missing', span, {
        zh: `缺少必需的列“${field.title.zh}”（也可写 ${namesOf(field).join('、')}）`,
        en: `The required column '${field.title.en}' is missing (also accepted: ${namesOf(field).join(', ')})`,
      }),
    )
  }
  return { columns, diagnostics }
}

/** `columns:` as written: each must name a header of the file and a field of the record type. */
function readMapping(
  mapping: Readonly<Record<string, string>>,
  headers: readonly string[],
  fields: Fields,
  span: Span,
) {
  const given = new Map<string, Field>()
  const diagnostics: Diagnostic[] = []
  const present = new Set(headers.map(plainName))
  for (const [header, name] of Object.entries(mapping)) {
    const field = fields.get(name)
    if (!field) {
      const words = {
        zh: `columns 把“${header}”对应到“${name}”，没有这个字段`,
        en: `columns maps '${header}' to '${name}', and there is no such field`,
      }
      diagnostics.push(problem('unknown-fact', span, words, didYouMean(nearest(name, fields.keys()))))
    } else if (!present.has(plainName(header))) {
      const words = {
        zh: `columns 里的“${header}”不是这个文件的表头`,
        en: `columns speaks of '${header}', which is no header of this file`,
      }
      diagnostics.push(problem('header-missing', span, words, didYouMean(nearest(header, headers))))
    } else given.set(plainName(header), field)
  }
  return { given, diagnostics }
}

/** A name goes before a title, a title before an alias; several where one word means several fields. */
function fieldsCalled(plain: string, fields: Fields): readonly Field[] {
  return meanings(fields).get(plain) ?? []
}

/** What fields each word means. */
function meanings(fields: Fields): ReadonlyMap<string, readonly Field[]> {
  const all = [...fields.values()]
  const called = (namesOf: (field: Field) => readonly string[]) =>
    Map.groupBy(
      all.flatMap(field => [...new Set(namesOf(field).map(plainName))].map(name => ({ name, field }))),
      ({ name }) => name,
    )
  const layers = [
    called(field => field.aliases),
    called(({ title }) => [title.zh, title.en]),
    called(({ name }) => [name]),
  ]
  return new Map(
    layers.flatMap(layer => [...layer].map(([name, own]) => [name, own.map(({ field }) => field)] as const)),
  )
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

function plainName(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
