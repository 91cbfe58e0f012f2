/** Pages in, PDF files out, printed by whatever browser is installed; the same page gives the same bytes. */

import { availableParallelism } from 'node:os'
import { browserPlaces, findBrowser } from './find.ts'
import { BrowserFailure, type BrowserPipe, startBrowser } from './pipe.ts'

export { BrowserFailure, browserPlaces, findBrowser }

/** Pages as files, by their `file:` address; the answers in the same order. */
export async function printPages(browser: string, addresses: readonly URL[]): Promise<readonly Uint8Array[]> {
  const pipe = startBrowser(browser, { isRoot: isRoot() })
  try {
    await refuseOldBrowser(pipe)
    const printed: Uint8Array[] = []
    for (const address of addresses) {
      const tab = await openTab(pipe)
      await load(pipe, tab, 'Page.navigate', { url: address.href })
      printed.push(withoutChance(await printTab(pipe, tab, true)))
      await closeTab(pipe, tab)
    }
    return printed
  } finally {
    await pipe.close()
  }
}

export interface Printer {
  /** So many pages are printed at the same time without hindering each other. */
  readonly breadth: number
  /** A whole page as text; it asks for nothing from outside. The paper bears no marks for screen readers: they take half the time. */
  print(html: string): Promise<Uint8Array>
  close(): Promise<void>
}

/** Each holds some hundred megabytes. */
const MOST_AT_ONCE = 4

/** A tab keeps what it has printed in memory, which goes only with the tab; to open one takes as long as some sheets. */
const TAB_LETTERS = 600_000

export function startPrinter(browser: string, patienceMs?: number): Printer {
  const pipe = startBrowser(browser, { isRoot: isRoot(), ...(patienceMs === undefined ? {} : { patienceMs }) })
  const isNew = refuseOldBrowser(pipe)
  // Whoever prints is told; nobody may print at all.
  isNew.catch(() => {})
  const idle: { readonly tab: Tab; readonly letters: number }[] = []
  return {
    breadth: Math.min(MOST_AT_ONCE, availableParallelism()),
    async print(html) {
      await isNew
      const { tab, letters } = idle.pop() ?? { tab: await openTab(pipe), letters: 0 }
      // A page written over another one would be held to what that one allowed (its Content-Security-Policy).
      if (letters > 0) await load(pipe, tab, 'Page.navigate', { url: 'about:blank' })
      const { frameTree } = await pipe.send('Page.getFrameTree', {}, tab.session)
      const { frame } = frameTree as { readonly frame: { readonly id: string } }
      await load(pipe, tab, 'Page.setDocumentContent', { frameId: frame.id, html })
      const pdf = await printTab(pipe, tab, false)
      if (letters + html.length < TAB_LETTERS) idle.push({ tab, letters: letters + html.length })
      else await closeTab(pipe, tab)
      return pdf
    },
    close: () => pipe.close(),
  }
}

/** The first one that prints texts at the edges of a leaf: older ones leave out names and page numbers without a word. */
const OLDEST = 131

async function refuseOldBrowser(pipe: BrowserPipe): Promise<void> {
  const { product } = await pipe.send('Browser.getVersion')
  const version = Number(/\/(\d+)\./.exec(String(product))?.[1])
  if (version < OLDEST)
    throw new BrowserFailure(`the browser is version ${version}, and ${OLDEST} is the first that prints footers`)
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

interface Tab {
  readonly target: string
  readonly session: string
}

async function openTab(pipe: BrowserPipe): Promise<Tab> {
  const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
  const session = String(sessionId)
  // So that a page that crashes is heard of: what it was asked for is never answered.
  await pipe.send('Inspector.enable', {}, session)
  return { target: String(targetId), session }
}

/** Pictures included. */
async function load(pipe: BrowserPipe, { session }: Tab, method: string, params: object): Promise<void> {
  await pipe.send('Page.enable', {}, session)
  const loaded = pipe.event('Page.loadEventFired', session)
  await Promise.all([pipe.send(method, params, session), loaded])
}

async function closeTab(pipe: BrowserPipe, { target }: Tab): Promise<void> {
  await pipe.send('Target.closeTarget', { targetId: target })
}

async function printTab(pipe: BrowserPipe, { session }: Tab, isTagged: boolean): Promise<Buffer> {
  const { data } = await pipe.send(
    'Page.printToPDF',
    { preferCSSPageSize: true, printBackground: true, displayHeaderFooter: false, generateTaggedPDF: isTagged },
    session,
  )
  return Buffer.from(String(data), 'base64')
}

/** What a browser writes otherwise each time is written over, digit for digit: the dates, and its numbers of elements. */
function withoutChance(pdf: Buffer): Uint8Array {
  const text = pdf.toString('latin1')
  const dated = text.replaceAll(
    /\/(CreationDate|ModDate) \(D:\d{14}([^)]*)\)/g,
    (_, key: string, zone: string) => `/${key} (D:20000101000000${zone})`,
  )
  const element = /\(node(\d{8})\)/g
  // The file lists them in order, so what is left is their order.
  const order = [...new Set(Array.from(dated.matchAll(element), ([, id = '']) => id))].sort()
  const ranks = new Map(order.map((id, rank) => [id, String(rank + 1).padStart(8, '0')]))
  return Buffer.from(
    dated.replaceAll(element, (_, id: string) => `(node${ranks.get(id)})`),
    'latin1',
  )
}
