/** `yardstick schema [NAME]`: the JSON Schemas of rule packs, rule tests and appraisal folders. */

import { readFileSync } from 'node:fs'
import { packageRoot } from '../package-root.ts'
import type { Command } from './command.ts'
import { examples, oneOf, withLanguage } from './command.ts'

const SCHEMAS = ['pack', 'tests', 'appraisal'] as const

export const schemaCommand: Command = {
  define(program, terminal) {
    const command = program
      .command('schema')
      .summary(
        terminal.say({
          zh: '输出 JSON Schema，供编辑器补全和检查',
          en: 'print a JSON Schema, for completion in editors',
        }),
      )
      .description(
        terminal.say({
          zh: '输出规则包（pack）、规则测试（tests）或 appraisal.yaml（appraisal）的 JSON Schema。',
          en: 'Prints the JSON Schema of rule packs (pack), rule tests (tests) or appraisal.yaml (appraisal).',
        }),
      )
      .argument('[NAME]', SCHEMAS.join(' | '), oneOf(...SCHEMAS), 'pack')
      .addHelpText(
        'after',
        examples(terminal, [
          ['yardstick schema > pack.schema.json', { zh: '规则包的 Schema', en: 'of rule packs' }],
          ['yardstick schema appraisal', { zh: 'appraisal.yaml 的 Schema', en: 'of appraisal.yaml' }],
        ]),
      )
      .action((name: string) => {
        terminal.print(readFileSync(new URL(`schemas/${name}.schema.json`, packageRoot), 'utf8').trimEnd())
      })
    withLanguage(command, terminal)
  },
}
