/**
 * Names and ids that people, places, records and files are given: markup, formulas, pieces of paths, what terminals obey. Each
 * comes out as it was given, escaped wherever it lands, and is nowhere obeyed.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { appraise } from '../../src/appraise.ts'
import { writeWorkbook } from '../../src/workbook/index.ts'
import { HEADER, type HostileCase, put } from './case.ts'

/** They are sound texts: whoever bears one is appraised under it. */
const NAMES: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></script><!--',
  'javascript:alert(1)',
  '{{person.id}}{{{x}}}%s%n',
  '&lt;b&gt;&amp;',
  '=HYPERLINK("http://x","y")',
  '+1+1',
  "-2+cmd|' /C calc'!A0",
  '@SUM(A1)',
  '../../x',
  '..\\..\\x',
  '/etc/passwd',
  'a/b',
  '.',
  '..',
  '%2e%2e%2f',
  'CON',
  'nul.txt',
  'COM1',
  'a:b*c?d|e',
  'ends with a dot.',
  '-rf',
  '__proto__',
  'constructor',
  'toString',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  `Z${'\u0351\u036b\u0343'.repeat(80)}`,
  '长'.repeat(70),
  'x'.repeat(400),
  `${'x'.repeat(399)}y`,
  'שלום مرحبا',
  '甲\n乙',
  "'; DROP TABLE people; --",
  'E,"9",x',
]

/** Sent back, told without being obeyed, and never printed as they are. */
const REFUSED: readonly string[] = [
  'a\u0000b',
  '\u001b[2J\u001b[31m',
  '\u001b]8;;http://evil.example\u0007here\u001b]8;;\u0007',
  '\u001b]52;c;aGFybQ==\u0007',
  '\u009b2J',
  'a\bb\u007f',
  '\u0085x',
]

/** Nobody sees it, and it is taken out: what was meant is what can be read. */
const TURNED = 'gepj.\u202Excod'

/** Pages show names as they are, each set apart: marks of direction stay. */
const CHARACTERS = /(?![\t\n\r])\p{Cc}/u
const CONTROLS = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

