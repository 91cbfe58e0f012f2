/** `charge` as rules write it in, the words for who answers out. */

import type { Names } from '../conditions/contract.ts'
import { joined, plain } from '../kinds/words.ts'
import { isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import { conditionIn } from './conditions.ts'
import { type Describing, factTitle } from './language.ts'

export function chargeWords(source: unknown, names: Names, describing: Describing): Message {
  if (Array.isArray(source))
    return joined(
      source.map(one => chargeWords(one, names, describing)),
      '、',
      ', ',
    )
  if (isMap(source) && Array.isArray(source.first)) return firstWords(source.first, names, describing)
  if (isMap(source) && typeof source.post === 'string') {
    const post = postTitle(source.post, describing) ?? plain(source.post)
    if (source.of === undefined) return held(post)
    const of = factTitle(source.of, names, describing)
    return { zh: `${of.zh}所属的${post.zh}`, en: `the ${post.en} for ${of.en}` }
  }
  const name = String(source)
  if (name === 'owner') return { zh: '本人', en: 'the person concerned' }
  if (name === 'member') return { zh: '名单上的本人', en: 'the person on the list' }
  const post = postTitle(name, describing)
  if (post) return held(post)
  const fact = factTitle(name, names, describing)
  return { zh: `${fact.zh}所记的人`, en: `whoever ${fact.en} names` }
}

/** Ids of the posts that a charge names. */
export function chargedPosts(source: unknown, describing: Describing): readonly string[] {
  const all = (one: unknown): readonly string[] => {
    if (Array.isArray(one)) return one.flatMap(all)
    if (isMap(one))
      return Array.isArray(one.first)
        ? one.first.flatMap(entry => all(isMap(entry) ? entry.charge : undefined))
        : all(one.post)
    return typeof one === 'string' ? [one] : []
  }
  const { posts } = describing.reader.dictionary
  const found = all(source).flatMap(name => {
    const post = [...posts.values()].find(one => one.id === name || one.title.zh === name || one.title.en === name)
    return post ? [post.id] : []
  })
  return [...new Set(found)]
}

function held({ zh, en }: Message): Message {
  return { zh, en: `the ${en}` }
}

function postTitle(name: string, { reader }: Describing): Message | undefined {
  const { posts } = reader.dictionary
  return [...posts.values()].find(one => one.id === name || one.title.zh === name || one.title.en === name)?.title
}

function firstWords(entries: readonly unknown[], names: Names, describing: Describing): Message {
  const parts = entries.map(entry => {
    const { when, charge } = isMap(entry) ? entry : { when: undefined, charge: undefined }
    const who = chargeWords(charge, names, describing)
    const condition = conditionIn(when, names, describing)
    return condition
      ? { zh: `${condition.zh}时：${who.zh}`, en: `where ${condition.en}: ${who.en}` }
      : { zh: `其余：${who.zh}`, en: `otherwise: ${who.en}` }
  })
  return joined(parts, '；', '; ')
}
