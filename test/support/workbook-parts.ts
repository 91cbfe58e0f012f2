/** The inside of a workbook of one sheet as a test writes it in, its bytes out. */

import { strToU8, zipSync } from 'fflate'

export const MAIN =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook of one sheet with this inside, by name. */
export function workbookParts(
  sheet: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${TYPE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${MAIN}><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${TYPE}/worksheet" Target="sheet.xml"/></Relationships>`,
    'xl/sheet.xml': sheet,
    ...more,
  }
}

export function workbook(sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const files = Object.entries(workbookParts(sheet, more)).map(([name, text]) => [name, strToU8(text)])
  return zipSync(Object.fromEntries(files))
}

export const sheetOf = (data: string) => `<worksheet ${MAIN}><sheetData>${data}</sheetData></worksheet>`
