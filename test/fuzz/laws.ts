/** What holds of each reader, whatever it is given: nothing is thrown, nothing is lost, everything is told in both languages. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { compile } from '../../src/compile/index.ts'
import { importLimits } from '../../src/import-limits.ts'
import { parseJson } from '../../src/lib/json.ts'
import { loadAdjustments } from '../../src/load/adjustments.ts'
import { loadAway } from '../../src/load/away.ts'
import type { EntriesPlace } from '../../src/load/entries.ts'
import { loadSetup } from '../../src/load/folder.ts'
import { csv } from '../../src/load/formats/csv.ts'
import { json, ndjson } from '../../src/load/formats/json.ts'
import type { Format } from '../../src/load/formats/table.ts'
import { findHeader, isNote, notARecord } from '../../src/load/header.ts'
import { loadHistory } from '../../src/load/history.ts'
import { loadNotices } from '../../src/load/notices.ts'
import { loadRecords } from '../../src/load/records.ts'
import { loadRound } from '../../src/load/round.ts'
import { parseValue } from '../../src/load/values.ts'
import { loadWaivers } from '../../src/load/waivers.ts'
import { readYaml } from '../../src/load/yaml.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import type { FieldType } from '../../src/model/event.ts'
import type { RoundRules } from '../../src/model/round.ts'
import {
  CHOICES,
  field,
  inPieces,
  readWhole,
  roster,
  rulebook,
  setupOf,
  types,
  valueContextOf,
  zone,
} from '../load/support.ts'
import { damaged } from './damage.ts'
import { PASSING_LAWS } from './passing.ts'

const fixtures = resolve(import.meta.dirname, '../fixtures')
const starter = resolve(import.meta.dirname, '../../templates/starter')

function seeds(folder: string, pattern: RegExp): fc.Arbitrary<Uint8Array> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => pattern.test(name))
  if (names.length === 0) throw new Error(`no seeds in ${folder}`)
  return fc.constantFrom(...names.toSorted().map(name => new Uint8Array(readFileSync(join(folder, name)))))
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

const UNPRINTABLE = /(?![\t\n])\p{Cc}/u

function toldWell(diagnostics: readonly Diagnostic[]): void {
  for (const { message, hint } of diagnostics) {
    for (const words of [message, hint].filter(one => one !== undefined)) {
      must(words.zh.length > 0 && words.en.length > 0, 'words in one language are missing')
      must(words.zh.length < 4000 && words.en.length < 4000, 'words without end')
      must(!UNPRINTABLE.test(words.zh + words.en), `control characters in ${JSON.stringify(words.en)}`)
    }
  }
}

/** A file of records with these bytes: read = accepted + rejected + ignored, and the same bytes give the same again. */
function ofFile(name: string, inputs: fc.Arbitrary<Uint8Array>) {
  return (scratch: string) => {
    mkdirSync(scratch, { recursive: true })
    const path = join(scratch, name)
    const setup = setupOf(scratch, { records: new Map([['repair', [{ path }]]]) })
    const load = () => loadRecords({ setup, eventTypes: types, roster, zone: zone() })
    return fc.asyncProperty(inputs, async bytes => {
      writeFileSync(path, bytes)
      const { records, diagnostics } = await load()
      const { read, accepted, rejected, ignored } = records.counts
      must(read === accepted + rejected + ignored, `${read} ≠ ${accepted} + ${rejected} + ${ignored}`)
      toldWell(diagnostics)
      for (const { reason, expected } of records.rejected)
        must(
          [reason, expected].every(one => one.zh !== '' && one.en !== ''),
          'a row sent back without a reason',
        )
      // Of some, since it takes as long again.
      if (bytes.length % 8 > 0) return
      const again = JSON.stringify((await load()).records.rejected)
      must(again === JSON.stringify(records.rejected), 'twice is not as once')
    })
  }
}

