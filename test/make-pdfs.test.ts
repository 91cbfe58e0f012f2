/** PDFs of an appraisal, printed by the browser of this machine and read by poppler: everything is on paper, where it belongs, and nowhere else. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printPages } from '../src/browser/index.ts'
import { makePdfs } from '../src/make-pdfs.ts'
import type { Appraisal } from '../src/model/appraisal.ts'
import { NO_EXPLANATIONS } from '../src/model/explanation.ts'
import type { Language } from '../src/model/message.ts'
import { NO_RUN } from '../src/model/run.ts'
import { compileTemplates, type ReportInput, report } from '../src/report/index.ts'
import { APPRAISAL, evidence, HOSTILE_NAME, LONG_NAME, person } from './report/fixture.ts'
import { browserPath } from './support/browser.ts'
import { bookmarksOf, hasPoppler, leavesOf, picturesOf } from './support/poppler.ts'

const templates = pathToFileURL(`${resolve(import.meta.dirname, '../templates')}/`)
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Those of the fixture, and some whose pages end at awkward places: so many findings are just too many for a leaf. */
const MANY: Appraisal = {
  ...APPRAISAL,
  people: [
    ...APPRAISAL.people,
    ...Array.from({ length: 12 }, (_, count) =>
      person(`edge-${count}`, {
        unit: 'edge',
        evidence: Array.from({ length: 3 + count }, (__, at) => evidence(at + 1)),
      }),
    ),
    person('a/b', { unit: 'con', name: 'CON' }),
    person('a:b', { unit: 'con', name: 'con' }),
  ],
}

function inputOf(language: Language, appraisal: Appraisal = MANY): ReportInput {
  return {
    appraisal,
    language,
    findings: [],
    carried: [],
    explanations: NO_EXPLANATIONS,
    rejected: [],
    problems: [],
    returned: [],
    unmarked: [],
    run: NO_RUN,
    inputs: [],
    rules: [],
    templates,
    own: { templates: [], style: '' },
  }
}

type Pdfs = ReadonlyMap<string, Uint8Array>

async function printed(input: ReportInput, onStage: (text: string) => void = () => {}): Promise<Pdfs> {
  const pdfs = new Map<string, Uint8Array>()
  const stages = { onStage: ({ en }: { readonly en: string }) => onStage(en) }
  for await (const { path, content } of makePdfs({ input, browser: browserPath ?? '', ...stages }))
    pdfs.set(path, Buffer.from(content))
  return pdfs
}

const WORDS = {
  zh: {
    sheet: '考评表',
    page: (page: number, pages: number) => `第 ${page} 页 / 共 ${pages} 页`,
    signatures: ['签字', '被考评人', '直接上级', '考评小组', '申诉'],
    headings: /编号\s+日期\s+标准 · /,
    noScore: '无得分',
    noGrade: '不定等次',
    noSections: '没有适用的考评表',
    draft: '草稿·未定稿',
    bound: (leaf: number) => `合订本 ${leaf}`,
    east: 'volumes/东区.pdf',
    nobody: 'volumes/未分部门.pdf',
    summary: '考评通报',
    rectification: '限期整改通知书',
    notice: '限期整改通知书',
  },
  en: {
    sheet: 'appraisal',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    signatures: ['Signatures', 'Employee', 'Superior', 'Panel', 'appeal'],
    headings: /No\.\s+Date\s+Standard · /,
    noScore: 'No score',
    noGrade: 'No grade',
    noSections: 'No scorecard applies',
    draft: 'Draft · not final',
    bound: (leaf: number) => `bound ${leaf}`,
    east: 'volumes/East.pdf',
    nobody: 'volumes/No department.pdf',
    summary: 'summary',
    rectification: 'rectification',
    notice: 'Notice of rectification',
  },
} as const

