/** An appraisal that is to be final in, what stands in the way of it out. */

import type { Appraisal } from '../model/appraisal.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'

/** `span` is where the round is said to be final. Empty: it may be. */
export function beforeFinal(appraisal: Appraisal, span: Span): readonly Diagnostic[] {
  if (appraisal.state !== 'final') return []
  return [...rejectedRows(appraisal), ...lateEntries(appraisal)].map(message => ({
    code: 'final-refused',
    severity: 'error',
    ...message,
    span,
  }))
}

interface Said {
  readonly message: Message
  readonly hint: Message
}

const MOST_NAMED = 5

/** A row that was sent back might have changed somebody's score. */
function rejectedRows({ people, records, rejectionsAccepted }: Appraisal): readonly Said[] {
  if (rejectionsAccepted !== null) return []
  const touched = people.filter(person => person.rejectedRows > 0)
  const rows = records.rejectedNamingNobody
  if (touched.length === 0 && rows === 0) return []
  const named = touched.slice(0, MOST_NAMED).map(({ id, name }) => `${id} ${name}`)
  const more = touched.length > MOST_NAMED
  const parts: readonly Message[] = [
    ...(touched.length > 0
      ? [
          {
            zh: `退回的记录里写着 ${touched.length} 位被考评人（${named.join('、')}${more ? ' 等' : ''}）`,
            en: `rows that were sent back name ${touched.length} of those appraised (${named.join(', ')}${more ? ', …' : ''})`,
          },
        ]
      : []),
    ...(rows > 0
      ? [
          {
            zh: `有 ${rows} 行退回的记录看不出涉及谁`,
            en: `of ${rows} ${rows === 1 ? 'row' : 'rows'} sent back it cannot be told whom they concern`,
          },
        ]
      : []),
  ]
  return [
    {
      message: {
        zh: `还不能定稿：${parts.map(({ zh }) => zh).join('；')}。`,
        en: `The results cannot be final: ${parts.map(({ en }) => en).join('; ')}.`,
      },
      hint: {
        zh: '改好退回的行（见 rejected.csv）再考评；确实无法补正的，用 --accept-rejected "理由" 说明，理由会印在考评表上。',
        en: 'Mend those rows (see rejected.csv) and appraise again; where that cannot be done, say why with --accept-rejected "reason", which is printed on the sheets.',
      },
    },
  ]
}

function lateEntries({ completeness }: Appraisal): readonly Said[] {
  const open = completeness.late.filter(({ isApproved }) => !isApproved)
  if (open.length === 0) return []
  return [
    {
      message: {
        zh: `还不能定稿：有 ${open.length} 条补录的记录（录入截止以后录入）尚未批准。`,
        en: `The results cannot be final: ${open.length} ${open.length === 1 ? 'record was entered after the cut-off for entries and is' : 'records were entered after the cut-off for entries and are'} not approved.`,
      },
      hint: {
        zh: '清单见 internal/records.html。批准后在 appraisal.yaml 写 late-entries: { approved-by: 批准人, approved-on: 日期, reason: 原因 }。',
        en: 'They are listed in internal/records.html. Once approved, write late-entries: { approved-by: who, approved-on: date, reason: why } in appraisal.yaml.',
      },
    },
  ]
}
