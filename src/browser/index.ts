/** Pages in, PDF files out, printed by whatever browser is installed; the same page gives the same bytes. */

import { findBrowser } from './find.ts'
import { startBrowser } from './pipe.ts'

export { findBrowser }

/** Pages as files, by their `file:` address; the answers in the same order. */
export async function printPages(browser: string, addresses: readonly URL[]): Promise<readonly Uint8Array[]> {
  const pipe = startBrowser(browser, process.getuid?.() === 0)
  try {
    const printed: Uint8Array[] = []
    for (const address of addresses) {
      const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
      const session = String(sessionId)
      await pipe.send('Page.enable', {}, session)
      const loaded = pipe.event('Page.loadEventFired', session)
      await pipe.send('Page.navigate', { url: address.href }, session)
      await loaded
      const { data } = await pipe.send(
        'Page.printToPDF',
        { preferCSSPageSize: true, printBackground: true, displayHeaderFooter: false },
        session,
      )
      printed.push(withoutChance(Buffer.from(String(data), 'base64')))
      await pipe.send('Target.closeTarget', { targetId })
    }
    return printed
  } finally {
    await pipe.close()
  }
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
