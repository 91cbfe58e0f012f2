/** Entries of `appraisal.yaml` that name where rows come from in, files and queries out; every mistake with its place. */

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { Message } from '../model/message.ts'
import {
  DATABASES,
  type RecordFile,
  type RecordQuery,
  type RecordSource,
  type Setup,
  type SourceWords,
} from '../model/setup.ts'
import type { PathPart } from '../model/source.ts'
import { findFile } from './data-files.ts'
import { didYouMean } from './problem.ts'
import { checkKeys, isMapOf, isScalar, isText, type Reader, type Source } from './setup-reader.ts'

const FILE_KEYS = ['file', 'sheet', 'header-row', 'columns', 'values']
const QUERY_KEYS = ['query', 'from', 'columns', 'values']

const FOUND_AS = {
  people: '人员名册',
  sites: '楼栋',
  units: '部门',
  away: '离岗登记',
  adjustments: '申诉处理登记表',
  waivers: '免考核事项',
  notices: '扣分告知登记表',
} as const

/** The file that the setup names, else one called after the roster (`people.csv`, `人员名册.csv`). */
export function readRosterFile(
  key: keyof typeof FOUND_AS,
  source: Source,
  folder: string,
  reader: Reader,
): RecordFile | undefined {
  const entry = source[key]
  if (isMap(entry) && entry.query !== undefined && entry.file === undefined) {
    return reader.complain('wrong-value', [key], {
      zh: `${key} 只能来自文件；查询（query）只用于 records`,
      en: `${key} comes from a file; a query feeds records only`,
    })
  }
  if (entry !== undefined) return readFileEntry(entry, folder, [key], reader)
  const found = findFile(folder, [key, FOUND_AS[key]])
  return found === undefined ? undefined : { path: found }
}

/** The same of what people write down by hand: it may be YAML too, and one that lies there is never passed over. */
export function readWrittenFile(
  key: 'adjustments' | 'waivers' | 'notices',
  source: Source,
  folder: string,
  reader: Reader,
): RecordFile | undefined {
  const found = readRosterFile(key, source, folder, reader)
  const path = join(folder, `${key}.yaml`)
  return found ?? (source[key] === undefined && existsSync(path) ? { path } : undefined)
}

export function readRecords(source: unknown, folder: string, reader: Reader): Setup['records'] {
  const records = new Map<string, 'none' | readonly RecordSource[]>()
  if (source === undefined) return records
  if (!isMap(source)) {
    reader.complain('wrong-value', ['records'], {
      zh: 'records 应写成 { 记录类型: 文件 }',
      en: 'records is { record type: file }',
    })
    return records
  }
  for (const [type, entry] of Object.entries(source)) {
    if (entry === 'none') {
      records.set(type, 'none')
      continue
    }
    const list: readonly unknown[] = Array.isArray(entry) ? entry : [entry]
    const at = (index: number): readonly PathPart[] => ['records', type, ...(Array.isArray(entry) ? [index] : [])]
    const sources = list.map((one, index) => readEntry(one, folder, at(index), reader)).filter(one => one !== undefined)
    if (list.length === 0) {
      const words = {
        zh: `${type} 没有列出文件；确实没有记录请写 none`,
        en: `${type} lists no file; write none where there were no records`,
      }
      reader.complain('wrong-value', ['records', type], words)
    }
    records.set(type, sources)
  }
  return records
}

function readEntry(
  source: unknown,
  folder: string,
  path: readonly PathPart[],
  reader: Reader,
): RecordSource | undefined {
  if (!isMap(source) || (source.query === undefined && source.from === undefined))
    return readFileEntry(source, folder, path, reader)
  if (source.file === undefined) return readQueryEntry(source, path, reader)
  return reader.complain('wrong-value', [...path, source.query === undefined ? 'from' : 'query'], {
    zh: '一项记录要么来自文件（file），要么来自数据库（query、from）：请留下一种，或写成列表里的两项',
    en: 'An entry is a file (file) or a query (query, from): leave one of the two out, or make two entries of a list',
  })
}

