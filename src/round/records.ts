/** Rows that were sent back and late entries: what of the records may still change somebody's result. */

import type { Appraisal } from '../model/appraisal.ts'
import type { Message } from '../model/message.ts'
import type { RoundItem } from '../model/round.ts'
import { fewOf } from './words.ts'

/** A row that was sent back might have changed somebody's score. */
export function rejectedRows({ people, records, rejectionsAccepted }: Appraisal): readonly RoundItem[] {
  if (rejectionsAccepted !== null) return []
  const touched = people.filter(person => person.rejectedRows > 0)
  const rows = records.rejectedNamingNobody
  if (touched.length === 0 && rows === 0) return []
  const named = fewOf(touched)
  const parts: readonly Message[] = [
    ...(touched.length > 0
      ? [
          {
            zh: `退回的记录里写着 ${touched.length} 位被考评人（${named.zh}）`,
            en: `rows that were sent back name ${touched.length} of those appraised (${named.en})`,
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
      id: 'rejected-rows',
      before: 'final',
      blocks: true,
      message: {
        zh: parts.map(({ zh }) => zh).join('；'),
        en: parts.map(({ en }) => en).join('; '),
      },
      hint: {
        zh: '改好退回的行（见 rejected.csv）再考评；确实无法补正的，用 --accept-rejected "理由" 说明，理由会印在考评表上。',
        en: 'Mend those rows (see rejected.csv) and appraise again; where that cannot be done, say why with --accept-rejected "reason", which is printed on the sheets.',
      },
    },
  ]
}

export function lateEntries({ completeness }: Appraisal): readonly RoundItem[] {
  const open = completeness.late.filter(({ isApproved }) => !isApproved)
  if (open.length === 0) return []
  return [
    {
      id: 'late-entries',
      before: 'final',
      blocks: true,
      message: {
        zh: `有 ${open.length} 条补录的记录（录入截止以后录入）尚未批准`,
        en: `${open.length} ${open.length === 1 ? 'record was entered after the cut-off for entries and is' : 'records were entered after the cut-off for entries and are'} not approved`,
      },
      hint: {
        zh: '清单见 internal/records.html。批准后在 appraisal.yaml 写 late-entries: { approved-by: 批准人, approved-on: 日期, reason: 原因 }。',
        en: 'They are listed in internal/records.html. Once approved, write late-entries: { approved-by: who, approved-on: date, reason: why } in appraisal.yaml.',
      },
    },
  ]
}
