/** Where an installed Chrome, Edge or Chromium is, on this system. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'

const UNIX = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
]
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const WINDOWS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']

type Environment = Readonly<Record<string, string | undefined>>

/** Undefined: there is none. */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  environment: Environment = process.env,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  return browserPlaces(platform, environment).find(exists)
}

/** Where a browser is looked for; where `CHROME_PATH` names one, there alone. */
export function browserPlaces(
  platform: NodeJS.Platform = process.platform,
  environment: Environment = process.env,
): readonly string[] {
  const { CHROME_PATH: named, PROGRAMFILES: programs, LOCALAPPDATA: local } = environment
  if (named !== undefined && named !== '') return [named]
  const roots = [programs, environment['PROGRAMFILES(X86)'], local].filter(root => root !== undefined)
  if (platform === 'darwin') return MAC
  return platform === 'win32' ? roots.flatMap(root => WINDOWS.map(one => join(root, one))) : UNIX
}
