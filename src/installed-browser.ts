/** The browser of this machine, or what stands in the way of printing with it. */

import type { Diagnostic } from './model/diagnostic.ts'

const SPAN = { file: '--pdf', line: 1, column: 1 } as const

/** Looked for before any work is done for it. */
export async function installedBrowser(): Promise<{ readonly browser: string } | { readonly missing: Diagnostic }> {
  const { browserPlaces, findBrowser } = await import('./browser/index.ts')
  const browser = findBrowser()
  return browser === undefined ? { missing: missing(browserPlaces()) } : { browser }
}

/** Undefined: an error of another kind, which is our bug. */
export async function printFailure(error: unknown, browser: string): Promise<Diagnostic | undefined> {
  const { BrowserFailure } = await import('./browser/index.ts')
  const { UnreadablePdf } = await import('./pdf/read.ts')
  if (!(error instanceof BrowserFailure || error instanceof UnreadablePdf)) return undefined
  return {
    code: 'print-failed',
    severity: 'error',
    message: {
      zh: `${browser} 没有印成 PDF：${error.message}`,
      en: `${browser} did not print the PDFs: ${error.message}`,
    },
    hint: {
      zh: '再试一次；仍然不行，用环境变量 CHROME_PATH 换一个浏览器，或不加 --pdf，打开 HTML 打印',
      en: 'Try again; if it fails again, name another browser in the environment variable CHROME_PATH, or leave out --pdf and print the HTML',
    },
    span: SPAN,
  }
}

function missing(places: readonly string[]): Diagnostic {
  return {
    code: 'browser-missing',
    severity: 'error',
    message: {
      zh: `PDF 由本机的 Chrome、Edge 或 Chromium 印制，没有找到；找过 ${places.join('、')}`,
      en: `PDFs are printed by an installed Chrome, Edge or Chromium, and there is none; looked for ${places.join(', ')}`,
    },
    hint: {
      zh: '装一个，或用环境变量 CHROME_PATH 写明它在哪里；也可不加 --pdf，打开 HTML 打印',
      en: 'Install one, or name where it is in the environment variable CHROME_PATH; or leave out --pdf and print the HTML',
    },
    span: SPAN,
  }
}
