/** A handbook in, one page out that is printed, handed out and signed: 服务标准手册. */

import type { Handbook, HandbookPost, HandbookStandard } from '../../model/handbook.ts'
import type { Language, Message } from '../../model/message.ts'
import type { PrintedTemplates } from '../compile-templates.ts'
import { PART_TITLES } from '../explain/standard.ts'
import { type Frame, makeFrame } from './page.ts'

export function handbookPage(handbook: Handbook, language: Language, templates: URL, own: PrintedTemplates): string {
  const frame = makeFrame(language, templates, own)
  const { say, word } = frame
  const { pack, regulation, day, post } = handbook
  const titles = new Map(handbook.subjects.flatMap(({ standards }) => standards.map(one => [one.number, one] as const)))
  const name = regulation.title ? say(regulation.title) : say(pack.title)
  const title = post ? word('handbookFor', { post: say(post) }) : word('handbook')
  const rules = `${pack.id} ${pack.version} · ${pack.sha256.slice(0, 12)}`
  const model = {
    title,
    name,
    number: regulation.number ?? '',
    announced: regulation.announced ?? '',
    effective: regulation.effective ?? '',
    hasBlank:
      regulation.number === undefined || regulation.announced === undefined || regulation.effective === undefined,
    rules,
    day: day === null ? '' : word('valuesOn', { day }),
    post: post ? say(post) : '',
    fairness: handbook.fairness.map(say),
    grades: handbook.grades.map(grade => ({ title: say(grade.title), from: grade.from ?? word('notConfigured') })),
    subjects: handbook.subjects.map(({ number, title: subject, standards }) => ({
      number,
      title: say(subject),
      count: standards.length,
      standards: standards.map(one => standardModel(one, frame)),
    })),
    posts: handbook.posts.map(one => postModel(one, titles, frame)),
    outcomes: [...handbook.outcomes, ...handbook.cascades].map(one => ({
      title: say(one.title),
      when: say(one.when),
      // biome-ignore lint/suspicious/noThenProperty: as in the rule language
      then: one.then.map(say),
      clauses: one.clauses.join(word('listSeparator')),
    })),
    parameters: handbook.parameters.map(one => ({
      title: say(one.title),
      value: one.value ? say(one.value) : word('notConfigured'),
      clauses: one.clauses.join(word('listSeparator')),
    })),
    sources: handbook.clauses.map(({ source, clauses }) => ({
      title: say(source),
      clauses: clauses.map(({ id, text, standards, unchecked }) => ({
        id,
        text: say(text),
        standards: standards.join(word('listSeparator')),
        unchecked: unchecked ? say(unchecked) : '',
      })),
    })),
  }
  return frame.set({
    template: 'handbook',
    title,
    model,
    company: say(pack.title),
    logo: '',
    documentNumber: '',
    issue: '',
    foot: `${title}`,
    rules,
    footer: rules,
    isDraft: false,
  })
}

function standardModel(standard: HandbookStandard, { say, word }: Frame) {
  const { number, id, title, severity, words, uses, clauses, note, isChanging } = standard
  return {
    number,
    id,
    title: say(title),
    severity: severity === 'major' ? '' : word(`severity.${severity}`),
    lines: words.map(({ part, text, clauses: own = [] }) => ({
      part: say(PART_TITLES[part]),
      text: say(text),
      clauses: own.join(word('listSeparator')),
    })),
    uses: uses.map(say),
    clauses: clauses.join(word('listSeparator')),
    note: note ? say(note) : '',
    isChanging,
  }
}

function postModel(post: HandbookPost, titles: ReadonlyMap<string, HandbookStandard>, { say, word }: Frame) {
  const named = (numbers: readonly string[]) =>
    numbers.map(number => {
      const title: Message | undefined = titles.get(number)?.title
      return { number, title: title ? say(title) : '' }
    })
  const { scorecard } = post
  return {
    id: post.id,
    title: say(post.title),
    scorecard: scorecard ? say(scorecard.title) : '',
    sections: (scorecard?.sections ?? []).map(section => ({
      title: say(section.title),
      marks: section.marks === null ? word('bonus') : String(section.marks),
      when: section.when ? word('onlyWhere', { condition: say(section.when) }) : '',
      items: section.items.map(item => ({
        title: say(item.title),
        how: say(item.how),
        standards: item.standards.join(word('listSeparator')),
      })),
    })),
    vetoes: (scorecard?.vetoes ?? []).map(one => ({ grade: say(one.grade), standards: named(one.standards) })),
    gates: named(scorecard?.gates ?? []),
    others: named(post.others),
  }
}
