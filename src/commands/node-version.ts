/** The version of Node in; older ones than the program is written for are refused, with what to do. */

import type { Message } from '../model/message.ts'

const OLDEST = [22, 18] as const

export class OldNode extends Error {
  readonly words: Message

  constructor(version: string) {
    super(`Node ${version} is too old`)
    const wanted = OLDEST.join('.')
    this.words = {
      zh: `这里的 Node 是 ${version}，需要 ${wanted} 或更新版本。在项目文件夹里用 npm run yardstick -- … 会自动使用合适的版本。`,
      en: `This is Node ${version}; ${wanted} or later is needed. In the project folder, npm run yardstick -- … brings its own.`,
    }
  }
}

export function refuseOldNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) throw new OldNode(version)
}
