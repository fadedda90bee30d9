import { columnOf, releases } from '../settings/releases.ts'
import type { Settings } from '../settings/settings.ts'
import type { Release } from '../web/exchange.ts'
import { accounts } from './accounts.ts'
import { cors } from './cors.ts'
import { courses } from './courses.ts'
import { csrfRules } from './csrf.ts'
import { enrollment } from './enrollment.ts'
import { login } from './login.ts'
import { routes } from './routes.ts'
import { web } from './web.ts'

const columns = new Map(
  releases.map((name): [string, Release] => [
    name,
    {
      routes: columnOf(routes, name),
      web: columnOf(web, name),
      csrf: columnOf(csrfRules, name),
      cors: columnOf(cors, name),
      login: columnOf(login, name),
      accounts: columnOf(accounts, name),
      enrollment: columnOf(enrollment, name),
      courses: columnOf(courses, name),
    },
  ]),
)

/** The facts of the release that the settings name. */
export function releaseOf({ release }: Pick<Settings, 'release'>): Release {
  return columns.get(release) as Release
}