function quoted(cells: readonly string[]): string {
  return `${cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
}

/** As a cell keeps it: in one width, without white space at its ends. */
function kept(name: string): string {
  return name.normalize('NFKC').trim()
}

function layNames(folder: string): void {
  const all = [...NAMES, ...REFUSED, TURNED]
  put(folder, 'units.csv', `id,name\n${all.map(name => quoted([name, name])).join('')}`)
  put(folder, 'sites.csv', `id,name,unit\n${all.map(name => quoted([name, `${name} `, name])).join('')}`)
  const person = (name: string) => quoted([name, name, 'fitter', name, name])
  put(folder, 'people.csv', `id,name,post,unit,sites\nE1,甲,fitter,,\n${all.map(person).join('')}`)
  const late = (name: string, at: number) => quoted([name, '2024-03-05 14:00', '2024-03-05 19:00', all[at] ?? ''])
  put(folder, 'repair.csv', HEADER + all.map(late).join(''))
  const cells = [HEADER.trim().split(','), ...all.map(name => [name, name, name, name])]
  const rows = cells.map(row => row.map(value => ({ value })))
  put(folder, 'records/repair.xlsx', writeWorkbook([{ name: "=1+1<b>'\u009b\u202e", columns: [], rows }]))
  const json = all.map(name => ({ order_no: `${name}2`, reported_at: name, technician: name, [name]: name }))
  put(folder, 'records/repair.ndjson', json.map(one => `${JSON.stringify(one)}\n`).join(''))
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

function must(holds: unknown, what: string): void {
  if (!holds) throw new Error(what)
}

/** What any system takes: no separator, no device, no end that Windows drops, and short enough beside a long folder. */
const PORTABLE = /^(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[^<>:"/\\|?*\p{Cc}]{1,140}(?<![ .])$/iu

function expectPortable(path: string): void {
  must(PORTABLE.test(basename(path)), `${JSON.stringify(basename(path))} is a file name that not every system takes`)
}

function expectPlainWorkbook(path: string, bytes: Uint8Array): void {
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    if (!/\.(xml|vml|rels)$/.test(name)) continue
    const text = strFromU8(part)
    must(!/<f[\s>/]|<ddeLink|<externalReference/.test(text), `${path} holds a formula in ${name}`)
    // A marked copy keeps the names that its sender gave the sheets.
    if (!path.includes('returned')) must(!CONTROLS.test(text), `${path} holds a control character in ${name}`)
    must(!/<(script|img)/.test(text), `${path} holds markup in ${name}`)
  }
}

/** Ours have neither pictures nor handlers, and no script but the ones of the templates. */
function expectEscaped(path: string, html: string): void {
  const seen = html.replaceAll(/<(style|script)[\s>][\s\S]*?<\/\1>/g, '')
  must(!/<script|<img/i.test(seen), `${path}: a name has become markup`)
  for (const [tag] of seen.matchAll(/<[a-z][^>]*>/gi))
    must(!/\son[a-z]+\s*=|javascript:/i.test(tag.replaceAll(/"[^"]*"/g, '""')), `${path}: ${tag}`)
  for (const [, link = ''] of html.matchAll(/(?:href|src)="([^"#]*)/g))
    must(!/^\s*(javascript|data):/i.test(link), `${path} leads to ${link}`)
  must(!CHARACTERS.test(html), `${path} holds ${JSON.stringify(CHARACTERS.exec(html)?.[0])}`)
}

function expectLinksLead(path: string, html: string, known: ReadonlySet<string>): void {
  for (const [, link = ''] of html.matchAll(/href="([^"#]+)/g)) {
    if (/^[a-z]+:/.test(link)) continue
    const target = join(dirname(path), decodeURIComponent(link.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')))
    must(known.has(target), `${path} leads to ${link}, which is not there`)
  }
}

function expectSoundResults(folder: string): void {
  const out = join(folder, 'out')
  const files = filesBelow(out)
  const known = new Set(files)
  const lower = new Set(files.map(file => file.toLowerCase()))
  must(lower.size === files.length, 'two files are one where capitals do not count')
  for (const file of files) {
    expectPortable(file)
    const bytes = new Uint8Array(readFileSync(file))
    const text = strFromU8(bytes)
    if (file.endsWith('.xlsx')) expectPlainWorkbook(file, bytes)
    if (file.endsWith('.json')) JSON.parse(text)
    if (file.endsWith('.ndjson')) for (const line of text.split('\n').slice(0, -1)) JSON.parse(line)
    if (!file.endsWith('.html')) continue
    expectEscaped(file, text)
    expectLinksLead(file, text, known)
  }
  const people = files.filter(file => dirname(file) === join(out, 'people'))
  must(people.length === NAMES.length + 2, `${people.length} sheets`)
  expectAsGiven(out)
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { outputs: { file: string }[] }
  const listed = new Set(manifest.outputs.map(({ file }) => join(out, file)))
  for (const file of files) must(listed.has(file) || basename(file) === 'manifest.json', `${file} is in no manifest`)
}

function expectAsGiven(out: string): void {
  interface Written {
    readonly people: readonly { readonly id: string; readonly name: string }[]
  }
  const { people } = JSON.parse(readFileSync(join(out, 'appraisal.json'), 'utf8')) as Written
  const wanted = [...NAMES, 'gepj.xcod'].map(kept)
  for (const name of wanted)
    must(
      people.some(one => one.id === name && one.name === name),
      `${name} is not appraised`,
    )
  const rejected = readFileSync(join(out, 'rejected.csv'), 'utf8')
  const rows = parse(rejected, { bom: true }) as readonly (readonly string[])[]
  must(rows.length > NAMES.length, 'rows were not sent back')
  for (const cell of rows.flat()) must(!/^[=+\-@\t\r＝＋－＠]/.test(cell), `a formula in rejected.csv: ${cell}`)
  must(!CONTROLS.test(rejected), 'rejected.csv holds control characters')
}

/** Nothing stands in the folder that was not there before, but what was asked for. */
function expectNothingElse(folder: string, ...made: readonly string[]): void {
  const laid = /^(appraisal|people|sites|units|repair|confirmations|rules|records|past|rejected)\b/
  for (const name of readdirSync(folder)) must(laid.test(name) || made.includes(name), `${name} was written`)
}

/** Titles as a pack may have them; between double quotes YAML takes escapes, which are refused where a terminal obeys them. */
const TITLES = NAMES.filter(name => name.length < 100 && !name.includes('\u200d'))

function layTitles(folder: string): void {
  const standards = TITLES.map(
    (title, at) => `  s${at}:
    title: { zh: ${JSON.stringify(`${title} `)}, en: ${JSON.stringify(`${title} `)} }
    clauses: [ S1-1 ]
    kind: deadline
    event: repair
    from: reported_at
    to: arrived_at
    within: ${at + 31} minutes
    charge: technician
    note: { zh: ${JSON.stringify(title)}, en: ${JSON.stringify(title)} }
`,
  )
  put(folder, 'rules/titles.yaml', `standards:\n${standards.join('')}`)
}

const FILE_NAMES = [
  '<img src=x onerror=alert(1)>',
  '=cmd|calc',
  '\u001b[2J\u009b31m',
  '\u202Egepj',
  "a'b&c",
  'a\n::error::b',
  'CON',
]

const ODD_RULES =
  'standards:\n  x: { kind: nothing, title: "<b>\\u003c" }\n  y: { kind: constructor, event: toString }\n'

function layFiles(folder: string): void {
  for (const name of FILE_NAMES) {
    put(folder, `rules/${name}.yaml`, ODD_RULES)
    put(folder, `records/${name}.csv`, `${HEADER}R${name.length},2024-03-05 14:00,,E1\n`)
  }
}

const checked = (format: string): HostileCase => ({
  name: `rules in files of such names, told as ${format}`,
  lay: layFiles,
  command: ['check', 'rules', '--format', format],
  status: 1,
  zh: /unknown-kind/,
  en: /unknown-kind/,
  afterwards: folder => expectNothingElse(folder),
})

const workbookOf = (name: string, ...words: readonly string[]): HostileCase => ({
  name: `${name} with such names and titles`,
  lay(folder) {
    layNames(folder)
    layTitles(folder)
  },
  command: [...words],
  status: 0,
  afterwards(folder) {
    const made = readdirSync(folder).filter(one => one === 'made.xlsx' || one === 'made')
    must(made.length === 1, 'nothing was made')
    const files = filesBelow(folder).filter(file => file.startsWith(join(folder, 'made')))
    for (const file of files) {
      expectPortable(file)
      expectPlainWorkbook(file, new Uint8Array(readFileSync(file)))
    }
    expectNothingElse(folder, ...made)
  },
})

const explained = (what: string): HostileCase => ({
  name: `explain ${what.slice(0, 30)}`,
  async lay(folder) {
    layNames(folder)
    await appraise({ folder, language: 'zh', out: join(folder, 'out') })
  },
  command: ['explain', 'out', '--', what],
  status: 0,
})

export const NAMED: readonly HostileCase[] = [
  {
    name: 'people, places and records of such names',
    lay: layNames,
    status: 0,
    code: 'roster-row',
    isLarge: true,
    afterwards(folder) {
      expectSoundResults(folder)
      expectNothingElse(folder, 'out')
    },
  },
  {
    name: 'standards of such titles',
    lay: layTitles,
    status: 0,
    afterwards(folder) {
      const files = filesBelow(join(folder, 'out'))
      for (const file of files) {
        expectPortable(file)
        if (!file.endsWith('.html')) continue
        expectEscaped(file, readFileSync(file, 'utf8'))
        expectLinksLead(file, readFileSync(file, 'utf8'), new Set(files))
      }
    },
  },
  {
    name: 'an id of 10,000 letters, and another that differs in the last',
    lay(folder) {
      const [one, other] = ['x'.repeat(10_000), `${'x'.repeat(9_999)}y`]
      put(folder, 'people.csv', `id,name,post\nE1,甲,fitter\n${one},乙,fitter\n${other},丙,fitter\n`)
    },
    status: 0,
    afterwards(folder) {
      const sheets = readdirSync(join(folder, 'out/people')).filter(name => name.endsWith('.html'))
      must(sheets.length === 3, `${sheets.length} sheets`)
      for (const name of sheets) expectPortable(name)
    },
  },
  ...['text', 'json', 'sarif', 'github'].map(checked),
  {
    name: 'records: files of such names, looked at',
    lay(folder) {
      layNames(folder)
      layFiles(folder)
      for (const name of FILE_NAMES) put(folder, `rules/${name}.yaml`, '{}\n')
    },
    command: ['records', '.', '--write'],
    status: 1,
    zh: /文件名里有看不见的控制字符/,
    en: /its name holds unseen control characters/,
  },
  workbookOf('needs', 'needs', '--folder', '.', '--out', 'made.xlsx'),
  workbookOf('form', 'form', '--all', '--folder', '.', '--out', 'made', '--force'),
  workbookOf('limits', 'limits', 'rules', '--out', 'made.xlsx', '--force'),
  ...['<script>alert(1)</script>', '../../x', '-rf', '__proto__', 'gepj.xcod'].map(explained),
  {
    name: 'words on the command line that a terminal would obey',
    lay: () => undefined,
    command: ['explain', '\u001b[2J\u202E', '\u009b31m'],
    status: 1,
  },
  {
    name: 'compare with such names',
    lay(folder) {
      layNames(folder)
      layTitles(folder)
    },
    command: ['compare', '.', '--with', 'rules', '--out', 'made.html'],
    status: 0,
  },
]
