import { NO_RUN } from '../../src/model/run.ts'
import { NO_TEMPLATES } from '../../src/model/templates.ts'
/** Pages and files of an appraisal: everything escaped, every word there, nothing from outside, the same bytes again. */

import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import type { Appraisal, AppraisedPerson } from '../../src/model/appraisal.ts'
import { type Margin, NO_EXPLANATIONS } from '../../src/model/explanation.ts'
import { type OutputFile, report } from '../../src/report/index.ts'
import { fileNameOf } from '../../src/report/output.ts'
import { pageFooter } from '../../src/report/pages/page-footer.ts'
import { writeWhole } from '../../src/report/write.ts'
import { CAMPUS } from '../support/golden.ts'
import { inputOf } from './support.ts'

const templates = pathToFileURL(`${resolve(import.meta.dirname, '../../templates')}/`)
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
let appraisal: Appraisal

beforeAll(async () => {
  const result = await appraise({ folder: CAMPUS, language: 'zh' })
  if (!result.appraisal) throw new Error('the example could not be appraised')
  appraisal = result.appraisal
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function pages(of: Appraisal, language: 'zh' | 'en' = 'zh'): readonly OutputFile[] {
  return report(inputOf(of, language))
}

function withPerson(change: Partial<AppraisedPerson>): Appraisal {
  const [first] = appraisal.people
  if (!first) throw new Error('nobody')
  return { ...appraisal, people: [{ ...first, ...change }] }
}

function html(files: readonly OutputFile[], path: string): string {
  const file = files.find(one => one.path === path)
  if (!file) throw new Error(`no ${path}`)
  return String(file.content)
}

describe.each(['zh', 'en'] as const)('pages in %s', language => {
  it('are a sheet and an explanation a person, notices of rectification, an index, a summary, the records, appeals, a notice and a bulletin, from nothing but themselves', () => {
    const files = pages(appraisal, language).filter(file => file.path.endsWith('.html'))
    const failed = appraisal.people.filter(({ grade }) => grade === 'fail').length
    expect(failed).toBeGreaterThan(1)
    expect(files.length).toBe(2 * appraisal.people.length + failed + 6)
    for (const { path, content } of files) {
      expect(content, path).toContain(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`)
      expect(String(content).replaceAll('http://www.w3.org/2000/svg', ''), path).not.toMatch(
        /https?:\/\/|<[^>]+\ssrc=|@import|url\((?!#)/,
      )
      expect(content, path).toContain('default-src &#x27;none&#x27;')
    }
  })

  it('name the style and script that they allow by its hash', () => {
    const page = html(pages(appraisal, language), 'index.html')
    for (const tag of ['style', 'script']) {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? ''
      const hash = createHash('sha256').update(text).digest('base64')
      expect(page.replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=')).toContain(`${tag}-src 'sha256-${hash}'`)
    }
  })
})

it('both catalogues have the same words', () => {
  const keys = (language: string) =>
    Object.keys(JSON.parse(readFileSync(new URL(`wording/${language}.json`, templates), 'utf8'))).toSorted()
  expect(keys('en')).toEqual(keys('zh'))
})

describe('hostile words', () => {
  it('are shown as they are and run nowhere', () => {
    const name = '<script>alert(1)</script>"\'&\u202e甲🙂'
    const files = pages(withPerson({ id: '0009', name }))
    for (const path of ['index.html', 'people/0009.html']) {
      expect(html(files, path)).not.toContain('<script>alert')
      expect(html(files, path)).toContain('&lt;script&gt;alert(1)')
    }
  })

  it('a staff number never leaves the folder', () => {
    expect(fileNameOf('../../etc/passwd')).toBe('%2E%2E%2F%2E%2E%2Fetc%2Fpasswd')
    expect(fileNameOf('工1')).toBe('%E5%B7%A51')
    // Nor is one person's sheet another one's notice.
    expect(fileNameOf('1-rectification')).toBe('1%2Drectification')
    expect(['con', 'NUL', 'com1', 'console'].map(fileNameOf)).toEqual(['%63on', '%4EUL', '%63om1', 'console'])
    const long = ['x'.repeat(300), `${'x'.repeat(299)}y`, '长'.repeat(300)].map(fileNameOf)
    expect(new Set(long).size).toBe(3)
    for (const name of long) expect(name.length).toBeLessThanOrEqual(120)
  })
})

it('200 findings, none, no score and no sections all make a sheet', () => {
  const [line] = appraisal.people.flatMap(person => person.evidence)
  if (!line) throw new Error('no finding')
  const many = Array.from({ length: 201 }, (_, at) => ({ ...line, id: `x/${at}/1`, number: `K-${at}` }))
  expect(html(pages(withPerson({ id: '1', evidence: many })), 'people/1.html')).toContain('另有 1 条')
  const bare = withPerson({
    id: '1',
    evidence: [],
    sections: [],
    score: null,
    scoreText: null,
    grade: null,
    gradeReason: 'incomplete',
    outcomes: [],
  })
  expect(html(pages(bare), 'people/1.html')).toContain('不定等次')
})

it('a finding that lowered the grade is printed first, however many there are', () => {
  const [line] = appraisal.people.flatMap(person => person.evidence)
  if (!line) throw new Error('no finding')
  const many = Array.from({ length: 500 }, (_, at) => ({ ...line, id: `x/${at}/1`, number: `K-${at}` }))
  const vetoes = [{ standard: line.standard, grade: 'fail', finding: 'x/499/1' }]
  const sheet = html(pages(withPerson({ id: '1', evidence: many, vetoes })), 'people/1.html')
  expect(/<td class="number">(K-\d+)<\/td>/.exec(sheet)?.[1]).toBe('K-499')
})

it('of many records three are named and the others counted', () => {
  const [person] = appraisal.people.filter(one => one.evidence.some(line => line.verdict === 'missed'))
  const [line] = person?.evidence ?? []
  if (!person || !line) throw new Error('no finding')
  const evidence = [1, 2, 3, 4, 5].map(row => ({ file: 'records/some.csv', row, id: `R${row}` }))
  const files = report({
    appraisal: { ...appraisal, people: [{ ...person, id: '1', evidence: [line] }] },
    language: 'zh',
    findings: [{ id: line.id, evidence }],
    explanations: NO_EXPLANATIONS,
    carried: [],
    rejected: [],
    returned: [],
    unmarked: [],
    run: NO_RUN,
    problems: [],
    inputs: [],
    rules: [],
    own: NO_TEMPLATES,
    templates,
  })
  expect(html(files, 'people/1.html')).toContain('some.csv:3')
  expect(html(files, 'people/1.html')).not.toContain('some.csv:4')
  expect(html(files, 'people/1.html')).toContain('另有 2 条记录')
})

it('no name ends the style that prints it at the foot of a leaf', () => {
  const style = pageFooter('</style><script>"}\\\n甲', '第 {page} 页 / 共 {pages} 页', 'x')
  expect(style).toContain('counter(page) ')
  expect(style).toContain('counter(pages)')
  expect(style).toContain('甲')
  expect(style.match(/[<>\n](?!$)/)).toBeNull()
  expect(style.match(/"/g)?.length).toBe(10)
})

it('an outcome that could not be decided names what is not known in words', () => {
  const undecided = [
    { outcome: 'x', title: { zh: '批评教育', en: 'Criticism' }, unknown: ['year.complete', 'missed.violation-points'] },
  ]
  const sheet = html(pages(withPerson({ id: '1', undecided })), 'people/1.html')
  expect(sheet).toContain('不可知：')
  expect(sheet).toContain('违规积分累计')
  expect(sheet).not.toContain('missed.violation-points')
})

describe('writing', () => {
  const manifestOf = (...outputs: readonly string[]) =>
    JSON.stringify({ format: 1, engine: 'yardstick 0.1.0', outputs: outputs.map(file => ({ file, sha256: '' })) })
  const files: readonly OutputFile[] = [
    { path: 'manifest.json', content: manifestOf('people/1.html') },
    { path: 'people/1.html', content: 'new' },
  ]

  it('replaces old results whole', async () => {
    const out = join(scratch, 'replaced')
    mkdirSync(join(out, 'people'), { recursive: true })
    writeFileSync(join(out, 'manifest.json'), manifestOf('people/old.html'))
    writeFileSync(join(out, 'people/old.html'), 'old')
    expect(await writeWhole({ folder: out }, files)).toBeUndefined()
    expect(readdirSync(out, { recursive: true }).toSorted()).toEqual(['manifest.json', 'people', 'people/1.html'])
    expect(readdirSync(scratch).filter(name => name.startsWith('.replaced'))).toEqual([])
  })

  it('brings back what an interrupted run had moved away', async () => {
    const out = join(scratch, 'interrupted')
    mkdirSync(join(scratch, '.interrupted.old'), { recursive: true })
    writeFileSync(join(scratch, '.interrupted.old/manifest.json'), manifestOf())
    mkdirSync(join(scratch, '.interrupted.writing'), { recursive: true })
    writeFileSync(join(scratch, '.interrupted.writing/half.html'), 'half')
    expect(await writeWhole({ folder: out }, files)).toBeUndefined()
    expect(existsSync(join(out, 'half.html'))).toBe(false)
    expect(readFileSync(join(out, 'people/1.html'), 'utf8')).toBe('new')
  })

  it('refuses a folder of other things', async () => {
    const out = join(scratch, 'foreign')
    mkdirSync(out)
    writeFileSync(join(out, 'thesis.txt'), 'mine')
    expect((await writeWhole({ folder: out }, files))?.code).toBe('out-refused')
    expect(readdirSync(out)).toEqual(['thesis.txt'])
  })

  it.each([
    ['{"manifest_version":3,"name":"an extension"}', 'of another program'],
    ['[]', 'that is a list'],
    ['{"engine":"yardstick 0.1.0"', 'that is broken off'],
  ])('refuses a folder with the manifest.json %s, %s', async (text, _what) => {
    const out = mkdtempSync(join(scratch, 'theirs-'))
    writeFileSync(join(out, 'manifest.json'), text)
    expect((await writeWhole({ folder: out }, files))?.code).toBe('out-refused')
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe(text)
  })

  it('refuses to delete what a person put beside the results, and names it', async () => {
    const out = join(scratch, 'signed')
    await writeWhole({ folder: out }, files)
    writeFileSync(join(out, 'people/1-signed.pdf'), 'scan')
    expect((await writeWhole({ folder: out }, files))?.message.zh).toContain('people/1-signed.pdf')
    expect(readFileSync(join(out, 'people/1-signed.pdf'), 'utf8')).toBe('scan')
  })

  it('does not mind what desktops and office programs leave behind', async () => {
    const out = join(scratch, 'looked-at')
    await writeWhole({ folder: out }, files)
    for (const litter of ['.DS_Store', 'Thumbs.db', 'people/~$1.html']) writeFileSync(join(out, litter), '')
    expect(await writeWhole({ folder: out }, files)).toBeUndefined()
    expect(existsSync(join(out, '.DS_Store'))).toBe(false)
  })

  it('writes through a link, which stays a link', async () => {
    mkdirSync(join(scratch, 'elsewhere'))
    symlinkSync(join(scratch, 'elsewhere'), join(scratch, 'link'))
    expect(await writeWhole({ folder: join(scratch, 'link') }, files)).toBeUndefined()
    expect(lstatSync(join(scratch, 'link')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(scratch, 'elsewhere/people/1.html'), 'utf8')).toBe('new')
  })

  it.each(['file', 'file/out'])('says what is wrong with %s, where a file stands in the way', async path => {
    writeFileSync(join(scratch, 'file'), 'mine')
    expect((await writeWhole({ folder: join(scratch, path) }, files))?.code).toBe('out-refused')
    expect(readFileSync(join(scratch, 'file'), 'utf8')).toBe('mine')
  })

  it('pauses now and then as it writes many: what it made is collected only then', async () => {
    let paused = false
    let pausedBefore: number | undefined
    function* many() {
      setImmediate(() => {
        paused = true
      })
      for (let number = 0; number < 1000; number++) {
        if (paused) pausedBefore ??= number
        yield { path: `people/${number}.html`, content: '' }
      }
    }
    expect(await writeWhole({ folder: join(scratch, 'many') }, many())).toBeUndefined()
    expect(pausedBefore).toBeLessThan(1000)
  })

  it('keeps the old results whole where the new ones cannot be written', async () => {
    const out = join(scratch, 'kept')
    expect(await writeWhole({ folder: out }, files)).toBeUndefined()
    const impossible = [...files, { path: 'people/1.html/below-a-file', content: '' }]
    expect((await writeWhole({ folder: out }, impossible))?.code).toBe('out-refused')
    expect(readFileSync(join(out, 'people/1.html'), 'utf8')).toBe('new')
    expect(existsSync(join(scratch, '.kept.writing'))).toBe(false)
  })
})

it('the manifest has the hash of every output, and no clock and no path of this machine', () => {
  const files = pages(appraisal)
  const manifest = JSON.parse(html(files, 'manifest.json')) as {
    readonly outputs: readonly { readonly file: string; readonly sha256: string }[]
  }
  expect(manifest.outputs.length).toBe(files.length - 1)
  for (const { file, sha256 } of manifest.outputs)
    expect(
      createHash('sha256')
        .update(files.find(({ path }) => path === file)?.content ?? '')
        .digest('hex'),
    ).toBe(sha256)
  expect(pages(appraisal)).toEqual(files)
})

describe('what would have changed a grade', () => {
  const margins: readonly Margin[] = [
    { person: '1', above: 'excellent', points: 0.4, aboveBound: 9.6, deciding: ['x'], scoreWithout: 91.23 },
  ]

  it.each(['zh', 'en'] as const)('stands on the page of the panel and nowhere else (%s)', language => {
    const explanations = { ...NO_EXPLANATIONS, margins }
    const input = {
      findings: [],
      carried: [],
      rejected: [],
      returned: [],
      unmarked: [],
      run: NO_RUN,
      problems: [],
      inputs: [],
      rules: [],
      own: NO_TEMPLATES,
      explanations,
      templates,
    }
    const files = report({ ...input, appraisal: withPerson({ id: '1', grade: 'good' }), language })
    const telling = files.filter(({ content }) => /91\.23|仅供考评小组）|for the panel only/.test(String(content)))
    expect(telling.map(({ path }) => path)).toEqual(['internal/explain/1.html', 'internal/margins.ndjson'])
  })
})
