/** Who works on the campus, in which post and building, and how carefully: the cast of the story. */

import type { Row } from './files.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly post: string
  readonly unit: string
  readonly sites: readonly string[]
  readonly reportsTo: string
  readonly bonusBase: string
  /** How often something is missed, 0 to 1. */
  readonly slip: number
  /** What the panel gives on average, 0 to 100. */
  readonly panel: number
  readonly from?: string
  readonly to?: string
}

const NAMES =
  '王建国 李志强 张秀兰 陈卫东 刘国栋 赵玉梅 孙立新 李秀英 周桂芳 吴淑珍 郑海燕 冯春梅 褚丽华 卫小红 蒋桂兰 沈美玲 韩玉兰 杨素芬 朱红霞 秦月娥 许桂香 何秀珍 吕凤英 施翠兰 孔祥云 曹金花 严巧云 华春兰 金大勇 魏永强 陶建军 姜国强 戚文斌 谢志勇 邹海涛 喻立军 柏长青 水生财 窦福来 章木生 云天明 苏晓东 潘国华 葛卫国 奚敏 范晓燕 彭雪 郎静 鲁大海 韦铁柱 昌盛 马武 苗翠花 凤霞 花荣 方圆 俞明 任重 袁师傅 柳春生 酆伟 鲍长福 史进财 唐金宝 费洁 廉正 岑商 薛掌柜 雷鸣 贺品 倪严 汤人事 滕文 殷书 管立成 钟心怡 尚人杰 安国平 岳守信 解卫平 门长海 池守业 访秋月 问晓琳 督明 洁如 净秋 尘飞 拂晓 绿野 林木森'.split(
    ' ',
  )

/** How many of each post, with what runs through the story. */
function cast(): readonly Omit<Person, 'name'>[] {
  const people: Omit<Person, 'name'>[] = []
  const add = (id: string, post: string, unit: string, reportsTo: string, more: Partial<Person> = {}): void => {
    people.push({ id, post, unit, reportsTo, sites: [], bonusBase: '3000', slip: 0.06, panel: 88, ...more })
  }
  add('0001', 'general-manager', 'head-office', '', { bonusBase: '10000' })
  add('0002', 'deputy-general-manager', 'head-office', '0001', { bonusBase: '8000' })
  add('0003', 'dormitory-manager', 'dormitory-centre', '0002', { bonusBase: '6000', panel: 91 })
  add('0004', 'utility-manager', 'utility-centre', '0002', { bonusBase: '6000', slip: 0.1 })
  add('0005', 'catering-manager', 'catering-centre', '0002', { bonusBase: '6000' })
  add('0006', 'property-manager', 'property-centre', '0002', { bonusBase: '6000', slip: 0.2, panel: 78 })
  add('0007', 'quality-manager', 'quality-department', '0002', { bonusBase: '6000' })

  const wardenSlips = [0.01, 0.03, 0.05, 0.08, 0.1, 0.04, 0.12, 0.2, 0.06, 0.07, 0.3, 0.02]
  wardenSlips.forEach((slip, at) => {
    add(`01${two(at + 1)}`, 'dorm-warden', 'dormitory-centre', '0003', {
      sites: [`d${(at % 6) + 1}`],
      slip,
      panel: 96 - Math.round(slip * 80),
    })
  })
  for (let at = 1; at <= 8; at++) {
    const slip = [0.02, 0.05, 0.09, 0.15, 0.04, 0.22, 0.06, 0.08][at - 1] ?? 0.05
    const joined = at === 8 ? { from: '2024-03-04' } : {}
    add(`01${20 + at}`, 'dorm-cleaner', 'dormitory-centre', '0003', {
      sites: [`d${((at - 1) % 6) + 1}`],
      slip,
      panel: 92 - Math.round(slip * 60),
      bonusBase: '2000',
      ...joined,
    })
  }
  const technicianSlips = [0.02, 0.05, 0.09, 0.14, 0.06, 0.18, 0.28, 0.08, 0.55, 0.1]
  technicianSlips.forEach((slip, at) => {
    const left = at === 9 ? { to: '2024-03-15' } : {}
    add(`02${two(at + 1)}`, 'repair-technician', 'utility-centre', '0004', {
      slip,
      panel: 95 - Math.round(slip * 70),
      ...left,
    })
  })
  for (let at = 1; at <= 3; at++)
    add(`02${10 + at}`, 'carpenter', 'utility-centre', '0004', { slip: 0.05 * at, panel: 90 })
  for (let at = 1; at <= 4; at++)
    add(`02${20 + at}`, 'duty-officer', 'utility-centre', '0004', { slip: 0.04 * at, panel: 90 })
  for (let at = 1; at <= 4; at++)
    add(`03${two(at)}`, 'receptionist', 'property-centre', '0006', {
      sites: ['o1'],
      slip: [0.02, 0.06, 0.13, 0.25][at - 1] ?? 0.1,
      panel: 91 - at,
    })
  for (let at = 1; at <= 4; at++)
    add(`03${10 + at}`, 'guard', 'property-centre', '0006', { sites: ['o1'], slip: 0.05 * at, panel: 88 - at })
  for (let at = 1; at <= 5; at++)
    add(`03${20 + at}`, 'classroom-administrator', 'property-centre', '0006', {
      sites: [`t${(at % 2) + 1}`],
      slip: [0.01, 0.04, 0.11, 0.22, 0.52][at - 1] ?? 0.1,
      panel: [96, 92, 86, 76, 58][at - 1] ?? 85,
    })
  for (let at = 1; at <= 6; at++)
    add(`04${two(at)}`, 'chef', 'catering-centre', '0005', {
      sites: [`c${(at % 2) + 1}`],
      slip: [0.01, 0.05, 0.08, 0.03, 0.06, 0.24][at - 1] ?? 0.1,
      panel: [97, 91, 88, 93, 90, 72][at - 1] ?? 85,
    })
  for (let at = 1; at <= 2; at++)
    add(`041${at}`, 'food-inspector', 'catering-centre', '0005', { sites: [`c${at}`], slip: 0.03 * at, panel: 92 })
  for (let at = 1; at <= 3; at++)
    add(`033${at}`, 'shop-manager', 'property-centre', '0006', { slip: [0.02, 0.1, 0.3][at - 1] ?? 0.1, panel: 86 })
  for (let at = 1; at <= 2; at++) add(`05${two(at)}`, 'quality-inspector', 'quality-department', '0007', { panel: 91 })
  add('0511', 'hr-officer', 'head-office', '0002', { bonusBase: '' })
  add('0503', 'quality-inspector', 'quality-department', '0007', { panel: 85 })
  add('0521', 'office-clerk', 'head-office', '0002', { panel: 85 })
  // The estate: its director, the service centre, guards at the gate, cleaners and gardeners.
  add('0008', 'site-director', 'estate-office', '0002', { sites: ['r1', 'o1'], bonusBase: '6000' })
  add('0009', 'service-centre-manager', 'estate-office', '0008', { sites: ['r1'], bonusBase: '5000', panel: 90 })
  add('0010', 'hr-manager', 'head-office', '0002', { bonusBase: '6000', panel: 89 })
  add('0319', 'security-captain', 'estate-office', '0008', { sites: ['r1'], panel: 90 })
  for (let at = 5; at <= 8; at++)
    add(`03${10 + at}`, 'guard', 'estate-office', '0008', { sites: ['r1'], slip: 0.03 * (at - 4), panel: 92 - at })
  for (let at = 1; at <= 2; at++)
    add(`034${at}`, 'callback-officer', 'quality-department', '0007', { slip: 0.06 * at, panel: 90 })
  add('0345', 'service-supervisor', 'estate-office', '0009', { sites: ['r1'], panel: 91 })
  for (let at = 1; at <= 4; at++)
    add(`035${at}`, 'cleaner', 'estate-office', '0008', {
      sites: [at <= 2 ? 'r1' : 'o1'],
      slip: 0.04 * at,
      panel: 91 - at,
      bonusBase: '2000',
    })
  for (let at = 1; at <= 2; at++)
    add(`036${at}`, 'gardener', 'estate-office', '0008', { sites: ['r1'], slip: 0.05 * at, bonusBase: '2000' })
  return people
}

