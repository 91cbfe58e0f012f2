/** Columns and what was supplied, in words. */

import type { Language, Message } from '../model/message.ts'
import type { NeededColumn, Supply } from '../model/needs.ts'

/** `工单号、类别（零星维修 / 大修）、录入时间（选填，用来分辨补录）`. */
export function columnWords(columns: readonly NeededColumn[], language: Language): string {
  const separator = language === 'zh' ? '、' : ', '
  return columns.map(one => columnWord(one, language)).join(separator)
}

/** As many choices as fit a cell. */
const MOST_CHOICES = 8

function columnWord(column: NeededColumn, language: Language): string {
  const { title, choices = [] } = column
  const shown = choices.slice(0, MOST_CHOICES).map(choice => choice[language])
  const list = [...shown, ...(choices.length > MOST_CHOICES ? ['…'] : [])].join(' / ')
  const note = column.tellsLateEntries ? lateWords(column)[language] : list
  if (note === '') return title[language]
  return language === 'zh' ? `${title.zh}（${note}）` : `${title.en} (${note})`
}

function lateWords({ isRequired, standards }: NeededColumn): Message {
  return isRequired || standards > 0
    ? { zh: '也用来分辨补录', en: 'tells late entries too' }
    : { zh: '选填，用来分辨补录', en: 'optional; tells late entries' }
}

export function supplyWords(supply: Supply): Message {
  if (supply.state === 'missing') return { zh: '没有收到', en: 'not received' }
  if (supply.state === 'none') return { zh: '已确认本期没有', en: 'confirmed: there were none' }
  const files = supply.files.map(
    ({ file, rows, first, last }): Message =>
      first === undefined || last === undefined
        ? { zh: `${file} ${rows} 行，没有一行采用`, en: `${file}: ${rows} rows, none taken` }
        : { zh: `${file} ${rows} 行，${first} 至 ${last}`, en: `${file}: ${rows} rows, ${first} to ${last}` },
  )
  const told: readonly Message[] = [
    ...(supply.beginsLate ? [{ zh: '开头一段没有记录，请核对', en: 'nothing at the beginning: see why' }] : []),
    ...(supply.endsEarly
      ? [{ zh: '后面一段没有记录，请补交或说明', en: 'nothing towards the end: hand it in or say why' }]
      : []),
  ]
  const all = [...files, ...told]
  return { zh: all.map(({ zh }) => zh).join('；'), en: all.map(({ en }) => en).join('; ') }
}
