import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connectionFrom, type Environment } from '../../../src/load/database/environment.ts'
import { tlsAttempts } from '../../../src/load/database/tls.ts'
import { FIXTURES } from '../../support/bad-fixtures.ts'

const PG: Environment = {
  PGHOST: 'db.example',
  PGPORT: '5433',
  PGDATABASE: 'works',
  PGUSER: 'reader',
  PGPASSWORD: 'pw',
}

describe('where the database is', () => {
  it('libpq’s variables say it', () => {
    expect(connectionFrom(PG)).toEqual({
      host: 'db.example',
      port: 5433,
      database: 'works',
      user: 'reader',
      password: 'pw',
      tls: 'prefer',
      tlsFiles: { root: undefined, certificate: undefined, key: undefined },
      secondsToConnect: 10,
    })
  })

  it('what they leave open is as libpq has it, but for the database', () => {
    expect(connectionFrom({ PGDATABASE: 'works', USER: 'li' })).toMatchObject({
      host: 'localhost',
      port: 5432,
      user: 'li',
      database: 'works',
    })
    expect(connectionFrom({ PGDATABASE: 'works', USER: 'li', PGHOST: '' })).not.toHaveProperty('password')
  })

  it('DATABASE_URL goes before them; they fill in what it leaves open', () => {
    expect(
      connectionFrom({ ...PG, DATABASE_URL: 'postgresql://li@other/%E5%B7%A5%E5%8D%95?sslmode=disable' }),
    ).toMatchObject({
      host: 'other',
      port: 5433,
      database: '工单',
      user: 'li',
      password: 'pw',
      tls: 'disable',
    })
  })

  it.each([
    ['postgres://u:p%40ss%2F%23@h:1/d', { user: 'u', password: 'p@ss/#', host: 'h', port: 1, database: 'd' }],
    ['postgres://u:p@ss@h/d', { password: 'p@ss', host: 'h' }],
    ['postgres://u@%2Fvar%2Frun%2Fpostgresql/d', { host: '/var/run/postgresql' }],
    ['postgres:///d?host=/tmp&user=u', { host: '/tmp', user: 'u' }],
    ['postgres://u@[::1]:6000/d', { host: '::1', port: 6000 }],
    [
      'postgres://u@h/d?connect_timeout=3&options=-c%20statement_timeout%3D9',
      { secondsToConnect: 3, options: '-c statement_timeout=9' },
    ],
  ])('%s', (url, parts) => expect(connectionFrom({ DATABASE_URL: url })).toMatchObject(parts))

  it.each<[string, Environment]>([
    ['neither PGDATABASE nor DATABASE_URL', {}],
    ['neither PGDATABASE nor DATABASE_URL', { PGHOST: 'h', PGDATABASE: '', DATABASE_URL: '' }],
    ['DATABASE_URL cannot be read', { DATABASE_URL: 'mysql://u:secret-word@h/d' }],
    ['DATABASE_URL cannot be read', { DATABASE_URL: 'host=h password=secret-word' }],
    ['DATABASE_URL cannot be read', { DATABASE_URL: 'postgres://u:secret-word/x@h/d' }],
    ['DATABASE_URL cannot be read', { DATABASE_URL: 'postgres://u:12/secret-word@h/d', PGDATABASE: 'works' }],
    ['DATABASE_URL cannot be read', { DATABASE_URL: 'postgres://u:12#secret-word@h/d', PGDATABASE: 'works' }],
    ['DATABASE_URL cannot be read', { DATABASE_URL: 'postgres://u:12?secret-word@h/d', PGDATABASE: 'works' }],
    ['DATABASE_URL cannot be read', { DATABASE_URL: 'postgres://u:100%secret-word@h/d' }],
    ["parameter 'pgbouncer'", { DATABASE_URL: 'postgres://u:secret-word@h/d?pgbouncer=true' }],
    ['is no port', { ...PG, PGPORT: '70000' }],
    ['is no port', { ...PG, PGPORT: '5432,5433' }],
    ['no number of seconds', { ...PG, PGCONNECT_TIMEOUT: 'long' }],
    ["sslmode cannot be 'on'", { ...PG, PGSSLMODE: 'on' }],
    ['Several hosts', { ...PG, PGHOST: 'a,b' }],
    ['no user name', { PGDATABASE: 'works' }],
  ])('%s is told, with what to set, and no password in it', (words, environment) => {
    const found = connectionFrom(environment)
    expect(found).toMatchObject({
      problem: { en: expect.stringContaining(words) },
      hint: { zh: expect.stringContaining('PGHOST') },
    })
    expect(JSON.stringify(found)).not.toContain('secret-word')
  })
})

describe('how the connection is secured, in libpq’s words', () => {
  const none = { root: undefined, certificate: undefined, key: undefined }
  const root = join(FIXTURES, 'database/server.crt')
  const shown = (...given: Parameters<typeof tlsAttempts>) => {
    const attempts = tlsAttempts(...given)
    if ('problem' in attempts) return attempts.problem.en
    return attempts.map(one =>
      one === false
        ? 'plain'
        : [
            one.rejectUnauthorized === false ? 'any' : 'signed',
            'checkServerIdentity' in one ? 'host unchecked' : '',
            one.ca ? 'own root' : '',
          ]
            .filter(Boolean)
            .join(', '),
    )
  }

  it.each([
    ['disable', none, ['plain']],
    ['prefer', none, ['any', 'plain']],
    ['allow', none, ['any', 'plain']],
    ['require', none, ['any']],
    ['require', { ...none, root }, ['signed, host unchecked, own root']],
    ['verify-ca', { ...none, root }, ['signed, host unchecked, own root']],
    ['verify-full', { ...none, root }, ['signed, own root']],
    ['verify-full', { ...none, root: 'system' }, ['signed']],
    [
      'require',
      { ...none, root: '/nowhere/root.crt' },
      'A file that PGSSLROOTCERT, PGSSLCERT or PGSSLKEY names cannot be read',
    ],
  ] as const)('%s %j', (mode, files, attempts) => expect(shown(mode, files)).toEqual(attempts))
})
