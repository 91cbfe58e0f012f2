/** What is wrong with a workbook, in the words that all its readers share. */

import type { Message } from '../model/message.ts'

export function noSheet(name: string): Message {
  return { zh: `没有工作表“${name}”`, en: `There is no sheet '${name}'` }
}

export function tooLarge(zh: string, en: string): Message {
  return { zh: `${zh}多得不合常理，拒绝读取`, en: `It has more ${en} than any office’s sheet, and is refused` }
}

export const TOO_MUCH_TEXT: Message = {
  zh: '文字多得不合常理，拒绝读取',
  en: 'It holds more text than any workbook, and is refused',
}

export const DAMAGED: Message = {
  zh: '文件损坏或不完整：请用电子表格程序打开，另存为 .xlsx',
  en: 'The file is damaged or cut short: open it in a spreadsheet program and save it as .xlsx',
}

/** An old workbook whose structure is protected is encrypted too, with a password that nobody is asked for. */
export const LOCKED: Message = {
  zh: '工作簿加了密（打开密码，或“保护工作簿”）：请取消后另存为 .xlsx',
  en: 'The workbook is encrypted (a password to open it, or a protected structure): lift that and save it as .xlsx',
}