/** Rows that end before the damage are read as if there were none. */
function rowsBefore(format: Format, sound: string) {
  const from = 0.5
  return () =>
    fc.asyncProperty(
      damaged(fc.constant(strToU8(sound)), from),
      fc.integer({ min: 1, max: 40 }),
      async (bytes, size) => {
        const text = new TextDecoder().decode(bytes)
        const [whole, broken] = [
          await readWhole(format, inPieces(sound)),
          await readWhole(format, inPieces(text, size)),
        ]
        if ('problem' in whole) throw new Error('the seed cannot be read')
        // JSON as a whole may be refused; lines may not.
        if ('problem' in broken) {
          must(format === json, 'a file of lines was refused for one of them')
          return
        }
        // One line less: the damage may begin at the end of one.
        const untouched = sound.slice(0, Math.floor(sound.length * from)).split('\n').length - 3
        const [before, after] = [whole, broken].map(({ rows }) => JSON.stringify(rows.slice(0, untouched)))
        must(before === after, 'a row before the damage is read otherwise')
      },
    )
}

const CSV_TEXT = `工单号,报修时间,到场时间,类别,工时,维修工\n${Array.from({ length: 30 }, (_, at) => `R${at},2024-03-0${1 + (at % 9)} 14:0${at % 10},"2024-03-09 ""x""",minor,${at},0012`).join('\n')}\n`
const NDJSON_TEXT = Array.from({ length: 30 }, (_, at) =>
  JSON.stringify({ order_no: `R${at}`, class: 'mi"n,or', list: [at, 'x'] }),
).join('\n')

/** Parts of a workbook, each damaged as text, packed again. */
const repacked: fc.Arbitrary<Uint8Array> = seeds(join(fixtures, 'offices/records'), /\.xlsx$/).chain(bytes => {
  const parts = unzipSync(bytes)
  return fc
    .constantFrom(...Object.keys(parts))
    .chain(name =>
      damaged(fc.constant(parts[name] ?? new Uint8Array())).map(part =>
        zipSync({ ...parts, [name]: part }, { level: 0 }),
      ),
    )
})

const FIELDS: readonly FieldType[] = [
  'text',
  'number',
  'date-time',
  'date',
  'time',
  'yes-no',
  'choice',
  'person',
  'site',
  'unit',
  'list',
  'record',
]
const nearMisses = fc.string({
  unit: fc.constantFrom(
    ...'0123456789-/:.年月日时分秒 上下午TZ+％%,，、；;[]"√×是否无ＡＢｃ①\u0000\u200b'.split(''),
    '2024-03-05',
    '14:30',
    'minor',
    '0012',
    'E+',
  ),
  maxLength: 12,
})
const anything = fc.oneof(nearMisses, fc.string({ unit: 'binary' }), fc.anything({ maxDepth: 2 }))

const values = () => {
  const context = valueContextOf()
  return fc.asyncProperty(fc.constantFrom(...FIELDS), anything, async (type, raw) => {
    const read = parseValue(field('f', type, { choices: CHOICES, of: 'repair', item: 'choice' }), raw, context)
    if ('reason' in read)
      must(
        [read.reason, read.expected, read.what].every(one => one.zh !== '' && one.en !== ''),
        'no reason',
      )
    else if ('value' in read)
      must(typeof read.value !== 'number' || Number.isFinite(read.value), 'a number that is none')
  })
}

const headers = () => {
  const cell = fc.oneof(
    fc.constantFrom('', '工单号', '报修时间', '合计', '填写说明：', '责任人', '姓名'),
    fc.string({ maxLength: 6 }),
  )
  return fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 18 }), async rows => {
    const numbered = rows.map((cells, at) => ({ row: at + 1, cells }))
    const found = findHeader(numbered, { isKnown: header => header === '工单号' || header === '报修时间' })
    if (found)
      must(
        found.row >= 1 && found.row <= rows.length && found.known <= found.headers.length,
        'a header that is not there',
      )
    for (const cells of rows)
      must(notARecord(cells) !== undefined || typeof isNote(cells) === 'boolean', 'a row is one or the other')
  })
}

