import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { launch, type Browser as Firefox } from 'puppeteer-core'

export const viewport = { width: 1280, height: 900 }
/** How long anything that a person waits for may take: two cores, and a cold Richie. */
export const patience = 30_000

/** Chromium with a fresh profile. It sends every `*.localhost` name to loopback by itself. */
export async function openChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: findProgram('CAMPUS_CHROMIUM', 'chromium'),
    args: [
      '--no-sandbox', // the tests may run as root
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Firefox with a fresh profile, driven by WebDriver BiDi. */
export async function openFirefox(): Promise<Firefox> {
  return await launch({
    browser: 'firefox',
    executablePath: findProgram('CAMPUS_FIREFOX', 'firefox-esr'),
    headless: true,
    defaultViewport: viewport,
  })
}

function findProgram(variable: string, name: string): string {
  const named = process.env[variable]
  if (named) return named
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // not here
    }
  }
  throw new Error(`${name} is not installed. Install it: tests/browser/install-browsers`)
}
