/** What the file system refused in, what a person can mend about it out; anything else is our bug. */

import type { Message } from '../model/message.ts'

/** Each goes on from the name of a folder. */
const SYSTEM_PROBLEMS: Readonly<Record<string, Message>> = {
  EACCES: { zh: '没有写入权限', en: 'may not be written (no permission)' },
  EPERM: { zh: '没有写入权限，或正被别的程序打开', en: 'may not be written, or another program has it open' },
  EBUSY: { zh: '正被别的程序打开', en: 'is open in another program' },
  EROFS: { zh: '所在的磁盘只读', en: 'is on a disk that can only be read' },
  ENOSPC: { zh: '所在的磁盘已满', en: 'is on a disk that is full' },
  ENOTDIR: { zh: '的上级路径里有一个是文件，不是文件夹', en: 'lies below something that is a file and no folder' },
  ENAMETOOLONG: { zh: '里会有名称过长的文件', en: 'would hold a file with too long a name' },
  EEXIST: { zh: '的上级路径里有一个是文件，不是文件夹', en: 'lies below something that is a file and no folder' },
}

export function systemProblem(error: unknown): Message | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return SYSTEM_PROBLEMS[String(error.code)]
}

/** What desktops and office programs leave in any folder that is looked at. */
export const LITTER = /^(\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*)$/i
