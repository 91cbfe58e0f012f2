/** Mistakes as authors make them in, the page that shows each with what is told and the line to paste out. */

import type { Language } from '../../src/model/message.ts'
import { type AuthorMistake, authorMistakes } from '../../test/support/author-mistakes.ts'

const INTRO = {
  zh: `# 常见的写法错误

写规则的人不必懂编程。下面是大家真实会犯的错误：左边是写成的样子，下面是 \`yardstick check\` 的提示；给出“粘贴”的，把那一行整行换掉就好。
每一条都由 \`test/fixtures/authors\` 里的一个文件得出，测试保证粘贴之后错误消失。

只是写法不同、意思清楚的，直接接受，不算错误：\`半小时\`、\`1.5小时\`、全角数字、\`8：30-8：50\`、\`周一\`，
以及用中文名称写的标准类型、轻重、计分方法和比较（\`yardstick format\` 会换成规范的写法）。
`,
  en: `# Common mistakes

Whoever writes rules need be no programmer. These are mistakes as people really make them: the line as written, what \`yardstick check\`
says of it, and the line to paste in its place. Each comes from a file in \`test/fixtures/authors\`; a test holds that pasting mends it.

What is only another way of writing is accepted as it is: \`半小时\`, \`1.5小时\`, full-width figures, \`8：30-8：50\`, \`周一\`, and kinds,
severities, methods and comparisons by their Chinese titles (\`yardstick format\` turns them into their names).
`,
} as const

export function mistakesPage(language: Language): string {
  const parts = authorMistakes().map(one => section(one, language))
  return `${INTRO[language]}\n${parts.join('\n')}`
}

function section({ text, found }: AuthorMistake, language: Language): string {
  const [one] = found
  if (!one) throw new Error('an author’s mistake that nothing is told of')
  const written = text.split('\n')[one.span.line - 1] ?? ''
  const hint = one.hint ? ` ${one.hint[language]}` : ''
  const paste = one.fix === undefined ? '' : `\n${language === 'zh' ? '粘贴' : 'Paste'}:\n\n${fenced(one.fix)}\n`
  return `---\n\n${fenced(written)}\n\n${one.message[language]}${hint}\n${paste}`
}

/** A fence longer than any within. */
function fenced(line: string): string {
  const fence = line.includes('```') ? '````' : '```'
  return `${fence}yaml\n${line}\n${fence}`
}