export function readFileEntry(
  source: unknown,
  folder: string,
  path: readonly PathPart[],
  reader: Reader,
): RecordFile | undefined {
  if (typeof source === 'string' && source !== '') return { path: resolve(folder, source) }
  if (!isMap(source) || typeof source.file !== 'string') {
    return reader.complain('wrong-value', path, {
      zh: '应写文件名，或 { file, sheet, header-row, columns, values }',
      en: 'Write the name of a file, or { file, sheet, header-row, columns, values }',
    })
  }
  checkKeys(source, FILE_KEYS, path, reader)
  const { file, sheet } = source
  const headerRow = source['header-row']
  const isRow = typeof headerRow === 'number' && Number.isInteger(headerRow) && headerRow >= 1
  const expect = expecting(source, path, reader)
  expect('header-row', isRow, '表头所在的行号，从 1 数起', 'the row of the header, counted from 1')
  expect('sheet', typeof sheet === 'string', '工作表名称', 'the name of a sheet')
  return {
    path: resolve(folder, file),
    ...(typeof sheet === 'string' ? { sheet } : {}),
    ...(isRow ? { headerRow } : {}),
    ...readWords(source, path, reader),
  }
}

/** Where somebody might look for the connection. */
const CONNECTION_KEYS = [
  ...['connection', 'url', 'uri', 'dsn', 'host', 'port', 'user', 'username', 'password', 'database', 'dbname'],
  ...['ssl', 'sslmode'],
]

const BY_ENVIRONMENT: Message = {
  zh: '怎样连接数据库只由环境变量说明（PGHOST、PGPORT、PGDATABASE、PGUSER、PGPASSWORD，或 DATABASE_URL）：appraisal.yaml 会随考评文件夹传阅、归档，密码不应写在里面',
  en: 'The environment alone says how the database is reached (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD, or DATABASE_URL): appraisal.yaml is passed on and archived with its folder, and a password in it would be too',
}

const OF_A_FILE: Message = {
  zh: '工作表和表头行只有文件才有；查询结果的列名就是表头',
  en: 'A sheet and the row of a header are things of a file; the columns of a query are its headers',
}

function readQueryEntry(source: Source, path: readonly PathPart[], reader: Reader): RecordQuery | undefined {
  const own = Object.fromEntries(Object.entries(source).filter(([key]) => !refused(key, path, reader)))
  checkKeys(own, QUERY_KEYS, path, reader)
  const words = readWords(source, path, reader)
  const from = readDatabase(source.from, path, reader)
  const { query } = source
  if (query === undefined) {
    return reader.complain('missing-key', path, {
      zh: '缺少 query：写一条 select 查询，或改用 file',
      en: 'query is missing: write a select, or a file instead',
    })
  }
  if (typeof query !== 'string' || query.trim() === '') {
    return reader.complain('wrong-value', [...path, 'query'], {
      zh: 'query 应是一条 select 查询',
      en: 'query is one select',
    })
  }
  return from && { from, query, ...words, place: reader.locate([...path, 'query'], 'value') }
}

/** Whether the key is one that a query certainly does not take, and told as such. */
function refused(key: string, path: readonly PathPart[], reader: Reader): boolean {
  const hint = CONNECTION_KEYS.includes(key) ? BY_ENVIRONMENT : FILE_KEYS.includes(key) ? OF_A_FILE : undefined
  if (!hint || QUERY_KEYS.includes(key)) return false
  const words = { zh: `查询没有“${key}”`, en: `A query takes no '${key}'` }
  reader.complain('unknown-key', [...path, key], words, { hint })
  return true
}

function readDatabase(source: unknown, path: readonly PathPart[], reader: Reader): RecordQuery['from'] | undefined {
  const known = DATABASES.find(one => one === source)
  if (known !== undefined) return known
  const names = DATABASES.join('、')
  if (source === undefined) {
    return reader.complain('missing-key', path, {
      zh: `没有写明查询哪种数据库，请加上 from: ${names}`,
      en: `It is not said which database is asked; add from: ${DATABASES.join(', ')}`,
    })
  }
  const words = {
    zh: `from 不能是“${String(source)}”，可用：${names}`,
    en: `'${String(source)}' cannot be asked; from is ${DATABASES.join(', ')}`,
  }
  return reader.complain('wrong-value', [...path, 'from'], words, didYouMean(nearest(String(source), DATABASES)))
}

function readWords(source: Source, path: readonly PathPart[], reader: Reader): SourceWords {
  const { columns, values } = source
  const expect = expecting(source, path, reader)
  expect('columns', isMapOf(columns, isText), '{ 表头: 字段 }', '{ header: field }')
  expect('values', isMapOf(values, isScalar), '{ 原文: 值 }', '{ text: value }')
  return {
    ...(isMapOf(columns, isText) ? { columns } : {}),
    ...(isMapOf(values, isScalar) ? { values } : {}),
  }
}

function expecting(source: Source, path: readonly PathPart[], reader: Reader) {
  return (key: string, isRight: boolean, zh: string, en: string): void => {
    if (source[key] !== undefined && !isRight)
      reader.complain('wrong-value', [...path, key], { zh: `${key} 应是${zh}`, en: `${key} is ${en}` })
  }
}
