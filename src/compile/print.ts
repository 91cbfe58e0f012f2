/** The block `print` as written in, what forms bear out: whose they are, who signs, where to appeal. */

import { formatDuration, parseDuration } from '../calendar/duration.ts'
import type { Complain } from '../conditions/contract.ts'
import { asMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { PrintSettings } from '../model/print.ts'
import type { Place } from '../model/source.ts'
import type { Definition } from './definitions.ts'
import { asList, asText, readText } from './read.ts'

const both = (zh: string, en: string): Message => ({ zh, en })

const PANEL = both('考评小组', 'the appraisal panel')
const HR = both('人事行政部', 'Human Resources')
const FIVE_DAYS = both('5 个工作日', '5 working days')

/** Six parties, as the field's forms have them. */
const SIGNATURES: readonly Message[] = [
  both('被考评人', 'Employee'),
  both('直接上级', 'Superior'),
  both('部门负责人', 'Head of department'),
  both('考评小组', 'Appraisal panel'),
  both('人事行政部（盖章）', 'Human Resources (seal)'),
  both('分管领导', 'Executive in charge'),
]

const USUAL: PrintSettings = {
  signatures: SIGNATURES,
  appeal: { to: PANEL, within: FIVE_DAYS },
  notice: { shows: 'names', to: HR, within: FIVE_DAYS },
}

export function compilePrint(definition: Definition | undefined, complain: Complain): PrintSettings {
  if (!definition || definition.isBroken) return USUAL
  const { place } = definition
  const source = asMap(definition.source)
  const [appeal, notice] = [asMap(source.appeal), asMap(source.notice)]
  const within = (written: unknown, at: Place, otherwise: Message): Message => {
    const text = asText(written)
    return text === undefined ? otherwise : (delayWords(text, at, complain) ?? otherwise)
  }
  const decidedWithin =
    typeof appeal['decided-within'] === 'string'
      ? delayWords(appeal['decided-within'], place.at('appeal', 'decided-within'), complain)
      : undefined
  const logo = asText(source.logo)
  const number = source['document-number']
  if (number !== undefined) checkPlaceholders(readText(number, ''), place.at('document-number'), complain)
  const signatures = asList(source.signatures).map(one => readText(one, ''))
  return {
    ...(source.company === undefined ? {} : { company: readText(source.company, '') }),
    ...(logo === undefined ? {} : { logo: { file: logo, span: place.at('logo').span() } }),
    ...(number === undefined ? {} : { documentNumber: readText(number, '') }),
    signatures: signatures.length > 0 ? signatures : SIGNATURES,
    appeal: {
      to: appeal.to === undefined ? PANEL : readText(appeal.to, ''),
      within: within(appeal.within, place.at('appeal', 'within'), FIVE_DAYS),
      ...(decidedWithin ? { decidedWithin } : {}),
    },
    notice: {
      shows: notice.shows === 'names-and-grades' ? 'names-and-grades' : 'names',
      to: notice.to === undefined ? HR : readText(notice.to, ''),
      within: within(notice.within, place.at('notice', 'within'), FIVE_DAYS),
    },
  }
}

function delayWords(text: string, place: Place, complain: Complain): Message | undefined {
  const duration = parseDuration(text)
  if (duration) return { zh: formatDuration(duration, 'zh'), en: formatDuration(duration, 'en') }
  complain('wrong-value', place, {
    zh: `“${text}”不是一段时间，应写成 5 working days 或 5个工作日`,
    en: `'${text}' is no length of time; write 5 working days`,
  })
  return undefined
}

const PLACEHOLDERS = ['period', 'year', 'person']

function checkPlaceholders({ zh, en }: Message, place: Place, complain: Complain): void {
  for (const [whole, name = ''] of `${zh} ${en}`.matchAll(/\{([^}]*)\}/g)) {
    if (PLACEHOLDERS.includes(name)) continue
    complain('wrong-value', place, {
      zh: `文号里没有“${whole}”，可用：${PLACEHOLDERS.map(one => `{${one}}`).join('、')}`,
      en: `A document number knows no ${whole}; there are ${PLACEHOLDERS.map(one => `{${one}}`).join(', ')}`,
    })
    return
  }
}
