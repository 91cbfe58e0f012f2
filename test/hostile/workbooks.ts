/** Workbooks made to do harm or damaged, at each place where a workbook may come in. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { MAIN, sheetOf, workbookParts } from '../support/workbook-parts.ts'
import { GOOD_ROWS, type HostileCase, put } from './case.ts'
import { makeZip, pack, packRepeated, type ZipPart } from './make-zip.ts'

/** Cells of text in one row. */
function row(number: number | undefined, cells: readonly string[], attributes = ''): string {
  const own = number === undefined ? '' : ` r="${number}"`
  const inside = cells.map((text, at) => {
    const name = number === undefined ? '' : ` r="${String.fromCharCode(65 + at)}${number}"`
    return `<c${name} t="inlineStr"><is><t>${text}</t></is></c>`
  })
  return `<row${own}${attributes}>${inside.join('')}</row>`
}

const HEADER = ['order_no', 'reported_at', 'arrived_at', 'technician']
const good = (id: string) => [id, '2024-03-05 14:00', '2024-03-05 14:20', 'E1']
/** A header and two good rows. */
const ROWS = row(1, HEADER) + row(2, good('W1')) + row(3, good('W2'))

type Parts = readonly ZipPart[]

function parts(sheet: string, more: Readonly<Record<string, string>> = {}): Parts {
  return Object.entries(workbookParts(sheet, more)).map(([name, content]) => ({ name, content }))
}

function withSheet(packed: ReturnType<typeof pack>): Parts {
  return parts('').map(part => (part.name === 'xl/sheet.xml' ? { name: part.name, packed } : part))
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "ha">${'bcdefghij'
  .split('')
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'.charAt(at)};`.repeat(10)}">`)
  .join('')}]>`
const OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

/** Links of the sheet that lead elsewhere. */
function linkedTo(target: string): Parts {
  return parts(sheetOf(ROWS), {
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${RELATION}/worksheet" Target="${target}"/></Relationships>`,
  })
}

/** Many sheets that are all the same part. */
function manySheets(count: number, packed: ReturnType<typeof pack>): Parts {
  const ids = Array.from({ length: count }, (_, at) => at)
  return [
    ...parts('', {
      'xl/workbook.xml': `<workbook ${MAIN}><sheets>${ids.map(id => `<sheet name="s${id}" sheetId="${id + 1}" r:id="a${id}"/>`).join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${ids.map(id => `<Relationship Id="a${id}" Type="${RELATION}/worksheet" Target="s${id}.xml"/>`).join('')}</Relationships>`,
    }),
    ...ids.map(id => ({ name: `xl/s${id}.xml`, packed })),
  ]
}

interface HostileWorkbook {
  readonly name: string
  make(): Parts | Uint8Array
  /** Why it is refused. */
  readonly zh?: RegExp
  readonly en?: RegExp
  /** It is read: so many rows of it are taken and sent back. */
  readonly rows?: readonly [accepted: number, rejected: number]
  /** It does harm wherever it comes in. */
  readonly isTriedEverywhere?: true
  readonly isLarge?: true
}

const DAMAGED = { zh: /文件损坏或不完整/, en: /damaged or cut short/ }
const NO_XML = { zh: /不是有效的 XML/, en: /not sound XML/ }
const ENTITIES = { zh: /实体声明/, en: /declares entities/ }
const LARGE = { zh: /大得不合常理|多得不合常理/, en: /larger than any office|any workbook|more .* than any office/ }
const MANY = { zh: /单元格.*(多|超过)|多得不合常理/, en: /cells|letters|text|than any/ }

