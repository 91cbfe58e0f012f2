/** What an archive holds and of whom in, the page that lies on top of it out: how the run is repeated, in both languages. */

import type { Manifest } from '../report/manifest.ts'

export interface ReadmeInput {
  readonly manifest: Manifest
  /** Where in the archive the folder with `appraisal.yaml` lies. */
  readonly folder: string
  /** `dist` as it is installed, `src` where it ran from its sources. */
  readonly program: string
  /** The Node versions that the program runs on. */
  readonly node: string
  /** The program in the archive, where another one made the results. */
  readonly otherProgram?: string
}

export function archiveReadme({ manifest, folder, program, node, otherProgram }: ReadmeInput): string {
  const { engine, engineSha256, period, state, fingerprint, issue, inputs, options } = manifest
  const queries = inputs.filter(({ query }) => query !== undefined).map(({ file }) => file)
  const isBundle = program === 'dist'
  const start = isBundle ? 'node program/dist/cli.js' : 'node program/src/cli.ts'
  const call = `${start} verify results/out --rerun ${quoted(folder)}`
  return `${[
    `准绳考评归档：${period}，第 ${issue.number} 次出具（${state}）`,
    '',
    '!! 内含原始记录，包括从不印在考评表上的内容（如评分人、报修电话）：按人事档案的密级保管，不要外传。',
    '',
    `程序      ${engine}（${engineSha256}）`,
    ...(otherProgram === undefined ? [] : [`注意：归档里的是另一个程序 ${otherProgram}，重算未必逐字节相同`]),
    `清单指纹  ${fingerprint}`,
    '',
    '里面有什么：',
    `  ${folder}/  考评文件夹（appraisal.yaml、名册、记录）；run/ 下面还有规则包和往期结果，相对位置照旧`,
    '  results/out/  当时的结果和清单（manifest.json）；out-issue-N/ 是以前各次出具的结果',
    '  program/  当时的程序和模板',
    '  archive.json  以上每个文件的散列值',
    '',
    '怎样重算（不需要联网）：',
    `  1. 安装 Node.js ${node}（nodejs.org）`,
    '  2. 解压到一个空文件夹，在里面打开命令行',
    ...(isBundle ? [] : ['     程序是从源码运行的：先在 program/ 里运行 npm ci（这一步要联网）']),
    `  3. ${call}`,
    '     应当说“逐字节相同”。只核对有没有改动：不写 --rerun。',
    '  手边有准绳程序的，不必解压：yardstick verify 归档.zip --rerun',
    ...(options.pdf ? ['  PDF 由浏览器印制，换了版本会不同；内容以 HTML 为准。'] : []),
    ...(queries.length > 0
      ? [`  以下记录当时来自数据库，行不在归档里，重算要连得上同样的数据：${queries.join('、')}`]
      : []),
    '',
    '',
    `Yardstick archive: ${period}, issue ${issue.number} (${state})`,
    '',
    '!! Holds the raw records, with what is never printed on a sheet (raters, telephone numbers): keep it as personnel files are kept.',
    '',
    `Program               ${engine} (${engineSha256})`,
    ...(otherProgram === undefined
      ? []
      : [`Note: the archive holds another program, ${otherProgram}; it need not give the same bytes`]),
    `Manifest fingerprint  ${fingerprint}`,
    '',
    'What is in it:',
    `  ${folder}/  the folder of the appraisal; beside it in run/ the rule pack and earlier results, where they lay`,
    '  results/out/  the results with their manifest; out-issue-N/ the issues before',
    '  program/  the program as it was, with its templates',
    '  archive.json  the hash of each of these files',
    '',
    'How the run is repeated (no network needed):',
    `  1. Install Node.js ${node} (nodejs.org)`,
    '  2. Unpack into an empty folder and open a terminal there',
    ...(isBundle
      ? []
      : ['     The program ran from its sources: run npm ci in program/ first (which takes a network)']),
    `  3. ${call} --lang en`,
    '     which should say "byte for byte". Without --rerun it only tells whether anything was altered.',
    '  With Yardstick at hand there is no need to unpack: yardstick verify ARCHIVE.zip --rerun',
    ...(options.pdf
      ? ['  PDFs are printed by a browser; another version prints otherwise. The HTML tells what is in them.']
      : []),
    ...(queries.length > 0
      ? [
          `  These records came from a database and are not in the archive; repeating takes the same data there: ${queries.join(', ')}`,
        ]
      : []),
  ].join('\n')}\n`
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `"${path}"`
}
