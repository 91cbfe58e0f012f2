/** What forms bear: read from the pack, filled up with what is usual, told where it is wrong. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { compile } from '../../src/compile/index.ts'
import { parseYaml } from '../../src/load/yaml.ts'

const HEAD =
  'pack: { id: p, version: "1", title: P, time-zone: Asia/Shanghai }\nposts: { warden: { title: Warden, level: staff } }\n'

function compiled(print: string) {
  const { file, diagnostics } = parseYaml(`${HEAD}${print}`, 'pack.yaml')
  if (!file) throw new Error(diagnostics[0]?.message.en)
  return compile([file], { sha256: '' })
}

describe('print', () => {
  it('left out: six signatures, appeals to the panel within 5 working days, names alone on the notice', () => {
    const { rulebook } = compiled('')
    expect(rulebook?.print.signatures.map(({ zh }) => zh)).toEqual([
      '被考评人',
      '直接上级',
      '部门负责人',
      '考评小组',
      '人事行政部（盖章）',
      '分管领导',
    ])
    expect(rulebook?.print.appeal).toEqual({
      to: { zh: '考评小组', en: 'the appraisal panel' },
      within: { zh: '5 个工作日', en: '5 working days' },
    })
    expect(rulebook?.print.notice.shows).toBe('names')
  })

  it('says all of it otherwise', () => {
    const { rulebook, diagnostics } = compiled(`print:
  company: { zh: 后勤公司, en: Logistics Ltd }
  document-number: { zh: "人考〔{year}〕{person}", en: "HR-{period}-{person}" }
  signatures: [ { zh: 本人, en: Self }, { zh: 领导, en: Head } ]
  appeal: { to: { zh: 工会, en: the union }, within: 3个工作日 }
  notice: { shows: names-and-grades, within: 7 days }
`)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(rulebook?.print).toMatchObject({
      company: { zh: '后勤公司', en: 'Logistics Ltd' },
      signatures: [
        { zh: '本人', en: 'Self' },
        { zh: '领导', en: 'Head' },
      ],
      appeal: { to: { zh: '工会', en: 'the union' }, within: { zh: '3 个工作日', en: '3 working days' } },
      notice: { shows: 'names-and-grades', within: { zh: '7 天', en: '7 days' } },
    })
  })

  it.each([
    ['print:\n  appeal: { within: a while }', 'wrong-value', 4, 21],
    ['print:\n  document-number: "HR-{perid}"', 'wrong-value', 4, 20],
    ['print:\n  notice: { shows: scores }', 'wrong-value', 4, 20],
    ['print:\n  logos: x.svg', 'unknown-key', 4, 3],
  ])('%s is told where it stands', (print, code, line, column) => {
    const found = compiled(print).diagnostics.filter(({ severity }) => severity === 'error')
    expect(found.map(one => [one.code, one.span.line, one.span.column])).toEqual([[code, line, column]])
  })
})

const root = resolve(import.meta.dirname, '../..')
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
  'base64',
)

/** What is printed of the starter with this block and these files beside its rules. */
async function printed(block: string, files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-print-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(root, 'templates/starter'), folder, { recursive: true })
  mkdirSync(join(folder, 'rules'), { recursive: true })
  writeFileSync(join(folder, 'rules/print.yaml'), block)
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, 'rules', path), content)
  const { diagnostics } = await appraise({ folder, out: join(folder, 'out'), language: 'zh' })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return { errors, sheet: errors.length > 0 ? '' : readFileSync(join(folder, 'out/people/0101.html'), 'utf8') }
}

describe('a sheet', () => {
  it.each([
    ['logo.png', PNG, 'data:image/png;base64,'],
    [
      'logo.svg',
      '<?xml version="1.0"?>\n<!-- mark -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
      'data:image/svg+xml;base64,',
    ],
  ])('bears company, %s, number and signatures', async (logo, content, address) => {
    const { errors, sheet } = await printed(
      `print:\n  company: 后勤公司\n  logo: ${logo}\n  document-number: "人考〔{year}〕{period}-{person}号"\n  signatures: [ 本人, 班长, 经理 ]\n`,
      { [logo]: content },
    )
    expect(errors).toEqual([])
    expect(sheet).toContain('<p class="company">后勤公司</p>')
    expect(sheet).toContain(`src="${address}`)
    expect(sheet).toContain('人考〔2024〕2024-H1-0101号')
    expect([...sheet.matchAll(/<th scope="row">(本人|班长|经理|分管领导)<\/th>/g)].map(([, who]) => who)).toEqual([
      '本人',
      '班长',
      '经理',
    ])
  })

  it.each([
    ['is not there', 'logo.svg', {}],
    ['leads out of the pack', '../people.csv', {}],
    ['is no picture', 'logo.svg', { 'logo.svg': '<html><script>alert(1)</script></html>' }],
    ['is too large', 'logo.png', { 'logo.png': Buffer.concat([PNG, Buffer.alloc(300_000)]) }],
  ])('whose logo %s is not printed', async (_, logo, files) => {
    const { errors } = await printed(`print:\n  logo: ${logo}\n`, files)
    expect(errors.map(({ code, span }) => [code, span.file, span.line])).toEqual([['file-unreadable', 'print.yaml', 2]])
  })
})
