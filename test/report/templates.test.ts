/** Templates place what is there: ours by the build, a pack's own by a diagnostic at line and column. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { checkPack } from '../../src/check-pack.ts'
import { checkTemplate } from '../../src/report/check-template.ts'
import { checkOwnTemplates, checkShippedTemplates } from '../../src/report/own-templates.ts'
import { VIEWS } from '../../src/report/views/index.ts'
import { flag, html, list, maybe, record, text } from '../../src/report/views/view.ts'

const root = resolve(import.meta.dirname, '../..')
const templates = pathToFileURL(`${join(root, 'templates')}/`)

describe('the templates shipped', () => {
  it('place nothing that is not there', () => expect(checkShippedTemplates(templates)).toEqual([]))

  it('have a view each', () => {
    const files = readdirSync(join(root, 'templates')).filter(file => file.endsWith('.hbs'))
    expect(files.map(file => file.replace('.hbs', '')).toSorted()).toEqual(Object.keys(VIEWS).toSorted())
  })

  it('have the same words in both languages', () => {
    const words = (language: string): Readonly<Record<string, string>> =>
      JSON.parse(readFileSync(join(root, `templates/wording/${language}.json`), 'utf8'))
    const filledIn = (language: string) =>
      Object.entries(words(language)).map(([key, word]) => [key, (word.match(/\{\w+\}/g) ?? []).toSorted()])
    expect(filledIn('en')).toEqual(filledIn('zh'))
  })
})

const view = record({
  name: text,
  chart: html,
  isDraft: flag,
  sections: list(record({ title: text, items: list(record({ points: text })) })),
  withheld: maybe(record({ share: text })),
})
const library = {
  partials: new Map([
    ['row', '{{points}}'],
    ['tree', '{{title}}{{#each sections}}{{> tree}}{{/each}}'],
  ]),
  words: new Set(['score', 'total']),
}

describe('a template', () => {
  it.each([
    '{{name}} {{{chart}}} {{w.score}}',
    '{{#if isDraft}}{{name}}{{else}}{{w.total}}{{/if}}{{#unless withheld}}–{{/unless}}',
    '{{#each sections}}{{title}} {{../name}} {{@index}}{{#each items}}{{points}} {{../title}} {{../../w.score}} {{@root.name}}{{> row}}{{/each}}{{else}}{{name}}{{/each}}',
    '{{#with withheld}}{{share}}{{../name}}{{/with}}{{withheld.share}}{{sections.length}}',
    '{{!-- a remark --}}<b>plain</b>',
  ])('%s places what is there', source => expect(checkTemplate(source, view, library)).toEqual([]))

  it.each([
    ['a misspelt name', 'line\n  {{nmae}}', 2, 3 + 2, 'name'],
    ['a misspelt word', '{{w.scoer}}', 1, 3, 'score'],
    ['one level too far out', '{{#each sections}}{{../../name}}{{/each}}', 1, 21, undefined],
    ['a name of another level', '{{#each sections}}{{name}}{{/each}}', 1, 21, undefined],
    ['a misspelt name within an else', '{{#if isDraft}}{{else}}{{nam}}{{/if}}', 1, 26, 'name'],
    ['a helper that does not exist', '{{#eech sections}}{{title}}{{/eech}}', 1, 4, 'each'],
    ['a helper with words', '{{uppercase name}}', 1, 3, undefined],
    ['a partial that does not exist', '{{> rwo}}', 1, 1, 'row'],
    ['a partial that lacks what it places', '{{> row}}', 1, 1, undefined],
    ['a list placed as text', '{{sections}}', 1, 1, undefined],
    ['parts placed as text', '{{withheld}}', 1, 1, undefined],
    ['a drawing escaped', '{{chart}}', 1, 1, undefined],
    ['text as markup', '{{{name}}}', 1, 1, undefined],
    ['each over what is no list', '{{#each name}}{{/each}}', 1, 9, undefined],
    ['what is not closed', 'a\n{{#if name}}\n', 3, undefined, undefined],
  ])('%s is told at line and column', (_, source, line, column, meant) => {
    const [problem, ...others] = checkTemplate(source, view, library)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ line, ...(column === undefined ? {} : { column }) })
    expect(problem?.meant).toBe(meant)
    expect([problem?.message.zh, problem?.message.en].every(Boolean)).toBe(true)
  })

  const partial = (name: string) => join(root, `templates/partials/${name}.hbs`)
  const placed = [...readFileSync(join(root, 'templates/sheet.hbs'), 'utf8').matchAll(/\{\{> ([\w-]+)\}\}/g)].map(
    ([, name = '']) => ({ name, isPartial: true, file: partial(name), count: 1 }),
  )
  const sheet = { name: 'sheet', isPartial: false, file: join(root, 'templates/sheet.hbs'), count: 45 }

  it.each([sheet, ...placed])(
    'that misspells any of the names of $name is told',
    ({ name: of, isPartial, file, count }) => {
      const source = readFileSync(file, 'utf8')
      const names = [...source.matchAll(/\{\{\{?(?:[.#/]|each |if )*([a-zA-Z_.]+)\}\}/g)].filter(
        ([, name = '']) => !['else', 'this', 'if', 'each', 'with'].includes(name),
      )
      expect(names.length).toBeGreaterThan(count)
      for (const { 0: whole, 1: name = '', index } of names) {
        if (/\{\{\//.test(whole)) continue
        const at = index + whole.lastIndexOf(name)
        const broken = `${source.slice(0, at)}${name}x${source.slice(at + name.length)}`
        expect(
          checkOwnTemplates(
            { templates: [{ name: of, isPartial, file: `${of}.hbs`, text: broken }], style: '' },
            templates,
          ),
          whole,
        ).not.toEqual([])
      }
    },
  )
})

/** The starter's folder with files of its own laid beside its rules. */
function starterWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-templates-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(root, 'templates/starter'), folder, { recursive: true })
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'rules', path)), { recursive: true })
    writeFileSync(join(folder, 'rules', path), content)
  }
  return folder
}

