import type { ReleaseName } from '../../../compose/lms-mock/settings/releases.ts'
import { breachesOf } from './breaches-of.ts'
import type { Case } from './case.ts'
import type { Person, Platform } from './platform.ts'
import { Visitor } from './visitor.ts'

let people = 0

/** Asks a platform one case; returns how the answer breaks the contract, a line each. */
export async function askCase(
  platform: Platform,
  [, who, ask, status, body, more = {}]: Case,
): Promise<readonly string[]> {
  const person = who === 'staff' ? platform.staff : newPerson()
  const fill = (text: string) => filled(text, platform, person)
  const visitor = new Visitor(platform, who, person, fill)
  await visitor.arrive()
  for (const step of more.after ?? []) await visitor.step(step)
  const [method = '', path = ''] = ask.split(' ')
  const answer = await visitor.send(method, fill(path), more)
  return await breachesOf(answer, { status, body, ...more }, fill)
}

/** Whether a platform whose settings are given can be asked the case: one behind a gateway has one scheme, and perhaps no API key. */
export function canAsk({ apiKey }: Pick<Platform, 'apiKey'>, [, who, , , , more]: Case): boolean {
  const hasOwnSettings = more?.settings !== undefined || more?.insecure === true
  return !hasOwnSettings && (who !== 'key' || apiKey !== undefined)
}

/** Whether the case holds for a release. */
export function isFor(release: ReleaseName, [, , , , , more]: Case): boolean {
  return more?.on?.includes(release) !== false
}

/** Puts in what the words in braces stand for; JSON and patterns have other braces. */
function filled(text: string, platform: Platform, person: Person): string {
  const values: Readonly<Record<string, string>> = {
    me: person.username,
    ME: person.username.toUpperCase(),
    email: person.email,
    password: person.password,
    other: 'edx',
    staff: platform.staff.username,
    lms: platform.lms,
    host: new URL(platform.lms).host,
    richie: platform.richie,
    catalogue: new URL(platform.richie).host,
    domain: platform.domain,
    E: '/api/enrollment/v1',
    U: '/api/user/v1',
  }
  return text.replaceAll(
    /\{([A-Za-z_]+)\}/g,
    (_, word: string) => values[word] ?? `course-v1:edX+DemoX+${word}`,
  )
}

function newPerson(): Person {
  people += 1
  const username = `p${process.pid}x${people}`
  return { username, email: `${username}@example.com`, password: `Secret-${username}` }
}
