/** The styles of a workbook in, the same with marked counterparts of some of them out. */

import { type Edit, edited, readTags, type Tag, withAttribute } from './patch.ts'

export interface MarkedStyles {
  /** The number of the style that is like another, and marked; undefined where the workbook has no styles to go by. */
  styleOf(style: number): number | undefined
  /** The part with what was asked for. */
  text(): string
}

const FILL = 'FFFF9C9C'

export function markStyles(text: string): MarkedStyles {
  const styles: { readonly text: string }[] = []
  let fills: Tag | undefined
  let fillsEnd: number | undefined
  let fillCount = 0
  let lists: Tag | undefined
  let listsEnd: number | undefined
  let from: number | undefined
  const problem = readTags(text, {
    open(tag) {
      const around = tag.within.at(-1)
      if (tag.name === 'fills' && tag.within.length === 1) fills = tag
      else if (tag.name === 'fill' && around === 'fills') fillCount++
      else if (tag.name === 'cellXfs') lists = tag
      else if (tag.name === 'xf' && around === 'cellXfs') from = tag.from
    },
    close(name, end) {
      if (name === 'fills' && !end.isSelfClosing) fillsEnd ??= end.from
      else if (name === 'cellXfs' && !end.isSelfClosing) listsEnd = end.from
      else if (name === 'xf' && from !== undefined) {
        styles.push({ text: text.slice(from, end.to) })
        from = undefined
      }
    },
  })
  const marked = new Map<number, { readonly id: number; readonly text: string }>()
  if (problem || !fills || fillsEnd === undefined || !lists || listsEnd === undefined)
    return { styleOf: () => undefined, text: () => text }
  const [fillTag, fillEnd, listTag, listEnd] = [fills, fillsEnd, lists, listsEnd]
  return {
    styleOf(style) {
      const base = styles[style] ?? styles[0]
      if (!base) return undefined
      const known = marked.get(style)
      if (known) return known.id
      const made = { id: styles.length + marked.size, text: filled(base.text, fillCount) }
      marked.set(style, made)
      return made.id
    },
    text() {
      if (marked.size === 0) return text
      const { prefix } = fillTag
      const fill = `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${FILL}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`
      const counted = (tag: Tag, count: number): Edit => ({
        from: tag.from,
        to: tag.to,
        text: withAttribute(text.slice(tag.from, tag.to), 'count', String(count)),
      })
      return edited(text, [
        counted(fillTag, fillCount + 1),
        { from: fillEnd, to: fillEnd, text: fill },
        counted(listTag, styles.length + marked.size),
        { from: listEnd, to: listEnd, text: [...marked.values()].map(one => one.text).join('') },
      ])
    },
  }
}

function filled(style: string, fill: number): string {
  const end = style.indexOf('>') + 1
  const tag = withAttribute(withAttribute(style.slice(0, end), 'fillId', String(fill)), 'applyFill', '1')
  return tag + style.slice(end)
}
