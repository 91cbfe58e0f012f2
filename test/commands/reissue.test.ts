/** Final results are kept: another issue takes a reason, keeps the earlier one whole, and numbers itself and nothing else anew. */

import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type AppraiseResult, appraise } from '../../src/appraise.ts'
import type { Appraisal } from '../../src/model/appraisal.ts'
import { filesBelow } from '../../src/report/files-below.ts'
import { verifyResults } from '../../src/report/verify.ts'
import { yardstickIn } from '../support/command-line.ts'
import { REPAIR_HEADER, smallFolder } from '../support/small-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-reissue-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const SETUP = 'period: 2024-H1\nrules: rules\npeople: people.csv\n'
const FINAL = { 'appraisal.yaml': `${SETUP}state: final\n` }

const run = (folder: string, reissue?: string): Promise<AppraiseResult> =>
  appraise({ folder, out: join(folder, 'out'), language: 'zh', ...(reissue === undefined ? {} : { reissue }) })

async function finalFolder(name: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = smallFolder(join(scratch, name), { ...FINAL, ...more })
  const { appraisal, diagnostics } = await run(folder)
  if (!appraisal) throw new Error(diagnostics[0]?.message.en)
  return folder
}

function setState(folder: string, state: 'draft' | 'final'): void {
  writeFileSync(join(folder, 'appraisal.yaml'), `${SETUP}state: ${state}\n`)
}

function contents(folder: string): ReadonlyMap<string, string> {
  return new Map(filesBelow(folder).map(file => [file, readFileSync(join(folder, file), 'latin1')]))
}

function numbers({ appraisal }: AppraiseResult): readonly string[] {
  return (appraisal?.people ?? []).flatMap(({ evidence }) => evidence.map(({ id, number }) => `${id} ${number}`))
}

const errors = ({ diagnostics }: AppraiseResult) => diagnostics.filter(({ severity }) => severity === 'error')
const codes = (result: AppraiseResult) => errors(result).map(({ code }) => code)

function differences(out: string): readonly string[] {
  const found = verifyResults(out)
  return 'problem' in found ? [found.problem.en] : found.differences.map(({ how, file }) => `${how} ${file}`)
}

describe('final results', () => {
  it.each(['final', 'draft'] as const)('are not overwritten by %s ones without a reason, to the byte', async state => {
    const folder = await finalFolder(`kept-${state}`)
    const before = contents(join(folder, 'out'))
    setState(folder, state)
    const again = await run(folder)
    expect(codes(again)).toEqual(['final-kept'])
    expect(again.appraisal).toBeUndefined()
    expect(contents(join(folder, 'out'))).toEqual(before)
  })

  it('are final though somebody wrote draft into the manifest', async () => {
    const folder = await finalFolder('forged')
    const path = join(folder, 'out/manifest.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"state": "final"', '"state": "draft"'))
    expect(codes(await run(folder))).toEqual(['final-kept'])
  })

  it('drafts are written over as often as one likes', async () => {
    const folder = smallFolder(join(scratch, 'draft'))
    expect(codes(await run(folder))).toEqual([])
    expect(codes(await run(folder))).toEqual([])
    expect(existsSync(join(folder, 'out-issue-1'))).toBe(false)
  })

  it('a reason where nothing is final is a mistake, and told', async () => {
    const folder = smallFolder(join(scratch, 'unneeded'))
    expect(codes(await run(folder, '更正'))).toEqual(['reissue-refused'])
    expect(codes(await run(folder))).toEqual([])
    expect(codes(await run(folder, '更正'))).toEqual(['reissue-refused'])
  })
})

