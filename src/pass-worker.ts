/** Another thread of a run: reads rules and roster as the run does, then judges the stretches of large files that it takes. */

import module from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { openHelper, type SharedFile, type SharedPart } from './load/passing/index.ts'
import { valueContext } from './load/records.ts'
import { type PrepareRequest, prepareGround } from './prepare.ts'

module.enableCompileCache?.()

const ready = prepareGround(workerData as PrepareRequest)
const opened = new Map<string, ReturnType<typeof openHelper>>()
/** One file after the other, in the order in which they were told of. */
let last: Promise<void> = Promise.resolve()

parentPort?.on('message', (file: SharedFile) => {
  last = last.then(async () => parentPort?.postMessage(await pass(file)))
})

/** What stands in the way is told by the run itself. */
const NOTHING: SharedPart = { passed: 'read-error' }

async function pass({ type: id, attempt, file, keptIds, stretches, isLast }: SharedFile): Promise<SharedPart> {
  const { ground } = await ready
  const type = ground?.rulebook.eventTypes.get(id)
  if (!ground || !type) return NOTHING
  const key = `${id} ${attempt}`
  const open = (): ReturnType<typeof openHelper> | undefined => {
    const settler = ground.settlers?.get(id)?.()
    const context = valueContext({ roster: ground.people, zone: ground.rulebook.zone })
    return settler && openHelper({ type, context, settler, keptIds })
  }
  const helper = opened.get(key) ?? open()
  if (!helper) return NOTHING
  opened.set(key, helper)
  const passed = await helper.pass(file, stretches)
  if (!isLast) return { passed }
  opened.delete(key)
  return { passed, result: helper.end() }
}
