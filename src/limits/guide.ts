/** A pack's particulars in, the rows of the first sheet out: how the workbook is filled in, in both languages. */

import type { PackInfo } from '../model/rulebook.ts'
import { SHEETS } from './columns.ts'
import type { PlannedCell } from './plan.ts'

interface GuideRequest {
  readonly pack: PackInfo
  readonly on: string | undefined
  readonly count: number
}

type Line = readonly [string, string, PlannedCell['role']?]

export function guideRows({ pack, on, count }: GuideRequest): readonly (readonly PlannedCell[])[] {
  const { title, id, version, sha256 } = pack
  const lines: readonly Line[] = [
    ['标准维护表', `${title.zh}（${id} ${version}）`, 'title'],
    ['数值', `${count} 个，${on === undefined ? '各取最新的' : `${on} 当天生效的`}`],
    ['只改浅黄色格', '数值、生效日期、修改原因。其他格供核对，改了也不读。'],
    ['生效日期', '改了数值就必须写，如 2025-09-01；要晚于现行数值的生效日期。旧数值在那一天之前照旧有效。'],
    ['修改原因', '写依据，如“2025 年第 3 次办公会”；会作为注释写进规则文件，留给以后的人看。'],
    ['怎么写', '时限 20分钟、2小时、3个工作日；比例 25%；分值 3 或 0.5；金额 500。全角数字也行。'],
    [
      '灰色的数',
      `不在这里改，备注里写着去哪里改。取自参数的，改“${SHEETS.parameters.zh}”表里的那一行，用到它的标准一起变。`,
    ],
    ['不要', '不要改编号，不要加行；新标准写在规则文件里。删掉的行不算删除，数值不变。'],
    ['改完以后', 'yardstick limits 规则包 --import 本文件：先列出改动，确认后才写回。'],
    ['', ''],
    ['Maintenance workbook', `${title.en} (${id} ${version})`, 'title'],
    ['Numbers', `${count}: ${on === undefined ? 'the newest of each' : `those in force on ${on}`}`],
    ['Pale yellow cells', 'These alone are read: value, in force from, reason. The others are there to be compared.'],
    [
      'In force from',
      'Needed with every changed value, such as 2025-09-01, and later than the day of the value as it is. The old value holds until then.',
    ],
    ['Reason', "What the change rests on, such as 'board meeting 3 of 2025'; it becomes a comment in the rule file."],
    ['Written like', 'Limits 20 minutes, 2 hours, 3 working days; shares 25%; points 3 or 0.5; amounts 500.'],
    [
      'Grey numbers',
      `Not changed here; the note says where. What comes from a parameter is changed on the sheet '${SHEETS.parameters.en}', for all its standards at once.`,
    ],
    [
      'Please do not',
      'change ids or add rows: new standards are written in the rule files. A deleted row deletes nothing.',
    ],
    ['When done', 'yardstick limits PACK --import THIS-FILE: lists the changes, and writes once you agree.'],
    ['', ''],
    ['SHA-256', sha256],
  ]
  return lines.map(([name, words, role = 'plain']) =>
    name === ''
      ? []
      : [
          { value: name, role: role === 'title' ? 'title' : 'heading' },
          { value: words, role },
        ],
  )
}