describe('another issue', () => {
  it('keeps the earlier one whole beside it, scans of signed sheets too, and tells number and reason everywhere', async () => {
    const folder = await finalFolder('second')
    const out = join(folder, 'out')
    writeFileSync(join(out, 'people/0001-signed.pdf'), 'scan')
    const before = contents(out)
    const again = await run(folder, '复核 A-3：R2 有延期同意')
    expect(codes(again)).toEqual([])
    expect(contents(join(folder, 'out-issue-1'))).toEqual(before)
    expect(again.appraisal?.issue).toEqual({ number: 2, reason: '复核 A-3：R2 有延期同意' })
    expect(readFileSync(join(out, 'people/0001.html'), 'utf8')).toContain('第 2 次出具，理由：复核 A-3：R2 有延期同意')
    expect(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))).toMatchObject({
      issue: { number: 2 },
      earlierIssues: [{ number: 1, fingerprint: JSON.parse(before.get('manifest.json') ?? '').fingerprint }],
    })
    expect(existsSync(join(out, 'people/0001-signed.pdf'))).toBe(false)
    expect(differences(out)).toEqual([])
    expect(codes(await run(folder))).toEqual(['final-kept'])
  })

  it('tells what is paid otherwise than in the one that it replaces, in the same run, and again', async () => {
    const folder = await finalFolder('delta')
    writeFileSync(join(folder, 'appraisal.yaml'), `${FINAL['appraisal.yaml']}published: out-issue-1/appraisal.json\n`)
    const reissued = await run(folder, '更正')
    expect(errors(reissued)).toEqual([])
    expect(reissued.appraisal?.issue.number).toBe(2)
    expect(readFileSync(join(folder, 'out/finance/payroll-delta.csv'), 'utf8')).toContain('现扣减金额')
    expect(yardstickIn(folder, 'en', 'verify', 'out', '--rerun', '.')).toMatchObject({ status: 0, err: '' })
  })

  it('goes through drafts with its number and reason, until it is final', async () => {
    const folder = await finalFolder('drafts')
    setState(folder, 'draft')
    expect((await run(folder, '更正')).appraisal?.issue.number).toBe(2)
    const draft = await run(folder)
    expect([codes(draft), draft.appraisal?.issue]).toEqual([[], { number: 2, reason: '更正' }])
    expect(codes(await run(folder, '再更正'))).toEqual(['reissue-refused'])
    setState(folder, 'final')
    expect(codes(await run(folder))).toEqual([])
    expect((await run(folder, '再更正')).appraisal?.issue).toEqual({ number: 3, reason: '再更正' })
    expect(differences(join(folder, 'out'))).toEqual([])
  })

  it('a finding keeps its number; a new one takes none that ever meant another', async () => {
    const late = (id: string, to: string) => `${id},2024-04-0${id.slice(1)} 08:00,${to},0001\n`
    const records = (...rows: readonly string[]) => ({ 'records/repair.csv': `${REPAIR_HEADER}\n${rows.join('')}` })
    const folder = await finalFolder('numbers', records(late('R2', '2024-05-01 08:00'), late('R5', '2024-05-01 08:00')))
    smallFolder(folder, { ...FINAL, ...records(late('R2', '2024-05-01 08:00'), late('R5', '2024-04-05 09:00')) })
    expect(numbers(await run(folder, 'R5 更正'))).toEqual(['on-time/R2/0001 K-0001'])
    smallFolder(folder, {
      ...FINAL,
      ...records(late('R1', '2024-05-01 08:00'), late('R2', '2024-05-01 08:00'), late('R5', '2024-04-05 09:00')),
    })
    expect(numbers(await run(folder, 'R1 漏记'))).toEqual(['on-time/R1/0001 K-0003', 'on-time/R2/0001 K-0001'])
  })

  it('is not made of an earlier one that was altered, and the file is named', async () => {
    const folder = await finalFolder('altered')
    appendFileSync(join(folder, 'out/appraisal.json'), ' ')
    const again = await run(folder, '更正')
    expect(codes(again)).toEqual(['reissue-refused'])
    expect(errors(again)[0]?.message.en).toContain('appraisal.json')
  })

  it('nor where the results were moved away and an earlier issue is there without a reason', async () => {
    const folder = await finalFolder('moved')
    await run(folder, '更正')
    rmSync(join(folder, 'out'), { recursive: true })
    expect(codes(await run(folder))).toEqual(['final-kept'])
    expect((await run(folder, '重出')).appraisal?.issue).toEqual({ number: 2, reason: '重出' })
  })

  it('takes up the copy that an interrupted run has made, and none of other results', async () => {
    const folder = await finalFolder('interrupted')
    cpSync(join(folder, 'out'), join(folder, 'out-issue-1'), { recursive: true })
    cpSync(join(folder, 'out'), join(folder, '.out.keeping'), { recursive: true })
    expect((await run(folder, '更正')).appraisal?.issue.number).toBe(2)
    expect(existsSync(join(folder, '.out.keeping'))).toBe(false)
    expect(differences(join(folder, 'out'))).toEqual([])
  })
})

it('an earlier issue that is kept under the number already, or a later one, is never overwritten', async () => {
  const folder = await finalFolder('occupied')
  const other = await finalFolder('other', { 'people.csv': 'id,name,post\n0001,张三,fitter\n0002,李五,fitter\n' })
  cpSync(join(other, 'out'), join(folder, 'out-issue-1'), { recursive: true })
  expect(codes(await run(folder, '更正'))).toEqual(['out-refused'])
  cpSync(join(other, 'out'), join(folder, 'out-issue-2'), { recursive: true })
  expect(codes(await run(folder, '更正'))).toEqual(['reissue-refused'])
})

describe('verifying another issue', () => {
  it('is verifying the earlier ones too', async () => {
    const folder = await finalFolder('chain')
    await run(folder, '更正')
    appendFileSync(join(folder, 'out-issue-1/index.html'), ' ')
    expect(differences(join(folder, 'out'))).toEqual(['altered out-issue-1/index.html'])
    rmSync(join(folder, 'out-issue-1'), { recursive: true })
    expect(differences(join(folder, 'out'))).toEqual(['missing out-issue-1'])
    const again = yardstickIn(folder, 'en', 'verify', 'out', '--rerun', '.')
    expect(again.status).toBe(1)
    expect(again.err).toContain('out-issue-1')
  })

  it('gives the same bytes again', async () => {
    const folder = await finalFolder('again')
    await run(folder, '更正')
    const told = yardstickIn(folder, 'en', 'verify', 'out', '--rerun', '.')
    expect(told).toMatchObject({ status: 0, err: '' })
    expect(told.out).toContain('byte for byte')
  })
})

describe('the command', () => {
  it('refuses, says how, and with a reason tells what was kept and the fingerprint to note', async () => {
    const folder = await finalFolder('command')
    const refused = yardstickIn(folder, 'en', 'appraise', '.')
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('--reissue "reason"')
    expect(yardstickIn(folder, 'en', 'appraise', '.', '--reissue', ' ').status).toBe(2)
    expect(yardstickIn(folder, 'en', 'appraise', '.', '--reissue', 'x', '--check-only').status).toBe(2)
    const done = yardstickIn(folder, 'en', 'appraise', '.', '--reissue', 'corrected')
    expect(done.status).toBe(0)
    expect(done.out).toContain('Issue 2 (corrected); the one before is in  out-issue-1/')
    const { fingerprint, issue } = JSON.parse(readFileSync(join(folder, 'out/manifest.json'), 'utf8')) as {
      readonly fingerprint: string
    } & Pick<Appraisal, 'issue'>
    expect(issue.number).toBe(2)
    expect(done.out).toContain(`Note the fingerprint in the minutes: ${fingerprint}`)
  })
})