export const HOSTILE_WORKBOOKS: readonly HostileWorkbook[] = [
  { name: 'a good one', make: () => parts(sheetOf(ROWS)), rows: [2, 0] },
  {
    name: 'a bomb: a sheet of 600 MB of nothing in 600 KB',
    make: () => withSheet(packRepeated('<worksheet>', ' '.repeat(2 ** 20), 600, '</worksheet>')),
    ...LARGE,
    isTriedEverywhere: true,
  },
  {
    name: 'a bomb under another name, which nothing refers to',
    make: () => [
      ...parts(sheetOf(ROWS)),
      { name: 'xl/media/a.bin', packed: packRepeated('', '\0'.repeat(2 ** 20), 600, '') },
    ],
    ...LARGE,
  },
  {
    name: 'two thousand parts of 19 MB each',
    make: () => {
      const packed = packRepeated('', '\0'.repeat(2 ** 20), 19, '')
      return [
        ...parts(sheetOf(ROWS)),
        ...Array.from({ length: 2000 }, (_, at) => ({ name: `xl/media/${at}.bin`, packed })),
      ]
    },
    ...LARGE,
  },
  {
    name: 'overlapping entries: two thousand sheets that are one',
    make: () => {
      const [first, ...others] = manySheets(
        2000,
        packRepeated(
          `<worksheet ${MAIN}><sheetData>`,
          row(undefined, ['x']).repeat(1000),
          100,
          '</sheetData></worksheet>',
        ),
      )
      const all = [first, ...others].filter(one => one !== undefined)
      const at = all.findIndex(({ name }) => name === 'xl/s0.xml')
      return all.map((part, index) => (index > at ? { ...part, sharesWith: at } : part))
    },
    ...LARGE,
  },
  {
    name: 'a size that the directory makes smaller than it is',
    make: () => withSheet({ ...packRepeated('<worksheet>', ' '.repeat(2 ** 20), 100, '</worksheet>'), size: 1000 }),
    ...DAMAGED,
    isTriedEverywhere: true,
  },
  {
    name: 'a checksum that is wrong',
    make: () => parts(sheetOf(ROWS)).map(part => (part.name === 'xl/sheet.xml' ? { ...part, crc: 1 } : part)),
    ...DAMAGED,
    isTriedEverywhere: true,
  },
  {
    name: 'two parts of one name',
    make: () => [...parts(sheetOf(ROWS)), { name: 'xl/sheet.xml', content: sheetOf(row(1, HEADER)) }],
    zh: /两个/,
    en: /twice/,
  },
  {
    name: 'two parts whose names differ in case',
    make: () => [...parts(sheetOf(ROWS)), { name: 'XL/Sheet.xml', content: sheetOf(row(1, HEADER)) }],
    zh: /两个/,
    en: /twice/,
  },
  {
    name: 'parts with absolute names',
    make: () => [...parts(sheetOf(ROWS)), { name: '/etc/passwd', content: 'x' }],
    ...DAMAGED,
  },
  {
    name: 'parts that lead out',
    make: () => [...parts(sheetOf(ROWS)), { name: '../../evil.xml', content: 'x' }],
    ...DAMAGED,
  },
  {
    name: 'six thousand parts',
    make: () => [
      ...parts(sheetOf(ROWS)),
      ...Array.from({ length: 6000 }, (_, at) => ({ name: `x/${at}`, content: '' })),
    ],
    ...LARGE,
  },
  { name: 'links that lead out of the file', make: () => linkedTo('../../../../etc/passwd'), ...DAMAGED },
  { name: 'a sheet that is the workbook itself', make: () => linkedTo('workbook.xml'), zh: /空的/, en: /empty/ },
  {
    name: 'a sheet that is the list of links',
    make: () => linkedTo('_rels/workbook.xml.rels'),
    zh: /空的/,
    en: /empty/,
  },
  {
    name: 'a workbook that is its own link',
    make: () =>
      parts('', {
        '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELATION}/officeDocument" Target="/_rels/.rels"/></Relationships>`,
      }),
    zh: /空的|不是 Excel/,
    en: /empty|no Excel/,
  },
  { name: 'no list of types', make: () => parts(sheetOf(ROWS)), rows: [2, 0] },
  {
    name: 'an entity',
    make: () => parts(`${entity}${sheetOf(row(1, ['&b;']))}`),
    ...ENTITIES,
    isTriedEverywhere: true,
  },
  {
    name: 'a billion laughs',
    make: () => parts(`${LAUGHS}${sheetOf(row(1, ['&j;']))}`),
    ...ENTITIES,
    isTriedEverywhere: true,
  },
  { name: 'an entity from a file', make: () => parts(`${OUTSIDE}${sheetOf(row(1, ['&a;']))}`), ...ENTITIES },
  {
    name: 'entities in the shared texts',
    make: () => sharing(`${LAUGHS}<sst ${MAIN}><si><t>&j;</t></si></sst>`),
    ...ENTITIES,
  },
  {
    name: 'tags nested a million deep',
    make: () => withSheet(packRepeated('<worksheet>', '<a>'.repeat(10_000), 100, '')),
    zh: /XML|拒绝/,
    en: /XML|refused/,
  },
  {
    name: 'a tag with a million attributes',
    make: () => parts(`<worksheet ${Array.from({ length: 300_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`),
    zh: /XML|空的|拒绝/,
    en: /XML|empty|refused/,
  },
  {
    name: 'one attribute of 30 MB',
    make: () => withSheet(packRepeated('<worksheet a="', 'abcdefgh'.repeat(2 ** 17), 30, '"/>')),
    zh: /空的|拒绝|XML/,
    en: /empty|refused|XML/,
  },
  {
    name: 'a comment of 100 MB',
    make: () =>
      withSheet(
        packRepeated(
          '<worksheet><!--',
          Array.from({ length: 20_000 }, (_, at) => `${(at * 7919) % 99_991} `).join(''),
          900,
          '--></worksheet>',
        ),
      ),
    zh: /空的|拒绝|XML/,
    en: /empty|refused|XML/,
  },
  {
    name: 'a sheet that ends in the middle',
    make: () => parts(sheetOf(ROWS).slice(0, -60)),
    ...NO_XML,
    isTriedEverywhere: true,
  },
  {
    name: 'a sheet that is not UTF-8',
    make: () =>
      [...parts(''), { name: 'xl/sheet.xml', content: Buffer.from([0xff, 0xfe, 0x3c, 0x00]) }].filter(
        (part, at, all) => all.findLastIndex(one => one.name === part.name) === at,
      ),
    zh: /损坏|XML/,
    en: /damaged|XML/,
  },
  {
    name: 'a sheet of a million columns',
    make: () => parts(sheetOf(`${ROWS}<row r="4"><c r="BDWGN4"><v>1</v></c></row>`)),
    zh: /列多得不合常理/,
    en: /more columns than/,
    isTriedEverywhere: true,
  },
  {
    name: 'a cell XFE1, one beyond the last column',
    make: () => parts(sheetOf(`${ROWS}<row r="4"><c r="XFE4"><v>1</v></c></row>`)),
    zh: /列多得不合常理/,
    en: /more columns than/,
  },
  {
    name: 'a cell A0',
    make: () => parts(sheetOf(`${ROWS}<row r="0"><c r="A0"><v>1</v></c></row>`)),
    zh: /行号/,
    en: /row/,
  },
  {
    name: 'a cell A99999999',
    make: () => parts(sheetOf(`${ROWS}<row r="99999999"><c r="A99999999"><v>1</v></c></row>`)),
    zh: /行多得不合常理/,
    en: /more rows than/,
  },
  {
    name: 'cells that say another row than the one they stand in',
    make: () =>
      parts(
        sheetOf(
          `${row(1, HEADER)}${row(2, good('W1'))}<row r="3"><c r="A99" t="inlineStr"><is><t>W2</t></is></c></row>`,
        ),
      ),
    zh: /行号/,
    en: /row/,
  },
  {
    name: 'cells that are no cells',
    make: () => parts(sheetOf(`${ROWS}<row r="4"><c r="!!"><v>1</v></c></row>`)),
    zh: /单元格/,
    en: /cell/,
  },
  {
    name: 'row numbers that run backwards',
    make: () => parts(sheetOf(row(1, HEADER) + row(3, good('W2')) + row(2, good('W1')))),
    zh: /行号/,
    en: /row/,
  },
  {
    name: 'a row twice',
    make: () => parts(sheetOf(row(1, HEADER) + row(2, good('W1')) + row(2, good('W2')))),
    zh: /行号/,
    en: /row/,
  },
  {
    name: 'columns that run backwards',
    make: () =>
      parts(
        sheetOf(
          `${row(1, HEADER)}<row r="2"><c r="D2" t="inlineStr"><is><t>E1</t></is></c><c r="A2" t="inlineStr"><is><t>W1</t></is></c></row>`,
        ),
      ),
    zh: /列/,
    en: /column/,
  },
  {
    name: 'a thousand sparse rows that reach to the last column',
    make: () =>
      parts(
        sheetOf(
          ROWS +
            Array.from({ length: 1000 }, (_, at) => `<row r="${at + 4}"><c r="XFD${at + 4}"><v>1</v></c></row>`).join(
              '',
            ),
        ),
      ),
    rows: [2, 1000],
  },
  {
    name: 'dimensions that lie',
    make: () => parts(sheetOf(ROWS).replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')),
    rows: [2, 0],
  },
  {
    name: 'the whole sheet merged',
    make: () =>
      parts(
        sheetOf(ROWS).replace('</worksheet>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'),
      ),
    rows: [2, 0],
  },
  {
    name: 'every column merged to the last row',
    make: () =>
      parts(
        sheetOf(ROWS + row(1_048_576, good('W9'))).replace(
          '</worksheet>',
          `<mergeCells>${Array.from({ length: 16_384 }, () => '<mergeCell ref="D2:D1048576"/>').join('')}</mergeCells></worksheet>`,
        ),
      ),
    rows: [3, 0],
  },
  {
    name: 'a hundred thousand merged ranges over the header',
    make: () =>
      parts(
        sheetOf(ROWS).replace(
          '</worksheet>',
          `<mergeCells>${'<mergeCell ref="A1:XFD1"/>'.repeat(99_000)}</mergeCells></worksheet>`,
        ),
      ),
    rows: [2, 0],
  },
  {
    name: 'a million merged ranges',
    make: () =>
      withSheet(
        packRepeated(
          `<worksheet ${MAIN}><sheetData>${ROWS}</sheetData><mergeCells>`,
          '<mergeCell ref="A5:A6"/>'.repeat(10_000),
          100,
          '</mergeCells></worksheet>',
        ),
      ),
    zh: /合并/,
    en: /merged/,
  },
  {
    name: 'a shared text that is not there',
    make: () =>
      sharing(
        `<sst ${MAIN}/>`,
        ROWS +
          '<row r="4"><c r="A4" t="s"><v>7</v></c><c r="B4" t="inlineStr"><is><t>2024-03-05 14:00</t></is></c></row>',
      ),
    zh: /共享|文字/,
    en: /shared text/,
  },
  {
    name: 'shared texts by -1, 1e99 and nothing',
    make: () =>
      sharing(
        `<sst ${MAIN}><si><t>x</t></si></sst>`,
        ROWS +
          ['-1', '1e99', '0.5', '']
            .map((text, at) => `<row r="${at + 4}"><c r="A${at + 4}" t="s"><v>${text}</v></c></row>`)
            .join(''),
      ),
    zh: /共享|文字/,
    en: /shared text/,
  },
  {
    name: 'styles that are not there',
    make: () => parts(sheetOf(`${ROWS}<row r="4"><c r="A4" s="999999999"><v>5</v></c></row>`)),
    rows: [2, 1],
  },
  { name: 'styles that are no XML', make: () => styled('<styleSheet><'), ...NO_XML },
  {
    name: 'two million styles',
    make: () => [
      ...parts(sheetOf(ROWS), styledLinks),
      {
        name: 'xl/styles.xml',
        packed: packRepeated(
          `<styleSheet ${MAIN}><cellXfs>`,
          '<xf numFmtId="14"/>'.repeat(10_000),
          200,
          '</cellXfs></styleSheet>',
        ),
      },
    ],
    zh: /格式.*多|拒绝/,
    en: /formats|refused/,
  },
  {
    name: 'formats made to run on',
    make: () =>
      styled(
        `<styleSheet ${MAIN}><numFmts><numFmt numFmtId="200" formatCode="${'[$-'.repeat(50_000)}${'&quot;'.repeat(50_000)}${'\\\\'.repeat(50_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`,
      ),
    rows: [2, 0],
  },
  {
    name: 'sheets named __proto__ and by terminal escapes',
    make: () =>
      parts(sheetOf(ROWS), {
        'xl/workbook.xml':
          `<workbook ${MAIN}><sheets><sheet name="__proto__&#x1b;[2J" sheetId="1" r:id="a"/></sheets></workbook>`.replace(
            '&#x1b;',
            '&#x9b;',
          ),
      }),
    rows: [2, 0],
  },
  {
    name: 'headers __proto__ and constructor',
    make: () => parts(sheetOf(row(1, [...HEADER, '__proto__', 'constructor']) + row(2, [...good('W1'), 'x', 'y']))),
    rows: [1, 0],
  },
  {
    name: 'formulas in cells',
    make: () =>
      parts(
        sheetOf(
          `${ROWS}<row r="4"><c r="A4" t="str"><f>HYPERLINK("http://x")</f><v>=HYPERLINK("http://x")</v></c><c r="B4" t="str"><v>=1+1</v></c></row>`,
        ),
      ),
    rows: [2, 1],
  },
  {
    name: 'numbers that are none',
    make: () =>
      parts(
        sheetOf(
          `${ROWS}${['1e999', '-0', 'NaN', '0x10', ' ', '1e400', 'abc'].map((text, at) => `<row r="${at + 4}"><c r="A${at + 4}"><v>${text}</v></c></row>`).join('')}`,
        ),
      ),
    rows: [2, 6],
  },
  {
    name: 'a cell of two million letters',
    make: () => parts(sheetOf(row(1, HEADER) + row(2, ['x'.repeat(2_000_000)]))),
    zh: /文字多得不合常理/,
    en: /letters in a cell/,
  },
  {
    name: 'eighty cells of 700,000 letters',
    make: () =>
      withSheet(
        packRepeated(
          `<worksheet ${MAIN}><sheetData>${ROWS}`,
          row(undefined, [letters(700_000)]),
          80,
          '</sheetData></worksheet>',
        ),
      ),
    ...MANY,
    isLarge: true,
  },
  {
    name: '1,700,000 cells of their own texts',
    make: () => withSheet(manyCells(1_700_000, at => `<c t="inlineStr"><is><t>text number ${at}</t></is></c>`)),
    zh: /超过 20000 行/,
    en: /More than 20000 rows/,
    isLarge: true,
  },
  {
    name: '1,700,000 cells of numbers',
    make: () => withSheet(manyCells(1_700_000, at => `<c><v>${at}.5</v></c>`)),
    zh: /超过 20000 行/,
    en: /More than 20000 rows/,
    isLarge: true,
  },
  {
    name: 'shared texts of 140 million letters',
    make: () =>
      [
        ...sharing(''),
        {
          name: 'xl/sharedStrings.xml',
          packed: packRepeated(`<sst ${MAIN}>`, `<si><t>${letters(30_000)}</t></si>`.repeat(10), 460, '</sst>'),
        },
      ].filter((part, at, all) => all.findLastIndex(one => one.name === part.name) === at),
    ...MANY,
    isLarge: true,
  },
  {
    name: 'shared texts of four million short ones',
    make: () =>
      [
        ...sharing(''),
        {
          name: 'xl/sharedStrings.xml',
          packed: packRepeated(
            `<sst ${MAIN}>`,
            Array.from({ length: 10_000 }, (_, at) => `<si><t>${at}</t></si>`).join(''),
            400,
            '</sst>',
          ),
        },
      ].filter((part, at, all) => all.findLastIndex(one => one.name === part.name) === at),
    ...MANY,
    isLarge: true,
  },
  {
    name: 'ten sheets of two hundred thousand cells each',
    make: () =>
      manySheets(
        40,
        manyCells(200_000, at => `<c><v>${at}.5</v></c>`),
      ),
    zh: /工作表/,
    en: /sheet/,
    isLarge: true,
  },
  {
    name: 'cut in the middle',
    make: () => makeZip(parts(sheetOf(ROWS))).subarray(0, 700),
    ...DAMAGED,
    isTriedEverywhere: true,
  },
  { name: 'its first bytes alone', make: () => Buffer.from('PK\u0003\u0004'), ...DAMAGED, isTriedEverywhere: true },
  {
    name: 'nothing',
    make: () => new Uint8Array(),
    zh: /不是 Excel 工作簿/,
    en: /no Excel workbook|neither an Excel workbook/,
    isTriedEverywhere: true,
  },
]

function letters(count: number): string {
  let text = ''
  for (let at = 1; text.length < count; at = (at * 48_271) % 2_147_483_647) text += at.toString(36)
  return text.slice(0, count)
}

/** Ten cells a row. Each block differs from the others, so that it packs as people's cells do. */
function manyCells(count: number, cellOf: (at: number) => string): ReturnType<typeof pack> {
  const pieces = [`<worksheet ${MAIN}><sheetData>${row(undefined, HEADER)}`]
  for (let at = 0; at < count; at += 10)
    pieces.push(`<row>${Array.from({ length: 10 }, (_, more) => cellOf(at + more)).join('')}</row>`)
  return pack(`${pieces.join('')}</sheetData></worksheet>`)
}

function sharing(texts: string, rows = ROWS): Parts {
  return parts(sheetOf(rows), {
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${RELATION}/worksheet" Target="sheet.xml"/><Relationship Id="b" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/sharedStrings.xml': texts,
  })
}

const styledLinks = {
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${RELATION}/worksheet" Target="sheet.xml"/><Relationship Id="b" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
}

function styled(styles: string): Parts {
  return parts(sheetOf(ROWS), { ...styledLinks, 'xl/styles.xml': styles })
}

function bytesOf(made: Parts | Uint8Array): Uint8Array {
  return made instanceof Uint8Array ? made : makeZip(made)
}

function asRecords({ name, make, zh, en, rows, isLarge }: HostileWorkbook): HostileCase {
  return {
    name: `records: ${name}`,
    lay: folder => put(folder, 'records/repair.xlsx', bytesOf(make())),
    ...(isLarge ? { isLarge } : {}),
    ...(rows
      ? { status: 0, counts: [GOOD_ROWS + rows[0], rows[1], 0] }
      : { status: 1, code: 'file-unreadable', ...(zh ? { zh } : {}), ...(en ? { en } : {}) }),
  }
}

interface Place {
  readonly name: string
  readonly more: Omit<HostileCase, 'name' | 'lay' | 'zh' | 'en'>
  readonly path: string
  lay?(folder: string): void
}

const ELSEWHERE: readonly Place[] = [
  {
    name: 'the roster',
    path: 'people.xlsx',
    lay: folder => put(folder, 'appraisal.yaml', 'period: 2024-H1\nrules: rules\npeople: people.xlsx\n'),
    more: { status: 1, code: 'file-unreadable' },
  },
  {
    name: 'limits --import',
    path: 'filled.xlsx',
    more: { status: 1, code: 'limits-unreadable', command: ['limits', 'rules', '--import', 'filled.xlsx'] },
  },
  { name: 'records', path: 'records/of-something.xlsx', more: { status: 1, command: ['records', '.'] } },
]

function elsewhere({ name, make, zh, en }: HostileWorkbook): readonly HostileCase[] {
  return ELSEWHERE.map(place => ({
    name: `${place.name}: ${name}`,
    lay(folder) {
      place.lay?.(folder)
      put(folder, place.path, bytesOf(make()))
    },
    ...place.more,
    ...(zh ? { zh } : {}),
    ...(en ? { en } : {}),
  }))
}

const TYPES = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>',
}

