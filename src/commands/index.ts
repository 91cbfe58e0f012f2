/** The commands, in the order in which help lists them. */

import { appraiseCommand } from './appraise.ts'
import { archiveCommand } from './archive.ts'
import { checkCommand } from './check.ts'
import type { Command } from './command.ts'
import { compareCommand } from './compare.ts'
import { completionCommand } from './completion.ts'
import { explainCommand } from './explain.ts'
import { formCommand } from './form.ts'
import { formatCommand } from './format.ts'
import { handbookCommand } from './handbook.ts'
import { initCommand } from './init.ts'
import { limitsCommand } from './limits.ts'
import { needsCommand } from './needs.ts'
import { newRoundCommand } from './new-round.ts'
import { recordsCommand } from './records.ts'
import { roundCommand } from './round.ts'
import { schemaCommand } from './schema.ts'
import { testCommand } from './test.ts'
import { verifyCommand } from './verify.ts'

export const COMMANDS = [
  initCommand,
  appraiseCommand,
  checkCommand,
  testCommand,
  formatCommand,
  explainCommand,
  verifyCommand,
  newRoundCommand,
  roundCommand,
  archiveCommand,
  compareCommand,
  handbookCommand,
  limitsCommand,
  needsCommand,
  formCommand,
  recordsCommand,
  schemaCommand,
  completionCommand,
] as const satisfies readonly Command[]