const rules = () =>
  fc.asyncProperty(damaged(seeds(join(starter, 'rules'), /\.yaml$/)), async bytes => {
    const { file, diagnostics } = readYaml(bytes, 'rules.yaml')
    toldWell(diagnostics)
    if (!file) return
    const compiled = compile([file], { sha256: '' })
    toldWell(compiled.diagnostics)
    for (const { span } of [...diagnostics, ...compiled.diagnostics])
      must(span.line >= 1 && span.column >= 1, 'a place that is none')
  })

const setups = (scratch: string) => {
  mkdirSync(scratch, { recursive: true })
  return fc.asyncProperty(damaged(seeds(starter, /^appraisal\.yaml$/)), async bytes => {
    writeFileSync(join(scratch, 'appraisal.yaml'), bytes)
    toldWell(loadSetup(scratch).diagnostics)
  })
}

const EARLIER = strToU8(
  JSON.stringify({
    format: 1,
    engine: 'yardstick 0.1.0',
    pack: { id: 'p', version: '1', sha256: '0'.repeat(64) },
    period: { name: '2023-H2', from: '2023-07-01', to: '2023-12-31', year: 2023, length: 'half-year' },
    people: [{ id: '0012', score: 87.5, grade: 'good', outcomes: [], ledgers: {} }],
  }),
)

const history = (scratch: string) => {
  mkdirSync(scratch, { recursive: true })
  const path = join(scratch, 'appraisal.json')
  return fc.asyncProperty(damaged(fc.constant(EARLIER)), async bytes => {
    writeFileSync(path, bytes)
    const setup = setupOf(scratch, { history: [{ path }] })
    const { diagnostics, history: read } = await loadHistory({ setup, rulebook, people: new Set(['0012']) })
    toldWell(diagnostics)
    must(read.appraisals.length === 1 || diagnostics.length > 0, 'an earlier appraisal is gone without a word')
  })
}

const jsonTexts = () =>
  fc.asyncProperty(
    fc.oneof(
      fc.json(),
      damaged(fc.json().map(one => strToU8(one))).map(bytes => strFromU8(bytes, true)),
    ),
    async text => {
      const read = parseJson(text)
      const expected = attempt(() => JSON.parse(text) as unknown)
      must('value' in read === (expected !== undefined), 'otherwise than JSON.parse')
      if ('value' in read)
        must(JSON.stringify(read.value) === JSON.stringify(expected?.value), 'otherwise than JSON.parse')
    },
  )

function attempt(read: () => unknown): { readonly value: unknown } | undefined {
  try {
    return { value: read() }
  } catch {
    return undefined
  }
}

const limits = () =>
  fc.asyncProperty(repacked, async workbook => {
    toldWell(
      (
        await importLimits({
          pack: join(starter, 'rules'),
          workbook,
          name: 'limits.xlsx',
          workingDirectory: starter,
          today: '2024-07-01',
        })
      ).diagnostics,
    )
  })