/** A workbook with a row to be sent back, of which a marked copy is made. */
const RETURNED: readonly HostileCase[] = [
  {
    name: 'a copy for the sender of a workbook that holds hostile words',
    lay: folder =>
      put(
        folder,
        'records/repair.xlsx',
        makeZip(parts(sheetOf(ROWS + row(4, ['=HYPERLINK("x")', '&lt;script&gt;', '_x0007_', '../../x'])), TYPES)),
      ),
    status: 0,
    counts: [GOOD_ROWS + 2, 1, 0],
    afterwards(folder) {
      if (!existsSync(join(folder, 'out/internal/returned/repair.xlsx'))) throw new Error('no copy')
    },
  },
  {
    name: 'no copy of one whose other parts are huge',
    lay: folder =>
      put(
        folder,
        'records/repair.xlsx',
        makeZip([
          ...parts(sheetOf(ROWS + row(4, ['W9', 'yesterday', '', 'E1']))),
          ...Array.from({ length: 30 }, (_, at) => ({
            name: `xl/media/${at}.bin`,
            packed: packRepeated('', letters(100_000), 20, ''),
          })),
        ]),
      ),
    status: 0,
    counts: [GOOD_ROWS + 2, 1, 0],
    zh: /没有做出 .* 的标注副本/,
    en: /No marked copy of .* was made/,
  },
]

export const WORKBOOKS: readonly HostileCase[] = [
  ...HOSTILE_WORKBOOKS.map(asRecords),
  ...HOSTILE_WORKBOOKS.filter(one => one.isTriedEverywhere).flatMap(elsewhere),
  ...RETURNED,
]
