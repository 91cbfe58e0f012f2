/** The table of hostile inputs, by what they are. */

import type { HostileCase } from './case.ts'
import { FILES } from './files.ts'
import { NAMED } from './names.ts'
import { TEXT } from './text.ts'
import { WORKBOOKS } from './workbooks.ts'
import { YAML } from './yaml.ts'

export const TABLE: Readonly<Record<string, readonly HostileCase[]>> = {
  'what is no file': FILES,
  'text of records and of the roster': TEXT,
  YAML,
  'names of people, places, records and files': NAMED,
  workbooks: WORKBOOKS,
}