/** Spaces are laid out, and differ with the font. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '')
}

describe.skipIf(browserPath === undefined || !hasPoppler).each(['zh', 'en'] as const)('printed in %s', language => {
  const words = WORDS[language]
  let pdfs: Pdfs
  const stages: string[] = []
  beforeAll(async () => {
    pdfs = await printed(inputOf(language), stage => stages.push(stage))
  })

  const pdf = (path: string): Uint8Array => {
    const found = pdfs.get(path)
    if (!found) throw new Error(`no ${path} among ${[...pdfs.keys()].join(', ')}`)
    return found
  }
  const sheet = (id: string, name = `甲${id}`) => pdf(`people/pdf/${id}_${name}_${words.sheet}.pdf`)
  const rectification = () => pdf(`people/pdf/fail_甲fail_${words.rectification}.pdf`)
  const sheets = () => [...pdfs].filter(([path]) => path.startsWith('people/') && !path.includes(words.rectification))

  it('is a file for each person, a volume for each department, and what belongs to nobody', () => {
    expect(sheets()).toHaveLength(MANY.people.length)
    const units =
      language === 'zh' ? ['volumes/北区.pdf', 'volumes/南区.pdf'] : ['volumes/North.pdf', 'volumes/South.pdf']
    const loose = ['internal/summary.pdf', 'internal/bulletin.pdf', 'public/notice.pdf']
    const others = [...loose, words.east, ...units, words.nobody, 'volumes/edge.pdf', 'volumes/_con.pdf']
    expect([...pdfs.keys()].filter(path => !path.startsWith('people/')).toSorted()).toEqual(others.toSorted())
    expect(squeezed(leavesOf(pdf('internal/summary.pdf')).join(''))).toContain(squeezed(words.summary))
    expect(stages.at(-1)).toMatch(new RegExp(`^Printing \\d+/${MANY.people.length + 4}$`))
  })

  it('names files so that every system takes them', () => {
    expect(pdfs.has(`people/pdf/good_-script-alert(1)--script-''&_${words.sheet}.pdf`)).toBe(false)
    const names = [...pdfs.keys()].map(path => path.split('/').at(-1) ?? '')
    for (const name of names) expect(name).not.toMatch(/[<>:"\\|?*]/)
    expect(names).toContain(`a-b_CON_${words.sheet}.pdf`)
    expect(names).toContain(`a-b_con_${words.sheet} (2).pdf`)
  })

  it('bears on each leaf whose it is, the period, its number, and the rules', () => {
    for (const [path, bytes] of sheets()) {
      const leaves = leavesOf(bytes)
      leaves.forEach((leaf, at) => {
        const foot = squeezed(leaf.trimEnd().split('\n').slice(-3).join('\n'))
        expect(foot, path).toContain('·2024-H1')
        expect(foot, path).toContain(squeezed(words.page(at + 1, leaves.length)))
        expect(foot, path).toContain('pack1.0.0·0123456789ab')
      })
      for (const leaf of leavesOf(bytes, 'raw')) expect(squeezed(leaf), path).toContain(squeezed(words.draft))
    }
    expect(squeezed(leavesOf(sheet('excellent'))[0] ?? '')).toContain('excellent甲excellent·2024-H1')
  })

  it('takes as many leaves as it says: few without findings, more for 200 of them', () => {
    const counts = (id: string) => leavesOf(sheet(id)).length
    expect(counts('little')).toBeLessThanOrEqual(2)
    expect(counts('none')).toBeLessThanOrEqual(2)
    expect(counts('short')).toBeGreaterThanOrEqual(5)
    expect(counts('short')).toBeLessThanOrEqual(14)
  })

  it('has the score, the grade and the name', () => {
    expect(leavesOf(sheet('excellent')).join('')).toMatch(/90\.00[\s\S]*(优秀|Excellent)/)
    const none = leavesOf(sheet('none')).join('')
    expect(none).toContain(words.noScore)
    expect(none).toContain(words.noGrade)
    expect(none).toContain(words.noSections)
    const long = squeezed(leavesOf(pdf([...pdfs.keys()].find(path => path.includes('pass_亚历')) ?? '')).join(''))
    expect(long).toContain(LONG_NAME)
    const hostile = [...pdfs.keys()].find(path => path.startsWith('people/pdf/good_')) ?? ''
    expect(squeezed(leavesOf(pdf(hostile)).join(''))).toContain(squeezed(HOSTILE_NAME))
  })

  it('repeats the headings of a table on each leaf that it goes on to', () => {
    const withFindings = leavesOf(sheet('short')).filter(leaf => /^\s*K-\d{4}\s+\d{4}/m.test(leaf))
    expect(withFindings.length).toBeGreaterThan(4)
    for (const leaf of withFindings) expect(leaf).toMatch(words.headings)
  })

  it('never parts the signatures, nor leaves them on a leaf of their own', () => {
    for (const [path, bytes] of sheets()) {
      const last = leavesOf(bytes).at(-1) ?? ''
      for (const word of words.signatures) expect(last, path).toContain(word)
      // What stands above them is the end of what is signed.
      const above = last.slice(0, last.indexOf(words.signatures[0])).trim()
      expect(above, path).not.toBe('')
    }
  })

  it('is bound with a cover, bookmarks in order, and leaves numbered through', () => {
    const bytes = pdf(words.east)
    const leaves = leavesOf(bytes)
    const bookmarks = bookmarksOf(bytes)
    const people = MANY.people.filter(({ unit }) => unit === 'east')
    const titles = people.map(({ id, name }) => `${id} ${name}`)
    const failed = titles.indexOf('fail 甲fail')
    expect(bookmarks.map(({ title }) => title)).toEqual(titles.toSpliced(failed + 1, 0, `fail 甲fail ${words.notice}`))
    const cover = (bookmarks[0]?.leaf ?? 1) - 1
    const listed = squeezed(leaves.slice(0, cover).join(''))
    bookmarks.forEach(({ title, leaf }) => {
      const [id = '', , attached] = title.split(' ')
      if (attached !== undefined) {
        expect(squeezed(leaves[leaf - 1] ?? '')).toContain(squeezed(words.notice))
        return
      }
      expect(squeezed(leaves[leaf - 1] ?? '')).toContain(`${id}甲${id}·2024-H1`)
      expect(squeezed(leaves[leaf - 1] ?? '')).toContain(squeezed(words.page(1, leavesOf(sheet(id)).length)))
      expect(listed).toMatch(new RegExp(`${id}甲${id}(公寓管理员|Dormitorywarden)?${leaf - cover}`))
    })
    leaves.slice(cover).forEach((leaf, at) => {
      expect(squeezed(leaf.split('\n').slice(0, 3).join(''))).toContain(squeezed(words.bound(at + 1)))
    })
    expect(leaves.length - cover).toBe(
      [rectification(), ...people.map(({ id }) => sheet(id))]
        .map(bytes => leavesOf(bytes).length)
        .reduce((one, other) => one + other),
    )
  })

  it('binds those of no department, and names of devices, too', () => {
    expect(bookmarksOf(pdf(words.nobody)).map(({ title }) => title)).toEqual(['none 甲none'])
    expect(bookmarksOf(pdf('volumes/_con.pdf')).map(({ title }) => title)).toEqual(['a/b CON', 'a:b con'])
  })

  it('looks as the page does that is printed alone, and holds the same text', async () => {
    const ids = ['excellent', 'fail', 'edge-7']
    const pages = report(inputOf(language))
    const addresses = ids.map(id => {
      const file = join(scratch, `${language}-${id}.html`)
      writeFileSync(file, pages.find(({ path }) => path === `people/${id}.html`)?.content ?? '')
      return pathToFileURL(file)
    })
    const alone = await printPages(browserPath ?? '', addresses)
    ids.forEach((id, at) => {
      const [one, other] = [alone[at] ?? new Uint8Array(), sheet(id)]
      expect(leavesOf(other)).toEqual(leavesOf(one))
      const [pictures, others] = [picturesOf(one), picturesOf(other)]
      expect(pictures.length).toBe(others.length)
      for (const [leaf, picture] of pictures.entries())
        expect(differing(picture, others[leaf] ?? new Uint8Array()), id).toBeLessThan(100)
    })
  })

  it('gives the same bytes again', async () => {
    const again = await printed(inputOf(language))
    expect([...again.keys()]).toEqual([...pdfs.keys()])
    for (const [path, bytes] of again) expect(Buffer.compare(bytes, pdf(path)), path).toBe(0)
    for (const [path, bytes] of pdfs)
      expect(Buffer.from(bytes).toString('latin1'), path).not.toMatch(/CreationDate|ModDate|\/ID/)
  })
})

describe.skipIf(browserPath === undefined || !hasPoppler)('printed by templates of a pack’s own', () => {
  const [one, other] = APPRAISAL.people
  const people = one && other ? [one, { ...other, unit: one.unit }] : []
  const pdfsOf = async (text: string, style: string) => {
    const own = { templates: [{ name: 'sheet', isPartial: false, file: 'sheet.hbs', text }], style }
    const { own: ready } = await compileTemplates(own, templates)
    return await printed({ ...inputOf('en', { ...APPRAISAL, people }), own: ready })
  }

  it('a sheet may link to places within itself', async () => {
    const text = '<a href="#second">see below</a><h2 class="over" id="second">{{name}}</h2>'
    const pdfs = await pdfsOf(text, '.over { break-before: page }')
    const counts = [...pdfs]
      .filter(([path]) => /^(people|volumes)/.test(path))
      .map(([, bytes]) => leavesOf(bytes).length)
    expect(counts).toEqual([2, 2, 5])
  })

  it('what is fixed to every leaf of a sheet is on no other', async () => {
    const pdfs = await pdfsOf(
      '<p class="fixed">only {{id}}</p><h2>{{name}}</h2>',
      '.fixed { position: fixed; top: 3cm }',
    )
    const texts = [...pdfs].filter(([path]) => path.startsWith('people/')).map(([, bytes]) => leavesOf(bytes).join(''))
    expect(texts.map(found => found.match(/only (excellent|good)/g))).toEqual([['only excellent'], ['only good']])
  })
})

describe.skipIf(browserPath === undefined || !hasPoppler)('printed when it is final', () => {
  it('bears no mark of a draft', async () => {
    const [first] = APPRAISAL.people
    const pdfs = await printed(inputOf('zh', { ...APPRAISAL, state: 'final', people: first ? [first] : [] }))
    for (const bytes of pdfs.values()) expect(leavesOf(bytes).join('')).not.toContain('草稿')
  })

  it('is what belongs to nobody alone where nobody is appraised', async () => {
    const pdfs = await printed(inputOf('zh', { ...APPRAISAL, people: [] }))
    expect([...pdfs.keys()]).toEqual(['internal/summary.pdf', 'internal/bulletin.pdf', 'public/notice.pdf'])
  })
})

/** Points that are clearly of another shade: a letter's edge may fall a hair beside where it was. */
function differing(one: Uint8Array, other: Uint8Array): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY
  return one.filter((shade, at) => Math.abs(shade - (other[at] ?? 0)) > 64).length
}
