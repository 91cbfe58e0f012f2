/** Text files of records and of the roster, made to do harm or damaged. */

import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { GOOD_ROWS, goodRow, HEADER, type HostileCase, put } from './case.ts'
import { gzipRepeated } from './make-zip.ts'

const UNREAD = 'file-unreadable'

/** A second file of repair orders beside the sound one. */
function beside(
  name: string,
  make: () => string | Uint8Array,
  more: Omit<HostileCase, 'name' | 'lay'>,
  ending = 'csv',
) {
  return {
    name,
    lay: (folder: string) => put(folder, `records/repair.${ending}`, make()),
    ...more,
  }
}

const taken = (accepted: number, rejected = 0, ignored = 0) =>
  ({ status: 0, counts: [GOOD_ROWS + accepted, rejected, ignored] }) as const

const MANY = 1_000_000

/** More rows are sent back than anybody could mend: the file is not what it is taken for. */
const HOPELESS = {
  status: 1,
  code: UNREAD,
  zh: /超过 20000 行读不出来/,
  en: /More than 20000 rows cannot be read/,
} as const

export const TEXT: readonly HostileCase[] = [
  beside(
    'a gzip bomb',
    () => gzipRepeated(HEADER, 'x'.repeat(2 ** 20), 600, ''),
    {
      status: 1,
      code: UNREAD,
      zh: /超过|拒绝/,
      en: /[Ll]arger than|refused/,
    },
    'csv.gz',
  ),
  beside(
    'a gzip bomb of good rows',
    () => gzipRepeated(HEADER, goodRow('R9').repeat(20_000), 500, ''),
    {
      status: 1,
      code: UNREAD,
      zh: /超过|拒绝/,
      en: /[Ll]arger than|refused/,
    },
    'csv.gz',
  ),
  beside(
    'gzip cut short',
    () => gzipSync(HEADER + goodRow('R9')).subarray(0, 40),
    {
      status: 1,
      code: UNREAD,
      zh: /损坏或不完整/,
      en: /damaged or cut short/,
    },
    'csv.gz',
  ),
  beside(
    'gzip within gzip',
    () => gzipSync(gzipSync(HEADER + goodRow('R9'))),
    {
      status: 1,
      code: UNREAD,
      zh: /文字有损坏|解压|拒绝/,
      en: /damaged|refused/,
    },
    'csv.gz',
  ),
  beside('a name that ends in gz for plain text', () => HEADER + goodRow('R9'), taken(1), 'csv.gz'),
  beside('a quote never closed', () => `${HEADER}${goodRow('R8')}"R9,2024-03-05 14:00,,E1\n${goodRow('R10')}`, {
    ...taken(2, 1),
    zh: /引号不成对/,
    en: /quotes of this line do not pair up/,
  }),
  beside(
    'a quote never closed over 100 MB',
    () => `${HEADER}${goodRow('R8')}"R9${`,${'x'.repeat(98)}\n`.repeat(MANY)}`,
    HOPELESS,
  ),
  beside(
    'quotes that open and close a hundred thousand times on one line',
    () => `${HEADER}${goodRow('R8')}${'""'.repeat(100_000)}\n${goodRow('R9')}`,
    taken(2, 1),
  ),
  beside('NUL bytes', () => `${HEADER}${goodRow('R8')}R\u00009,2024-03-05 14:00,,E1\n${goodRow('R10')}`, {
    ...taken(2, 1),
    zh: /控制字符/,
    en: /control characters/,
  }),
  beside('a file of NUL bytes alone', () => new Uint8Array(100_000), { status: 1 }),
  beside('terminal escapes', () => `${HEADER}${goodRow('R8')}\u001b[2J\u001b]0;evil\u0007,2024-03-05 14:00,,E1\n`, {
    ...taken(1, 1),
    zh: /控制字符/,
    en: /control characters/,
  }),
  beside(
    'terminal escapes in a header',
    () => `order_no,reported_at,arrived_at,technician,\u001b[2Jnote\nR8,2024-03-05 14:00,,E1,x\n`,
    {
      ...taken(1),
      code: 'header-unknown',
      zh: /note/,
      en: /note/,
    },
  ),
  beside('a byte order mark in the middle', () => `${HEADER}\uFEFF${goodRow('R8')}${goodRow('R9')}`, taken(2)),
  beside(
    'two files pasted together, the second with its mark and header',
    () => `\uFEFF${HEADER}${goodRow('R8')}\uFEFF${HEADER}${goodRow('R9')}`,
    {
      ...taken(2, 1),
      zh: /reported_at/,
      en: /reported_at/,
    },
  ),
  beside(
    'halves of letters',
    () =>
      '[{"order_no":"R\\ud8009","reported_at":"2024-03-05 14:00","technician":"E1"},{"order_no":"R10","reported_at":"2024-03-05 14:00","technician":"E1"}]',
    taken(2),
    'json',
  ),
  beside(
    'an encoding that changes in the middle',
    () =>
      Buffer.concat([
        Buffer.from(`${HEADER}中文,2024-03-05 14:00,,E1\n`.repeat(20)),
        Buffer.from([0xd6, 0xd0, 0xff, 0x0a]),
      ]),
    {
      status: 1,
      code: UNREAD,
      zh: /文字有损坏/,
      en: /text is damaged/,
    },
  ),
  beside(
    '100,000 columns',
    () => `${HEADER.trim()}${',x'.repeat(100_000)}\nR9,2024-03-05 14:00,,E1${',1'.repeat(100_000)}\n`,
    {
      ...taken(1),
      code: 'header-unknown',
      zh: /列没有读取|这一列没有读取/,
      en: /not read/,
    },
  ),
  beside(
    '100,000 columns of other names',
    () =>
      `${HEADER.trim()},${Array.from({ length: 100_000 }, (_, at) => `c${at}`)}\nR9,2024-03-05 14:00,,E1${',1'.repeat(100_000)}\n`,
    {
      ...taken(1),
      code: 'header-unknown',
      zh: /列没有读取|这一列没有读取/,
      en: /not read/,
    },
  ),
  beside('a header of 1 MB', () => `${HEADER.trim()},${'长'.repeat(350_000)}\n${goodRow('R9').trim()},x\n`, {
    ...taken(1),
    code: 'header-unknown',
    zh: /长…/,
    en: /长…/,
  }),
  beside(
    'headers __proto__, constructor and toString',
    () => `${HEADER.trim()},__proto__,constructor,toString\n${goodRow('R9').trim()},1,2,3\n`,
    {
      ...taken(1),
      code: 'header-unknown',
      zh: /__proto__/,
      en: /constructor/,
    },
  ),
  ...(['json', 'ndjson'] as const).map(ending =>
    beside(
      `keys __proto__, constructor and toString (${ending})`,
      () => {
        const row =
          '{"order_no":"R9","reported_at":"2024-03-05 14:00","technician":"E1","__proto__":{"isAdmin":true},"constructor":1,"toString":2}'
        return ending === 'json' ? `[${row}]` : row
      },
      {
        ...taken(1),
        code: 'header-unknown',
        zh: /__proto__/,
        en: /constructor/,
      },
      ending,
    ),
  ),
  {
    name: 'people in JSON with keys __proto__ and constructor',
    lay(folder) {
      rmSync(join(folder, 'people.csv'))
      const people = '[{"id":"E1","name":"甲","post":"fitter","__proto__":{"post":"head"},"constructor":{"name":"x"}}]'
      put(folder, 'people.json', people)
    },
    ...taken(0),
    code: 'header-unknown',
    zh: /__proto__/,
    en: /constructor/,
  },
  beside('the same header twice', () => `order_no,order_no,reported_at,technician\nR8,R9,2024-03-05 14:00,E1\n`, {
    status: 1,
    code: 'header-twice',
    zh: /都是/,
    en: /both feed/,
  }),
  beside('a file that ends in the middle of a row', () => `${HEADER}${goodRow('R8')}R9,2024-03-05 14:00,2024-03`, {
    ...taken(1, 1),
    zh: /3 列/,
    en: /3 columns/,
  }),
  beside(
    'a file that ends in the middle of a letter',
    () => Buffer.from(`${HEADER}${goodRow('R8', '甲').repeat(9)}R9,2024-03-05 14:00,,甲`).subarray(0, -1),
    {
      status: 1,
      code: UNREAD,
      zh: /文字有损坏/,
      en: /text is damaged/,
    },
  ),
  beside(
    'a cell of 5 MB',
    () => `${HEADER}${goodRow('R8')}R9,2024-03-05 14:00,,${'x'.repeat(5_000_000)}\n${goodRow('R10')}`,
    taken(2, 1),
  ),
  beside(
    'rows that are only separators',
    () => `${HEADER}${`${','.repeat(500)}\n`.repeat(1000)}${goodRow('R9')}`,
    taken(1),
  ),
  beside('a million rejected rows', () => HEADER + goodRow('R9') + 'x,yesterday,,E1\n'.repeat(MANY), {
    ...HOPELESS,
    isLarge: true,
  }),
  beside('ten thousand rejected rows', () => HEADER + goodRow('R9') + 'x,yesterday,,E1\n'.repeat(10_000), {
    ...taken(1, 10_000),
    isLarge: true,
    zh: /10000 处/,
    en: /10000 ×/,
  }),
  beside(
    'ten thousand rows of one id that contradict each other',
    () =>
      HEADER +
      goodRow('R9') +
      Array.from({ length: 10_000 }, (_, at) => `X,2024-03-05 ${String(at % 24).padStart(2, '0')}:00,,E1\n`).join(''),
    {
      ...taken(1, 10_000),
      zh: /互相矛盾/,
      en: /contradict/,
    },
  ),
  {
    name: 'one line of 450 MB',
    lay(folder) {
      const path = join(folder, 'repair.csv')
      const chunk = 'a'.repeat(2 ** 20)
      for (let turn = 0; turn < 450; turn++) appendFileSync(path, chunk)
    },
    ...taken(0, 1),
  },
  {
    name: 'one line of 350 MB',
    lay(folder) {
      const path = join(folder, 'repair.csv')
      const chunk = 'a'.repeat(2 ** 20)
      for (let turn = 0; turn < 350; turn++) appendFileSync(path, chunk)
    },
    ...taken(0, 1),
  },
  {
    name: 'formulas in cells that are sent back',
    lay(folder) {
      const formulas = ['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1', "=cmd|' /C calc'!A0"]
      const rows = formulas.map((one, at) => `F${at},"${one.replaceAll('"', '""')}",,E1\n`)
      put(folder, 'repair.csv', HEADER + ['R1', 'R2', 'R3'].map(id => goodRow(id)).join('') + rows.join(''))
    },
    status: 0,
    counts: [GOOD_ROWS, 7, 0],
    zh: /reported_at/,
    en: /reported_at/,
    afterwards(folder) {
      const lines = readFileSync(join(folder, 'out/rejected.csv'), 'utf8').split('\r\n').slice(1, -1)
      if (lines.length !== 7) throw new Error(`${lines.length} lines`)
      for (const line of lines) {
        const value = /^repair\.csv,,\d+,B\d+,reported_at,"?(.)/.exec(line)?.[1]
        if (value !== "'") throw new Error(`a formula stands in ${line}`)
      }
    },
  },
  {
    name: 'a roster of people without a post, 20,000 of them',
    lay: folder => put(folder, 'people.csv', `id,name,post\nE1,甲,fitter\n${'x,y,astronaut\n'.repeat(20_000)}`),
    ...taken(0),
    code: 'roster-row',
    zh: /另有 19980 行没有采用/,
    en: /19980 more rows were not taken/,
  },
  {
    name: 'a chain of 20,000 who report to each other, in a circle at its end',
    lay: folder =>
      put(
        folder,
        'people.csv',
        `id,name,post,reports_to\nE1,甲,fitter,\n${Array.from({ length: 20_000 }, (_, at) => `c${at},n,head,c${(at + 1) % 20_000}\n`).join('')}`,
      ),
    status: 1,
    code: 'reports-in-circle',
    zh: /绕成一圈/,
    en: /runs in a circle/,
  },
  {
    name: 'a roster with the headers __proto__ and constructor',
    lay: folder => put(folder, 'people.csv', 'id,name,post,__proto__,constructor\nE1,甲,fitter,x,y\n'),
    ...taken(0),
    code: 'header-unknown',
    zh: /__proto__/,
    en: /constructor/,
  },
  {
    name: 'a roster cut in the middle',
    lay(folder) {
      writeFileSync(join(folder, 'people.csv'), 'id,name,post\nE1,甲,fitter\nE2,乙')
    },
    ...taken(0),
    code: 'roster-row',
    zh: /没有采用/,
    en: /not taken/,
  },
]
