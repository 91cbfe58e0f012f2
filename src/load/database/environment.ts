/** The environment in, where the database is and how it is reached out; or what is missing. Nothing of it is ever printed but names. */

import type { Message } from '../../model/message.ts'
import { isTlsMode, TLS_MODES, type TlsFiles, type TlsMode } from './tls.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Connection {
  /** A name, an address, or the folder of a socket. */
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  /** Absent: none was given, and a server that asks for one refuses. */
  readonly password?: string
  readonly tls: TlsMode
  readonly tlsFiles: TlsFiles
  readonly secondsToConnect: number
  /** Settings for the server, as `PGOPTIONS` has them. */
  readonly options?: string
}

export interface Unsettled {
  readonly problem: Message
  readonly hint: Message
}

const DEFAULT_SECONDS = 10

/** `DATABASE_URL` goes before libpq's variables, which fill in what it leaves open. */
export function connectionFrom(environment: Environment): Connection | Unsettled {
  const given = partsOf(environment)
  if ('problem' in given) return given
  const { dbname, host = 'localhost', user = environment.USER ?? environment.USERNAME } = given
  if (dbname === undefined) return unsettled(NO_DATABASE)
  if (user === undefined) return unsettled({ zh: '没有用户名：没有 PGUSER', en: 'There is no user name: no PGUSER' })
  const port = number(given.port, 5432)
  const seconds = number(given.connect_timeout, DEFAULT_SECONDS)
  const tls = given.sslmode ?? 'prefer'
  if (port === undefined || port < 1 || port > 65_535)
    return unsettled({ zh: `端口“${given.port}”不是端口号`, en: `'${given.port}' is no port` })
  if (seconds === undefined)
    return unsettled({
      zh: `连接时限“${given.connect_timeout}”不是秒数`,
      en: `The time to connect, '${given.connect_timeout}', is no number of seconds`,
    })
  if (!isTlsMode(tls))
    return unsettled({
      zh: `sslmode 不能是“${tls}”，可用：${TLS_MODES.join('、')}`,
      en: `sslmode cannot be '${tls}'; there are ${TLS_MODES.join(', ')}`,
    })
  if (host.includes(','))
    return unsettled({ zh: '写了几台主机，只能写一台', en: 'Several hosts are named, where one is wanted' })
  return {
    host,
    port,
    database: dbname,
    user,
    ...(given.password === undefined ? {} : { password: given.password }),
    tls,
    tlsFiles: { root: given.sslrootcert, certificate: given.sslcert, key: given.sslkey },
    // libpq takes 0 for no limit; here a run that waits for ever is of no use to anybody.
    secondsToConnect: seconds || DEFAULT_SECONDS,
    ...(given.options === undefined ? {} : { options: given.options }),
  }
}

/** libpq's names of parts, and the variables that give them. */
const VARIABLES = {
  host: 'PGHOST',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  options: 'PGOPTIONS',
} as const

type Part = keyof typeof VARIABLES
type Parts = { readonly [part in Part]?: string | undefined }

function partsOf(environment: Environment): Parts | Unsettled {
  const url = environment.DATABASE_URL
  const inUrl = url === undefined || url === '' ? {} : partsOfUrl(url)
  if (isUnsettled(inUrl)) return inUrl
  const parts = Object.entries(VARIABLES).map(([part, variable]) => {
    const value = inUrl[part as Part] || environment[variable]
    return [part, value === '' ? undefined : value] as const
  })
  return Object.fromEntries(parts)
}

function isUnsettled(parts: Parts | Unsettled): parts is Unsettled {
  return 'problem' in parts
}

/** The text itself is not repeated: it holds the password. */
function partsOfUrl(text: string): Parts | Unsettled {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return unsettled(UNREADABLE_URL)
  const url = new URL(text)
  const path = decoded(url.pathname.slice(1))
  const [user, password, host] = [url.username, url.password, url.hostname].map(decoded)
  if (path === undefined || user === undefined || password === undefined || host === undefined || isShifted(url))
    return unsettled(UNREADABLE_URL)
  const foreign = [...url.searchParams.keys()].find(key => !(key in VARIABLES))
  if (foreign !== undefined) {
    return unsettled({
      zh: `DATABASE_URL 里的参数“${foreign}”不读取，请去掉`,
      en: `DATABASE_URL has the parameter '${foreign}', which is not read: leave it out`,
    })
  }
  return {
    host: host.replace(/^\[(.+)\]$/, '$1'),
    port: url.port,
    dbname: path,
    user,
    password,
    ...Object.fromEntries(url.searchParams),
  }
}

/** A password with / # or ? in it, not written %2F %23 %3F, moves its rest and the host into later parts. */
function isShifted({ pathname, search, hash }: URL): boolean {
  return /[/@]/.test(pathname.slice(1)) || search.includes('@') || hash !== ''
}

/** Undefined where a percent sign begins nothing. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** Undefined: not a whole number. */
function number(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

const NO_DATABASE: Message = {
  zh: '没有说明连接哪个数据库：环境变量 PGDATABASE 和 DATABASE_URL 都没有设置',
  en: 'It is not said which database to connect to: neither PGDATABASE nor DATABASE_URL is set',
}

const UNREADABLE_URL: Message = {
  zh: 'DATABASE_URL 写法不对，应为 postgres://用户:密码@主机:端口/数据库；密码里的 / # ? @ : % 等符号要写成 %2F %23 %3F %40 %3A %25',
  en: 'DATABASE_URL cannot be read; it is postgres://user:password@host:port/database, and signs such as / # ? @ : % in a password are written %2F %23 %3F %40 %3A %25',
}

function unsettled(problem: Message): Unsettled {
  return { problem, hint: HOW_TO_CONNECT }
}

export const HOW_TO_CONNECT: Message = {
  zh: '运行之前设置环境变量 PGHOST、PGPORT、PGDATABASE、PGUSER、PGPASSWORD（需要时加 PGSSLMODE），或者 DATABASE_URL',
  en: 'Set PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD (and PGSSLMODE where needed) before the run, or DATABASE_URL',
}
