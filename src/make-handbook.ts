/** A rule pack's folder in, its handbook as a page out; or all that stands in the way. */

import { resolve } from 'node:path'
import { fairnessWords, LEVELS, methodWords, parameterLines, usesOf } from './assemble/index.ts'
import { parseDay } from './calendar/day.ts'
import { compile } from './compile/index.ts'
import { makeHandbook } from './handbook/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { asMap } from './lib/map.ts'
import { nearest } from './lib/nearest.ts'
import { inForceOn } from './load/in-force.ts'
import { loadPack } from './load/pack.ts'
import { loadPackTemplates } from './load/pack-templates.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Handbook } from './model/handbook.ts'
import type { Language, Message } from './model/message.ts'
import type { Post, Rulebook } from './model/rulebook.ts'
import type { RuleFile } from './model/source.ts'
import { packageRoot } from './package-root.ts'
import { SHIPPED_RULES } from './prepare.ts'
import { compileTemplates, handbookPage } from './report/index.ts'

const TEMPLATES = new URL('templates/', packageRoot)

export interface HandbookRequest {
  /** Left out: the shipped pack. */
  readonly pack?: string
  readonly workingDirectory: string
  readonly language: Language
  /** A post by id or title: only what concerns it. */
  readonly post?: string
  /** A civil date: with the values in force on it. */
  readonly day?: string
  readonly profile?: string
}

export interface HandbookResult {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  /** Absent where the pack has errors, or where nothing is called as asked. */
  readonly page?: string
  readonly handbook?: Handbook
  readonly problem?: Message
}

export async function writeHandbook(request: HandbookRequest): Promise<HandbookResult> {
  const { pack, workingDirectory, language, profile } = request
  const directory = pack === undefined ? SHIPPED_RULES : resolve(workingDirectory, pack)
  const { files, sha256, diagnostics: unread, folders } = loadPack(directory, workingDirectory)
  const { own, diagnostics: unprinted } = loadPackTemplates(folders, workingDirectory)
  const printed = await compileTemplates(own, TEMPLATES)
  const held = request.day === undefined ? files : inForceOn(files, request.day)
  const compiled = compile(held, { sha256, ...(profile === undefined ? {} : { profile }) })
  const diagnostics = inOrder([...unread, ...compiled.diagnostics, ...unprinted, ...printed.diagnostics]).filter(
    ({ severity }) => severity === 'error',
  )
  const texts = new Map([...files, ...own.templates].map(({ file, text }) => [file, text]))
  const { rulebook } = compiled
  if (!rulebook || diagnostics.length > 0) return { diagnostics, texts }

  const post = request.post === undefined ? undefined : postCalled(request.post, rulebook)
  if (request.post !== undefined && !post) return { diagnostics, texts, problem: unknownPost(request.post, rulebook) }
  const day = request.day === undefined ? undefined : parseDay(request.day)
  const handbook = makeHandbook({
    rulebook,
    subjects: subjectsOf(files),
    ...(post ? { post } : {}),
    ...(day === undefined ? {} : { day }),
    words: {
      uses: (standard, on) => usesOf(standard, post ? ofPost(rulebook, post) : rulebook, on),
      item: methodWords,
      fairness: fairnessWords(rulebook.fairness).settings,
      parameters: parameterLines(rulebook),
      levels: LEVELS,
    },
  })
  return {
    diagnostics,
    texts,
    handbook,
    page: handbookPage(handbook, language, TEMPLATES, printed.own),
  }
}

/** Of scorecards only the one that the post has. */
function ofPost(rulebook: Rulebook, { id }: Post): Rulebook {
  return { ...rulebook, scorecards: rulebook.scorecards.filter(({ posts }) => posts.includes(id)) }
}

function postCalled(name: string, { posts }: Rulebook): Post | undefined {
  return posts.get(name) ?? [...posts.values()].find(({ title }) => title.zh === name || title.en === name)
}

function unknownPost(name: string, { posts }: Rulebook): Message {
  const meant = nearest(name, [...posts.keys(), ...[...posts.values()].flatMap(({ title }) => [title.zh, title.en])])
  return {
    zh: `没有岗位“${name}”。${meant === undefined ? '' : `是不是 ${meant}？`}`,
    en: `There is no post '${name}'.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  }
}

function subjectsOf(files: readonly RuleFile[]): ReadonlyMap<string, Message> {
  return new Map(
    files.flatMap(({ file, value }) => {
      const { subject } = asMap(value)
      if (typeof subject === 'string') return [[file, { zh: subject, en: subject }] as const]
      const { zh, en } = asMap(subject)
      return typeof zh === 'string' && typeof en === 'string' ? [[file, { zh, en }] as const] : []
    }),
  )
}
