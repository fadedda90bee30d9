import { CookieJar } from '../lms-mock/testing/cookie-jar.ts'
import type { Exchange, Reply } from './exchange.ts'
import { plot, type Scene } from './plot.ts'

/** Sends one request; header lines are pairs, in order. */
export type Ask = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
) => Promise<Reply>

/** Cookie values that the recording masks though they were made up, by the name of the step. */
const madeUp: Readonly<Record<string, (session: string) => string>> = {
  'me-broken-session': (session) => `${session.slice(0, -4)}AAAA`,
  'me-unknown-session-32': () => 'a'.repeat(32),
  'me-garbage-session': () => 'garbage',
  'enrollment-garbage-session': () => 'garbage',
  'me-garbage-session-html': () => 'garbage',
  'login-page-garbage-session': () => 'garbage',
}

/** Asks an LMS all that a real one was asked, in the same order; each browser's own cookies take the place of what was masked. */
export async function replay(exchanges: readonly Exchange[], ask: Ask): Promise<readonly Reply[]> {
  const jars = new Map<string, CookieJar>()
  const copies = new Map<number, ReadonlyMap<string, CookieJar>>()
  const replies: Reply[] = []
  for (const exchange of exchanges) {
    const scenes = plot[exchange.variant]
    if (scenes.some(({ cookiesBefore }) => cookiesBefore === exchange.step))
      copies.set(exchange.step, new Map(Array.from(jars, ([name, jar]) => [name, new CookieJar(jar)])))
    const scene = scenes.find(({ steps: [first, last] }) => first <= exchange.step && exchange.step <= last)
    const jar = jarOf(jars, scene)
    const shown = copies.get(scene?.cookiesBefore ?? 0)?.get(scene?.browser ?? '') ?? jar
    const { method, path, body } = exchange.request
    const reply = await ask(method, path, headersOf(exchange, shown), body ?? undefined)
    if (scene?.keeps !== false)
      jar.keep(reply.headers.flatMap((line) => /^set-cookie: (.*)$/i.exec(line)?.[1] ?? []))
    replies.push(reply)
  }
  return replies
}

function jarOf(jars: Map<string, CookieJar>, scene: Scene | undefined): CookieJar {
  const jar = jars.get(scene?.browser ?? '') ?? new CookieJar(jars.get(scene?.startsAs ?? '') ?? [])
  if (scene !== undefined) jars.set(scene.browser, jar)
  return jar
}

function headersOf({ name, request }: Exchange, jar: CookieJar): Record<string, string> {
  const pairs = request.headers.map((line): [string, string] => {
    const [, header = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? []
    if (header === 'Cookie') return [header, cookiesOf(value, jar, name)]
    return [header, isToken(value) ? tokenOf(header, jar) : value]
  })
  const always = { Host: 'edx.local.dev:8073', 'Accept-Language': 'en' }
  return { ...always, ...Object.fromEntries(pairs) }
}

function cookiesOf(recorded: string, jar: CookieJar, step: string): string {
  const pairs = recorded.split('; ').flatMap((pair) => {
    const [name = '', value = ''] = pair.split('=')
    if (!/^<\w+>$/.test(value)) return [pair]
    const own = jar.get(name) ?? ''
    return [`${name}=${name === 'edx_session' ? (madeUp[step]?.(own) ?? own) : own}`]
  })
  return pairs.filter((pair) => !pair.endsWith('=') || recorded.split('; ').includes(pair)).join('; ')
}

/** A CSRF token that the real LMS had made; those made up for the test are one letter many times. */
function isToken(value: string): boolean {
  return /^[A-Za-z0-9]{32}$/.test(value) && !/^(.)\1*$/.test(value)
}

/** The LMS's own pages send the LMS's cookie, Richie the one that its origin can read. */
function tokenOf(header: string, jar: CookieJar): string {
  const ofRichie = header === 'X-CSRFTOKEN' ? jar.get('edx_csrf_token') : undefined
  return ofRichie ?? jar.get('csrftoken') ?? ''
}
