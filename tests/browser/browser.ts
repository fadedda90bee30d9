import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { launch, type Browser as Firefox } from 'puppeteer-core'

export const viewport = { width: 1280, height: 900 }
/** How long anything that a person waits for may take: two cores, and a cold Richie. */
export const patience = 30_000

/** What a browser must know of the machine that it seems to run on. */
export type Surroundings = {
  /** Host names that their machine sends to itself. */
  readonly hosts: readonly string[]
  /** Their home folder, where browsers keep the certificates that they trust. */
  readonly home?: string
  /** The one public key that Chromium takes whoever issued its certificate: SHA-256, base64. */
  readonly trustedKey?: string
}

/** Whose browser it is. */
export type Person = Surroundings & {
  readonly home: string
  /** The one profile of their Firefox. */
  readonly firefoxProfile: string
}

/** Chromium with a fresh profile. It sends every `*.localhost` name to loopback by itself. */
export async function openChromium({
  hosts = [],
  home,
  trustedKey,
}: Partial<Surroundings> = {}): Promise<Browser> {
  return await chromium.launch({
    executablePath: findProgram('CAMPUS_CHROMIUM', 'chromium'),
    ...(home === undefined ? {} : { env: { ...process.env, HOME: home } }),
    args: [
      '--no-sandbox', // the tests may run as root
      '--disable-gpu',
      '--disable-quic',
      // Each container that starts is a new network interface, at which Chromium ends all that HTTP/2 has under way with
      // ERR_NETWORK_CHANGED. HTTP/1.1 goes on. That sites speak HTTP/2: tests/e2e/full/tls.test.ts, and Firefox.
      '--disable-http2',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=${hosts.map((host) => `MAP ${host} 127.0.0.1`).join(',')}`,
      ...(trustedKey === undefined ? [] : [`--ignore-certificate-errors-spki-list=${trustedKey}`]),
    ],
  })
}

/** Firefox with a fresh profile, or with the person's own, driven by WebDriver BiDi. */
export async function openFirefox(person?: Person): Promise<Firefox> {
  return await launch({
    browser: 'firefox',
    executablePath: findProgram('CAMPUS_FIREFOX', 'firefox-esr'),
    headless: true,
    defaultViewport: viewport,
    ...(person === undefined
      ? {}
      : {
          env: { ...process.env, HOME: person.home },
          userDataDir: person.firefoxProfile,
          extraPrefsFirefox: { 'network.dns.localDomains': person.hosts.join(',') },
        }),
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
