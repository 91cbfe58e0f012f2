/** Rule files as Chinese authors type them in, the canonical text out; what is in its form stays as it is. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { formatPack } from '../src/format-pack.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-format-'))
afterAll(() => rmSync(scratch, { recursive: true }))

let count = 0
function packOf(text: string): string {
  const folder = join(scratch, `pack-${++count}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.yaml'), text)
  return folder
}
function formatted(text: string): string {
  const [file] = formatPack({ pack: packOf(text), workingDirectory: scratch }).files
  return file?.text ?? text
}

const HEAD = `pack: { id: small, version: "1", title: 小, time-zone: Asia/Shanghai }
posts: { fitter: { title: { zh: 维修工, en: Fitter }, level: staff } }
events:
  repair:
    title: { zh: 报修, en: Repair }
    id: no
    at: reported_at
    fields:
      no: { type: text, required: true }
      reported_at: { type: date-time, required: true }
      arrived_at: { type: date-time }
      class: { type: choice, choices: { minor: { zh: 零星, en: Minor }, major: { zh: 大修, en: Major } } }
      technician: { type: person }
standards:
`
const standard = (lines: string) => `${HEAD}  it:\n    title: 准时\n${lines.replace(/^/gm, '    ')}\n`
const deadline = (more: string) => standard(`kind: deadline\nevent: repair\nfrom: reported_at\nto: arrived_at\n${more}`)
const usual = 'within: 30 minutes\ncharge: technician'

describe('what is put in its form', () => {
  it.each([
    ['a duration in Chinese', deadline('within: 30分钟\ncharge: technician'), deadline(usual)],
    [
      'working days in Chinese',
      deadline('within: 3个工作日\ncharge: technician'),
      deadline('within: 3 working days\ncharge: technician'),
    ],
    [
      'a post by its title',
      deadline('within: 30 minutes\ncharge: 维修工'),
      deadline('within: 30 minutes\ncharge: fitter'),
    ],
    [
      'a post in a map, in English',
      deadline('within: 30 minutes\ncharge: { post: Fitter }'),
      deadline('within: 30 minutes\ncharge: { post: fitter }'),
    ],
    [
      'choices, quoted or not',
      deadline(`when: { class: [零星, "大修"] }\n${usual}`),
      deadline(`when: { class: [minor, major] }\n${usual}`),
    ],
    [
      'a choice in the long form',
      deadline(`when: { fact: class, operator: equal, value: 零星 }\n${usual}`),
      deadline(`when: { fact: class, operator: equal, value: minor }\n${usual}`),
    ],
    [
      'a record type, with its comment',
      standard(`kind: requirement\nevent: 报修 # 报修单\nrequire: { class: minor }\ncharge: technician`),
      standard(`kind: requirement\nevent: repair # 报修单\nrequire: { class: minor }\ncharge: technician`),
    ],
    [
      'a slot',
      standard('kind: frequency\nevent: repair\nevery: 每月\nfor: organisation\ncharge: fitter'),
      standard('kind: frequency\nevent: repair\nevery: month\nfor: organisation\ncharge: fitter'),
    ],
    [
      'a list of members',
      standard(
        'kind: frequency\nevent: repair\nevery: month\nfor: organisation\nall-of: { class: [零星, 大修] }\ncharge: fitter',
      ),
      standard(
        'kind: frequency\nevent: repair\nevery: month\nfor: organisation\nall-of: { class: [minor, major] }\ncharge: fitter',
      ),
    ],
    ['signs of a Chinese keyboard', deadline('within：30 minutes\ncharge：technician'), deadline(usual)],
    [
      'line ends, a byte order mark, blanks at the end',
      `\uFEFF${deadline(usual).replaceAll('\n', '  \r\n')}`,
      deadline(usual),
    ],
    [
      'blank lines',
      `\n\n${deadline(usual).replace('events:', '\n\n\nevents:')}\n\n\n`,
      deadline(usual).replace('events:', '\nevents:'),
    ],
  ])('%s', (_, text, expected) => {
    expect(formatted(text)).toBe(expected)
    expect(formatted(expected)).toBe(expected)
  })
})

describe('what stays', () => {
  it('words for people, comments and layout', () => {
    const text = deadline(`note: 30分钟 # 注：30分钟\n${usual}`)
    expect(formatted(text)).toBe(text)
  })
  it('blank lines within a block of text', () => {
    const text = deadline(`note: |\n  一\n\n\n\n  二\n${usual}`)
    expect(formatted(text)).toBe(text)
  })
  it('the packs that this one extends', () => {
    const base = packOf(deadline('within: 30分钟\ncharge: technician'))
    const own = packOf(
      `pack: { id: own, version: "1", title: 自, extends: ../${base.split('/').at(-1)} }\nparameters: { soon: { title: 尽快, value: 3天 } }\n`,
    )
    const { files } = formatPack({ pack: own, workingDirectory: scratch })
    expect(files.map(one => one.changes)).toEqual([
      [
        {
          line: 2,
          was: 'parameters: { soon: { title: 尽快, value: 3天 } }',
          becomes: 'parameters: { soon: { title: 尽快, value: 3 days } }',
        },
      ],
    ])
  })
  it('what no formatting can mend, which is told', () => {
    const { files, diagnostics } = formatPack({
      pack: packOf(deadline('within: soon\ncharge: 维修')),
      workingDirectory: scratch,
    })
    expect(files).toEqual([])
    expect(diagnostics.map(({ code }) => code)).toEqual(['wrong-duration', 'charge-unknown'])
  })
})

it('the shipped pack is in its form', () => {
  const rules = resolve(import.meta.dirname, '../rules')
  const { files, diagnostics } = formatPack({ pack: rules, workingDirectory: rules })
  expect({ files, diagnostics }).toEqual({ files: [], diagnostics: [] })
})

it('twice is as once, whatever is wrong with the file', () => {
  const bad = resolve(import.meta.dirname, 'fixtures/bad')
  for (const name of readdirSync(bad)) {
    const folder = packOf('')
    cpSync(join(bad, name), join(folder, 'a.yaml'))
    const once = formatPack({ pack: folder, workingDirectory: scratch }).files[0]?.text
    const text = once ?? readFileSync(join(bad, name), 'utf8')
    expect(formatted(text), name).toBe(text)
  }
})
