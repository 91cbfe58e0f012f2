/** Made-up fitters: how many are wanted in, rows of `people.csv` out. */

import { writeFileSync } from 'node:fs'

const DEPARTMENT = 50
const SURNAMES = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗')
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国')

/** The number of the fitter with this index. */
export function fitter(index: number): string {
  return `F${String(index + 1).padStart(4, '0')}`
}

/** So many fitters, in departments of fifty. */
export function writePeople(file: string, count: number): void {
  const rows = Array.from({ length: count }, (_, index) => {
    const department = `维修${Math.floor(index / DEPARTMENT) + 1}部`
    return [fitter(index), nameOf(index), 'fitter', '', '2023-09-01', department].join(',')
  })
  writeFileSync(file, ['id,name,post,sites,from,unit', ...rows, ''].join('\n'))
}

function nameOf(index: number): string {
  const letter = (letters: readonly string[], by: number) => letters[Math.floor(index / by) % letters.length] ?? ''
  return letter(SURNAMES, 1) + letter(GIVEN, SURNAMES.length) + letter(GIVEN, 7)
}
