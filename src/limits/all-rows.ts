/** All rows of the workbook in, what is wrong with them together out: ids twice, rows that are gone, old values of no known age. */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { Language } from '../model/message.ts'
import type { FilledCell } from './cells.ts'
import type { Literal, RuleNumber } from './number.ts'
import type { Baseline, FilledRow } from './rows.ts'
import { told, wordsOf } from './told.ts'

/** A changed number of which nothing says since when its old value has held. */
export interface Ageless {
  readonly id: string
  readonly value: Literal | null
  readonly cell: FilledCell
}

/** So many rows are named. */
const NAMES_TOLD = 5

/** Ids that stand in two rows. */
export function toldTwice(rows: readonly FilledRow[], name: string): readonly Diagnostic[] {
  const seen = new Map<string, FilledCell>()
  return rows.flatMap(({ cells }) => {
    const id = cells.get('id')
    const first = id && seen.get(id.text)
    if (id && !first) seen.set(id.text, id)
    if (!id || !first) return []
    return told('limits-row', name, id, {
      zh: `“${id.text}”在“${first.sheet}”表 ${first.ref} 已有一行，留下一行即可。`,
      en: `'${id.text}' has a row already (${first.sheet}!${first.ref}); keep one of them.`,
    })
  })
}

/** Once for all of them: one day mends them. */
export function toldAgeless(all: readonly Ageless[], name: string): readonly Diagnostic[] {
  const [first] = all
  if (!first) return []
  const some = (language: Language) =>
    all.slice(0, NAMES_TOLD).map(({ id, value }) => `${id} (${wordsOf(value, language)})`)
  const more = all.length > NAMES_TOLD
  return [
    told('limits-date', name, first.cell, {
      zh: `有 ${all.length} 个改动的旧数在规则文件里没有日期，不知自哪一天起有效：${some('zh').join('、')}${more ? ' 等' : ''}。请加 --since，写一个不晚于最早一期考评的日子，如 --since 2020-01-01。`,
      en: `The old values of ${all.length} changes stand without a date in the rule files, and since when they have held is not known: ${some('en').join(', ')}${more ? ' and more' : ''}. Add --since with a day before the first period that was appraised, such as --since 2020-01-01.`,
    }),
  ]
}

/** Rows that were there when the workbook was made. */
export function toldGone(
  rows: readonly FilledRow[],
  numbers: readonly RuleNumber[],
  baseline: Baseline,
  name: string,
): readonly Diagnostic[] {
  const there = new Set(rows.map(({ cells }) => cells.get('id')?.text))
  const gone = numbers.filter(({ id }) => !there.has(id) && baseline.numbers.has(id))
  if (gone.length === 0) return []
  const names = gone.slice(0, NAMES_TOLD).map(({ id }) => id)
  const more = gone.length > NAMES_TOLD
  return [
    {
      code: 'limits-ignored',
      severity: 'warning',
      message: {
        zh: `有 ${gone.length} 行不在表里：${names.join('、')}${more ? ' 等' : ''}。没有当作删除，这些数不变。`,
        en: `${gone.length} rows are not in the workbook: ${names.join(', ')}${more ? ' and more' : ''}. They are not taken as deleted; these numbers stay.`,
      },
      span: { file: name, line: 1, column: 1 },
    },
  ]
}
