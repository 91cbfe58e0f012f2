/** An appraisal in, every page that comes as PDF out: under its name, and in the volume of its department. */

import type { AppraisedPerson } from '../../model/appraisal.ts'
import { fileNameOf, type OutputFile, type ReportInput } from '../output.ts'
import { type Frame, type FramedPage, makeContext, type PageContext, unitTitle } from '../pages/page.ts'
import { makeDistinct, readableName } from './file-name.ts'
import { PRINTED, type PrintedReport } from './table.ts'

export interface PrintedSheet {
  /** Of its element in the document that is printed. */
  readonly name: string
  /** Of the PDF, in the folder of results. */
  readonly path: string
  /** Undefined of what belongs to nobody. */
  readonly person: AppraisedPerson | undefined
  /** What goes with the person's sheet is called this; empty: it is the sheet, or belongs to nobody. */
  readonly attached: string
  readonly page: FramedPage
}

export interface Volume {
  readonly name: string
  readonly path: string
  readonly title: string
  readonly unit: string
  readonly sheets: readonly PrintedSheet[]
}

export interface PrintedSheets {
  /** Those of a volume together. */
  readonly sheets: readonly PrintedSheet[]
  readonly volumes: readonly Volume[]
}

export function printedSheets(input: ReportInput, frame: Frame): PrintedSheets {
  const context = makeContext(input, frame)
  const distinct = makeDistinct()
  const parts = PRINTED.map((report: PrintedReport, at) => {
    const named = pathOf(report, context)
    const attached = report.personal?.attached ? frame.word(report.personal.attached) : ''
    const sheets = notePages(input, frame, report.pages).map(({ path, page }, number) => {
      const { pdf, person } = named(path)
      return { name: `s${at}-${number}`, path: distinct(pdf), person, attached, page }
    })
    return { sheets, isBound: report.isBound === true }
  })
  const volumes = bind(
    parts.flatMap(({ sheets, isBound }) => (isBound ? sheets : [])),
    context,
    distinct,
  )
  const loose = parts.flatMap(({ sheets, isBound }) => (isBound ? [] : sheets))
  return { sheets: [...volumes.flatMap(volume => volume.sheets), ...loose], volumes }
}

interface NotedPage {
  /** Of the page for the screen. */
  readonly path: string
  readonly page: FramedPage
}

/** What a report would set, before it is set. */
export function notePages(input: ReportInput, frame: Frame, pages: PrintedReport['pages']): readonly NotedPage[] {
  const noted = new Map<string, FramedPage>()
  const context = makeContext(input, frame, page => {
    const key = String(noted.size)
    noted.set(key, page)
    return key
  })
  return Array.from(pages(context)).flatMap(({ path, content }: OutputFile) => {
    const page = noted.get(String(content))
    return page ? [{ path, page }] : []
  })
}

type Named = (path: string) => { readonly pdf: string; readonly person: AppraisedPerson | undefined }

function pathOf({ personal }: PrintedReport, { appraisal, word }: PageContext): Named {
  if (!personal) return path => ({ pdf: path.replace(/\.html$/, '.pdf'), person: undefined })
  const people = new Map(
    appraisal.people.map(person => [`people/${fileNameOf(person.id)}${personal.ending}.html`, person]),
  )
  return path => {
    const person = people.get(path)
    if (!person) throw new Error(`${path} belongs to nobody`)
    return {
      pdf: `people/pdf/${readableName([person.id, person.name, word(personal.word)], '.pdf')}`,
      person,
    }
  }
}

function bind(
  sheets: readonly PrintedSheet[],
  context: PageContext,
  distinct: (name: string) => string,
): readonly Volume[] {
  const { appraisal, word } = context
  const units = Map.groupBy(sheets, ({ person }) => person?.unit ?? null)
  const place = new Map(appraisal.people.map(({ id }, at) => [id, at]))
  const placeOf = ({ person }: PrintedSheet): number => place.get(person?.id ?? '') ?? place.size
  return [...units].map(([id, bound], at) => {
    const unit = id === null ? word('noUnit') : unitTitle(context, id)
    return {
      name: `v${at}`,
      path: distinct(`volumes/${readableName([unit], '.pdf')}`),
      title: `${unit} ${word('volume')} ${appraisal.period.name}`,
      unit,
      // Whatever is about one person lies together.
      sheets: bound.toSorted((one, other) => placeOf(one) - placeOf(other)),
    }
  })
}
