/** A folder in, what an editor shows of its files out: yaml-language-server, spoken to as an editor does, without a network. */

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Editor {
  /** Shows a file with this text. */
  open(path: string, text: string): void
  /** The words shown over the first place that holds `mark`, or nothing. */
  hover(path: string, mark: string): Promise<string>
  /** The names offered at the end of the first place that holds `mark`, with their words. */
  complete(path: string, mark: string): Promise<ReadonlyMap<string, string>>
  close(): Promise<void>
}

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly items?: readonly { readonly section: string }[] }
  readonly result?: unknown
}

const require = createRequire(import.meta.url)
const SERVER = join(dirname(require.resolve('yaml-language-server/package.json')), 'bin/yaml-language-server')

/** Editor settings are those of the folder's own `.vscode/settings.json`. */
export async function openEditor(folder: string): Promise<Editor> {
  const settings: Readonly<Record<string, unknown>> = JSON.parse(
    readFileSync(join(folder, '.vscode/settings.json'), 'utf8'),
  )
  const server = speakTo(message => ({
    'workspace/configuration': (message.params?.items ?? []).map(({ section }) => under(settings, section)),
  }))
  const rootUri = pathToFileURL(folder).href
  await server.ask('initialize', {
    processId: null,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'folder' }],
    capabilities: {
      workspace: { configuration: true },
      textDocument: { hover: { contentFormat: ['markdown'] }, completion: { completionItem: {} } },
    },
  })
  server.tell('initialized', {})

  const texts = new Map<string, string>()
  const at = (path: string, mark: string, isEnd: boolean) => {
    const start = (texts.get(path) ?? '').indexOf(mark)
    if (start < 0) throw new Error(`${path} does not hold '${mark}'`)
    const before = (texts.get(path) ?? '').slice(0, start + (isEnd ? mark.length : 0)).split('\n')
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
    return { textDocument: { uri: pathToFileURL(join(folder, path)).href }, position }
  }
  return {
    open(path, text) {
      texts.set(path, text)
      const uri = pathToFileURL(join(folder, path)).href
      server.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
    },
    async hover(path, mark) {
      const result = (await server.ask('textDocument/hover', at(path, mark, false))) as {
        readonly contents: { readonly value: string }
      } | null
      // Braces are escaped for Markdown.
      return (result?.contents.value ?? '').replaceAll('\\', '')
    },
    async complete(path, mark) {
      const { items } = (await server.ask('textDocument/completion', at(path, mark, true))) as {
        readonly items: readonly { readonly label: string; readonly documentation?: string }[]
      }
      return new Map(items.map(({ label, documentation = '' }) => [label, documentation]))
    },
    async close() {
      await server.ask('shutdown', null)
      server.tell('exit', null)
    },
  }
}

/** `yaml` of `{ 'yaml.schemas': … }` is `{ schemas: … }`. */
function under(settings: Readonly<Record<string, unknown>>, section: string): Readonly<Record<string, unknown>> {
  const own = Object.entries(settings).filter(([key]) => key.startsWith(`${section}.`))
  return nested(own.map(([key, value]) => [key.slice(section.length + 1), value]))
}

function nested(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  const groups = Map.groupBy(entries, ([key]) => key.split('.')[0] ?? key)
  return Object.fromEntries(
    [...groups].map(([name, inside]) => {
      const [first] = inside
      if (inside.length === 1 && first?.[0] === name) return [name, first[1]]
      return [name, nested(inside.map(([key, value]) => [key.slice(name.length + 1), value]))]
    }),
  )
}

/** The protocol of language servers over standard input and output; `answers` are ours to what the server asks by method. */
function speakTo(answers: (message: Answer) => Readonly<Record<string, unknown>>) {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const waiting = new Map<number, (result: unknown) => void>()
  let received = Buffer.alloc(0)
  let asked = 0
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }
  const take = (message: Answer): void => {
    const { id, method, result } = message
    if (id === undefined) return
    if (method === undefined) waiting.get(id)?.(result)
    else send({ id, result: answers(message)[method] ?? null })
  }
  child.stdout.on('data', (part: Buffer) => {
    received = Buffer.concat([received, part])
    for (;;) {
      const start = received.indexOf('\r\n\r\n') + 4
      const length = Number(/Content-Length: (\d+)/.exec(received.subarray(0, start).toString())?.[1])
      if (start < 4 || received.length < start + length) return
      const text = received.subarray(start, start + length).toString()
      received = received.subarray(start + length)
      take(JSON.parse(text))
    }
  })
  return {
    tell: (method: string, params: unknown) => send({ method, params }),
    ask(method: string, params: unknown): Promise<unknown> {
      const id = ++asked
      const answer = new Promise<unknown>(resolve => {
        waiting.set(id, resolve)
      })
      send({ id, method, params })
      return answer
    },
  }
}
