import type { ReleaseName } from '../../../compose/lms-mock/settings/releases.ts'
import { startLms, type Lms } from '../testing/browser.ts'
import type { Platform } from './platform.ts'

/** The recorded LMS in this process, imitating a release; its clock goes on by a millisecond a request. */
export function platformInProcess(
  release: ReleaseName,
  settings: Readonly<Record<string, unknown>> = {},
): Platform {
  return platformOf(startLms({ release, ...settings }), release)
}

/** An LMS of this process as the contract sees it. */
export function platformOf(lms: Lms, release: ReleaseName): Platform {
  return {
    release,
    lms: 'https://edx.local.dev:8073',
    richie: 'https://richie.local.dev:8070',
    domain: '.local.dev',
    staff: { username: 'admin', email: 'admin@example.com', password: 'admin' },
    apiKey: 'FakeEdXAPIKey',
    ask: async (path, init) => {
      lms.now = new Date(lms.now.getTime() + 1)
      return await lms.request(path, init)
    },
    register: async (person) => add(lms, person),
  }
}

function add({ store, now }: Lms, person: { username: string; email: string; password: string }): void {
  store.learners.add({ ...person, name: 'Some Body', staff: false, active: true, yearOfBirth: 1980 }, now)
}
