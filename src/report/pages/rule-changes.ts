/** An appraisal and the one before it in, whether the rules are still the same out, and which numbers came into force. */

import type { ViewModel } from '../views/index.ts'
import type { PageContext } from './page.ts'

/** So much of a hash tells two apart. */
const HASH_SHOWN = 12

export function ruleChangesModel(context: PageContext): ViewModel<'summary'>['rules'] {
  const { appraisal, say } = context
  return {
    says: saysOf(context),
    dated: appraisal.datedChanges.map(({ from, of, before, after, site }) => ({
      from,
      of: say(of) + (site === null ? '' : context.word('aside', { text: site })),
      before: before ? say(before) : '–',
      after: after ? say(after) : '–',
    })),
  }
}

function saysOf({ appraisal, word }: PageContext): string {
  const { pack } = appraisal
  const latest = appraisal.earlier.at(-1)
  if (!latest) return word('rulesNoEarlier')
  const period = latest.period.name
  if (!latest.pack) return word('rulesNotSaid', { period })
  const shown = ({ id, version, sha256 }: typeof latest.pack) => `${id} ${version} (${sha256.slice(0, HASH_SHOWN)})`
  const [before, after] = [shown(latest.pack), shown(pack)]
  if (latest.pack.sha256 === pack.sha256) return word('rulesSame', { period, after })
  if (latest.pack.id !== pack.id) return word('rulesOtherPack', { period, before, after })
  return word(latest.pack.version === pack.version ? 'rulesChangedSilently' : 'rulesChanged', { period, before, after })
}
