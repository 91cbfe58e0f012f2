/** What went wrong on the way to a database, or in it, in; what is told of it in both languages out. */

import type { DiagnosticCode } from '../../model/diagnostic-codes.ts'
import type { Message } from '../../model/message.ts'
import { type Connection, HOW_TO_CONNECT } from './environment.ts'

export interface Failure {
  readonly code: Extract<DiagnosticCode, 'database-unreachable' | 'query-refused' | 'query-order' | 'header-twice'>
  readonly message: Message
  readonly hint?: Message
  /** Nothing more can be asked in this run, and it need not be told again. */
  readonly isFinal?: boolean
}

/** Thrown where rows are received, because a stream has no other way out; caught where their table is made. */
export class QueryFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message.en)
    this.failure = failure
  }
}

/** The server has a password to ask for, and nobody has given one. */
export class PasswordMissing extends Error {}

// --- on the way -----------------------------------------------------------------------------------------------------

/** Undefined: not known here, and so a bug of ours. */
export function connectionFailure(error: unknown, connection: Connection): Failure | undefined {
  const words = wordsOnTheWay(error, connection)
  return words && { code: 'database-unreachable', isFinal: true, ...words }
}

type Words = Pick<Failure, 'message' | 'hint'>

const ASK_PASSWORD: Message = {
  zh: '请设置 PGPASSWORD，或写进 DATABASE_URL',
  en: 'Set PGPASSWORD, or put it into DATABASE_URL',
}

function wordsOnTheWay(error: unknown, connection: Connection): Words | undefined {
  const { host, port, database, user } = connection
  const place = host.startsWith('/') ? host : `${host}:${port}`
  const told = (zh: string, en: string, hint: Message = HOW_TO_CONNECT): Words => ({ message: { zh, en }, hint })
  if (error instanceof PasswordMissing)
    return told(
      `${place} 的数据库要密码，而没有给出密码`,
      `The database at ${place} asks for a password, and none is given`,
      ASK_PASSWORD,
    )
  const code = codeOf(error)
  const said = saidBy(error)
  if (isTimeOut(error))
    return told(
      `${connection.secondsToConnect} 秒内没有连上 ${place} 的数据库`,
      `The database at ${place} did not answer within ${connection.secondsToConnect} seconds`,
      {
        zh: '请查主机和端口是否写对、网络是否通；PGCONNECT_TIMEOUT 可改时限（秒）',
        en: 'See whether host and port are right and the network lets you through; PGCONNECT_TIMEOUT changes the seconds',
      },
    )
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return told(`找不到主机“${host}”`, `The host '${host}' cannot be found`)
  if (/^(ECONNREFUSED|ENOENT|EACCES)$/.test(code))
    return told(`${place} 没有数据库应答`, `No database answers at ${place}`, {
      zh: '请查数据库是否在运行，PGHOST、PGPORT 是否写对',
      en: 'See whether the server runs, and whether PGHOST and PGPORT are right',
    })
  if (/^28/.test(code))
    return told(`数据库不让用户“${user}”连接（${said}）`, `The database does not let the user '${user}' in (${said})`, {
      zh: '请查 PGUSER、PGPASSWORD；若服务器只收加密的连接，设置 PGSSLMODE=require',
      en: 'See to PGUSER and PGPASSWORD; where the server takes encrypted connections only, set PGSSLMODE=require',
    })
  if (code === '3D000')
    return told(
      `${place} 没有数据库“${database}”（${said}）`,
      `There is no database '${database}' at ${place} (${said})`,
    )
  if (isTlsFault(error))
    return told(`与 ${place} 的加密连接没有建立（${said}）`, `No secured connection to ${place} (${said})`, {
      zh: '请查 PGSSLMODE、PGSSLROOTCERT：verify-full 要由可信的机构签发、主机名相符的证书',
      en: 'See to PGSSLMODE and PGSSLROOTCERT: verify-full wants a certificate of a trusted signer for this very host',
    })
  if (isBroken(error) || code !== '')
    return told(`连不上 ${place} 的数据库（${said}）`, `The database at ${place} cannot be reached (${said})`)
  return undefined
}

function isTimeOut(error: unknown): boolean {
  return codeOf(error) === 'ETIMEDOUT' || (error instanceof Error && error.message === 'timeout expired')
}

function isTlsFault(error: unknown): boolean {
  return (
    /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/.test(
      codeOf(error),
    ) ||
    isWithoutTls(error) ||
    (error instanceof Error && error.message === 'There was an error establishing an SSL connection')
  )
}