describe('a pack with templates of its own', () => {
  it('is printed by them', async () => {
    const folder = starterWith({
      'templates/sheet.hbs': '<h1>{{w.sheet}} {{name}}</h1>{{> stamp}}',
      'templates/partials/stamp.hbs': '<p class="stamp">{{score}}</p>',
      'templates/print.css': '.stamp { color: red }',
    })
    const { diagnostics } = await appraise({ folder, out: join(folder, 'out'), language: 'zh' })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const sheet = readFileSync(join(folder, 'out/people/0101.html'), 'utf8')
    expect(sheet).toMatch(/<h1>学期考评表 陈师傅<\/h1><p class="stamp">[\d.]+<\/p>/)
    expect(sheet).toContain('.stamp { color: red }')
    const manifest = readFileSync(join(folder, 'out/manifest.json'), 'utf8')
    for (const file of ['templates/sheet.hbs', 'templates/partials/stamp.hbs', 'templates/print.css'])
      expect(manifest).toContain(`"${file}"`)
  })

  it('with a mistake stops before anything is written, at line and column, with the name that was meant', async () => {
    const folder = starterWith({
      'templates/sheet.hbs': '<h1>{{name}}</h1>\n<p>{{scroe}}</p>',
      'templates/shet.hbs': '',
    })
    const expected = [
      ['template-broken', 'templates/sheet.hbs', 2, 6, "Did you mean 'score'?"],
      ['template-broken', 'templates/shet.hbs', 1, 1, "Did you mean 'sheet'?"],
    ]
    const ran = await appraise({ folder, out: join(folder, 'out'), language: 'zh' })
    const told = ran.diagnostics.filter(({ severity }) => severity === 'error')
    expect(told.map(({ code, span, hint }) => [code, span.file, span.line, span.column, hint?.en])).toEqual(expected)
    expect(ran.appraisal).toBeUndefined()
    expect(readdirSync(folder)).not.toContain('out')
    const checked = await checkPack({ pack: 'rules', workingDirectory: folder, today: '2024-07-01' })
    const inCheck = checked.diagnostics.filter(({ code }) => code === 'template-broken')
    expect(inCheck.map(({ span }) => [span.file, span.line, span.column])).toEqual([
      ['rules/templates/sheet.hbs', 2, 6],
      ['rules/templates/shet.hbs', 1, 1],
    ])
  })

  it('replaces one part of our pages; a mistake in it is told once, at its own line', () => {
    const own = (text: string, name = 'signatures') =>
      checkOwnTemplates(
        { templates: [{ name, isPartial: true, file: `partials/${name}.hbs`, text }], style: '' },
        templates,
      )
    expect(own('<p>{{#each signatures}}{{first}}{{/each}}</p>')).toEqual([])
    // Two pages of ours place it.
    expect(own('<p>\n{{#each signaturs}}{{first}}{{/each}}</p>')).toMatchObject([
      {
        code: 'template-broken',
        span: { file: 'partials/signatures.hbs', line: 2, column: 9 },
        hint: { en: "Did you mean 'signatures'?" },
      },
    ])
    // Within the evidence that the sheet places.
    expect(own('{{moreRecrods}}', 'records')).toMatchObject([
      { span: { file: 'partials/records.hbs', line: 1, column: 3 } },
    ])
  })

  it('of another pack takes what that one lacks', async () => {
    const folder = starterWith({
      'templates/sheet.hbs': '<h1>base {{name}}</h1>',
      '../own/pack.yaml': 'pack: { id: own, version: "1", title: Own, time-zone: Asia/Shanghai, extends: ../rules }\n',
      '../own/templates/summary.hbs': '<h1>own</h1>',
    })
    await appraise({ folder, rules: join(folder, 'own'), out: join(folder, 'out'), language: 'en' })
    expect(readFileSync(join(folder, 'out/people/0101.html'), 'utf8')).toContain('<h1>base 陈师傅</h1>')
    expect(readFileSync(join(folder, 'out/internal/summary.html'), 'utf8')).toContain('<h1>own</h1>')
  })
})