/** Appeals, waivers and days away, as tables and as YAML, before chance damages them. */
const ENTRY_SEEDS = {
  appeals: {
    csv: 'id,finding,change,to,points,reason,evidence,filed-on,decided-by,decided-on\nA-1,s/R1/E1,,,,gate shut,,2024-07-08,,\nA-2,s/R1/E1,points,,2,log,page 17,,panel,2024-07-12\n',
    yaml: '- { id: A-1, finding: s/R1/E1, filed-on: 2024-07-08, reason: gate shut }\n- { id: A-2, person: E1, section: duties, change: points, points: 2, reason: log, evidence: page 17, decided-by: panel, decided-on: 2024-07-12 }\n',
  },
  waivers: {
    csv: '编号,事项,理由,批准人,标准,人员,起始日期,结束日期\nW-1,东楼,修缮,李总,dorm-*、tag:x,E1,2024-03-01,2024-03-20\nW-2,西楼,修缮,李总,s,,2024-04-01,2024-04-20\n',
    yaml: '- { id: W-1, title: East, reason: refurbished, owner: Li, standards: [ dorm-*, "tag:x" ], from: 2024-03-01, to: 2024-03-20 }\n',
  },
  away: {
    csv: '工号,姓名,起始日期,结束日期,类别,事由\nE1,张三,2024-03-01,2024-03-20,请假,病\nE1,张三,2024-05-01,,借调,\n',
    yaml: '- { id: E1, from: 2024-03-01, to: 2024-03-20, kind: leave, reason: ill }\n',
  },
  notices: {
    csv: '检查结果编号,被告知人,告知日期,告知时刻,告知人,告知方式\ns/R1/E1,E1,2024-03-08,09:30,王主任,当面\ns/R2/E1,,2024-03-09,,王主任,\n',
    yaml: '- { finding: s/R1/E1, person: E1, told-on: 2024-03-08, told-by: Wang, how: in person }\n- { finding: s/R2/E1, told-on: 2024-03-09, told-by: Wang }\n',
  },
} as const

const READ_ENTRIES = {
  appeals: async (path: string, place: EntriesPlace) => {
    const { appeals, diagnostics } = await loadAdjustments({ path }, place)
    return { taken: appeals.length, diagnostics }
  },
  waivers: async (path: string, place: EntriesPlace) => {
    const locate = () => ({ file: 'appraisal.yaml', line: 1, column: 1 })
    const { waivers, diagnostics } = await loadWaivers({ path }, { ...place, locate })
    return { taken: waivers.length, diagnostics }
  },
  away: async (path: string, place: EntriesPlace) => {
    const { away, diagnostics } = await loadAway({ path }, place)
    return { taken: away.length, diagnostics }
  },
  notices: async (path: string, place: EntriesPlace) => {
    const { notices, diagnostics } = await loadNotices({ path }, place)
    return { taken: notices.length, diagnostics }
  },
} as const

/** Whatever stands there is taken, or told at a line of the file: nothing that somebody entered is left out unseen. */
const entries = (what: keyof typeof ENTRY_SEEDS) => (scratch: string) => {
  const folder = join(scratch, what)
  mkdirSync(folder, { recursive: true })
  const place: EntriesPlace = { folder, context: valueContextOf(roster) }
  const text = fc.constantFrom<readonly ['csv' | 'yaml', string]>(
    ['csv', ENTRY_SEEDS[what].csv],
    ['yaml', ENTRY_SEEDS[what].yaml],
  )
  const bytes = text.chain(([ending, seed]) =>
    fc.tuple(fc.constant(ending), fc.constant(seed), damaged(fc.constant(strToU8(seed)))),
  )
  return fc.asyncProperty(bytes, async ([ending, seed, damage]) => {
    const file = `entries.${ending}`
    const read = async (content: string | Uint8Array) => {
      writeFileSync(join(folder, file), content)
      return READ_ENTRIES[what](join(folder, file), place)
    }
    const sound = await read(seed)
    must(sound.taken > 0 && sound.diagnostics.length === 0, `the seed is no sound file: ${JSON.stringify(sound)}`)
    const { taken, diagnostics } = await read(damage)
    toldWell(diagnostics)
    must(
      diagnostics.every(({ span }) => span.file === file && span.line >= 1),
      'told of another place',
    )
    const isBlank = new TextDecoder().decode(damage).trim() === ''
    must(taken > 0 || diagnostics.length > 0 || isBlank || isEmptyList(damage), 'entries are gone without a word')
  })
}

