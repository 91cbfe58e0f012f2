/** Headers as clerks write them in, the fields they feed out. */

import { nearest } from '../lib/nearest.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Field } from '../model/event.ts'
import { problem } from './problem.ts'

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

/** A spreadsheet's letter for a column, counted from 0: A, B … Z, AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** By the mapping of `appraisal.yaml`, else by field name, title in either language, or alias. */
export function readColumns(
  headers: readonly string[],
  fields: ReadonlyMap<string, Field>,
  mapping: Readonly<Record<string, string>>,
  where: { readonly file: string; readonly row: number },
): ColumnReading {
  const names = new Map([...fields.values()].flatMap(field => namesOf(field).map(name => [name, field] as const)))
  const given = new Map(Object.entries(mapping).map(([header, field]) => [plain(header), fields.get(field)] as const))
  const columns: Column[] = []
  const diagnostics: Diagnostic[] = []
  const span = { file: where.file, line: Math.max(1, where.row), column: 1 }
  headers.forEach((header, index) => {
    const field = given.get(plain(header)) ?? names.get(plain(header))
    if (field) {
      const other = columns.find(column => column.field.name === field.name)
      if (other) {
        diagnostics.push(
          problem('header-twice', span, {
            zh: `“${other.header}”（${columnLetter(other.index)} 列）和“${header}”（${columnLetter(index)} 列）都是“${field.title.zh}”`,
            en: `'${other.header}' (column ${columnLetter(other.index)}) and '${header}' (column ${columnLetter(index)}) both feed '${field.name}'`,
          }),
        )
      } else columns.push({ header, index, field })
    } else if (header !== '') {
      const meant = nearest(header, [...fields.values()].flatMap(one => [one.name, one.title.zh, one.title.en, ...one.aliases]))
      diagnostics.push(
        problem(
          'header-unknown',
          span,
          { zh: `“${header}”（${columnLetter(index)} 列）不对应任何字段，这一列没有读取`, en: `'${header}' (column ${columnLetter(index)}) feeds no field and was not read` },
          meant === undefined ? {} : { hint: { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` } },
        ),
      )
    }
  })
  for (const field of fields.values()) {
    if (!field.required || columns.some(column => column.field.name === field.name)) continue
    diagnostics.push(
      problem('header-missing', span, {
        zh: `缺少必需的列“${field.title.zh}”（也可写 ${namesOf(field).join('、')}）`,
        en: `The required column '${field.title.en}' is missing (also accepted: ${namesOf(field).join(', ')})`,
      }),
    )
  }
  return { columns, diagnostics }
}

function namesOf(field: Field): readonly string[] {
  return [...new Set([field.name, field.title.zh, field.title.en, ...field.aliases].map(plain))]
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
