/** The styles that the cells of a workbook ask for in, each once, and the part that lists them out. */

import { escapeXml } from './escape.ts'
import type { CellStyle } from './plan.ts'

export interface StyleSheet {
  /** The number of a style, for a cell's `s`. */
  idOf(style: CellStyle | undefined): number
  xml(): string
}

const FONT = 'Microsoft YaHei'

export function makeStyleSheet(): StyleSheet {
  const formats = makeList<string>()
  const fonts = makeList<string>([fontXml({})])
  const fills = makeList<string>([
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ])
  const borders = makeList<string>(['<border><left/><right/><top/><bottom/><diagonal/></border>'])
  const styles = makeList<string>(['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'])
  const formatId = (code: string | undefined): number =>
    code === undefined ? 0 : code === '@' ? 49 : 164 + formats.idOf(code)
  const made = (style: CellStyle): number => {
    const { fill, border, wrap, align, format } = style
    const ids = [
      `numFmtId="${formatId(format)}"`,
      `fontId="${fonts.idOf(fontXml(style))}"`,
      `fillId="${fill === undefined ? 0 : fills.idOf(fillXml(fill))}"`,
      `borderId="${border ? borders.idOf(BORDER) : 0}"`,
    ].join(' ')
    const horizontal = align === undefined ? '' : ` horizontal="${align}"`
    const alignment = `<alignment vertical="${wrap ? 'top' : 'center'}"${horizontal}${wrap ? ' wrapText="1"' : ''}/>`
    return styles.idOf(
      `<xf ${ids} xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`,
    )
  }
  const known = new Map<string, number>()
  const sameObject = new WeakMap<CellStyle, number>()
  return {
    // Asked for by every cell.
    idOf(style) {
      if (!style) return 0
      const again = sameObject.get(style)
      if (again !== undefined) return again
      const { fill, border, wrap, align, format, bold, colour, size } = style
      const key = [fill, border, wrap, align, format, bold, colour, size].join('|')
      const id = known.get(key) ?? made(style)
      known.set(key, id)
      sameObject.set(style, id)
      return id
    },
    xml: () =>
      [
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
        counted(
          'numFmts',
          formats.all.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(code)}"/>`),
        ),
        counted('fonts', fonts.all),
        counted('fills', fills.all),
        counted('borders', borders.all),
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        counted('cellXfs', styles.all),
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
        '</styleSheet>',
      ].join(''),
  }
}

const SIDES = ['left', 'right', 'top', 'bottom'].map(side => `<${side} style="thin"><color rgb="FFB9C3CA"/></${side}>`)
const BORDER = `<border>${SIDES.join('')}<diagonal/></border>`

function fontXml({ bold, colour, size = 11 }: CellStyle): string {
  const rgb = colour === undefined ? '' : `<color rgb="FF${colour}"/>`
  return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/>${rgb}<name val="${FONT}"/><family val="2"/></font>`
}

function fillXml(rgb: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`
}

function counted(name: string, members: readonly string[]): string {
  return members.length === 0 ? '' : `<${name} count="${members.length}">${members.join('')}</${name}>`
}

interface List<T> {
  readonly all: readonly T[]
  idOf(member: T): number
}

/** Each member once, in the order of its first use. */
export function makeList<T>(first: readonly T[] = []): List<T> {
  const all = [...first]
  const ids = new Map(first.map((member, at) => [member, at]))
  return {
    all,
    idOf(member) {
      const known = ids.get(member)
      if (known !== undefined) return known
      ids.set(member, all.length)
      all.push(member)
      return all.length - 1
    },
  }
}
