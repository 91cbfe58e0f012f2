/** Another thread of a run: reads rules and roster as the run does, then judges the stretches of large files that it takes. */

import module from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { openHelper } from './load/passing/index.ts'
import { valueContext } from './load/records.ts'
import type { HelperAnswer, HelperJob } from './pass-helpers.ts'
import { type PrepareRequest, prepareGround } from './prepare.ts'

module.enableCompileCache?.()

const ready = prepareGround(workerData as PrepareRequest)
let helper: { readonly type: string; readonly open: ReturnType<typeof openHelper> } | undefined

parentPort?.on('message', async (job: HelperJob) => parentPort?.postMessage(await answer(job)))

async function answer(job: HelperJob): Promise<HelperAnswer> {
  const { ground } = await ready
  // What stands in the way is told by the run itself.
  if (!ground) return { passed: 'read-error' }
  if ('end' in job) {
    const result = helper?.type === job.end ? helper.open.end() : undefined
    helper = undefined
    return { result }
  }
  const { type: id, file, keptIds, stretches } = job.pass
  if (helper?.type !== id) {
    const type = ground.rulebook.eventTypes.get(id)
    const settler = ground.settlers?.get(id)?.()
    if (!type || !settler) return { passed: 'read-error' }
    const context = valueContext({ roster: ground.people, zone: ground.rulebook.zone })
    helper = { type: id, open: openHelper({ type, context, settler, keptIds }) }
  }
  return { passed: await helper.open.pass(file, stretches) }
}