/** A semester in which most do well and few do perfectly. */
const HARDER = { slip: 1.6, panel: 3 }

/** Everybody who worked here in the year, as of its beginning. */
export const EVERYBODY: readonly Person[] = cast().map((person, at) => ({
  ...person,
  slip: Math.min(0.7, person.slip * HARDER.slip),
  panel: person.panel - HARDER.panel,
  name: NAMES[at] ?? `员工${person.id}`,
}))

export function isThere(person: Person, day: string): boolean {
  return (person.from ?? '') <= day && day <= (person.to ?? '9999')
}

/** One stretch in a post, as the roster writes it. */
export interface Stretch {
  readonly post?: string
  readonly unit?: string
  readonly reportsTo?: string
  readonly from?: string
  readonly to?: string
}

/** The roster: one row for each stretch in a post. Whoever is not in `moves` has one. */
export function roster(moves: Readonly<Record<string, readonly Stretch[]>>): readonly Row[] {
  return EVERYBODY.flatMap(person =>
    (moves[person.id] ?? [{}]).map(stretch => ({
      工号: person.id,
      姓名: person.name,
      岗位: stretch.post ?? person.post,
      部门: stretch.unit ?? person.unit,
      楼栋: person.sites.join('、'),
      上级: stretch.reportsTo ?? person.reportsTo,
      起始日期: stretch.from ?? person.from ?? '2020-09-01',
      结束日期: stretch.to ?? person.to ?? '',
      奖金基数: person.bonusBase,
    })),
  )
}

/** Every building, and whether guards keep its gate or lobby: a blank would be unknown. */
export const SITES: readonly Row[] = [
  ...[1, 2, 3, 4, 5, 6].map(at => ({
    id: `d${at}`,
    name: `${at}号公寓楼`,
    unit: 'dormitory-centre',
    kind: 'dormitory',
  })),
  ...[1, 2].map(at => ({ id: `t${at}`, name: `${at}号教学楼`, unit: 'property-centre', kind: 'teaching' })),
  ...['一', '二'].map((name, at) => ({
    id: `c${at + 1}`,
    name: `第${name}食堂`,
    unit: 'catering-centre',
    kind: 'canteen',
  })),
  {
    id: 'o1',
    name: '行政楼',
    unit: 'property-centre',
    kind: 'office',
    work_starts: '08:30',
    lobby_post: true,
    rush_hours: '08:00-08:40，17:20-18:00',
  },
  {
    id: 'r1',
    name: '教工住宅小区',
    unit: 'estate-office',
    kind: 'residential',
    homecoming_from: '17:00',
    homecoming_to: '19:00',
    gate_post: true,
  },
].map((site: Row) => ({ gate_post: false, lobby_post: false, ...site }))

export const UNITS: readonly Row[] = [
  { id: 'head-office', name: '总公司办公室' },
  { id: 'dormitory-centre', name: '公寓中心' },
  { id: 'utility-centre', name: '水电中心' },
  { id: 'catering-centre', name: '饮食中心' },
  { id: 'property-centre', name: '物业中心' },
  { id: 'quality-department', name: '品质部' },
  { id: 'estate-office', name: '住宅管理处' },
]

function two(number: number): string {
  return String(number).padStart(2, '0')
}