/** The course of a round, before chance damages it. */
const ROUND_SEED = `round:
  panel:
    on: 2024-07-02
    members: [ { role: leader, person: E1 }, { role: leader, name: 李, for: [ E1 ] }, { role: student, name: 甲 } ]
  approved: [ { by: 陈总, on: 2024-07-08 }, { by: E1, on: 2024-07-08, for: [ "0012" ] } ]
  published: { by: 人事, on: 2024-07-10 }
  final: { by: E1, on: 2024-07-20 }
  incomplete: [ { person: "0012", reason: 病假, by: 陈总, on: 2024-07-05 } ]
`

/** Whatever is written of a round is read, or told within the file; nobody approves themselves in what is read. */
const rounds = () => {
  const rules: RoundRules = {
    panel: ['leader', 'student'].map(id => ({ id, title: { zh: id, en: id }, members: 1, leads: id === 'leader' })),
    clauses: [],
  }
  const read = (bytes: Uint8Array) => {
    const { file } = readYaml(bytes, 'appraisal.yaml')
    if (!file || file.broken || typeof file.value !== 'object' || file.value === null) return undefined
    const written = (file.value as { readonly round?: unknown }).round
    return loadRound(written, { locate: file.locate.bind(file), context: valueContextOf(roster), rules, since: 0 })
  }
  const sound = read(strToU8(ROUND_SEED))
  must(sound?.diagnostics.length === 0, `the seed is no sound round: ${JSON.stringify(sound?.diagnostics)}`)
  return fc.property(damaged(fc.constant(strToU8(ROUND_SEED))), bytes => {
    const { round, diagnostics } = read(bytes) ?? { round: undefined, diagnostics: [] }
    toldWell(diagnostics)
    must(
      diagnostics.every(({ span }) => span.file === 'appraisal.yaml' && span.line >= 1),
      'told of another place',
    )
    const own = (round?.approved ?? []).filter(one => one.for?.includes(one.by))
    must(own.length === 0 || diagnostics.some(({ code }) => code === 'round-own-case'), 'somebody approves themselves')
  })
}

/** Nothing but comments, a header, or an empty list: there is nothing to take. */
function isEmptyList(bytes: Uint8Array): boolean {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n|\r/)
  const told = lines.filter(line => line.trim() !== '' && !line.trimStart().startsWith('#'))
  return told.length <= 1
}

/** By reader: what holds of it. Each takes a folder of its own to write to. */
export const LAWS = {
  csv: ofFile(
    'repair.csv',
    fc.oneof(
      damaged(seeds(join(fixtures, 'records'), /\.csv$/)),
      damaged(seeds(join(fixtures, 'offices/records'), /\.(csv|txt)$/)),
    ),
  ),
  'csv-rows': rowsBefore(csv, CSV_TEXT),
  packed: ofFile('repair.csv.gz', damaged(seeds(join(fixtures, 'records'), /\.gz$/))),
  json: ofFile('repair.json', damaged(seeds(join(fixtures, 'records'), /\.json$/))),
  'json-rows': rowsBefore(json, `[${NDJSON_TEXT.replaceAll('\n', ',\n')}]`),
  'json-text': jsonTexts,
  ndjson: ofFile('repair.ndjson', damaged(seeds(join(fixtures, 'records'), /\.ndjson$/))),
  'ndjson-rows': rowsBefore(ndjson, NDJSON_TEXT),
  xlsx: ofFile('repair.xlsx', damaged(seeds(join(fixtures, 'offices/records'), /\.xlsx$/))),
  'xlsx-parts': ofFile('repair.xlsx', repacked),
  xls: ofFile('repair.xls', damaged(seeds(join(fixtures, 'offices'), /\.xls$/))),
  values,
  headers,
  rules,
  setups,
  history,
  limits,
  appeals: entries('appeals'),
  waivers: entries('waivers'),
  away: entries('away'),
  notices: entries('notices'),
  rounds,
  ...PASSING_LAWS,
} as const satisfies Readonly<Record<string, (scratch: string) => object>>

export type Law = keyof typeof LAWS
