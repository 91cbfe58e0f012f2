/** Reads the records of a folder and nothing more: `cells`, their rows as they stand; `records`, as far as accepted. Prints how many. */

import { compile } from '../src/compile/index.ts'
import { loadSetup, withFoundRecords } from '../src/load/folder.ts'
import { loadPack } from '../src/load/pack.ts'
import { loadRoster } from '../src/load/people.ts'
import { loadRecords } from '../src/load/records.ts'
import { readSource } from '../src/load/source-file.ts'
import type { Rulebook } from '../src/model/rulebook.ts'
import type { Setup } from '../src/model/setup.ts'

const [, , folder = '', what] = process.argv
const { rulebook, setup } = prepared(folder)
console.log(what === 'cells' ? await countCells(setup, rulebook) : await countRecords(setup, rulebook))

function prepared(folder: string): { readonly rulebook: Rulebook; readonly setup: Setup } {
  const reading = loadSetup(folder)
  const { rules = '' } = reading.setup ?? {}
  const pack = loadPack(rules)
  const { rulebook } = compile(pack.files, { sha256: pack.sha256 })
  if (!reading.setup || !rulebook) throw new Error(`${folder} cannot be appraised`)
  return { rulebook, setup: withFoundRecords(reading.setup, rulebook.eventTypes, reading.locate).setup }
}

async function countCells({ records, folder }: Setup, { eventTypes }: Rulebook): Promise<number> {
  let count = 0
  for (const [type, files] of records) {
    for (const file of files === 'none' ? [] : files) {
      if ('query' in file) continue
      const source = await readSource(file, { shown: type, folder, fields: eventTypes.get(type)?.fields ?? new Map() })
      if ('diagnostic' in source) throw new Error(source.diagnostic.message.en)
      for await (const batch of source.table.rows) if (!('problem' in batch)) count += batch.length
    }
  }
  return count
}

async function countRecords(setup: Setup, { eventTypes, rosterTypes, zone }: Rulebook): Promise<number> {
  const { roster } = await loadRoster({ setup, types: rosterTypes, zone })
  return (await loadRecords({ setup, eventTypes, roster, zone })).records.counts.accepted
}
