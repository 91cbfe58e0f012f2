/** What a browser is given to print: many sheets in one document, unless a pack's own style would reach from one to another. */

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { NO_EXPLANATIONS } from '../../../src/model/explanation.ts'
import { NO_RUN } from '../../../src/model/run.ts'
import { NO_TEMPLATES, type OwnTemplates } from '../../../src/model/templates.ts'
import { compileTemplates, type PrintedTemplates } from '../../../src/report/compile-templates.ts'
import { planPrinting } from '../../../src/report/printed/index.ts'
import { APPRAISAL, HOSTILE_NAME, person } from '../fixture.ts'

const templates = pathToFileURL(`${resolve(import.meta.dirname, '../../../templates')}/`)

function plan(people = APPRAISAL.people, own: PrintedTemplates = NO_TEMPLATES) {
  return planPrinting({
    appraisal: { ...APPRAISAL, people },
    language: 'zh',
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
    own,
  })
}

const counts = (printing: ReturnType<typeof plan>) => Array.from(printing.documents(), ({ sheets }) => sheets.length)

describe('documents', () => {
  it('hold a hundred sheets at the most, and every sheet once, department by department', () => {
    const people = Array.from({ length: 230 }, (_, at) => person(`p${at}`, { unit: ['a', 'b', null][at % 3] ?? null }))
    const printing = plan(people)
    const documents = [...printing.documents()]
    expect(Math.max(...documents.map(({ sheets }) => sheets.length))).toBeLessThanOrEqual(100)
    const printed = documents.flatMap(({ sheets }) => sheets)
    expect(printed).toEqual(printing.sheets)
    const paths = [...printed.map(({ path }) => path), ...printing.volumes.map(({ path }) => path)]
    expect(new Set(paths).size).toBe(230 + 3 + 3)
    const units = printed.map(sheet => (sheet.person ? String(sheet.person.unit) : 'nobody'))
    expect(units.filter((unit, at) => unit !== units[at - 1])).toEqual(['a', 'b', 'null', 'nobody'])
  })

  it('hold few sheets where these are long', () => {
    const name = '长'.repeat(200_000)
    const people = Array.from({ length: 4 }, (_, at) => person(`p${at}`, { name }))
    expect(counts(plan(people))).toEqual([1, 1, 1, 3, 1])
  })

  it.each<[string, OwnTemplates]>([
    ['fixes something to every leaf', { templates: [], style: '.stamp { position:fixed; top: 0 }' }],
    ['speaks of the first leaf', { templates: [], style: '@page :first { margin-top: 4cm }' }],
    ['counts', { templates: [], style: 'h2 { counter-increment: part }' }],
    [
      'names an element',
      {
        templates: [{ name: 'sheet', isPartial: false, file: 'sheet.hbs', text: '<h1 id="top">{{name}}</h1>' }],
        style: '',
      },
    ],
  ])('hold one sheet each where a pack’s own style %s', async (_, own) => {
    const { own: printed } = await compileTemplates(own, templates)
    expect(new Set(counts(plan(APPRAISAL.people, printed)))).toEqual(new Set([1]))
  })

  it('hold many where it does not', () => {
    const own: PrintedTemplates = {
      templates: [],
      style: 'h1 { color: #333 } @page { margin: 2cm } table { table-layout: fixed }',
    }
    expect(counts(plan(APPRAISAL.people, own))).toEqual([APPRAISAL.people.length + 4])
  })

  it('take no name for markup or style, and ask for nothing from outside', () => {
    for (const { html } of plan().documents()) {
      expect(html).not.toContain(HOSTILE_NAME)
      expect(html).toContain('&lt;script&gt;')
      expect(html).not.toMatch(/<script|@import|url\((?!#)/)
      expect(html).toContain('default-src &#x27;none&#x27;')
    }
  })
})
