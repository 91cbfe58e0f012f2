/** Results in, the same without names out: everybody has a number that tells nothing, and what cannot be told without names is left out. */

import { compareText } from '../lib/order.ts'
import type { Appraisal, AppraisedPerson, Withheld } from '../model/appraisal.ts'
import type { Explanations } from '../model/explanation.ts'
import type { WrittenFinding } from '../model/finding.ts'
import type { Language } from '../model/message.ts'
import { follow, type Plan, type Treat } from './plan.ts'
import { APPRAISAL, FINDING, MARGIN, STANDARD, TRACE } from './plans.ts'
import { type Known, makeTreatment, wordsFor } from './pseudonyms.ts'

export interface Redactable<F extends WrittenFinding> {
  readonly appraisal: Appraisal
  readonly findings: readonly F[]
  readonly explanations: Explanations
}

export interface Redacted<F extends WrittenFinding> extends Redactable<F> {
  /** What else is said beside the results: names of input files, a reason given on the command line. */
  readonly textOf: (text: string) => string
  readonly recordOf: (text: string) => string
}

export interface RedactOptions {
  readonly language: Language
  /** Everybody whom the roster knows, under every name. */
  readonly people: readonly { readonly person: string; readonly name: string }[]
  /** Names of others that stand in texts: who owns a waiver. */
  readonly others: readonly string[]
  /** Ids of sites and units. */
  readonly places: readonly string[]
}

export function redact<F extends WrittenFinding>(results: Redactable<F>, options: RedactOptions): Redacted<F> {
  const { appraisal, findings, explanations } = results
  const known = knownIn(results, options)
  const { treat } = makeTreatment(
    known,
    JSON.stringify([{ ...appraisal, rejectionsAccepted: null }, findings]),
    options.language,
  )
  const all = <T>(some: readonly T[], plan: Plan<T>): readonly T[] => some.map(one => follow(one, plan, treat))
  return {
    appraisal: {
      ...inNewOrder(withoutBases(named(follow(appraisal, APPRAISAL, treat), options.language))),
      redacted: true,
    },
    findings: sorted(all<WrittenFinding>(findings, FINDING) as readonly F[], ({ id }) => id),
    explanations: {
      standards: all(explanations.standards, STANDARD),
      traces: sorted(all(explanations.traces, TRACE), one => `${one.standard}\n${one.case}`),
      margins: sorted(all(explanations.margins, MARGIN), ({ person }) => person),
    },
    textOf: text => treat(text, 'text') ?? '',
    recordOf: text => treat(text, 'record') ?? '',
  }
}

/** Whoever is spoken of anywhere, the roster's people or not. */
function knownIn<F extends WrittenFinding>(
  { appraisal, findings, explanations }: Redactable<F>,
  { people, others, places }: RedactOptions,
): Known {
  const ids = new Set(people.map(({ person }) => person))
  const names = new Map<string, Set<string>>()
  for (const { person, name } of people) {
    // Whoever bears no name in the roster is called by the number.
    if (name !== person) names.set(name, (names.get(name) ?? new Set()).add(person))
  }
  const signed = new Set(others)
  const things = new Set(places)
  const gather: Treat = (text, treatment) => {
    if (treatment === 'person') ids.add(text)
    if (treatment === 'signatory') signed.add(text)
    if (treatment === 'record') for (const part of [text, ...text.split(/[@/:#|\s]+/)]) things.add(part)
    return text
  }
  follow(appraisal, APPRAISAL, gather)
  for (const finding of findings) follow<WrittenFinding>(finding, FINDING, gather)
  for (const margin of explanations.margins) follow(margin, MARGIN, gather)
  const signatories = new Set([...signed].filter(one => one !== '' && !ids.has(one) && !names.has(one)))
  return { ids, names, signatories, things }
}

/** Of several who bear one name each has a number of their own. */
function named(appraisal: Appraisal, language: Language): Appraisal {
  const { people, withheldElsewhere, inspectors, round } = appraisal
  const calledBy = <T extends { readonly person: string }>(one: T) => ({ ...one, name: wordsFor(one.person)[language] })
  return {
    ...appraisal,
    people: people.map(one => ({ ...one, name: wordsFor(one.id)[language] })),
    withheldElsewhere: withheldElsewhere.map(calledBy),
    inspectors: inspectors.map(calledBy),
    round: {
      ...round,
      panel: round.panel && {
        ...round.panel,
        members: round.panel.members.map(one =>
          one.person === null ? one : { ...one, name: wordsFor(one.person)[language] },
        ),
      },
    },
  }
}

/** A base, and what follows from it, tells whose it is to whoever pays it. */
function withoutBases(appraisal: Appraisal): Appraisal {
  const bare = <T extends { readonly withheld: Withheld }>(one: T): T => ({
    ...one,
    withheld: { ...one.withheld, amount: null },
  })
  return {
    ...appraisal,
    people: appraisal.people.map(bare),
    withheldElsewhere: appraisal.withheldElsewhere.map(bare),
  }
}

/** What stood in the order of staff numbers stands in the order of those that replace them. */
function inNewOrder(appraisal: Appraisal): Appraisal {
  const { people, withheldElsewhere, inspectors, measures, round } = appraisal
  const listed = (some: readonly string[] | null) => (some === null ? null : some.toSorted(compareText))
  return {
    ...appraisal,
    people: sorted(people, ({ id }: AppraisedPerson) => id),
    withheldElsewhere: sorted(withheldElsewhere, ({ person }) => person),
    inspectors: sorted(inspectors, ({ type, person }) => `${type}\n${person}`),
    measures: sorted(measures, one => `${one.standard}\n${one.owner}\n${one.slot}\n${one.member ?? ''}`),
    round: {
      ...round,
      panel: round.panel && {
        ...round.panel,
        members: round.panel.members.map(one => ({ ...one, for: listed(one.for) })),
      },
      approved: round.approved.map(one => ({ ...one, for: listed(one.for) })),
    },
  }
}

function sorted<T>(some: readonly T[], key: (one: T) => string): readonly T[] {
  return some
    .map(one => ({ one, key: key(one) }))
    .toSorted((one, other) => compareText(one.key, other.key))
    .map(({ one }) => one)
}
