/** The files of a folder of results in, links to those that a reader opens out, by who they are for. */

import type { Frame } from './page.ts'

/** Who reads a folder. */
const READERS: readonly (readonly [folder: string, word: string])[] = [
  ['internal/', 'file.forInternal'],
  ['public/', 'file.forPublic'],
  ['finance/', 'file.forFinance'],
  ['people/', 'file.forPeople'],
  ['volumes/', 'file.forFiling'],
  ['', 'file.forPrograms'],
]

const TITLES: Readonly<Record<string, string>> = {
  'internal/summary.html': 'summary',
  'internal/summary.pdf': 'summary',
  'internal/bulletin.pdf': 'file.bulletin',
  'internal/appeals.html': 'appealRegister',
  'internal/appeals.pdf': 'appealRegister',
  'public/notice.pdf': 'file.notice',
  'internal/records.html': 'recordsPage',
  'internal/bulletin.html': 'file.bulletin',
  'internal/appraisals.xlsx': 'file.appraisals',
  'internal/standards.ndjson': 'file.standards',
  'internal/traces.ndjson': 'file.traces',
  'internal/margins.ndjson': 'file.margins',
  'public/notice.html': 'file.notice',
  'finance/payroll.xlsx': 'file.payroll',
  'finance/payroll.csv': 'file.payroll',
  'finance/payroll-open.csv': 'file.payrollOpen',
  'appraisal.json': 'file.appraisal',
  'findings.ndjson': 'file.findings',
  'carried.ndjson': 'file.carried',
  'rejected.csv': 'sentBack',
  'manifest.json': 'file.manifest',
}

/** Of folders with a page for each person or standard the list gives the number: the tables link each. */
const FOLDERS: Readonly<Record<string, string>> = {
  'people/': 'file.sheets',
  'people/pdf/': 'file.pdfs',
  'internal/explain/': 'file.explanations',
  'internal/standards/': 'standards',
}

export interface FileGroup {
  readonly title: string
  readonly files: readonly { readonly href: string; readonly path: string; readonly title: string }[]
  readonly more: string
}

export function fileList(paths: readonly string[], { word }: Pick<Frame, 'word'>): readonly FileGroup[] {
  const groups = Map.groupBy(paths, path => READERS.find(([folder]) => path.startsWith(folder)) ?? ['', ''])
  return READERS.flatMap(reader => {
    const own = groups.get(reader)
    if (!own) return []
    const byFolder = [...Map.groupBy(own, path => path.slice(0, path.lastIndexOf('/') + 1))]
    const many = byFolder.filter(([folder]) => folder in FOLDERS)
    const listed = byFolder.filter(([folder]) => !(folder in FOLDERS)).flatMap(([, files]) => files)
    return {
      title: word(reader[1]),
      files: listed
        .map(path => ({ href: hrefOf(path), path, title: titleOf(path, word) }))
        // What has a name comes first.
        .toSorted((one, other) => Number(one.title === '') - Number(other.title === '')),
      more: many
        .map(([folder, files]) =>
          word('file.many', { folder, title: word(FOLDERS[folder] ?? 'links'), count: files.length }),
        )
        .join(word('groupSeparator')),
    }
  })
}

function titleOf(path: string, word: Frame['word']): string {
  const key = path.startsWith('internal/returned/') ? 'file.returned' : TITLES[path]
  return key === undefined ? '' : word(key)
}

/** File names may hold `%`, which a link has to encode once more. */
export function hrefOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
