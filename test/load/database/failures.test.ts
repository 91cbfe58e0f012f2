import { describe, expect, it } from 'vitest'
import type { Connection } from '../../../src/load/database/environment.ts'
import { connectionFailure, queryFailure } from '../../../src/load/database/failures.ts'

const connection: Connection = {
  host: 'db.example',
  port: 5432,
  database: 'works',
  user: 'reader',
  password: 'secret-word',
  tls: 'prefer',
  tlsFiles: { root: undefined, certificate: undefined, key: undefined },
  secondsToConnect: 10,
}

const failed = (code: string, message = 'said by the other side', more = {}) =>
  Object.assign(new Error(message), { code, ...more })

describe('on the way to the database', () => {
  it.each([
    ['ENOTFOUND', "The host 'db.example' cannot be found"],
    ['EAI_AGAIN', "The host 'db.example' cannot be found"],
    ['ECONNREFUSED', 'No database answers at db.example:5432'],
    ['ETIMEDOUT', 'did not answer within 10 seconds'],
    ['EHOSTUNREACH', 'cannot be reached (said by the other side)'],
    ['ECONNRESET', 'cannot be reached'],
    ['28P01', "does not let the user 'reader' in"],
    ['28000', "does not let the user 'reader' in"],
    ['3D000', "There is no database 'works'"],
    ['53300', 'cannot be reached (said by the other side)'],
    ['57P03', 'cannot be reached'],
    ['CERT_HAS_EXPIRED', 'No secured connection'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'No secured connection'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'No secured connection'],
  ])('%s', (code, words) => {
    const failure = connectionFailure(failed(code), connection)
    expect(failure).toMatchObject({
      code: 'database-unreachable',
      isFinal: true,
      message: { en: expect.stringContaining(words) },
    })
    expect(failure?.message.zh).toMatch(/\p{Script=Han}/u)
    expect(JSON.stringify(failure)).not.toContain('secret-word')
  })

  it('an address that was tried in several ways has no message of its own', () => {
    const error = Object.assign(new AggregateError([failed('ECONNRESET', 'read ECONNRESET')], ''), {
      code: 'ECONNRESET',
    })
    expect(connectionFailure(error, connection)?.message.en).toContain('read ECONNRESET')
  })

  it('what the other side says cannot move the cursor of a terminal, nor fill it', () => {
    const { message } = connectionFailure(failed('53300', `\u001b[2Jgone\r\n${'x'.repeat(9999)}`), connection) ?? {}
    expect(message?.en).toMatch(/\(\[2Jgone x+\)/)
    expect(message?.en.length).toBeLessThan(500)
  })

  it('a mistake of ours stays one', () => {
    expect(connectionFailure(new TypeError('x is not a function'), connection)).toBeUndefined()
    expect(queryFailure(new TypeError('x is not a function'), 'select 1')).toBeUndefined()
  })
})

describe('in the middle of a query', () => {
  it.each([
    ['25006', 'would change the database', false],
    ['57014', 'gave the query up', false],
    ['42501', 'The right to read is missing', false],
    ['40001', 'did not finish', false],
    ['22012', 'refuses the query', false],
    ['57P01', 'broke off in the middle', true],
    ['25P04', 'broke off in the middle', true],
    ['08006', 'broke off in the middle', true],
    ['ECONNRESET', 'broke off in the middle', true],
  ])('%s', (code, words, isFinal) =>
    expect(queryFailure(failed(code), 'select 1')).toMatchObject({
      code: 'query-refused',
      isFinal,
      message: { en: expect.stringContaining(words) },
    }),
  )

  it('the place in the query is counted in letters, as the server counts', () => {
    const query = "select '𝄞𝄞' as 工单号,\n  nr from 工单"
    const position = String(Array.from(query).findIndex((_, at, all) => all.slice(at, at + 2).join('') === 'nr') + 1)
    expect(queryFailure(failed('42703', 'no nr', { position, hint: 'no.' }), query)).toMatchObject({
      message: {
        zh: '数据库不接受这个查询：no nr（查询第 2 行：nr from 工单）',
        en: 'The database refuses the query: no nr (line 2 of the query: nr from 工单)',
      },
      hint: { en: 'no.' },
    })
  })
})
