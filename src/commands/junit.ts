/** The result of a pack's tests in, JUnit's XML out, as build servers read it: a suite per test file. */

import type { Message } from '../model/message.ts'
import type { FailedTest, TestPackResult } from '../test-pack.ts'

type RuleTest = FailedTest['test']

export function junitOf({ passed, failed }: TestPackResult, say: (message: Message) => string): string {
  const failures = new Map(failed.map(one => [one.test, one]))
  const tests = [...passed.map(one => one.test), ...failed.map(one => one.test)]
  const suites = [...Map.groupBy(tests, ({ span }) => span.file)].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${tests.length}" failures="${failed.length}">`,
    ...suites.flatMap(([file, own]) => suite(file, own, failures, say)),
    '</testsuites>',
  ].join('\n')
}

function suite(
  file: string,
  tests: readonly RuleTest[],
  failures: ReadonlyMap<RuleTest, FailedTest>,
  say: (message: Message) => string,
): readonly string[] {
  const count = tests.filter(test => failures.has(test)).length
  const cases = tests
    .toSorted((one, other) => one.span.line - other.span.line)
    .flatMap(test => {
      const head = `<testcase classname="${escaped(test.id)}" name="${escaped(test.name)}" file="${escaped(file)}" line="${test.span.line}"`
      const failure = failures.get(test)
      return failure
        ? [`    ${head}>`, `      <failure>${escaped(storyOf(failure, say))}</failure>`, '    </testcase>']
        : [`    ${head}/>`]
    })
  return [
    `  <testsuite name="${escaped(file)}" tests="${tests.length}" failures="${count}">`,
    ...cases,
    '  </testsuite>',
  ]
}

function storyOf({ problems, difference }: FailedTest, say: (message: Message) => string): string {
  const lines = difference.map(({ sign, text, reason }) => `${sign} ${text}${reason ? `\n    ${say(reason)}` : ''}`)
  return [...problems.map(say), ...lines].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Control characters, which XML does not know, are shown as their code points. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)
    .replace(/(?![\t\n\r])\p{Cc}/gu, sign => `U+${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
