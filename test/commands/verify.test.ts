/** `yardstick verify`: any byte that is not as it was written is found and named; a rerun gives the same bytes. */

import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { filesBelow } from '../../src/report/files-below.ts'
import { type Verified, verifyResults } from '../../src/report/verify.ts'
import { type Run, yardstickIn } from '../support/command-line.ts'
import { smallFolder } from '../support/small-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-verify-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const yardstick = (...words: readonly string[]): Run => yardstickIn(scratch, 'en', ...words)

beforeAll(async () => {
  const folder = smallFolder(join(scratch, 'h1'))
  const { appraisal } = await appraise({ folder, out: join(folder, 'out'), language: 'zh' })
  if (!appraisal) throw new Error('the folder could not be appraised')
})

let copies = 0
/** A copy of the results, to be altered. */
function copied(): string {
  const out = join(scratch, `copy-${copies++}`)
  cpSync(join(scratch, 'h1/out'), out, { recursive: true })
  return out
}

function verified(out: string): Verified {
  const found = verifyResults(out)
  if ('problem' in found) throw new Error(`${found.file} ${found.problem.en}`)
  return found
}

function told(out: string): readonly string[] {
  return verified(out).differences.map(({ how, file }) => `${how} ${file}`)
}

describe('results as they were written', () => {
  it('differ in nothing, and their manifest names inputs, rules, tests, templates, engine and options', () => {
    const { manifest, differences } = verified(join(scratch, 'h1/out'))
    expect(differences).toEqual([])
    expect(manifest.inputs.map(({ file }) => file)).toEqual(['appraisal.yaml', 'people.csv', 'records/repair.csv'])
    expect(manifest.rules.map(({ file }) => file)).toEqual(['pack.test.yaml', 'pack.yaml'])
    expect(manifest.templates.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['sheet.hbs', 'partials/missed.hbs', 'wording/zh.json', 'print.css', 'index.js']),
    )
    expect(manifest.engineSha256).toMatch(/^[0-9a-f]{64}$/)
    expect(manifest).toMatchObject({ state: 'draft', issue: { number: 1, reason: null }, language: 'zh' })
  })

  it('bear on each sheet the fingerprint of appraisal.json', () => {
    const { manifest } = verified(join(scratch, 'h1/out'))
    const hash = manifest.outputs.find(({ file }) => file === 'appraisal.json')?.sha256 ?? ''
    expect(readFileSync(join(scratch, 'h1/out/people/0001.html'), 'utf8')).toContain(`结果 ${hash.slice(0, 12)}`)
  })

  it('do not mind what desktops leave behind', () => {
    const out = copied()
    writeFileSync(join(out, '.DS_Store'), 'x')
    expect(told(out)).toEqual([])
  })
})

describe('what was altered', () => {
  it('one byte of any file, whichever and wherever: that file is named and no other', () => {
    const out = copied()
    const files = filesBelow(out)
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 }), (file, place, turn) => {
        const path = join(out, file)
        const bytes = readFileSync(path)
        if (bytes.length === 0) return
        const changed = Uint8Array.from(bytes)
        const at = place % bytes.length
        changed[at] = (changed[at] ?? 0) ^ turn
        writeFileSync(path, changed)
        const found = verifyResults(out)
        writeFileSync(path, bytes)
        if (file !== 'manifest.json') expect(found).toMatchObject({ differences: [{ file, how: 'altered' }] })
        else if ('problem' in found) expect(found.file).toBe('manifest.json')
        else expect(found.differences).toContainEqual({ file, how: 'altered' })
      }),
      { numRuns: 300 },
    )
    expect(told(out)).toEqual([])
  })

  it('missing, added and moved files, a folder or a link in the place of one: each by name', () => {
    const out = copied()
    rmSync(join(out, 'carried.ndjson'))
    renameSync(join(out, 'people/0001.html'), join(out, 'people/0003.html'))
    writeFileSync(join(out, 'signed.pdf'), '')
    rmSync(join(out, 'rejected.csv'))
    mkdirSync(join(out, 'rejected.csv'))
    rmSync(join(out, 'index.html'))
    symlinkSync(join(scratch, 'h1/out/index.html'), join(out, 'index.html'))
    expect(told(out)).toEqual([
      'missing carried.ndjson',
      'altered index.html',
      'missing people/0001.html',
      'altered rejected.csv',
      'added people/0003.html',
      'added signed.pdf',
    ])
  })

  it('a file and its hash in the manifest alike: the manifest tells that it was', () => {
    const out = copied()
    const path = join(out, 'appraisal.json')
    const { manifest } = verified(out)
    const was = manifest.outputs.find(({ file }) => file === 'appraisal.json')?.sha256 ?? ''
    appendFileSync(path, '\n')
    const text = readFileSync(join(out, 'manifest.json'), 'utf8')
    const forged = text.replace(was, '0'.repeat(64))
    expect(forged).not.toBe(text)
    writeFileSync(join(out, 'manifest.json'), forged)
    expect(told(out)).toContain('altered manifest.json')
  })

  it.each([
    ['gone', ''],
    ['broken off', '{"format":1,'],
    ['of another program', '{"manifest_version":3}'],
    ['of files that lead out of the folder', 'lead'],
  ])('a manifest that is %s leaves nothing to verify by, and that is told', (_, text) => {
    const out = copied()
    const path = join(out, 'manifest.json')
    const whole = readFileSync(path, 'utf8')
    rmSync(path)
    if (text !== '')
      writeFileSync(path, text === 'lead' ? whole.replace('"carried.ndjson"', '"../carried.ndjson"') : text)
    expect(verifyResults(out)).toMatchObject({ file: 'manifest.json' })
    expect(yardstick('verify', out)).toMatchObject({ status: 1, out: '' })
  })

  it('results that an interrupted run left beside their place are put back', () => {
    const out = copied()
    renameSync(out, join(scratch, `.copy-${copies - 1}.old`))
    expect(told(out)).toEqual([])
  })
})