/** The server offers no TLS: what `prefer` then does without. */
export function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && error.message === 'The server does not support SSL connections'
}

// --- in the middle --------------------------------------------------------------------------------------------------

/** The connection is gone, whatever the reason: nothing more can be asked. */
export function isBroken(error: unknown): boolean {
  const code = codeOf(error)
  return (
    /^(08|57P0|25P0[34])/.test(code) ||
    /^(ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/.test(code) ||
    (error instanceof Error && /^(Connection terminated|Client has encountered a connection error)/.test(error.message))
  )
}

/** Undefined: not known here, and so a bug of ours. */
export function queryFailure(error: unknown, query: string): Failure | undefined {
  const words = wordsOfServer(error, query)
  return words && { code: 'query-refused', isFinal: isBroken(error), ...words }
}

function wordsOfServer(error: unknown, query: string): Words | undefined {
  const code = codeOf(error)
  const said = saidBy(error)
  const place = placeIn(query, error)
  const told = (zh: string, en: string, hint?: Message): Words => ({
    message: { zh: `${zh}：${said}${place.zh}`, en: `${en}: ${said}${place.en}` },
    ...(hint ? { hint } : {}),
  })
  if (isBroken(error))
    return told('查询到一半，与数据库的连接断了', 'The connection to the database broke off in the middle', {
      zh: '读到一半的一律不算。请等数据库恢复后重新运行',
      en: 'What was read by then does not count. Run again once the database is back',
    })
  if (code === '') return undefined
  if (code === '25006')
    return told('查询会改动数据库，被拒绝', 'The query would change the database, and was refused', {
      zh: '只读取、不改动：请只写 select，不要调用会写入的函数',
      en: 'Records are only read: write a select alone, without functions that write',
    })
  if (code === '57014')
    return told('查询被数据库中止', 'The database gave the query up', {
      zh: '若是太慢：请用 where 缩小到考评周期，或给条件里的列建索引；PGOPTIONS="-c statement_timeout=20min" 可放宽时限',
      en: 'Where it was too slow: narrow it to the period with where, or have an index made; PGOPTIONS="-c statement_timeout=20min" gives it longer',
    })
  if (code === '42501')
    return told('没有读取的权限', 'The right to read is missing', {
      zh: '请数据库管理员执行 grant select on … to …',
      en: 'Have the administrator grant select on … to …',
    })
  if (code === '42P01')
    return told('数据库不接受这个查询', 'The database refuses the query', {
      zh: '请查表名；不在默认模式里的表要写成“模式.表”',
      en: 'See to the name of the table; one that is not in the usual schema is written schema.table',
    })
  if (code === '40001' || code === '40P01')
    return told('数据库没有做完这个查询', 'The database did not finish the query', {
      zh: '请重新运行',
      en: 'Run again',
    })
  return told('数据库不接受这个查询', 'The database refuses the query', hintOf(error))
}

/** What the server itself advises. */
function hintOf(error: unknown): Message | undefined {
  const hint = textAt(error, 'hint')
  return hint === '' ? undefined : { zh: hint, en: hint }
}

/** ` (line 2: from repairs)`, where the server tells the place. */
function placeIn(query: string, error: unknown): Message {
  const position = Number(textAt(error, 'position'))
  if (!Number.isInteger(position) || position < 1) return { zh: '', en: '' }
  // The server counts letters, of which some are two units here.
  const before = Array.from(query).slice(0, position - 1)
  const line = before.filter(letter => letter === '\n').length + 1
  const text = (query.split('\n')[line - 1] ?? '').trim().slice(0, MOST_SHOWN)
  return { zh: `（查询第 ${line} 行：${text}）`, en: ` (line ${line} of the query: ${text})` }
}

const MOST_SHOWN = 80
const MOST_SAID = 300

/** What the other side says, without signs that would move a terminal's cursor. */
function saidBy(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const first = message !== '' || !(error instanceof AggregateError) ? message : saidBy(error.errors[0])
  return first
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MOST_SAID)
}

/** SQLSTATE of the server, or the system's name of what failed. */
function codeOf(error: unknown): string {
  return textAt(error, 'code')
}

function textAt(error: unknown, key: string): string {
  const value: unknown = error instanceof Error ? Reflect.get(error, key) : undefined
  return typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').slice(0, MOST_SAID) : ''
}
