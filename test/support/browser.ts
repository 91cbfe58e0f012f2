/** The Chromium of this machine, where there is one; where there is none the reason is printed, and CI fails. */

import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const browserPath = PLACES.find(path => existsSync(path))

if (browserPath === undefined) {
  const reason =
    'browser tests skipped: no Chromium or Chrome is installed (Debian: apt-get install chromium fonts-noto-cjk)'
  if (process.env.CI) throw new Error(reason)
  console.warn(reason)
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    // A container's root has no sandbox to offer.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  })
}
