/** A browser that does not do its part is told as such, whatever it does instead; one that does prints what it is given. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { BrowserFailure, browserPlaces, findBrowser, startPrinter } from '../../src/browser/index.ts'
import { browserPath } from '../support/browser.ts'
import { fakeBrowser, type Misdeed } from '../support/fake-browser.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('where a browser is looked for', () => {
  it('is told by system, and is one place where CHROME_PATH names it', () => {
    expect(browserPlaces('linux', {})).toContain('/usr/bin/chromium')
    expect(browserPlaces('win32', { LOCALAPPDATA: 'C:/L' })).toHaveLength(2)
    expect(browserPlaces('linux', { CHROME_PATH: '/x' })).toEqual(['/x'])
    expect(browserPlaces('linux', { CHROME_PATH: '' })).toContain('/usr/bin/chromium')
  })

  it('is the environment of this program where nothing else is said', () => {
    vi.stubEnv('CHROME_PATH', scratch)
    expect(findBrowser()).toBe(scratch)
    vi.unstubAllEnvs()
  })
})

// Programs that stand in for a browser begin with the line that names their interpreter.
describe.skipIf(process.platform === 'win32')('a browser that', () => {
  it.each<[Misdeed, RegExp]>([
    ['ends', /has ended/],
    ['is silent', /does not answer/],
    ['is old', /version 120/],
    ['refuses to print', /Printing is not available/],
    ['ends while it prints', /has ended/],
    ['crashes while it prints', /has crashed/],
  ])('%s', async (misdeed, told) => {
    // Away from the browsers of other tests.
    const profiles = mkdtempSync(join(scratch, 'profiles-'))
    vi.stubEnv('TMPDIR', profiles)
    const printer = startPrinter(fakeBrowser(scratch, misdeed), misdeed === 'is silent' ? 200 : undefined)
    const failure = await printer.print('<p>').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(BrowserFailure)
    expect(String(failure)).toMatch(told)
    await expect(printer.print('<p>')).rejects.toThrow(BrowserFailure)
    await printer.close()
    vi.unstubAllEnvs()
    expect(readdirSync(profiles)).toEqual([])
  })

  it('is not there', async () => {
    const printer = startPrinter(join(scratch, 'nowhere'))
    await expect(printer.print('<p>')).rejects.toThrow(BrowserFailure)
    await printer.close()
  })
})

describe.skipIf(browserPath === undefined)('the browser of this machine', () => {
  it('prints a page by its own policy, whatever was printed before', async () => {
    const printer = startPrinter(browserPath ?? '')
    const page = (style: string, allowed: string) =>
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${allowed}"><style>${style}</style><p>x`
    const sizes: (string | undefined)[] = []
    for (const [style, allowed] of [
      ['@page { size: 144pt 200pt }', "'unsafe-inline'"],
      ['@page { size: 300pt 400pt }', "'none'"],
      ['@page { size: 576pt 600pt }', "'unsafe-inline'"],
    ] as const) {
      const pdf = Buffer.from(await printer.print(page(style, allowed))).toString('latin1')
      sizes.push(/\/MediaBox \[0 0 (\d+)/.exec(pdf)?.[1])
    }
    await printer.close()
    expect(sizes).toEqual(['144', '612', '576'])
  })

  it('prints several pages at the same time, each its own', async () => {
    const printer = startPrinter(browserPath ?? '')
    const pages = ['<title>one</title>', '<title>two</title>', '<title>three</title>']
    const pdfs = await Promise.all(pages.map(page => printer.print(page)))
    await printer.close()
    expect(pdfs.map(pdf => /\/Title \((\w+)\)/.exec(Buffer.from(pdf).toString('latin1'))?.[1])).toEqual([
      'one',
      'two',
      'three',
    ])
  })
})
