import { columnOf, releases, type Column } from '../settings/releases.ts'
import type { Settings } from '../settings/settings.ts'
import { accounts } from './accounts.ts'
import { cors } from './cors.ts'
import { courses } from './courses.ts'
import { csrfRules } from './csrf.ts'
import { enrollment } from './enrollment.ts'
import { login } from './login.ts'
import { routes } from './routes.ts'
import { web } from './web.ts'

/** What is particular to a release of Open edX: the columns of the tables in `release/`. Code asks these facts, never the release's name. */
export type Release = {
  readonly routes: Column<typeof routes>
  readonly web: Column<typeof web>
  readonly csrf: Column<typeof csrfRules>
  readonly cors: Column<typeof cors>
  readonly login: Column<typeof login>
  readonly accounts: Column<typeof accounts>
  readonly enrollment: Column<typeof enrollment>
  readonly courses: Column<typeof courses>
}

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
