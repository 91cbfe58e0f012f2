/** What an editor shows in a starter folder: hover texts in both languages and what may come next, from schemas in the folder. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initFolder } from '../../src/init-folder.ts'
import { type Editor, openEditor } from '../support/language-server.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-editor-'))
const folder = join(scratch, 'starter')
let editor: Editor
beforeAll(async () => {
  initFolder(folder)
  editor = await openEditor(folder)
})
afterAll(async () => {
  await editor.close()
  rmSync(scratch, { recursive: true, force: true })
})

/** The starter's own file, with more written at its end. */
function openStarterFile(path: string, more = ''): void {
  editor.open(path, `${readFileSync(join(folder, path), 'utf8')}${more}`)
}

describe('a standard of the starter', () => {
  const path = 'rules/standards/repairs.yaml'
  beforeAll(() => openStarterFile(path, '    \n'))

  it.each([
    ['within:', '不超过多久：30 minutes', 'At most so long: 30 minutes'],
    ['charge:', '责任人', 'Who answers'],
    ['kind:', 'deadline（时限）', 'The kind: requirement, deadline'],
    ['standards:', '标准：编号', 'Standards: id to'],
    ['repair-done:', '每条记录一个个案', 'One case per record'],
  ])('hover over %s', async (mark, zh, en) => {
    const words = await editor.hover(path, mark)
    expect(words).toContain(zh)
    expect(words).toContain(en)
  })

  it('offers the keys of its kind that are not there yet, in both languages', async () => {
    const offered = await editor.complete(path, 'technician\n    ')
    expect([...offered.keys()]).toEqual(expect.arrayContaining(['grace', 'when', 'except', 'severity']))
    expect(offered.has('within')).toBe(false)
    expect(offered.has('every')).toBe(false)
    expect(offered.get('when')).toMatch(/只检查符合条件的[\s\S]*Only those that meet a condition/)
  })

  it('offers the kinds', async () => {
    expect([...(await editor.complete(path, 'kind: ')).keys()]).toEqual(
      expect.arrayContaining(['requirement', 'deadline', 'frequency', 'ledger']),
    )
  })
})

describe('a new file, by the settings of the folder alone', () => {
  it('is read as rules below rules/', async () => {
    editor.open('rules/standards/new.yaml', 'standards:\n  a:\n    kind: frequency\n    \n')
    expect((await editor.complete('rules/standards/new.yaml', 'frequency\n    ')).has('every')).toBe(true)
  })
  it('is read as rule tests where it is called so', async () => {
    editor.open('rules/tests/new.test.yaml', 'tests:\n  - name: a\n    \n')
    const offered = await editor.complete('rules/tests/new.test.yaml', 'name: a\n    ')
    expect([...offered.keys()]).toEqual(expect.arrayContaining(['standard', 'events', 'expect']))
    expect(offered.get('standard')).toMatch(/所测标准的编号\nid of the standard tested/)
  })
  it('is read as the setup of an appraisal', async () => {
    openStarterFile('appraisal.yaml')
    expect(await editor.hover('appraisal.yaml', 'period:')).toMatch(/考评周期[\s\S]*the period/)
  })
})
