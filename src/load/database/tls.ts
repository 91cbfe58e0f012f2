/** libpq's words for how a connection is secured in, what Node's TLS is told out. */

import type { ConnectionOptions } from 'node:tls'
import type { Message } from '../../model/message.ts'
import { readBytes } from '../whole-file.ts'

export const TLS_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const

export type TlsMode = (typeof TLS_MODES)[number]

/** Paths, as the environment has them. */
export interface TlsFiles {
  /** Who signs for the server; `system`: whom this machine trusts. */
  readonly root: string | undefined
  readonly certificate: string | undefined
  readonly key: string | undefined
}

/** Ways to connect, in the order in which they are tried; `false` is without TLS. */
export type TlsAttempts = readonly (false | ConnectionOptions)[]

export function isTlsMode(text: string): text is TlsMode {
  return TLS_MODES.some(mode => mode === text)
}

/** As libpq: `require` alone encrypts and trusts any server, with the file of a signer it asks for that signer. */
export function tlsAttempts(mode: TlsMode, files: TlsFiles): TlsAttempts | { readonly problem: Message } {
  if (mode === 'disable') return [false]
  const root = files.root === 'system' ? undefined : files.root
  const [ca, cert, key] = [root, files.certificate, files.key].map(read)
  const lost = [ca, cert, key].find(one => one === 'lost')
  if (lost !== undefined) {
    return {
      problem: {
        zh: '读不到 PGSSLROOTCERT、PGSSLCERT 或 PGSSLKEY 指的文件',
        en: 'A file that PGSSLROOTCERT, PGSSLCERT or PGSSLKEY names cannot be read',
      },
    }
  }
  const own = { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) } as ConnectionOptions
  const isAnySigner = mode === 'allow' || mode === 'prefer' || (mode === 'require' && files.root === undefined)
  const secured: ConnectionOptions = {
    ...own,
    ...(isAnySigner ? { rejectUnauthorized: false } : {}),
    ...(mode === 'verify-full' || isAnySigner ? {} : { checkServerIdentity: () => undefined }),
  }
  return mode === 'allow' || mode === 'prefer' ? [secured, false] : [secured]
}

function read(path: string | undefined): Buffer | 'lost' | undefined {
  if (path === undefined) return undefined
  const bytes = readBytes(path)
  return bytes ? Buffer.from(bytes) : 'lost'
}
