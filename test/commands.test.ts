/** Node that is too old is refused with what to do, instead of failing somewhere inside. */

import { expect, it } from 'vitest'
import { OldNode, refuseOldNode } from '../src/commands/node-version.ts'

it.each(['20.20.2', '22.17.0', '18.0.0'])('%s is refused', version => {
  expect(() => refuseOldNode(version)).toThrow(OldNode)
})

it.each(['22.18.0', '24.1.0', '26.0.0'])('%s is taken', version => {
  expect(() => refuseOldNode(version)).not.toThrow()
})
