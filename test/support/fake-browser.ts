/** A program in a browser's place, that does not do its part. */

import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const MISDEEDS = {
  ends: 'process.exit(1)',
  'is silent': '',
  'is old': "if (method === 'Browser.getVersion') answer({ result: { product: 'HeadlessChrome/120.0.0.0' } })",
  'refuses to print': "if (method === 'Page.printToPDF') answer({ error: { message: 'Printing is not available' } })",
  'ends while it prints': "if (method === 'Page.printToPDF') process.exit(0)",
  'crashes while it prints':
    "if (method === 'Page.printToPDF') { isAnswered = true; if (isInspected) send({ method: 'Inspector.targetCrashed', sessionId, params: {} }) }",
  'prints nonsense': "if (method === 'Page.printToPDF') answer({ result: { data: btoa('%PDF nonsense') } })",
} as const

export type Misdeed = keyof typeof MISDEEDS

/** Answers like a browser but for its misdeed. */
export function fakeBrowser(folder: string, misdeed: Misdeed): string {
  const path = join(folder, `${misdeed.replaceAll(' ', '-')}.cjs`)
  const answers = misdeed === 'is silent' ? '' : 'answerAsUsual()'
  writeFileSync(
    path,
    `#!${process.execPath}
const { createReadStream, writeSync } = require('node:fs')
${misdeed === 'ends' ? MISDEEDS.ends : ''}
const send = message => writeSync(4, JSON.stringify(message) + '\\0')
let rest = ''
let isInspected = false
createReadStream('', { fd: 3, encoding: 'utf8' }).on('data', chunk => {
  const messages = (rest + chunk).split('\\0')
  rest = messages.pop()
  for (const { id, method, sessionId } of messages.map(text => JSON.parse(text))) {
    let isAnswered = false
    isInspected ||= method === 'Inspector.enable'
    const answer = said => { isAnswered = true; send({ id, sessionId, ...said }) }
    const answerAsUsual = () => {
      if (isAnswered) return
      answer({ result: { product: 'HeadlessChrome/156.0.0.0', targetId: 't', sessionId: 's', frameTree: { frame: { id: 'f' } }, data: '' } })
      if (method === 'Page.setDocumentContent' || method === 'Page.navigate') send({ method: 'Page.loadEventFired', sessionId, params: {} })
    }
    ${MISDEEDS[misdeed]}
    ${answers}
  }
}).on('end', () => process.exit(0))
`,
  )
  chmodSync(path, 0o755)
  return path
}
