/** What the file system says of a path in, why it is not to be read as a file out. */

import type { Message } from '../model/message.ts'

export interface FileStatus {
  readonly size: number
  isFile(): boolean
  isDirectory(): boolean
}

const MEBIBYTE = 1024 ** 2

/** The words go on from the name of the file. Undefined: it may be read. */
export function whyUnread(status: FileStatus | undefined, mostMebibytes: number): Message | undefined {
  if (!status) return { zh: '不存在（或是失效的链接）', en: 'is not there (or is a link that leads nowhere)' }
  if (status.isDirectory()) return { zh: '是文件夹，不是文件', en: 'is a folder and no file' }
  if (!status.isFile())
    return {
      zh: '不是普通文件（是设备或管道），拒绝读取',
      en: 'is no ordinary file (a device or a pipe) and is refused',
    }
  if (status.size <= mostMebibytes * MEBIBYTE) return undefined
  return {
    zh: `超过 ${mostMebibytes} MiB，拒绝读取`,
    en: `is larger than ${mostMebibytes} MiB and is refused`,
  }
}

export const NOT_OPENED: Message = {
  zh: '无法读取：请检查文件权限，或是否正被其他程序打开',
  en: 'cannot be read: see whether you may, and whether another program holds it',
}