describe('the command', () => {
  it('says that nothing was altered, with both fingerprints, status 0', () => {
    const { manifest } = verified(join(scratch, 'h1/out'))
    const run = yardstick('verify', 'h1/out')
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(run.out).toContain(`h1/out: ${manifest.outputs.length + 1} files, not a byte altered.`)
    expect(run.out).toContain(manifest.fingerprint)
  })

  it('names what was altered a line each, status 1; in JSON alike', () => {
    const out = copied()
    appendFileSync(join(out, 'index.html'), ' ')
    rmSync(join(out, 'carried.ndjson'))
    const run = yardstick('verify', out)
    expect(run.status).toBe(1)
    expect(run.out.split('\n').slice(0, 2)).toEqual(['missing  carried.ndjson', 'altered  index.html'])
    const json = yardstick('verify', out, '--format', 'json')
    expect(json.status).toBe(1)
    expect(JSON.parse(json.out).differences).toEqual([
      { file: 'carried.ndjson', how: 'missing' },
      { file: 'index.html', how: 'altered' },
    ])
  })

  it('tells whether a fingerprint is of these results', () => {
    const { manifest } = verified(join(scratch, 'h1/out'))
    const of = (text: string) => yardstick('verify', 'h1/out', '--fingerprint', text)
    const hash = manifest.outputs.find(({ file }) => file === 'appraisal.json')?.sha256 ?? ''
    expect(of(hash.slice(0, 12))).toMatchObject({ status: 0 })
    expect(of(manifest.fingerprint.toUpperCase())).toMatchObject({ status: 0 })
    expect(of('0123456789ab')).toMatchObject({ status: 1 })
    expect(of('abc').status).toBe(2)
  })

  it('there is no such folder: told, status 1', () => expect(yardstick('verify', 'nowhere').status).toBe(1))
})

describe('appraised once more', () => {
  it('the same bytes, with the options of the first time', async () => {
    const folder = smallFolder(join(scratch, 'options'), {
      'rules/profiles/few.yaml': 'profile: { title: { zh: 少, en: Few }, standards: [ on-time ] }\n',
    })
    const first = yardstick(
      ...['appraise', folder, '--as-of', '2024-07-03', '--profile', 'few', '--all-findings'],
      ...['--accept-rejected', 'gone', '--lang', 'en'],
    )
    expect(first.status).toBe(0)
    const run = yardstick('verify', `${folder}/out`, '--rerun', folder)
    expect(run).toMatchObject({ status: 0, err: '' })
    expect(run.out).toContain('files, byte for byte.')
  })

  it('names the input, the rule and the result that came out otherwise, status 1', () => {
    const folder = smallFolder(join(scratch, 'changed'))
    expect(yardstick('appraise', folder).status).toBe(0)
    appendFileSync(join(folder, 'records/repair.csv'), 'R9,2024-05-02 08:00,2024-05-09 09:00,0002\n')
    appendFileSync(join(folder, 'rules/pack.yaml'), '# later\n')
    const run = yardstick('verify', `${folder}/out`, '--rerun', folder, '--format', 'json')
    expect(run.status).toBe(1)
    const { rerun, differences } = JSON.parse(run.out)
    expect(differences).toEqual([])
    expect(rerun).toMatchObject({
      engine: null,
      inputs: [{ file: 'records/repair.csv', how: 'altered' }],
      rules: [{ file: 'pack.yaml', how: 'altered' }],
      templates: [],
    })
    expect(rerun.outputs).toContainEqual({ file: 'people/0002.html', how: 'altered' })
    const words = yardstick('verify', `${folder}/out`, '--rerun', folder).out
    expect(words).toContain('Input     altered  records/repair.csv')
  })

  it('another build of the program is told', () => {
    const folder = smallFolder(join(scratch, 'engine'))
    expect(yardstick('appraise', folder).status).toBe(0)
    const path = join(folder, 'out/manifest.json')
    const { manifest } = verified(join(folder, 'out'))
    writeFileSync(path, readFileSync(path, 'utf8').replace(manifest.engineSha256, 'f'.repeat(64)))
    const run = yardstick('verify', `${folder}/out`, '--rerun', folder)
    expect(run.status).toBe(1)
    expect(run.out).toContain('Another program: it was yardstick 0.1.0 (ffffffffffff)')
  })

  it('a folder that can no longer be appraised is told with what stands in the way', () => {
    const folder = smallFolder(join(scratch, 'gone'))
    expect(yardstick('appraise', folder).status).toBe(0)
    rmSync(join(folder, 'people.csv'))
    const run = yardstick('verify', `${folder}/out`, '--rerun', folder)
    expect(run.status).toBe(1)
    expect(run.err).toContain('people.csv')
  })
})
